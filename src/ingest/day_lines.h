/* The days that a page shows its readers, by the headline first. */
#ifndef HSAY_INGEST_DAY_LINES_H
#define HSAY_INGEST_DAY_LINES_H

#include "ingest/meta.h"

/* How well a day that is shown serves as that of publishing: lower is better. */
typedef enum hsay_day_shows {
    HSAY_DAY_SHOWS_PUBLISHED,    /* a word before it says so */
    HSAY_DAY_SHOWS_PLAIN,        /* it stands alone, or nearly so */
    HSAY_DAY_SHOWS_PLAIN_BEFORE, /* likewise, before the headline */
    HSAY_DAY_SHOWS_UPDATED,      /* a word before it says that the text was changed then */
    HSAY_DAY_SHOWS_LOOSE,        /* among other words */
    HSAY_DAY_SHOWS_FAR,          /* alone, away from the headline: where there is no other */
    HSAY_DAY_SHOWS_BEHIND_TEXT,  /* added to these where a long text stands before it */
} hsay_day_shows;

typedef struct hsay_day_line {
    hsay_str date;
    int kind;
    hsay_method method;
} hsay_day_line;

enum { HSAY_DAY_LINES = 16 };

typedef struct hsay_day_lines {
    hsay_day_line items[HSAY_DAY_LINES]; /* in the page's order, that of the address first */
    uint32_t count;
} hsay_day_lines;

/*
 * Into `lines`, and among the days of `meta`.  Where machines are told a day, one that stands away
 * from the headline is only among the days.  Cost: linear in the page.
 */
void hsay_day_lines__read(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                          hsay_meta *meta, hsay_day_lines *lines);

/* The first of the best kind; NULL where there is none. */
const hsay_day_line *hsay_day_lines__best(const hsay_day_lines *lines);

#endif
