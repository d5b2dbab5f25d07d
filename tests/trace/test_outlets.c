/* Outlets by domain, and those that wear another one's name, as twins. */
#include "check.h"

#include "trace/trace.h"

typedef struct set {
    hsay_article articles[2];
    hsay_view views[2];
    hsay_arena *arena;
    hsay_outlets outlets;
} set;

static void find(set *s, const char *a, const char *b)
{
    const char *domains[] = {a, b};
    for (uint32_t i = 0; i < 2; i++) {
        s->articles[i].domain = hsay_str_of(domains[i]);
        s->views[i].article = &s->articles[i];
    }
    s->arena = hsay_arena_new();
    assert_non_null(s->arena);
    assert_int_equal(hsay_outlets_find((hsay_views){s->views, 2}, s->arena, &s->outlets), HSAY_OK);
}

/* How many of two domains are said to resemble the other. */
static uint32_t marked(const char *a, const char *b, const char *name)
{
    set s = {0};
    if (name)
        s.articles[0].outlet = s.articles[1].outlet = hsay_str_of(name);
    find(&s, a, b);
    uint32_t count = 0;
    for (uint32_t i = 0; i < s.outlets.count; i++)
        count += s.outlets.items[i].resembles != HSAY_NONE;
    hsay_arena_free(s.arena);
    return count;
}

static void labels(void **state)
{
    (void)state;
    assert_int_equal(marked("orvanepost.example", "0rvanep0st.example", NULL), 1);
    assert_int_equal(marked("orvanepost.example", "orvanepost.test", NULL), 0);
    assert_int_equal(marked("orvanepost.example", "tallowpost.example", NULL), 0);
    assert_int_equal(marked("orvanepost.example", "tallowpost.example", "Orvane Post"), 1);
}

static void well_known(void **state)
{
    (void)state;
    set s = {0};
    find(&s, "reuters.agency.example", "reuters.com");
    assert_int_equal(s.outlets.count, 2);
    assert_int_equal(s.outlets.items[0].resembles, 1);
    assert_str(s.outlets.items[0].resembles_domain, "reuters.com");
    assert_int_equal(s.outlets.items[1].resembles, HSAY_NONE);
    assert_int_equal(s.outlets.items[1].resembles_domain.len, 0);
    hsay_arena_free(s.arena);
}

static void well_known_elsewhere(void **state)
{
    (void)state;
    set s = {0};
    find(&s, "reuters.example", "orvanepost.example");
    assert_int_equal(s.outlets.count, 2);
    assert_str(s.outlets.items[1].resembles_domain, "reuters.com");
    assert_int_equal(s.outlets.items[1].resembles, HSAY_NONE);
    assert_int_equal(s.outlets.items[0].resembles_domain.len, 0);
    hsay_arena_free(s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(labels), cmocka_unit_test(well_known),
                                       cmocka_unit_test(well_known_elsewhere)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
