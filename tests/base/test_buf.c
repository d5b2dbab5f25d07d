/* A buffer grows by what is put, and a failure sticks until it is cleared. */
#include "check.h"

#include "base/alloc.h"
#include "base/buf.h"

static void what_is_put_stands_in_order(void **unused)
{
    (void)unused;
    hsay_buf buf = {0};
    hsay_buf_put_text(&buf, "one");
    hsay_buf_put_char(&buf, ' ');
    hsay_buf_put_str(&buf, HSAY_STR("two"));
    hsay_buf_put_format(&buf, " %d %s", 3, "four");
    hsay_buf_put(&buf, NULL, 0);
    assert_str(hsay_buf_view(&buf), "one two 3 four");
    for (int i = 0; i < 1000; i++)
        hsay_buf_put_char(&buf, 'x');
    assert_int_equal(buf.len, 1014);
    assert_false(buf.failed);
    hsay_buf_clear(&buf);
    assert_str(hsay_buf_view(&buf), "");
    hsay_buf_free(&buf);
    assert_null(buf.ptr);
}

static void a_failure_sticks(void **unused)
{
    (void)unused;
    hsay_buf buf = {0};
    hsay_alloc__fail_nth(1);
    hsay_buf_put_text(&buf, "lost");
    hsay_alloc__fail_nth(0);
    assert_true(buf.failed);
    hsay_buf_put_format(&buf, "%d", 5);
    hsay_buf_put_text(&buf, "lost too");
    assert_int_equal(buf.len, 0);
    hsay_buf_clear(&buf);
    hsay_buf_put_text(&buf, "kept");
    assert_str(hsay_buf_view(&buf), "kept");
    hsay_buf_put(&buf, "x", SIZE_MAX / 2);
    assert_true(buf.failed);
    assert_str(hsay_buf_view(&buf), "kept");
    hsay_buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_stands_in_order),
        cmocka_unit_test(a_failure_sticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
