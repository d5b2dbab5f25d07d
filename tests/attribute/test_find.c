/*
 * The finder's rules as twins: a sentence where a rule fires, with the words that it must find, and
 * one that looks like it where it must not.  All sentences are invented.
 */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "attribute/attribute.h"

static void join(char *out, size_t size, const char *text, hsay_spans spans)
{
    size_t at = 0;
    out[0] = 0;
    for (uint32_t i = 0; i < spans.count && at < size; i++)
        at += (size_t)snprintf(out + at, size - at, "%s%.*s", i ? " ## " : "",
                               (int)(spans.items[i].end - spans.items[i].start),
                               text + spans.items[i].start);
}

/* Every statement of a text as "rule: source | cue | content", a line each. */
static void found(const char *text, char *out, size_t size)
{
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    hsay_drafts drafts;
    hsay_article article = {.text = hsay_str_of(text)};
    hsay_doc doc;
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    hsay_find__statements(&doc, arena, &drafts);
    size_t at = 0;
    out[0] = 0;
    for (uint32_t i = 0; i < drafts.count && at < size; i++) {
        const hsay_statement *s = &drafts.items[i].statement;
        char source[300], cue[300], content[600];
        join(source, sizeof source, text, s->source);
        join(cue, sizeof cue, text, s->cue);
        join(content, sizeof content, text, s->content);
        at += (size_t)snprintf(out + at, size - at, "%s%.*s: %s | %s | %s", i ? "\n" : "",
                               (int)s->rule.len, s->rule.ptr, source, cue, content);
    }
    hsay_arena_free(arena);
}

#define assert_found(text, expected)                                                               \
    do {                                                                                           \
        char found_[4000];                                                                         \
        found(text, found_, sizeof found_);                                                        \
        assert_string_equal(found_, expected);                                                     \
    } while (0)

static void quote_after(void **state)
{
    (void)state;
    assert_found("“The dam is safe,” the minister said.",
                 "quote-after: the minister | said | The dam is safe,");
    assert_found("“The dam is safe,” and the minister smiled.", "");
}

static void quote_unlisted(void **state)
{
    (void)state;
    assert_found("“The dam will burst tonight,” she snorted.",
                 "quote-unlisted: she | snorted | The dam will burst tonight,");
    assert_found("“The dam will burst tonight!” bellowed Orla Venn.",
                 "quote-unlisted: Orla Venn | bellowed | The dam will burst tonight!");
    assert_found("The play “The Dam at Night,” she attended.", "");
    assert_found("“The dam will burst tonight” she painted on a wall.", "");
}

static void quote_inverted(void **state)
{
    (void)state;
    assert_found("“The dam is safe,” said Orla Venn, a local engineer.",
                 "quote-inverted: Orla Venn, a local engineer | said | The dam is safe,");
    assert_found("“The dam is safe,” the sign over the gate by the old mill.", "");
}

static void quote_before(void **state)
{
    (void)state;
    assert_found("Orla Venn said: “The dam is safe.”",
                 "quote-before: Orla Venn | said | The dam is safe.");
    assert_found("Orla Venn liked the “dam” very much.", "");
}

static void quote_broken(void **state)
{
    (void)state;
    assert_found("“The dam is safe,” Orla Venn said. “Nobody needs to leave.”",
                 "quote-after: Orla Venn | said | The dam is safe, ## Nobody needs to leave.");
    assert_found("“The dam is safe,” Orla Venn said. “Nobody needs to leave,” the mayor added.",
                 "quote-after: Orla Venn | said | The dam is safe,\n"
                 "quote-after: the mayor | added | Nobody needs to leave,");
}

static void quote_broken_in_sentence(void **state)
{
    (void)state;
    assert_found("“The dam,” Orla Venn said, “is safe.”",
                 "quote-after: Orla Venn | said | The dam, ## is safe.");
    assert_found("“The dam,” Orla Venn said. The sluice “is safe.”",
                 "quote-after: Orla Venn | said | The dam,");
}

static void quote_free(void **state)
{
    (void)state;
    assert_found("“The dam is safe,” Orla Venn said.\n"
                 "“Nobody here needs to leave the valley.”",
                 "quote-after: Orla Venn | said | The dam is safe,\n"
                 "quote-free:  |  | Nobody here needs to leave the valley.");
    assert_found("The dam held.\n"
                 "“Nobody here needs to leave the valley.”",
                 "");
}

static void that_clause(void **state)
{
    (void)state;
    assert_found("Orla Venn said that the dam had “no cracks” at all.",
                 "that: Orla Venn | said | the dam had “no cracks” at all");
    assert_found("The book that she had read was long.", "");
}

