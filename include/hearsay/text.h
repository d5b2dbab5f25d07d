/* Views of text: borrowed bytes, half-open byte ranges, and lists of both. */
#ifndef HEARSAY_TEXT_H
#define HEARSAY_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hearsay/status.h"

/* Borrowed UTF-8 bytes, not terminated.  {NULL, 0} is the empty string. */
typedef struct hsay_str {
    const char *ptr;
    size_t len;
} hsay_str;

typedef struct hsay_strs {
    const hsay_str *items;
    uint32_t count;
} hsay_strs;

/* Half-open range of bytes in an article's text.  {0, 0} stands for "no such words". */
typedef struct hsay_span {
    uint32_t start, end;
} hsay_span;

/* Ranges in text order that do not overlap. */
typedef struct hsay_spans {
    const hsay_span *items;
    uint32_t count;
} hsay_spans;

/* A string literal or a terminated string as a view. */
static inline hsay_str hsay_str_of(const char *terminated)
{
    return terminated ? (hsay_str){terminated, strlen(terminated)} : (hsay_str){NULL, 0};
}

/* The bytes of `span` in `text`; empty where the span does not lie inside. */
static inline hsay_str hsay_str_at(hsay_str text, hsay_span span)
{
    if (span.start > span.end || span.end > text.len || span.start == span.end)
        return (hsay_str){NULL, 0};
    return (hsay_str){text.ptr + span.start, span.end - span.start};
}

/*
 * Where output goes.  `write` takes all `len` bytes or answers a status other than HSAY_OK, which
 * stops the writer and is handed on.
 */
typedef struct hsay_sink {
    hsay_status (*write)(void *ctx, const void *bytes, size_t len);
    void *ctx;
} hsay_sink;

#endif
