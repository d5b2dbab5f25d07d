/* Ledgers of older versions: read as they are, and brought up when they are written. */
#include "made.h"

#include <stdlib.h>

static char path[] = "/tmp/hearsay-test-XXXXXX";

/* What versions 5 to 3 added, taken out again. */
static void make_old(hsay_ledger *l, int version)
{
    char mark[48];
    snprintf(mark, sizeof mark, "PRAGMA user_version = %d", version);
    const char *const scripts[] = {mark,
                                   "DROP TABLE post",
                                   "ALTER TABLE article DROP COLUMN partial_from",
                                   "ALTER TABLE article DROP COLUMN access",
                                   "ALTER TABLE article DROP COLUMN published",
                                   "ALTER TABLE article DROP COLUMN updated",
                                   "ALTER TABLE article DROP COLUMN section",
                                   "ALTER TABLE article DROP COLUMN canonical_url",
                                   "ALTER TABLE article DROP COLUMN lang_from",
                                   "ALTER TABLE article DROP COLUMN method",
                                   "ALTER TABLE article DROP COLUMN partial",
                                   "DROP TABLE image",
                                   "DROP TABLE fact_method"};
    for (size_t i = 0; i < (version < 3   ? sizeof scripts / sizeof *scripts
                            : version < 4 ? 4
                                          : 2);
         i++)
        assert_int_equal(sqlite3_exec(l->db, scripts[i], NULL, NULL, NULL), SQLITE_OK);
}

/* Read alone it gives what it has; opened for writing it becomes one of this version. */
static void older_ledgers_are_read_and_brought_up(void **unused)
{
    (void)unused;
    for (int version = 1; version < HSAY_LEDGER_VERSION; version++) {
        unlink(path);
        hsay_ledger *l = open_at(path);
        hsay_article a = make("k", "x"), b = make("m", "y");
        store(l, &a);
        make_old(l, version);
        hsay_ledger_close(l);
        assert_int_equal(hsay_ledger_open(path, true, &l, NULL), HSAY_OK);
        hsay_snapshot *s = load(l);
        assert_str(s->views.items[0].article->title, "Gate shut");
        const hsay_article *old = s->views.items[0].article;
        assert_true((old->page != NULL) == (version >= 3));
        assert_true(old->partial == (version >= 3));
        assert_true((old->partial_from.len > 0) == (version >= 4));
        assert_int_equal(old->post_count, 0);
        hsay_snapshot_free(s);
        assert_int_equal(version_of(l), version);
        hsay_ledger_close(l);
        l = open_at(path);
        assert_int_equal(version_of(l), HSAY_LEDGER_VERSION);
        assert_int_equal(store(l, &b), HSAY_STORED_ADDED);
        s = load(l);
        assert_int_equal(s->views.count, 2);
        assert_true((s->views.items[0].article->page != NULL) == (version >= 3));
        same_page(s->views.items[1].article->page);
        hsay_snapshot_free(s);
        assert_true(found(l, "orla venn said") > 0);
        hsay_ledger_close(l);
    }
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(older_ledgers_are_read_and_brought_up),
    };
    close(mkstemp(path));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