static void bare_clause(void **state)
{
    (void)state;
    assert_found("Officials said on Monday the dam was safe.",
                 "bare: Officials | said | the dam was safe");
    assert_found("The officials met on Monday at the dam.", "");
}

static void told(void **state)
{
    (void)state;
    assert_found("Orla Venn told reporters that the dam was safe.",
                 "that: Orla Venn | told | the dam was safe");
    assert_found("The story was told in many books.", "");
}

static void trailing(void **state)
{
    (void)state;
    assert_found("The dam was safe, Orla Venn said.",
                 "trailing: Orla Venn | said | The dam was safe");
    assert_found("The dam was safe, Orla Venn smiled.", "");
}

static void according_to(void **state)
{
    (void)state;
    assert_found("According to Orla Venn, the dam was safe.",
                 "according-to: Orla Venn | According to | the dam was safe");
    assert_found("The dam was safe, according to Orla Venn.",
                 "according-to: Orla Venn | according to | The dam was safe");
    assert_found("The work went on according plan.", "");
}

static void passive(void **state)
{
    (void)state;
    assert_found("It was alleged that the dam had cracked.",
                 "passive-that:  | was alleged | the dam had cracked");
    assert_found("The dam is said to have cracked.", "passive-to:  | is said | to have cracked");
    assert_found("The dam was built by farmers.", "");
}

static void infinitive(void **state)
{
    (void)state;
    assert_found("The mayor promised to mend the dam.",
                 "to: The mayor | promised | to mend the dam");
    assert_found("The mayor walked to the dam.", "");
}

static void object_to(void **state)
{
    (void)state;
    assert_found("The mayor urged farmers to leave the valley.",
                 "object-to: The mayor | urged | farmers to leave the valley");
    assert_found("The mayor led farmers from the valley.", "");
}

static void object_of(void **state)
{
    (void)state;
    assert_found("The mayor accused farmers of theft.",
                 "object-of: The mayor | accused | farmers of theft");
    assert_found("The mayor robbed farmers of hope.", "");
}

static void name(void **state)
{
    (void)state;
    assert_found("The mayor called the dam a disaster.",
                 "name: The mayor | called | the dam a disaster");
    assert_found("The mayor called the office.", "");
}

static void object_as(void **state)
{
    (void)state;
    assert_found("The mayor described the dam as a disaster.",
                 "object-as: The mayor | described | the dam as a disaster");
    assert_found("The mayor left the dam as a hero.", "");
}

static void gerund(void **state)
{
    (void)state;
    assert_found("The farmer denied opening the gate.",
                 "gerund: The farmer | denied | opening the gate");
    assert_found("The farmer enjoyed opening the gate.", "");
}

static void gerund_cue(void **state)
{
    (void)state;
    assert_found("The mayor closed the road, saying that the dam had cracked.",
                 "that: The mayor | saying | the dam had cracked");
    assert_found("The mayor closed the road, leaving that morning.", "");
}

static void noun(void **state)
{
    (void)state;
    assert_found("Farmers laughed at the mayor's claim that the dam was safe.",
                 "noun: the mayor's | claim | the dam was safe");
    assert_found("The mayor's dog that barked angered farmers.", "");
}

static void noun_of_same_form(void **state)
{
    (void)state;
    assert_found("The farmers claim the dam is unsafe.",
                 "bare: The farmers | claim | the dam is unsafe");
    assert_found("The long claim forms were lost.", "");
}

static void coordination(void **state)
{
    (void)state;
    assert_found(
        "Norland denied that it was involved and instead suggested that farmers had done it.",
        "that: Norland | denied | it was involved\n"
        "that: Norland | instead suggested | farmers had done it");
    assert_found("Norland was involved and farmers had done it.", "");
}

static void apposition(void **state)
{
    (void)state;
    assert_found("Orla Venn, a spokesman for the mayor, said the dam was safe.",
                 "bare: Orla Venn, a spokesman for the mayor | said | the dam was safe");
    assert_found("Orla Venn, a spokesman for the mayor, left.", "");
}

static void refusal(void **state)
{
    (void)state;
    assert_found("The mayor declined to comment.", "to: The mayor | declined | to comment");
    assert_found("The river declined in summer.", "");
}

static void nested(void **state)
{
    (void)state;
    assert_found("Orla Venn said that farmers had denied opening the gate.",
                 "that: Orla Venn | said | farmers had denied opening the gate\n"
                 "gerund: farmers | had denied | opening the gate");
    assert_found("Orla Venn said that farmers had closed the gate.",
                 "that: Orla Venn | said | farmers had closed the gate");
}

static void relative_clause(void **state)
{
    (void)state;
    assert_found("The farmer, who said the dam was safe, left.",
                 "bare: who | said | the dam was safe");
    assert_found("The farmer, who built the dam, left.", "");
}

