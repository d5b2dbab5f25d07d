/* Rows become one article with its statements again: what was stored, field by field. */
#include "ledger/ledger.h"

#include <string.h>

#include "base/str.h"

typedef const char *(*name_fn)(unsigned value);

static const char *furniture_name(unsigned v)
{
    return hsay_furniture_name((hsay_furniture_reason)v);
}
static const char *kind_name(unsigned v)
{
    return hsay_kind_name((hsay_kind)v);
}
static const char *act_name(unsigned v)
{
    return hsay_act_name((hsay_act)v);
}
static const char *evidence_name(unsigned v)
{
    return hsay_evidence_name((hsay_evidence)v);
}

static const char *fact_name(unsigned v)
{
    return hsay_fact_name((hsay_fact)v);
}
static const char *method_name(unsigned v)
{
    return hsay_method_name((hsay_method)v);
}

/* The value of a name; a name that this version does not know fails the ledger. */
static unsigned value_of(hsay_ledger *l, sqlite3_stmt *q, int column, name_fn name_of)
{
    const char *name = (const char *)sqlite3_column_text(q, column);
    const char *known;
    for (unsigned v = 0; name && (known = name_of(v)); v++)
        if (strcmp(name, known) == 0)
            return v;
    hsay_sql__fail(l, HSAY_LEDGER, "the ledger holds a value that is none of its column's");
    return 0;
}

static uint8_t digit(char c)
{
    return (uint8_t)(hsay_char_is_digit(c) ? c - '0' : hsay_char_lower(c) - 'a' + 10);
}

static void read_hash(hsay_ledger *l, sqlite3_stmt *q, int column, uint8_t out[HSAY_HASH_BYTES])
{
    const char *hex = (const char *)sqlite3_column_text(q, column);
    if (!hex || strspn(hex, "0123456789abcdef") != HSAY_HASH_BYTES * 2) {
        hsay_sql__fail(l, HSAY_LEDGER, "the ledger holds a hash that is none");
        return;
    }
    for (int i = 0; i < HSAY_HASH_BYTES; i++)
        out[i] = (uint8_t)(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
}

static bool load_row(hsay_ledger *l, int64_t row, hsay_arena *arena, hsay_article *a)
{
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_ARTICLE, "i", row);
    if (!hsay_sql__row(l, q)) {
        hsay_sql__fail(l, HSAY_NOT_FOUND, NULL);
        return false;
    }
    hsay_str *const texts[] = {&a->id,     &a->input, &a->record, NULL,     &a->date,   &a->outlet,
                               &a->domain, &a->title, &a->url,    &a->lang, &a->format, &a->text};
    for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++)
        if (texts[i])
            *texts[i] = hsay_sql__text(q, i, arena);
    read_hash(l, q, 3, a->hash);
    a->input_start_byte = (uint64_t)sqlite3_column_int64(q, 12);
    a->input_end_byte = (uint64_t)sqlite3_column_int64(q, 13);
    a->repaired_count = hsay_sql__u32(q, 14);
    hsay_sql__end(q);
    return true;
}

/* Spans come from a file that others may have written: they must lie in the text. */
static hsay_span span_at(hsay_ledger *l, sqlite3_stmt *q, int column, hsay_str text)
{
    hsay_span span = {hsay_sql__u32(q, column), hsay_sql__u32(q, column + 1)};
    if (span.start > span.end || span.end > text.len) {
        hsay_sql__fail(l, HSAY_LEDGER, "the ledger holds a range outside of its text");
        return (hsay_span){0, 0};
    }
    return span;
}

