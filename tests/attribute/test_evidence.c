/* What statements rest on, as twins: invented sentences where a rule fires, and where it must not.
 */
#include "check.h"

#include "attribute/attribute.h"

/* The first statement's evidence, and the words that say so: NULL where there must be none. */
static void assert_evidence(const char *text, hsay_evidence expected, const char *words)
{
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    hsay_article article = {.text = hsay_str_of(text)};
    hsay_doc doc;
    hsay_statements out;
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    assert_int_equal(hsay_statements_mark_with(&doc, NULL, arena, &out), HSAY_OK);
    assert_true(out.count > 0);
    const hsay_statement *s = &out.items[0];
    if (s->evidence != expected)
        fail_msg("%s: %s, not %s", text, hsay_evidence_name(s->evidence),
                 hsay_evidence_name(expected));
    assert_int_equal(s->evidence_words.count, words ? 1 : 0);
    if (words)
        assert_str(hsay_str_at(article.text, s->evidence_words.items[0]), words);
    hsay_arena_free(arena);
}

#define assert_none(text) assert_evidence(text, HSAY_EVIDENCE_NONE_STATED, NULL)

static void source_is_the_evidence(void **state)
{
    (void)state;
    assert_evidence("Court records said that the dam broke.", HSAY_EVIDENCE_DOCUMENT,
                    "Court records");
    assert_evidence("A poll published by farmers found that the dam leaks.", HSAY_EVIDENCE_DATA,
                    "A poll published by farmers");
    assert_evidence("A study by three engineers found that the dam leaks.", HSAY_EVIDENCE_DATA,
                    "A study by three engineers");
    assert_evidence("The newly filed court papers said that the dam broke.", HSAY_EVIDENCE_DOCUMENT,
                    "court papers");
    assert_none("A letter said that the dam broke.");
    assert_none("A friend of the records office said that the dam broke.");
    assert_none("A Reuters report said that the dam broke.");
}

static void media_must_show(void **state)
{
    (void)state;
    assert_evidence("The video showed that the dam broke.", HSAY_EVIDENCE_MEDIA, "The video");
    assert_none("The video said that the dam broke.");
}

static void according_to(void **state)
{
    (void)state;
    assert_evidence("The dam broke, according to court records.", HSAY_EVIDENCE_DOCUMENT,
                    "according to court records");
    assert_evidence("“The dam broke,” he said, according to court records.", HSAY_EVIDENCE_DOCUMENT,
                    "according to court records");
    assert_none("“The dam broke,” he said, according to court officials.");
}

static void citing(void **state)
{
    (void)state;
    assert_evidence("The mayor said the dam broke, citing police records.", HSAY_EVIDENCE_DOCUMENT,
                    "citing police records");
    assert_none("The mayor said the dam broke, citing old friends.");
}

static void carriers(void **state)
{
    (void)state;
    assert_evidence("In a poll, most farmers said that the dam leaks.", HSAY_EVIDENCE_DATA,
                    "In a poll");
    assert_none("In a letter, most farmers said that the dam leaks.");
    assert_none("Mr. Tallow, who came second in a poll, said that the dam leaks.");
}

static void witnesses(void **state)
{
    (void)state;
    assert_evidence("An eyewitness said that the dam broke.", HSAY_EVIDENCE_WITNESS,
                    "An eyewitness");
    assert_evidence("A farmer who was at the scene said that the dam broke.", HSAY_EVIDENCE_WITNESS,
                    "was at the scene");
    assert_none("A farmer who was at the market said that the dam broke.");
    assert_evidence("“I was there when the dam broke,” the farmer said.", HSAY_EVIDENCE_WITNESS,
                    "I was there");
    assert_none("“I was told that the dam broke,” the farmer said.");
}

