/*
 * Inputs to records: a record is the bytes of one article before anything is understood of them: a
 * whole file, or one line of a JSONL file.  Cheap and serial; ingest does the rest, in parallel.
 */
#ifndef HSAY_INGEST_RECORD_H
#define HSAY_INGEST_RECORD_H

#include "base/arena.h"
#include "ingest/entry.h"

/* Positions are 32 bits wide and a repaired byte may become three: no record is larger than this.
 */
#define HSAY_RECORD_LIMIT_MAX_BYTES (1024u * 1024 * 1024)

typedef enum hsay_format {
    HSAY_FORMAT_TEXT,
    HSAY_FORMAT_PDF,
    HSAY_FORMAT_HTML,
    HSAY_FORMAT_JSON,
    HSAY_FORMAT_ENTRY
} hsay_format;

typedef struct hsay_record {
    hsay_arena *arena; /* owns all below and this record itself */
    hsay_str input;    /* as given, or the path found under a given folder */
    hsay_str line; /* "7" for the seventh line of a JSONL file, value of a JSON array, WARC record,
                      item of a feed, row of a table (1 is the header); empty for a whole file */
    hsay_str bytes;
    hsay_str url, charset;     /* as a WARC file or its HTTP response have them; empty elsewhere */
    uint64_t input_start_byte; /* in the unpacked input */
    uint64_t
        coded_bytes; /* of the input that became `bytes`, where these do not stand there; or 0 */
    hsay_format format;
    hsay_entry *entry; /* of HSAY_FORMAT_ENTRY: `bytes` are the whole of it; else NULL */
    bool listed;       /* found in a folder, not named */
    bool passed_over; /* a file of a folder that is no article by its name: nothing is told of it */
    hsay_error error; /* status other than HSAY_OK: the record could not be had, bytes are empty */
} hsay_record;

typedef struct hsay_records hsay_records;

/*
 * `inputs`: paths of files and folders (walked in byte order of their names), "-" once for standard
 * input; borrowed until hsay_records_close.  In folders names that begin with a dot are skipped,
 * and those that end as in data/passed-over.txt are passed over. .txt is text; .html, .htm, .xhtml
 * a page; .jsonl, .ndjson a record a line; .json the same, or values over several lines, or an
 * array of them; .warc its pages; what gzip or zstd packed is unpacked first; the members of
 * archives are inputs, too; all else, "-" too, by its first bytes. HSAY_MEMORY.
 */
hsay_status hsay_records_open(const char *const *inputs, size_t input_count,
                              const hsay_options *options, hsay_records **out);
void hsay_records_close(hsay_records *records);

/* The next record, yours (hsay_record_free), or NULL at the end or where memory is short
 * (hsay_records_failed).  What can not be read comes as a record with an error. */
hsay_record *hsay_records_next(hsay_records *records);
bool hsay_records_failed(const hsay_records *records);
void hsay_record_free(hsay_record *record);

/* What has been read so far, and what there is to read as far as it is known. */
void hsay_records_progress(const hsay_records *records, uint64_t *done_bytes, uint64_t *known_bytes,
                           uint64_t *inputs);

#endif
