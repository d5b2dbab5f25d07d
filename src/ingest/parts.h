/*
 * The articles of a page that holds several whole ones: the next ones that a page grows by as it is
 * scrolled, or the posts of a front page.  Comments, teasers and the parts of one article are none.
 */
#ifndef HSAY_INGEST_PARTS_H
#define HSAY_INGEST_PARTS_H

#include "ingest/content.h"

enum { HSAY_PARTS = 64 }; /* of one page; what stands behind them stays in the page's own article */

typedef struct hsay_part {
    uint32_t node, heading;
    hsay_str url; /* as the page writes it; empty where it tells none */
} hsay_part;

typedef struct hsay_parts {
    hsay_part items[HSAY_PARTS]; /* in the order of the page */
    uint32_t count;              /* 0, or at least two */
    uint32_t own; /* 1 + the one with the page's headline; 0 where all are of equal standing */
} hsay_parts;

/* `headline`: the node of the page's headline, 0 where it stands nowhere.  A failure of memory
 * shows in the arena.  Cost: linear. */
void hsay_parts__find(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                      hsay_parts *out);

#endif
