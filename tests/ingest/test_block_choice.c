/* How much a block must score on its page. */
#include "../check.h"

#include "ingest/block_choice.h"

static int32_t threshold(const int32_t (*scores)[2], uint32_t count)
{
    hsay_block blocks[8] = {0};
    for (uint32_t i = 0; i < count; i++) {
        blocks[i].score = scores[i][0];
        blocks[i].chars = (uint32_t)scores[i][1];
    }
    return hsay_block__threshold(&(hsay_blocks){.items = blocks, .count = count});
}

static void a_page_that_is_clear_asks_for_half(void **unused)
{
    (void)unused;
    const int32_t scores[][2] = {{9000, 500}, {-9000, 800}, {9000, 700}};
    assert_int_equal(threshold(scores, 3), 0);
    assert_int_equal(threshold(scores, 0), 0);
}

static void a_page_that_is_not_asks_for_less(void **unused)
{
    (void)unused;
    const int32_t unsure[][2] = {{-500, 500}, {-400, 800}, {-9000, 700}};
    int32_t got = threshold(unsure, 3);
    assert_true(got < -500 && got > -9000);
    /* as long as nothing else is clear */
    const int32_t clear[][2] = {{-500, 500}, {-400, 800}, {9000, 70000}};
    assert_int_equal(threshold(clear, 3), 0);
}

static void long_blocks_weigh_more(void **unused)
{
    (void)unused;
    const int32_t small[][2] = {{2000, 10}, {-1000, 1000}};
    const int32_t large[][2] = {{2000, 1000}, {-1000, 10}};
    assert_true(threshold(small, 2) < -1000);
    assert_true(threshold(large, 2) > -1000);
}

static void what_has_no_chance_is_left_out(void **unused)
{
    (void)unused;
    const int32_t scores[][2] = {{-4000, 500}, {-4000, 800}};
    const int32_t limits[][2] = {{INT32_MAX, INT32_MAX}, {INT32_MIN, INT32_MAX}, {-3000, 0}};
    assert_true(threshold(scores, 2) > -4000);
    assert_int_equal(threshold(limits, 3), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_that_is_clear_asks_for_half),
        cmocka_unit_test(a_page_that_is_not_asks_for_less),
        cmocka_unit_test(long_blocks_weigh_more),
        cmocka_unit_test(what_has_no_chance_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
