/* What is stored comes back the same; what can not be stored leaves all that was. */
#include "made.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/alloc.h"

static void same_spans(hsay_spans a, hsay_spans b)
{
    assert_int_equal(a.count, b.count);
    if (a.count)
        assert_memory_equal(a.items, b.items, a.count * sizeof *a.items);
}

static void an_article_comes_back(void **unused)
{
    (void)unused;
    hsay_ledger *l = open_at(":memory:");
    hsay_article a = make("in.jsonl#7", "x");
    assert_int_equal(store(l, &a), HSAY_STORED_ADDED);
    hsay_snapshot *s = load(l);
    assert_int_equal(s->views.count, 1);
    const hsay_article *b = s->views.items[0].article;
    assert_str(b->id, "in.jsonl#7");
    assert_str(b->input, "in.jsonl");
    assert_str(b->record, "7");
    assert_str(b->outlet, "The Vale Post");
    assert_str(b->date, "2031-02-03");
    assert_str(b->text, TEXT);
    assert_int_equal(b->url.len, 0);
    assert_memory_equal(b->hash, a.hash, HSAY_HASH_BYTES);
    assert_int_equal(b->input_end_byte, 400);
    assert_int_equal(b->repaired_count, 3);
    assert_str(b->authors.items[1], "Bo Reed");
    assert_str(b->lang_from, "text");
    assert_str(b->method, "rules");
    assert_true(b->partial);
    assert_str(b->partial_from, "words");
    assert_int_equal(b->post_count, 1);
    assert_int_equal(b->posts[0].span.end, 9);
    assert_str(b->posts[0].published, "2031-02-03");
    same_page(b->page);
    assert_memory_equal(b->runs, RUNS, sizeof RUNS);
    assert_int_equal(b->furniture[0].reason, HSAY_FURNITURE_CAPTION);
    const hsay_statement *t = s->views.items[0].statements.items;
    assert_int_equal(s->views.items[0].statements.count, 2);
    for (int i = 0; i < 2; i++) {
        same_spans(t[i].content, STATEMENTS[i].content);
        same_spans(t[i].source, STATEMENTS[i].source);
        same_spans(t[i].cue, STATEMENTS[i].cue);
        same_spans(t[i].evidence_words, STATEMENTS[i].evidence_words);
        assert_int_equal(t[i].act, STATEMENTS[i].act);
        assert_int_equal(t[i].evidence, STATEMENTS[i].evidence);
        assert_int_equal(t[i].outer, STATEMENTS[i].outer);
        assert_true(t[i].probability == STATEMENTS[i].probability);
    }
    assert_str(t[0].speaker, "Orla Venn");
    assert_str(t[0].rule, "quote");
    assert_str(t[0].chain[1].name, "a clerk");
    assert_int_equal(t[1].speaker.len, 0);
    hsay_snapshot_free(s);
    hsay_ledger_close(l);
}

static void a_query_is_never_syntax(void **unused)
{
    (void)unused;
    hsay_ledger *l = open_at(":memory:");
    hsay_article a = make("k", "x");
    store(l, &a);
    assert_int_equal(found(l, "gate"), 2); /* a statement and the article */
    assert_int_equal(hits, 1);
    assert_int_equal(found(l, "\"gate was shut\" orla"), 2);
    assert_int_equal(found(l, "\"shut was gate\""), 0);
    assert_int_equal(found(l, "gate AND ("), 0);
    assert_int_equal(found(l, "\"gate"), 2);
    assert_int_equal(found(l, "title:gate* ^ - NEAR( \" \" *"), 0);
    assert_int_equal(found(l, ""), 0);
    hsay_ledger_close(l);
}

static void words_of_furniture_are_not_found(void **unused)
{
    (void)unused;
    static const char BODY[] = "Trending now. The gate was shut. Sign up today. The mill burned.";
    static const hsay_furniture CUT[] = {{{0, 13}, HSAY_FURNITURE_NAVIGATION, {"x", 1}},
                                         {{33, 47}, HSAY_FURNITURE_NEWSLETTER, {"x", 1}}};
    hsay_ledger *l = open_at(":memory:");
    hsay_article a = make("k", "x");
    a.text = hsay_str_of(BODY);
    a.furniture = CUT;
    a.furniture_count = 2;
    hsay_stored stored;
    assert_int_equal(store_with(l, &a, (hsay_statements){NULL, 0}, &stored), HSAY_OK);
    for (int version = 0; version < 2; version++) {
        assert_int_equal(found(l, "trending"), 0);
        assert_int_equal(found(l, "sign"), 0);
        assert_int_equal(found(l, "gate"), 1);
        assert_str(hsay_str_at(a.text, hit_span), " The gate was shut. ");
        assert_int_equal(found(l, "burned"), 1);
        assert_str(hsay_str_at(a.text, hit_span), " The mill burned.");
        sqlite3_exec(l->db, HSAY_LEDGER_UPGRADES[1], NULL, NULL, NULL);
    }
    a.furniture_count = 0;
    hsay_hash_content(hsay_str_of("y"), a.hash);
    assert_int_equal(store(l, &a), HSAY_STORED_REPLACED);
    assert_int_equal(found(l, "trending"), 1);
    hsay_ledger_close(l);
}

