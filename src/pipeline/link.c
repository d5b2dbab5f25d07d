/*
 * A ledger's articles become copies, stories, outlets; each story becomes threads, figures,
 * disputes; all of it replaces what the ledger had.
 */
#include "base/arena.h"
#include "ledger/ledger.h"
#include "reconcile/reconcile.h"
#include "trace/trace.h"

static hsay_status trace(hsay_snapshot *s, hsay_arena *arena)
{
    hsay_copies copies = {0};
    hsay_stories stories = {0};
    hsay_outlets outlets = {0};
    hsay_status status = hsay_copies_find(s->views, arena, &copies);
    if (status == HSAY_OK)
        status = hsay_stories_find(s->views, arena, &stories);
    if (status == HSAY_OK)
        status = hsay_outlets_find(s->views, arena, &outlets);
    s->copies = copies.items;
    s->copy_count = copies.count;
    s->stories = stories.items;
    s->story_count = stories.count;
    s->outlets = outlets.items;
    s->outlet_count = outlets.count;
    return status;
}

static hsay_status reconcile(hsay_snapshot *s, hsay_arena *arena)
{
    HSAY_VEC(hsay_thread) threads = {0};
    HSAY_VEC(hsay_figure) figures = {0};
    HSAY_VEC(hsay_dispute) disputes = {0};
    hsay_status status = HSAY_OK;
    for (uint32_t i = 0; status == HSAY_OK && i < s->story_count; i++) {
        hsay_threads t = {0};
        hsay_figures f = {0};
        hsay_disputes d = {0};
        status = hsay_threads_find(s->views, &s->stories[i], arena, &t);
        if (status == HSAY_OK)
            status = hsay_figures_find(s->views, &s->stories[i], arena, &f);
        if (status == HSAY_OK)
            status = hsay_disputes_find(s->views, &s->stories[i], arena, &d);
        for (uint32_t k = 0; k < t.count; k++)
            hsay_vec_push(arena, &threads, t.items[k]);
        for (uint32_t k = 0; k < f.count; k++)
            hsay_vec_push(arena, &figures, f.items[k]);
        for (uint32_t k = 0; k < d.count; k++)
            hsay_vec_push(arena, &disputes, d.items[k]);
    }
    s->threads = threads.items;
    s->thread_count = (uint32_t)threads.count;
    s->figures = figures.items;
    s->figure_count = (uint32_t)figures.count;
    s->disputes = disputes.items;
    s->dispute_count = (uint32_t)disputes.count;
    return status == HSAY_OK && hsay_arena_failed(arena) ? HSAY_MEMORY : status;
}

hsay_status hsay_ledger_link(hsay_ledger *ledger, const hsay_options *options, hsay_error *error)
{
    (void)options;
    hsay_snapshot *s = NULL;
    hsay_status status = hsay_snapshot_load(ledger, &s, error);
    if (status != HSAY_OK)
        return status;
    hsay_arena *arena = hsay_arena_new();
    status = arena ? trace(s, arena) : HSAY_MEMORY;
    if (status == HSAY_OK)
        status = reconcile(s, arena);
    if (status == HSAY_OK)
        status = hsay_ledger__replace_links(ledger, s, error);
    else
        hsay_error_set(error, status, NULL, 0, 0);
    hsay_arena_free(arena);
    hsay_snapshot_free(s);
    return status;
}
