/* What is read together is one story; nothing is none. */
#include "check.h"

#include "trace/trace.h"

static void all_articles_are_one_story(void **unused)
{
    (void)unused;
    const hsay_article articles[] = {
        {.text = HSAY_STR("a")}, {.text = HSAY_STR("b")}, {.text = HSAY_STR("c")}};
    const hsay_view views[] = {
        {.article = articles}, {.article = articles + 1}, {.article = articles + 2}};
    hsay_arena *arena = hsay_arena_new();
    hsay_stories stories;
    assert_int_equal(hsay_stories_find((hsay_views){views, 3}, arena, &stories), HSAY_OK);
    assert_int_equal(stories.count, 1);
    assert_int_equal(stories.items[0].article_count, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(stories.items[0].articles[i], i);
    assert_true(stories.items[0].why.len > 0);
    hsay_arena_free(arena);
}

static void no_article_is_no_story(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_stories stories = {NULL, 7};
    assert_int_equal(hsay_stories_find((hsay_views){NULL, 0}, arena, &stories), HSAY_OK);
    assert_int_equal(stories.count, 0);
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_articles_are_one_story),
        cmocka_unit_test(no_article_is_no_story),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
