/* Folders of pages with gold (gold.jsonl, html/ID.html) become days to learn from. */
#ifndef HSAY_TEACH_DATES_LESSONS_H
#define HSAY_TEACH_DATES_LESSONS_H

#include "gold.h"
#include "ingest/day_model.h"

typedef struct lesson {
    const char *folder, *id;
    uint32_t fold;  /* by its site: all pages of one site are in one fold */
    uint32_t right; /* the row of the gold's day; rows.count where it is not offered */
    hsay_str by_rules;
    hsay_day_rows rows;
} lesson;

typedef struct lessons {
    hsay_arena *arena;
    HSAY_VEC(lesson) pages;
} lessons;

/* The pages of a folder whose gold has a date; false where it can not be read. */
bool lessons_add(lessons *all, const char *folder);

typedef struct teach_plan {
    uint32_t trees;
    double rate, ridge, row_share, field_share;
    uint64_t seed;
} teach_plan;

/* The model of all pages but those of one fold; FOLDS: of all.  Yours (hsay_boost__free). */
hsay_boost teach(const lessons *all, const teach_plan *plan, uint32_t without);

#endif
