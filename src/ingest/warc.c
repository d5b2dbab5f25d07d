/*
 * Record heads are read line by line, blocks by their Content-Length.  Invariant: each call ends at
 * the end of a record, or at the line that begins the next.
 */
#include "ingest/warc.h"

#include "base/str.h"
#include "ingest/http.h"

enum {
    HEAD_LINES = 200,
    HEAD_SLACK_BYTES = 256 * 1024, /* an HTTP head beside the page */
    HEAD_PEEK_BYTES = 16 * 1024    /* where most HTTP heads end */
};

typedef struct head {
    hsay_str type, url, content_type;
    uint64_t length, start;
    bool has_length;
} head;

bool hsay_warc__is(hsay_str bytes)
{
    return hsay_str_starts(bytes, HSAY_STR("WARC/1.")) ||
           hsay_str_starts(bytes, HSAY_STR("WARC/0."));
}

static bool read_number(hsay_str digits, uint64_t *out)
{
    uint64_t n = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (!hsay_char_is_digit(digits.ptr[i]) || n > UINT64_MAX / 100)
            return false;
        n = n * 10 + (uint64_t)(digits.ptr[i] - '0');
    }
    *out = n;
    return digits.len > 0;
}

static void read_header(hsay_arena *arena, hsay_str line, head *h)
{
    hsay_str name, value;
    if (!hsay_http__header(&line, &name, &value))
        return;
    if (hsay_str_equal_nocase(name, HSAY_STR("content-length")))
        h->has_length = read_number(value, &h->length);
    else if (hsay_str_equal_nocase(name, HSAY_STR("warc-type")))
        h->type = hsay_arena_copy(arena, value);
    else if (hsay_str_equal_nocase(name, HSAY_STR("content-type")))
        h->content_type = hsay_arena_copy(arena, value);
    else if (hsay_str_equal_nocase(name, HSAY_STR("warc-target-uri")))
        h->url = hsay_arena_copy(arena, value);
}

static hsay_status tell(hsay_warc *w, hsay_warc_page *out, const hsay_error *error, bool lost)
{
    w->lost |= lost;
    *out = (hsay_warc_page){.number = w->number, .start = error->start, .error = *error};
    return HSAY_OK;
}

/* Past white space to the line that begins a record; HSAY_INPUT where something else stands. */
static hsay_status to_record(hsay_warc *w, hsay_stream *s, head *h, hsay_error *error)
{
    for (;;) {
        hsay_line line;
        hsay_status status = hsay_stream_line(s, &line, error);
        if (status != HSAY_OK)
            return status;
        h->start = line.start;
        if (hsay_warc__is(line.bytes)) {
            w->lost = false;
            w->number++;
            return HSAY_OK;
        }
        if (w->lost || !(hsay_str_trim(line.bytes).len || line.too_long))
            continue;
        return hsay_error_set(error, HSAY_INPUT, "no WARC record begins here", line.start,
                              line.end);
    }
}

/* The lines up to an empty one. */
static hsay_status read_head(hsay_stream *s, hsay_arena *arena, head *h, hsay_error *error)
{
    for (uint32_t i = 0; i < HEAD_LINES; i++) {
        hsay_line line;
        hsay_status status = hsay_stream_line(s, &line, error);
        if (status == HSAY_NOT_FOUND)
            break;
        if (status != HSAY_OK)
            return status;
        if (!line.bytes.len && !line.too_long)
            return h->has_length
                       ? HSAY_OK
                       : hsay_error_set(error, HSAY_INPUT, "the WARC record has no length",
                                        h->start, line.end);
        read_header(arena, line.bytes, h);
    }
    return hsay_error_set(error, HSAY_INPUT, "the head of the WARC record does not end", h->start,
                          hsay_stream_offset(s));
}

static bool may_hold_page(const head *h)
{
    if (hsay_str_equal_nocase(h->type, HSAY_STR("resource")))
        return hsay_http__is_html(h->content_type);
    return hsay_str_equal_nocase(h->type, HSAY_STR("response")) &&
           (hsay_str_starts_nocase(h->url, HSAY_STR("http")) ||
            hsay_str_starts_nocase(h->url, HSAY_STR("<http")));
}