static void adverbs_in_the_cue(void **state)
{
    (void)state;
    assert_found("The mayor has also repeatedly said that the dam is safe.",
                 "that: The mayor | has also repeatedly said | the dam is safe");
    assert_found("The mayor has also repeatedly left.", "");
}

static void told_inverted(void **state)
{
    (void)state;
    assert_found("Orla Venn, the mayor of Port Sill, told the council that the dam was safe.",
                 "that: Orla Venn, the mayor of Port Sill | told | the dam was safe");
    assert_found("Orla Venn, the mayor of Port Sill, told.", "");
}

static void according_inside(void **state)
{
    (void)state;
    assert_found("He said that, according to the engineers, the dam was safe.",
                 "that: He | said | the dam was safe");
    assert_found("He said that the engineers shut the dam.",
                 "that: He | said | the engineers shut the dam");
}

static void quote_over_paragraphs(void **state)
{
    (void)state;
    assert_found("“The dam is safe,” Orla Venn said. “Nobody needs to leave.\n"
                 "“The gate is shut.”",
                 "quote-after: Orla Venn | said | The dam is safe, ## Nobody needs to leave. ## "
                 "The gate is shut.");
    assert_found("“The dam is safe,” Orla Venn said. The gate is “shut” now.",
                 "quote-after: Orla Venn | said | The dam is safe,");
}

static void document_as_source(void **state)
{
    (void)state;
    assert_found("Court records show the dam had cracked in spring.",
                 "bare: Court records | show | the dam had cracked in spring");
    assert_found("Court shows were cancelled in spring.", "");
}

static void parenthesis(void **state)
{
    (void)state;
    assert_found("The dam, Orla Venn said, had cracked in spring.",
                 "parenthesis: Orla Venn | said | The dam ## had cracked in spring");
    assert_found("The dam, Orla Venn gone, had cracked in spring.", "");
}

static void bracketed_place(void **state)
{
    (void)state;
    assert_found("Orla Venn (Port Sill) said the dam was safe.",
                 "bare: Orla Venn (Port Sill) | said | the dam was safe");
    assert_found("Orla Venn (Port Sill) left.", "");
}

static void himself(void **state)
{
    (void)state;
    assert_found("Orla Venn herself said the dam was safe.",
                 "bare: Orla Venn | said | the dam was safe");
    assert_found("Orla Venn herself left.", "");
}

static void own_thought_in_quote(void **state)
{
    (void)state;
    assert_found("“Farmers say the dam is safe,” the mayor said.",
                 "quote-after: the mayor | said | Farmers say the dam is safe,\n"
                 "bare: Farmers | say | the dam is safe");
    assert_found("“I think the dam is safe,” the mayor said.",
                 "quote-after: the mayor | said | I think the dam is safe,");
}

static void fragment_after_a_cue(void **state)
{
    (void)state;
    assert_found("The mayor said he felt “uneasy” about the dam.",
                 "bare: The mayor | said | he felt “uneasy” about the dam");
    assert_found("The mayor said “the dam is safe.”",
                 "quote-before: The mayor | said | the dam is safe.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quote_after),
        cmocka_unit_test(quote_unlisted),
        cmocka_unit_test(quote_inverted),
        cmocka_unit_test(quote_before),
        cmocka_unit_test(quote_broken),
        cmocka_unit_test(quote_broken_in_sentence),
        cmocka_unit_test(quote_free),
        cmocka_unit_test(that_clause),
        cmocka_unit_test(bare_clause),
        cmocka_unit_test(told),
        cmocka_unit_test(trailing),
        cmocka_unit_test(according_to),
        cmocka_unit_test(passive),
        cmocka_unit_test(infinitive),
        cmocka_unit_test(object_to),
        cmocka_unit_test(object_of),
        cmocka_unit_test(name),
        cmocka_unit_test(object_as),
        cmocka_unit_test(gerund),
        cmocka_unit_test(gerund_cue),
        cmocka_unit_test(noun),
        cmocka_unit_test(noun_of_same_form),
        cmocka_unit_test(coordination),
        cmocka_unit_test(apposition),
        cmocka_unit_test(refusal),
        cmocka_unit_test(nested),
        cmocka_unit_test(relative_clause),
        cmocka_unit_test(adverbs_in_the_cue),
        cmocka_unit_test(told_inverted),
        cmocka_unit_test(according_inside),
        cmocka_unit_test(quote_over_paragraphs),
        cmocka_unit_test(document_as_source),
        cmocka_unit_test(parenthesis),
        cmocka_unit_test(bracketed_place),
        cmocka_unit_test(himself),
        cmocka_unit_test(own_thought_in_quote),
        cmocka_unit_test(fragment_after_a_cue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
