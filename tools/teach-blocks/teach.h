/* Rows become a model: tables of words, then trees. */
#ifndef HSAY_TEACH_BLOCKS_TEACH_H
#define HSAY_TEACH_BLOCKS_TEACH_H

#include "pages.h"

typedef struct teach_plan {
    uint32_t trees;
    double rate, ridge, row_share, field_share;
    double doubt; /* pages that speak as all words do, added to each word's */
    uint64_t seed;
} teach_plan;

/* Found by trial on the folds, 2026-11. */
extern const teach_plan teach_plan_default;

/* The model of all pages but those of one fold; FOLDS: of all.  Yours (teach_free). */
hsay_block_model teach(lessons *l, const teach_plan *plan, uint32_t without);
void teach_free(hsay_block_model *model);

#endif
