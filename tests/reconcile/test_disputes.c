/* A statement that answers another stands beside it, as twins of invented articles. */
#include "check.h"

#include <stdio.h>

#include "attribute/attribute.h"
#include "base/alloc.h"
#include "reconcile/reconcile.h"

typedef struct set {
    hsay_article articles[2];
    hsay_view views[2];
    hsay_arena *arena;
    hsay_disputes disputes;
} set;

static const uint32_t INDICES[] = {0, 1};

static void find(set *s, const char *a, const char *b)
{
    const char *texts[] = {a, b};
    *s = (set){.arena = hsay_arena_new()};
    assert_non_null(s->arena);
    for (uint32_t i = 0; i < 2; i++) {
        hsay_doc doc;
        s->articles[i].text = hsay_str_of(texts[i]);
        s->views[i].article = &s->articles[i];
        assert_int_equal(hsay_doc_make(&s->articles[i], s->arena, &doc), HSAY_OK);
        assert_int_equal(hsay_statements_mark(&doc, s->arena, &s->views[i].statements), HSAY_OK);
    }
    hsay_story story = {.articles = INDICES, .article_count = 2};
    assert_int_equal(hsay_disputes_find((hsay_views){s->views, 2}, &story, s->arena, &s->disputes),
                     HSAY_OK);
}

static hsay_str words_of(const set *s, hsay_place place)
{
    return hsay_str_at(s->articles[place.article].text, place.span);
}

/* The one dispute of two articles has this kind, claim and answer. */
static void is_one(const char *a, const char *b, hsay_dispute_kind kind, const char *claim,
                   const char *answer)
{
    set s;
    find(&s, a, b);
    assert_int_equal(s.disputes.count, 1);
    const hsay_dispute *d = &s.disputes.items[0];
    assert_str(words_of(&s, d->claim), claim);
    assert_str(words_of(&s, d->answer), answer);
    assert_int_equal(d->kind, kind);
    assert_true(d->why.len > 0);
    hsay_arena_free(s.arena);
}

static void is_none(const char *a, const char *b)
{
    set s;
    find(&s, a, b);
    assert_int_equal(s.disputes.count, 0);
    hsay_arena_free(s.arena);
}

static void denial(void **state)
{
    (void)state;
    is_one("Robert Tallow accused Danosh of sinking the dredger.\n\n"
           "Mirela Danosh denied sinking the dredger.",
           "", HSAY_DISPUTE_DENIAL, "Danosh of sinking the dredger", "sinking the dredger");
    is_none("Robert Tallow said the dredger was blue.\n\nRobert Tallow denied that the dredger was "
            "blue.",
            "");
    is_none("Robert Tallow said that herring sold well.\n\n"
            "Mirela Danosh said that the dredger had sunk.",
            "");
}

/* The claim that names who denies is chosen, not the nearest one. */
static void who_is_accused(void **state)
{
    (void)state;
    is_one("Robert Tallow accused Danosh of sinking the dredger.\n\n"
           "Hanne Ostwick said that herring sold well in spring.\n\n"
           "Mirela Danosh denied it all.",
           "", HSAY_DISPUTE_DENIAL, "Danosh of sinking the dredger", "it all");
}

static void rebuttal(void **state)
{
    (void)state;
    is_one("Robert Tallow said that the dredger had poisoned the oyster beds.\n\n"
           "\"Tallow's story about the dredger is nonsense,\" Mirela Danosh said.",
           "", HSAY_DISPUTE_REBUTTAL, "the dredger had poisoned the oyster beds",
           "Tallow's story about the dredger is nonsense");
    is_none("Robert Tallow said that the dredger had poisoned the oyster beds.\n\n"
            "\"Tallow's story about the dredger is not nonsense,\" Mirela Danosh said.",
            "");
}

static void negation(void **state)
{
    (void)state;
    is_one("Robert Tallow said that the dredger poisoned the oyster beds.\n\n"
           "\"The dredger did not poison the oyster beds,\" Mirela Danosh said.",
           "", HSAY_DISPUTE_CONTRADICTION, "the dredger poisoned the oyster beds",
           "The dredger did not poison the oyster beds");
    is_none("Robert Tallow said that the dredger poisoned the oyster beds.\n\n"
            "\"The dredger will not sail before spring,\" Mirela Danosh said.",
            "");
}

/* Who does not know, or says not only that, denies nothing. */
static void doubt(void **state)
{
    (void)state;
    const char *claim = "Robert Tallow said that the dredger poisoned the oyster beds.\n\n";
    char text[256];
    snprintf(text, sizeof text, "%s%s", claim,
             "\"The dredger has never poisoned the oyster beds,\" Mirela Danosh said.");
    is_one(text, "", HSAY_DISPUTE_CONTRADICTION, "the dredger poisoned the oyster beds",
           "The dredger has never poisoned the oyster beds");
    snprintf(text, sizeof text, "%s%s", claim,
             "\"The dredger not only poisoned the oyster beds,\" Mirela Danosh said.");
    is_none(text, "");
}