static void unchanged_is_kept_and_changed_replaced(void **unused)
{
    (void)unused;
    hsay_ledger *l = open_at(":memory:");
    hsay_article a = make("k", "x"), b = make("k", "y");
    b.text = hsay_str_of("The mill burned and nobody has said why it did, not then, not later.");
    assert_int_equal(store(l, &a), HSAY_STORED_ADDED);
    a.input_start_byte += 5;
    assert_int_equal(store(l, &a), HSAY_STORED_UNCHANGED);
    hsay_snapshot *s = load(l);
    assert_int_equal(s->views.items[0].article->runs[1].input_start, 117);
    hsay_snapshot_free(s);
    assert_int_equal(store(l, &b), HSAY_STORED_REPLACED);
    s = load(l);
    assert_int_equal(s->views.count, 1);
    assert_str(s->views.items[0].article->text, b.text.ptr);
    hsay_snapshot_free(s);
    assert_int_equal(found(l, "orla venn said"), 0); /* no word of the old text is left */
    assert_true(found(l, "mill") > 0);
    hsay_ledger_close(l);
}

static void links_come_back_in_content_order(void **unused)
{
    (void)unused;
    hsay_ledger *l = open_at(":memory:");
    hsay_article a = make("a", "x"), b = make("b", "y");
    a.date = hsay_str_of("2032-01-01"); /* stored first, comes last */
    store(l, &a);
    store(l, &b);
    hsay_snapshot *s = load(l);
    assert_str(s->views.items[0].article->id, "b");
    const uint32_t both[] = {0, 1};
    const hsay_thread_member members[] = {{{0, 0, {3, 21}}, {NULL, 0}},
                                          {{1, 0, {3, 21}}, {CUE, 1}}};
    const hsay_figure_member figures[] = {{{0, HSAY_NONE, {3, 6}}, 2, INFINITY},
                                          {{1, 1, {3, 6}}, -INFINITY, 4}};
    const hsay_passage passage = {{1, 9}, {2, 10}, 5};
    s->copies = &(hsay_copy){1, 0, true, HSAY_COPY_EDITED, 0.5, 0.25, &passage, 1, {"why", 3}};
    s->outlets = (hsay_outlet[]){{{"x.test", 6}, {"X", 1}, both, 1, 1, {"y.test", 6}, {"w", 1}},
                                 {{"y.test", 6}, {"Y", 1}, both + 1, 1, HSAY_NONE, {0}, {0}}};
    s->stories = &(hsay_story){both, 2, {"run", 3}};
    s->threads = &(hsay_thread){{"Orla Venn", 9}, HSAY_FORM_VARIED, members, 2, {"d", 1}, {"w", 1}};
    s->figures = &(hsay_figure){{"gates", 5}, figures, 2, HSAY_VERDICT_PART, {"2 + 2", 5}};
    s->disputes = &(hsay_dispute){{0, 0, {3, 21}}, {1, 1, {55, 61}}, HSAY_DISPUTE_DENIAL, {"w", 1}};
    s->outlet_count = 2;
    s->copy_count = s->story_count = s->thread_count = s->figure_count = s->dispute_count = 1;
    for (int twice = 0; twice < 2; twice++)
        assert_int_equal(hsay_ledger__replace_links(l, s, NULL), HSAY_OK);
    hsay_snapshot *t = load(l);
    assert_int_equal(t->outlet_count, 2);
    assert_int_equal(t->outlets[0].resembles, 1);
    assert_int_equal(t->outlets[1].articles[0], 1);
    assert_int_equal(t->copies[0].copy, 1);
    assert_memory_equal(t->copies[0].passages, &passage, sizeof passage);
    assert_int_equal(t->stories[0].article_count, 2);
    same_spans(t->threads[0].members[1].differing, (hsay_spans){CUE, 1});
    assert_int_equal(t->threads[0].form, HSAY_FORM_VARIED);
    assert_true(isinf(t->figures[0].members[0].high) && t->figures[0].members[1].high == 4);
    assert_int_equal(t->figures[0].members[0].place.statement, HSAY_NONE);
    assert_int_equal(t->disputes[0].answer.statement, 1);
    hsay_snapshot_free(t);
    hsay_snapshot_free(s);
    hsay_article changed = make("a", "z");
    store(l, &changed); /* what joined the old text is gone */
    t = load(l);
    assert_int_equal(t->thread_count + t->figure_count + t->dispute_count + t->copy_count, 0);
    hsay_snapshot_free(t);
    hsay_ledger_close(l);
}

