/* The member `page` of a line that `hearsay read` wrote. */
#ifndef HSAY_INGEST_JSON_PAGE_H
#define HSAY_INGEST_JSON_PAGE_H

#include <jansson.h>

#include "base/arena.h"
#include "hearsay/article.h"

/* The page in `arena`; NULL where `object` is none, or the arena has failed.  Methods that are not
 * known, and images without an address, are left out. */
const hsay_page_facts *hsay_json__page(const json_t *object, hsay_arena *arena);

#endif
