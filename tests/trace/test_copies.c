/* Copies among invented articles: equal, cut and edited texts, and reports that are none. */
#include "check.h"

#include "trace/trace.h"

#define LEAD "The council of Orvane closed the northern quay on Friday after divers found cracks. "
#define BODY "Engineers measured the wall twice and told the harbour master to move both ferries. "
#define MORE "A plan to repair it had lain in a drawer for nine years, because no money was set. "
#define LAST "Fishermen who sell their catch there must now drive to the next village instead. "
#define QUOTE                                                                                      \
    "\"We will not let one single ferry leave this quay before every crack in its wall is closed " \
    "and every beam has been tested by somebody who knows what beams are for,\" Tallow said. "

typedef struct set {
    hsay_article articles[2];
    hsay_view views[2];
    hsay_arena *arena;
    hsay_copies copies;
} set;

static void find(set *s, const char *a, const char *b)
{
    const char *texts[] = {a, b};
    for (uint32_t i = 0; i < 2; i++) {
        s->articles[i].text = hsay_str_of(texts[i]);
        s->views[i].article = &s->articles[i];
    }
    s->arena = hsay_arena_new();
    assert_non_null(s->arena);
    assert_int_equal(hsay_copies_find((hsay_views){s->views, 2}, s->arena, &s->copies), HSAY_OK);
}

static void identical(void **state)
{
    (void)state;
    set s = {0};
    s.articles[0].date = HSAY_STR("2023-04-01");
    s.articles[1].date = HSAY_STR("2023-04-02");
    find(&s, LEAD BODY MORE, LEAD BODY MORE);
    assert_int_equal(s.copies.count, 1);
    const hsay_copy *c = &s.copies.items[0];
    assert_int_equal(c->kind, HSAY_COPY_IDENTICAL);
    assert_true(c->directed);
    assert_int_equal(c->original, 0);
    assert_int_equal(c->passages[0].copy.start, 0);
    hsay_arena_free(s.arena);
}

static void excerpt(void **state)
{
    (void)state;
    set s = {0};
    find(&s, LEAD BODY MORE LAST, BODY);
    assert_int_equal(s.copies.count, 1);
    assert_int_equal(s.copies.items[0].kind, HSAY_COPY_EXCERPT);
    assert_false(s.copies.items[0].directed);
    hsay_arena_free(s.arena);
}

static void shared_quotation(void **state)
{
    (void)state;
    set s = {0};
    find(&s, LEAD QUOTE BODY, MORE QUOTE LAST);
    assert_int_equal(s.copies.count, 0);
    hsay_arena_free(s.arena);
}

static void furniture(void **state)
{
    (void)state;
    static const hsay_furniture CUT[] = {{{0, sizeof LEAD BODY - 1}, HSAY_FURNITURE_NOTICE, {0}}};
    set s = {0};
    s.articles[0].furniture = s.articles[1].furniture = CUT;
    s.articles[0].furniture_count = s.articles[1].furniture_count = 1;
    find(&s, LEAD BODY MORE, LEAD BODY LAST);
    assert_int_equal(s.copies.count, 0);
    hsay_arena_free(s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(identical), cmocka_unit_test(excerpt),
                                       cmocka_unit_test(shared_quotation),
                                       cmocka_unit_test(furniture)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
