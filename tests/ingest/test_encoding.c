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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_stays_a_view),
        cmocka_unit_test(the_named_charset_is_taken_where_it_is_no_utf8),
        cmocka_unit_test(without_a_name_it_is_windows_1252),
        cmocka_unit_test(utf16_and_broken_utf8_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
