/* A record becomes an article: encoding, format, main content, furniture, metadata.  Pure. */
#ifndef HSAY_INGEST_INGEST_H
#define HSAY_INGEST_INGEST_H

#include "ingest/record.h"

/*
 * `out` lives in `arena` and borrows from the record.  Any status other than HSAY_OK leaves `out`
 * as it was and fills `error` with a byte range of the input.  Cost: linear in the record.
 */
hsay_status hsay_ingest(const hsay_record *record, const hsay_options *options, hsay_arena *arena,
                        hsay_article *out, hsay_error *error);

#endif
