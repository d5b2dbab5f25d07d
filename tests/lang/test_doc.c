/*
 * What a doc is made of, as twins: a text where a rule fires, and one that looks like it where it
 * must not.  All texts are invented.
 */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "lang/doc.h"

static hsay_article article;
static hsay_doc doc;

static hsay_arena *make(const char *text)
{
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    article = (hsay_article){.text = hsay_str_of(text)};
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    return arena;
}

static size_t put(char *out, size_t size, size_t at, hsay_str part)
{
    if (at >= size)
        return at;
    return at +
           (size_t)snprintf(out + at, size - at, "%s%.*s", at ? "|" : "", (int)part.len, part.ptr);
}

#define assert_parts(words, expected, count, span_of)                                              \
    do {                                                                                           \
        hsay_arena *arena_ = make(words);                                                          \
        char out_[2000] = "";                                                                      \
        size_t at_ = 0;                                                                            \
        for (uint32_t i = 0; i < doc.count; i++)                                                   \
            at_ = put(out_, sizeof out_, at_, hsay_str_at(article.text, doc.span_of));             \
        assert_string_equal(out_, expected);                                                       \
        hsay_arena_free(arena_);                                                                   \
    } while (0)
#define assert_paragraphs(text, expected)                                                          \
    assert_parts(text, expected, paragraph_count, paragraphs[i].span)
#define assert_sentences(text, expected)                                                           \
    assert_parts(text, expected, sentence_count, sentences[i].span)
#define assert_tokens(text, expected) assert_parts(text, expected, token_count, tokens[i].span)
#define assert_quotes(text, expected) assert_parts(text, expected, quote_count, quotes[i].inside)
#define assert_entities(text, expected) assert_parts(text, expected, entity_count, entities[i].span)

static void paragraphs(void **state)
{
    (void)state;
    assert_paragraphs("The dam broke.\nNobody was hurt.", "The dam broke.|Nobody was hurt.");
    assert_paragraphs(
        "The keeper of the old dam above the town wrote to the\nmayor twice. He waited.",
        "The keeper of the old dam above the town wrote to the\nmayor twice. He waited.");
}

static void furniture_is_left_out(void **state)
{
    (void)state;
    hsay_arena *arena = hsay_arena_new();
    hsay_furniture cut = {{15, 25}, HSAY_FURNITURE_READ_MORE, HSAY_STR("test")};
    hsay_article a = {.text = HSAY_STR("The dam broke. Read more. It rained."),
                      .furniture = &cut,
                      .furniture_count = 1};
    assert_int_equal(hsay_doc_make(&a, arena, &doc), HSAY_OK);
    assert_int_equal(doc.paragraph_count, 2);
    assert_str(hsay_str_at(a.text, doc.paragraphs[1].span), "It rained.");
    hsay_arena_free(arena);
}

static void sentences(void **state)
{
    (void)state;
    assert_sentences("It broke. Dr. Venn left.", "It broke.|Dr. Venn left.");
    assert_sentences("It cost 3.5 million. J. K. Marl paid.",
                     "It cost 3.5 million.|J. K. Marl paid.");
    assert_sentences("He went to the U.S. The dam broke.", "He went to the U.S.|The dam broke.");
    assert_sentences("He met the U.S. envoy there.", "He met the U.S. envoy there.");
    assert_sentences("“Run!” he said. She ran.", "“Run!” he said.|She ran.");
    assert_sentences("“Run!” She ran.", "“Run!”|She ran.");
    assert_sentences("It rose … and fell.", "It rose … and fell.");
}

static void tokens(void **state)
{
    (void)state;
    assert_tokens("I don't, 1,200 dams.", "I|don't|,|1,200|dams|.");
    assert_tokens("It held 1, 200 dams.", "It|held|1|,|200|dams|.");
    assert_tokens("Venn's twenty-one", "Venn's|twenty-one");
}

