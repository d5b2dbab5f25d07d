/*
 * An article becomes a document of its own: its layout as elements, its text escaped.  Nothing of
 * the page is markup here, and nothing is fetched: no script, style, image or form of it comes
 * along, and links only where they are http, https or mailto.  Furniture is left out, captions
 * stand in figures.  Each paragraph says which code points of the text it is.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "report/article_html.h"
#include "report/page.h"

enum { OPEN_MOST = 80, HREF_BYTES = 4096, TAG_BYTES = 24 };

/* An open range; its tag is written before the first text in it. */
typedef struct element {
    const hsay_layout *range;
    bool written;
    char end[TAG_BYTES]; /* its end tag, where it is written */
} element;

typedef struct document {
    hsay_page page; /* for its escaping */
    const hsay_article *a;
    hsay_utf8_cursor cursor;
    element open[OPEN_MOST];
    uint32_t depth;
    uint32_t at;        /* of the text, what was told or left out */
    uint32_t furniture; /* the first piece of it that does not end before `at` */
} document;

static const char *const TAGS[HSAY_LAYOUT_COUNT] = {
    [HSAY_LAYOUT_PARAGRAPH] = "p",      [HSAY_LAYOUT_HEADING] = "h2",
    [HSAY_LAYOUT_LIST] = "ul",          [HSAY_LAYOUT_NUMBERED_LIST] = "ol",
    [HSAY_LAYOUT_ITEM] = "li",          [HSAY_LAYOUT_TERMS] = "dl",
    [HSAY_LAYOUT_TERM] = "dt",          [HSAY_LAYOUT_DEFINITION] = "dd",
    [HSAY_LAYOUT_QUOTE] = "blockquote", [HSAY_LAYOUT_TABLE] = "table",
    [HSAY_LAYOUT_ROW] = "tr",           [HSAY_LAYOUT_HEAD_CELL] = "th",
    [HSAY_LAYOUT_CELL] = "td",          [HSAY_LAYOUT_LINK] = "a",
    [HSAY_LAYOUT_EMPHASIS] = "em",      [HSAY_LAYOUT_STRONG] = "strong",
};

static void put(document *d, const char *markup)
{
    hsay_page__markup(&d->page, markup);
}

/* ---- links ---- */

/* Only pages and mail addresses are led to, and nothing that hides what it is. */
static bool leads_somewhere(hsay_str href)
{
    for (size_t i = 0; i < href.len; i++)
        if ((unsigned char)href.ptr[i] < ' ')
            return false;
    return href.len <= HREF_BYTES && (hsay_str_starts_nocase(href, HSAY_STR("http://")) ||
                                      hsay_str_starts_nocase(href, HSAY_STR("https://")) ||
                                      hsay_str_starts_nocase(href, HSAY_STR("mailto:")));
}

static bool put_link(document *d, const hsay_layout *range)
{
    hsay_str href = hsay_str_trim(range->href);
    if (!leads_somewhere(href))
        return false;
    put(d, "<a href=\"");
    hsay_page__text(&d->page, href);
    put(d, "\" rel=\"nofollow noopener noreferrer\">");
    return true;
}

/* ---- elements ---- */

static bool holds_text(hsay_layout_kind kind)
{
    switch (kind) {
    case HSAY_LAYOUT_PARAGRAPH:
    case HSAY_LAYOUT_HEADING:
    case HSAY_LAYOUT_ITEM:
    case HSAY_LAYOUT_TERM:
    case HSAY_LAYOUT_DEFINITION:
    case HSAY_LAYOUT_HEAD_CELL:
    case HSAY_LAYOUT_CELL:
        return true;
    default:
        return false;
    }
}

static void put_text_tag(document *d, const hsay_layout *range, const char *tag)
{
    hsay_buf_put_format(&d->page.out, "<%s data-start=\"%zu\" data-end=\"%zu\">", tag,
                        hsay_utf8_cursor_code_point(&d->cursor, range->span.start),
                        hsay_utf8_cursor_code_point(&d->cursor, range->span.end));
}

/* The article's title is the only h1. */
static void write_tag(document *d, element *e, bool caption)
{
    const hsay_layout *range = e->range;
    char tag[TAG_BYTES / 2];
    e->written = true;
    snprintf(tag, sizeof tag, "%s", TAGS[range->kind]);
    if (range->kind == HSAY_LAYOUT_HEADING && range->level > 2 && range->level <= 6)
        tag[1] = (char)('0' + range->level);
    bool figure = caption && range->kind == HSAY_LAYOUT_PARAGRAPH;
    bool in_line = range->kind >= HSAY_LAYOUT_LINK;
    snprintf(e->end, sizeof e->end, "</%s>%s", figure ? "figcaption></figure" : tag,
             in_line ? "" : "\n");
    if (figure)
        put(d, "<figure>");
    if (holds_text(range->kind))
        put_text_tag(d, range, figure ? "figcaption" : tag);
    else if (range->kind != HSAY_LAYOUT_LINK)
        hsay_buf_put_format(&d->page.out, "<%s>", tag);
    else if (!put_link(d, range))
        e->end[0] = 0;
}

