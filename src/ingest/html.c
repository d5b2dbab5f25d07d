/*
 * A page becomes an article: its bytes UTF-8, the UTF-8 nodes, the nodes metadata and main content.
 */
#include "ingest/html.h"

#include "base/str.h"
#include "ingest/address.h"
#include "ingest/day_model.h"
#include "ingest/encoding.h"
#include "ingest/meta.h"
#include "ingest/methods.h"
#include "ingest/node_cuts.h"
#include "ingest/outlet.h"
#include "ingest/parts.h"
#include "ingest/saved.h"

enum { HEADING_BYTES = 600 };

static void set(hsay_str *field, hsay_str value)
{
    if (value.len)
        *field = value;
}

static void fill(hsay_arena *arena, const hsay_meta *meta, hsay_article *out)
{
    set(&out->title, meta->values[HSAY_META_TITLE]);
    set(&out->date, meta->values[HSAY_META_DATE]);
    set(&out->outlet, meta->values[HSAY_META_OUTLET]);
    set(&out->url, meta->values[HSAY_META_URL]);
    set(&out->lang, meta->values[HSAY_META_LANG]);
    hsay_str *names = hsay_arena_array(arena, meta->author_count, sizeof *names);
    for (uint32_t i = 0; names && i < meta->author_count; i++)
        names[i] = meta->authors[i];
    if (meta->author_count)
        out->authors = (hsay_strs){names, meta->author_count};
}

/* What the page says beside the article's own members, and by which methods all of it was told. */
static const hsay_page_facts *page_of(hsay_arena *arena, const hsay_nodes *nodes,
                                      const hsay_meta *meta, hsay_str base)
{
    static const hsay_meta_field FIELDS[HSAY_FACT_COUNT] = {
        [HSAY_FACT_TITLE] = HSAY_META_TITLE,     [HSAY_FACT_AUTHORS] = HSAY_META_AUTHOR,
        [HSAY_FACT_DATE] = HSAY_META_DATE,       [HSAY_FACT_PUBLISHED] = HSAY_META_PUBLISHED,
        [HSAY_FACT_UPDATED] = HSAY_META_UPDATED, [HSAY_FACT_OUTLET] = HSAY_META_OUTLET,
        [HSAY_FACT_URL] = HSAY_META_URL,         [HSAY_FACT_LANG] = HSAY_META_LANG,
        [HSAY_FACT_SECTION] = HSAY_META_SECTION, [HSAY_FACT_ACCESS] = HSAY_META_ACCESS};
    hsay_page_facts *page = hsay_arena_alloc(arena, sizeof *page);
    if (!page)
        return NULL;
    *page = (hsay_page_facts){.canonical_url =
                                  hsay_address__resolve(arena, base, meta->values[HSAY_META_URL]),
                              .published = meta->values[HSAY_META_PUBLISHED],
                              .updated = meta->values[HSAY_META_UPDATED],
                              .section = meta->values[HSAY_META_SECTION],
                              .access = meta->values[HSAY_META_ACCESS]};
    for (int i = 0; i < HSAY_FACT_COUNT; i++)
        page->methods[i] = meta->methods[FIELDS[i]];
    page->images = hsay_meta__images(arena, nodes, meta, base, &page->image_count);
    return page;
}

/* What the addresses of a page stand on: its own, or that which it names in <base>. */
static hsay_str base_of(hsay_arena *arena, const hsay_nodes *nodes, hsay_str url)
{
    for (uint32_t i = 1; i < nodes->count && nodes->items[i].tag != HSAY_TAG_BODY; i++) {
        hsay_str href = nodes->items[i].tag == HSAY_TAG_BASE
                            ? hsay_node__attr(nodes, i, HSAY_ATTR_HREF)
                            : HSAY_STR_NONE;
        if (href.len)
            return hsay_address__resolve(arena, url, href);
    }
    return url;
}

/* A page as it came: `url` is where it was fetched, empty where unknown. */
typedef struct source {
    hsay_str bytes, charset, url;
    uint64_t start;
} source;

typedef struct reader {
    hsay_arena *arena;
    hsay_str page, url, base;
    uint64_t page_start;
} reader;

/* Nodes that hold one article, and what is said there of it. */
static void read_one(const reader *r, const hsay_nodes *nodes, hsay_meta *meta,
                     const hsay_posts *posts, hsay_article *out)
{
    hsay_day_model__settle(hsay_day_model__carried(), meta);
    hsay_methods_input input = {.nodes = nodes,
                                .base = r->base,
                                .page = r->page,
                                .page_start = r->page_start,
                                .title = meta->values[HSAY_META_TITLE],
                                .body = meta->values[HSAY_META_BODY],
                                .model = hsay_block_model__carried(),
                                .posts = posts,
                                .access = meta->paywall};
    hsay_methods__read(r->arena, &input, out);
    fill(r->arena, meta, out);
    out->page = page_of(r->arena, nodes, meta, r->base);
}

/* What is the page's and not one article's. */
static void inherit(const hsay_meta *page, hsay_meta *part)
{
    static const hsay_meta_field FIELDS[] = {HSAY_META_OUTLET, HSAY_META_LANG, HSAY_META_ACCESS};
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
        if (part->values[FIELDS[i]].len == 0) {
            part->values[FIELDS[i]] = page->values[FIELDS[i]];
            part->methods[FIELDS[i]] = page->methods[FIELDS[i]];
        }
}

