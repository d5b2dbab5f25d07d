/* Sentences that two invented articles quote become threads, as twins. */
#include "check.h"

#include <stdio.h>

#include "attribute/attribute.h"
#include "base/alloc.h"
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
        assert_int_equal(hsay_statements_mark_with(&doc, NULL, s->arena, &s->views[i].statements),
                         HSAY_OK);
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

/* Two translations far apart, beside sentences that are plainly the same. */
static void far_translations(void **state)
{
    (void)state;
    const char *near =
        "\"The harbour was not lost by the sailors of Orvane,\" Robert Tallow said. "
        "\"This mutiny is one knot in a rope that was braided since 1991 by those who "
        "envied our fleet, through the hands of the Brannet guild.\"";
    const char *far =
        "\"The harbour was not lost by the seamen of Orvane,\" Robert Tallow said. "
        "\"It is only part of a string of plots laid since 1991 by all who envied the "
        "fleet, with the Brannet guild as their tool.\"";
    const char *other = "\"The harbour was not lost by the seamen of Orvane,\" Robert Tallow said. "
                        "\"Our children will learn since 1991 what bread costs when nobody mends a "
                        "net before the winter comes.\"";
    assert_int_equal(threads_of(near, far), 2);
    assert_int_equal(threads_of(near, other), 1);
}

static void short_sentences(void **state)
{
    (void)state;
    assert_int_equal(
        threads_of("\"Mend the nets,\" Tallow said.", "\"Mend the nets!\" Tallow said."), 1);
    assert_int_equal(
        threads_of("\"Mend the nets,\" Tallow said.", "\"Sell the nets,\" Tallow said."), 0);
}

/* Of a long sentence the part that the other article has too, up to the marks around it. */
static void cut_to_what_is_shared(void **state)
{
    (void)state;
    set s;
    find(&s,
         "\"We mended every net in the harbour before the frost, and whoever says that we slept "
         "through the autumn while the herring rotted has never held a needle,\" Tallow said.",
         "\"We mended every net in the harbour before the frost,\" Tallow said.");
    assert_int_equal(s.threads.count, 1);
    assert_str(hsay_str_at(s.articles[0].text, s.threads.items[0].members[0].place.span),
               "We mended every net in the harbour before the frost");
    hsay_arena_free(s.arena);
    find(&s, "\"We mended every net in the harbour before the frost, at last,\" Tallow said.",
         "\"We mended every net in the harbour before the frost,\" Tallow said.");
    assert_int_equal(s.threads.count, 1);
    assert_str(hsay_str_at(s.articles[0].text, s.threads.items[0].members[0].place.span),
               "We mended every net in the harbour before the frost, at last");
    hsay_arena_free(s.arena);
}

static void paraphrase(void **state)
{
    (void)state;
    set s;
    find(&s, "Tallow said that the dredger had poisoned the oyster beds off Brannet.",
         "\"That dredger poisoned every oyster bed off Brannet,\" Tallow said.");
    assert_int_equal(s.threads.count, 1);
    assert_int_equal(s.threads.items[0].form, HSAY_FORM_PARAPHRASE);
    hsay_arena_free(s.arena);
    assert_int_equal(
        threads_of(
            "Tallow said that the dredger had poisoned the oyster beds off Brannet.",
            "Tallow said that the dredger would be sold to a breaker off Brannet in spring."),
        0);
}

static hsay_form form_of(const char *a, const char *b, const char *difference)
{
    set s;
    find(&s, a, b);
    assert_int_equal(s.threads.count, 1);
    assert_str(s.threads.items[0].difference, difference);
    hsay_form form = s.threads.items[0].form;
    hsay_arena_free(s.arena);
    return form;
}

static void forms(void **state)
{
    (void)state;
    const char *plain = "\"We don't trust the dredger near the oyster beds,\" Tallow said.";
    assert_int_equal(
        form_of(plain,
                "\"We don\xE2\x80\x99t trust the dredger near the oyster beds!\" Tallow said.", ""),
        HSAY_FORM_SAME_WORDS);
    assert_int_equal(
        form_of(plain, "\"We don't trust the dredger near the old oyster beds,\" Tallow said.",
                "\"old\" only there"),
        HSAY_FORM_VARIED);
    assert_int_equal(form_of(plain,
                             "\"My friends, we don't trust the dredger near the oyster beds,\" "
                             "Tallow said.",
                             "\"My friends\" only there"),
                     HSAY_FORM_SAME_WORDS);
    assert_int_equal(form_of(plain,
                             "\"We don't trust the trawler near the oyster beds,\" Tallow said.",
                             "\"dredger\" here, \"trawler\" there"),
                     HSAY_FORM_VARIED);
}