/* The page of a block; `*found` stays false where it holds none. */
static hsay_status read_block(const hsay_warc *w, const head *h, hsay_str block, uint64_t at,
                              hsay_arena *arena, hsay_warc_page *out, bool *found,
                              hsay_error *error)
{
    hsay_http http = {.status = 200, .type = h->content_type, .body = block};
    if (hsay_str_equal_nocase(h->type, HSAY_STR("response"))) {
        hsay_status status = hsay_http__read(block, w->limit, arena, &http, error);
        if (status != HSAY_OK)
            return status;
        if (!http.type.len && http.body.len && http.body.ptr[0] == '<')
            http.type = HSAY_STR("text/html");
    }
    *found = http.status == 200 && hsay_http__is_html(http.type) && http.body.len;
    hsay_str url = h->url;
    if (hsay_str_equal_nocase(http.charset, HSAY_STR("utf-7"))) /* no browser reads a page so */
        http.charset = HSAY_STR_NONE;
    if (url.len > 2 && url.ptr[0] == '<') /* as WARC 1.0 has it */
        url = hsay_str_cut(url, 1, url.len - 1);
    *out = (hsay_warc_page){.number = w->number,
                            .url = url,
                            .charset = hsay_arena_copy(arena, http.charset),
                            .body = hsay_arena_copy(arena, http.body),
                            .start = http.coded ? at : at + (uint64_t)(http.body.ptr - block.ptr),
                            .coded_bytes = http.coded ? block.len : 0};
    return hsay_arena_failed(arena) ? HSAY_MEMORY : HSAY_OK;
}

/* The block of a record that may hold a page; the stream stays before it.  HSAY_NOT_FOUND: its head
 * says that it is none.  `*lost`: reading failed. */
static hsay_status take_block(const hsay_warc *w, const head *h, hsay_stream *s, hsay_arena *arena,
                              hsay_warc_page *out, bool *found, bool *lost, hsay_error *error)
{
    hsay_str block;
    uint64_t at = hsay_stream_offset(s);
    size_t first = h->length < HEAD_PEEK_BYTES ? (size_t)h->length : HEAD_PEEK_BYTES;
    hsay_status status = hsay_stream_peek(s, first, &block, error);
    *lost = status != HSAY_OK;
    if (*lost)
        return status;
    if (hsay_str_equal_nocase(h->type, HSAY_STR("response")) && hsay_http__is_other(block))
        return HSAY_NOT_FOUND;
    if (h->length > w->limit + HEAD_SLACK_BYTES)
        return hsay_error_set(error, HSAY_LIMIT, "the record is over the size limit", h->start,
                              h->start + h->length);
    status = hsay_stream_peek(s, (size_t)h->length, &block, error);
    *lost = status != HSAY_OK;
    if (*lost || block.len < h->length)
        return status; /* going past it tells why there is no more */
    status = read_block(w, h, block, at, arena, out, found, error);
    if (status != HSAY_OK && status != HSAY_MEMORY) {
        error->start = h->start;
        error->end = at + h->length;
    }
    return status;
}

/* What follows the first line of a record, and past it unless it is the only one. */
static hsay_status take_record(const hsay_warc *w, head *h, hsay_stream *s, hsay_arena *arena,
                               hsay_warc_page *out, bool *found, bool *lost, hsay_error *error)
{
    hsay_status status = read_head(s, arena, h, error);
    *lost = status != HSAY_OK;
    if (!*lost)
        status =
            may_hold_page(h) ? take_block(w, h, s, arena, out, found, lost, error) : HSAY_NOT_FOUND;
    bool done = *found || status != HSAY_OK; /* else the block may be cut off */
    if (status == HSAY_NOT_FOUND)
        status = HSAY_OK;
    if (*lost || status == HSAY_MEMORY || (w->one && done))
        return status;
    hsay_error unused, *told = status == HSAY_OK ? error : &unused;
    hsay_status skipped = hsay_stream_skip(s, h->length, told);
    *lost = skipped != HSAY_OK;
    return status == HSAY_OK ? skipped : status;
}

hsay_status hsay_warc_next(hsay_warc *w, hsay_stream *s, hsay_arena *arena, hsay_warc_page *out)
{
    for (;;) {
        head h = {0};
        hsay_error error = {0};
        bool found = false, lost = true;
        hsay_status status = to_record(w, s, &h, &error);
        if (status == HSAY_NOT_FOUND)
            return status;
        if (status == HSAY_OK)
            status = take_record(w, &h, s, arena, out, &found, &lost, &error);
        if (status == HSAY_MEMORY || (status == HSAY_OK && found))
            return status;
        if (status != HSAY_OK)
            return tell(w, out, &error, lost);
        if (hsay_arena_failed(arena))
            return HSAY_MEMORY;
        if (w->one)
            return HSAY_NOT_FOUND;
        hsay_arena_reset(arena);
    }
}
