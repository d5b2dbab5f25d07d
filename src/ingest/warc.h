/* A WARC file (1.0, 1.1: ISO 28500) as the pages in it. */
#ifndef HSAY_INGEST_WARC_H
#define HSAY_INGEST_WARC_H

#include "base/files.h"

typedef struct hsay_warc {
    size_t limit;    /* bytes of a page */
    bool one;        /* the stream holds one record; what follows it is not looked at */
    uint64_t number; /* of records so far, those without a page too */
    bool lost;       /* behind damage that was told: what follows is no record until one begins */
} hsay_warc;

typedef struct hsay_warc_page {
    uint64_t number; /* of its record in the file, from 1 */
    hsay_str url, charset;
    hsay_str body;
    uint64_t start;       /* of the body in the unpacked file; of the block where it is coded */
    uint64_t coded_bytes; /* of the block, where the body does not stand in it; else 0 */
    hsay_error error;     /* not HSAY_OK: this record could not be read, and why */
} hsay_warc_page;

bool hsay_warc__is(hsay_str bytes);

/*
 * The next HTML page with status 200, or the next record that is damaged; all other records are
 * passed over.  `out` lives in `arena`, which is emptied behind records that are passed over, but
 * where `one`.  HSAY_NOT_FOUND at the end, HSAY_MEMORY.  Behind damage reading goes on with the
 * next line that begins a record.  Memory: one record of at most `limit`.
 */
hsay_status hsay_warc_next(hsay_warc *warc, hsay_stream *stream, hsay_arena *arena,
                           hsay_warc_page *out);

#endif
