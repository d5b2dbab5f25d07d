/*
 * Elements become ranges of the written text.  Invariant: the open ranges are elements that hold
 * the node at hand, outer first; a block never stands in a paragraph, nor in a link or an emphasis
 * (these end where a block begins).  A table that only lays a page out is none.
 */
#include "ingest/layout.h"

#include <string.h>

#include "base/str.h"
#include "ingest/address.h"

enum { NEST = 64 }; /* ranges within each other; deeper ones are left out */

typedef struct open_range {
    uint32_t node_end; /* the first node behind the element */
    uint32_t at;       /* in the ranges made */
} open_range;

typedef struct builder {
    hsay_arena *arena;
    const hsay_nodes *nodes;
    hsay_str text, base;
    HSAY_VEC(hsay_layout) made;
    open_range open[NEST];
    uint32_t depth;
    uint32_t last_end; /* of the text written so far */
    bool apart;        /* whether the piece at hand begins a paragraph of the text */
} builder;

const char *hsay_layout_name(hsay_layout_kind kind)
{
    static const char *const NAMES[] = {
#define HSAY_LAYOUT_TEXT(name, text) text,
        HSAY_LAYOUT_TABLE(HSAY_LAYOUT_TEXT)
#undef HSAY_LAYOUT_TEXT
    };
    return (unsigned)kind < HSAY_LAYOUT_COUNT ? NAMES[kind] : "paragraph";
}

static bool is_inline(hsay_layout_kind kind)
{
    return kind >= HSAY_LAYOUT_LINK && kind < HSAY_LAYOUT_COUNT;
}

static void close_one(builder *b)
{
    open_range *o = &b->open[--b->depth];
    b->made.items[o->at].span.end = b->last_end;
}

static void open_one(builder *b, hsay_layout range, uint32_t node_end)
{
    hsay_vec_push(b->arena, &b->made, range);
    if (b->depth < NEST && !hsay_arena_failed(b->arena))
        b->open[b->depth++] = (open_range){node_end, (uint32_t)b->made.count - 1};
    else if (b->made.count)
        b->made.count--;
}

static hsay_layout_kind inner_kind(const builder *b)
{
    return b->depth ? b->made.items[b->open[b->depth - 1].at].kind : HSAY_LAYOUT_COUNT;
}

/* Rows of several cells and neither a table nor a heading in it: what lays a page out has these. */
static bool holds_data(const hsay_nodes *nodes, uint32_t table)
{
    uint32_t cells = 0;
    bool rows = false;
    for (uint32_t i = table + 1; i < nodes->items[table].end; i++) {
        hsay_tag tag = nodes->items[i].tag;
        if (tag == HSAY_TAG_TABLE || (hsay_tag__nature(tag) & HSAY_TAG_IS_HEADING))
            return false;
        cells = tag == HSAY_TAG_TR ? 0 : cells + (tag == HSAY_TAG_TD || tag == HSAY_TAG_TH);
        rows = rows || cells > 1;
    }
    return rows;
}

/* What an element is inside of `inner`; COUNT where it is nothing of ours. */
static hsay_layout_kind kind_of(const hsay_nodes *nodes, uint32_t i, hsay_layout_kind inner)
{
    bool in_list = inner == HSAY_LAYOUT_LIST || inner == HSAY_LAYOUT_NUMBERED_LIST;
    switch (nodes->items[i].tag) {
    case HSAY_TAG_H1:
    case HSAY_TAG_H2:
    case HSAY_TAG_H3:
    case HSAY_TAG_H4:
    case HSAY_TAG_H5:
    case HSAY_TAG_H6:
        return HSAY_LAYOUT_HEADING;
    case HSAY_TAG_UL:
        return HSAY_LAYOUT_LIST;
    case HSAY_TAG_OL:
        return HSAY_LAYOUT_NUMBERED_LIST;
    case HSAY_TAG_LI:
        return in_list ? HSAY_LAYOUT_ITEM : HSAY_LAYOUT_COUNT;
    case HSAY_TAG_DL:
        return HSAY_LAYOUT_TERMS;
    case HSAY_TAG_DT:
        return inner == HSAY_LAYOUT_TERMS ? HSAY_LAYOUT_TERM : HSAY_LAYOUT_COUNT;
    case HSAY_TAG_DD:
        return inner == HSAY_LAYOUT_TERMS ? HSAY_LAYOUT_DEFINITION : HSAY_LAYOUT_COUNT;
    case HSAY_TAG_BLOCKQUOTE:
        return HSAY_LAYOUT_QUOTE;
    case HSAY_TAG_TABLE:
        return holds_data(nodes, i) ? HSAY_LAYOUT_TABLE : HSAY_LAYOUT_COUNT;
    case HSAY_TAG_TR:
        return inner == HSAY_LAYOUT_TABLE ? HSAY_LAYOUT_ROW : HSAY_LAYOUT_COUNT;
    case HSAY_TAG_TD:
        return inner == HSAY_LAYOUT_ROW ? HSAY_LAYOUT_CELL : HSAY_LAYOUT_COUNT;
    case HSAY_TAG_TH:
        return inner == HSAY_LAYOUT_ROW ? HSAY_LAYOUT_HEAD_CELL : HSAY_LAYOUT_COUNT;
    case HSAY_TAG_A:
        return HSAY_LAYOUT_LINK;
    case HSAY_TAG_EM:
    case HSAY_TAG_I:
        return HSAY_LAYOUT_EMPHASIS;
    case HSAY_TAG_B:
    case HSAY_TAG_STRONG:
        return HSAY_LAYOUT_STRONG;
    default:
        return HSAY_LAYOUT_COUNT;
    }
}

