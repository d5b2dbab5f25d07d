/*
 * Any bytes as a page: the spans of furniture and the runs keep their promises; the node table
 * keeps its invariant and the work its bound; the pieces of markup lie in the page one behind the
 * other; and what is read twice is the same.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "ingest/html.h"
#include "ingest/html_markup.h"
#include "ingest/node_cuts.h"
#include "ingest/parts.h"
#include "ingest/paywall.h"

enum { WORK_A_BYTE = 8, WORK_OF_A_PAGE = 64 };

static void check(const hsay_article *a, hsay_str page)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < a->furniture_count; i++) {
        hsay_span span = a->furniture[i].span;
        if (span.start < at || span.end <= span.start || span.end > a->text.len)
            abort();
        at = span.end;
    }
    at = 0;
    for (uint32_t i = 0; i < a->post_count; i++) {
        hsay_span span = a->posts[i].span;
        if (span.start < at || span.end <= span.start || span.end > a->text.len)
            abort();
        at = span.end;
    }
    for (uint32_t i = 0; i < a->run_count; i++) {
        const hsay_input_run *run = &a->runs[i];
        if (run->input_start + run->len_bytes > page.len ||
            run->text_start + (uint64_t)run->len_bytes > a->text.len ||
            memcmp(a->text.ptr + run->text_start, page.ptr + run->input_start, run->len_bytes) != 0)
            abort();
    }
    if (hsay_utf8_valid_prefix(a->text) != a->text.len || a->partial != (a->partial_from.len > 0))
        abort();
}

static void check_table(const hsay_nodes *nodes)
{
    for (uint32_t i = 1; i < nodes->count; i++) {
        const hsay_node *node = &nodes->items[i], *up = &nodes->items[node->parent];
        if (node->parent >= i || node->end <= i || node->end > up->end || up->tag == HSAY_TAG_TEXT)
            abort();
        if (node->tag == HSAY_TAG_TEXT && node->text.len == 0)
            abort();
    }
}

/* Cut out and cut away, the parts are tables as the page is. */
static void check_parts(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline)
{
    hsay_parts parts;
    hsay_parts__find(arena, nodes, headline, &parts);
    uint32_t cut[HSAY_PARTS], at = 0;
    for (uint32_t i = 0; i < parts.count; i++) {
        hsay_nodes part;
        cut[i] = parts.items[i].node;
        if (cut[i] < at || parts.count < 2 || parts.own > parts.count)
            abort();
        at = nodes->items[cut[i]].end;
        if (hsay_nodes__part(arena, nodes, cut[i], &part))
            check_table(&part);
    }
    hsay_nodes rest;
    if (hsay_nodes__without(arena, nodes, cut, parts.count, &rest))
        check_table(&rest);
}

static void check_nodes(hsay_arena *arena, hsay_str page)
{
    hsay_nodes nodes;
    if (hsay_nodes__read(arena, page, &nodes, NULL) != HSAY_OK)
        return;
    if (nodes.work > page.len * WORK_A_BYTE + WORK_OF_A_PAGE)
        abort();
    check_table(&nodes);
    check_parts(arena, &nodes, nodes.count / 2);
}

/* The first byte picks the mode in which the page begins. */
static void check_markup(hsay_arena *arena, hsay_str page)
{
    hsay_markup *m = hsay_markup__new(arena, page);
    if (!m || page.len == 0)
        return;
    m->mode = (hsay_markup_mode)((unsigned char)page.ptr[0] % (HSAY_MARKUP_CDATA + 1));
    m->closing = HSAY_STR("p");
    m->cdata_allowed = page.ptr[0] & 8;
    for (size_t before = 0; hsay_markup__next(m) != HSAY_MARKUP_END; before = m->at) {
        bool inside = m->text.ptr >= page.ptr && m->text.ptr < page.ptr + page.len;
        size_t start = inside ? (size_t)(m->text.ptr - page.ptr) : before;
        if (m->at < before || m->at > page.len || start < before || start + m->text.len > page.len)
            if (inside)
                abort();
    }
    if (m->at != page.len)
        abort();
}

static hsay_article read_once(hsay_arena *arena, const hsay_record *record)
{
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_article article = {0};
    if (hsay_html_read(record, &options, arena, &article, NULL) == HSAY_OK)
        for (const hsay_article *a = &article; a; a = a->next)
            check(a, record->bytes);
    return article;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_record record = {.bytes = {(const char *)data, size}};
    if (!arena)
        return 0;
    hsay_article one = read_once(arena, &record), two = read_once(arena, &record);
    if (!hsay_str_equal(one.text, two.text) || !hsay_str_equal(one.title, two.title) ||
        !hsay_str_equal(one.date, two.date) || one.furniture_count != two.furniture_count)
        abort();
    uint32_t repaired;
    (void)hsay_paywall__words(record.bytes);
    check_markup(arena, record.bytes);
    check_nodes(arena, hsay_utf8_repair(arena, record.bytes, &repaired));
    hsay_arena_free(arena);
    return 0;
}