static void anonymous(void **state)
{
    (void)state;
    assert_evidence("A person familiar with the plan said that the dam broke.",
                    HSAY_EVIDENCE_ANONYMOUS, "A person familiar with the plan");
    assert_none("Two officials said that the dam broke.");
    assert_evidence("The dam broke, said an engineer, speaking on condition of anonymity.",
                    HSAY_EVIDENCE_ANONYMOUS, "on condition of anonymity");
    assert_none("The dam broke, said an engineer, speaking on the condition of the dam.");
    assert_evidence("An engineer said that the dam broke. The engineer spoke on condition of "
                    "anonymity.",
                    HSAY_EVIDENCE_ANONYMOUS, "on condition of anonymity");
    assert_none("A mayor said that the dam broke. An engineer spoke on condition of anonymity.");
}

static void intelligence(void **state)
{
    (void)state;
    assert_evidence("Northern intelligence agencies said that the dam broke.",
                    HSAY_EVIDENCE_INTELLIGENCE, "Northern intelligence agencies");
    assert_none("Northern news agencies said that the dam broke.");
}

static void disclaimed_at_the_cue(void **state)
{
    (void)state;
    assert_evidence("The minister falsely claimed that the dam broke.", HSAY_EVIDENCE_DISCLAIMED,
                    "falsely");
    assert_none("The minister claimed that the dam broke.");
    assert_evidence("He repeated her false claim that the dam broke.", HSAY_EVIDENCE_DISCLAIMED,
                    "false");
    assert_none("He repeated her first claim that the dam broke.");
}

static void disclaimed_beside(void **state)
{
    (void)state;
    assert_evidence("The mayor said the dam broke, without offering evidence.",
                    HSAY_EVIDENCE_DISCLAIMED, "without offering evidence");
    assert_none("The mayor said the dam broke, without offering help.");
    assert_none("“The council closed the dam without offering evidence,” the mayor said.");
    assert_none("The mayor dismissed the claim as baseless.");
}

/* Only the article's own later sentence takes a claim back, and only one that tells of it. */
static void disclaimed_later(void **state)
{
    (void)state;
    assert_evidence("The mayor claimed that the dam leaks. There is no evidence that the dam "
                    "leaks.",
                    HSAY_EVIDENCE_DISCLAIMED, "There is no evidence");
    assert_none("The mayor claimed that the dam leaks. There is no evidence of cattle thieves.");
    assert_none("The mayor claimed that the dam leaks. “There is no evidence that the dam leaks,” "
                "a farmer said.");
    assert_none("The mayor claimed that the dam leaks. A farmer said there is no evidence that the "
                "dam leaks.");
}

static void corroborated(void **state)
{
    (void)state;
    assert_evidence("The mayor said the dam broke, which a Hill newspaper independently confirmed.",
                    HSAY_EVIDENCE_CORROBORATED, "independently confirmed");
    assert_evidence("The mayor said the dam broke, which could not be independently confirmed.",
                    HSAY_EVIDENCE_DISCLAIMED, "could not be independently");
    assert_none("The mayor said the dam broke, which a Hill newspaper printed.");
}

/* Of two values the one that weighs more stands, wherever it stands in the sentence. */
static void heavier_value(void **state)
{
    (void)state;
    assert_evidence("Sources said the dam broke, citing court records.", HSAY_EVIDENCE_DOCUMENT,
                    "citing court records");
    assert_evidence("Sources said the dam broke, citing old friends.", HSAY_EVIDENCE_ANONYMOUS,
                    "Sources");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(source_is_the_evidence),
        cmocka_unit_test(media_must_show),
        cmocka_unit_test(according_to),
        cmocka_unit_test(citing),
        cmocka_unit_test(carriers),
        cmocka_unit_test(witnesses),
        cmocka_unit_test(anonymous),
        cmocka_unit_test(intelligence),
        cmocka_unit_test(disclaimed_at_the_cue),
        cmocka_unit_test(disclaimed_beside),
        cmocka_unit_test(disclaimed_later),
        cmocka_unit_test(corroborated),
        cmocka_unit_test(heavier_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
