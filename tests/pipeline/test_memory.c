/*
 * Every n-th allocation, and every n-th cut of an arena, fails once: each stage alone and all of
 * them together answer HSAY_MEMORY, leak nothing, and the next try is whole.
 */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "attribute/attribute.h"
#include "attribute/marker.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "hearsay/report.h"
#include "lang/doc.h"
#include "reconcile/reconcile.h"
#include "trace/trace.h"

#define SHARED                                                                                     \
    "The council of Orvane closed the northern quay on Friday after divers found cracks. "         \
    "Twenty people died, Mayor Tessa Tallow said. “We will not let one single ferry leave this " \
    "quay before every crack is closed,” she added, citing a report. The harbour master denied " \
    "that the wall was weak. According to the Orvane Gazette, engineers had warned of it twice. "

static const char *const TEXTS[] = {
    SHARED "It rained in the evening, and nobody went home.",
    SHARED "At least 12 people died, said Ola Brandt, a witness. “It fell ‘like sand’,” he said.",
};

enum { ARTICLES = 2, MOST = 200000 };

typedef struct stage {
    hsay_article articles[ARTICLES];
    hsay_view views[ARTICLES];
    hsay_arena *arena; /* of this try */
} stage;

static hsay_status lang(stage *s)
{
    hsay_doc doc;
    return hsay_doc_make(&s->articles[1], s->arena, &doc);
}

static hsay_status attribute(stage *s)
{
    hsay_doc doc;
    hsay_statements statements;
    hsay_status status = hsay_doc_make(&s->articles[1], s->arena, &doc);
    return status == HSAY_OK ? hsay_statements_mark_with(&doc, NULL, s->arena, &statements)
                             : status;
}

/* The network over the rules, with the model from its file. */
static hsay_status attribute_by_model(stage *s)
{
    hsay_doc doc;
    hsay_statements statements;
    hsay_marker marker = {0};
    hsay_status status = hsay_doc_make(&s->articles[1], s->arena, &doc);
    if (status == HSAY_OK)
        status = hsay_marker_open("data/models/attribution.model", HSAY_ENGINE_FAST, &marker, NULL);
    if (status == HSAY_OK)
        status = hsay_statements_mark_with(&doc, marker.model, s->arena, &statements);
    assert_true(status != HSAY_OK || statements.count > 1);
    hsay_marker_close(&marker);
    return status;
}

static hsay_status trace(stage *s)
{
    hsay_views views = {s->views, ARTICLES};
    hsay_copies copies;
    hsay_stories stories;
    hsay_outlets outlets;
    hsay_status status = hsay_copies_find(views, s->arena, &copies);
    status = status == HSAY_OK ? hsay_stories_find(views, s->arena, &stories) : status;
    return status == HSAY_OK ? hsay_outlets_find(views, s->arena, &outlets) : status;
}

static hsay_status reconcile(stage *s)
{
    static const uint32_t BOTH[] = {0, 1};
    const hsay_story story = {BOTH, ARTICLES, {NULL, 0}};
    hsay_views views = {s->views, ARTICLES};
    hsay_threads threads;
    hsay_figures figures;
    hsay_disputes disputes;
    hsay_status status = hsay_threads_find(views, &story, s->arena, &threads);
    status = status == HSAY_OK ? hsay_figures_find(views, &story, s->arena, &figures) : status;
    return status == HSAY_OK ? hsay_disputes_find(views, &story, s->arena, &disputes) : status;
}

/* Articles with their statements, made without failures. */
static void begin(stage *s, hsay_arena *arena)
{
    *s = (stage){0};
    for (int i = 0; i < ARTICLES; i++) {
        hsay_doc doc;
        s->articles[i].text = hsay_str_of(TEXTS[i]);
        s->articles[i].outlet = i ? HSAY_STR("Vale Post") : HSAY_STR("The Vale Post");
        s->views[i].article = &s->articles[i];
        assert_int_equal(hsay_doc_make(&s->articles[i], arena, &doc), HSAY_OK);
        assert_int_equal(hsay_statements_mark_with(&doc, NULL, arena, &s->views[i].statements),
                         HSAY_OK);
        assert_true(s->views[i].statements.count > 1);
    }
}

/* Answers how many failures there were to have. */
static size_t fail_each(hsay_status (*work)(stage *))
{
    stage s;
    hsay_arena *made = hsay_arena_new();
    begin(&s, made);
    hsay_status status = HSAY_MEMORY;
    size_t n = 0;
    while (status != HSAY_OK) {
        assert_in_range(++n, 1, MOST);
        s.arena = hsay_arena_new();
        hsay_alloc__fail_nth(n);
        status = work(&s);
        hsay_alloc__fail_nth(0);
        hsay_arena_free(s.arena);
        assert_true(status == HSAY_OK || status == HSAY_MEMORY);
    }
    hsay_arena_free(made);
    return n;
}

static void in_lang(void **unused)
{
    (void)unused;
    assert_true(fail_each(lang) > 20);
}

