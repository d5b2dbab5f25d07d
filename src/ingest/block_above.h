/* What stands at or above each element of a page, counted from the root down. */
#ifndef HSAY_INGEST_BLOCK_ABOVE_H
#define HSAY_INGEST_BLOCK_ABOVE_H

#include "ingest/block_words.h"

/* Counts stop at 255. */
typedef struct hsay_block_above {
    uint8_t depth, lists, tables, asides, hidden, drops, weaks, articles, mains, headers, footers;
    uint8_t navs, forms, figures, quoted;
    uint8_t drop_near, weak_near; /* levels up to the next; 255: none */
    int8_t own;                   /* what its own names say */
    int8_t names, names_above;    /* what those of the nearest two say that say anything */
    int8_t least, most;
    int16_t sum;
} hsay_block_above;

/* One for each element, those of texts are empty.  NULL where memory is short.  Cost: linear. */
hsay_block_above *hsay_block__above(hsay_arena *arena, const hsay_nodes *nodes,
                                    const hsay_node_facts *facts, const hsay_block_tables *tables);

#endif
