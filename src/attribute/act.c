/*
 * What a statement does.  The cue says it where it is more than a saying ("denied", "urged"); where
 * the cue is negated, the act turns ("would not confirm"); under a plain "said" the content
 * decides.
 */
#include "attribute/act.h"

#include <string.h>

#include "attribute/find.h"
#include "attribute/phrases.h"
#include "base/str.h"
#include "data/lexicons.h"

hsay_act hsay_act__named(const char *name)
{
    for (hsay_act act = HSAY_ACT_ASSERT; act < HSAY_ACT_COUNT; act++)
        if (!strcmp(hsay_act_name(act), name))
            return act;
    return HSAY_ACT_COUNT;
}

enum { PHRASE_WORDS = 3, FOR_REACH = 12 /* tokens of a content in which its "for" stands */ };

/* What the words of a cue say. */
typedef struct said {
    hsay_act act;
    uint32_t words; /* of the row that says so; 0: none does */
    bool negated;   /* a negation stands before it */
    bool for_what;  /* judges somebody, perhaps for something */
} said;

/* The last cue among the cue's words. */
static said said_by_cue(const hsay_find_word *words, const hsay_draft *d)
{
    said s = {.act = HSAY_ACT_ASSERT};
    bool negation = false;
    for (uint32_t k = d->cue_token; k < d->cue_token + d->cue_count; k++) {
        const hsay_lexicon_row *row = words[k].verb ? words[k].verb : words[k].noun;
        negation |= words[k].class == HSAY_WORD_NEGATION;
        if (!row)
            continue;
        s = (said){hsay_act__named(row->fields[1]), 1, negation,
                   words[k].verb && !strcmp(row->fields[3], "for")};
    }
    return s;
}

/* A phrase of data/cue-acts.txt goes before the cue where there is none, or it has more words. */
static said said_by_phrase(const hsay_doc *doc, const uint8_t *starts, const hsay_draft *d, said s)
{
    uint32_t end = d->cue_token + d->cue_count;
    for (uint32_t t = d->cue_token; t < end; t++)
        for (uint32_t n = starts[t] ? PHRASE_WORDS : 0; n > s.words; n--) {
            const hsay_lexicon_row *row =
                t + n <= end ? hsay_phrases__row(&hsay_lexicon__cue_acts, doc, t, n) : NULL;
            if (row)
                s = (said){hsay_act__named(row->fields[0]), n, s.negated && !s.words,
                           !strcmp(row->fields[1], "for")};
        }
    return s;
}

/* "criticised him for being late": who is judged for something is accused of it. */
static bool is_for_something(const hsay_doc *doc, const hsay_draft *d)
{
    uint32_t high = d->content_token + FOR_REACH;
    for (uint32_t t = d->content_token; t < d->content_end && t < high; t++)
        if (hsay_str_equal(hsay_doc_text(doc, t), HSAY_STR("for")))
            return d->statement.kind == HSAY_KIND_INDIRECT;
    return false;
}

/* "did not deny" admits, "would not confirm" refuses; "does not believe" stays a belief. */
static hsay_act turned(hsay_act act)
{
    switch (act) {
    case HSAY_ACT_DENY:
        return HSAY_ACT_ADMIT;
    case HSAY_ACT_ASSERT:
    case HSAY_ACT_ADMIT:
    case HSAY_ACT_CONFIRM:
    case HSAY_ACT_PROMISE:
        return HSAY_ACT_REFUSE;
    default:
        return act;
    }
}

/* "asked him to go" and "told them to go" demand; "wants to go" and "agreed to go" promise. */
static hsay_act by_rule(const hsay_draft *d, hsay_act act)
{
    hsay_str rule = d->build;
    if (hsay_str_equal(rule, HSAY_STR("object-to")))
        return act == HSAY_ACT_ASSERT || act == HSAY_ACT_ASK ? HSAY_ACT_DEMAND : act;
    if (hsay_str_equal(rule, HSAY_STR("to")))
        return act == HSAY_ACT_ASSERT || act == HSAY_ACT_DEMAND ? HSAY_ACT_PROMISE : act;
    return act;
}

static bool is_open(hsay_act act)
{
    return act == HSAY_ACT_ASSERT || act == HSAY_ACT_SPECULATE;
}

typedef struct lists {
    const hsay_find_word *words;
    const uint8_t *starts, *cue_starts; /* of data/act-words.txt, data/cue-acts.txt */
} lists;

static hsay_act decide(const hsay_doc *doc, const lists *l, const hsay_draft *d)
{
    said s = said_by_phrase(doc, l->cue_starts, d, said_by_cue(l->words, d));
    if (s.negated)
        return turned(s.act);
    if (s.for_what && is_for_something(doc, d))
        return HSAY_ACT_ACCUSE;
    hsay_act ruled = by_rule(d, s.act);
    return ruled == s.act && is_open(s.act) ? hsay_act__of_content(doc, l->starts, d, s.act)
                                            : ruled;
}

void hsay_act__decide(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    lists l = {drafts->words, hsay_phrases__starts(&hsay_lexicon__act_words, doc, arena),
               hsay_phrases__starts(&hsay_lexicon__cue_acts, doc, arena)};
    if (!l.words || !l.starts || !l.cue_starts)
        return;
    for (uint32_t i = 0; i < drafts->count; i++)
        drafts->items[i].statement.act = decide(doc, &l, &drafts->items[i]);
}
