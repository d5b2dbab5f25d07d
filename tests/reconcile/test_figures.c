/* Numbers of invented articles that count the same thing stand together, as twins. */
#include "check.h"

#include <math.h>
#include <stdio.h>

#include "reconcile/reconcile.h"

enum { MOST = 3 };

typedef struct set {
    hsay_article articles[MOST];
    hsay_view views[MOST];
    uint32_t indices[MOST];
    hsay_arena *arena;
    hsay_figures figures;
} set;

static void find(set *s, const char *const *texts, uint32_t count)
{
    *s = (set){.arena = hsay_arena_new()};
    assert_non_null(s->arena);
    for (uint32_t i = 0; i < count; i++) {
        s->articles[i].text = hsay_str_of(texts[i]);
        s->views[i].article = &s->articles[i];
        s->indices[i] = i;
    }
    hsay_story story = {.articles = s->indices, .article_count = count};
    hsay_views views = {s->views, count};
    assert_int_equal(hsay_figures_find(views, &story, s->arena, &s->figures), HSAY_OK);
}

static uint32_t figures_of(const char *a, const char *b)
{
    const char *texts[] = {a, b};
    set s;
    find(&s, texts, 2);
    uint32_t count = s.figures.count;
    hsay_arena_free(s.arena);
    return count;
}

static void sum_is_told(void **state)
{
    (void)state;
    const char *texts[] = {"At least 39 people were killed in Orvane, including 37 who died on the "
                           "quay and two who died in hospital.",
                           "In Orvane 39 were found dead on the quay."};
    set s;
    find(&s, texts, 2);
    assert_int_equal(s.figures.count, 1);
    const hsay_figure *f = &s.figures.items[0];
    assert_str(f->what, "people killed");
    assert_str(f->why, "39 = 37 + 2");
    assert_int_equal(f->verdict, HSAY_VERDICT_AGREE);
    assert_true(f->members[0].low == 39 && isinf(f->members[0].high));
    assert_true(f->members[1].low == 39 && f->members[1].high == 39);
    assert_str(hsay_str_at(s.articles[0].text, f->members[0].place.span), "At least 39 people");
    hsay_arena_free(s.arena);
}

static void money(void **state)
{
    (void)state;
    const char *texts[] = {"The harbour board of Orvane repaid more than $60,000 to the fund.",
                           "The board repaid about $60,000 to the harbour fund this year."};
    set s;
    find(&s, texts, 2);
    assert_int_equal(s.figures.count, 1);
    assert_str(hsay_str_at(s.articles[0].text, s.figures.items[0].members[0].place.span),
               "more than $60,000");
    hsay_arena_free(s.arena);
    assert_int_equal(figures_of("The board repaid $60,000 to the harbour fund.",
                                "A red trawler cost its owner $60,000 in spring."),
                     0);
}

static void ranges_part(void **state)
{
    (void)state;
    const char *texts[] = {"The court of Orvane released a 48-page indictment on the harbour fund.",
                           "The 47-page indictment on the harbour fund names the court of Orvane."};
    set s;
    find(&s, texts, 2);
    assert_int_equal(s.figures.count, 1);
    assert_int_equal(s.figures.items[0].verdict, HSAY_VERDICT_DIFFER);
    hsay_arena_free(s.arena);
}

static void bounds(void **state)
{
    (void)state;
    const char *texts[] = {"Almost 200 sailors were hurt at the quay of Orvane.",
                           "Up to 1.6 million tonnes; 180 sailors were hurt at the quay."};
    set s;
    find(&s, texts, 2);
    assert_int_equal(s.figures.count, 1);
    assert_true(isinf(s.figures.items[0].members[0].low));
    assert_true(s.figures.items[0].members[0].high == 200);
    assert_int_equal(s.figures.items[0].verdict, HSAY_VERDICT_AGREE);
    hsay_arena_free(s.arena);
}

static void no_figures(void **state)
{
    (void)state;
    const char *const texts[] = {
        "The quay of Orvane opened to sailors in 1994 after the war.",
        "The quay of Orvane opened to sailors on March 14 after the war.",
        "The quay of Orvane opened to sailors at 10:30 after the war.",
        "The quay of Orvane opened its 3rd dock to sailors after the war."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(figures_of(texts[i], texts[i]), 0);
    assert_int_equal(figures_of("The quay of Orvane opened 94 docks to sailors after the war.",
                                "The quay of Orvane opened 94 docks to sailors after the war."),
                     1);
}

static void nothing(void **state)
{
    (void)state;
    assert_int_equal(figures_of("", ""), 0);
    assert_int_equal(figures_of("0", "0 0 0"), 0);
}

/* Twice the numbers in one sentence, twice the memory at most. */
static size_t bytes_for(uint32_t numbers)
{
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    char *text = hsay_arena_alloc(arena, (size_t)numbers * 12);
    assert_non_null(text);
    size_t len = 0;
    for (uint32_t i = 0; i < numbers; i++)
        len += (size_t)sprintf(text + len, "%u dead ", 100 + i % 7);
    hsay_article article = {.text = {text, len}};
    hsay_view items[] = {{.article = &article}, {.article = &article}};
    uint32_t indices[] = {0, 1};
    hsay_story story = {.articles = indices, .article_count = 2};
    hsay_figures out;
    assert_int_equal(hsay_figures_find((hsay_views){items, 2}, &story, arena, &out), HSAY_OK);
    size_t bytes = hsay_arena_bytes(arena);
    hsay_arena_free(arena);
    return bytes;
}

static void growth(void **state)
{
    (void)state;
    assert_true(bytes_for(40000) < 3 * bytes_for(20000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sum_is_told), cmocka_unit_test(money),      cmocka_unit_test(ranges_part),
        cmocka_unit_test(bounds),      cmocka_unit_test(no_figures), cmocka_unit_test(nothing),
        cmocka_unit_test(growth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
