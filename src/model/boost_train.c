/*
 * Growing boosted oblivious trees for two classes.  With f a row's score, p = 1 / (1 + exp(-f)),
 * y its label and w its weight, a row pulls with g = w (y - p) and resists with h = w p (1 - p).
 * A level's question is the one of all features and thresholds with the largest sum over its nodes'
 * two sides of G G / (H + ridge); a leaf says rate G / (H + ridge) (Chen, Guestrin 2016, section
 * 2.2; we ask one question a level, which keeps trees small and quick).
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "model/boost.h"
#include "model/random.h"

enum { BINS = 256 };

typedef struct pull {
    double g, h;
} pull;

typedef struct grower {
    const hsay_boost_rows *rows;
    const hsay_boost_plan *plan;
    double *scores;  /* [rows] */
    pull *pulls;     /* [rows] */
    uint8_t *leaf;   /* [rows] */
    uint32_t *drawn; /* the rows of this tree */
    uint32_t drawn_count;
    pull *bins; /* [HSAY_BOOST_LEAVES][BINS] */
    uint64_t random;
} grower;

static void draw_rows(grower *g)
{
    g->drawn_count = 0;
    for (uint32_t i = 0; i < g->rows->count; i++)
        if (hsay_random__unit(&g->random) < g->plan->row_share)
            g->drawn[g->drawn_count++] = i;
}

static void pull_rows(grower *g)
{
    for (uint32_t i = 0; i < g->rows->count; i++) {
        double p = 1 / (1 + exp(-g->scores[i])), w = g->rows->weights[i];
        g->pulls[i] = (pull){w * (g->rows->labels[i] - p), w * p * (1 - p)};
        g->leaf[i] = 0;
    }
}

/* What the best question to one feature gains at `nodes` nodes. */
static double best_of_feature(grower *g, uint32_t feature, unsigned nodes, uint8_t *above)
{
    const uint8_t *values = g->rows->values + (size_t)feature * g->rows->count;
    memset(g->bins, 0, (size_t)nodes * BINS * sizeof *g->bins);
    for (uint32_t k = 0; k < g->drawn_count; k++) {
        uint32_t i = g->drawn[k];
        pull *bin = &g->bins[g->leaf[i] * BINS + values[i]];
        bin->g += g->pulls[i].g;
        bin->h += g->pulls[i].h;
    }
    double gains[BINS] = {0}, best = 0;
    for (unsigned n = 0; n < nodes; n++) {
        pull all = {0}, low = {0}, *bins = g->bins + n * BINS;
        for (unsigned t = 0; t < BINS; t++)
            all = (pull){all.g + bins[t].g, all.h + bins[t].h};
        for (unsigned t = 0; t + 1 < BINS; t++) {
            low = (pull){low.g + bins[t].g, low.h + bins[t].h};
            pull high = {all.g - low.g, all.h - low.h};
            gains[t] += low.g * low.g / (low.h + g->plan->ridge) +
                        high.g * high.g / (high.h + g->plan->ridge);
        }
    }
    for (unsigned t = 0; t + 1 < BINS; t++)
        if (gains[t] > best) {
            best = gains[t];
            *above = (uint8_t)t;
        }
    return best;
}

static hsay_boost_split best_split(grower *g, const bool *asked, unsigned depth)
{
    hsay_boost_split best = {0};
    double most = -1;
    for (uint32_t f = 0; f < g->rows->features; f++) {
        uint8_t above = 0;
        if (!asked[f])
            continue;
        double gain = best_of_feature(g, f, 1u << depth, &above);
        if (gain > most * (1 + 1e-12)) {
            most = gain;
            best = (hsay_boost_split){(uint8_t)f, above};
        }
    }
    return best;
}

static void answer(grower *g, hsay_boost_split split, unsigned depth)
{
    const uint8_t *values = g->rows->values + (size_t)split.feature * g->rows->count;
    for (uint32_t i = 0; i < g->rows->count; i++)
        g->leaf[i] = (uint8_t)(g->leaf[i] | (unsigned)(values[i] > split.above) << depth);
}

