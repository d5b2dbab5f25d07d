/* How much a block must score on its page to be kept. */
#ifndef HSAY_INGEST_BLOCK_CHOICE_H
#define HSAY_INGEST_BLOCK_CHOICE_H

#include "ingest/blocks.h"
#include "model/boost.h"

/*
 * 0 or less, in HSAY_BOOST_UNIT: of blocks whose scores are log odds, those above it are the text
 * whose F1 can be expected to be best.  Cost: linear.
 */
int32_t hsay_block__threshold(const hsay_blocks *blocks);

#endif