/* The nodes of one of several articles, and what is said there of it; false: memory is short. */
static bool enter(const reader *r, const hsay_nodes *all, const hsay_part *part,
                  const hsay_meta *page, hsay_nodes *nodes, hsay_meta *meta)
{
    if (!hsay_nodes__part(r->arena, all, part->node, nodes))
        return false;
    hsay_str heading = hsay_node__text(r->arena, all, part->heading, HEADING_BYTES);
    hsay_meta__read(r->arena, nodes, hsay_meta__clean(r->arena, heading), meta);
    inherit(page, meta);
    hsay_str url = hsay_address__resolve(r->arena, r->base, part->url);
    if (url.len) {
        meta->values[HSAY_META_URL] = url;
        meta->methods[HSAY_META_URL] = HSAY_METHOD_ELEMENT;
    }
    return true;
}

/* An article of the page that is not the one which the page is about; NULL where it has no text. */
static hsay_article *read_part(const reader *r, const hsay_nodes *all, const hsay_part *part,
                               const hsay_meta *page)
{
    hsay_nodes nodes;
    hsay_meta *meta = hsay_arena_alloc(r->arena, sizeof *meta);
    hsay_article *out = hsay_arena_alloc(r->arena, sizeof *out);
    if (!meta || !out || !enter(r, all, part, page, &nodes, meta))
        return NULL;
    *out = (hsay_article){.format = HSAY_STR("html"), .url = r->url};
    read_one(r, &nodes, meta, NULL, out);
    hsay_outlet__decide(r->arena, false, out);
    return out->text.len ? out : NULL;
}

/* The other articles of the page become `next`; `nodes` and `meta` become those of the page without
 * them, or, where none is the page's own, of the first. */
static void split(const reader *r, hsay_nodes *nodes, hsay_meta *meta, hsay_article *out)
{
    hsay_parts parts;
    uint32_t cut[HSAY_PARTS], cut_count = 0;
    hsay_article **last = &out->next;
    const hsay_meta page = *meta;
    const hsay_nodes all = *nodes;
    hsay_parts__find(r->arena, nodes, meta->headline, &parts);
    for (uint32_t i = 0; i < parts.count; i++) {
        if (i == (parts.own ? parts.own - 1 : 0))
            continue;
        hsay_article *one = read_part(r, &all, &parts.items[i], &page);
        if (!one)
            continue;
        cut[cut_count++] = parts.items[i].node;
        *last = one;
        last = &one->next;
    }
    if (cut_count == 0)
        return;
    if (!parts.own)
        enter(r, &all, &parts.items[0], &page, nodes, meta);
    else if (hsay_nodes__without(r->arena, &all, cut, cut_count, nodes))
        hsay_meta__read(r->arena, nodes, HSAY_STR_NONE, meta);
}

static hsay_status read_page(const source *from, hsay_arena *arena, hsay_article *out,
                             hsay_error *error)
{
    hsay_str bytes = from->bytes;
    uint32_t repaired = 0;
    reader r = {.arena = arena, .page_start = UINT64_MAX};
    r.page = hsay_encoding__to_utf8(arena, bytes, from->charset, &repaired);
    hsay_nodes nodes;
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, "no memory for the page", 0, bytes.len);
    hsay_status status = hsay_nodes__read(arena, r.page, &nodes, error);
    if (status != HSAY_OK)
        return status;
    hsay_meta meta;
    hsay_meta__read(arena, &nodes, HSAY_STR_NONE, &meta);
    hsay_str fetched = from->url.len ? from->url : hsay_saved__address(r.page);
    r.url = fetched.len ? fetched : meta.values[HSAY_META_URL];
    r.base = base_of(arena, &nodes, r.url);
    if (from->start != UINT64_MAX && r.page.ptr >= bytes.ptr && r.page.ptr < bytes.ptr + bytes.len)
        r.page_start = from->start + (uint64_t)(r.page.ptr - bytes.ptr);
    hsay_article made = *out;
    hsay_posts posts = hsay_posts__find(arena, &nodes, &meta);
    bool live = posts.count || posts.live;
    if (!live)
        split(&r, &nodes, &meta, &made);
    read_one(&r, &nodes, &meta, live ? &posts : NULL, &made);
    set(&made.url, fetched); /* whatever the page says of itself */
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, "no memory for the page", 0, bytes.len);
    if (made.text.len == 0)
        return hsay_error_set(error, HSAY_EMPTY, "the page holds no text", 0, bytes.len);
    made.repaired_count += repaired;
    *out = made;
    return HSAY_OK;
}

hsay_status hsay_html_read(const hsay_record *record, const hsay_options *options,
                           hsay_arena *arena, hsay_article *out, hsay_error *error)
{
    (void)options;
    const source from = {record->bytes, record->charset, record->url,
                         record->coded_bytes ? UINT64_MAX : record->input_start_byte};
    hsay_status status = read_page(&from, arena, out, error);
    if (status != HSAY_OK)
        return status;
    out->format = HSAY_STR("html");
    hsay_outlet__decide(arena, false, out);
    return status;
}

hsay_status hsay_html_read_bytes(hsay_str html, uint64_t start, hsay_arena *arena,
                                 hsay_article *out, hsay_error *error)
{
    const source from = {html, HSAY_STR_NONE, out->url, start};
    hsay_status status = read_page(&from, arena, out, error);
    if (status == HSAY_OK)
        hsay_outlet__decide(arena, false, out);
    return status;
}
