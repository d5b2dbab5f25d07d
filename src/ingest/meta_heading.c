/*
 * A heading becomes its text, without the line that stands above the headline in it ("Sea" of
 * "Sea Port closed", in an element of its own), and is known for the site's name where it is a link
 * to the site's first page.
 */
#include "ingest/meta.h"

#include "base/str.h"
#include "data/lexicons.h"

enum { HEADING_BYTES = 600, CLASS_BYTES = 200, CHILDREN = 8 };

static bool is_kicker(const hsay_nodes *nodes, uint32_t node)
{
    hsay_str class = hsay_str_cut(hsay_node__attr(nodes, node, HSAY_ATTR_CLASS), 0, CLASS_BYTES);
    if (nodes->items[node].tag == HSAY_TAG_TIME)
        return true;
    for (uint32_t i = 0; class.len && i < hsay_lexicon__kicker_classes.row_count; i++)
        if (hsay_str_find_nocase(class, hsay_str_of(hsay_lexicon__kicker_classes.rows[i].key), 0) !=
            SIZE_MAX)
            return true;
    return false;
}

/* "/", "https://velmora.example/": the first page of a site. */
static bool is_first_page(hsay_str href)
{
    size_t host = hsay_str_find(href, HSAY_STR("//"), 0);
    if (host == SIZE_MAX || host > sizeof "https:" - 1)
        return hsay_str_equal(href, HSAY_STR("/"));
    size_t path = hsay_str_find(href, HSAY_STR("/"), host + 2);
    return path == SIZE_MAX || path + 1 == href.len;
}

static bool is_site(const hsay_nodes *nodes, uint32_t heading)
{
    uint32_t end = nodes->items[heading].end;
    for (uint32_t i = heading + 1; i < end && i <= heading + CHILDREN; i++)
        if (nodes->items[i].tag == HSAY_TAG_A)
            return is_first_page(hsay_str_trim(hsay_node__attr(nodes, i, HSAY_ATTR_HREF)));
    uint32_t parent = nodes->items[heading].parent;
    return nodes->items[parent].tag == HSAY_TAG_A &&
           is_first_page(hsay_str_trim(hsay_node__attr(nodes, parent, HSAY_ATTR_HREF)));
}

/* Where the headline begins behind what stands above it: `node` itself where nothing does. */
static hsay_str above(hsay_arena *arena, const hsay_nodes *nodes, uint32_t heading)
{
    uint32_t end = nodes->items[heading].end;
    for (uint32_t i = heading + 1; i < end && i <= heading + CHILDREN; i++) {
        if (nodes->items[i].tag == HSAY_TAG_TEXT && hsay_str_trim(nodes->items[i].text).len)
            break;
        if (nodes->items[i].tag != HSAY_TAG_TEXT && is_kicker(nodes, i))
            return hsay_meta__clean(arena, hsay_node__text(arena, nodes, i, HEADING_BYTES));
    }
    return HSAY_STR_NONE;
}

hsay_meta_heading hsay_meta__heading(hsay_arena *arena, const hsay_nodes *nodes, uint32_t node)
{
    hsay_str text = hsay_meta__clean(arena, hsay_node__text(arena, nodes, node, HEADING_BYTES));
    hsay_str before = above(arena, nodes, node);
    if (before.len && before.len < text.len && hsay_str_starts(text, before))
        text = hsay_str_trim(hsay_str_cut(text, before.len, text.len));
    return (hsay_meta_heading){.text = text,
                               .node = node,
                               .is_h1 = nodes->items[node].tag == HSAY_TAG_H1,
                               .is_site = is_site(nodes, node)};
}
