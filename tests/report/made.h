/* A snapshot of every sort of line, and a sink into memory, for the tests of this folder. */
#ifndef HSAY_TESTS_REPORT_MADE_H
#define HSAY_TESTS_REPORT_MADE_H

#include "check.h"

#include <math.h>

#include "base/buf.h"
#include "hearsay/report.h"

static inline hsay_status take(void *ctx, const void *bytes, size_t len)
{
    hsay_buf *buf = ctx;
    hsay_buf_put(buf, bytes, len);
    return buf->failed ? HSAY_MEMORY : HSAY_OK;
}

/* "Twenty" stands at 0-6, "the gate" at 16-24. */
static const hsay_span MADE_WORDS[] = {{0, 6}, {16, 24}};
static const hsay_chain_link MADE_CHAIN[] = {{{"the log", 7}, {0, 0}}};
static const hsay_statement MADE_SAID[] = {
    {.content = {MADE_WORDS, 2},
     .source = {MADE_WORDS + 1, 1},
     .speaker = {"Orla \"O\" Venn", 13},
     .chain = MADE_CHAIN,
     .chain_count = 1,
     .outer = HSAY_NONE,
     .rule = {"quote", 5},
     .engine = {"rules", 5},
     .probability = 0.75},
    {.outer = 0, .probability = 1}, /* what a damaged ledger may hold: no content */
};
static const hsay_input_run MADE_RUN = {100, 0, 24};
static const hsay_article MADE_ARTICLES[] = {
    {.id = {"a.txt", 5},
     .input = {"a.txt", 5},
     .outlet = {"=SUM(1)", 7},
     .text = {"Twenty\t\xC3\xA9 \x01\"as\" the gate", 24},
     .runs = &MADE_RUN,
     .run_count = 1},
    {.id = {"b.txt", 5}, .input = {"b.txt", 5}, .text = {"Twenty people, at the gate.", 27}},
};
static const hsay_view MADE_VIEWS[] = {{&MADE_ARTICLES[0], {MADE_SAID, 2}},
                                       {&MADE_ARTICLES[1], {MADE_SAID, 1}}};
static const uint32_t MADE_BOTH[] = {0, 1};
static const hsay_passage MADE_PASSAGE = {{0, 6}, {16, 24}, 2};
static const hsay_copy MADE_COPY = {
    1, 0, true, HSAY_COPY_EDITED, 1, 0.33333333, &MADE_PASSAGE, 1, {"later", 5}};
static const hsay_story MADE_STORY = {MADE_BOTH, 2, {"together", 8}};
static const hsay_outlet MADE_OUTLETS[] = {
    {{"x.test", 6}, {"X", 1}, MADE_BOTH, 1, HSAY_NONE, {"y.test", 6}, {"label", 5}},
    {{NULL, 0}, {"Y", 1}, MADE_BOTH + 1, 1, HSAY_NONE, {NULL, 0}, {NULL, 0}}};
static const hsay_thread_member MADE_MEMBERS[] = {{{0, 0, {0, 6}}, {NULL, 0}},
                                                  {{1, HSAY_NONE, {0, 6}}, {MADE_WORDS, 1}}};
static const hsay_thread MADE_THREAD = {{"Venn", 4}, HSAY_FORM_VARIED, MADE_MEMBERS,
                                        2,           {"one word", 8},  {"same", 4}};
static const hsay_figure_member MADE_COUNTS[] = {{{0, HSAY_NONE, {0, 6}}, 20, INFINITY},
                                                 {{1, 0, {0, 6}}, -INFINITY, 1e21}};
static const hsay_figure MADE_FIGURE = {
    {"people", 6}, MADE_COUNTS, 2, HSAY_VERDICT_DIFFER, {"20", 2}};
static const hsay_dispute MADE_DISPUTE = {
    {0, 0, {0, 6}}, {1, 0, {0, 6}}, HSAY_DISPUTE_DENIAL, {"denied", 6}};
static const hsay_snapshot MADE = {.views = {MADE_VIEWS, 2},
                                   .outlets = MADE_OUTLETS,
                                   .copies = &MADE_COPY,
                                   .stories = &MADE_STORY,
                                   .threads = &MADE_THREAD,
                                   .figures = &MADE_FIGURE,
                                   .disputes = &MADE_DISPUTE,
                                   .outlet_count = 2,
                                   .copy_count = 1,
                                   .story_count = 1,
                                   .thread_count = 1,
                                   .figure_count = 1,
                                   .dispute_count = 1};

#endif
