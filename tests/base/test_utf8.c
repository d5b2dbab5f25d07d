/* Ill-formed bytes become U+FFFD, one for each maximal ill-formed part; well-formed ones stay. */
#include "check.h"

#include "base/utf8.h"

static void check_repair(const char *bytes, size_t len, const char *expected, uint32_t count)
{
    hsay_arena *arena = hsay_arena_new();
    uint32_t repaired = 99;
    assert_str(hsay_utf8_repair(arena, (hsay_str){bytes, len}, &repaired), expected);
    assert_int_equal(repaired, count);
    hsay_arena_free(arena);
}

static void ill_formed_parts_are_replaced(void **unused)
{
    (void)unused;
    check_repair("plain", 5, "plain", 0);
    check_repair("caf\xC3\xA9", 5, "caf\xC3\xA9", 0);
    check_repair("\xFF\xFE", 2, "\xEF\xBF\xBD\xEF\xBF\xBD", 2);
    check_repair("a\xC3", 2, "a\xEF\xBF\xBD", 1);
    check_repair("\xE2\x80 b", 4, "\xEF\xBF\xBD b", 1);
    check_repair("\xC0\xAF", 2, "\xEF\xBF\xBD\xEF\xBF\xBD", 2);
    check_repair("\xED\xA0\x80", 3, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3);
    check_repair("\xF4\x90\x80\x80", 4, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 4);
    check_repair("a\0b", 3,
                 "a\xEF\xBF\xBD"
                 "b",
                 1);
}

static void text_that_is_well_is_not_copied(void **unused)
{
    (void)unused;
    uint32_t repaired;
    hsay_arena *arena = hsay_arena_new();
    hsay_str text = HSAY_STR("\xE2\x80\x9Cquoted words\xE2\x80\x9D");
    assert_ptr_equal(hsay_utf8_repair(arena, text, &repaired).ptr, text.ptr);
    hsay_arena_free(arena);
}

static void every_scalar_value_goes_round(void **unused)
{
    (void)unused;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        char bytes[4];
        size_t len = hsay_utf8_put(cp, bytes), at = 0, start = 9;
        assert_int_equal(hsay_utf8_next((hsay_str){bytes, len}, &at), cp);
        assert_int_equal(at, len);
        assert_int_equal(hsay_utf8_before((hsay_str){bytes, len}, len, &start), cp);
        assert_int_equal(start, 0);
    }
}

static void the_valid_prefix_ends_at_the_fault(void **unused)
{
    (void)unused;
    assert_int_equal(hsay_utf8_valid_prefix(HSAY_STR("")), 0);
    assert_int_equal(hsay_utf8_valid_prefix(HSAY_STR("twelve bytes")), 12);
    assert_int_equal(hsay_utf8_valid_prefix(HSAY_STR("twelve bytes\x80 more text")), 12);
    assert_int_equal(hsay_utf8_valid_prefix(HSAY_STR("abc\xE2\x80")), 3);
}

/* At each place of texts of each length around the steps in which ASCII is gone past. */
static void a_fault_is_found_wherever_it_stands(void **unused)
{
    (void)unused;
    char text[100];
    for (size_t len = 1; len < sizeof text; len++)
        for (size_t at = 0; at < len; at++) {
            memset(text, 'a', sizeof text);
            text[at] = '\x80';
            assert_int_equal(hsay_utf8_valid_prefix((hsay_str){text, len}), at);
            text[at] = '\xC3'; /* the first of two bytes */
            text[at + 1 < sizeof text ? at + 1 : at] = '\xA9';
            size_t well = at + 1 < len ? len : at;
            assert_int_equal(hsay_utf8_valid_prefix((hsay_str){text, len}), well);
        }
}

static void utf16_of_both_orders_is_read(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    uint32_t repaired;
    assert_str(hsay_utf8_from_utf16(arena, (hsay_str){"h\0\xE9\0", 4}, false, &repaired),
               "h\xC3\xA9");
    assert_str(hsay_utf8_from_utf16(arena, (hsay_str){"\0h\0\xE9", 4}, true, &repaired),
               "h\xC3\xA9");
    assert_int_equal(repaired, 0);
    assert_str(hsay_utf8_from_utf16(arena, (hsay_str){"\xD8\x3D\xDE\x00", 4}, true, &repaired),
               "\xF0\x9F\x98\x80");
    assert_str(hsay_utf8_from_utf16(arena, (hsay_str){"\xD8\x3D\0a\0", 5}, true, &repaired),
               "\xEF\xBF\xBD"
               "a\xEF\xBF\xBD");
    assert_int_equal(repaired, 2);
    hsay_arena_free(arena);
}

static void the_cursor_counts_code_points(void **unused)
{
    (void)unused;
    hsay_utf8_cursor cursor = {.text = HSAY_STR("\xE2\x80\x9C"
                                                "a\xC3\xA9"
                                                "b")};
    assert_int_equal(hsay_utf8_cursor_code_point(&cursor, 3), 1);
    assert_int_equal(hsay_utf8_cursor_code_point(&cursor, 6), 3);
    assert_int_equal(hsay_utf8_cursor_code_point(&cursor, 4), 2);
    assert_int_equal(hsay_utf8_cursor_code_point(&cursor, 999), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ill_formed_parts_are_replaced),
        cmocka_unit_test(text_that_is_well_is_not_copied),
        cmocka_unit_test(every_scalar_value_goes_round),
        cmocka_unit_test(the_valid_prefix_ends_at_the_fault),
        cmocka_unit_test(a_fault_is_found_wherever_it_stands),
        cmocka_unit_test(utf16_of_both_orders_is_read),
        cmocka_unit_test(the_cursor_counts_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
