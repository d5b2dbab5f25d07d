/*
 * What the carried model adds to the rules and leaves to them, as twins of invented sentences; and
 * that it holds what every statement promises on any text.
 */
#include "check.h"

#include <stdlib.h>

#include "attribute/attribute.h"
#include "attribute/marker.h"

typedef struct marked {
    hsay_arena *arena;
    hsay_article article;
    hsay_statements statements;
} marked;

static void mark(const char *text, marked *m)
{
    hsay_doc doc;
    m->arena = hsay_arena_new();
    assert_non_null(m->arena);
    m->article = (hsay_article){.text = hsay_str_of(text)};
    assert_int_equal(hsay_doc_make(&m->article, m->arena, &doc), HSAY_OK);
    assert_int_equal(
        hsay_statements_mark_with(&doc, hsay_marker__carried(), m->arena, &m->statements), HSAY_OK);
}

static hsay_str words(const marked *m, hsay_spans spans, uint32_t index)
{
    return index < spans.count ? hsay_str_at(m->article.text, spans.items[index]) : HSAY_STR_NONE;
}

static void carried(void **state)
{
    (void)state;
    assert_non_null(hsay_marker__carried());
}

/* Quote marks and "that" are no content; the words on both sides of the attribution are one. */
static void convention(void **state)
{
    (void)state;
    marked m;
    mark("“The dam is safe,” the minister said. “It will hold for a hundred years.”", &m);
    assert_int_equal(m.statements.count, 1);
    const hsay_statement *s = &m.statements.items[0];
    assert_str(words(&m, s->source, 0), "the minister");
    assert_str(words(&m, s->cue, 0), "said");
    assert_str(words(&m, s->content, 0), "The dam is safe,");
    assert_str(words(&m, s->content, 1), "It will hold for a hundred years.");
    assert_int_equal(s->kind, HSAY_KIND_DIRECT);
    assert_str(s->engine, "fast-1");
    assert_true(s->probability > 0 && s->probability <= 1);
    hsay_arena_free(m.arena);
    mark("The minister said on Monday that the dam would hold.", &m);
    assert_int_equal(m.statements.count, 1);
    assert_str(words(&m, m.statements.items[0].content, 0), "the dam would hold");
    hsay_arena_free(m.arena);
}

/* What goes on in a new paragraph has the cue of the paragraph before, not one nearer by. */
static void going_on(void **state)
{
    (void)state;
    marked m;
    mark("“The dam is safe for now,” the minister said. “It was built by people who knew the "
         "valley.\n"
         "\n“Nobody who lives here has to fear the winter.”\n\n"
         "The council denied that money was missing.",
         &m);
    assert_int_equal(m.statements.count, 2);
    assert_str(words(&m, m.statements.items[0].cue, 0), "said");
    assert_str(words(&m, m.statements.items[0].content, 2),
               "Nobody who lives here has to fear the winter.");
    assert_str(words(&m, m.statements.items[1].content, 0), "money was missing");
    hsay_arena_free(m.arena);
    mark("“The dam is safe for now,” the minister said.\n\n"
         "“Nobody who lives here has to fear the winter,” a farmer said.",
         &m);
    assert_int_equal(m.statements.count, 2);
    assert_str(words(&m, m.statements.items[1].source, 0), "a farmer");
    hsay_arena_free(m.arena);
}

/* "he said, according to a friend": the saying is his. */
static void nearer_cue(void **state)
{
    (void)state;
    marked m;
    mark("“The dam is safe for now,” Venn said, according to a friend of the family.", &m);
    assert_int_equal(m.statements.count, 1);
    assert_str(words(&m, m.statements.items[0].source, 0), "Venn");
    assert_str(words(&m, m.statements.items[0].cue, 0), "said");
    hsay_arena_free(m.arena);
}

static void nothing_said(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {"", "The dam is safe.",
                                        "It rained all night in the valley."};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        marked m;
        mark(TEXTS[i], &m);
        assert_int_equal(m.statements.count, 0);
        hsay_arena_free(m.arena);
    }
}

/* A statement inside a statement is the rules'. */
static void nested(void **state)
{
    (void)state;
    marked m;
    mark("Orla Venn said that the mayor had promised that the dam would be mended.", &m);
    assert_int_equal(m.statements.count, 2);
    assert_int_equal(m.statements.items[1].outer, 0);
    assert_str(words(&m, m.statements.items[1].content, 0), "the dam would be mended");
    assert_str(m.statements.items[1].engine, "rules-1");
    hsay_arena_free(m.arena);
}

/* Random words of saying: spans in order, inside the text, outer before or around inner. */
static void promises(void **state)
{
    (void)state;
    static const char *const WORDS[] = {"“",         "”",    "said", "Orla", "Venn", ",",
                                        ".",         "that", "the",  "dam",  "\n\n", "told",
                                        "according", "to",   "he",   "claim"};
    srand(5);
    for (int round = 0; round < 60; round++) {
        char text[4000] = "";
        for (int i = 0; i < 300; i++) {
            strcat(text, WORDS[rand() % 16]);
            strcat(text, " ");
        }
        marked m;
        mark(text, &m);
        uint32_t last = 0;
        for (uint32_t i = 0; i < m.statements.count; i++) {
            const hsay_statement *s = &m.statements.items[i];
            assert_true(s->content.count > 0);
            assert_true(s->content.items[0].start >= last);
            last = s->content.items[0].start;
            for (uint32_t k = 0; k < s->content.count; k++) {
                assert_true(s->content.items[k].end <= strlen(text));
                assert_true(s->content.items[k].start < s->content.items[k].end);
                assert_true(!k || s->content.items[k - 1].end <= s->content.items[k].start);
            }
            assert_true(s->outer == HSAY_NONE || s->outer < m.statements.count);
            assert_true(s->probability >= 0 && s->probability <= 1);
        }
        hsay_arena_free(m.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(carried),    cmocka_unit_test(convention),   cmocka_unit_test(going_on),
        cmocka_unit_test(nearer_cue), cmocka_unit_test(nothing_said), cmocka_unit_test(nested),
        cmocka_unit_test(promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
