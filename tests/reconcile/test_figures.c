/* Numbers of invented articles that count the same thing stand together, as twins. */
#include "check.h"

#include <math.h>
#include <stdio.h>

#include "base/alloc.h"
#include "reconcile/reconcile.h"

enum { MOST = 3 };

typedef struct set {
    hsay_article articles[MOST];
    hsay_view views[MOST];
    uint32_t indices[MOST];
    hsay_arena *arena;
    hsay_figures figures;
} set;

static void find_dated(set *s, const char *const *texts, const char *const *dates, uint32_t count)
{
    *s = (set){.arena = hsay_arena_new()};
    assert_non_null(s->arena);
    for (uint32_t i = 0; i < count; i++) {
        s->articles[i].text = hsay_str_of(texts[i]);
        s->articles[i].date = dates ? hsay_str_of(dates[i]) : HSAY_STR_NONE;
        s->views[i].article = &s->articles[i];
        s->indices[i] = i;
    }
    hsay_story story = {.articles = s->indices, .article_count = count};
    hsay_views views = {s->views, count};
    assert_int_equal(hsay_figures_find(views, &story, s->arena, &s->figures), HSAY_OK);
}

static void find(set *s, const char *const *texts, uint32_t count)
{
    find_dated(s, texts, NULL, count);
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
    assert_int_equal(s.figures.count, 2);
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

/* The verdict of the one figure of two articles. */
static hsay_verdict verdict_of(const char *a, const char *b, const char *date_a, const char *date_b)
{
    const char *texts[] = {a, b}, *dates[] = {date_a, date_b};
    set s;
    find_dated(&s, texts, dates, 2);
    assert_int_equal(s.figures.count, 1);
    hsay_verdict verdict = s.figures.items[0].verdict;
    assert_true(s.figures.items[0].why.len > 0);
    hsay_arena_free(s.arena);
    return verdict;
}

/* A count grows from day to day; on one day, or falling, or leaping, two counts differ. */
static void updates(void **state)
{
    (void)state;
    const char *less =
        "The storm killed 41 sailors at the quay of Orvane, the harbour office said.";
    const char *more =
        "The storm killed 45 sailors at the quay of Orvane, the harbour office said.";
    const char *leap =
        "The storm killed 145 sailors at the quay of Orvane, the harbour office said.";
    assert_int_equal(verdict_of(less, more, "2031-03-01", "2031-03-02"), HSAY_VERDICT_UPDATE);
    assert_int_equal(verdict_of(less, more, "2031-03-02", "2031-03-02"), HSAY_VERDICT_DIFFER);
    assert_int_equal(verdict_of(less, more, "2031-03-02", "2031-03-01"), HSAY_VERDICT_DIFFER);
    assert_int_equal(verdict_of(less, more, "", "2031-03-01"), HSAY_VERDICT_DIFFER);
    assert_int_equal(verdict_of(less, leap, "2031-03-01", "2031-03-02"), HSAY_VERDICT_DIFFER);
    const char *pages = "The harbour court of Orvane has a 48-page indictment on the quay.";
    const char *other = "The harbour court of Orvane has a 49-page indictment on the quay.";
    assert_int_equal(verdict_of(pages, other, "2031-03-01", "2031-03-02"), HSAY_VERDICT_DIFFER);
}

/* "had risen to" says it without dates. */
static void changes(void **state)
{
    (void)state;
    const char *less = "At the quay of Orvane the toll of the storm was 41 dead, the office said.";
    assert_int_equal(
        verdict_of(less,
                   "At the quay of Orvane the toll of the storm had risen to at least 45 dead, the "
                   "office said.",
                   "", ""),
        HSAY_VERDICT_UPDATE);
    assert_int_equal(
        verdict_of(less,
                   "At the quay of Orvane the toll of the storm came to at least 45 dead, the "
                   "office said.",
                   "", ""),
        HSAY_VERDICT_DIFFER);
}

static void parts(void **state)
{
    (void)state;
    const char *texts[] = {
        "Nine sailors were rescued, among them four cooks, three stokers and two "
        "boys."};
    set s;
    find(&s, texts, 1);
    assert_int_equal(s.figures.count, 1);
    const hsay_figure *f = &s.figures.items[0];
    assert_int_equal(f->verdict, HSAY_VERDICT_PART);
    assert_int_equal(f->member_count, 4);
    assert_str(f->why, "9 = 4 + 3 + 2");
    assert_str(hsay_str_at(s.articles[0].text, f->members[1].place.span), "four");
    hsay_arena_free(s.arena);
    const char *no_part[] = {
        "Nine sailors were rescued while four cooks, three stokers and two boys slept.",
        "Nine sailors were rescued, among them four cooks and three stokers.",
        "Nine sailors were rescued.  Among them were four cooks, three stokers and two boys."};
    for (size_t i = 0; i < sizeof no_part / sizeof *no_part; i++) {
        find(&s, &no_part[i], 1);
        assert_int_equal(s.figures.count, 0);
        hsay_arena_free(s.arena);
    }
}

/* A name that ends in a number counts nothing; a size without a number counts. */
static void names_and_sizes(void **state)
{
    (void)state;
    const char *name = "The harbour board of Orvane opposed Article 64, which closed the quay.";
    assert_int_equal(figures_of(name, name), 0);
    const char *count = "The harbour board of Orvane closed 64 berths along the old quay.";
    assert_int_equal(figures_of(count, count), 1);
    const char *texts[] = {
        "The harbour board of Orvane lost tens of thousands of dollars.",
        "The board of Orvane harbour lost tens of thousands of dollars, it said."};
    set s;
    find(&s, texts, 2);
    assert_int_equal(s.figures.count, 1);
    assert_true(s.figures.items[0].members[0].low == 20000);
    assert_str(hsay_str_at(s.articles[0].text, s.figures.items[0].members[0].place.span),
               "tens of thousands of dollars");
    hsay_arena_free(s.arena);
}

static void every_allocation_fails(void **state)
{
    (void)state;
    const char *texts[] = {"At least 39 people were killed in Orvane, including 37 who died on the "
                           "quay and two who died in hospital.",
                           "In Orvane 39 were found dead on the quay."};
    set s;
    find(&s, texts, 2);
    hsay_story story = {.articles = s.indices, .article_count = 2};
    hsay_status status = HSAY_MEMORY;
    size_t n = 1;
    for (; status == HSAY_MEMORY && n < 1000; n++) {
        hsay_figures out = {NULL, 77};
        hsay_alloc__fail_nth(n);
        hsay_arena *arena = hsay_arena_new();
        if (arena) {
            status = hsay_figures_find((hsay_views){s.views, 2}, &story, arena, &out);
            assert_int_equal(out.count, status == HSAY_OK ? 2 : 77);
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
        cmocka_unit_test(sum_is_told), cmocka_unit_test(money),
        cmocka_unit_test(ranges_part), cmocka_unit_test(bounds),
        cmocka_unit_test(no_figures),  cmocka_unit_test(nothing),
        cmocka_unit_test(updates),     cmocka_unit_test(changes),
        cmocka_unit_test(parts),       cmocka_unit_test(names_and_sizes),
        cmocka_unit_test(growth),      cmocka_unit_test(every_allocation_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
