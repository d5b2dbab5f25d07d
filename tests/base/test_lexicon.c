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

/* Each row of the list, its key cut into words and blanks, as the whole is found at once. */
static void a_key_that_goes_on_finds_what_the_whole_does(void **unused)
{
    (void)unused;
    const hsay_lexicon *list = &hsay_lexicon__furniture;
    uint32_t longer = 0;
    for (uint32_t i = 0; i < list->row_count; i++) {
        hsay_str all = hsay_str_of(list->rows[i].key);
        hsay_lexicon_key key;
        key.len = 0;
        for (size_t from = 0, at = 1; at <= all.len; at++) {
            if (at < all.len && all.ptr[at] != ' ')
                continue;
            assert_true(hsay_lexicon_key_add(&key, hsay_str_cut(all, from, at)));
            assert_ptr_equal(hsay_lexicon_key_find(list, &key),
                             hsay_lexicon_find(list, hsay_str_cut(all, 0, at)));
            longer += from > 0;
            from = at;
        }
        assert_ptr_equal(hsay_lexicon_key_find(list, &key), &list->rows[i]);
    }
    assert_true(longer > 100);
}

static void a_key_that_gets_too_long_stays_as_it_is(void **unused)
{
    (void)unused;
    const hsay_lexicon *list = &hsay_lexicon__furniture;
    char most[HSAY_LEXICON_KEY_BYTES];
    memset(most, 'm', sizeof most);
    hsay_lexicon_key key;
    key.len = 0;
    assert_true(hsay_lexicon_key_add(&key, HSAY_STR("Don't")));
    assert_false(hsay_lexicon_key_add(&key, (hsay_str){most, sizeof most}));
    assert_true(hsay_lexicon_key_add(&key, HSAY_STR(" \n MISS")));
    assert_ptr_equal(hsay_lexicon_key_find(list, &key),
                     hsay_lexicon_find(list, HSAY_STR("don't miss")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_as_they_are_written),
        cmocka_unit_test(what_is_not_in_the_list_is_null),
        cmocka_unit_test(a_key_that_goes_on_finds_what_the_whole_does),
        cmocka_unit_test(a_key_that_gets_too_long_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
