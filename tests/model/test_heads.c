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
    assert_true(
        hsay_heads__loss(h, l, &(hsay_heads_slopes){y, extra, dy, d_extra, WORDS}, arena, &loss));
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
    assert_true(hsay_heads__loss(&h, &lesson, &(hsay_heads_slopes){y, extra, dy, d_extra, WORDS},
                                 arena, &loss));
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

static bool is_tree(const uint32_t *heads, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i, steps = 0;
        roots += heads[i] == 0;
        for (; heads[at] && steps <= n; steps++)
            at = heads[at] - 1;
        if (steps > n)
            return false;
    }
    return roots == 1;
}

static float total(const float *scores, const uint32_t *heads, uint32_t n)
{
    float sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += scores[i * (n + 1) + heads[i]];
    return sum;
}

/* The most that any tree scores: all of them are looked at. */
static float most_of(const float *scores, uint32_t n)
{
    uint32_t heads[WORDS] = {0}, at = 0;
    float most = -1e9f;
    while (at < n) {
        if (is_tree(heads, n) && total(scores, heads, n) > most)
            most = total(scores, heads, n);
        for (at = 0; at < n && ++heads[at] > n; at++)
            heads[at] = 0;
    }
    return most;
}

/* Never more than the best of all trees, and mostly that. */
static void near_the_best_tree(void **state)
{
    (void)state;
    uint64_t seed = 21;
    uint32_t heads[WORDS], best = 0, tries = 0;
    double lost = 0, all = 0;
    for (uint32_t n = 1; n <= WORDS; n++)
        for (int k = 0; k < 200; k++) {
            float scores[WORDS * (WORDS + 1)];
            for (uint32_t i = 0; i < n * (n + 1); i++)
                scores[i] = hsay_random__unit(&seed) * 8;
            for (uint32_t i = 0; i < n; i++)
                scores[i * (n + 1) + i + 1] = -1e9f;
            hsay_heads__tree(scores, n, heads);
            assert_true(is_tree(heads, n));
            float found = total(scores, heads, n), most = most_of(scores, n);
            assert_true(found <= most + 1e-4f);
            best += found > most - 1e-4f;
            lost += (double)(most - found);
            all += (double)most;
            tries++;
        }
    assert_true(best > tries * 17 / 20);
    assert_true(lost < all / 50);
}

/* What no trained network says: all the same, none a number, beyond all bounds. */
static void wild_scores(void **state)
{
    (void)state;
    static const float WILD[] = {0, NAN, INFINITY, -INFINITY, 3e38f, -3e38f};
    enum { COUNT = sizeof WILD / sizeof *WILD };
    uint64_t seed = 5;
    for (uint32_t n = 1; n <= WORDS; n++)
        for (int k = 0; k < 100; k++) {
            float scores[WORDS * (WORDS + 1)];
            uint32_t heads[WORDS];
            for (uint32_t i = 0; i < n * (n + 1); i++)
                scores[i] = WILD[k < COUNT ? (uint32_t)k : hsay_random__below(&seed, COUNT)];
            hsay_heads__tree(scores, n, heads);
            assert_true(is_tree(heads, n));
        }
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
        assert_true(is_tree(heads, n));
    }
    free(scores);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shape),       cmocka_unit_test(gradient),
        cmocka_unit_test(trees),       cmocka_unit_test(near_the_best_tree),
        cmocka_unit_test(wild_scores), cmocka_unit_test(any_scores_make_a_tree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
