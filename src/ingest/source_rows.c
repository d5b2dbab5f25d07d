/*
 * The stream shows a window that grows until it holds the row.  Invariant: no more than the limit
 * is shown; a row beyond it costs itself, and so does a quote that is never closed.
 */
#include "ingest/source_rows.h"

#include "base/alloc.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ingest/encoding.h"
#include "ingest/table.h"

enum {
    FIRST_WINDOW_BYTES = 64 * 1024,
    IN_VAIN_TIMES = 4, /* what was read and the limit of a row */
};

struct hsay_rows {
    hsay_stream *stream;
    const hsay_options *options;
    hsay_arena *arena;
    hsay_columns columns;
    char delimiter;
    uint64_t limit, number;
    bool ended;
    bool wide; /* UTF-16: decoded as a whole into `text`, whose places are not the input's */
    hsay_str text;
    size_t at;
    uint64_t wide_bytes; /* of the input */
    uint64_t in_vain;    /* bytes of rows that were looked through for a quote that never came */
};

/* Up to `want` bytes that come next; fewer only at the end. */
static hsay_status peek(hsay_rows *r, size_t want, hsay_str *out, hsay_error *error)
{
    if (!r->wide)
        return hsay_stream_peek(r->stream, want, out, error);
    *out = hsay_str_cut(r->text, r->at, want > r->text.len - r->at ? r->text.len : r->at + want);
    return HSAY_OK;
}

/* Passes bytes that were shown. */
static void skip(hsay_rows *r, size_t bytes)
{
    hsay_error unused;
    if (r->wide)
        r->at += bytes;
    else
        hsay_stream_skip(r->stream, bytes, &unused);
}

/* Where the next row begins in the input; of UTF-16 all of it is named. */
static uint64_t place(const hsay_rows *r)
{
    return r->wide ? 0 : hsay_stream_offset(r->stream);
}

static uint64_t place_behind(const hsay_rows *r, size_t bytes)
{
    return r->wide ? r->wide_bytes : place(r) + bytes;
}

/* Passes the rest of a line of any length. */
static hsay_status skip_line(hsay_rows *r, hsay_error *error)
{
    for (;;) {
        hsay_str window;
        hsay_status status = peek(r, FIRST_WINDOW_BYTES, &window, error);
        if (status != HSAY_OK)
            return status;
        size_t newline = hsay_str_find(window, HSAY_STR("\n"), 0);
        skip(r, newline == SIZE_MAX ? window.len : newline + 1);
        if (newline != SIZE_MAX || window.len < FIRST_WINDOW_BYTES)
            return HSAY_OK;
    }
}

/* Shows the next row, line end and all; it is passed by take_row.  HSAY_NOT_FOUND at the end. */
static hsay_status show_row(hsay_rows *r, hsay_str *out, hsay_error *error)
{
    for (size_t want = FIRST_WINDOW_BYTES;; want *= 2) {
        hsay_str window;
        hsay_status status = peek(r, want < r->limit ? want : r->limit + 1, &window, error);
        if (status != HSAY_OK)
            return status;
        if (window.len == 0)
            return HSAY_NOT_FOUND;
        bool all = window.len < want && window.len <= r->limit;
        hsay_row row = hsay_csv__row(window, 0, r->delimiter, all);
        *out = hsay_str_cut(window, 0, row.end);
        if (row.whole && row.end <= r->limit)
            return HSAY_OK;
        if (all)
            return hsay_error_set(error, HSAY_INPUT,
                                  "a quoted cell of the row is never closed; the next line is read "
                                  "as a new row",
                                  place(r), place_behind(r, window.len));
        if (window.len > r->limit)
            return hsay_error_set(error, HSAY_LIMIT, "the row is over the size limit", place(r),
                                  place_behind(r, window.len));
    }
}

static bool is_blank(hsay_str row)
{
    return hsay_str_trim(row).len == 0;
}

static hsay_status decode_wide(hsay_rows *r, hsay_error *error)
{
    hsay_str bytes;
    uint32_t repaired;
    hsay_status status = hsay_stream_rest(r->stream, &bytes, error);
    if (status != HSAY_OK)
        return status;
    r->wide = true;
    r->wide_bytes = bytes.len;
    r->text = hsay_encoding__to_utf8(r->arena, bytes, HSAY_STR_NONE, &repaired);
    return hsay_arena_failed(r->arena) ? hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0) : HSAY_OK;
}

/* A mark is passed; what is UTF-16 is decoded. */
static hsay_status read_mark(hsay_rows *r, hsay_error *error)
{
    hsay_str head;
    hsay_status status = peek(r, 3, &head, error);
    if (status != HSAY_OK)
        return status;
    if (hsay_str_starts(head, HSAY_STR("\xEF\xBB\xBF")))
        skip(r, 3);
    else if (hsay_str_starts(head, HSAY_STR("\xFF\xFE")) ||
             hsay_str_starts(head, HSAY_STR("\xFE\xFF")))
        return decode_wide(r, error);
    return HSAY_OK;
}