/* Who speaks for somebody does not answer him. */
static void one_side(void **state)
{
    (void)state;
    is_one("Robert Tallow said that the dredger poisoned the oyster beds.\n\n"
           "\"The dredger did not poison the oyster beds,\" Danosh's lawyer said.",
           "", HSAY_DISPUTE_CONTRADICTION, "the dredger poisoned the oyster beds",
           "The dredger did not poison the oyster beds");
    is_none("Robert Tallow said that the dredger poisoned the oyster beds.\n\n"
            "\"The dredger did not poison the oyster beds,\" Tallow's lawyer said.",
            "");
}

/* Two that want different things do not answer each other. */
static void opinions(void **state)
{
    (void)state;
    is_none("Robert Tallow called for a new pier in the harbour.\n\n"
            "\"An old pier has its charm,\" Mirela Danosh said.",
            "");
}

static void across_articles(void **state)
{
    (void)state;
    const char *claim = "Robert Tallow said that the dredger poisoned the oyster beds.";
    is_one(claim, "\"The dredger did not poison the oyster beds,\" Mirela Danosh said.",
           HSAY_DISPUTE_CONTRADICTION, "the dredger poisoned the oyster beds",
           "The dredger did not poison the oyster beds");
    is_none(claim, "\"The dredger poisoned the oyster beds,\" Mirela Danosh said.");
    is_none(claim, "\"The dredger did not poison the oyster beds,\" Robert Tallow said.");
    is_none(claim, "\"The dredger did not sail,\" Mirela Danosh said.");
}

static void nothing(void **state)
{
    (void)state;
    is_none("", "");
    is_none("Mirela Danosh denied it.", "");
}

static const char LONG[] = "Robert Tallow accused Danosh of sinking the dredger.\n\n"
                           "Mirela Danosh denied sinking the dredger.\n\n"
                           "Hanne Ostwick said that the oyster beds of Brannet were poisoned.\n\n"
                           "\"The oyster beds were not poisoned,\" Pavo Kestrin said.";

static void every_allocation_fails(void **state)
{
    (void)state;
    set s;
    find(&s, LONG, LONG);
    uint32_t count = s.disputes.count;
    assert_true(count > 0);
    hsay_story story = {.articles = INDICES, .article_count = 2};
    hsay_status status = HSAY_MEMORY;
    size_t n = 1;
    for (; status == HSAY_MEMORY && n < 1000; n++) {
        hsay_disputes out = {NULL, 77};
        hsay_alloc__fail_nth(n);
        hsay_arena *arena = hsay_arena_new();
        if (arena) {
            status = hsay_disputes_find((hsay_views){s.views, 2}, &story, arena, &out);
            assert_int_equal(out.count, status == HSAY_OK ? count : 77);
        }
        hsay_alloc__fail_nth(0);
        hsay_arena_free(arena);
    }
    assert_int_equal(status, HSAY_OK);
    assert_true(n > 3);
    hsay_arena_free(s.arena);
}

/* Memory for one article of `pairs` claims and denials. */
static size_t bytes_for(uint32_t pairs)
{
    hsay_arena *arena = hsay_arena_new(), *own = hsay_arena_new();
    assert_true(arena && own);
    char *text = hsay_arena_alloc(arena, (size_t)pairs * 128);
    assert_non_null(text);
    size_t len = 0;
    for (uint32_t i = 0; i < pairs; i++)
        len += (size_t)sprintf(text + len,
                               "Tallow accused Danosh of sinking boat x%u.\n\n"
                               "Danosh denied sinking boat x%u.\n\n",
                               i, i);
    hsay_article article = {.text = {text, len}};
    hsay_view view = {.article = &article};
    hsay_doc doc;
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    assert_int_equal(hsay_statements_mark(&doc, arena, &view.statements), HSAY_OK);
    hsay_story story = {.articles = INDICES, .article_count = 1};
    hsay_disputes out;
    assert_int_equal(hsay_disputes_find((hsay_views){&view, 1}, &story, own, &out), HSAY_OK);
    assert_true(out.count >= pairs / 2);
    size_t bytes = hsay_arena_bytes(own);
    hsay_arena_free(own);
    hsay_arena_free(arena);
    return bytes;
}

static void growth(void **state)
{
    (void)state;
    assert_true(bytes_for(2000) < 3 * bytes_for(1000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(denial),   cmocka_unit_test(who_is_accused),
        cmocka_unit_test(rebuttal), cmocka_unit_test(negation),
        cmocka_unit_test(doubt),    cmocka_unit_test(one_side),
        cmocka_unit_test(opinions), cmocka_unit_test(across_articles),
        cmocka_unit_test(nothing),  cmocka_unit_test(every_allocation_fails),
        cmocka_unit_test(growth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
