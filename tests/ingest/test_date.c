/* Dates as they are written, and what is no date. */
#include "check.h"

#include "ingest/date.h"

static void dates_become_iso(void **unused)
{
    (void)unused;
    static const char *const CASES[][2] = {
        {"2024-03-25", "2024-03-25"},
        {"2024-03-25 10:00:00", "2024-03-25"},
        {"2024-03-25T10:00:00Z", "2024-03-25T10:00:00Z"},
        {"2024-03-25 10:00:00+00:00", "2024-03-25T10:00:00Z"},
        {"2024-03-25T10:00:00.123-0430", "2024-03-25T10:00:00-04:30"},
        {"20240325", "2024-03-25"},
        {"2024/3/5", "2024-03-05"},
        {"March 25, 2024", "2024-03-25"},
        {"Mar. 5th, 2024", "2024-03-05"},
        {"25 March 2024", "2024-03-25"},
        {"1st Sept 2023", "2023-09-01"},
        {"Mon, 25 Mar 2024 10:00:00 GMT", "2024-03-25T10:00:00Z"},
        {"25/03/2024", "2024-03-25"},
        {"03/25/2024", "2024-03-25"},
        {"29 February 2024", "2024-02-29"},
        {"03/04/2024", ""},
        {"29 February 2023", ""},
        {"2024-13-01", ""},
        {"March of the 25", ""},
        {"", ""},
        {"yesterday", ""},
        {"2024", ""},
    };
    hsay_arena *arena = hsay_arena_new();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_str(hsay_date__normalize(arena, hsay_str_of(CASES[i][0]), NULL), CASES[i][1]);
    size_t used = 0;
    hsay_date__normalize(arena, HSAY_STR("25 March 2024, Varn"), &used);
    assert_int_equal(used, 13);
    hsay_arena_free(arena);
}

static void epochs_become_times(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    assert_str(hsay_date__from_epoch(arena, 0), "1970-01-01T00:00:00Z");
    assert_str(hsay_date__from_epoch(arena, 1711360800), "2024-03-25T10:00:00Z");
    assert_str(hsay_date__from_epoch(arena, 1711360800000), "2024-03-25T10:00:00Z");
    assert_str(hsay_date__from_epoch(arena, -86400), "1969-12-31T00:00:00Z");
    assert_str(hsay_date__from_epoch(arena, INT64_MIN), "");
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_become_iso),
        cmocka_unit_test(epochs_become_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