static void load_parts(hsay_ledger *l, int64_t row, hsay_arena *arena, hsay_article *a)
{
    HSAY_VEC(hsay_str) authors = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_AUTHORS, "i", row);
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, &authors, hsay_sql__text(q, 0, arena));
    a->authors = (hsay_strs){authors.items, (uint32_t)authors.count};

    HSAY_VEC(hsay_furniture) furniture = {0};
    q = hsay_sql__query(l, HSAY_SQL_FURNITURE, "i", row);
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, &furniture,
                      (hsay_furniture){span_at(l, q, 0, a->text),
                                       (hsay_furniture_reason)value_of(l, q, 2, furniture_name),
                                       hsay_sql__text(q, 3, arena)});
    a->furniture = furniture.items;
    a->furniture_count = (uint32_t)furniture.count;

    HSAY_VEC(hsay_input_run) runs = {0};
    q = hsay_sql__query(l, HSAY_SQL_RUNS, "i", row);
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, &runs,
                      (hsay_input_run){(uint64_t)sqlite3_column_int64(q, 0), hsay_sql__u32(q, 1),
                                       hsay_sql__u32(q, 2)});
    a->runs = runs.items;
    a->run_count = (uint32_t)runs.count;
}

static hsay_method method_at(hsay_ledger *l, sqlite3_stmt *q, int column)
{
    return (hsay_method)value_of(l, q, column, method_name);
}

/* The rows of what a page tells of itself; whether there is any. */
static bool load_page(hsay_ledger *l, int64_t row, hsay_arena *arena, hsay_page_facts *page)
{
    HSAY_VEC(hsay_image) images = {0};
    bool any = false;
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_IMAGES, "i", row);
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, &images,
                      (hsay_image){hsay_sql__text(q, 0, arena), hsay_sql__text(q, 1, arena)});
    page->images = images.items;
    page->image_count = (uint32_t)images.count;
    q = hsay_sql__query(l, HSAY_SQL_FACT_METHODS, "i", row);
    for (; hsay_sql__row(l, q); any = true)
        page->methods[value_of(l, q, 0, fact_name)] = method_at(l, q, 1);
    return any || images.count;
}

/* Whether the page tells who may read it; a ledger before version 4 does not know. */
static bool load_access(hsay_ledger *l, int64_t row, hsay_arena *arena, hsay_article *a,
                        hsay_page_facts *page)
{
    if (l->version < 4)
        return false;
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_ACCESS, "i", row);
    if (!hsay_sql__row(l, q))
        return false;
    a->partial_from = hsay_sql__text(q, 0, arena);
    page->access = hsay_sql__text(q, 1, arena);
    hsay_sql__end(q);
    return page->access.len > 0;
}

/* How the article was read, and its page; a ledger before version 3 does not know. */
static void load_reading(hsay_ledger *l, int64_t row, hsay_arena *arena, hsay_article *a)
{
    hsay_page_facts *page = hsay_arena_alloc(arena, sizeof *page);
    if (!page || l->version < 3)
        return;
    *page = (hsay_page_facts){0};
    hsay_str *const texts[] = {&page->published,     &page->updated, &page->section,
                               &page->canonical_url, &a->lang_from,  &a->method};
    enum { OF_PAGE = 4, COUNT = sizeof texts / sizeof *texts };
    bool any = false;
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_READING, "i", row);
    if (!hsay_sql__row(l, q))
        return;
    for (int i = 0; i < COUNT; i++) {
        *texts[i] = hsay_sql__text(q, i, arena);
        any = any || (i < OF_PAGE && texts[i]->len);
    }
    a->partial = sqlite3_column_int(q, COUNT) != 0;
    hsay_sql__end(q);
    any = load_access(l, row, arena, a, page) || any;
    if (load_page(l, row, arena, page) || any)
        a->page = page;
}

/* The posts of a live blog; a ledger before version 5 has none. */
static void load_posts(hsay_ledger *l, int64_t row, hsay_arena *arena, hsay_article *a)
{
    HSAY_VEC(hsay_post) posts = {0};
    if (l->version < 5)
        return;
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_POSTS, "i", row);
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, &posts,
                      (hsay_post){span_at(l, q, 0, a->text), hsay_sql__text(q, 2, arena),
                                  hsay_sql__text(q, 3, arena), hsay_sql__text(q, 4, arena),
                                  hsay_sql__text(q, 5, arena)});
    a->posts = posts.items;
    a->post_count = (uint32_t)posts.count;
}

typedef HSAY_VEC(hsay_statement) statement_vec;

