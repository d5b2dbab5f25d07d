/*
 * A CDX file, or one of JSON (CDXJ), as the pages of the WARC records that its lines name: file,
 * offset and length.  Names are relative to the CDX's folder and never lead out of it.
 */
#ifndef HSAY_INGEST_CDX_H
#define HSAY_INGEST_CDX_H

#include "ingest/warc.h"

typedef struct hsay_cdx {
    size_t limit;    /* bytes of a page */
    hsay_str folder; /* with its slash; empty for the working folder */
    char delimiter;  /* between fields, as the header has it; 0: no header was seen */
    uint32_t file_field, offset_field, length_field; /* from 1; 0: the header has none */
} hsay_cdx;

/* What a line names.  `length_bytes` UINT64_MAX: it does not say. */
typedef struct hsay_cdx_range {
    hsay_str file;
    uint64_t offset, length_bytes;
} hsay_cdx_range;

/* A page, or why a line gives none. */
typedef struct hsay_cdx_page {
    hsay_str warc; /* the path of the file that was opened; empty where a line could not be used */
    hsay_str record; /* "@512", the offset in `warc`; else the line's number */
    hsay_warc_page page;
} hsay_cdx_page;

/* By the ending of the name, or by a header. */
bool hsay_cdx__is(hsay_str path, hsay_str head);

/* `path` of the CDX file is borrowed as long as `cdx` is used. */
hsay_cdx hsay_cdx__begin(hsay_str path, size_t limit);

/*
 * What a line names; it lives in `arena` and `line`.  HSAY_NOT_FOUND for a header or an empty line,
 * HSAY_INPUT with a reason in `error`, HSAY_MEMORY.
 */
hsay_status hsay_cdx__range(hsay_cdx *cdx, hsay_str line, hsay_arena *arena, hsay_cdx_range *out,
                            hsay_error *error);

/*
 * The next page, or the next line that can not be used (`page.error`); lines whose records hold no
 * page are passed over.  `out` lives in `arena`, which is emptied first.  HSAY_NOT_FOUND at the
 * end; what reading `lines` answers, with `error`.  Memory: one record of at most `limit`.
 */
hsay_status hsay_cdx_next(hsay_cdx *cdx, hsay_stream *lines, hsay_arena *arena, hsay_cdx_page *out,
                          hsay_error *error);

#endif
