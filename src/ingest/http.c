/*
 * Head and body of a response.  Chunks are joined where the head says that there are any and the
 * body begins as one: crawlers also keep that line with bodies that they have joined.
 */
#include "ingest/http.h"

#include <string.h>

#include "base/str.h"
#include "base/unpack.h"

enum { CHUNK_DIGITS = 8, CODINGS = 4 /* of one body, one over another */ };

bool hsay_http__header(hsay_str *rest, hsay_str *name, hsay_str *value)
{
    size_t end = hsay_str_find(*rest, HSAY_STR("\n"), 0);
    size_t len = end == SIZE_MAX ? rest->len : end;
    hsay_str line = hsay_str_trim(hsay_str_cut(*rest, 0, len));
    *rest = hsay_str_cut(*rest, end == SIZE_MAX ? rest->len : end + 1, rest->len);
    size_t colon = hsay_str_find(line, HSAY_STR(":"), 0);
    if (!line.len)
        return false;
    *name = hsay_str_trim(hsay_str_cut(line, 0, colon == SIZE_MAX ? line.len : colon));
    *value =
        colon == SIZE_MAX ? HSAY_STR_NONE : hsay_str_trim(hsay_str_cut(line, colon + 1, line.len));
    return true;
}

static uint32_t status_of(hsay_str line)
{
    size_t at = hsay_str_find(line, HSAY_STR(" "), 0);
    uint32_t status = 0, digits = 0;
    for (at = at == SIZE_MAX ? line.len : at + 1; at < line.len && digits < 3; at++, digits++) {
        if (!hsay_char_is_digit(line.ptr[at]))
            return 0;
        status = status * 10 + (uint32_t)(line.ptr[at] - '0');
    }
    return digits == 3 ? status : 0;
}

/* "text/html; charset=utf-8" */
static void read_type(hsay_str value, hsay_http *out)
{
    size_t semicolon = hsay_str_find(value, HSAY_STR(";"), 0);
    out->type =
        hsay_str_trim(hsay_str_cut(value, 0, semicolon == SIZE_MAX ? value.len : semicolon));
    for (size_t at = 0; at + 8 < value.len; at++) {
        hsay_str rest = hsay_str_cut(value, at, value.len);
        if (!hsay_str_starts_nocase(rest, HSAY_STR("charset=")))
            continue;
        hsay_str name = hsay_str_cut(rest, 8, rest.len);
        size_t end = hsay_str_find(name, HSAY_STR(";"), 0);
        name = hsay_str_trim(hsay_str_cut(name, 0, end == SIZE_MAX ? name.len : end));
        if (name.len > 1 && (name.ptr[0] == '"' || name.ptr[0] == '\''))
            name = hsay_str_cut(name, 1, name.len - 1);
        out->charset = name;
        return;
    }
}

