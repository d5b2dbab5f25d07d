/*
 * Elements that are named as articles (<article>, schema.org's types, class names), the outermost
 * ones, each with prose, a heading, and what only an article of its own has: an address or an <h1>,
 * and a time or a byline.  Where the page's headline stands in none, the page must hold little
 * else.
 */
#include "ingest/parts.h"

#include "base/lexicon.h"
#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/meta.h"

enum {
    LEAST_BYTES = 500,     /* of text: less is no whole article */
    OWN_LEAST_BYTES = 150, /* where the page's headline stands in it */
    LEAST_CHARS = 350,     /* of prose */
    INNER_PERCENT = 80,    /* of an element's text in several inside it: they are the articles */
    OUTSIDE_PERCENT = 30,  /* of the page's prose, at most, where no part is the page's own */
    HEADING_NODES = 60,    /* it stands among the first nodes of an article */
    SEEN = 4096,           /* elements looked at */
    NAME_BYTES = 512,
};

typedef struct scan {
    const hsay_nodes *nodes;
    const uint32_t *before; /* bytes of text before each node */
    uint32_t headline;
    hsay_parts *out;
    uint32_t seen;
} scan;

static bool has_listed_name(hsay_str names)
{
    names = hsay_str_cut(names, 0, NAME_BYTES);
    for (size_t start = 0, at = 0; at <= names.len; at++) {
        if (at < names.len && !hsay_char_is_space(names.ptr[at]))
            continue;
        if (at > start &&
            hsay_lexicon_find(&hsay_lexicon__article_names, hsay_str_cut(names, start, at)))
            return true;
        start = at + 1;
    }
    return false;
}

static bool is_named(const hsay_nodes *nodes, uint32_t i)
{
    const hsay_node *node = &nodes->items[i];
    if (node->tag == HSAY_TAG_ARTICLE)
        return true;
    if (node->attr_count == 0 || node->tag == HSAY_TAG_HTML || node->tag == HSAY_TAG_BODY)
        return false;
    hsay_str type = hsay_str_trim(hsay_node__attr(nodes, i, HSAY_ATTR_ITEMTYPE));
    bool is_type =
        hsay_str_ends(type, HSAY_STR("Article")) || hsay_str_ends(type, HSAY_STR("/BlogPosting"));
    return is_type || has_listed_name(hsay_node__attr(nodes, i, HSAY_ATTR_CLASS));
}

static uint32_t bytes_of(const scan *s, uint32_t node)
{
    return s->before[s->nodes->items[node].end] - s->before[node];
}

/* Takes the outermost named elements of [from, to) with enough text; of one that is little more
 * than several others inside it, these. */
static void take(scan *s, uint32_t from, uint32_t to, int depth)
{
    for (uint32_t i = from; i < to && s->out->count < HSAY_PARTS && s->seen < SEEN; i++) {
        if (!is_named(s->nodes, i))
            continue;
        s->seen++;
        uint32_t end = s->nodes->items[i].end, bytes = bytes_of(s, i), first = s->out->count;
        bool own = s->headline >= i && s->headline < end;
        if (bytes < (own ? OWN_LEAST_BYTES : LEAST_BYTES)) {
            i = end - 1;
            continue;
        }
        uint64_t inner = 0;
        if (depth > 0)
            take(s, i + 1, end, depth - 1);
        for (uint32_t k = first; k < s->out->count; k++)
            inner += bytes_of(s, s->out->items[k].node);
        if (s->out->count < first + 2 || inner * 100 < bytes * (uint64_t)INNER_PERCENT) {
            s->out->count = first;
            s->out->items[s->out->count++] = (hsay_part){.node = i};
        }
        i = end - 1;
    }
}

/* Named elements with enough text, before anything else is known of them: most pages have one. */
static void find_named(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                       hsay_parts *out)
{
    uint32_t *before = hsay_arena_array(arena, (size_t)nodes->count + 1, sizeof *before);
    if (!before)
        return;
    uint32_t sum = 0;
    for (uint32_t i = 0; i < nodes->count; i++) {
        before[i] = sum;
        bool silent =
            hsay_tag__nature(nodes->items[nodes->items[i].parent].tag) & HSAY_TAG_IS_SILENT;
        sum += silent ? 0 : (uint32_t)nodes->items[i].text.len;
    }
    before[nodes->count] = sum;
    scan s = {.nodes = nodes, .before = before, .headline = headline, .out = out};
    take(&s, 1, nodes->count, 2);
}

static hsay_str link_of(const hsay_nodes *nodes, uint32_t heading)
{
    uint32_t up = nodes->items[heading].parent;
    if (nodes->items[up].tag == HSAY_TAG_A)
        return hsay_node__attr(nodes, up, HSAY_ATTR_HREF);
    for (uint32_t i = heading + 1; i < nodes->items[heading].end; i++)
        if (nodes->items[i].tag == HSAY_TAG_A)
            return hsay_node__attr(nodes, i, HSAY_ATTR_HREF);
    return HSAY_STR_NONE;
}

