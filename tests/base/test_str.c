/* Views are compared, trimmed, searched and cut without touching what is outside them. */
#include "check.h"

#include "base/buf.h"
#include "base/alloc.h"

static void views_are_compared(void **unused)
{
    (void)unused;
    assert_true(hsay_str_equal(HSAY_STR_NONE, HSAY_STR("")));
    assert_true(hsay_str_equal_nocase(HSAY_STR("Ferry"), HSAY_STR("fERRY")));
    assert_false(hsay_str_equal(HSAY_STR("Ferry"), HSAY_STR("ferry")));
    assert_true(hsay_str_compare(HSAY_STR("ab"), HSAY_STR("abc")) < 0);
    assert_true(hsay_str_compare(HSAY_STR("b"), HSAY_STR("abc")) > 0);
    assert_int_equal(hsay_str_compare(HSAY_STR("abc"), HSAY_STR("abc")), 0);
    assert_true(hsay_str_ends(HSAY_STR("lighthouse"), HSAY_STR("house")));
    assert_false(hsay_str_ends(HSAY_STR("use"), HSAY_STR("house")));
}

static void both_ends_are_trimmed(void **unused)
{
    (void)unused;
    assert_str(hsay_str_trim(HSAY_STR(" \t\xC2\xA0 reef \xC2\xA0\r\n")), "reef");
    assert_str(hsay_str_trim(HSAY_STR("\xC2\xA0")), "");
    assert_str(hsay_str_trim(HSAY_STR("\xC3\xA0")), "\xC3\xA0");
    assert_str(hsay_str_trim(HSAY_STR_NONE), "");
}

static void words_are_found(void **unused)
{
    (void)unused;
    hsay_str text = HSAY_STR("the lights, the Lights");
    assert_int_equal(hsay_str_find(text, HSAY_STR("the"), 1), 12);
    assert_int_equal(hsay_str_find(text, HSAY_STR("Lights"), 0), 16);
    assert_int_equal(hsay_str_find_nocase(text, HSAY_STR("LIGHTS"), 5), 16);
    assert_true(hsay_str_find(text, HSAY_STR("dark"), 0) == SIZE_MAX);
    assert_true(hsay_str_find(text, HSAY_STR(""), 0) == SIZE_MAX);
    assert_true(hsay_str_find(text, HSAY_STR("the"), 99) == SIZE_MAX);
}

static void names_lose_their_owner_mark(void **unused)
{
    (void)unused;
    assert_str(hsay_str_last_word(HSAY_STR("Ola Brandt")), "Brandt");
    assert_str(hsay_str_last_word(HSAY_STR("Brandt")), "Brandt");
    assert_str(hsay_str_last_word(HSAY_STR_NONE), "");
    assert_str(hsay_str_without_owner(HSAY_STR("Brandt's")), "Brandt");
    assert_str(hsay_str_without_owner(HSAY_STR("Brandt\xE2\x80\x99s")), "Brandt");
    assert_str(hsay_str_without_owner(HSAY_STR("Brandts")), "Brandts");
    assert_str(hsay_str_without_owner(HSAY_STR("'s")), "'s");
}

static void spans_outside_are_empty(void **unused)
{
    (void)unused;
    hsay_str text = HSAY_STR("reef");
    assert_str(hsay_str_at(text, (hsay_span){1, 3}), "ee");
    assert_str(hsay_str_at(text, (hsay_span){3, 9}), "");
    assert_str(hsay_str_at(text, (hsay_span){3, 1}), "");
    assert_str(hsay_str_cut(text, 2, 99), "ef");
}

static void a_buffer_grows_and_its_failure_sticks(void **unused)
{
    (void)unused;
    hsay_buf buf = {0};
    for (int i = 0; i < 1000; i++)
        hsay_buf_put_format(&buf, "%03d,", i);
    assert_false(buf.failed);
    assert_int_equal(buf.len, 4000);
    assert_memory_equal(buf.ptr + 3996, "999,", 4);
    hsay_alloc__fail_nth(1);
    for (int i = 0; i < 2000; i++)
        hsay_buf_put_text(&buf, "more words than fit");
    hsay_alloc__fail_nth(0);
    assert_true(buf.failed);
    assert_memory_equal(buf.ptr, "000,", 4);
    hsay_buf_clear(&buf);
    hsay_buf_put_char(&buf, 'a');
    hsay_buf_put_str(&buf, HSAY_STR("b"));
    assert_str(hsay_buf_view(&buf), "ab");
    hsay_buf_free(&buf);
    assert_null(buf.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_are_compared),
        cmocka_unit_test(both_ends_are_trimmed),
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(names_lose_their_owner_mark),
        cmocka_unit_test(spans_outside_are_empty),
        cmocka_unit_test(a_buffer_grows_and_its_failure_sticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
