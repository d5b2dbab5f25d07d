/*
 * The pictures of a page: the one that it tells machines, then those that have a caption of their
 * own or stand in a figure.  A caption is the nearest <figcaption>, or element of such a class,
 * behind the picture in one of the small elements around it.
 */
#include "ingest/meta.h"

#include "base/str.h"
#include "ingest/address.h"

enum {
    LOOKED_AT = 64, /* pictures */
    AROUND = 3,     /* elements around one that are looked into */
    SMALL = 60,     /* nodes of such an element */
    CAPTION_BYTES = 600,
    CLASS_BYTES = 200,
};

typedef struct list {
    hsay_arena *arena;
    const hsay_nodes *nodes;
    hsay_str base;
    uint32_t headline;
    hsay_image *items;
    uint32_t count;
} list;

static bool is_caption(const hsay_nodes *nodes, uint32_t i)
{
    hsay_str names = hsay_str_cut(hsay_node__attr(nodes, i, HSAY_ATTR_CLASS), 0, CLASS_BYTES);
    return nodes->items[i].tag == HSAY_TAG_FIGCAPTION ||
           hsay_str_find_nocase(names, HSAY_STR("caption"), 0) != SIZE_MAX;
}

/* The caption in the subtree of `around`, behind the picture; an element that holds the picture is
 * none. */
static hsay_str caption_in(const list *l, uint32_t around, uint32_t image)
{
    const hsay_nodes *nodes = l->nodes;
    uint32_t end = nodes->items[around].end;
    if (end - around > SMALL)
        return HSAY_STR_NONE;
    for (uint32_t i = image + 1; i < end; i++) {
        if (nodes->items[i].tag == HSAY_TAG_IMG)
            break;
        hsay_str text = is_caption(nodes, i) ? hsay_node__text(l->arena, nodes, i, CAPTION_BYTES)
                                             : HSAY_STR_NONE;
        if (text.len)
            return hsay_meta__clean(l->arena, text);
    }
    return HSAY_STR_NONE;
}

/* `*in_figure`: it stands in a <figure>. */
static hsay_str caption_of(const list *l, uint32_t image, bool *in_figure)
{
    hsay_str found = HSAY_STR_NONE;
    uint32_t around = image;
    for (int turn = 0; turn < AROUND && around > 0; turn++) {
        around = l->nodes->items[around].parent;
        *in_figure |= l->nodes->items[around].tag == HSAY_TAG_FIGURE;
        if (found.len == 0)
            found = caption_in(l, around, image);
    }
    return found;
}

static void add(list *l, hsay_str url, hsay_str caption)
{
    url = hsay_address__resolve(l->arena, l->base, url);
    for (uint32_t i = 0; i < l->count; i++)
        if (hsay_str_equal(l->items[i].url, url)) {
            if (l->items[i].caption.len == 0)
                l->items[i].caption = caption;
            return;
        }
    if (url.len && l->count < HSAY_META_IMAGES)
        l->items[l->count++] = (hsay_image){url, caption};
}

static void read_image(list *l, uint32_t i)
{
    hsay_str url = hsay_node__attr(l->nodes, i, HSAY_ATTR_SRC);
    if (url.len == 0 || hsay_str_starts_nocase(url, HSAY_STR("data:")))
        url = hsay_node__attr(l->nodes, i, HSAY_ATTR_DATA_SRC);
    if (url.len == 0 || hsay_str_starts_nocase(url, HSAY_STR("data:")))
        return;
    bool in_figure = false;
    hsay_str caption = caption_of(l, i, &in_figure);
    if ((caption.len || in_figure) && hsay_meta__part(l->nodes, i, l->headline) == 0)
        add(l, hsay_meta__clean(l->arena, url), caption);
}

const hsay_image *hsay_meta__images(hsay_arena *arena, const hsay_nodes *nodes,
                                    const hsay_meta *meta, hsay_str base, uint32_t *count)
{
    list l = {.arena = arena, .nodes = nodes, .base = base, .headline = meta->headline};
    l.items = hsay_arena_array(arena, HSAY_META_IMAGES, sizeof *l.items);
    *count = 0;
    if (!l.items)
        return NULL;
    add(&l, meta->values[HSAY_META_IMAGE], HSAY_STR_NONE);
    uint32_t looked = 0;
    for (uint32_t i = 1; i < nodes->count && looked < LOOKED_AT; i++)
        if (nodes->items[i].tag == HSAY_TAG_IMG) {
            looked++;
            read_image(&l, i);
        }
    *count = l.count;
    return l.items;
}
