/*
 * How a page's main content is chosen: a numbered cascade (docs/reading.md).  The first method that
 * gives enough text decides, and its name is kept.
 */
#ifndef HSAY_INGEST_METHODS_H
#define HSAY_INGEST_METHODS_H

#include "ingest/block_model.h"
#include "ingest/paywall.h"
#include "ingest/posts.h"

typedef struct hsay_methods_input {
    const hsay_nodes *nodes;
    hsay_str page, title; /* title: empty where unknown */
    hsay_str base;        /* what links stand on; empty where unknown */
    hsay_str body;        /* the article as the page gives it as data; empty where it does not */
    uint64_t page_start;  /* in the input; UINT64_MAX: it stands nowhere */
    const hsay_block_model *model; /* NULL: rules alone */
    const hsay_posts *posts;       /* NULL: no live blog */
    hsay_paywall_declared access;  /* what the page says of who may read it */
} hsay_methods_input;

/*
 * Fills text, furniture, runs, method, partial and partial_from of `out`; its text stays empty
 * where the page has none.  A failure of memory shows in the arena.  Cost: linear.
 */
void hsay_methods__read(hsay_arena *arena, const hsay_methods_input *input, hsay_article *out);

#endif
