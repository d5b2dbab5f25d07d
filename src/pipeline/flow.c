/*
 * The pool's four hooks around ingest, lang and attribute.  Invariant: `next` and `done` run on the
 * calling thread, so everything that the caller gave (callbacks, ledger, totals) is touched there
 * alone; `work` touches its item and nothing else.
 */
#include "pipeline/flow.h"

#include "attribute/attribute.h"
#include "attribute/marker.h"
#include "base/pool.h"
#include "base/str.h"
#include "ingest/ingest.h"
#include "lang/doc.h"
#include "pipeline/keys.h"

typedef struct run {
    const hsay_options *options;
    const hsay_flow *flow;
    hsay_records *records;
    hsay_keys *keys;
    hsay_marker marker;
    hsay_status stopped; /* what went wrong where items are made */
} run;

static void *next_item(void *ctx)
{
    run *r = ctx;
    hsay_record *record = r->stopped == HSAY_OK ? hsay_records_next(r->records) : NULL;
    if (!record) {
        if (hsay_records_failed(r->records))
            r->stopped = HSAY_MEMORY;
        return NULL;
    }
    hsay_item *item = hsay_arena_alloc(record->arena, sizeof *item);
    if (!item) {
        hsay_record_free(record);
        r->stopped = HSAY_MEMORY;
        return NULL;
    }
    *item = (hsay_item){.record = record, .error = record->error};
    if (r->flow->known && item->error.status == HSAY_OK)
        r->stopped = r->flow->known(r->flow->ctx, item);
    if (r->stopped == HSAY_OK)
        return item;
    hsay_record_free(record);
    return NULL;
}

static hsay_status mark(const run *r, hsay_item *item)
{
    hsay_doc doc;
    hsay_status status = hsay_doc_make(&item->article, item->record->arena, &doc);
    if (status == HSAY_OK)
        status = hsay_statements_mark_with(&doc, r->marker.model, item->record->arena,
                                           &item->statements);
    return status;
}

static void work_item(void *ctx, void *given)
{
    const run *r = ctx;
    hsay_item *item = given;
    hsay_arena *arena = item->record->arena;
    if (item->known || item->error.status != HSAY_OK)
        return;
    hsay_status status = hsay_ingest(item->record, r->options, arena, &item->article, &item->error);
    for (hsay_item *one = item; one && status == HSAY_OK; one = one->next) {
        hsay_article *next = one->article.next;
        hsay_item *beside = next ? hsay_arena_alloc(arena, sizeof *beside) : NULL;
        if (beside)
            *beside = (hsay_item){.record = item->record, .article = *next};
        one->next = beside;
        status = next && !beside ? HSAY_MEMORY : r->flow->mark ? mark(r, one) : HSAY_OK;
    }
    if (status != HSAY_OK && item->error.status == HSAY_OK)
        hsay_error_set(&item->error, status, NULL, 0, 0);
}

static void tell_progress(run *r)
{
    hsay_totals *t = r->flow->totals;
    hsay_records_progress(r->records, &t->bytes_done, &t->bytes_known, &t->inputs);
    if (r->options->progress)
        r->options->progress(r->options->ctx, t);
}

static void tell_failure(run *r, const hsay_item *item)
{
    hsay_failure failure = {item->record->input, item->record->line, item->error};
    r->flow->totals->failures++;
    if (r->options->failed)
        r->options->failed(r->options->ctx, &failure);
}

/* A folder's file that is none for us: by its name, or one JSON value without a text. */
static bool is_passed_over(const hsay_item *item)
{
    const hsay_record *r = item->record;
    bool whole_json = r->format == HSAY_FORMAT_JSON && r->line.len == 0 && r->bytes.len;
    return r->passed_over || (r->listed && whole_json && item->error.status == HSAY_EMPTY);
}

/* An item of a feed that also has items with a text: it gives a title and an address alone. */
static bool is_bare_item(const hsay_record *r)
{
    return r->entry && r->entry->kind == HSAY_BODY_NONE && strcmp(r->entry->format, "feed") == 0;
}

static hsay_status take_item(run *r, hsay_item *item)
{
    hsay_totals *t = r->flow->totals;
    if (item->error.status == HSAY_MEMORY)
        return HSAY_MEMORY;
    if (is_passed_over(item)) {
        t->passed_over++;
        return HSAY_OK;
    }
    if (item->error.status == HSAY_EMPTY && is_bare_item(item->record)) {
        t->without_text++;
        return HSAY_OK;
    }
    if (item->error.status != HSAY_OK) {
        tell_failure(r, item);
        return HSAY_OK;
    }
    hsay_status status = HSAY_OK;
    for (hsay_item *one = item; one && status == HSAY_OK; one = one->next) {
        status = hsay_keys__take(r->keys, &one->article, item->record->line, item->record->arena);
        t->articles++;
        t->statements += one->statements.count;
        t->repaired += one->article.repaired_count;
    }
    return status == HSAY_OK ? r->flow->take(r->flow->ctx, item) : status;
}

static hsay_status done_item(void *ctx, void *given)
{
    run *r = ctx;
    hsay_item *item = given;
    hsay_status status = take_item(r, item);
    hsay_record_free(item->record);
    tell_progress(r);
    return status;
}

static void drop_item(void *ctx, void *given)
{
    (void)ctx;
    hsay_record_free(((hsay_item *)given)->record);
}

/* A model that can not be used is told like an input that can not, and stops the run. */
static hsay_status open_marker(run *r)
{
    const hsay_options *o = r->options;
    hsay_failure failure = {.input = hsay_str_of(o->model ? o->model : "")};
    if (!r->flow->mark)
        return HSAY_OK;
    hsay_status status = hsay_marker_open(o->model, o->engine, &r->marker, &failure.error);
    if (status != HSAY_OK && o->failed)
        o->failed(o->ctx, &failure);
    return status;
}

hsay_status hsay_flow__run(const char *const *inputs, size_t input_count,
                           const hsay_options *options, const hsay_flow *flow)
{
    static const hsay_pool_ops OPS = {next_item, work_item, done_item, drop_item};
    run r = {.options = options, .flow = flow, .keys = hsay_keys__new()};
    *flow->totals = (hsay_totals){0};
    hsay_status status = r.keys ? open_marker(&r) : HSAY_MEMORY;
    if (status == HSAY_OK)
        status = hsay_records_open(inputs, input_count, options, &r.records);
    if (status == HSAY_OK) {
        status = hsay_pool_run(&OPS, &r, options->threads);
        if (status == HSAY_OK)
            status = r.stopped;
        tell_progress(&r);
        hsay_records_close(r.records);
    }
    hsay_marker_close(&r.marker);
    hsay_keys__free(r.keys);
    return status;
}
