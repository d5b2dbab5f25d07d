/* Words as treebanks cut them, and lemmas from forms: twins.  All texts are invented. */
#include "check.h"

#include <stdio.h>

#include "lang/analyse.h"
#include "lang/script.h"

static void assert_words(const char *text, const char *expected)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_article article = {.text = hsay_str_of(text)};
    hsay_doc doc;
    char out[500] = "";
    size_t at = 0;
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    hsay_words words = hsay_words__of(&doc, 0, doc.token_count, arena);
    uint32_t end = 0;
    for (uint32_t i = 0; i < words.count; i++) {
        hsay_str form = words.items[i].form;
        at += (size_t)snprintf(out + at, sizeof out - at, "%s%.*s", i ? "|" : "", (int)form.len,
                               form.ptr);
        assert_true(words.items[i].span.start >= end); /* in order, and where they say */
        assert_true(hsay_str_equal(form, hsay_str_at(article.text, words.items[i].span)));
        end = words.items[i].span.end;
    }
    assert_string_equal(out, expected);
    hsay_arena_free(arena);
}

static void short_forms(void **state)
{
    (void)state;
    assert_words("Ilvo's boat didn't sink.", "Ilvo|'s|boat|did|n't|sink|.");
    assert_words("They\xE2\x80\x99re late, we'll go.", "They|\xE2\x80\x99re|late|,|we|'ll|go|.");
    assert_words("He cannot swim.", "He|can|not|swim|.");
    assert_words("Ms. O'Dell's aunt slept.", "Ms.|O'Dell|'s|aunt|slept|.");
    assert_words("The canot sank.", "The|canot|sank|.");
}

static void compounds(void **state)
{
    (void)state;
    assert_words("A well-known ferry-man came.", "A|well|-|known|ferry|-|man|came|.");
    assert_words("An anti-ferry vote.", "An|anti-ferry|vote|."); /* bound to what follows */
    assert_words("A re-opened pier.", "A|re-opened|pier|.");
}

static void assert_script(const char *form, const char *lemma, const char *script)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_str made = hsay_script_make(hsay_str_of(form), hsay_str_of(lemma), arena);
    assert_str(made, script);
    assert_str(hsay_script_apply(hsay_str_of(form), made, arena), lemma);
    hsay_arena_free(arena);
}

static void scripts(void **state)
{
    (void)state;
    assert_script("ferries", "ferry", "13y");
    assert_script("Sailed", "sail", "12");
    assert_script("Ilvos", "Ilvo", "01");
    assert_script("went", "go", "=go");
    assert_script("is", "be", "12be");
    assert_script("\xC3\xA9tudes", "\xC3\xA9tude", "11");
}

/* What no script of ours says is applied as far as it goes, and never inside a letter. */
static void hostile_scripts(void **state)
{
    (void)state;
    hsay_arena *arena = hsay_arena_new();
    static const char *const SCRIPTS[] = {"", "1", "19", "1x", "1\xFF", "0:"};
    for (size_t i = 0; i < sizeof SCRIPTS / sizeof *SCRIPTS; i++)
        assert_str(hsay_script_apply(HSAY_STR("sail"), hsay_str_of(SCRIPTS[i]), arena), "sail");
    assert_str(hsay_script_apply(HSAY_STR("caf\xC3\xA9"), HSAY_STR("11s"), arena), "caf\xC3\xA9");
    assert_str(hsay_script_apply(HSAY_STR("caf\xC3\xA9"), HSAY_STR("12s"), arena), "cafs");
    assert_str(hsay_script_apply(HSAY_STR("sail"), HSAY_STR("="), arena), "");
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(short_forms), cmocka_unit_test(compounds),
                                       cmocka_unit_test(scripts),
                                       cmocka_unit_test(hostile_scripts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