static void fill_leaves(grower *g, int16_t *leaves)
{
    pull sums[HSAY_BOOST_LEAVES] = {0};
    for (uint32_t k = 0; k < g->drawn_count; k++) {
        uint32_t i = g->drawn[k];
        sums[g->leaf[i]].g += g->pulls[i].g;
        sums[g->leaf[i]].h += g->pulls[i].h;
    }
    for (unsigned n = 0; n < HSAY_BOOST_LEAVES; n++) {
        double say = g->plan->rate * sums[n].g / (sums[n].h + g->plan->ridge) * HSAY_BOOST_UNIT;
        leaves[n] = (int16_t)lrint(fmax(-32000, fmin(32000, say)));
    }
    for (uint32_t i = 0; i < g->rows->count; i++)
        g->scores[i] += (double)leaves[g->leaf[i]] / HSAY_BOOST_UNIT;
}

static void grow(grower *g, hsay_boost_split *splits, int16_t *leaves)
{
    bool asked[HSAY_BOOST_MOST_FEATURES];
    for (uint32_t f = 0; f < g->rows->features; f++)
        asked[f] = hsay_random__unit(&g->random) < g->plan->field_share;
    draw_rows(g);
    pull_rows(g);
    for (unsigned d = 0; d < HSAY_BOOST_DEPTH; d++) {
        splits[d] = best_split(g, asked, d);
        answer(g, splits[d], d);
    }
    fill_leaves(g, leaves);
}

static int32_t start_of(const hsay_boost_rows *rows)
{
    double yes = 1, no = 1;
    for (uint32_t i = 0; i < rows->count; i++)
        *(rows->labels[i] ? &yes : &no) += rows->weights[i];
    return (int32_t)lrint(log(yes / no) * HSAY_BOOST_UNIT);
}

static void close(grower *g)
{
    hsay_alloc__free(g->scores);
    hsay_alloc__free(g->pulls);
    hsay_alloc__free(g->leaf);
    hsay_alloc__free(g->drawn);
    hsay_alloc__free(g->bins);
}

hsay_status hsay_boost__train(const hsay_boost_rows *rows, const hsay_boost_plan *plan,
                              hsay_boost *out)
{
    size_t n = rows->count + 1;
    grower g = {.rows = rows, .plan = plan, .random = plan->seed};
    g.scores = hsay_alloc__zeroed(n * sizeof *g.scores);
    g.pulls = hsay_alloc__zeroed(n * sizeof *g.pulls);
    g.leaf = hsay_alloc__zeroed(n);
    g.drawn = hsay_alloc__zeroed(n * sizeof *g.drawn);
    g.bins = hsay_alloc__zeroed((size_t)HSAY_BOOST_LEAVES * BINS * sizeof *g.bins);
    hsay_boost_split *splits =
        hsay_alloc__zeroed((size_t)plan->trees * HSAY_BOOST_DEPTH * sizeof *splits);
    int16_t *leaves = hsay_alloc__zeroed((size_t)plan->trees * HSAY_BOOST_LEAVES * sizeof *leaves);
    bool ok = g.scores && g.pulls && g.leaf && g.drawn && g.bins && splits && leaves;
    int32_t start = start_of(rows);
    for (uint32_t i = 0; ok && i < rows->count; i++)
        g.scores[i] = (double)start / HSAY_BOOST_UNIT;
    for (uint32_t t = 0; ok && t < plan->trees; t++)
        grow(&g, splits + t * HSAY_BOOST_DEPTH, leaves + t * HSAY_BOOST_LEAVES);
    close(&g);
    hsay_boost made = {plan->inputs_version, rows->features, plan->trees, start, splits, leaves};
    if (!ok) {
        hsay_boost__free(&made);
        return HSAY_MEMORY;
    }
    *out = made;
    return HSAY_OK;
}

void hsay_boost__free(hsay_boost *model)
{
    hsay_alloc__free((void *)(uintptr_t)model->splits);
    hsay_alloc__free((void *)(uintptr_t)model->leaves);
    *model = (hsay_boost){0};
}
