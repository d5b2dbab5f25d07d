/* What statements rest on, as twins: invented sentences where a rule fires, and where it must not.
 */
#include "check.h"

#include "attribute/attribute.h"

static hsay_evidence evidence_of(const char *text)
{
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    hsay_article article = {.text = hsay_str_of(text)};
    hsay_doc doc;
    hsay_statements out;
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    assert_int_equal(hsay_statements_mark(&doc, arena, &out), HSAY_OK);
    assert_true(out.count > 0);
    hsay_evidence found = out.items[0].evidence;
    hsay_arena_free(arena);
    return found;
}

static void disclaimed(void **state)
{
    (void)state;
    assert_int_equal(evidence_of("The minister falsely claimed that the dam broke."),
                     HSAY_EVIDENCE_DISCLAIMED);
    assert_int_equal(evidence_of("The minister claimed that the dam broke."),
                     HSAY_EVIDENCE_NONE_STATED);
}

static void from_source(void **state)
{
    (void)state;
    assert_int_equal(evidence_of("Court records said that the dam broke."), HSAY_EVIDENCE_DOCUMENT);
    assert_int_equal(evidence_of("A letter said that the dam broke."), HSAY_EVIDENCE_NONE_STATED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(disclaimed), cmocka_unit_test(from_source)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
