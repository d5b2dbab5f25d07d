/*
 * Texts in a row with the same block element, with no <br> and no block between them, are one
 * block.  What the rules drop stands in blocks of its own, and does not part what stands around it.
 */
#include "ingest/blocks.h"

#include "ingest/content_tuning.h"

/* What stands between the last block of a lane and here.  Lane 1 is of dropped text. */
typedef struct lane {
    uint32_t last; /* 1 + its last block */
    bool broken, parted;
} lane;

typedef struct scanner {
    hsay_arena *arena;
    const hsay_nodes *nodes;
    const hsay_node_facts *facts;
    HSAY_VEC(hsay_block) made;
    lane lanes[2];
} scanner;

static bool is_block(const hsay_nodes *nodes, uint32_t i)
{
    return hsay_tag__nature(nodes->items[i].tag) & HSAY_TAG_IS_BLOCK;
}

static void begin(scanner *s, uint32_t i, bool dropped)
{
    const hsay_node_facts *f = &s->facts[i];
    lane *l = &s->lanes[dropped];
    hsay_block block = {.first = i, .last = i, .node = f->block, .dropped = dropped};
    const hsay_block *before = l->last ? &s->made.items[l->last - 1] : NULL;
    bool same = before && before->node == f->block && !l->parted;
    block.tight = same && l->broken;
    if (same && !l->broken && !dropped && s->facts[before->last - 1].marked == f->marked)
        block.goes_on = l->last;
    hsay_vec_push(s->arena, &s->made, block);
    l->last = (uint32_t)s->made.count;
}

static void take_text(scanner *s, uint32_t i)
{
    const hsay_node_facts *f = &s->facts[i];
    bool dropped = f->dropped;
    lane *l = &s->lanes[dropped];
    hsay_block *now = l->last && l->last == s->made.count ? &s->made.items[l->last - 1] : NULL;
    bool same = now && now->node == f->block && !l->broken && !l->parted &&
                s->facts[now->last - 1].marked == f->marked;
    if (!same && f->own_chars) {
        begin(s, i, dropped);
        now = s->made.count ? &s->made.items[s->made.count - 1] : NULL;
    }
    if (!now || (!same && !f->own_chars))
        return;
    now->last = i + 1;
    now->chars += f->own_chars;
    now->stops += f->own_stops;
    now->links += f->in_link ? f->own_chars : 0;
    if (f->own_chars)
        l->broken = false;
    l->parted = false;
}

static void scan(scanner *s)
{
    const hsay_nodes *nodes = s->nodes;
    for (uint32_t i = 0; i < nodes->count; i++) {
        const hsay_node *node = &nodes->items[i];
        bool dropped = s->facts[i].dropped;
        if (s->facts[i].silent || node->tag == HSAY_TAG_SELECT) {
            i = node->end - 1;
            continue;
        }
        for (int l = dropped; l < 2; l++) {
            s->lanes[l].parted |= is_block(nodes, i);
            s->lanes[l].broken |= node->tag == HSAY_TAG_BR;
        }
        if (node->tag == HSAY_TAG_TEXT)
            take_text(s, i);
        for (int l = dropped; l < 2; l++)
            s->lanes[l].broken |= node->broken;
    }
}

/* Lists of links are left out, and headings that nothing follows. */
static void rule(const hsay_nodes *nodes, const hsay_node_facts *facts, hsay_blocks *all)
{
    uint32_t end = nodes->items[all->top].end;
    bool text_follows = false;
    for (uint32_t i = all->count; i-- > 0;) {
        hsay_block *b = &all->items[i];
        if (b->dropped || b->first < all->top || b->first >= end)
            continue;
        bool linked = b->links * 100ull > b->chars * (uint64_t)HSAY_CONTENT_LIST_LINKS;
        b->ruled = !linked || b->chars > HSAY_CONTENT_LIST_CHARS;
        if (hsay_tag__nature(nodes->items[b->node].tag) & HSAY_TAG_IS_HEADING)
            b->ruled = text_follows && b->chars > 1;
        else if (b->ruled && !facts[b->first].marked)
            text_follows = true;
    }
}

hsay_blocks hsay_blocks__find(hsay_arena *arena, const hsay_nodes *nodes,
                              const hsay_node_facts *facts, uint32_t top)
{
    scanner s = {.arena = arena, .nodes = nodes, .facts = facts};
    scan(&s);
    hsay_blocks all = {.items = s.made.items, .count = (uint32_t)s.made.count, .top = top};
    rule(nodes, facts, &all);
    return all;
}
