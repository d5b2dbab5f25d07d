/*
 * What the gold text says of a page's blocks.  Words are runs of letters and digits without case,
 * as hashes.
 */
#ifndef HSAY_TEACH_BLOCKS_ALIGN_H
#define HSAY_TEACH_BLOCKS_ALIGN_H

#include "base/arena.h"

typedef struct words {
    uint64_t *items;
    uint32_t count;
} words;

words words_of(hsay_arena *arena, hsay_str text);

/* The gold body as a sequence that blocks are found in, one behind the other. */
typedef struct gold gold;
gold *gold_of(hsay_arena *arena, hsay_str body);

/* The share of the block's words, 0 to 1, that the body has where it is read so far, and goes on
 * behind them. */
double gold_share(gold *g, words block);

/* Whether `part` stands in `whole`, word by word. */
bool words_contain(words whole, words part);

#endif
