/* Tables of nodes made from one of a page: a part of it, and the page without some parts. */
#ifndef HSAY_INGEST_NODE_CUTS_H
#define HSAY_INGEST_NODE_CUTS_H

#include "ingest/nodes.h"

/*
 * The subtree of `node` with the elements around it, as a table of its own; texts and attributes
 * are those of `nodes`.  False where memory is short.  Cost: linear in what is kept.
 */
bool hsay_nodes__part(hsay_arena *arena, const hsay_nodes *nodes, uint32_t node, hsay_nodes *out);

/* Without the subtrees of `cut`, sorted and apart.  Likewise; cost: linear in the page. */
bool hsay_nodes__without(hsay_arena *arena, const hsay_nodes *nodes, const uint32_t *cut,
                         uint32_t cut_count, hsay_nodes *out);

#endif
