/*
 * Claims that nobody answers in their own article meet answers of other articles that plainly
 * negate them: most of the claim's telling words stand in a denial, or in a negation where the
 * claim has none.  Units are found by their rarest stems.  Cost: linear in the units, times
 * COMPARED.
 */
#include <stdlib.h>

#include "reconcile/disputes.h"

enum { KEYS = 6, COMPARED = 16, LEAST_SHARED = 3 };
static const double LEAST_SHARE = 0.55; /* hand-made events (24) and samples, 2026-11-25 */

typedef struct key {
    uint64_t stem;
    uint32_t unit;
} key;

typedef struct across {
    hsay_disputer *d;
    HSAY_VEC(key) keys;
    HSAY_VEC(hsay_match) matches;
} across;

static int by_key(const void *x, const void *y)
{
    const key *a = x, *b = y;
    if (a->stem != b->stem)
        return a->stem < b->stem ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

/* The best first, then by place. */
static int by_score(const void *x, const void *y)
{
    const hsay_match *a = x, *b = y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->claim != b->claim)
        return a->claim < b->claim ? -1 : 1;
    return (a->answer > b->answer) - (a->answer < b->answer);
}

/* The answer plainly negates the claim: by its cue, or by a negation that reaches a claim's word.
 */
static bool negates(const hsay_disputer *d, uint32_t claim, uint32_t answer)
{
    const hsay_answer *a = &d->answers[answer];
    bool denies = a->sign == HSAY_ANSWER_CUE && a->kind == HSAY_DISPUTE_DENIAL;
    return a->sign != HSAY_ANSWER_NONE && d->answers[claim].sign != HSAY_ANSWER_CUE &&
           (denies || hsay_answers__turns(a, d->units.items[claim].stems, &d->answers[claim]));
}

/* All words of the claim stand in a row in the answer: one utterance, cut, under two names. */
static bool repeats(const hsay_unit *claim, const hsay_unit *answer)
{
    bool in[HSAY_UNIT_WORDS];
    if (hsay_units__align(claim->words, answer->words, in) < claim->words.count)
        return false;
    uint32_t first = 0;
    while (!in[first])
        first++;
    for (uint32_t i = first; i < first + claim->words.count; i++)
        if (i >= answer->words.count || !in[i])
            return false;
    return true;
}

static void match(across *x, uint32_t claim, uint32_t answer)
{
    hsay_disputer *d = x->d;
    const hsay_unit *c = &d->units.items[claim], *a = &d->units.items[answer];
    if (c->place.article == a->place.article || c->speaker_stem == a->speaker_stem || c->vague ||
        !negates(d, claim, answer) ||
        hsay_stems__overlap(c->stems, a->stems, d->weights).count < LEAST_SHARED)
        return;
    double share = hsay_disputes__share(d, c, a);
    if (share >= LEAST_SHARE && !repeats(c, a))
        hsay_vec_push(d->work, &x->matches, (hsay_match){share, claim, answer});
}

static void add_keys(across *x, uint32_t i)
{
    const hsay_unit *u = &x->d->units.items[i];
    bool taken[HSAY_UNIT_WORDS] = {false};
    for (uint32_t n = 0; n < KEYS && n < u->stems.count; n++) {
        uint32_t rarest = hsay_weights__rarest(x->d->weights, u->stems, taken);
        taken[rarest] = true;
        hsay_vec_push(x->d->work, &x->keys, (key){u->stems.items[rarest], i});
    }
}

void hsay_disputes__look_across(hsay_disputer *d)
{
    across x = {.d = d};
    for (uint32_t i = 0; i < d->units.count; i++)
        add_keys(&x, i);
    if (x.keys.count)
        qsort(x.keys.items, x.keys.count, sizeof(key), by_key);
    for (size_t i = 0; i < x.keys.count; i++)
        for (size_t k = i + 1;
             k < x.keys.count && k - i <= COMPARED && x.keys.items[k].stem == x.keys.items[i].stem;
             k++) {
            match(&x, x.keys.items[i].unit, x.keys.items[k].unit);
            match(&x, x.keys.items[k].unit, x.keys.items[i].unit);
        }
    if (x.matches.count)
        qsort(x.matches.items, x.matches.count, sizeof(hsay_match), by_score);
    for (size_t i = 0; i < x.matches.count; i++)
        if (!d->in_dispute[x.matches.items[i].claim])
            hsay_disputes__add(d, &x.matches.items[i]);
}
