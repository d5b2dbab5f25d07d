/* Sentences that two invented articles quote become threads, as twins. */
#include "check.h"

#include "attribute/attribute.h"
#include "reconcile/reconcile.h"

typedef struct set {
    hsay_article articles[2];
    hsay_view views[2];
    hsay_arena *arena;
    hsay_threads threads;
} set;

static void find(set *s, const char *a, const char *b)
{
    static const uint32_t INDICES[] = {0, 1};
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
    assert_int_equal(hsay_threads_find((hsay_views){s->views, 2}, &story, s->arena, &s->threads),
                     HSAY_OK);
}

static uint32_t threads_of(const char *a, const char *b)
{
    set s;
    find(&s, a, b);
    uint32_t count = s.threads.count;
    hsay_arena_free(s.arena);
    return count;
}

static void varied(void **state)
{
    (void)state;
    set s;
    find(&s, "\"The ferry captains abandoned every passenger on the pier,\" Robert Tallow said.",
         "\"The ferry captain abandoned all passengers on the pier,\" Robert Tallow said.");
    assert_int_equal(s.threads.count, 1);
    const hsay_thread *t = &s.threads.items[0];
    assert_int_equal(t->form, HSAY_FORM_VARIED);
    assert_int_equal(t->member_count, 2);
    assert_int_equal(t->members[1].differing.count, 2);
    assert_str(hsay_str_at(s.articles[1].text, t->members[1].differing.items[0]), "captain");
    assert_true(t->difference.len > 0);
    hsay_arena_free(s.arena);
}

static void speaker_named_otherwise(void **state)
{
    (void)state;
    assert_int_equal(
        threads_of("\"The ferry captains abandoned every passenger on the pier,\" Tallow said.",
                   "\"The ferry captains abandoned every passenger on the pier,\" the mayor said."),
        1);
    assert_int_equal(
        threads_of("Tallow said the ferry captains abandoned every passenger on the pier.",
                   "The mayor said the ferry captains abandoned every passenger on the pier."),
        0);
}

static void other_sentences(void **state)
{
    (void)state;
    assert_int_equal(
        threads_of(
            "\"The ferry captains abandoned every passenger on the pier,\" Tallow said.",
            "\"Nobody in this harbour will sleep before the wreck is raised,\" Tallow said."),
        0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(varied),
                                       cmocka_unit_test(speaker_named_otherwise),
                                       cmocka_unit_test(other_sentences)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
