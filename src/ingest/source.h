/*
 * What holds several articles in one input, or one beside what is said of it: feeds, tables,
 * databases, mails.  It gives entries one by one; memory is bounded by one feed, mail or row.
 */
#ifndef HSAY_INGEST_SOURCE_H
#define HSAY_INGEST_SOURCE_H

#include "base/files.h"
#include "ingest/entry.h"
#include "ingest/sniff.h"

typedef struct hsay_source hsay_source;

typedef struct hsay_source_input {
    hsay_sniffed form;
    const char *path;    /* of a database; NULL: it is read from the stream */
    hsay_stream *stream; /* borrowed */
    uint64_t file_bytes;
    const hsay_options *options;
} hsay_source_input;

/*
 * HSAY_EMPTY where nothing in it can be an article, so that a folder's walk may pass over it;
 * HSAY_INPUT, HSAY_LIMIT, HSAY_ARGUMENT, HSAY_IO, HSAY_MEMORY.  `*out` is yours.
 */
hsay_status hsay_source__open(const hsay_source_input *input, hsay_source **out, hsay_error *error);
void hsay_source__close(hsay_source *source);

/*
 * The next entry, copied into `arena`, and its number (0: the input's only one).  HSAY_NOT_FOUND at
 * the end.  Any other status is an entry that can not be read; the next call goes on behind it.
 */
hsay_status hsay_source__next(hsay_source *source, hsay_arena *arena, hsay_entry *out,
                              uint64_t *number, hsay_error *error);

#endif
