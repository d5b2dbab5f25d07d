/* What the search for disputes within an article and the one across articles share. */
#ifndef HSAY_RECONCILE_DISPUTES_H
#define HSAY_RECONCILE_DISPUTES_H

#include "reconcile/answers.h"
#include "reconcile/reconcile.h"

typedef struct hsay_disputer {
    hsay_views views;
    hsay_arena *arena, *work; /* of the results; of what is only needed here */
    hsay_units units;
    hsay_weights weights;
    hsay_answer *answers; /* per unit */
    bool *in_dispute;     /* per unit: a claim or an answer already */
    bool *seen;           /* per unit: its statement has been looked at */
    HSAY_VEC(hsay_dispute) disputes;
} hsay_disputer;

/* The stems of the words beside an answer, and of the names among them. */
typedef struct hsay_beside {
    hsay_stems words, names;
} hsay_beside;

typedef struct hsay_match {
    double score;
    uint32_t claim, answer; /* units */
} hsay_match;

/* How much of their words two units share, rare ones weighing more: 0 to 1. */
double hsay_disputes__share(const hsay_disputer *d, const hsay_unit *a, const hsay_unit *b);
void hsay_disputes__add(hsay_disputer *d, const hsay_match *match);

/* Claims of one article that an answer in another plainly negates. */
void hsay_disputes__look_across(hsay_disputer *d);

static inline const hsay_statement *hsay_disputes__statement(const hsay_disputer *d, uint32_t unit)
{
    const hsay_place *place = &d->units.items[unit].place;
    return &d->views.items[place->article].statements.items[place->statement];
}

#endif
