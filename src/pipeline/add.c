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
    hsay_stored stored = HSAY_STORED_UNCHANGED;
    hsay_status status = HSAY_OK;
    if (!item->known)
        status = hsay_ledger__store(a->ledger, &item->article, &item->statements,
                                    item->record->line, &stored, &a->error);
    if (status == HSAY_OK) {
        a->totals->added += stored == HSAY_STORED_ADDED;
        a->totals->replaced += stored == HSAY_STORED_REPLACED;
        a->totals->unchanged += stored == HSAY_STORED_UNCHANGED;
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
