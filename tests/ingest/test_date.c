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
        {"25.3.2024", "2024-03-25"},
        {"25.03.24", "2024-03-25"},
        {"25. 3. 2024", "2024-03-25"},
        {"25-Mar-24", "2024-03-25"},
        {"25. M\xC3\xA4rz 2024", "2024-03-25"},
        {"25. M\xC3\x84RZ 2024", "2024-03-25"},
        {"Dienstag, 5. Mai 2020", "2020-05-05"},
        {"25 de marzo de 2024", "2024-03-25"},
        {"04 de mayo 2022", "2022-05-04"},
        {"1er ao\xC3\xBBt 2021", "2021-08-01"},
        {"mardi 25 f\xC3\xA9vrier 2020", "2020-02-25"},
        {"7 grudnia 2019", "2019-12-07"},
        {"25 \xD0\xB0\xD0\xB2\xD0\xB3\xD1\x83\xD1\x81\xD1\x82\xD0\xB0 2015", "2015-08-25"},
        {"25 \xD0\x90\xD0\x92\xD0\x93\xD0\xA3\xD0\xA1\xD0\xA2\xD0\x90 2015", "2015-08-25"},
        {"2022. m\xC3\xA1rcius 25.", "2022-03-25"},
        {"2024\xE5\xB9\xB4"
         "3\xE6\x9C\x88"
         "25\xE6\x97\xA5",
         "2024-03-25"},
        {"03/04/2024", ""},
        {"10.12.19.7", ""},
        {"25.03.60", ""},
        {"25 March 12:30", ""},
        {"25 men of 2024", ""},
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

static void the_order_of_numbers_is_told(void **unused)
{
    (void)unused;
    static const struct {
        const char *words;
        hsay_date_order order;
        const char *iso;
    } CASES[] = {{"03/04/2024", HSAY_DATE_DAY_FIRST, "2024-04-03"},
                 {"03/04/2024", HSAY_DATE_MONTH_FIRST, "2024-03-04"},
                 {"03-04-24", HSAY_DATE_DAY_FIRST, "2024-04-03"},
                 {"13/04/2024", HSAY_DATE_MONTH_FIRST, "2024-04-13"},
                 {"04/13/2024", HSAY_DATE_DAY_FIRST, "2024-04-13"},
                 {"03.04.2024", HSAY_DATE_MONTH_FIRST, "2024-04-03"}};
    hsay_arena *arena = hsay_arena_new();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_str(hsay_date__read(arena, hsay_str_of(CASES[i].words), CASES[i].order, NULL),
                   CASES[i].iso);
    hsay_arena_free(arena);
}

static void dates_are_found_in_lines(void **unused)
{
    (void)unused;
    static const char *const CASES[][2] = {
        {"Von Ada Orrin am 25.08.2031 22:30", "2031-08-25"},
        {"Velmora (vp) | Montag, 3. Mai 2031 | 4 min", "2031-05-03"},
        {"Stand: May 3, 2031 10:00 GMT", "2031-05-03T10:00:00Z"},
        {"Version 7.10.12.19 of the 300 mayors", ""},
        {"A room for 12 in the marches", ""},
    };
    hsay_arena *arena = hsay_arena_new();
    hsay_span place = {0};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_str(hsay_date__find(arena, hsay_str_of(CASES[i][0]), HSAY_DATE_UNKNOWN, &place),
                   CASES[i][1]);
    hsay_date__find(arena, HSAY_STR("am 25.08.2031, heute"), HSAY_DATE_UNKNOWN, &place);
    assert_int_equal(place.start, 3);
    assert_int_equal(place.end, 13);
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
        cmocka_unit_test(the_order_of_numbers_is_told),
        cmocka_unit_test(dates_are_found_in_lines),
        cmocka_unit_test(epochs_become_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
