/*
 * The blocks of a page: runs of text that are one paragraph or a part of one, all of them, whoever
 * thinks that they are the article's.  Invariant: sorted by where they stand, not overlapping.
 */
#ifndef HSAY_INGEST_BLOCKS_H
#define HSAY_INGEST_BLOCKS_H

#include "ingest/content.h"

typedef struct hsay_block {
    uint32_t first, last; /* its text nodes: those of [first, last) that are not silent */
    uint32_t node;        /* the element whose paragraph it is */
    uint32_t chars, links, stops;
    uint32_t goes_on; /* 1 + the block whose paragraph it goes on, behind what is dropped; or 0 */
    bool tight;       /* one newline before it, not two */
    bool dropped;     /* by the names and tags above it */
    bool ruled;       /* the rules keep it */
    bool walled;      /* a paywall, or behind one */
    int32_t score;    /* the model's, in HSAY_BOOST_UNIT */
} hsay_block;

typedef struct hsay_blocks {
    hsay_block *items;
    uint32_t count;
    uint32_t top;      /* the subtree that the rules chose */
    int32_t threshold; /* the model keeps blocks that score above it */
} hsay_blocks;

/* All blocks, and which of them the rules keep.  A failure of memory shows in the arena. */
hsay_blocks hsay_blocks__find(hsay_arena *arena, const hsay_nodes *nodes,
                              const hsay_node_facts *facts, uint32_t top);

/*
 * Writes text, furniture and runs of `out`: the article's blocks, and as furniture those that only
 * the rules keep.  `page` is what the nodes' texts are views of, `page_start` its place in the
 * input, or UINT64_MAX where it stands nowhere; `title` is the article's title where known: a block
 * equal to it is the headline.  `learned`: the blocks have scores, and these decide.
 */
typedef struct hsay_content_source {
    const hsay_nodes *nodes;
    const hsay_node_facts *facts;
    hsay_str page, title, base; /* base: what links stand on; empty where unknown */
    uint64_t page_start;
    hsay_blocks blocks;
    bool learned;
    const struct hsay_posts *posts; /* of a live blog; NULL: it is none */
} hsay_content_source;
void hsay_content__write(hsay_arena *arena, const hsay_content_source *source, hsay_article *out);

/* Whether the block is the article's: the model says it, else the rules. */
static inline bool hsay_content__keeps(const hsay_content_source *source, const hsay_block *block)
{
    return source->learned ? block->score > source->blocks.threshold : block->ruled;
}

#endif