static void in_attribute(void **unused)
{
    (void)unused;
    assert_true(fail_each(attribute) > 40);
}

static void in_attribute_by_model(void **unused)
{
    (void)unused;
    assert_true(fail_each(attribute_by_model) > 60);
}

static void in_trace(void **unused)
{
    (void)unused;
    assert_true(fail_each(trace) > 10);
}

static void in_reconcile(void **unused)
{
    (void)unused;
    assert_true(fail_each(reconcile) > 20);
}

static char paths[ARTICLES][40];

static void write_inputs(void)
{
    for (int i = 0; i < ARTICLES; i++) {
        strcpy(paths[i], "/tmp/hearsay-test-XXXXXX.txt");
        FILE *f = fdopen(mkstemps(paths[i], 4), "w");
        assert_non_null(f);
        fputs(TEXTS[i], f);
        fclose(f);
    }
}

static hsay_status keep(void *ctx, const void *bytes, size_t len)
{
    hsay_buf_put(ctx, bytes, len);
    return ((hsay_buf *)ctx)->failed ? HSAY_MEMORY : HSAY_OK;
}

static hsay_status add(hsay_ledger *l, uint64_t *articles)
{
    const char *inputs[] = {paths[0], paths[1]};
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_totals totals;
    options.threads = 1;
    hsay_status status = hsay_ledger_add(l, inputs, ARTICLES, &options, &totals, NULL);
    *articles = totals.articles;
    return status;
}

/* All that `hearsay run` does. */
static hsay_status run(hsay_buf *out)
{
    hsay_ledger *l = NULL;
    hsay_snapshot *s = NULL;
    hsay_options options = HSAY_OPTIONS_INIT;
    uint64_t articles = 0;
    hsay_status status = hsay_ledger_open(":memory:", false, &l, NULL);
    status = status == HSAY_OK ? add(l, &articles) : status;
    status = status == HSAY_OK ? hsay_ledger_link(l, &options, NULL) : status;
    status = status == HSAY_OK ? hsay_snapshot_load(l, &s, NULL) : status;
    status = status == HSAY_OK ? hsay_report_json(s, (hsay_sink){keep, out}) : status;
    status = status == HSAY_OK ? hsay_report_html(s, (hsay_sink){keep, out}) : status;
    hsay_snapshot_free(s);
    hsay_ledger_close(l);
    return status;
}

/* Each failure in turn would be thousands of runs: every one of the first, then strides. */
static void in_a_run(void **unused)
{
    (void)unused;
    enum { EACH = 60, STRIDES = 240 };
    hsay_buf whole = {0}, out = {0};
    hsay_alloc__fail_nth(MOST * 10);
    assert_int_equal(run(&whole), HSAY_OK);
    size_t count = hsay_alloc__fail_nth(0), stride = count / STRIDES + 1, failed = 0;
    for (size_t n = 1; n <= count; n += n < EACH ? 1 : stride) {
        hsay_buf_clear(&out);
        hsay_alloc__fail_nth(n);
        hsay_status status = run(&out);
        hsay_alloc__fail_nth(0);
        if (status != HSAY_OK && status != HSAY_MEMORY)
            fail_msg("failure %zu of %zu: %s", n, count, hsay_status_text(status));
        failed += status != HSAY_OK;
        if (status == HSAY_OK)
            assert_true(hsay_str_equal(hsay_buf_view(&out), hsay_buf_view(&whole)));
    }
    assert_true(failed > EACH);
    hsay_buf_free(&whole);
    hsay_buf_free(&out);
}

/* What add had committed before it failed is kept, and the next add only adds the rest. */
static void in_add_to_one_ledger(void **unused)
{
    (void)unused;
    hsay_ledger *l = NULL;
    uint64_t articles = 0;
    assert_int_equal(hsay_ledger_open(":memory:", false, &l, NULL), HSAY_OK);
    hsay_status status = HSAY_MEMORY;
    for (size_t n = 1; status != HSAY_OK; n += 3) {
        hsay_alloc__fail_nth(n);
        status = add(l, &articles);
        hsay_alloc__fail_nth(0);
        assert_true(status == HSAY_OK || status == HSAY_MEMORY);
        assert_in_range(n, 1, MOST);
    }
    hsay_snapshot *s = NULL;
    assert_int_equal(hsay_snapshot_load(l, &s, NULL), HSAY_OK);
    assert_int_equal(s->views.count, ARTICLES);
    hsay_snapshot_free(s);
    hsay_ledger_close(l);
}

int main(void)
{
    write_inputs();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_lang),
        cmocka_unit_test(in_attribute),
        cmocka_unit_test(in_attribute_by_model),
        cmocka_unit_test(in_trace),
        cmocka_unit_test(in_reconcile),
        cmocka_unit_test(in_a_run),
        cmocka_unit_test(in_add_to_one_ledger),
    };
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    for (int i = 0; i < ARTICLES; i++)
        unlink(paths[i]);
    return failures;
}
