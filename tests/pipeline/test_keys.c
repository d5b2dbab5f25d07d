/* Keys stay one for one: an id that comes again on another line gets that line's number. */
#include "check.h"

#include <stdio.h>

#include "pipeline/keys.h"

static hsay_article make(hsay_arena *arena, const char *record)
{
    return (hsay_article){.input = hsay_str_of("f"),
                          .record = hsay_str_of(record),
                          .id = hsay_arena_format(arena, "f#%s", record)};
}

static void a_repeated_id_gets_its_line(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_keys *keys = hsay_keys__new();
    hsay_article a = make(arena, "x"), b = make(arena, "x"), again = make(arena, "x");
    assert_int_equal(hsay_keys__take(keys, &a, HSAY_STR("1"), arena), HSAY_OK);
    assert_int_equal(hsay_keys__take(keys, &b, HSAY_STR("2"), arena), HSAY_OK);
    assert_int_equal(hsay_keys__take(keys, &again, HSAY_STR("1"), arena), HSAY_OK);
    assert_str(a.id, "f#x");
    assert_str(b.id, "f#x@2");
    assert_str(b.record, "x@2");
    assert_str(again.id, "f#x");
    hsay_keys__free(keys);
    hsay_arena_free(arena);
}

static void many_keys_stay_as_they_are(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_keys *keys = hsay_keys__new();
    for (int round = 0; round < 2; round++)
        for (int n = 0; n < 5000; n++) {
            char record[16];
            snprintf(record, sizeof record, "%d", n);
            hsay_article a = make(arena, record);
            hsay_str line = hsay_str_of(record);
            assert_int_equal(hsay_keys__take(keys, &a, line, arena), HSAY_OK);
            assert_str(a.record, record);
        }
    hsay_keys__free(keys);
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_repeated_id_gets_its_line),
        cmocka_unit_test(many_keys_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
