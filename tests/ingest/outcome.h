/* What comes out of an input, all of it, and what is told, for the tests of this folder. */
#ifndef HSAY_TESTS_INGEST_OUTCOME_H
#define HSAY_TESTS_INGEST_OUTCOME_H

#include "articles.h"
#include "base/alloc.h"

typedef struct outcome {
    unsigned articles, bare, failures, furniture, passed_over;
    uint64_t start, end, run; /* of the first article and of its text; run 0: stands nowhere */
    char first[256], error[256], record[32], id[64], outlet[64], title[64], date[32];
    char url[64], format[16], input[64];
    bool partial;
} outcome;

static inline void take(outcome *o, hsay_record *record, const hsay_options *options)
{
    hsay_article a = {0};
    hsay_error error = {0};
    hsay_status status = hsay_ingest(record, options, record->arena, &a, &error);
    if (record->passed_over) {
        o->passed_over++;
    } else if (status == HSAY_EMPTY && record->entry && record->entry->kind == HSAY_BODY_NONE) {
        o->bare++;
    } else if (status != HSAY_OK) {
        o->failures++;
        snprintf(o->error, sizeof o->error, "%s", error.text);
        snprintf(o->record, sizeof o->record, "%.*s", (int)record->line.len,
                 record->line.ptr ? record->line.ptr : "");
    } else if (o->articles++ == 0) {
        snprintf(o->first, sizeof o->first, "%.*s", (int)a.text.len, a.text.ptr);
        snprintf(o->id, sizeof o->id, "%.*s", (int)a.record.len, a.record.ptr ? a.record.ptr : "");
        snprintf(o->outlet, sizeof o->outlet, "%.*s", (int)a.outlet.len,
                 a.outlet.ptr ? a.outlet.ptr : "");
        snprintf(o->title, sizeof o->title, "%.*s", (int)a.title.len,
                 a.title.ptr ? a.title.ptr : "");
        snprintf(o->date, sizeof o->date, "%.*s", (int)a.date.len, a.date.ptr ? a.date.ptr : "");
        snprintf(o->url, sizeof o->url, "%.*s", (int)a.url.len, a.url.ptr ? a.url.ptr : "");
        snprintf(o->format, sizeof o->format, "%.*s", (int)a.format.len, a.format.ptr);
        snprintf(o->input, sizeof o->input, "%.*s", (int)a.input.len, a.input.ptr);
        o->partial = a.partial;
        o->furniture = a.furniture_count;
        o->start = a.input_start_byte;
        o->end = a.input_end_byte;
        o->run = a.run_count ? a.runs[0].input_start : 0;
    }
}

static inline outcome read_file(const char *path, const hsay_options *options)
{
    outcome o = {0};
    hsay_records *records;
    assert_int_equal(hsay_records_open(&path, 1, options, &records), HSAY_OK);
    for (hsay_record *r; (r = hsay_records_next(records));) {
        take(&o, r, options);
        hsay_record_free(r);
    }
    assert_false(hsay_records_failed(records));
    hsay_records_close(records);
    return o;
}

static inline outcome read_bytes(const void *bytes, size_t len, const char *extension)
{
    hsay_options options = HSAY_OPTIONS_INIT;
    char *path = file_of(bytes, len, extension);
    outcome o = read_file(path, &options);
    unlink(path);
    free(path);
    return o;
}

static inline outcome read_text(const char *text, const char *extension)
{
    return read_bytes(text, strlen(text), extension);
}

/* How many articles come out where the n-th allocation fails; -1: it was told that memory is short.
 */
static inline int read_failing(const char *path, size_t n)
{
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_records *records;
    int articles = 0;
    hsay_alloc__fail_nth(n);
    if (hsay_records_open(&path, 1, &options, &records) != HSAY_OK)
        return -1;
    for (hsay_record *r; (r = hsay_records_next(records));) {
        hsay_article a;
        hsay_error error;
        hsay_status status = hsay_ingest(r, &options, r->arena, &a, &error);
        if (status != HSAY_OK && status != HSAY_MEMORY)
            fail_msg("%s at %zu: %s", path, n, error.text);
        articles = articles < 0 || status == HSAY_MEMORY ? -1 : articles + 1;
        hsay_record_free(r);
    }
    if (hsay_records_failed(records))
        articles = -1;
    hsay_records_close(records);
    return articles;
}

#endif
