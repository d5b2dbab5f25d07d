/* A plain text file becomes an article: title, byline, date and outlet from its first lines. */
#ifndef HSAY_INGEST_PLAIN_H
#define HSAY_INGEST_PLAIN_H

#include "ingest/record.h"

/* Key, hash and what options give are ingest's own.  HSAY_EMPTY, HSAY_MEMORY; `out` untouched then.
 */
hsay_status hsay_plain_read(const hsay_record *record, const hsay_options *options,
                            hsay_arena *arena, hsay_article *out, hsay_error *error);

/* Furniture of a text that stands in `article`, and what the first lines say. */
void hsay_plain__judge(hsay_arena *arena, const hsay_options *options, hsay_article *article);

#endif
