/* What an element of a feed holds, and the feed and item that are being gathered. */
#ifndef HSAY_INGEST_FEED_PARTS_H
#define HSAY_INGEST_FEED_PARTS_H

#include "ingest/entry.h"

typedef enum hsay_feed_role {
    HSAY_FEED_ROLE_NONE,
    HSAY_FEED_ROLE_ID,
    HSAY_FEED_ROLE_URL,
    HSAY_FEED_ROLE_TITLE,
    HSAY_FEED_ROLE_OUTLET,
    HSAY_FEED_ROLE_LANG,
    HSAY_FEED_ROLE_DATE,
    HSAY_FEED_ROLE_AUTHOR,
    HSAY_FEED_ROLE_BODY,    /* the whole */
    HSAY_FEED_ROLE_EXCERPT, /* the whole or a summary: nobody says which */
    HSAY_FEED_ROLE_SUMMARY,
    HSAY_FEED_ROLE_COUNT
} hsay_feed_role;

/* Of several elements with one role the smallest rank counts, of equal ones the first. */
typedef struct hsay_feed_part {
    hsay_feed_role role;
    int rank;
} hsay_feed_part;

/* An element by its name space's usual prefix, its name, and the name of what it stands in. */
hsay_feed_part hsay_feed__part(hsay_str space, hsay_str name, hsay_str parent, bool in_item);
/* The usual prefix of a name space by its address, or of an undeclared one by its prefix. */
hsay_str hsay_feed__space(hsay_str address, hsay_str prefix);

/* How a value is written. */
typedef enum hsay_feed_coding { HSAY_FEED_PLAIN, HSAY_FEED_HTML } hsay_feed_coding;

typedef struct hsay_feed_value {
    hsay_str text;
    hsay_feed_coding coding;
    int rank; /* 0: not given */
} hsay_feed_value;

/* The values of a feed, or of one item. */
typedef struct hsay_feed_values {
    hsay_feed_value by_role[HSAY_FEED_ROLE_COUNT];
    HSAY_VEC(hsay_str) authors;
    int author_rank;
} hsay_feed_values;

void hsay_feed__put(hsay_arena *arena, hsay_feed_values *values, hsay_feed_part part, hsay_str text,
                    hsay_feed_coding coding);
/* An item, with what the feed says for all of them. */
hsay_entry hsay_feed__entry(const hsay_feed_values *item, const hsay_feed_values *feed);

#endif