static void other_occasion(void **state)
{
    (void)state;
    assert_int_equal(
        threads_of("Robert Tallow said oysters off Brannet deserve clean water from the harbour.",
                   "Mirela Danosh said sailors from Brannet deserve clean wages from the harbour."),
        0);
}

/* Somebody unnamed may be the same speaker, but two shared words do not say so. */
static void somebody_unnamed(void **state)
{
    (void)state;
    const char *named = "Robert Tallow said the dredger had poisoned the oyster beds off Brannet.";
    assert_int_equal(threads_of(named, "Yesterday two officials said that the oyster beds off "
                                       "Brannet had been poisoned by a dredger."),
                     1);
    assert_int_equal(threads_of(named, "Yesterday two officials said that the oyster market would "
                                       "move to Brannet before winter."),
                     0);
}

/* Both articles of a set as one text of `sentences` quotations. */
static size_t bytes_for(uint32_t sentences)
{
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    hsay_article articles[2] = {0};
    hsay_view views[2] = {0};
    for (uint32_t n = 0; n < 2; n++) {
        char *text = hsay_arena_alloc(arena, (size_t)sentences * 96);
        assert_non_null(text);
        size_t len = 0;
        for (uint32_t i = 0; i < sentences; i++)
            len += (size_t)sprintf(text + len, "\"The %x oysters of Brannet %x,\" Tallow said.\n\n",
                                   i * 2654435761u, i % 7);
        hsay_doc doc;
        articles[n].text = (hsay_str){text, len};
        views[n].article = &articles[n];
        assert_int_equal(hsay_doc_make(&articles[n], arena, &doc), HSAY_OK);
        assert_int_equal(hsay_statements_mark_with(&doc, NULL, arena, &views[n].statements),
                         HSAY_OK);
    }
    uint32_t indices[] = {0, 1};
    hsay_story story = {.articles = indices, .article_count = 2};
    hsay_arena *own = hsay_arena_new();
    assert_non_null(own);
    hsay_threads out;
    assert_int_equal(hsay_threads_find((hsay_views){views, 2}, &story, own, &out), HSAY_OK);
    assert_true(out.count > 0);
    size_t bytes = hsay_arena_bytes(own);
    hsay_arena_free(own);
    hsay_arena_free(arena);
    return bytes;
}

static void growth(void **state)
{
    (void)state;
    assert_true(bytes_for(4000) < 3 * bytes_for(2000));
}

static void every_allocation_fails(void **state)
{
    (void)state;
    set s;
    find(&s, "\"The ferry captains abandoned every passenger on the pier,\" Robert Tallow said.",
         "\"The ferry captain abandoned all passengers on the pier,\" Robert Tallow said.");
    static const uint32_t INDICES[] = {0, 1};
    hsay_story story = {.articles = INDICES, .article_count = 2};
    hsay_status status = HSAY_MEMORY;
    size_t n = 1;
    for (; status == HSAY_MEMORY && n < 1000; n++) {
        hsay_threads out = {NULL, 7};
        hsay_alloc__fail_nth(n);
        hsay_arena *arena = hsay_arena_new();
        if (arena) {
            status = hsay_threads_find((hsay_views){s.views, 2}, &story, arena, &out);
            assert_int_equal(out.count, status == HSAY_OK ? 1 : 7);
        }
        hsay_alloc__fail_nth(0);
        hsay_arena_free(arena);
    }
    assert_int_equal(status, HSAY_OK);
    assert_true(n > 3);
    hsay_arena_free(s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(varied),          cmocka_unit_test(speaker_named_otherwise),
        cmocka_unit_test(other_sentences), cmocka_unit_test(far_translations),
        cmocka_unit_test(short_sentences), cmocka_unit_test(cut_to_what_is_shared),
        cmocka_unit_test(paraphrase),      cmocka_unit_test(forms),
        cmocka_unit_test(other_occasion),  cmocka_unit_test(somebody_unnamed),
        cmocka_unit_test(growth),          cmocka_unit_test(every_allocation_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
