/* What the search for disputes within an article and the one across articles share. */
#ifndef HSAY_RECONCILE_DISPUTES_H
#define HSAY_RECONCILE_DISPUTES_H

#include "reconcile/answers.h"
#include "reconcile/reconcile.h"

/* What a statement shows beside its content. */
typedef struct hsay_aside {
    hsay_stems words; /* of its source, cue and speaker: "the ad says" */
    hsay_stems names; /* of those who speak: two that share one are one side */
    bool claims;      /* one of the words speaks of what was said: "the complaint" */
} hsay_aside;

typedef struct hsay_disputer {
    hsay_views views;
    hsay_arena *arena, *work; /* of the results; of what is only needed here */
    hsay_units units;
    hsay_weights weights;
    hsay_answer *answers; /* per unit */
    hsay_aside *asides;   /* per unit, of its statement */
    bool *in_dispute;     /* per unit: a claim or an answer already */
    bool *seen;           /* per unit: its statement has been looked at */
    HSAY_VEC(hsay_dispute) disputes;
} hsay_disputer;

typedef struct hsay_match {
    double score;
    uint32_t claim, answer; /* units */
} hsay_match;

/* How much of their words two units share, rare ones weighing more: 0 to 1. */
double hsay_disputes__share(const hsay_disputer *d, const hsay_unit *a, const hsay_unit *b);
/* Reads what a unit's statement shows beside its content. */
hsay_aside hsay_claims__aside(const hsay_disputer *d, const hsay_unit *unit);
/* The stems of the names around an answer. */
hsay_stems hsay_claims__around(const hsay_disputer *d, const hsay_unit *answer);
/* How surely `claim` is what `answer` answers, as log odds; `people` are the names around it. */
double hsay_claims__score(const hsay_disputer *d, uint32_t claim, uint32_t answer,
                          hsay_stems people);

void hsay_disputes__add(hsay_disputer *d, const hsay_match *match);

/* Claims of one article that an answer in another plainly negates. */
void hsay_disputes__look_across(hsay_disputer *d);

static inline const hsay_statement *hsay_disputes__statement(const hsay_disputer *d, uint32_t unit)
{
    const hsay_place *place = &d->units.items[unit].place;
    return &d->views.items[place->article].statements.items[place->statement];
}

#endif