static hsay_status read_header(hsay_rows *r, hsay_error *error)
{
    hsay_str head, row;
    uint32_t count, repaired;
    hsay_status status = read_mark(r, error);
    if (status == HSAY_OK)
        status = peek(r, FIRST_WINDOW_BYTES, &head, error);
    if (status != HSAY_OK)
        return status;
    r->delimiter = hsay_csv__delimiter(r->arena, head, r->options);
    status = show_row(r, &row, error);
    if (status == HSAY_NOT_FOUND)
        return hsay_error_set(error, HSAY_EMPTY, "the table is empty", 0, 0);
    if (status != HSAY_OK)
        return status;
    size_t len = row.len;
    row =
        hsay_encoding__to_utf8(r->arena, hsay_arena_copy(r->arena, row), HSAY_STR_NONE, &repaired);
    hsay_str *names = hsay_csv__cells(r->arena, row, r->delimiter, &count);
    if (hsay_arena_failed(r->arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    if (count > HSAY_TABLE_COLUMNS)
        return hsay_error_set(error, HSAY_LIMIT, "the table has too many columns", 0, len);
    if (!hsay_columns__find(&r->columns, names, count, r->options))
        return hsay_error_set(error, HSAY_EMPTY,
                              "the table has no column that is known to hold text or HTML; name it "
                              "by --field text=COLUMN",
                              0, len);
    skip(r, len);
    r->number = 1;
    return HSAY_OK;
}

hsay_status hsay_rows__open(hsay_stream *stream, const hsay_options *options, hsay_rows **out,
                            hsay_error *error)
{
    hsay_rows *r = hsay_alloc__zeroed(sizeof *r);
    if (r)
        r->arena = hsay_arena_new();
    if (!r || !r->arena) {
        hsay_alloc__free(r);
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    }
    r->stream = stream;
    r->options = options;
    r->limit = options->record_limit_bytes ? options->record_limit_bytes : HSAY_RECORD_LIMIT_BYTES;
    hsay_status status = read_header(r, error);
    if (status == HSAY_OK)
        *out = r;
    else
        hsay_rows__close(r);
    return status;
}

void hsay_rows__close(hsay_rows *r)
{
    if (!r)
        return;
    hsay_arena_free(r->arena);
    hsay_alloc__free(r);
}

/* Cells beyond the header's, if not empty: a delimiter stands in a cell without quotes. */
static bool fits(const hsay_rows *r, const hsay_str *cells, uint32_t count)
{
    for (uint32_t i = r->columns.count; i < count; i++)
        if (hsay_str_trim(cells[i]).len)
            return false;
    return true;
}

static hsay_status make(hsay_rows *r, hsay_str row, hsay_arena *arena, hsay_entry *out,
                        hsay_error *error)
{
    uint32_t count, repaired;
    uint64_t start = place(r), end = place_behind(r, row.len);
    hsay_str bytes = hsay_arena_copy(arena, row);
    skip(r, row.len);
    hsay_str text = hsay_encoding__to_utf8(arena, bytes, HSAY_STR_NONE, &repaired);
    hsay_str *cells = hsay_csv__cells(arena, text, r->delimiter, &count);
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, end);
    if (!fits(r, cells, count))
        return hsay_error_set(error, HSAY_INPUT,
                              "the row has more cells than the header; a cell with a delimiter in "
                              "it needs quotes",
                              start, end);
    *out = hsay_columns__entry(&r->columns, cells, count, arena);
    out->bytes = bytes;
    out->start = start;
    out->end = end;
    out->stands = !r->wide;
    out->repaired = repaired;
    return HSAY_OK;
}

/* Each line would be looked through to the end, again and again. */
static hsay_status give_up(hsay_rows *r, hsay_error *error)
{
    r->ended = true;
    return hsay_error_set(error, HSAY_LIMIT,
                          "too many quoted cells of the table are never closed; the rest of it is "
                          "not read",
                          error->start, error->end);
}

hsay_status hsay_rows__next(hsay_rows *r, hsay_arena *arena, hsay_entry *out, uint64_t *number,
                            hsay_error *error)
{
    while (!r->ended) {
        hsay_str row;
        hsay_status status = show_row(r, &row, error);
        if (status == HSAY_NOT_FOUND)
            return status;
        *number = ++r->number;
        if (status == HSAY_OK && is_blank(row)) {
            skip(r, row.len);
            continue;
        }
        if (status == HSAY_OK)
            return make(r, row, arena, out, error);
        hsay_error behind = {0};
        if (status == HSAY_MEMORY || status == HSAY_IO)
            return status;
        r->in_vain += error->end - error->start;
        if (r->in_vain > IN_VAIN_TIMES * (place(r) + r->limit))
            return give_up(r, error);
        hsay_status skipped = skip_line(r, &behind);
        if (skipped != HSAY_OK)
            *error = behind;
        return skipped == HSAY_OK ? status : skipped;
    }
    return HSAY_NOT_FOUND;
}
