/*
 * Blocks become text: one paragraph a block, folded as browsers do; items and <br> one newline,
 * else two.  Furniture is marked by what the tree says, then by the block's own words.
 */
#include "ingest/blocks.h"

#include <string.h>

#include "base/str.h"
#include "ingest/content_tuning.h"
#include "ingest/furniture.h"
#include "ingest/layout.h"
#include "ingest/posts.h"

typedef struct writer {
    hsay_arena *arena;
    const hsay_content_source *source;
    char *text;
    size_t len, start,
        before;             /* of the paragraph: where it starts, and what stands before it ends */
    const hsay_block *open; /* its first block */
    HSAY_VEC(hsay_furniture) furniture;
    HSAY_VEC(hsay_input_run) runs;
    HSAY_VEC(hsay_laid) laid;
} writer;

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

/* The model is so sure of the block that other words on it count for nothing. */
static bool is_sure(const hsay_content_source *s, const hsay_block *b, int32_t score)
{
    return s->learned && b->score > score;
}

/* By the names above it.  A caption stays one. */
static bool is_marked(const hsay_content_source *s, const hsay_block *b)
{
    const hsay_node_facts *f = &s->facts[b->first];
    return f->marked &&
           (f->reason == HSAY_FURNITURE_CAPTION || !is_sure(s, b, HSAY_CONTENT_SURE_OF_NAMES));
}

static void mark_paragraph(writer *w)
{
    const hsay_content_source *s = w->source;
    const hsay_block *b = w->open;
    hsay_str words = {w->text + w->start, w->len - w->start};
    hsay_furniture_reason reason;
    hsay_str rule;
    if (s->nodes->items[b->node].tag == HSAY_TAG_H1)
        put_furniture(w, HSAY_FURNITURE_HEADLINE, HSAY_STR("html-h1"));
    else if (s->title.len && hsay_str_equal_nocase(words, s->title))
        put_furniture(w, HSAY_FURNITURE_HEADLINE, HSAY_STR("html-title"));
    else if (is_marked(s, b))
        put_furniture(w, s->facts[b->first].reason, HSAY_STR("html-names"));
    else if (b->walled)
        put_furniture(w, HSAY_FURNITURE_MEMBERSHIP, HSAY_STR("paywall"));
    else if (!is_sure(s, b, HSAY_CONTENT_SURE_OF_WORDS) &&
             hsay_furniture__is_block(words, &reason, &rule))
        put_furniture(w, reason, rule);
    else if (!hsay_content__keeps(s, b))
        put_furniture(w, HSAY_FURNITURE_NAVIGATION, HSAY_STR("learned"));
}

static void close_paragraph(writer *w)
{
    if (!w->open)
        return;
    trim_end(w);
    if (w->len == w->start)
        w->len = w->before;
    else
        mark_paragraph(w);
    w->open = NULL;
}

static void open_paragraph(writer *w, const hsay_block *b, bool tight)
{
    close_paragraph(w);
    w->before = w->len;
    if (w->len) {
        w->text[w->len++] = '\n';
        if (!tight)
            w->text[w->len++] = '\n';
    }
    w->start = w->len;
    w->open = b;
}

static void put_block(writer *w, const hsay_block *b)
{
    const hsay_content_source *s = w->source;
    for (uint32_t i = b->first; i < b->last; i++) {
        const hsay_node *node = &s->nodes->items[i];
        size_t from = w->len;
        if (s->facts[i].silent || node->tag == HSAY_TAG_SELECT)
            i = node->end - 1;
        else
            put_text(w, node->text);
        if (w->len > from)
            hsay_vec_push(w->arena, &w->laid, (hsay_laid){i, (uint32_t)from, (uint32_t)w->len});
    }
}

/* Bytes that the text may take, at most. */
static size_t room_for(const hsay_content_source *s)
{
    size_t room = 16;
    for (uint32_t i = 0; i < s->blocks.count; i++) {
        const hsay_block *b = &s->blocks.items[i];
        if (!b->ruled && !hsay_content__keeps(s, b))
            continue;
        for (uint32_t k = b->first; k < b->last; k++)
            room += s->nodes->items[k].text.len + 4;
    }
    return room;
}

static bool is_item(const hsay_content_source *s, const hsay_block *b)
{
    return hsay_tag__nature(s->nodes->items[b->node].tag) & HSAY_TAG_IS_ITEM;
}

static void put_all(writer *w)
{
    const hsay_content_source *s = w->source;
    const hsay_block *before = NULL;
    for (uint32_t i = 0; i < s->blocks.count; i++) {
        const hsay_block *b = &s->blocks.items[i];
        if (!b->ruled && !hsay_content__keeps(s, b))
            continue;
        bool goes_on = before && b->goes_on && before == s->blocks.items + b->goes_on - 1 &&
                       hsay_content__keeps(s, before) == hsay_content__keeps(s, b);
        if (!goes_on)
            open_paragraph(w, b, b->tight || (before && is_item(s, before) && is_item(s, b)));
        put_block(w, b);
        before = b;
    }
    close_paragraph(w);
}

void hsay_content__write(hsay_arena *arena, const hsay_content_source *source, hsay_article *out)
{
    writer w = {.arena = arena, .source = source};
    size_t room = room_for(source);
    w.text = room < UINT32_MAX ? hsay_arena_alloc(arena, room) : NULL;
    if (!w.text)
        return;
    put_all(&w);
    out->text = (hsay_str){w.text, w.len};
    out->furniture = w.furniture.items;
    out->furniture_count = (uint32_t)w.furniture.count;
    out->runs = w.runs.items;
    out->run_count = (uint32_t)w.runs.count;
    hsay_layout__write(arena, source, w.laid.items, (uint32_t)w.laid.count, out);
    if (source->posts)
        hsay_posts__place(arena, source->nodes, source->posts,
                          &(hsay_written){w.laid.items, (uint32_t)w.laid.count}, out);
}
