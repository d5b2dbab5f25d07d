/* For tests of blocks: a page as nodes, facts and blocks. */
#ifndef HSAY_TESTS_INGEST_PAGE_BLOCKS_H
#define HSAY_TESTS_INGEST_PAGE_BLOCKS_H

#include "../check.h"

#include "ingest/block_features.h"

typedef struct page_blocks {
    hsay_nodes nodes;
    hsay_node_facts *facts;
    hsay_blocks all;
} page_blocks;

static inline page_blocks blocks_of(hsay_arena *arena, const char *html)
{
    page_blocks p;
    assert_int_equal(hsay_nodes__read(arena, hsay_str_of(html), &p.nodes, NULL), HSAY_OK);
    p.facts = hsay_content__facts(arena, &p.nodes, true);
    assert_non_null(p.facts);
    p.all = hsay_blocks__find(arena, &p.nodes, p.facts, hsay_content__choose(&p.nodes, p.facts));
    return p;
}

#endif
