/* Bytes of any encoding become UTF-8, and what is ill-formed is counted. */
#include "check.h"

#include "base/arena.h"
#include "ingest/encoding.h"

static hsay_str page(hsay_arena *arena, const char *bytes, size_t len, uint32_t *repaired)
{
    return hsay_encoding__to_utf8(arena, (hsay_str){bytes, len}, HSAY_STR_NONE, repaired);
}

#define CHECK(bytes, expected, count)                                                              \
    do {                                                                                           \
        hsay_arena *arena = hsay_arena_new();                                                      \
        uint32_t repaired = 99;                                                                    \
        assert_str(page(arena, bytes, sizeof(bytes) - 1, &repaired), expected);                    \
        assert_int_equal(repaired, count);                                                         \
        hsay_arena_free(arena);                                                                    \
    } while (0)

static void utf8_stays_a_view(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    const char bytes[] = "\xEF\xBB\xBF"
                         "Caf\xC3\xA9";
    uint32_t repaired;
    hsay_str out = page(arena, bytes, sizeof bytes - 1, &repaired);
    assert_ptr_equal(out.ptr, bytes + 3);
    assert_str(out, "Caf\xC3\xA9");
    hsay_arena_free(arena);
}

static void the_named_charset_is_taken_where_it_is_no_utf8(void **unused)
{
    (void)unused;
    CHECK("<meta charset=iso-8859-2>\xB1", "<meta charset=iso-8859-2>\xC4\x85", 0);
    CHECK("<meta content='text/html; charset=koi8-r'>\xC1",
          "<meta content='text/html; charset=koi8-r'>\xD0\xB0", 0);
    /* UTF-8 stays what it is, though the page says otherwise */
    CHECK("<meta charset=iso-8859-1>\xC3\xA9", "<meta charset=iso-8859-1>\xC3\xA9", 0);
    /* an unknown name says nothing, and the next one counts */
    CHECK("<meta charset=none charset=iso-8859-5>\xB0",
          "<meta charset=none charset=iso-8859-5>\xD0\x90", 0);
}

static void without_a_name_it_is_windows_1252(void **unused)
{
    (void)unused;
    CHECK("\x93yes\x94", "\xE2\x80\x9Cyes\xE2\x80\x9D", 0);
    CHECK("a\x81"
          "b\x93",
          "a\xEF\xBF\xBD"
          "b\xE2\x80\x9C",
          1);
}

static void utf16_and_broken_utf8_are_read(void **unused)
{
    (void)unused;
    CHECK("\xFF\xFE"
          "a\0\xE9\0",
          "a\xC3\xA9", 0);
    CHECK("\xFE\xFF\0a\0\xE9", "a\xC3\xA9", 0);
    CHECK("\xC3\xA9\xC3\xA9\xFF", "\xC3\xA9\xC3\xA9\xEF\xBF\xBD", 1);
}

static void a_page_in_utf16_is_known_by_its_first_tag(void **unused)
{
    (void)unused;
    CHECK("\n\0 \0<\0b\0>\0\xE9\0", "\n <b>\xC3\xA9", 0);
    CHECK("\0<\0!\0a\0\xE9", "<!a\xC3\xA9", 0);
    /* what only begins like one is not */
    CHECK("<\0\0\0a",
          "<\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
          "a",
          3);
}

static void check_sent(const char *charset, const char *bytes, size_t len, const char *expected)
{
    hsay_arena *arena = hsay_arena_new();
    uint32_t repaired;
    hsay_str out =
        hsay_encoding__to_utf8(arena, (hsay_str){bytes, len}, hsay_str_of(charset), &repaired);
    assert_str(out, expected);
    hsay_arena_free(arena);
}

