/* Inputs become rows: what the ledger knows is not worked on again, the rest is stored in input
 * order. */
#include "ledger/ledger.h"
#include "pipeline/flow.h"

typedef struct adding {
    hsay_ledger *ledger;
    hsay_totals *totals;
    hsay_error error;
} adding;

static hsay_status known(void *ctx, hsay_item *item)
{
    adding *a = ctx;
    const hsay_record *r = item->record;
    item->article.input = r->input;
    return hsay_ledger__known(a->ledger, r->input, r->line, r->input_start_byte, r->bytes, r->arena,
                              &item->known, &item->article.id, &a->error);
}

static hsay_status take(void *ctx, hsay_item *item)
{
    adding *a = ctx;
    hsay_storing s = {.line = item->record->line};
    a->totals->unchanged += item->known;
    if (item->known)
        return HSAY_OK;
    for (const hsay_item *one = item; one; one = one->next)
        s.count++;
    hsay_view *views = hsay_arena_array(item->record->arena, s.count, sizeof *views);
    s.stored = hsay_arena_array(item->record->arena, s.count, sizeof *s.stored);
    s.views = views;
    if (!views || !s.stored)
        return HSAY_MEMORY;
    for (uint32_t i = 0; i < s.count; i++, item = item->next)
        views[i] = (hsay_view){&item->article, item->statements};
    hsay_status status = hsay_ledger__store(a->ledger, &s, &a->error);
    for (uint32_t i = 0; status == HSAY_OK && i < s.count; i++) {
        a->totals->added += s.stored[i] == HSAY_STORED_ADDED;
        a->totals->replaced += s.stored[i] == HSAY_STORED_REPLACED;
        a->totals->unchanged += s.stored[i] == HSAY_STORED_UNCHANGED;
    }
    return status;
}

hsay_status hsay_ledger_add(hsay_ledger *ledger, const char *const *inputs, size_t input_count,
                            const hsay_options *options, hsay_totals *totals, hsay_error *error)
{
    adding a = {.ledger = ledger, .totals = totals};
    hsay_flow flow = {.mark = true, .known = known, .take = take, .ctx = &a, .totals = totals};
    hsay_status status = hsay_flow__run(inputs, input_count, options, &flow);
    if (status == HSAY_OK)
        return HSAY_OK;
    return hsay_error_set(error, status, a.error.status == status ? a.error.text : NULL, 0, 0);
}
