/* What the search for figures and their verdicts share. */
#ifndef HSAY_RECONCILE_FIGURES_H
#define HSAY_RECONCILE_FIGURES_H

#include "reconcile/numbers.h"

enum { HSAY_FIGURE_MEMBERS = 64 };

typedef struct hsay_figurer {
    hsay_arena *arena, *work; /* of the results; of what is only needed here */
    hsay_views views;
    hsay_numbers numbers;
    HSAY_VEC(hsay_figure) figures;
} hsay_figurer;

/* The ranges of two numbers meet, or one is the other rounded. */
bool hsay_numbers__meet(const hsay_number *a, const hsay_number *b);

/* Adds the figure of these numbers, one an article, ascending, with its verdict. */
void hsay_figures__add(hsay_figurer *f, const uint32_t *list, uint32_t count);

/* Adds a figure for every number whose article says how it adds up. */
void hsay_figures__add_parts(hsay_figurer *f);

#endif
