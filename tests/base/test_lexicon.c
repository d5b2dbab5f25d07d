/* Look-up folds case, spaces and apostrophes, and answers NULL for what is not in the list. */
#include "check.h"

#include "base/lexicon.h"
#include "data/lexicons.h"

static void words_are_found_as_they_are_written(void **unused)
{
    (void)unused;
    const hsay_lexicon *list = &hsay_lexicon__furniture;
    static const char *const FORMS[] = {"don't miss", "DON'T MISS", "Don\xE2\x80\x99t  \n miss"};
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        const hsay_lexicon_row *row = hsay_lexicon_find(list, hsay_str_of(FORMS[i]));
        assert_non_null(row);
        assert_string_equal(row->key, "don't miss");
        assert_string_equal(row->fields[0], "read-more");
    }
}

static void what_is_not_in_the_list_is_null(void **unused)
{
    (void)unused;
    const hsay_lexicon *list = &hsay_lexicon__months;
    char longer[HSAY_LEXICON_KEY_BYTES + 8];
    memset(longer, 'm', sizeof longer);
    assert_null(hsay_lexicon_find(list, HSAY_STR("marchh")));
    assert_null(hsay_lexicon_find(list, HSAY_STR("")));
    assert_null(hsay_lexicon_find(list, (hsay_str){longer, sizeof longer}));
    assert_null(hsay_lexicon_find(list, (hsay_str){longer, HSAY_LEXICON_KEY_BYTES}));
    for (uint32_t i = 0; i < list->row_count; i++)
        assert_ptr_equal(hsay_lexicon_find(list, hsay_str_of(list->rows[i].key)), &list->rows[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_as_they_are_written),
        cmocka_unit_test(what_is_not_in_the_list_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
