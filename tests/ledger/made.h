/* An article with statements, stored in a ledger, for the tests of this folder. */
#ifndef HSAY_TESTS_LEDGER_MADE_H
#define HSAY_TESTS_LEDGER_MADE_H

#include "check.h"

#include <stdio.h>
#include <unistd.h>

#include "base/hash.h"
#include "ledger/ledger.h"

static const char TEXT[] = "“The gate was shut,” Orla Venn said, citing the log. “Twice.”";
static const hsay_span CONTENT[] = {{3, 21}, {55, 61}}, SOURCE[] = {{25, 34}}, CUE[] = {{35, 39}},
                       WORDS[] = {{41, 55}};
static const hsay_chain_link CHAIN[] = {{{"the log", 7}, {48, 55}}, {{"a clerk", 7}, {0, 0}}};
static const hsay_statement STATEMENTS[] = {
    {.content = {CONTENT, 2},
     .source = {SOURCE, 1},
     .cue = {CUE, 1},
     .speaker = {"Orla Venn", 9},
     .speaker_span = {25, 34},
     .kind = HSAY_KIND_DIRECT,
     .act = HSAY_ACT_WARN,
     .evidence = HSAY_EVIDENCE_DOCUMENT,
     .evidence_words = {WORDS, 1},
     .chain = CHAIN,
     .chain_count = 2,
     .outer = HSAY_NONE,
     .rule = {"quote", 5},
     .engine = {"rules-1", 7},
     .probability = 0.75},
    {.content = {CONTENT + 1, 1}, .outer = 0, .probability = 0.1},
};
static const hsay_statements MARKED = {STATEMENTS, 2};
static const hsay_str AUTHORS[] = {{"Ada Quill", 9}, {"Bo Reed", 7}};
static const hsay_furniture FURNITURE[] = {{{0, 3}, HSAY_FURNITURE_CAPTION, {"short", 5}}};
static const hsay_input_run RUNS[] = {{100, 0, 10}, {112, 10, 20}};

static const hsay_post POSTS[] = {{.span = {4, 9}, .published = {"2031-02-03", 10}}};
static const hsay_image IMAGES[] = {{{"gate.jpg", 8}, {"The gate", 8}}, {{"mill.png", 8}, {0}}};
static const hsay_page_facts PAGE = {
    .canonical_url = {"https://vale.test/gate", 22},
    .published = {"2031-02-03T08:00+01:00", 22},
    .section = {"Region", 6},
    .access = {"metered", 7},
    .images = IMAGES,
    .image_count = 2,
    .methods = {[HSAY_FACT_TITLE] = HSAY_METHOD_HEADING, [HSAY_FACT_SECTION] = HSAY_METHOD_META},
};

static inline hsay_article make(const char *id, const char *bytes)
{
    hsay_article a = {.id = hsay_str_of(id),
                      .input = hsay_str_of("in.jsonl"),
                      .record = hsay_str_of("7"),
                      .input_start_byte = 90,
                      .input_end_byte = 400,
                      .outlet = hsay_str_of("The Vale Post"),
                      .title = hsay_str_of("Gate shut"),
                      .date = hsay_str_of("2031-02-03"),
                      .lang = hsay_str_of("en"),
                      .authors = {AUTHORS, 2},
                      .text = hsay_str_of(TEXT),
                      .furniture = FURNITURE,
                      .furniture_count = 1,
                      .runs = RUNS,
                      .run_count = 2,
                      .repaired_count = 3,
                      .page = &PAGE,
                      .partial = true,
                      .partial_from = hsay_str_of("words"),
                      .posts = POSTS,
                      .post_count = 1,
                      .method = hsay_str_of("rules"),
                      .lang_from = hsay_str_of("text"),
                      .format = hsay_str_of("jsonl")};
    hsay_hash_content(hsay_str_of(bytes), a.hash);
    return a;
}

static inline hsay_ledger *open_at(const char *path)
{
    hsay_ledger *l = NULL;
    hsay_error error = {0};
    if (hsay_ledger_open(path, false, &l, &error) != HSAY_OK)
        fail_msg("%s", error.text);
    return l;
}

static inline hsay_status store_with(hsay_ledger *l, const hsay_article *a,
                                     hsay_statements statements, hsay_stored *stored)
{
    const hsay_view view = {a, statements};
    return hsay_ledger__store(l, &(hsay_storing){&view, stored, 1, {"7", 1}}, NULL);
}

static inline hsay_stored store(hsay_ledger *l, const hsay_article *a)
{
    hsay_stored stored;
    assert_int_equal(store_with(l, a, MARKED, &stored), HSAY_OK);
    return stored;
}

static inline int version_of(hsay_ledger *l)
{
    sqlite3_stmt *s = NULL;
    assert_int_equal(sqlite3_prepare_v2(l->db, "PRAGMA user_version", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int version = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return version;
}

static inline hsay_snapshot *load(hsay_ledger *l)
{
    hsay_snapshot *s = NULL;
    assert_int_equal(hsay_snapshot_load(l, &s, NULL), HSAY_OK);
    return s;
}

static inline void same_page(const hsay_page_facts *page)
{
    assert_non_null(page);
    assert_str(page->canonical_url, "https://vale.test/gate");
    assert_str(page->published, "2031-02-03T08:00+01:00");
    assert_int_equal(page->updated.len, 0);
    assert_str(page->section, "Region");
    assert_str(page->access, "metered");
    assert_int_equal(page->image_count, 2);
    assert_str(page->images[0].caption, "The gate");
    assert_str(page->images[1].url, "mill.png");
    assert_memory_equal(page->methods, PAGE.methods, sizeof PAGE.methods);
}

static uint32_t hits;
static hsay_span hit_span;
static inline hsay_status on_hit(void *ctx, const hsay_hit *hit)
{
    (void)ctx;
    hits += hit->statement != NULL;
    hit_span = hit->span;
    return HSAY_OK;
}

static inline uint32_t found(hsay_ledger *l, const char *query)
{
    uint32_t n = 0;
    hits = 0;
    assert_int_equal(hsay_ledger_search(l, query, 10, on_hit, NULL, &n, NULL), HSAY_OK);
    return n;
}

#endif