/* A block ends the paragraph, and what is inline in it. */
static void end_paragraph(builder *b)
{
    while (b->depth && (is_inline(inner_kind(b)) || inner_kind(b) == HSAY_LAYOUT_PARAGRAPH))
        close_one(b);
}

/* The first words of an item or a cell stand in it; what follows them is a paragraph. */
static bool takes_words(const builder *b, uint32_t start)
{
    switch (inner_kind(b)) {
    case HSAY_LAYOUT_PARAGRAPH:
    case HSAY_LAYOUT_HEADING:
        return true;
    case HSAY_LAYOUT_ITEM:
    case HSAY_LAYOUT_TERM:
    case HSAY_LAYOUT_DEFINITION:
    case HSAY_LAYOUT_HEAD_CELL:
    case HSAY_LAYOUT_CELL:
        return b->made.items[b->open[b->depth - 1].at].span.start == start || !b->apart;
    default:
        return is_inline(inner_kind(b));
    }
}

static void begin_paragraph(builder *b, uint32_t start)
{
    hsay_layout range = {.span = {start, start}, .kind = HSAY_LAYOUT_PARAGRAPH};
    if (!takes_words(b, start))
        open_one(b, range, UINT32_MAX);
}

/* Inline elements that hold the node, from the one nearest its block. */
static void open_inline(builder *b, uint32_t node, uint32_t start)
{
    uint32_t chain[NEST], count = 0;
    uint32_t up = b->nodes->items[node].parent;
    for (; up && count < NEST && !(hsay_tag__nature(b->nodes->items[up].tag) & HSAY_TAG_IS_BLOCK);
         up = b->nodes->items[up].parent)
        chain[count++] = up;
    while (count--) {
        hsay_layout_kind kind = kind_of(b->nodes, chain[count], HSAY_LAYOUT_COUNT);
        if (kind == HSAY_LAYOUT_COUNT || !is_inline(kind))
            continue;
        bool held = false;
        for (uint32_t i = 0; i < b->depth; i++)
            held |= b->open[i].node_end == b->nodes->items[chain[count]].end &&
                    b->made.items[b->open[i].at].kind == kind;
        hsay_layout range = {.span = {start, start}, .kind = kind};
        if (kind == HSAY_LAYOUT_LINK)
            range.href = hsay_address__resolve(
                b->arena, b->base, hsay_node__attr(b->nodes, chain[count], HSAY_ATTR_HREF));
        if (!held && (kind != HSAY_LAYOUT_LINK || range.href.len))
            open_one(b, range, b->nodes->items[chain[count]].end);
    }
}

/* Opens the blocks between the last node that was written and this one. */
static void open_blocks(builder *b, uint32_t from, const hsay_laid *to)
{
    for (uint32_t i = from; i < to->node; i++) {
        const hsay_node *node = &b->nodes->items[i];
        if (node->end <= to->node || !(hsay_tag__nature(node->tag) & HSAY_TAG_IS_BLOCK))
            continue;
        end_paragraph(b);
        hsay_layout_kind kind = kind_of(b->nodes, i, inner_kind(b));
        if (kind == HSAY_LAYOUT_COUNT || inner_kind(b) == HSAY_LAYOUT_HEADING)
            continue;
        hsay_layout range = {.span = {to->start, to->start}, .kind = kind};
        if (kind == HSAY_LAYOUT_HEADING)
            range.level = (uint32_t)(node->tag - HSAY_TAG_H1) + 1;
        open_one(b, range, node->end);
    }
}

/* Closes what does not hold the piece: ended elements, and a paragraph behind an empty line. */
static void close_ended(builder *b, const hsay_laid *piece)
{
    uint32_t keep = 0;
    b->apart = piece->start >= b->last_end + 2 && b->text.ptr[b->last_end] == '\n';
    while (keep < b->depth && b->open[keep].node_end > piece->node &&
           !(b->apart && b->open[keep].node_end == UINT32_MAX))
        keep++;
    while (b->depth > keep)
        close_one(b);
}

static void lay(builder *b, uint32_t from, const hsay_laid *piece)
{
    close_ended(b, piece);
    open_blocks(b, from, piece);
    begin_paragraph(b, piece->start);
    open_inline(b, piece->node, piece->start);
    b->last_end = piece->end;
}

/* The element that holds all that is written: the one that the rules chose, or one above it. */
static uint32_t holder(const hsay_content_source *source, const hsay_laid *laid, uint32_t count)
{
    const hsay_node *nodes = source->nodes->items;
    uint32_t top = source->blocks.top;
    while (count && top && (laid[0].node < top || laid[count - 1].node >= nodes[top].end))
        top = nodes[top].parent;
    return top;
}

void hsay_layout__write(hsay_arena *arena, const hsay_content_source *source, const hsay_laid *laid,
                        uint32_t count, hsay_article *out)
{
    builder b = {.arena = arena, .nodes = source->nodes, .text = out->text, .base = source->base};
    uint32_t from = holder(source, laid, count);
    for (uint32_t i = 0; i < count; i++) {
        hsay_laid piece = laid[i];
        if (piece.end > out->text.len)
            piece.end = (uint32_t)out->text.len;
        while (piece.end > piece.start && out->text.ptr[piece.end - 1] == '\n')
            piece.end--; /* a blank at a paragraph's end was taken back */
        if (piece.start < piece.end && !hsay_arena_failed(arena)) {
            lay(&b, from, &piece);
            from = piece.node + 1;
        }
    }
    while (b.depth)
        close_one(&b);
    out->layout = b.made.items;
    out->layout_count = (uint32_t)b.made.count;
}
