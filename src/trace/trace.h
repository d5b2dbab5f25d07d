/* Articles become copies, stories and outlets.  Knows no ledger: views in, results out. */
#ifndef HSAY_TRACE_TRACE_H
#define HSAY_TRACE_TRACE_H

#include "base/arena.h"
#include "hearsay/links.h"

typedef struct hsay_copies {
    const hsay_copy *items;
    uint32_t count;
} hsay_copies;
typedef struct hsay_stories {
    const hsay_story *items;
    uint32_t count;
} hsay_stories;
typedef struct hsay_outlets {
    const hsay_outlet *items;
    uint32_t count;
} hsay_outlets;

/*
 * Each takes views in content order and answers results in that order, in `arena`; texts are
 * borrowed. HSAY_MEMORY.  Cost: near-linear in all the text.
 */
hsay_status hsay_copies_find(hsay_views views, hsay_arena *arena, hsay_copies *out);
hsay_status hsay_stories_find(hsay_views views, hsay_arena *arena, hsay_stories *out);
hsay_status hsay_outlets_find(hsay_views views, hsay_arena *arena, hsay_outlets *out);

#endif
