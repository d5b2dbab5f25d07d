/* Heads: the slopes beside differences of the loss; trees of any scores are trees. */
#include "check.h"

#include <math.h>
#include <stdlib.h>

#include "model/heads.h"
#include "model/random.h"

enum { WORDS = 5 };

static const uint32_t COUNTS[HSAY_ASK_LABELS] = {4, 3, 5, 9};

static hsay_heads heads_of(void)
{
    return hsay_heads_of(COUNTS, 6);
}

static void shape(void **state)
{
    (void)state;
    hsay_heads h = heads_of();
    assert_int_equal(h.outputs % 16, 0);
    assert_true(h.outputs >= 2 * HSAY_HEADS_ARC + 2 * HSAY_HEADS_PAIR + HSAY_HEADS_NEAR + 21);
    assert_int_equal(h.relation_room, 16);
    assert_int_equal(h.extra, HSAY_HEADS_PAIR * 17 + 16);
    assert_int_equal(hsay_heads__step(7, 6), 1);
    assert_int_equal(hsay_heads__step(6, 7), 9);
    assert_int_equal(hsay_heads__step(200, 0), 8);
    assert_int_equal(hsay_heads__step(0, 200), 16);
}

static double loss_of(const hsay_heads *h, const hsay_lesson *l, const float *y, const float *extra)
{
    hsay_arena *arena = hsay_arena_new();
    float *dy = malloc((size_t)WORDS * h->outputs * sizeof *dy);
    float *d_extra = calloc(h->extra, sizeof *d_extra);
    double loss = 0;
    assert_true(hsay_heads__loss(h, l, y, WORDS, extra, dy, d_extra, arena, &loss));
    free(dy);
    free(d_extra);
    hsay_arena_free(arena);
    return loss;
}

static void check_slope(const hsay_heads *h, const hsay_lesson *l, float *y, float *extra,
                        float *at, float slope)
{
    float had = *at, step = 1e-3f;
    *at = had + step;
    double up = loss_of(h, l, y, extra);
    *at = had - step;
    double down = loss_of(h, l, y, extra);
    *at = had;
    double want = (up - down) / (2 * (double)step);
    assert_true(fabs(want - (double)slope) < 2e-2 * (1 + fabs(want)));
}

/* Tags with shares, names of two words, a tree, relations. */
static const hsay_share SHARES[] = {
    {1, HSAY_ASK_TAG, 200},      {2, HSAY_ASK_TAG, 55},       {3, HSAY_ASK_HEAD, 255},
    {2, HSAY_ASK_FEATURES, 255}, {4, HSAY_ASK_LEMMA, 255},    {0, HSAY_ASK_HEAD, 155},
    {5, HSAY_ASK_HEAD, 100},     {5, HSAY_ASK_RELATION, 255}, {7, HSAY_ASK_NAME, 255},
    {2, HSAY_ASK_HEAD, 255},     {3, HSAY_ASK_RELATION, 255},
};
static const uint32_t STARTS[WORDS + 1] = {0, 3, 8, 8, 9, 11};

static void gradient(void **state)
{
    (void)state;
    hsay_heads h = heads_of();
    hsay_lesson lesson = {STARTS, SHARES};
    hsay_arena *arena = hsay_arena_new();
    size_t count = (size_t)WORDS * h.outputs;
    float *y = aligned_alloc(64, count * sizeof *y), *dy = aligned_alloc(64, count * sizeof *dy);
    float *extra = aligned_alloc(64, (h.extra + 15) / 16 * 16 * sizeof *extra);
    float *d_extra = aligned_alloc(64, (h.extra + 15) / 16 * 16 * sizeof *d_extra);
    uint64_t seed = 4;
    double loss = 0;
    for (size_t i = 0; i < count; i++)
        y[i] = hsay_random__unit(&seed) - .5f;
    for (uint32_t i = 0; i < h.extra; i++) {
        extra[i] = hsay_random__unit(&seed) - .5f;
        d_extra[i] = 0;
    }
    assert_true(hsay_heads__loss(&h, &lesson, y, WORDS, extra, dy, d_extra, arena, &loss));
    assert_true(loss > 0);
    for (size_t i = 0; i < count; i += 3)
        check_slope(&h, &lesson, y, extra, &y[i], dy[i]);
    for (uint32_t i = 0; i < h.extra; i += 5)
        check_slope(&h, &lesson, y, extra, &extra[i], d_extra[i]);
    free(y);
    free(dy);
    free(extra);
    free(d_extra);
    hsay_arena_free(arena);
}

static void assert_tree(const uint32_t *heads, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i, steps = 0;
        roots += heads[i] == 0;
        while (heads[at] && steps++ <= n) {
            assert_true(heads[at] <= n && heads[at] != at + 1);
            at = heads[at] - 1;
        }
        assert_true(steps <= n);
    }
    assert_int_equal(roots, 1);
}

/* The best head of each word makes the tree where that is one; else a circle opens where it costs
 * least: word 3 would be led by 2 for one point less, word 2 by 1 for five less. */
static void trees(void **state)
{
    (void)state;
    static const float TREE[] = {0, -9, 5, 0, 9, 0, -9, 0, 0, 0, 7, -9};
    static const float CIRCLE[] = {9, -9, 0, 0, 0, 2, -9, 7, 0, 6, 7, -9};
    uint32_t heads[3];
    hsay_heads__tree(TREE, 3, heads);
    assert_memory_equal(heads, ((uint32_t[]){2, 0, 2}), sizeof heads);
    hsay_heads__tree(CIRCLE, 3, heads);
    assert_memory_equal(heads, ((uint32_t[]){0, 3, 1}), sizeof heads);
    hsay_heads__tree(TREE, 0, heads); /* nothing is done */
    hsay_heads__tree((float[]){-3, -9}, 1, heads);
    assert_int_equal(heads[0], 0);
}

static void any_scores_make_a_tree(void **state)
{
    (void)state;
    uint64_t seed = 9;
    float *scores = malloc((size_t)HSAY_HEADS_WORDS * (HSAY_HEADS_WORDS + 1) * sizeof *scores);
    uint32_t heads[HSAY_HEADS_WORDS];
    for (uint32_t n = 1; n <= HSAY_HEADS_WORDS; n += n < 40 ? 1 : 43) {
        for (uint32_t i = 0; i < n * (n + 1); i++)
            scores[i] = (float)hsay_random__below(&seed, 6); /* many are the same */
        for (uint32_t i = 0; i < n; i++)
            scores[i * (n + 1) + i + 1] = -1e9f;
        hsay_heads__tree(scores, n, heads);
        assert_tree(heads, n);
    }
    free(scores);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shape), cmocka_unit_test(gradient),
                                       cmocka_unit_test(trees),
                                       cmocka_unit_test(any_scores_make_a_tree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
