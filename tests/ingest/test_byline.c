/* Bylines as papers write them become names, and what is no name is none. */
#include "check.h"

#include <stdio.h>

#include "base/str.h"
#include "ingest/byline.h"

static void check_names(const char *words, hsay_byline_trust trust, const char *joined)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_str names[HSAY_BYLINE_NAMES];
    uint32_t count = hsay_byline__names(arena, hsay_str_of(words), trust, names);
    char out[512] = "";
    size_t len = 0;
    for (uint32_t i = 0; i < count; i++)
        len += (size_t)snprintf(out + len, sizeof out - len, "%s%.*s", i ? "; " : "",
                                (int)names[i].len, names[i].ptr);
    assert_str(hsay_str_of(out), joined);
    hsay_arena_free(arena);
}

static void lists_become_names(void **unused)
{
    (void)unused;
    static const char *const CASES[][2] = {
        {"Ada Orrin", "Ada Orrin"},
        {"By Ada Orrin and Bo Tamm", "Ada Orrin; Bo Tamm"},
        {"Ada Orrin, Bo Tamm and Cy Vell", "Ada Orrin; Bo Tamm; Cy Vell"},
        {"Ada Orrin, Bo Tamm, and Cy Vell", "Ada Orrin; Bo Tamm; Cy Vell"},
        {"Von Ada Orrin und Bo Tamm", "Ada Orrin; Bo Tamm"},
        {"Anna and Bo Tamm", "Anna; Bo Tamm"},
        {"Ada Orrin; Bo Tamm", "Ada Orrin; Bo Tamm"},
        /* what only looks like a list stays whole */
        {"Staff and wire reports", "Staff and wire reports"},
        {"Maria & Katerina", "Maria & Katerina"},
        /* turned around where the second is a first name */
        {"Orrin, Anna", "Anna Orrin"},
        {"Orrin, Velmora", "Orrin; Velmora"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_names(CASES[i][0], HSAY_BYLINE_FIELD, CASES[i][1]);
    check_names("Orrin, Velmora", HSAY_BYLINE_TURNED, "Velmora Orrin");
}

static void what_stands_beside_names_is_cut(void **unused)
{
    (void)unused;
    static const char *const CASES[][2] = {
        {"Posted by: Ada Orrin on 3 May 2031", "Ada Orrin"},
        {"Ada Orrin, Senior Reporter", "Ada Orrin"},
        {"Ada Orrin | Velmora", "Ada Orrin; Velmora"},
        {"Ada Orrin - Chief of the desk", "Ada Orrin"},
        {"Ada Orrin @adaorrin", "Ada Orrin"},
        {"Zeige alle Beitr\xC3\xA4ge von Ada Orrin", "Ada Orrin"},
        {"Ada Orrin Reviewed by Bo Tamm", "Ada Orrin"},
        {"Posted on May 3, 2031 by Ada Orrin", "Ada Orrin"},
        {"3 May 2031, 10:30 von Ada Orrin", "Ada Orrin"},
        {"Updated 3 May 2031", ""},
        {"2031.", ""},
        {"3 May 2031 Ada Orrin", ""},
        {"Ada Orrin Datum: heute", "Ada Orrin"},
        {"Gespr\xC3\xA4"
         "ch: Anna Tamm",
         "Anna Tamm"},
        {"content: Velmora", ""},
        {"\xE4\xBD\x9C\xE8\x80\x85\xEF\xBC\x9A Ada Orrin", "Ada Orrin"},
        {"Reviewed by Bo Tamm", ""},
        {"Foto: Bo Tamm", ""},
        {"View all posts", ""},
        {"No Author", ""},
        {"November 26th", ""},
        {"https://social.example/ada", ""},
        {"ada@velmora.example", ""},
        {"ada_31", "ada_31"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_names(CASES[i][0], HSAY_BYLINE_FIELD, CASES[i][1]);
}

static void a_guess_takes_full_names_only(void **unused)
{
    (void)unused;
    static const char *const CASES[][2] = {
        {"Ada van der Orrin", "Ada van der Orrin"},
        {"ADA ORRIN", "ADA ORRIN"},
        {"Ada", ""},
        {"the quay they stood", ""},
        {"Ada Orrin 31", ""},
        {"Of Storms and of the Sea at Night", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_names(CASES[i][0], HSAY_BYLINE_GUESS, CASES[i][1]);
}

static void labels_are_known_by_what_follows(void **unused)
{
    (void)unused;
    static const struct {
        const char *words;
        hsay_byline_label label;
        const char *rest;
    } CASES[] = {
        {"By Ada Orrin", HSAY_BYLINE_PLAIN_LABEL, "Ada Orrin"},
        {"Autor: Ada", HSAY_BYLINE_FULL_LABEL, "Ada"},
        {"Autor Ada", HSAY_BYLINE_PLAIN_LABEL, "Ada"},
        {"Written by", HSAY_BYLINE_FULL_LABEL, ""},
        {"Edited by Ada", HSAY_BYLINE_OTHER_LABEL, "Ada"},
        {"Bystanders said", HSAY_BYLINE_NO_LABEL, ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        hsay_str rest = HSAY_STR("");
        assert_int_equal(hsay_byline__label(hsay_str_of(CASES[i].words), &rest), CASES[i].label);
        assert_str(rest, CASES[i].rest);
    }
}

static void first_names_are_known_behind_titles(void **unused)
{
    (void)unused;
    assert_true(hsay_byline__is_known(HSAY_STR("Dr. Anna Tamm")));
    assert_true(hsay_byline__is_known(HSAY_STR("Prof. Dr. Anna Tamm")));
    assert_false(hsay_byline__is_known(HSAY_STR("Dr. Velmora Tamm")));
    assert_false(hsay_byline__is_known(HSAY_STR("Dr.")));
}

static void a_label_is_found_inside(void **unused)
{
    (void)unused;
    hsay_str rest = HSAY_STR("");
    assert_int_equal(hsay_byline__find(HSAY_STR("10:30 Uhr von Ada Orrin"), &rest),
                     HSAY_BYLINE_PLAIN_LABEL);
    assert_str(rest, "Ada Orrin");
    assert_int_equal(hsay_byline__find(HSAY_STR("10:30 Foto: Bo Tamm"), &rest),
                     HSAY_BYLINE_OTHER_LABEL);
    assert_int_equal(hsay_byline__find(HSAY_STR("10:30 nearby Ada"), &rest), HSAY_BYLINE_NO_LABEL);
    assert_int_equal(hsay_byline__find(HSAY_STR("10:30 by"), &rest), HSAY_BYLINE_NO_LABEL);
}

/* Of a list without end only the first names are read, in a bounded depth, and no character is cut.
 */
static void a_list_without_end_is_bounded(void **unused)
{
    (void)unused;
    enum { TIMES = 200000 };
    static const char ONE[] = "Ada \xC3\x96rrin and ";
    hsay_arena *arena = hsay_arena_new();
    char *words = hsay_arena_alloc(arena, TIMES * (sizeof ONE - 1));
    assert_non_null(words);
    for (size_t i = 0; i < TIMES; i++)
        memcpy(words + i * (sizeof ONE - 1), ONE, sizeof ONE - 1);
    hsay_str names[HSAY_BYLINE_NAMES];
    uint32_t count = hsay_byline__names(arena, (hsay_str){words, TIMES * (sizeof ONE - 1)},
                                        HSAY_BYLINE_FIELD, names);
    assert_int_equal(count, HSAY_BYLINE_NAMES);
    for (uint32_t i = 0; i < count; i++)
        assert_str(names[i], "Ada \xC3\x96rrin");
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_become_names),
        cmocka_unit_test(what_stands_beside_names_is_cut),
        cmocka_unit_test(a_guess_takes_full_names_only),
        cmocka_unit_test(first_names_are_known_behind_titles),
        cmocka_unit_test(a_label_is_found_inside),
        cmocka_unit_test(a_list_without_end_is_bounded),
        cmocka_unit_test(labels_are_known_by_what_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