static int hex(char c)
{
    if (hsay_char_is_digit(c))
        return c - '0';
    c = hsay_char_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The size line of a chunk; moves `*rest` past it.  False: none stands there. */
static bool chunk_size(hsay_str *rest, size_t *size)
{
    size_t at = 0, end = hsay_str_find(*rest, HSAY_STR("\n"), 0);
    *size = 0;
    for (; at < rest->len && at <= CHUNK_DIGITS && hex(rest->ptr[at]) >= 0; at++)
        *size = *size * 16 + (size_t)hex(rest->ptr[at]);
    if (at == 0 || at > CHUNK_DIGITS || end == SIZE_MAX)
        return false;
    char behind = rest->ptr[at];
    *rest = hsay_str_cut(*rest, end + 1, rest->len);
    return behind == '\r' || behind == '\n' || behind == ';' || behind == ' ';
}

static hsay_status join_chunks(hsay_arena *arena, hsay_http *out)
{
    hsay_str rest = out->body;
    size_t size, held = 0;
    if (!chunk_size(&rest, &size))
        return HSAY_OK; /* joined already */
    char *joined = hsay_arena_alloc(arena, out->body.len + 1);
    rest = out->body;
    while (joined && chunk_size(&rest, &size)) {
        if (size == 0)
            break;
        if (size > rest.len)
            return HSAY_INPUT;
        memcpy(joined + held, rest.ptr, size);
        held += size;
        rest = hsay_str_cut(rest, size, rest.len);
        size_t end = hsay_str_find(rest, HSAY_STR("\n"), 0);
        rest = hsay_str_cut(rest, end == SIZE_MAX ? rest.len : end + 1, rest.len);
    }
    if (!joined)
        return HSAY_MEMORY;
    out->body = (hsay_str){joined, held};
    out->coded = true;
    return HSAY_OK;
}

static hsay_status decode(hsay_str coding, size_t limit, hsay_arena *arena, hsay_http *out)
{
    hsay_packing packing = HSAY_PACKING_NONE;
    if (!coding.len || hsay_str_equal_nocase(coding, HSAY_STR("identity")))
        return HSAY_OK;
    if (hsay_str_equal_nocase(coding, HSAY_STR("gzip")) ||
        hsay_str_equal_nocase(coding, HSAY_STR("x-gzip")))
        packing = HSAY_PACKING_GZIP;
    else if (hsay_str_equal_nocase(coding, HSAY_STR("zstd")))
        packing = HSAY_PACKING_ZSTD;
    else if (hsay_str_equal_nocase(coding, HSAY_STR("deflate")))
        packing = HSAY_PACKING_DEFLATE;
    else if (hsay_str_equal_nocase(coding, HSAY_STR("br")))
        packing = HSAY_PACKING_BROTLI;
    bool plain = out->body.len && out->body.ptr[0] == '<'; /* unpacked by the crawler */
    if (!out->body.len || (plain && packing != HSAY_PACKING_BROTLI))
        return HSAY_OK;
    if (packing == HSAY_PACKING_NONE)
        return HSAY_UNSUPPORTED;
    hsay_status status = hsay_unpack_all(packing, out->body, limit, arena, &out->body);
    if (plain && status == HSAY_INPUT) /* Brotli has no mark and may begin so */
        return HSAY_OK;
    out->coded = true;
    return status;
}

/* The last coding that was laid over the body comes off first. */
static hsay_status undo(hsay_str codings, size_t limit, hsay_arena *arena, hsay_http *out)
{
    hsay_status status = HSAY_OK;
    for (uint32_t i = 0; i < CODINGS && codings.len && status == HSAY_OK; i++) {
        size_t from = codings.len;
        while (from > 0 && codings.ptr[from - 1] != ',')
            from--;
        hsay_str last = hsay_str_trim(hsay_str_cut(codings, from, codings.len));
        codings = hsay_str_cut(codings, 0, from ? from - 1 : 0);
        status = decode(last, limit, arena, out);
    }
    return status;
}

static const char *reason(hsay_status status)
{
    switch (status) {
    case HSAY_LIMIT:
        return "the page unpacks to more than the size limit";
    case HSAY_UNSUPPORTED:
        return "the page is packed in a way that is not read";
    case HSAY_INPUT:
        return "the page's chunks or packed bytes are damaged";
    default:
        return NULL;
    }
}

typedef struct head {
    hsay_str codings;
    bool chunked;
} head;

/* Up to the empty line; `out->body` is what follows.  False: it is no response. */
static bool read_head(hsay_str response, hsay_http *out, head *h)
{
    hsay_str rest = response, name, value;
    *out = (hsay_http){0};
    *h = (head){0};
    if (!hsay_str_starts(response, HSAY_STR("HTTP/")) || !hsay_http__header(&rest, &name, &value))
        return false;
    out->status = status_of(name);
    while (hsay_http__header(&rest, &name, &value)) {
        if (hsay_str_equal_nocase(name, HSAY_STR("content-type")))
            read_type(value, out);
        else if (hsay_str_equal_nocase(name, HSAY_STR("content-encoding")))
            h->codings = value;
        else if (hsay_str_equal_nocase(name, HSAY_STR("transfer-encoding")))
            h->chunked = hsay_str_equal_nocase(value, HSAY_STR("chunked"));
    }
    out->body = rest;
    return true;
}

bool hsay_http__is_html(hsay_str type)
{
    return hsay_str_starts_nocase(type, HSAY_STR("text/html")) ||
           hsay_str_starts_nocase(type, HSAY_STR("application/xhtml+xml"));
}

bool hsay_http__is_other(hsay_str beginning)
{
    hsay_http http;
    head h;
    if (!read_head(beginning, &http, &h) || !http.body.len)
        return false;
    return http.status != 200 || (http.type.len && !hsay_http__is_html(http.type));
}

hsay_status hsay_http__read(hsay_str response, size_t limit, hsay_arena *arena, hsay_http *out,
                            hsay_error *error)
{
    hsay_http http;
    head h;
    if (!read_head(response, &http, &h))
        return hsay_error_set(error, HSAY_INPUT, "the record holds no HTTP response", 0,
                              response.len);
    hsay_status status = HSAY_OK;
    if (http.status == 200) {
        status = h.chunked ? join_chunks(arena, &http) : HSAY_OK;
        if (status == HSAY_OK)
            status = undo(h.codings, limit, arena, &http);
    }
    if (status != HSAY_OK)
        return hsay_error_set(error, status, reason(status), 0, response.len);
    *out = http;
    return HSAY_OK;
}