static hsay_str url_of(const hsay_nodes *nodes, const hsay_part *part)
{
    static const hsay_attr_name OWN[] = {HSAY_ATTR_ITEMID, HSAY_ATTR_DATA_URL};
    for (size_t k = 0; k < sizeof OWN / sizeof *OWN; k++) {
        hsay_str url = hsay_str_trim(hsay_node__attr(nodes, part->node, OWN[k]));
        if (url.len)
            return url;
    }
    return hsay_str_trim(link_of(nodes, part->heading));
}

static bool has_word(hsay_str names, hsay_str word)
{
    return hsay_str_holds_nocase(names, NAME_BYTES, word);
}

/* A time or a byline, as an article of its own has it. */
static bool is_signed(const hsay_nodes *nodes, const hsay_part *part)
{
    for (uint32_t i = part->node; i < nodes->items[part->node].end; i++) {
        if (nodes->items[i].tag == HSAY_TAG_TIME)
            return true;
        if (nodes->items[i].attr_count == 0)
            continue;
        hsay_str names = hsay_node__attr(nodes, i, HSAY_ATTR_CLASS);
        hsay_str prop = hsay_node__attr(nodes, i, HSAY_ATTR_ITEMPROP);
        if (has_word(names, HSAY_STR("byline")) || has_word(names, HSAY_STR("author")) ||
            has_word(names, HSAY_STR("date")) || has_word(prop, HSAY_STR("datePublished")) ||
            has_word(prop, HSAY_STR("author")) ||
            has_word(hsay_node__attr(nodes, i, HSAY_ATTR_REL), HSAY_STR("author")))
            return true;
    }
    return false;
}

/* The highest of the headings among the first nodes; 0 where there is none. */
static uint32_t heading_of(const hsay_nodes *nodes, uint32_t node)
{
    uint32_t best = 0, end = nodes->items[node].end;
    for (uint32_t i = node + 1; i < end && i < node + HEADING_NODES; i++) {
        hsay_tag tag = nodes->items[i].tag;
        if (tag >= HSAY_TAG_H1 && tag <= HSAY_TAG_H3 && (!best || tag < nodes->items[best].tag))
            best = i;
    }
    return best;
}

static bool holds(const hsay_nodes *nodes, const hsay_part *part, uint32_t node)
{
    return node >= part->node && node < nodes->items[part->node].end;
}

static hsay_str first_class(const hsay_nodes *nodes, uint32_t node)
{
    hsay_str names = hsay_str_trim(hsay_node__attr(nodes, node, HSAY_ATTR_CLASS));
    size_t end = 0;
    while (end < names.len && !hsay_char_is_space(names.ptr[end]))
        end++;
    return hsay_str_cut(names, 0, end);
}

/* Made like the page's own article, element, class and heading. */
static bool is_like(const hsay_nodes *nodes, const hsay_part *part, const hsay_part *own)
{
    return own && own->heading && nodes->items[part->node].tag == nodes->items[own->node].tag &&
           nodes->items[part->heading].tag == nodes->items[own->heading].tag &&
           hsay_str_equal(first_class(nodes, part->node), first_class(nodes, own->node));
}

typedef struct judge {
    const hsay_nodes *nodes;
    const hsay_node_facts *facts;
    uint32_t headline;
    const hsay_part *own; /* NULL: none is the page's own */
} judge;

/* Whether it is an article of its own; fills its address. */
static bool is_whole(const judge *j, hsay_part *part)
{
    const hsay_nodes *nodes = j->nodes;
    const hsay_node_facts *f = &j->facts[part->node];
    if (part->node == (j->own ? j->own->node : 0))
        return true;
    if (f->dropped || f->good < LEAST_CHARS)
        return false;
    if (!part->heading || j->facts[part->heading].dropped ||
        hsay_meta__part(nodes, part->node, j->headline))
        return false;
    part->url = url_of(nodes, part);
    bool high = nodes->items[part->heading].tag == HSAY_TAG_H1;
    return (high || part->url.len || is_like(nodes, part, j->own)) && is_signed(nodes, part);
}

void hsay_parts__find(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                      hsay_parts *out)
{
    *out = (hsay_parts){.count = 0};
    find_named(arena, nodes, headline, out);
    uint32_t named = out->count;
    out->count = 0;
    judge j = {.nodes = nodes, .headline = headline};
    j.facts = named > 1 ? hsay_content__facts(arena, nodes, true) : NULL;
    hsay_part own = {.node = 0};
    for (uint32_t i = 0; j.facts && i < named; i++) {
        hsay_part *part = &out->items[i];
        part->heading = heading_of(nodes, part->node);
        if (holds(nodes, part, headline) && !j.facts[part->node].dropped) {
            own = *part;
            j.own = &own;
        }
    }
    uint64_t good = 0;
    for (uint32_t i = 0; j.facts && i < named; i++) {
        hsay_part part = out->items[i];
        if (!is_whole(&j, &part))
            continue;
        out->items[out->count++] = part;
        good += j.facts[part.node].good;
        if (part.node == own.node)
            out->own = out->count;
    }
    bool alone =
        j.facts && (j.facts[0].good - good) * 100 <= j.facts[0].good * (uint64_t)OUTSIDE_PERCENT;
    if (out->count < 2 || (!out->own && !alone))
        *out = (hsay_parts){.count = 0};
}
