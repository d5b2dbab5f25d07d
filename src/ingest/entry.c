/*
 * An entry becomes an article.  Its body is read as what it is; what the container says of title,
 * authors, date and address goes before what a page inside says.
 */
#include "ingest/entry.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ingest/blocks.h"
#include "ingest/date.h"
#include "ingest/decode.h"
#include "ingest/furniture.h"
#include "ingest/html.h"

enum {
    TAIL_TITLE_BYTES = 12,       /* a shorter title may stand in any sentence */
    TAIL_WORDS_BYTES = 80,       /* around it */
    WHOLE_CODE_POINTS = 1200,    /* a body of unknown extent below this is a part */
    MILLISECONDS_DIGITS_MAX = 14 /* of a date that is a number */
};

hsay_entry hsay_entry__copy(hsay_arena *arena, const hsay_entry *entry)
{
    hsay_entry e = *entry;
    hsay_str *texts[] = {&e.id, &e.url, &e.title, &e.outlet, &e.lang, &e.date, &e.body, &e.bytes};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = hsay_arena_copy(arena, *texts[i]);
    hsay_str *names = hsay_arena_array(arena, e.authors.count, sizeof *names);
    for (uint32_t i = 0; names && i < e.authors.count; i++)
        names[i] = hsay_arena_copy(arena, e.authors.items[i]);
    e.authors.items = names;
    return e;
}

/* Where the body stands in the input, byte for byte; UINT64_MAX where it does not. */
static uint64_t place_of_body(const hsay_entry *entry)
{
    size_t at =
        entry->stands && entry->body.len ? hsay_str_find(entry->bytes, entry->body, 0) : SIZE_MAX;
    return at == SIZE_MAX ? UINT64_MAX : entry->start + at;
}

/* HTML that is all article: every block of it is text. */
static hsay_status read_fragment(const hsay_entry *entry, hsay_arena *arena, hsay_article *out,
                                 hsay_error *error)
{
    hsay_nodes nodes;
    uint32_t repaired = 0;
    hsay_str html = hsay_utf8_repair(arena, entry->body, &repaired);
    hsay_status status = hsay_nodes__read(arena, html, &nodes, error);
    if (status != HSAY_OK)
        return status;
    hsay_content_source source = {.nodes = &nodes,
                                  .page = html,
                                  .title = out->title,
                                  .base = entry->url,
                                  .page_start = UINT64_MAX};
    if (html.ptr == entry->body.ptr)
        source.page_start = place_of_body(entry);
    source.facts = hsay_content__facts(arena, &nodes, false);
    if (source.facts)
        source.blocks = hsay_blocks__find(arena, &nodes, source.facts, 0);
    if (source.facts)
        hsay_content__write(arena, &source, out);
    out->repaired_count += repaired;
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, html.len);
    return HSAY_OK;
}

/* "The post TITLE appeared first on OUTLET.", in whatever language: the last paragraph of a feed's
 * item is no more than the item's own title with some words around it. */
static void mark_tail(hsay_str title, hsay_arena *arena, hsay_article *a)
{
    size_t start = a->text.len;
    while (start > 0 && a->text.ptr[start - 1] != '\n')
        start--;
    hsay_str last = hsay_str_cut(a->text, start, a->text.len);
    uint32_t n = a->furniture_count;
    if (start == 0 || title.len < TAIL_TITLE_BYTES || last.len > title.len + TAIL_WORDS_BYTES ||
        (n && a->furniture[n - 1].span.end > start) ||
        hsay_str_find_nocase(last, title, 0) == SIZE_MAX)
        return;
    hsay_furniture *grown = hsay_arena_array(arena, n + 1, sizeof *grown);
    if (!grown)
        return;
    if (n)
        memcpy(grown, a->furniture, n * sizeof *grown);
    grown[n] = (hsay_furniture){{(uint32_t)start, (uint32_t)a->text.len},
                                HSAY_FURNITURE_READ_MORE,
                                HSAY_STR("title-again-at-the-end")};
    a->furniture = grown;
    a->furniture_count = n + 1;
}

static void read_plain(const hsay_entry *entry, hsay_arena *arena, hsay_article *out)
{
    uint64_t start = place_of_body(entry);
    hsay_decode__text(arena, entry->body, start, out);
    if (start == UINT64_MAX) {
        out->runs = NULL;
        out->run_count = 0;
    }
    hsay_furniture__find(arena, out);
}

/* "Storm &amp; <b>flood</b>" as the words that it shows. */
static hsay_str shown(hsay_arena *arena, hsay_str title)
{
    hsay_nodes nodes;
    if (hsay_str_find(title, HSAY_STR("&"), 0) == SIZE_MAX &&
        hsay_str_find(title, HSAY_STR("<"), 0) == SIZE_MAX)
        return title;
    if (hsay_nodes__read(arena, title, &nodes, NULL) != HSAY_OK)
        return title;
    return hsay_str_trim(hsay_node__text(arena, &nodes, 0, title.len));
}