static void what_is_sent_goes_before_what_is_named(void **unused)
{
    (void)unused;
    check_sent("utf-16le", "a\0\xE9\0", 4, "a\xC3\xA9");
    check_sent("UTF-16BE", "\0a\0\xE9", 4, "a\xC3\xA9");
    check_sent("utf-16", "a\xC3\xA9", 3, "a\xC3\xA9"); /* it is none */
    check_sent("iso-8859-2", "<meta charset=koi8-r>\xB1", 22, "<meta charset=koi8-r>\xC4\x85");
    check_sent("none", "<meta charset=koi8-r>\xC1", 22, "<meta charset=koi8-r>\xD0\xB0");
    check_sent("iso-2022-jp", "\x1B$B?e\x1B(B", 8, "\xE6\xB0\xB4");
}

static void names_that_ascii_can_not_mean_are_passed_over(void **unused)
{
    (void)unused;
    CHECK("<meta charset=utf-16>\xC3\xA9\xFF", "<meta charset=utf-16>\xC3\xA9\xEF\xBF\xBD", 1);
    CHECK("<meta charset=utf-7>+ADw-\xE9", "<meta charset=utf-7>+ADw-\xC3\xA9", 0);
    CHECK("<meta charset=iso-2022-jp>\x1B$B?e\x1B(B", "<meta charset=iso-2022-jp>\xE6\xB0\xB4", 0);
    CHECK("<meta charset=utf-8>\x1B$B?e", "<meta charset=utf-8>\x1B$B?e", 0);
}

static void without_a_name_the_language_of_the_root_decides(void **unused)
{
    (void)unused;
    CHECK("<html lang='ru-RU'>\xE4\xE0", "<html lang='ru-RU'>\xD0\xB4\xD0\xB0", 0);
    CHECK("<HTML class=a LANG=ja>\x90\x85", "<HTML class=a LANG=ja>\xE6\xB0\xB4", 0);
    CHECK("<html lang=zh-Hant-TW>\xA4\xF4", "<html lang=zh-Hant-TW>\xE6\xB0\xB4", 0);
    CHECK("<html lang=zh-CN>\xC3\xC5", "<html lang=zh-CN>\xE9\x97\xA8", 0);
    CHECK("<html hreflang=ru>\xE9", "<html hreflang=ru>\xC3\xA9", 0);
    CHECK("<html lang=fr><p lang=ru>\xE9", "<html lang=fr><p lang=ru>\xC3\xA9", 0);
}

static void what_was_encoded_twice_is_undone(void **unused)
{
    (void)unused;
    CHECK("it\xC3\xA2\xC2\x80\xC2\x99s \xC3\x82\xC2\xA9", "it\xE2\x80\x99s \xC2\xA9", 0);
    CHECK("\xC3\xB0\xC2\x9F\xC2\x98\xC2\x80", "\xF0\x9F\x98\x80", 0);
}

static void what_only_looks_encoded_twice_stays(void **unused)
{
    (void)unused;
    CHECK("\xC3\x83\xC2\xA9", "\xC3\x83\xC2\xA9", 0); /* no control among it */
    CHECK("\xC3\xA2\xC2\x80\xC2\x99 \xE2\x80\x99", "\xC3\xA2\xC2\x80\xC2\x99 \xE2\x80\x99", 0);
    CHECK("\xC3\xA2\xC2\x80\xC2\x99 \xC3\xA9", "\xC3\xA2\xC2\x80\xC2\x99 \xC3\xA9", 0);
    CHECK("\xC3\xA2\xC2\x80", "\xC3\xA2\xC2\x80", 0);
    CHECK("\xC3\xA0\xC2\x80\xC2\x80", "\xC3\xA0\xC2\x80\xC2\x80", 0); /* an overlong form */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_stays_a_view),
        cmocka_unit_test(the_named_charset_is_taken_where_it_is_no_utf8),
        cmocka_unit_test(without_a_name_it_is_windows_1252),
        cmocka_unit_test(utf16_and_broken_utf8_are_read),
        cmocka_unit_test(a_page_in_utf16_is_known_by_its_first_tag),
        cmocka_unit_test(what_is_sent_goes_before_what_is_named),
        cmocka_unit_test(names_that_ascii_can_not_mean_are_passed_over),
        cmocka_unit_test(without_a_name_the_language_of_the_root_decides),
        cmocka_unit_test(what_was_encoded_twice_is_undone),
        cmocka_unit_test(what_only_looks_encoded_twice_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
