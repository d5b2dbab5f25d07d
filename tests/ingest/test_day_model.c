/* Days that a page offers become rows, and a model chooses among them. */
#include "ingest/day_model.h"

#include "ingest/page.h"

#include <stdio.h>

#define PAGE                                                                                       \
    "<html lang=en><head><title>Port</title>"                                                      \
    "<meta property='article:published_time' content='2031-05-06T22:08:09Z'>"                      \
    "<meta property='article:modified_time' content='2031-06-09T07:00:00Z'>"                       \
    "<link rel=canonical href='https://velmora.example/2031/05/port'></head>"                      \
    "<body><h1>Port</h1><p class=date>May 7, 2031</p><p>Updated June 9, 2031</p>" PROSE

static void read_meta(hsay_arena *arena, const char *html, hsay_meta *meta)
{
    hsay_nodes nodes;
    assert_int_equal(hsay_nodes__read(arena, hsay_str_of(html), &nodes, NULL), HSAY_OK);
    hsay_meta__read(arena, &nodes, HSAY_STR_NONE, meta);
}

static uint32_t row_of(const hsay_day_rows *rows, const char *day)
{
    for (uint32_t i = 0; i < rows->count; i++)
        if (hsay_str_starts(rows->items[i].date, hsay_str_of(day)))
            return i;
    return rows->count;
}

static void each_day_is_one_row_with_all_that_say_it(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_meta meta;
    hsay_day_rows rows;
    read_meta(arena, PAGE, &meta);
    hsay_day__rows(&meta, &rows);
    assert_int_equal(rows.count, 3);
    uint32_t told = row_of(&rows, "2031-05-06"), shown = row_of(&rows, "2031-05-07"),
             updated = row_of(&rows, "2031-06-09");
    assert_int_equal(rows.values[HSAY_DAY_META][told], 1);
    assert_int_equal(rows.values[HSAY_DAY_LINE][shown], 1);
    assert_int_equal(rows.values[HSAY_DAY_IS_NAMED_DATE][shown], 1);
    assert_int_equal(rows.values[HSAY_DAY_LINE_UPDATED][updated], 1);
    assert_int_equal(rows.values[HSAY_DAY_META_UPDATED][updated], 1);
    assert_int_equal(rows.values[HSAY_DAY_IS_OFFERS][updated], 2);
    assert_str(rows.items[updated].date, "2031-06-09T07:00:00Z"); /* with its time */
    assert_int_equal(rows.values[HSAY_DAY_IS_MONTH_IN_ADDRESS][told], 1);
    assert_int_equal(rows.values[HSAY_DAY_IS_MONTH_IN_ADDRESS][updated], 0);
    assert_true(rows.values[HSAY_DAY_IS_TO_PUBLISHED][shown] >
                rows.values[HSAY_DAY_IS_TO_PUBLISHED][told]);
    assert_int_equal(rows.chosen, shown);
    hsay_arena_free(arena);
}

/* One tree that asks one question six times: is the day told as that of an update? */
static const hsay_boost_split IS_UPDATE[HSAY_BOOST_DEPTH] = {
    {HSAY_DAY_META_UPDATED, 0}, {HSAY_DAY_META_UPDATED, 0}, {HSAY_DAY_META_UPDATED, 0},
    {HSAY_DAY_META_UPDATED, 0}, {HSAY_DAY_META_UPDATED, 0}, {HSAY_DAY_META_UPDATED, 0}};

