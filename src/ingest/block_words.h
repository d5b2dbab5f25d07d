/*
 * What words say: those of class and id of an element, and those of a block's text, each by
 * a hash into a table of log odds that are learned with the model.
 */
#ifndef HSAY_INGEST_BLOCK_WORDS_H
#define HSAY_INGEST_BLOCK_WORDS_H

#include "ingest/blocks.h"

enum {
    HSAY_BLOCK_NAME_BUCKETS = 1 << 13,
    HSAY_BLOCK_WORD_BUCKETS = 1 << 15,
    HSAY_BLOCK_MOST_NAMES = 16, /* words of one element's names, at most */
    HSAY_BLOCK_MOST_WORDS = 48, /* words of a block that are looked at: so many at its beginning */
    HSAY_BLOCK_ODDS_UNIT = 24,  /* of a table's number that is worth 1 in log odds */
};

typedef struct hsay_block_tables {
    int8_t names[HSAY_BLOCK_NAME_BUCKETS];
    int8_t words[HSAY_BLOCK_WORD_BUCKETS];
} hsay_block_tables;

/* The buckets of the words of an element's class and id. */
uint32_t hsay_block__names(const hsay_nodes *nodes, uint32_t node,
                           uint16_t out[HSAY_BLOCK_MOST_NAMES]);

/* The buckets of a block's first words, and of each two in a row. */
uint32_t hsay_block__words(const hsay_nodes *nodes, const hsay_node_facts *facts,
                           const hsay_block *block, uint16_t out[2 * HSAY_BLOCK_MOST_WORDS]);

#endif
