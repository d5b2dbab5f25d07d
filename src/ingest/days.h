/*
 * The days that a page offers as that of its publishing: each with who says it and where.  Nothing
 * is chosen here.
 */
#ifndef HSAY_INGEST_DAYS_H
#define HSAY_INGEST_DAYS_H

#include "base/arena.h"
#include "hearsay/article.h"

/* Who says a day, best to be quoted first. */
typedef enum hsay_day_source {
    HSAY_DAY_DATA,          /* JSON-LD of an article: published */
    HSAY_DAY_DATA_CREATED,  /* … created */
    HSAY_DAY_DATA_PAGE,     /* … of a page */
    HSAY_DAY_META,          /* <meta> that can mean only publishing */
    HSAY_DAY_META_ISSUED,   /* … by names of less use */
    HSAY_DAY_META_DATE,     /* … "date" and the like */
    HSAY_DAY_META_CREATED,  /* … "created" */
    HSAY_DAY_PROPERTY,      /* microdata: published */
    HSAY_DAY_DATA_UPDATED,  /* JSON-LD */
    HSAY_DAY_META_UPDATED,  /* <meta> */
    HSAY_DAY_META_UNLISTED, /* <meta> with a name that is in no list */
    HSAY_DAY_PROPERTY_UPDATED,
    HSAY_DAY_TIME,  /* <time> anywhere */
    HSAY_DAY_CLASS, /* an element whose class says date */
    HSAY_DAY_ADDRESS,
    HSAY_DAY_LINE_PUBLISHED, /* near the headline, behind a word that says so */
    HSAY_DAY_LINE,           /* … alone, or nearly so */
    HSAY_DAY_LINE_BEFORE,    /* … before the headline */
    HSAY_DAY_LINE_UPDATED,
    HSAY_DAY_LINE_LOOSE,    /* among other words */
    HSAY_DAY_FAR_PUBLISHED, /* the same elsewhere in the page */
    HSAY_DAY_FAR,
    HSAY_DAY_FAR_UPDATED,
    HSAY_DAY_TURNED, /* machines are told 3/4/2024: read the other way round */
    HSAY_DAY_SOURCES
} hsay_day_source;

/* What the elements around a line that shows a day say of it. */
enum {
    HSAY_DAY_IN_TIME = 1,
    HSAY_DAY_IN_LINK = 2,
    HSAY_DAY_IN_LIST = 4,
    HSAY_DAY_BEHIND_TEXT = 8,
    HSAY_DAY_NAMED_DATE = 16,
    HSAY_DAY_NAMED_UPDATE = 32,
    HSAY_DAY_NAMED_BYLINE = 64,
    HSAY_DAY_NAMED_OTHER = 128,
};

enum {
    HSAY_DAYS_EACH = 6, /* of one source; more are passed over */
    HSAY_DAYS_MOST = HSAY_DAYS_EACH * HSAY_DAY_SOURCES,
    HSAY_DAY_HEADLINE = 100, /* the place of the headline, counted in texts */
};

typedef struct hsay_day_offer {
    hsay_str date; /* ISO 8601 */
    hsay_method method;
    uint8_t source, place, around; /* place and around: of lines */
} hsay_day_offer;

typedef struct hsay_days {
    uint32_t count;
    uint8_t each[HSAY_DAY_SOURCES];
    hsay_day_offer items[HSAY_DAYS_MOST];
} hsay_days;

/* Nothing is offered; what stands in `items` is left as it is. */
void hsay_days__start(hsay_days *days);

/* Passed over where the date is none, or HSAY_DAYS_EACH of its source are there. */
void hsay_days__add(hsay_days *days, const hsay_day_offer *offer);

/* True where one more of this source has room. */
bool hsay_days__wants(const hsay_days *days, hsay_day_source source);

/* Days since 0000-03-01 of an ISO date.  Source: Hinnant (2013), days_from_civil. */
int64_t hsay_day__number(hsay_str iso);

#endif