static void the_model_chooses_and_says_who_told_it(void **unused)
{
    (void)unused;
    int16_t leaves[HSAY_BOOST_LEAVES] = {[HSAY_BOOST_LEAVES - 1] = 9};
    hsay_boost model = {HSAY_DAY_FEATURES_VERSION, HSAY_DAY_FEATURES, 1, 0, IS_UPDATE, leaves};
    hsay_arena *arena = hsay_arena_new();
    hsay_meta meta;
    read_meta(arena, PAGE, &meta);
    hsay_day_model__settle(NULL, &meta);
    assert_str(meta.values[HSAY_META_DATE], "2031-05-07");
    hsay_day_model__settle(&model, &meta);
    assert_str(meta.values[HSAY_META_DATE], "2031-06-09T07:00:00Z");
    assert_int_equal(meta.methods[HSAY_META_DATE], HSAY_METHOD_META);
    assert_str(meta.values[HSAY_META_PUBLISHED], "2031-05-06T22:08:09Z");
    hsay_arena_free(arena);
}

static void equal_scores_leave_it_to_the_rules(void **unused)
{
    (void)unused;
    hsay_boost same = {HSAY_DAY_FEATURES_VERSION, HSAY_DAY_FEATURES, 0, 5, NULL, NULL};
    hsay_arena *arena = hsay_arena_new();
    hsay_meta meta;
    read_meta(arena, PAGE, &meta);
    hsay_day_model__settle(&same, &meta);
    assert_str(meta.values[HSAY_META_DATE], "2031-05-07");
    read_meta(arena, "<body><h1>Port</h1>" PROSE, &meta); /* no day at all */
    hsay_day_model__settle(&same, &meta);
    assert_str(meta.values[HSAY_META_DATE], "");
    /* told under a name that is in no list, and nothing else */
    read_meta(arena, "<meta name=x-published-on content='2031-05-06'><h1>Port</h1>" PROSE, &meta);
    assert_str(meta.values[HSAY_META_DATE], "");
    hsay_day_model__settle(&same, &meta);
    assert_str(meta.values[HSAY_META_DATE], "2031-05-06");
    hsay_arena_free(arena);
}

static void many_days_are_no_more_than_there_is_room_for(void **unused)
{
    (void)unused;
    static char html[1 << 16];
    size_t len = 0;
    len += (size_t)snprintf(html, sizeof html, "<html lang=en><body><h1>Port</h1>");
    for (int i = 0; i < 900; i++)
        len +=
            (size_t)snprintf(html + len, sizeof html - len, "<time datetime=%d-%02d-%02d></time>",
                             2000 + i / 300, i / 25 % 12 + 1, i % 25 + 1);
    hsay_arena *arena = hsay_arena_new();
    hsay_meta meta;
    hsay_day_rows rows;
    read_meta(arena, html, &meta);
    assert_true(meta.days.count <= HSAY_DAYS_MOST);
    assert_int_equal(meta.days.each[HSAY_DAY_TIME], HSAY_DAYS_EACH);
    hsay_day__rows(&meta, &rows);
    assert_true(rows.count > 1 && rows.count <= HSAY_DAY_MOST);
    hsay_arena_free(arena);
}

static void a_carried_model_is_of_this_version(void **unused)
{
    (void)unused;
    const hsay_boost *model = hsay_day_model__carried();
    hsay_buf file = {0};
    hsay_boost again;
    assert_non_null(model);
    hsay_boost__pack(model, &file);
    assert_int_equal(hsay_day_model__open(hsay_buf_view(&file), &again, NULL), HSAY_OK);
    assert_int_equal(again.trees, model->trees);
    assert_int_equal(hsay_day_model__open(hsay_str_cut(hsay_buf_view(&file), 0, 99), &again, NULL),
                     HSAY_INPUT);
    hsay_boost other = {HSAY_DAY_FEATURES_VERSION, 3, 0, 0, NULL, NULL};
    hsay_boost__pack(&other, &file);
    assert_int_equal(hsay_day_model__open(hsay_buf_view(&file), &again, NULL), HSAY_NEWER);
    hsay_buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_day_is_one_row_with_all_that_say_it),
        cmocka_unit_test(the_model_chooses_and_says_who_told_it),
        cmocka_unit_test(equal_scores_leave_it_to_the_rules),
        cmocka_unit_test(many_days_are_no_more_than_there_is_room_for),
        cmocka_unit_test(a_carried_model_is_of_this_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
