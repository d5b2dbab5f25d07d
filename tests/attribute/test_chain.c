/* How words reached the article, as twins of invented sentences. */
#include "check.h"

#include "attribute/attribute.h"

/* The last statement's only station; NULL where there must be none. */
static void assert_chain(const char *text, const char *outlet, const char *expected)
{
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    hsay_article article = {.text = hsay_str_of(text), .outlet = hsay_str_of(outlet)};
    hsay_doc doc;
    hsay_statements out;
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    assert_int_equal(hsay_statements_mark_with(&doc, NULL, arena, &out), HSAY_OK);
    assert_true(out.count > 0);
    const hsay_statement *s = &out.items[out.count - 1];
    assert_int_equal(s->chain_count, expected ? 1 : 0);
    if (expected)
        assert_str(s->chain[0].name, expected);
    hsay_arena_free(arena);
}

static void told(void **state)
{
    (void)state;
    assert_chain("Robert Tallow told Reuters that the dam is safe.", "", "Reuters");
    assert_chain("Robert Tallow told neighbours that the dam is safe.", "", NULL);
}

/* The article's own outlet is no station, however it is written. */
static void own_outlet(void **state)
{
    (void)state;
    const char *text = "Robert Tallow told Sky News that the dam is safe.";
    assert_chain(text, "Hillmark Herald", "Sky News");
    assert_chain(text, "Sky News", NULL);
    assert_chain(text, "sky", NULL);
    assert_chain(text, "skynews.example", NULL);
    text = "Robert Tallow told the New York Times that the dam is safe.";
    assert_chain(text, "nyt", NULL);
    assert_chain(text, "nhh", "the New York Times");
}

static void said_on(void **state)
{
    (void)state;
    assert_chain("“The dam is safe,” Robert Tallow said on Sky News.", "", "Sky News");
    assert_chain("“The dam is safe,” Robert Tallow said on Sky Hill.", "", NULL);
}

static void according_to(void **state)
{
    (void)state;
    assert_chain("“The dam is safe,” Robert Tallow said, according to Anna Marsh.", "",
                 "Anna Marsh");
    assert_chain("“The dam is safe,” Robert Tallow said, opposite Anna Marsh.", "", NULL);
}

static void goes_on(void **state)
{
    (void)state;
    assert_chain("“The dam is safe,” Robert Tallow told Reuters. “It is full,” Tallow said.", "",
                 "Reuters");
    assert_chain("“The dam is safe,” Robert Tallow told Reuters. “It is full,” Anna Marsh said.",
                 "", NULL);
}

/* A statement inside another's: the outer speaker, unless it is the same. */
static void inner(void **state)
{
    (void)state;
    assert_chain("Robert Tallow said that Anna Marsh denied that the dam leaks.", "",
                 "Robert Tallow");
    assert_chain("Robert Tallow said that Tallow denied that the dam leaks.", "", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(told),         cmocka_unit_test(own_outlet), cmocka_unit_test(said_on),
        cmocka_unit_test(according_to), cmocka_unit_test(goes_on),    cmocka_unit_test(inner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
