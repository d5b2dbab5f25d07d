/*
 * Which subtree holds the article.  What the page itself names (articleBody, one <article>) wins
 * where it holds enough of the prose; else the way down from the root goes on as long as one child
 * has most of it.  The idea of scoring by prose against links is Readability's (Arc90, 2009); we go
 * down the tree with sums instead of up from paragraphs, which is one pass and needs no sibling
 * joining.
 */
#include "ingest/content.h"

#include "base/str.h"
#include "ingest/content_tuning.h"

static bool names_body(const hsay_nodes *nodes, uint32_t i)
{
    hsay_str prop = hsay_node__attr(nodes, i, HSAY_ATTR_ITEMPROP);
    return hsay_str_find_nocase(hsay_str_cut(prop, 0, 64), HSAY_STR("articlebody"), 0) != SIZE_MAX;
}

/* The element that the page names, with the most prose; `top` where none has enough. */
static uint32_t named(const hsay_nodes *nodes, const hsay_node_facts *facts, uint32_t top)
{
    uint32_t best = top, best_good = 0;
    uint64_t least = facts[top].good * (uint64_t)HSAY_CONTENT_NAMED_PERCENT / 100;
    for (int kind = 0; kind < 2 && best == top; kind++)
        for (uint32_t i = top; i < nodes->items[top].end; i++) {
            bool fits = kind == 0 ? names_body(nodes, i) : nodes->items[i].tag == HSAY_TAG_ARTICLE;
            if (fits && !facts[i].dropped && facts[i].good > best_good &&
                facts[i].good * (kind == 0 ? 1ull : 2ull) > least * (kind == 0 ? 1ull : 3ull)) {
                best = i;
                best_good = facts[i].good;
            }
        }
    return best;
}

/* Down as long as one child holds nearly all of the prose. */
static uint32_t descend(const hsay_nodes *nodes, const hsay_node_facts *facts, uint32_t top)
{
    for (;;) {
        uint32_t best = 0;
        for (uint32_t i = top + 1; i < nodes->items[top].end; i = nodes->items[i].end)
            if (!facts[i].dropped && facts[i].good && (!best || facts[i].good > facts[best].good))
                best = i;
        if (!best ||
            facts[best].good * 100ull < facts[top].good * (uint64_t)HSAY_CONTENT_DESCEND_PERCENT)
            return top;
        if (facts[best].good == facts[best].own_chars - facts[best].own_links)
            return top; /* a paragraph: what holds it is the article */
        top = best;
    }
}

uint32_t hsay_content__choose(const hsay_nodes *nodes, const hsay_node_facts *facts)
{
    return descend(nodes, facts, named(nodes, facts, 0));
}
