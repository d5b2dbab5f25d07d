/*
 * A subtree becomes text: one paragraph a block, folded as browsers do; items and <br> one newline,
 * else two.  Furniture is marked by what the tree says, then by the block's own words.
 */
#include "ingest/content.h"

#include <string.h>

#include "base/str.h"
#include "ingest/content_tuning.h"
#include "ingest/furniture.h"
#include "ingest/layout.h"

/* A run of text nodes that is one paragraph: those of [first, last) that are not dropped. */
typedef struct block {
    uint32_t first, last, node;
    uint32_t chars, links, stops;
    bool kept, tight; /* tight: one newline before it */
} block;

typedef HSAY_VEC(block) blocks;

typedef struct writer {
    hsay_arena *arena;
    const hsay_content_source *source;
    char *text;
    size_t len, start; /* start: of the paragraph */
    HSAY_VEC(hsay_furniture) furniture;
    HSAY_VEC(hsay_input_run) runs;
    HSAY_VEC(hsay_laid) laid;
} writer;

static bool is_block(const hsay_nodes *nodes, uint32_t i)
{
    return hsay_tag__nature(nodes->items[i].tag) & HSAY_TAG_IS_BLOCK;
}

/* Texts in a row with the same block, with no <br> and no block between them, are a paragraph. */
static void find_blocks(hsay_arena *arena, const hsay_content_source *s, blocks *out)
{
    const hsay_nodes *nodes = s->nodes;
    block now = {.first = s->top, .last = s->top};
    bool broken = false, parted = false; /* by <br>; by a block */
    for (uint32_t i = s->top; i < nodes->items[s->top].end; i++) {
        const hsay_node *node = &nodes->items[i];
        const hsay_node_facts *f = &s->facts[i];
        if (f->dropped) {
            i = node->end - 1;
            continue;
        }
        parted = parted || is_block(nodes, i);
        if (node->tag == HSAY_TAG_BR) {
            broken = true;
            continue;
        }
        if (node->tag != HSAY_TAG_TEXT)
            continue;
        bool same = now.chars && f->block == now.node && !broken && !parted &&
                    s->facts[now.last - 1].marked == f->marked;
        if (!same && f->own_chars) {
            bool tight = now.chars && broken && f->block == now.node;
            if (now.chars)
                hsay_vec_push(arena, out, now);
            now = (block){.first = i, .node = f->block, .tight = tight};
        }
        if (f->own_chars || same) {
            broken = broken && !f->own_chars;
            parted = false;
            now.last = i + 1;
            now.chars += f->own_chars;
            now.links += f->in_link ? f->own_chars : 0;
        }
    }
    if (now.chars)
        hsay_vec_push(arena, out, now);
}

static bool is_heading(const hsay_content_source *s, const block *b)
{
    return hsay_tag__nature(s->nodes->items[b->node].tag) & HSAY_TAG_IS_HEADING;
}

/* Lists of links are left out, and headings that nothing follows. */
static void choose_blocks(const hsay_content_source *s, blocks *all)
{
    bool text_follows = false;
    for (size_t i = all->count; i-- > 0;) {
        block *b = &all->items[i];
        bool linked = b->links * 100ull > b->chars * (uint64_t)HSAY_CONTENT_LIST_LINKS;
        b->kept = !linked || b->chars > HSAY_CONTENT_LIST_CHARS;
        if (is_heading(s, b))
            b->kept = text_follows && b->chars > 1;
        else if (b->kept && !s->facts[b->first].marked)
            text_follows = true;
    }
}

static void put_run(writer *w, const char *from, size_t at, size_t len)
{
    const hsay_content_source *s = w->source;
    if (s->page_start == UINT64_MAX || from < s->page.ptr || from >= s->page.ptr + s->page.len)
        return;
    uint64_t input = s->page_start + (uint64_t)(from - s->page.ptr);
    if (w->runs.count) {
        hsay_input_run *last = &w->runs.items[w->runs.count - 1];
        if (last->input_start + last->len_bytes == input &&
            last->text_start + last->len_bytes == at) {
            last->len_bytes += (uint32_t)len;
            return;
        }
    }
    hsay_vec_push(w->arena, &w->runs, (hsay_input_run){input, (uint32_t)at, (uint32_t)len});
}