static void quotes(void **state)
{
    (void)state;
    assert_quotes("“It held,” he said.", "It held,");
    assert_quotes("\"It held,\" he said.", "It held,");
    assert_quotes("«It held», he said.", "It held");
    assert_quotes("„It held“, he said.", "It held");
    assert_quotes("``It held,'' he said.", "It held,");
    assert_quotes("'It held,' he said.", "It held,");
    assert_quotes("“It held,\" he said.", "It held,");
    assert_quotes("“He said ‘no’ to it.”", "He said ‘no’ to it.|no");
}

static void apostrophes_are_no_quotes(void **state)
{
    (void)state;
    assert_quotes("I don't know Venn's dam.", "");
    assert_quotes("In the '90s the players' union met.", "");
    assert_quotes("‘The players’ dam held,’ he said.", "The players’ dam held,");
}

static void quotation_over_paragraphs(void **state)
{
    (void)state;
    hsay_arena *arena = make("“It held.\n\n“It broke,” he said.");
    assert_int_equal(doc.quote_count, 2);
    assert_false(doc.quotes[0].closed);
    assert_true(doc.quotes[1].closed);
    assert_int_equal(doc.quotes[1].continues, 0);
    hsay_arena_free(arena);
    arena = make("“It held.”\n\n“It broke,” he said.");
    assert_int_equal(doc.quotes[1].continues, HSAY_NO_QUOTE);
    hsay_arena_free(arena);
    arena = make("“It held.\n\nNobody saw it.");
    assert_int_equal(doc.quotes[0].last_token, 3);
    assert_int_equal(doc.tokens[4].quote, HSAY_NO_QUOTE);
    hsay_arena_free(arena);
}

static void names(void **state)
{
    (void)state;
    assert_entities("We met Dr. Orla Venn. Later Venn left.", "Orla Venn");
    assert_entities("We met Orla Venn. Later Tarn left.", "Orla Venn|Tarn");
    assert_entities("It broke. He saw the US envoy.", "US");
    assert_entities("Police came. The police left.", "");
    assert_entities("Venn came. The police left.", "Venn");
    assert_entities("It's late. There’s rain.", "");
}

/* Seconds that a text of `count` times `unit` takes; the least of three. */
static double seconds(const char *unit, size_t count)
{
    size_t len = strlen(unit);
    char *text = malloc(len * count + 1);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * len, unit, len + 1);
    double least = 1e9;
    for (int i = 0; i < 3; i++) {
        clock_t from = clock();
        hsay_arena_free(make(text));
        double took = (double)(clock() - from) / CLOCKS_PER_SEC;
        least = took < least ? took : least;
    }
    free(text);
    return least;
}

static void growth_is_linear(void **state)
{
    (void)state;
    static const char *const UNITS[] = {"\"", "“",          "’",  "‘as’ ", "A. ", "Aa ",
                                        "a",  "President ", "\n", ". ",    "-"};
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        double small = seconds(UNITS[i], 20000), large = seconds(UNITS[i], 200000);
        if (large > 40 * small + 0.05)
            fail_msg("\"%s\": %g s, ten times as much: %g s", UNITS[i], small, large);
    }
}

/* Names that differ but for their last word share one place in the table of entities. */
static void growth_of_namesakes(void **state)
{
    (void)state;
    enum { NAMES = 40000 };
    char *text = malloc(NAMES * 16);
    assert_non_null(text);
    size_t at = 0;
    for (int i = 0; i < NAMES; i++)
        at += (size_t)sprintf(text + at, "x Q%c%c%c Venn ", 'a' + i / 676 % 26, 'a' + i / 26 % 26,
                              'a' + i % 26);
    clock_t from = clock();
    hsay_arena_free(make(text));
    free(text);
    assert_true(doc.entity_count > 1000);
    assert_true((double)(clock() - from) / CLOCKS_PER_SEC < 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs),
        cmocka_unit_test(furniture_is_left_out),
        cmocka_unit_test(sentences),
        cmocka_unit_test(tokens),
        cmocka_unit_test(quotes),
        cmocka_unit_test(apostrophes_are_no_quotes),
        cmocka_unit_test(quotation_over_paragraphs),
        cmocka_unit_test(names),
        cmocka_unit_test(growth_is_linear),
        cmocka_unit_test(growth_of_namesakes),
    };
    return cmocka_run_group_tests_name("lang/doc", tests, NULL, NULL);
}
