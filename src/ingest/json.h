/* One JSON object becomes an article. */
#ifndef HSAY_INGEST_JSON_H
#define HSAY_INGEST_JSON_H

#include "ingest/record.h"

/*
 * Members are found by options->names, else by the names in data/json-members.txt.  A line that
 * `hearsay read` wrote keeps its key, hash and furniture.  Key and hash of the others, and what
 * options give, are ingest's own.  HSAY_INPUT for broken JSON, a member twice or of the wrong type;
 * HSAY_EMPTY where there is no text; HSAY_MEMORY.  `out` is untouched on failure.
 */
hsay_status hsay_json_read(const hsay_record *record, const hsay_options *options,
                           hsay_arena *arena, hsay_article *out, hsay_error *error);

#endif
