/* Nodes are copied in order; parents and ends are numbered anew. */
#include "ingest/node_cuts.h"

static uint32_t depth_of(const hsay_nodes *nodes, uint32_t node)
{
    uint32_t depth = 0;
    for (; node; node = nodes->items[node].parent)
        depth++;
    return depth;
}

bool hsay_nodes__part(hsay_arena *arena, const hsay_nodes *nodes, uint32_t node, hsay_nodes *out)
{
    uint32_t depth = depth_of(nodes, node), end = nodes->items[node].end;
    uint32_t count = depth + end - node;
    hsay_node *items = hsay_arena_array(arena, count, sizeof *items);
    if (!items)
        return false;
    uint32_t above = node;
    for (uint32_t i = depth; i-- > 0;) {
        above = nodes->items[above].parent;
        items[i] = nodes->items[above];
        items[i].parent = i ? i - 1 : 0;
        items[i].end = count;
    }
    for (uint32_t i = node; i < end; i++) {
        hsay_node *made = &items[depth + i - node];
        *made = nodes->items[i];
        made->parent = i == node ? (depth ? depth - 1 : 0) : made->parent - node + depth;
        made->end = made->end - node + depth;
    }
    *out = (hsay_nodes){items, count, nodes->attrs, nodes->work + count};
    return true;
}

/* For each node how many are kept before it, and for the end. */
static uint32_t *places_of(hsay_arena *arena, const hsay_nodes *nodes, const uint32_t *cut,
                           uint32_t cut_count)
{
    uint32_t *places = hsay_arena_array(arena, (size_t)nodes->count + 1, sizeof *places);
    uint32_t kept = 0, next = 0, until = 0;
    for (uint32_t i = 0; places && i < nodes->count; i++) {
        if (next < cut_count && cut[next] == i)
            until = nodes->items[cut[next++]].end;
        places[i] = kept;
        kept += i >= until;
    }
    if (places)
        places[nodes->count] = kept;
    return places;
}

bool hsay_nodes__without(hsay_arena *arena, const hsay_nodes *nodes, const uint32_t *cut,
                         uint32_t cut_count, hsay_nodes *out)
{
    uint32_t *places = places_of(arena, nodes, cut, cut_count);
    uint32_t count = places ? places[nodes->count] : 0;
    hsay_node *items = places ? hsay_arena_array(arena, count, sizeof *items) : NULL;
    if (!items)
        return false;
    for (uint32_t i = 0; i < nodes->count; i++) {
        if (places[i + 1] == places[i])
            continue;
        hsay_node *made = &items[places[i]];
        *made = nodes->items[i];
        made->parent = places[made->parent];
        made->end = places[made->end];
    }
    *out = (hsay_nodes){items, count, nodes->attrs, nodes->work + count};
    return true;
}
