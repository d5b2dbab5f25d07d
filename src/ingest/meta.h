/* What a page says of itself: title, authors, date, outlet, address, language, and its body as
 * data. */
#ifndef HSAY_INGEST_META_H
#define HSAY_INGEST_META_H

#include "base/arena.h"
#include "ingest/date.h"
#include "ingest/nodes.h"

/* The fields that one value is kept of: that with the lowest rank, the first of equals. */
typedef enum hsay_meta_field {
    HSAY_META_TITLE,
    HSAY_META_DATE, /* of publishing, until hsay_meta__settle_date */
    HSAY_META_UPDATED,
    HSAY_META_OUTLET,
    HSAY_META_URL,
    HSAY_META_LANG,
    HSAY_META_AUTHOR,
    HSAY_META_BODY,
    HSAY_META_FIELDS
} hsay_meta_field;

enum { HSAY_META_AUTHORS = 16, HSAY_META_NO_RANK = 1000 };

/* Ranks of what is found elsewhere than in <meta> (whose ranks stand in data/html-meta.txt). */
enum {
    HSAY_META_RANK_ARTICLE = 10,  /* JSON-LD of an article */
    HSAY_META_RANK_PAGE = 30,     /* JSON-LD of a page or a site */
    HSAY_META_RANK_PROPERTY = 35, /* itemprop and rel on elements */
    HSAY_META_RANK_ELEMENT = 50,  /* <h1>, <time>, <html lang>, byline classes */
    HSAY_META_RANK_GUESS = 80,    /* <title>, a date in the address */
};

typedef struct hsay_meta {
    hsay_str values[HSAY_META_FIELDS];
    int ranks[HSAY_META_FIELDS];
    hsay_str authors[HSAY_META_AUTHORS];
    hsay_date_order order; /* of numbers in dates, as the page's language has it */
    uint32_t author_count;
} hsay_meta;

/* Offers a value: taken where no better one is known.  Entities that were escaped twice are
 * decoded. */
void hsay_meta__offer(hsay_arena *arena, hsay_meta *meta, hsay_meta_field field, hsay_str value,
                      int rank);

/* From one JSON-LD script; broken JSON says nothing. */
void hsay_meta__json_ld(hsay_arena *arena, hsay_meta *meta, hsay_str json);

/* The first headings of a page, h1 to h4. */
enum { HSAY_META_HEADINGS = 48 };

typedef struct hsay_meta_heading {
    hsay_str text;
    uint32_t node;
    bool is_h1;
} hsay_meta_heading;

typedef struct hsay_meta_headings {
    hsay_meta_heading items[HSAY_META_HEADINGS];
    uint32_t count;
} hsay_meta_headings;

/*
 * Chooses the title among what `meta` was offered, the headings and `in_head`, the text of <title>.
 * Answers the node where it stands in the page, 0 where it does not.
 */
uint32_t hsay_meta__settle_title(const hsay_nodes *nodes, const hsay_meta_headings *headings,
                                 hsay_str in_head, hsay_meta *meta);

/* The author, from the first lines at or behind the node `from`: the headline. */
void hsay_meta__byline(hsay_arena *arena, const hsay_nodes *nodes, uint32_t from, hsay_meta *meta);

/* Weighs the dates of `meta` against those that the page shows near the node `headline`. */
void hsay_meta__settle_date(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                            hsay_date_order order, hsay_meta *meta);

/* Two to five words with capitals, but for particles ("de", "van"). */
bool hsay_meta__is_person(hsay_str name);

/* From the whole page.  Cost: linear; a failure of memory shows in the arena. */
void hsay_meta__read(hsay_arena *arena, const hsay_nodes *nodes, hsay_meta *meta);

#endif
