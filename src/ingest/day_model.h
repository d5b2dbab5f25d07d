/*
 * The model of days: trees over the features of each day that a page offers choose the one that it
 * was published on, where that is not what the rules chose.
 */
#ifndef HSAY_INGEST_DAY_MODEL_H
#define HSAY_INGEST_DAY_MODEL_H

#include "ingest/day_features.h"
#include "model/boost.h"

/* Points into `bytes`, borrowed, at a multiple of 8.  HSAY_INPUT, HSAY_NEWER. */
hsay_status hsay_day_model__open(hsay_str bytes, hsay_boost *out, hsay_error *error);

/* The row that is chosen; rows->count where the page offers none. */
uint32_t hsay_day_model__choose(const hsay_boost *model, const hsay_day_rows *rows);

/* Sets the date of settled `meta` by a model; NULL: it stays as the rules have it. */
void hsay_day_model__settle(const hsay_boost *model, hsay_meta *meta);

/* The carried model; NULL where it is none for this version's features. */
const hsay_boost *hsay_day_model__carried(void);

#endif
