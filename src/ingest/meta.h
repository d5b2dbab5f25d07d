/* What a page says of itself: title, authors, date, outlet, address, language, and its body as
 * data. */
#ifndef HSAY_INGEST_META_H
#define HSAY_INGEST_META_H

#include "base/arena.h"
#include "hearsay/article.h"
#include "ingest/byline.h"
#include "ingest/date.h"
#include "ingest/days.h"
#include "ingest/meta_live.h"
#include "ingest/nodes.h"
#include "ingest/paywall.h"

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
    HSAY_META_SECTION,
    HSAY_META_ACCESS,
    HSAY_META_IMAGE,
    HSAY_META_PUBLISHED, /* settled */
    HSAY_META_FIELDS
} hsay_meta_field;

enum { HSAY_META_AUTHORS = 16, HSAY_META_CANDIDATES = 64, HSAY_META_NO_RANK = 1000 };

/* Ranks of what is found elsewhere than in <meta> (whose ranks stand in data/html-meta.txt). */
enum {
    HSAY_META_RANK_ARTICLE = 10,  /* JSON-LD of an article */
    HSAY_META_RANK_PAGE = 30,     /* JSON-LD of a page or a site */
    HSAY_META_RANK_PROPERTY = 35, /* itemprop and rel on elements */
    HSAY_META_RANK_ELEMENT = 50,  /* <h1>, <time>, <html lang>, byline classes */
    HSAY_META_RANK_PERSON = 64,   /* somebody in JSON-LD of whom nothing is said to be */
    HSAY_META_RANK_GUESS = 80,    /* <title>, a date in the address */
};

/* Where a value was found. */
typedef struct hsay_meta_source {
    int rank;
    hsay_method method;
    uint32_t node; /* 0: in no element that is shown */
    hsay_byline_trust trust;
    bool is_organisation;
} hsay_meta_source;

typedef struct hsay_meta_candidate {
    hsay_str name;
    hsay_meta_source source;
    int rank; /* settled */
} hsay_meta_candidate;

typedef struct hsay_meta {
    hsay_str values[HSAY_META_FIELDS];
    int ranks[HSAY_META_FIELDS];
    hsay_method methods[HSAY_META_FIELDS];
    hsay_meta_candidate candidates[HSAY_META_CANDIDATES];
    uint32_t candidate_count;
    hsay_str authors[HSAY_META_AUTHORS];
    uint32_t headline;     /* its node, 0 where it stands nowhere */
    hsay_str domain;       /* of the address that it tells, registered */
    hsay_date_order order; /* of numbers in dates, as the page's language has it */
    uint32_t author_count;
    hsay_live live;
    hsay_paywall_declared paywall; /* its access is settled from the values */
    hsay_days days;                /* all that were offered */
} hsay_meta;

/* Nothing is known. */
void hsay_meta__start(hsay_meta *meta);

/* Offers a value: taken where no better one is known.  Entities that were escaped twice are
 * decoded. */
void hsay_meta__offer(hsay_arena *arena, hsay_meta *meta, hsay_meta_field field, hsay_str value,
                      const hsay_meta_source *source);

/* Words of a <meta> whose name is in no list but may mean a day: kept among the days, where they
 * are one. */
void hsay_meta__offer_unlisted(hsay_arena *arena, hsay_meta *meta, hsay_str words);

/* From one JSON-LD script; broken JSON says nothing. */
void hsay_meta__json_ld(hsay_arena *arena, hsay_meta *meta, hsay_str json);

/* The first headings of a page, h1 to h4. */
enum { HSAY_META_HEADINGS = 48 };

typedef struct hsay_meta_heading {
    hsay_str text;
    uint32_t node;
    bool is_h1;
    bool is_site; /* the site's name, a link to its first page */
} hsay_meta_heading;

typedef struct hsay_meta_headings {
    hsay_meta_heading items[HSAY_META_HEADINGS];
    uint32_t count;
} hsay_meta_headings;

/* Reads the heading at `node`; its text is empty where it has none. */
hsay_meta_heading hsay_meta__heading(hsay_arena *arena, const hsay_nodes *nodes, uint32_t node);

/*
 * Chooses the title among what `meta` was offered, the headings and `in_head`, the text of <title>.
 * Answers the node where it stands in the page, else that of the first h1, else 0.
 */
uint32_t hsay_meta__settle_title(const hsay_nodes *nodes, const hsay_meta_headings *headings,
                                 hsay_str in_head, hsay_meta *meta);

/* The value cleaned: white space as single blanks, references that were escaped twice decoded. */
hsay_str hsay_meta__clean(hsay_arena *arena, hsay_str value);

/* Offers the names in cleaned words. */
void hsay_meta__offer_author(hsay_arena *arena, hsay_meta *meta, hsay_str value,
                             const hsay_meta_source *source);

/* The node from which `texts` texts stand before the headline. */
uint32_t hsay_meta__before(const hsay_nodes *nodes, uint32_t headline, uint32_t texts);

/* Offers authors from the lines around the node `headline`. */
void hsay_meta__byline(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                       hsay_meta *meta);

/* Offers names that the page shows anywhere, behind what it tells otherwise. */
void hsay_meta__shown(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                      hsay_meta *meta);

/* Chooses the authors among those offered. */
void hsay_meta__settle_authors(const hsay_nodes *nodes, uint32_t headline, hsay_meta *meta);

/* Weighs the dates of `meta` against those that the page shows near the node `headline`. */
void hsay_meta__settle_date(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                            hsay_meta *meta);

/*
 * How far a part of the page that does not hold the headline, but the node, is from it: a menu, an
 * aside or what is related FAR, a comment NEVER; else 0.
 */
enum { HSAY_META_PART_FAR = 25, HSAY_META_PART_NEVER = 500 };
int hsay_meta__part(const hsay_nodes *nodes, uint32_t node, uint32_t headline);

/* The page's pictures with their captions, at most HSAY_META_IMAGES, in `arena`; `base`: what their
 * addresses stand on. */
enum { HSAY_META_IMAGES = 32 };
const hsay_image *hsay_meta__images(hsay_arena *arena, const hsay_nodes *nodes,
                                    const hsay_meta *meta, hsay_str base, uint32_t *count);

/*
 * From the whole page.  `title`: what its <title> is taken to be where it has none, or empty.
 * Cost: linear; a failure of memory shows in the arena.
 */
void hsay_meta__read(hsay_arena *arena, const hsay_nodes *nodes, hsay_str title, hsay_meta *meta);

#endif
