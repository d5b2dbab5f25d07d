/* Lines that `hearsay read` wrote: they come back as the article that they were. */
#ifndef HSAY_INGEST_JSON_OWN_H
#define HSAY_INGEST_JSON_OWN_H

#include <jansson.h>

#include "base/arena.h"
#include "hearsay/article.h"

/* Whether the object has what all such lines have: input, id, hash, text and a list of furniture.
 */
bool hsay_json__is_own(const json_t *object);
/* Fills `out`; NULL, or a static line that says what is wrong.  Memory shows in the arena. */
const char *hsay_json__read_own(const json_t *object, hsay_arena *arena, hsay_article *out);

#endif
