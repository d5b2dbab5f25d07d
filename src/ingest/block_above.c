/* From the root down: an element has what its parent has, and what it is itself. */
#include "ingest/block_above.h"

#include "base/hash.h"
#include "base/str.h"
#include "ingest/block_bytes.h"

enum { SUM_LIMIT = 30000, SLOT_BYTES = 256 };

/* What names that stood in the page before say: most stand many times in it. */
typedef struct known_names {
    struct {
        hsay_str class, id;
        int8_t odds;
    } slots[256];
} known_names;

typedef struct maker {
    const hsay_nodes *nodes;
    const hsay_node_facts *facts;
    const hsay_block_tables *tables;
    known_names *known;
    hsay_block_above *above;
} maker;

static void more(uint8_t *count, bool by)
{
    *count = hsay_block__byte(*count + by);
}

static int8_t clamp(int64_t value)
{
    return (int8_t)(value < -128 ? -128 : value > 127 ? 127 : value);
}

/* What the names of an element say: the sum of its words. */
static int8_t odds_of_names(const maker *m, uint32_t node)
{
    hsay_str class = hsay_node__attr(m->nodes, node, HSAY_ATTR_CLASS);
    hsay_str id = hsay_node__attr(m->nodes, node, HSAY_ATTR_ID);
    size_t slot = hsay_hash_fast(hsay_str_cut(class, 0, SLOT_BYTES), id.len) % 256;
    if (m->known->slots[slot].class.ptr && hsay_str_equal(m->known->slots[slot].class, class) &&
        hsay_str_equal(m->known->slots[slot].id, id))
        return m->known->slots[slot].odds;
    uint16_t buckets[HSAY_BLOCK_MOST_NAMES];
    uint32_t count = hsay_block__names(m->nodes, node, buckets);
    int64_t sum = 0;
    for (uint32_t k = 0; k < count; k++)
        sum += m->tables->names[buckets[k]];
    m->known->slots[slot].class = class;
    m->known->slots[slot].id = id;
    return m->known->slots[slot].odds = clamp(sum);
}

static void hear_names(const maker *m, hsay_block_above *a, uint32_t i)
{
    a->own = 0;
    if (!m->tables || m->nodes->items[i].attr_count == 0)
        return;
    int8_t say = a->own = odds_of_names(m, i);
    if (say == 0)
        return;
    a->names_above = a->names;
    a->names = say;
    a->least = say < a->least ? say : a->least;
    a->most = say > a->most ? say : a->most;
    if (a->sum > -SUM_LIMIT && a->sum < SUM_LIMIT)
        a->sum = (int16_t)(a->sum + say);
}

static hsay_block_above from_parent(const maker *m, uint32_t i)
{
    const hsay_node *node = &m->nodes->items[i];
    const hsay_node_facts *f = &m->facts[i];
    hsay_block_above a =
        i ? m->above[node->parent] : (hsay_block_above){.drop_near = 255, .weak_near = 255};
    more(&a.depth, true);
    more(&a.lists, node->tag == HSAY_TAG_UL || node->tag == HSAY_TAG_OL);
    more(&a.tables, node->tag == HSAY_TAG_TABLE);
    more(&a.asides, hsay_tag__nature(node->tag) & HSAY_TAG_IS_ASIDE);
    more(&a.hidden, f->hidden);
    more(&a.drops, f->names == HSAY_NAMES_DROP);
    more(&a.weaks, f->names == HSAY_NAMES_WEAK);
    more(&a.articles, node->tag == HSAY_TAG_ARTICLE);
    more(&a.mains, node->tag == HSAY_TAG_MAIN);
    more(&a.headers, node->tag == HSAY_TAG_HEADER);
    more(&a.footers, node->tag == HSAY_TAG_FOOTER);
    more(&a.navs, node->tag == HSAY_TAG_NAV || node->tag == HSAY_TAG_MENU);
    more(&a.forms, node->tag == HSAY_TAG_FORM || node->tag == HSAY_TAG_BUTTON);
    more(&a.figures, node->tag == HSAY_TAG_FIGURE || node->tag == HSAY_TAG_FIGCAPTION);
    more(&a.quoted, node->tag == HSAY_TAG_BLOCKQUOTE);
    hear_names(m, &a, i);
    a.drop_near = f->names == HSAY_NAMES_DROP ? 0 : hsay_block__byte(a.drop_near + 1u);
    a.weak_near = f->names == HSAY_NAMES_WEAK ? 0 : hsay_block__byte(a.weak_near + 1u);
    return a;
}

hsay_block_above *hsay_block__above(hsay_arena *arena, const hsay_nodes *nodes,
                                    const hsay_node_facts *facts, const hsay_block_tables *tables)
{
    maker m = {.nodes = nodes, .facts = facts, .tables = tables};
    m.known = hsay_arena_alloc(arena, sizeof *m.known);
    m.above = hsay_arena_array(arena, nodes->count, sizeof *m.above);
    if (!m.known || !m.above)
        return NULL;
    for (uint32_t i = 0; i < nodes->count; i++)
        if (nodes->items[i].tag != HSAY_TAG_TEXT)
            m.above[i] = from_parent(&m, i);
    return m.above;
}