static void load_statement_rows(hsay_ledger *l, int64_t row, hsay_str text, hsay_arena *arena,
                                statement_vec *out)
{
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_STATEMENTS, "i", row);
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, out,
                      (hsay_statement){.speaker = hsay_sql__text(q, 0, arena),
                                       .speaker_span = span_at(l, q, 1, text),
                                       .kind = (hsay_kind)value_of(l, q, 3, kind_name),
                                       .act = (hsay_act)value_of(l, q, 4, act_name),
                                       .evidence = (hsay_evidence)value_of(l, q, 5, evidence_name),
                                       .outer = hsay_sql__index(q, 6),
                                       .rule = hsay_sql__text(q, 7, arena),
                                       .engine = hsay_sql__text(q, 8, arena),
                                       .probability = sqlite3_column_double(q, 9)});
}

static hsay_spans *spans_of(hsay_statement *s, const char *part)
{
    if (!part)
        return NULL;
    return strcmp(part, "content") == 0    ? &s->content
           : strcmp(part, "source") == 0   ? &s->source
           : strcmp(part, "cue") == 0      ? &s->cue
           : strcmp(part, "evidence") == 0 ? &s->evidence_words
                                           : NULL;
}

/* Rows come by statement, part and position: each list is one piece of `all`. */
static void load_spans(hsay_ledger *l, int64_t row, hsay_str text, hsay_arena *arena,
                       statement_vec *statements)
{
    HSAY_VEC(hsay_span) all = {0};
    HSAY_VEC(hsay_spans *) lists = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_SPANS, "i", row);
    while (hsay_sql__row(l, q)) {
        uint32_t at = hsay_sql__u32(q, 0);
        hsay_spans *list =
            at < statements->count
                ? spans_of(&statements->items[at], (const char *)sqlite3_column_text(q, 1))
                : NULL;
        if (!list)
            continue;
        if (list->count++ == 0)
            hsay_vec_push(arena, &lists, list);
        hsay_vec_push(arena, &all, span_at(l, q, 2, text));
    }
    uint32_t first = 0;
    for (size_t i = 0; !hsay_arena_failed(arena) && i < lists.count; i++) {
        lists.items[i]->items = all.items + first;
        first += lists.items[i]->count;
    }
}

static void load_chains(hsay_ledger *l, int64_t row, hsay_str text, hsay_arena *arena,
                        statement_vec *statements)
{
    HSAY_VEC(hsay_chain_link) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_CHAINS, "i", row);
    while (hsay_sql__row(l, q)) {
        uint32_t at = hsay_sql__u32(q, 0);
        if (at >= statements->count)
            continue;
        statements->items[at].chain_count++;
        hsay_vec_push(arena, &all,
                      (hsay_chain_link){hsay_sql__text(q, 1, arena), span_at(l, q, 2, text)});
    }
    uint32_t first = 0;
    for (size_t i = 0; !hsay_arena_failed(arena) && i < statements->count; i++) {
        if (!statements->items[i].chain_count)
            continue;
        statements->items[i].chain = all.items + first;
        first += statements->items[i].chain_count;
    }
}

void hsay_ledger__load(hsay_ledger *l, int64_t row, hsay_arena *arena, hsay_view *out)
{
    hsay_article *a = hsay_arena_alloc(arena, sizeof *a);
    *out = (hsay_view){.article = a};
    bool there = a && load_row(l, row, arena, a);
    if (hsay_arena_failed(arena)) /* said first: a text that is lost holds no range */
        hsay_sql__fail(l, HSAY_MEMORY, NULL);
    else if (there) {
        load_parts(l, row, arena, a);
        load_posts(l, row, arena, a);
        load_reading(l, row, arena, a);
        statement_vec statements = {0};
        load_statement_rows(l, row, a->text, arena, &statements);
        load_spans(l, row, a->text, arena, &statements);
        load_chains(l, row, a->text, arena, &statements);
        out->statements = (hsay_statements){statements.items, (uint32_t)statements.count};
    }
    if (hsay_arena_failed(arena))
        hsay_sql__fail(l, HSAY_MEMORY, NULL);
}
