/* The posts of a live blog as JSON-LD gives them: schema.org's LiveBlogPosting. */
#ifndef HSAY_INGEST_META_LIVE_H
#define HSAY_INGEST_META_LIVE_H

#include <jansson.h>

#include "base/arena.h"
#include "hearsay/article.h"

enum { HSAY_LIVE_UPDATES = 1000 };

typedef struct hsay_live_update {
    hsay_post facts; /* its span is one of `body` of the live blog */
    hsay_str id;     /* what its address has behind "#", or else its last part; empty: none */
} hsay_live_update;

typedef struct hsay_live {
    bool told; /* the page says that it is one */
    hsay_live_update *items;
    uint32_t count;
    hsay_str body; /* of all posts that have one, headline and text */
} hsay_live;

/* From an object of that type; one that is told later adds nothing.  Cost: linear; a failure of
 * memory shows in the arena. */
void hsay_meta_live__read(hsay_arena *arena, const json_t *object, hsay_live *out);

#endif