static void put_text(writer *w, hsay_str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        while (i < text.len && !hsay_char_is_space(text.ptr[i]))
            i++;
        if (i > from) {
            memcpy(w->text + w->len, text.ptr + from, i - from);
            put_run(w, text.ptr + from, w->len, i - from);
            w->len += i - from;
        }
        from = i;
        while (i < text.len && hsay_char_is_space(text.ptr[i]))
            i++;
        if (i == from || w->len == w->start || w->text[w->len - 1] == ' ')
            continue;
        if (text.ptr[from] == ' ')
            put_run(w, text.ptr + from, w->len, 1);
        w->text[w->len++] = ' ';
    }
}

/* A blank at the end of a paragraph goes, from the text and from its run. */
static void trim_end(writer *w)
{
    while (w->len > w->start && w->text[w->len - 1] == ' ') {
        w->len--;
        if (!w->runs.count)
            continue;
        hsay_input_run *last = &w->runs.items[w->runs.count - 1];
        if (last->text_start + last->len_bytes > w->len && --last->len_bytes == 0)
            w->runs.count--;
    }
}

static void put_furniture(writer *w, hsay_furniture_reason reason, hsay_str rule)
{
    hsay_furniture cut = {{(uint32_t)w->start, (uint32_t)w->len}, reason, rule};
    hsay_vec_push(w->arena, &w->furniture, cut);
}

static void mark_block(writer *w, const block *b)
{
    const hsay_content_source *s = w->source;
    hsay_str words = {w->text + w->start, w->len - w->start};
    hsay_furniture_reason reason;
    hsay_str rule;
    if (s->nodes->items[b->node].tag == HSAY_TAG_H1)
        put_furniture(w, HSAY_FURNITURE_HEADLINE, HSAY_STR("html-h1"));
    else if (s->title.len && hsay_str_equal_nocase(words, s->title))
        put_furniture(w, HSAY_FURNITURE_HEADLINE, HSAY_STR("html-title"));
    else if (s->facts[b->first].marked)
        put_furniture(w, s->facts[b->first].reason, HSAY_STR("html-names"));
    else if (hsay_furniture__is_block(words, &reason, &rule))
        put_furniture(w, reason, rule);
}

static void put_block(writer *w, const block *b, bool tight)
{
    const hsay_content_source *s = w->source;
    size_t before = w->len;
    if (w->len) {
        w->text[w->len++] = '\n';
        if (!tight)
            w->text[w->len++] = '\n';
    }
    w->start = w->len;
    for (uint32_t i = b->first; i < b->last; i++) {
        const hsay_node *node = &s->nodes->items[i];
        size_t from = w->len;
        if (s->facts[i].dropped)
            i = node->end - 1;
        else
            put_text(w, node->text);
        if (w->len > from)
            hsay_vec_push(w->arena, &w->laid, (hsay_laid){i, (uint32_t)from, (uint32_t)w->len});
    }
    trim_end(w);
    if (w->len == w->start)
        w->len = before;
    else
        mark_block(w, b);
}

static size_t room_for(const hsay_content_source *s, const blocks *all)
{
    size_t room = 16;
    for (size_t i = 0; i < all->count; i++)
        for (uint32_t k = all->items[i].first; k < all->items[i].last; k++)
            room += s->nodes->items[k].text.len + 4;
    return room;
}

void hsay_content__write(hsay_arena *arena, const hsay_content_source *source, hsay_article *out)
{
    blocks all = {0};
    find_blocks(arena, source, &all);
    choose_blocks(source, &all);
    writer w = {.arena = arena, .source = source};
    size_t room = room_for(source, &all);
    w.text = room < UINT32_MAX ? hsay_arena_alloc(arena, room) : NULL;
    if (!w.text)
        return;
    const hsay_node *before = NULL;
    for (size_t i = 0; i < all.count; i++) {
        const block *b = &all.items[i];
        if (!b->kept)
            continue;
        const hsay_node *node = &source->nodes->items[b->node];
        bool items = before && (hsay_tag__nature(node->tag) & HSAY_TAG_IS_ITEM) &&
                     (hsay_tag__nature(before->tag) & HSAY_TAG_IS_ITEM);
        put_block(&w, b, b->tight || items);
        before = node;
    }
    out->text = (hsay_str){w.text, w.len};
    out->furniture = w.furniture.items;
    out->furniture_count = (uint32_t)w.furniture.count;
    out->runs = w.runs.items;
    out->run_count = (uint32_t)w.runs.count;
    hsay_layout__write(arena, source, w.laid.items, (uint32_t)w.laid.count, out);
}
