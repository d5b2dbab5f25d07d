/*
 * The model of blocks: tables of what words say, and trees over the features of each block.
 */
#ifndef HSAY_INGEST_BLOCK_MODEL_H
#define HSAY_INGEST_BLOCK_MODEL_H

#include "ingest/block_features.h"
#include "model/boost.h"

typedef struct hsay_block_model {
    const hsay_block_tables *tables;
    hsay_boost trees;
    int32_t margins[2]; /* off the scores: [1] of blocks that the rules keep, [0] of others */
} hsay_block_model;

/* Points into `bytes`, borrowed, at a multiple of 8.  HSAY_INPUT, HSAY_NEWER. */
hsay_status hsay_block_model__open(hsay_str bytes, hsay_block_model *out, hsay_error *error);
/* The bytes of its file; a failure shows in the buffer. */
void hsay_block_model__pack(const hsay_block_model *model, hsay_buf *out);

/* Sets the score of each block, less its margin, and what it must be above; false where memory is
 * short or the blocks are too many. */
bool hsay_block_model__score(hsay_arena *arena, const hsay_block_model *model,
                             const hsay_nodes *nodes, const hsay_node_facts *facts,
                             hsay_blocks *blocks);

/* The carried model; NULL where it is none for this version's features. */
const hsay_block_model *hsay_block_model__carried(void);

#endif
