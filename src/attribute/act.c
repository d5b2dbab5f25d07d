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

/* The last cue among the cue's words: its act, and whether a negation stands before it. */
static hsay_act act_of_cue(const hsay_find_word *words, const hsay_draft *d, bool *negated)
{
    hsay_act act = HSAY_ACT_ASSERT;
    bool negation = false;
    for (uint32_t k = d->cue_token; k < d->cue_token + d->cue_count; k++) {
        const hsay_lexicon_row *row = words[k].verb ? words[k].verb : words[k].noun;
        negation |= words[k].class == HSAY_WORD_NEGATION;
        if (!row)
            continue;
        act = hsay_act__named(row->fields[1]);
        *negated = negation;
    }
    return act;
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

static hsay_act decide(const hsay_doc *doc, const hsay_find_word *words, const uint8_t *starts,
                       const hsay_draft *d)
{
    bool negated = false;
    hsay_act act = act_of_cue(words, d, &negated);
    if (negated)
        return turned(act);
    hsay_act ruled = by_rule(d, act);
    return ruled == act && is_open(act) ? hsay_act__of_content(doc, starts, d, act) : ruled;
}

void hsay_act__decide(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    const uint8_t *starts = hsay_phrases__starts(&hsay_lexicon__act_words, doc, arena);
    if (!drafts->words || !starts)
        return;
    for (uint32_t i = 0; i < drafts->count; i++)
        drafts->items[i].statement.act = decide(doc, drafts->words, starts, &drafts->items[i]);
}
