/* Who a source is, as twins: invented sentences where a rule fires, and where it must not. */
#include "check.h"

#include "attribute/attribute.h"

static void assert_last_speaker(const char *text, const char *expected)
{
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    hsay_article article = {.text = hsay_str_of(text)};
    hsay_doc doc;
    hsay_statements out;
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    assert_int_equal(hsay_statements_mark_with(&doc, NULL, arena, &out), HSAY_OK);
    assert_true(out.count > 0);
    assert_str(out.items[out.count - 1].speaker, expected);
    hsay_arena_free(arena);
}

static void pronoun(void **state)
{
    (void)state;
    assert_last_speaker("Mr. Robert Tallow arrived. “The dam is safe,” he said.", "Robert Tallow");
    assert_last_speaker("The car arrived. “The dam is safe,” he said.", "he");
}

static void surname(void **state)
{
    (void)state;
    assert_last_speaker("Robert Tallow arrived. “The dam is safe,” Mr. Tallow said.",
                        "Robert Tallow");
    assert_last_speaker("Robert Tallow arrived. “The dam is safe,” two engineers said.",
                        "two engineers");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pronoun), cmocka_unit_test(surname)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
