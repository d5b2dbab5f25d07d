/* Content hashes are SHA-256 as everybody prints it; names of values and word tables can be relied
 * on. */
#include "check.h"

#include "base/hash.h"
#include "base/lexicon.h"
#include "data/lexicons.h"
#include "hearsay/hearsay.h"

static void content_hashes_are_sha256(void **unused)
{
    (void)unused;
    uint8_t hash[HSAY_HASH_BYTES];
    char hex[HSAY_HASH_BYTES * 2 + 1];
    hsay_hash_content(HSAY_STR("abc"), hash); /* the value in FIPS 180-2, appendix B.1 */
    hsay_hash_hex(hash, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hsay_hash_content(HSAY_STR_NONE, hash);
    hsay_hash_hex(hash, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void fast_hashes_depend_on_bytes_and_seed(void **unused)
{
    (void)unused;
    uint64_t a = hsay_hash_fast(HSAY_STR("reef"), 0);
    assert_true(a == hsay_hash_fast(HSAY_STR("reef"), 0));
    assert_true(a != hsay_hash_fast(HSAY_STR("reef"), 1));
    assert_true(a != hsay_hash_fast(HSAY_STR("Reef"), 0));
}

static void words_are_looked_up_without_case(void **unused)
{
    (void)unused;
    const hsay_lexicon *list = &hsay_lexicon__abbreviations;
    assert_non_null(hsay_lexicon_find(list, HSAY_STR("Prof.")));
    assert_string_equal(hsay_lexicon_find(list, HSAY_STR("MR."))->key, "mr.");
    assert_null(hsay_lexicon_find(list, HSAY_STR("reef")));
    assert_null(hsay_lexicon_find(list, HSAY_STR_NONE));
    char longer[300];
    memset(longer, 'a', sizeof longer);
    assert_null(hsay_lexicon_find(list, (hsay_str){longer, sizeof longer}));
    for (uint32_t i = 0; i < list->row_count; i++)
        assert_ptr_equal(hsay_lexicon_find(list, hsay_str_of(list->rows[i].key)), &list->rows[i]);
}

static void every_value_has_its_name(void **unused)
{
    (void)unused;
    assert_string_equal(hsay_status_text(HSAY_FULL), "the disk is full");
    assert_string_equal(hsay_status_text((hsay_status)999), "unknown status");
    assert_string_equal(hsay_evidence_name(HSAY_EVIDENCE_NONE_STATED), "none-stated");
    assert_string_equal(hsay_act_name(HSAY_ACT_REFUSE), "refuse");
    assert_string_equal(hsay_form_name(HSAY_FORM_SAME_WORDS), "same-words");
    assert_null(hsay_kind_name(HSAY_KIND_COUNT));
    hsay_error error;
    assert_int_equal(hsay_error_set(&error, HSAY_LIMIT, NULL, 3, 9), HSAY_LIMIT);
    assert_string_equal(error.text, hsay_status_text(HSAY_LIMIT));
    assert_int_equal(error.end, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_hashes_are_sha256),
        cmocka_unit_test(fast_hashes_depend_on_bytes_and_seed),
        cmocka_unit_test(words_are_looked_up_without_case),
        cmocka_unit_test(every_value_has_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
