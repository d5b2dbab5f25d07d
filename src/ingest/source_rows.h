/* Rows of delimited text from a stream, in bounded memory. */
#ifndef HSAY_INGEST_SOURCE_ROWS_H
#define HSAY_INGEST_SOURCE_ROWS_H

#include "base/files.h"
#include "ingest/entry.h"

typedef struct hsay_rows hsay_rows;

/* Reads the header.  HSAY_EMPTY where no column holds text; as the stream's own.  `*out` is yours.
 */
hsay_status hsay_rows__open(hsay_stream *stream, const hsay_options *options, hsay_rows **out,
                            hsay_error *error);
void hsay_rows__close(hsay_rows *rows);
/*
 * `*number`: of the row, 1 for the header.  HSAY_NOT_FOUND at the end.  HSAY_INPUT for a row with
 * too many cells or a quote that is never closed, HSAY_LIMIT for one that is too long: the next
 * call goes on behind it, or where a quote was open, behind its first line.
 */
hsay_status hsay_rows__next(hsay_rows *rows, hsay_arena *arena, hsay_entry *out, uint64_t *number,
                            hsay_error *error);

#endif
