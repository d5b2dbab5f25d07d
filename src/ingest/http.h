/* An HTTP response as it was sent (RFC 9112) becomes the page in it. */
#ifndef HSAY_INGEST_HTTP_H
#define HSAY_INGEST_HTTP_H

#include "base/arena.h"

typedef struct hsay_http {
    uint32_t status; /* 200, ... */
    hsay_str type;   /* "text/html", as it stands; empty where nothing says so */
    hsay_str charset;
    hsay_str body; /* chunks joined, unpacked: within the response where neither had to be done */
    bool coded;    /* one of them had to be done */
} hsay_http;

/*
 * `out` lives in `arena` and in `response`.  HSAY_INPUT where it is no response or its body is
 * damaged, HSAY_LIMIT where that unpacks to more than `limit` bytes, HSAY_UNSUPPORTED for a coding
 * that is not read.  Only a body of status 200 is read.  Cost: linear.
 */
hsay_status hsay_http__read(hsay_str response, size_t limit, hsay_arena *arena, hsay_http *out,
                            hsay_error *error);

/* "text/html" or "application/xhtml+xml", with whatever follows. */
bool hsay_http__is_html(hsay_str type);

/* Whether the head of a response, of which these are the first bytes, says that its body is no page
 * that is read; false also where the head does not end in them. */
bool hsay_http__is_other(hsay_str beginning);

/* The next header line: moves `*rest` past it; false at the empty line or the end. */
bool hsay_http__header(hsay_str *rest, hsay_str *name, hsay_str *value);

#endif
