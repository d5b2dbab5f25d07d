/* Statements become threads, figures and disputes, story by story.  Knows no ledger. */
#ifndef HSAY_RECONCILE_RECONCILE_H
#define HSAY_RECONCILE_RECONCILE_H

#include "base/arena.h"
#include "hearsay/links.h"

typedef struct hsay_threads {
    const hsay_thread *items;
    uint32_t count;
} hsay_threads;
typedef struct hsay_figures {
    const hsay_figure *items;
    uint32_t count;
} hsay_figures;
typedef struct hsay_disputes {
    const hsay_dispute *items;
    uint32_t count;
} hsay_disputes;

/*
 * Each looks at the articles of one story (indices into `views`) and answers results in content
 * order, in `arena`; texts are borrowed.  HSAY_MEMORY.  Cost: linear in the text, times the size of
 * the largest group of statements that share a speaker or of figures that count the same thing,
 * which is bounded by a declared limit.
 */
hsay_status hsay_threads_find(hsay_views views, const hsay_story *story, hsay_arena *arena,
                              hsay_threads *out);
hsay_status hsay_figures_find(hsay_views views, const hsay_story *story, hsay_arena *arena,
                              hsay_figures *out);
hsay_status hsay_disputes_find(hsay_views views, const hsay_story *story, hsay_arena *arena,
                               hsay_disputes *out);

#endif
