/* How words reached the article, as twins of invented sentences. */
#include "check.h"

#include "attribute/attribute.h"

static void told(void **state)
{
    (void)state;
    const char *texts[] = {"Robert Tallow told Reuters that the dam is safe.",
                           "Robert Tallow told neighbours that the dam is safe."};
    for (uint32_t i = 0; i < 2; i++) {
        hsay_arena *arena = hsay_arena_new();
        assert_non_null(arena);
        hsay_article article = {.text = hsay_str_of(texts[i])};
        hsay_doc doc;
        hsay_statements out;
        assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
        assert_int_equal(hsay_statements_mark(&doc, arena, &out), HSAY_OK);
        assert_int_equal(out.count, 1);
        assert_int_equal(out.items[0].chain_count, i ? 0 : 1);
        if (!i)
            assert_str(out.items[0].chain[0].name, "Reuters");
        hsay_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