static bool is_number(hsay_str s)
{
    size_t digits = 0;
    while (digits < s.len && hsay_char_is_digit(s.ptr[digits]))
        digits++;
    return digits == s.len && digits >= 9 && digits <= MILLISECONDS_DIGITS_MAX;
}

static hsay_str date_of(hsay_arena *arena, hsay_str given)
{
    given = hsay_str_trim(given);
    if (!is_number(given))
        return hsay_date__normalize(arena, given, NULL);
    int64_t value = 0;
    for (size_t i = 0; i < given.len; i++)
        value = value * 10 + (given.ptr[i] - '0');
    return hsay_date__from_epoch(arena, value);
}

/* Whether the text ends as one that goes on elsewhere does: "…", "...", "[…]", "[&hellip;]". */
static bool breaks_off(hsay_str text)
{
    static const char *const ENDS[] = {"\xE2\x80\xA6",   "...",  "[\xE2\x80\xA6]", "[...]",
                                       "(\xE2\x80\xA6)", "(...)"};
    text = hsay_str_trim(text);
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (hsay_str_ends(text, hsay_str_of(ENDS[i])))
            return true;
    return false;
}

/* The text up to its last furniture, such as a "read more" line. */
static hsay_str without_tail(const hsay_article *a)
{
    hsay_str text = hsay_str_trim(a->text);
    for (uint32_t i = a->furniture_count; i-- > 0;) {
        hsay_span span = a->furniture[i].span;
        if (hsay_str_trim(hsay_str_cut(a->text, span.end, a->text.len)).len)
            break;
        text = hsay_str_cut(a->text, 0, span.start);
    }
    return text;
}

/* Which sign says that the entry is a part; empty where none does. */
static const char *part_by(const hsay_entry *entry, const hsay_article *a)
{
    if (entry->extent == HSAY_EXTENT_PART)
        return "summary";
    if (breaks_off(without_tail(a)))
        return "breaks-off";
    bool told = entry->extent != HSAY_EXTENT_UNTOLD;
    return told || hsay_utf8_count(a->text) >= WHOLE_CODE_POINTS ? "" : "short";
}

static hsay_status read_text(const hsay_entry *entry, hsay_arena *arena, hsay_article *a,
                             hsay_error *error)
{
    hsay_error inner = {0};
    hsay_status status = HSAY_OK;
    switch (entry->kind) {
    case HSAY_BODY_TEXT:
        read_plain(entry, arena, a);
        break;
    case HSAY_BODY_FRAGMENT:
        status = read_fragment(entry, arena, a, &inner);
        if (status == HSAY_OK)
            mark_tail(a->title, arena, a);
        break;
    case HSAY_BODY_PAGE:
        status = hsay_html_read_bytes(entry->body, place_of_body(entry), arena, a, &inner);
        break;
    case HSAY_BODY_NONE:
        break;
    }
    if (status != HSAY_OK)
        return hsay_error_set(error, status, inner.text, entry->start, entry->end);
    if (hsay_str_trim(a->text).len == 0)
        return hsay_error_set(error, HSAY_EMPTY, "the entry holds no text", entry->start,
                              entry->end);
    return HSAY_OK;
}

static void set(hsay_str *field, hsay_str value)
{
    if (value.len)
        *field = value;
}

static void describe(const hsay_entry *entry, hsay_str title, hsay_arena *arena, hsay_article *a)
{
    if (!entry->weak_title)
        set(&a->title, title);
    set(&a->url, entry->url);
    set(&a->outlet, entry->coded_outlet ? shown(arena, entry->outlet) : entry->outlet);
    set(&a->lang, entry->lang);
    set(&a->record, entry->id);
    set(&a->date, date_of(arena, entry->date));
    if (entry->authors.count)
        a->authors = entry->authors;
}

hsay_status hsay_entry__read(const hsay_entry *entry, const hsay_options *options,
                             hsay_arena *arena, hsay_article *out, hsay_error *error)
{
    hsay_article a = *out;
    hsay_str title = entry->coded_title ? shown(arena, entry->title) : entry->title;
    a.title = title;
    set(&a.url, entry->url);
    hsay_status status = read_text(entry, arena, &a, error);
    if (status != HSAY_OK)
        return status;
    describe(entry, title, arena, &a);
    if (!a.partial)
        a.partial_from = hsay_str_of(part_by(entry, &a));
    a.partial = a.partial_from.len > 0;
    a.repaired_count += entry->repaired;
    a.format = hsay_str_of(entry->format);
    if (options->whole)
        a.furniture_count = 0;
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, entry->start, entry->end);
    *out = a;
    return HSAY_OK;
}