/* All of a record or none; what it no longer holds goes with the old one. */
static void a_record_may_hold_several_articles(void **unused)
{
    (void)unused;
    hsay_ledger *l = open_at(":memory:");
    hsay_article three[] = {make("p", "x"), make("p#2", "x"), make("p#3", "x")};
    const hsay_view views[] = {{&three[0], MARKED}, {&three[1], MARKED}, {&three[2], MARKED}};
    hsay_stored stored[3];
    hsay_storing all = {views, stored, 3, {"7", 1}};
    assert_int_equal(hsay_ledger__store(l, &all, NULL), HSAY_OK);
    assert_int_equal(stored[2], HSAY_STORED_ADDED);
    assert_int_equal(hsay_ledger__store(l, &all, NULL), HSAY_OK);
    assert_int_equal(stored[2], HSAY_STORED_UNCHANGED);
    three[0] = make("p", "y");
    three[1] = make("p#2", "y");
    all.count = 2;
    assert_int_equal(hsay_ledger__store(l, &all, NULL), HSAY_OK);
    assert_int_equal(stored[1], HSAY_STORED_REPLACED);
    hsay_snapshot *s = load(l);
    assert_int_equal(s->views.count, 2);
    assert_str(s->views.items[1].article->id, "p#2");
    hsay_snapshot_free(s);
    hsay_ledger_close(l);
}

static char path[] = "/tmp/hearsay-test-XXXXXX";

static hsay_status reopen(bool read_only, const char **text)
{
    hsay_ledger *l = NULL;
    hsay_error error = {0};
    hsay_status status = hsay_ledger_open(path, read_only, &l, &error);
    *text = error.text;
    hsay_ledger_close(l);
    return status;
}

static void files_that_are_none_are_refused(void **unused)
{
    (void)unused;
    const char *text;
    FILE *f = fopen(path, "w");
    fputs("not a ledger at all, but long enough to be looked at, over and over again and again and "
          "once more for good measure",
          f);
    fclose(f);
    assert_int_equal(reopen(false, &text), HSAY_LEDGER);
    unlink(path);
    assert_int_equal(reopen(true, &text), HSAY_IO);
    assert_int_equal(reopen(false, &text), HSAY_OK);
    hsay_ledger *l = open_at(path);
    assert_int_equal(version_of(l), HSAY_LEDGER_VERSION);
    sqlite3_exec(l->db, "PRAGMA user_version = 99", NULL, NULL, NULL);
    hsay_ledger_close(l);
    assert_int_equal(reopen(false, &text), HSAY_NEWER);
    assert_int_equal(reopen(true, &text), HSAY_NEWER);
    unlink(path);
}

static void a_full_disk_keeps_what_was_committed(void **unused)
{
    (void)unused;
    hsay_ledger *l = open_at(":memory:");
    sqlite3_exec(l->db, "PRAGMA max_page_count = 90", NULL, NULL, NULL);
    hsay_status status = HSAY_OK;
    uint32_t stored = 0;
    for (; status == HSAY_OK && stored < 5000; stored += status == HSAY_OK) {
        char id[16];
        snprintf(id, sizeof id, "k%u", stored);
        hsay_article a = make(id, id);
        hsay_stored what;
        status = store_with(l, &a, MARKED, &what);
    }
    assert_int_equal(status, HSAY_FULL);
    hsay_snapshot *s = load(l);
    assert_int_equal(s->views.count, stored);
    hsay_snapshot_free(s);
    hsay_ledger_close(l);
}

static void any_allocation_may_fail(void **unused)
{
    (void)unused;
    hsay_ledger *l = open_at(":memory:");
    hsay_article a = make("k", "x");
    store(l, &a);
    hsay_status status = HSAY_MEMORY;
    size_t n = 1;
    for (; status != HSAY_OK && n < 1000; n++) {
        hsay_snapshot *s = NULL;
        uint32_t count;
        hsay_alloc__fail_nth(n);
        status = hsay_snapshot_load(l, &s, NULL);
        hsay_snapshot_free(s);
        if (status == HSAY_OK)
            status = hsay_ledger_search(l, "gate", 5, on_hit, NULL, &count, NULL);
        hsay_alloc__fail_nth(0);
        assert_true(status == HSAY_OK || status == HSAY_MEMORY);
    }
    assert_true(n > 3 && n < 1000);
    hsay_ledger_close(l);
}

int main(void)
{
    close(mkstemp(path));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_article_comes_back),
        cmocka_unit_test(a_query_is_never_syntax),
        cmocka_unit_test(words_of_furniture_are_not_found),
        cmocka_unit_test(unchanged_is_kept_and_changed_replaced),
        cmocka_unit_test(links_come_back_in_content_order),
        cmocka_unit_test(a_record_may_hold_several_articles),
        cmocka_unit_test(files_that_are_none_are_refused),
        cmocka_unit_test(a_full_disk_keeps_what_was_committed),
        cmocka_unit_test(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
