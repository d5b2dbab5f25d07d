/* Reads all records of a file, each within the limits. */
#ifndef HSAY_FUZZ_RECORDS_H
#define HSAY_FUZZ_RECORDS_H

#include <stdlib.h>

#include "ingest/record.h"

enum { RECORD_SLACK_BYTES = 512 * 1024 /* an HTTP head beside the page */ };

/* No record is longer than `limit_bytes` and the slack, and there are `most` at most. */
static inline void read_records(const char *path, size_t limit_bytes, uint32_t most)
{
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_records *records;
    options.record_limit_bytes = limit_bytes;
    if (hsay_records_open(&path, 1, &options, &records) != HSAY_OK)
        abort();
    for (uint32_t count = 0;; count++) {
        hsay_record *record = hsay_records_next(records);
        if (!record)
            break;
        if (record->bytes.len > limit_bytes + RECORD_SLACK_BYTES || count > most)
            abort();
        hsay_record_free(record);
    }
    hsay_records_close(records);
}

#endif