static void put_words(document *d, hsay_str words, bool caption)
{
    for (uint32_t i = 0; i < d->depth; i++)
        if (!d->open[i].written)
            write_tag(d, &d->open[i], caption);
    for (size_t at = 0; at < words.len;) {
        size_t line = hsay_str_find(words, HSAY_STR("\n"), at);
        hsay_page__text(&d->page, hsay_str_cut(words, at, line));
        at = line < words.len ? line + 1 : words.len;
        if (line < words.len)
            put(d, "<br>\n");
    }
}

/* The text up to `end`, without its furniture; what is in no paragraph is passed over. */
static void tell_until(document *d, uint32_t end)
{
    const hsay_article *a = d->a;
    uint32_t block = d->depth;
    while (block && d->open[block - 1].range->kind >= HSAY_LAYOUT_LINK)
        block--;
    bool inside = block && holds_text(d->open[block - 1].range->kind);
    while (d->at < end) {
        while (d->furniture < a->furniture_count && a->furniture[d->furniture].span.end <= d->at)
            d->furniture++;
        bool any = d->furniture < a->furniture_count;
        hsay_span f = any ? a->furniture[d->furniture].span : (hsay_span){UINT32_MAX, UINT32_MAX};
        bool cut = f.start <= d->at, caption = false;
        uint32_t to = cut ? f.end : f.start;
        if (cut)
            caption = a->furniture[d->furniture].reason == HSAY_FURNITURE_CAPTION;
        to = to < end ? to : end;
        if (inside && (!cut || caption))
            put_words(d, hsay_str_cut(a->text, d->at, to), caption);
        d->at = to;
    }
}

static void close_until(document *d, uint32_t start)
{
    while (d->depth && d->open[d->depth - 1].range->span.end <= start) {
        tell_until(d, d->open[d->depth - 1].range->span.end);
        d->depth--;
        if (d->open[d->depth].written)
            put(d, d->open[d->depth].end);
    }
}

static void take_range(document *d, const hsay_layout *range)
{
    uint32_t start = range->span.start, end = start;
    close_until(d, start);
    while (range->kind < HSAY_LAYOUT_LINK && end > d->at && d->a->text.ptr[end - 1] == '\n')
        end--; /* between blocks, not in one */
    tell_until(d, end);
    d->at = start > d->at ? start : d->at;
    if (d->depth < OPEN_MOST)
        d->open[d->depth++] = (element){.range = range};
}

/* Text without a layout: each line is a paragraph. */
static void take_lines(document *d)
{
    hsay_str text = d->a->text;
    for (size_t at = 0; at < text.len;) {
        size_t end = hsay_str_find(text, HSAY_STR("\n"), at);
        end = end < text.len ? end : text.len;
        hsay_layout line = {.span = {(uint32_t)at, (uint32_t)end}};
        if (hsay_str_trim(hsay_str_cut(text, at, end)).len) {
            take_range(d, &line);
            close_until(d, line.span.end);
        }
        at = end + 1;
    }
}

/* ---- the document ---- */

static const char HEAD[] =
    "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; style-src 'unsafe-inline'\"><meta name=\"viewport\" "
    "content=\"width=device-width\"><style>body{margin:2rem auto;max-width:42rem;padding:0 1rem;"
    "font:1.05rem/1.6 Georgia,serif;color:#222;background:#fff}h1,h2,h3,h4,h5,h6{line-height:1.25}"
    "header p,figcaption{color:#555;font:.9rem/1.5 system-ui,sans-serif}figure{margin:1rem 0}"
    "blockquote{margin:1rem 0;padding-left:1rem;border-left:.25rem solid #bbb}"
    "table{border-collapse:collapse;display:block;overflow-x:auto}"
    "td,th{border:1px solid #bbb;padding:.2rem .6rem;text-align:start;vertical-align:top}"
    "td p,th p,li p{margin:.2rem 0}</style><title>";

static void put_part(document *d, hsay_str part, const char *between, bool *any)
{
    if (!part.len)
        return;
    put(d, *any ? between : "<p>");
    hsay_page__text(&d->page, part);
    *any = true;
}

static void put_header(document *d)
{
    const hsay_article *a = d->a;
    bool any = false;
    if (a->title.len) {
        put(d, "<h1>");
        hsay_page__text(&d->page, a->title);
        put(d, "</h1>\n");
    }
    for (uint32_t i = 0; i < a->authors.count; i++)
        put_part(d, a->authors.items[i], ", ", &any);
    put_part(d, a->outlet.len ? a->outlet : a->domain, " · ", &any);
    put_part(d, a->date, " · ", &any);
    if (any)
        put(d, "</p>\n");
}

void hsay_html__article(const hsay_article *article, hsay_buf *out)
{
    document d = {.page.out = *out, .a = article, .cursor = {.text = article->text}};
    bool known = article->lang.len && !hsay_str_equal(article->lang, HSAY_STR("und"));
    put(&d, "<!doctype html>\n<html");
    if (known) {
        put(&d, " lang=\"");
        hsay_page__text(&d.page, article->lang);
        put(&d, "\"");
    }
    put(&d, "><head>");
    put(&d, HEAD);
    hsay_page__text(&d.page, article->title);
    put(&d, "</title></head>\n<body><article dir=\"auto\">\n<header>");
    put_header(&d);
    put(&d, "</header>\n");
    for (uint32_t i = 0; i < article->layout_count; i++)
        take_range(&d, &article->layout[i]);
    close_until(&d, UINT32_MAX);
    if (!article->layout_count)
        take_lines(&d);
    put(&d, "</article></body></html>\n");
    *out = d.page.out;
}
