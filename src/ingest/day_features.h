/*
 * What the model is told of each day that a page offers: numbers of one byte, the same on every
 * processor, laid out feature by feature.
 */
#ifndef HSAY_INGEST_DAY_FEATURES_H
#define HSAY_INGEST_DAY_FEATURES_H

#include "ingest/meta.h"

/* Behind the counts of each source.  A change of this list, or of what one of them means, is a new
 * version: teach anew. */
/* clang-format off */
#define HSAY_DAY_FEATURE_TABLE(X)                                                                  \
    /* who says it, and where */                                                                   \
    X(OFFERS) X(TOLD) X(LINES) X(TIMED) X(PLACE) X(LINE_ORDER)                                     \
    X(IN_TIME) X(IN_LINK) X(IN_LIST) X(BEHIND_TEXT) X(NAMED_DATE) X(NAMED_UPDATE) X(NAMED_BYLINE)  \
    X(NAMED_OTHER)                                                                                 \
    /* what the rules make of it, and how far it is from other days */                             \
    X(CHOSEN) X(PUBLISHED) X(UPDATED) X(TO_CHOSEN) X(TO_PUBLISHED) X(TO_UPDATED) X(TO_ADDRESS)     \
    X(TO_FIRST) X(TO_LAST) X(ORDER) X(MONTH_IN_ADDRESS)                                            \
    /* the page */                                                                                 \
    X(PAGE_DAYS) X(PAGE_LINES) X(PAGE_PUBLISHED) X(PAGE_SHOWN) X(PAGE_ADDRESS) X(PAGE_SAME)        \
    X(PAGE_METHOD) X(PAGE_LANGUAGE)
/* clang-format on */

typedef enum hsay_day_feature {
    HSAY_DAY_FEATURES_OF_SOURCES = HSAY_DAY_SOURCES - 1,
#define HSAY_DAY_FEATURE_ENUM(name) HSAY_DAY_IS_##name,
    HSAY_DAY_FEATURE_TABLE(HSAY_DAY_FEATURE_ENUM)
#undef HSAY_DAY_FEATURE_ENUM
        HSAY_DAY_FEATURES
} hsay_day_feature;

enum { HSAY_DAY_FEATURES_VERSION = 1, HSAY_DAY_MOST = 32 /* of a page */ };

typedef struct hsay_day_row {
    hsay_str date; /* of the offer that is best quoted */
    hsay_method method;
} hsay_day_row;

typedef struct hsay_day_rows {
    hsay_day_row items[HSAY_DAY_MOST]; /* each day once */
    uint32_t count, chosen;            /* chosen: by the rules; count where none is */
    uint8_t values[HSAY_DAY_FEATURES][HSAY_DAY_MOST];
} hsay_day_rows;

/* From what the rules have settled.  Cost: offers by days, both limited. */
void hsay_day__rows(const hsay_meta *meta, hsay_day_rows *rows);

#endif
