/*
 * No row is taught with what was learned from its own site: the pages of each fold are given tables
 * that come from the other folds, as unseen pages will have them.
 */
#include "teach.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ingest/content_tuning.h"

const teach_plan teach_plan_default = {.trees = 120,
                                       .rate = .12,
                                       .ridge = 20,
                                       .row_share = .4,
                                       .field_share = .4,
                                       .doubt = 4,
                                       .seed = 1};

typedef struct counts {
    double yes[HSAY_BLOCK_NAME_BUCKETS + HSAY_BLOCK_WORD_BUCKETS];
    double no[HSAY_BLOCK_NAME_BUCKETS + HSAY_BLOCK_WORD_BUCKETS];
} counts;

static bool is_out(const bool out[FOLDS + 1], uint32_t fold)
{
    return out[fold];
}

/* odds = log((yes + doubt p) / (no + doubt (1 - p))) - log(p / (1 - p)), p the share of all. */
static hsay_block_tables *make_tables(const lessons *l, const bool out[FOLDS + 1], double doubt)
{
    hsay_block_tables *tables = gold_taken(hsay_alloc__zeroed(sizeof *tables));
    counts *c = gold_taken(hsay_alloc__zeroed(sizeof *c));
    double yes[2] = {1, 1}, no[2] = {1, 1};
    for (size_t k = 0; k < l->pages.count; k++) {
        const page *p = &l->pages.items[k];
        for (uint32_t i = 0; !is_out(out, p->fold) && i < p->evidence_count; i++) {
            const evidence *e = &p->evidence[i];
            uint32_t at = e->bucket + (e->is_name ? 0 : HSAY_BLOCK_NAME_BUCKETS);
            c->yes[at] += e->yes;
            c->no[at] += e->no;
            yes[e->is_name] += e->yes;
            no[e->is_name] += e->no;
        }
    }
    for (uint32_t at = 0; at < HSAY_BLOCK_NAME_BUCKETS + HSAY_BLOCK_WORD_BUCKETS; at++) {
        bool name = at < HSAY_BLOCK_NAME_BUCKETS;
        double p = yes[name] / (yes[name] + no[name]);
        double odds =
            log((c->yes[at] + doubt * p) / (c->no[at] + doubt * (1 - p))) - log(p / (1 - p));
        double say = fmax(-127, fmin(127, odds * HSAY_BLOCK_ODDS_UNIT));
        *(name ? &tables->names[at] : &tables->words[at - HSAY_BLOCK_NAME_BUCKETS]) =
            (int8_t)lrint(say);
    }
    hsay_alloc__free(c);
    return tables;
}

/* The rows that something is known of, without those of some folds. */
static hsay_boost_rows choose(const lessons *l, const bool out[FOLDS + 1])
{
    const uint32_t features = HSAY_BLOCK_FEATURES;
    uint32_t *rows = gold_taken(hsay_alloc__zeroed((l->rows + 1) * sizeof *rows));
    uint32_t count = 0;
    double sum = 0;
    for (size_t p = 0; p < l->pages.count; p++)
        for (uint32_t i = 0;
             !is_out(out, l->pages.items[p].fold) && i < l->pages.items[p].blocks.count; i++)
            if (l->weights[l->pages.items[p].first + i] > 0)
                rows[count++] = l->pages.items[p].first + i;
    uint8_t *values = gold_taken(hsay_alloc__zeroed((size_t)count * features));
    uint8_t *labels = gold_taken(hsay_alloc__zeroed(count));
    float *weights = gold_taken(hsay_alloc__zeroed(count * sizeof *weights));
    for (uint32_t k = 0; k < count; k++) {
        labels[k] = l->labels[rows[k]];
        weights[k] = l->weights[rows[k]];
        sum += weights[k];
        for (size_t f = 0; f < features; f++)
            values[f * count + k] = l->values[(size_t)rows[k] * HSAY_BLOCK_FEATURES + f];
    }
    for (uint32_t k = 0; k < count; k++)
        weights[k] = (float)(weights[k] * count / sum);
    hsay_alloc__free(rows);
    return (hsay_boost_rows){values, labels, weights, count, features};
}

static hsay_boost teach_trees(const lessons *l, const teach_plan *plan, const bool out[FOLDS + 1])
{
    hsay_boost_plan boost = {.trees = plan->trees,
                             .inputs_version = HSAY_BLOCK_FEATURES_VERSION,
                             .rate = plan->rate,
                             .ridge = plan->ridge,
                             .row_share = plan->row_share,
                             .field_share = plan->field_share,
                             .seed = plan->seed};
    hsay_boost model = {0};
    hsay_boost_rows rows = choose(l, out);
    if (hsay_boost__train(&rows, &boost, &model) != HSAY_OK)
        gold_taken(NULL);
    hsay_alloc__free((void *)(uintptr_t)rows.values);
    hsay_alloc__free((void *)(uintptr_t)rows.labels);
    hsay_alloc__free((void *)(uintptr_t)rows.weights);
    return model;
}

hsay_block_model teach(lessons *l, const teach_plan *plan, uint32_t without)
{
    bool out[FOLDS + 1] = {false};
    hsay_block_tables *tables[FOLDS] = {NULL};
    out[without] = true;
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        bool also[FOLDS + 1];
        memcpy(also, out, sizeof also);
        also[fold] = true;
        tables[fold] = make_tables(l, also, plan->doubt);
    }
    lessons_fill(l, (const hsay_block_tables *const *)tables);
    hsay_block_model model = {.tables = make_tables(l, out, plan->doubt),
                              .trees = teach_trees(l, plan, out),
                              .margins = {HSAY_CONTENT_ADD_MARGIN, HSAY_CONTENT_KEEP_MARGIN}};
    for (uint32_t fold = 0; fold < FOLDS; fold++)
        hsay_alloc__free(tables[fold]);
    fprintf(stderr, "taught without fold %u\n", without);
    return model;
}

void teach_free(hsay_block_model *model)
{
    hsay_alloc__free((void *)(uintptr_t)model->tables);
    hsay_boost__free(&model->trees);
}
