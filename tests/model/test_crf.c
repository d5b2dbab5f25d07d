/* Paths and shares of a chain, beside all paths counted out. */
#include "check.h"

#include <math.h>

#include "model/crf.h"
#include "model/random.h"

enum { COUNT = 6, PATHS = 729 /* 3 ^ COUNT */, STRIDE = 5 };

static float y[COUNT * STRIDE], steps[9];

static hsay_crf crf_of(uint64_t seed)
{
    for (int i = 0; i < COUNT * STRIDE; i++)
        y[i] = (hsay_random__unit(&seed) - .5f) * 4;
    for (int i = 0; i < 9; i++)
        steps[i] = (hsay_random__unit(&seed) - .5f) * 2;
    return (hsay_crf){y, STRIDE, COUNT, steps, 0};
}

/* The score of path number n; false where I stands at the start or behind O. */
static bool score_of(int n, uint8_t path[COUNT], double *score)
{
    *score = 0;
    for (int t = 0; t < COUNT; t++, n /= 3) {
        path[t] = (uint8_t)(n % 3);
        if (path[t] == HSAY_LABEL_I && (t == 0 || path[t - 1] == HSAY_LABEL_O))
            return false;
        *score += (double)y[t * STRIDE + path[t]];
        if (t)
            *score += (double)steps[path[t - 1] * 3 + path[t]];
    }
    return true;
}

static void best_path(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 40; seed++) {
        hsay_crf c = crf_of(seed);
        uint8_t back[COUNT * 3], found[COUNT], path[COUNT], best[COUNT] = {0};
        double top = -1e9, score;
        for (int n = 0; n < PATHS; n++)
            if (score_of(n, path, &score) && score > top) {
                top = score;
                memcpy(best, path, sizeof best);
            }
        hsay_crf_best(&c, back, found);
        assert_memory_equal(found, best, COUNT);
    }
}

static void shares(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 40; seed++) {
        hsay_crf c = crf_of(seed);
        double all = 0, want[COUNT * 3] = {0}, want_pairs[9] = {0}, score,
               work[COUNT * HSAY_CRF_WORK];
        double pairs[9] = {0};
        float p[COUNT * 3];
        uint8_t path[COUNT];
        for (int n = 0; n < PATHS; n++) {
            if (!score_of(n, path, &score))
                continue;
            all += exp(score);
            for (int t = 0; t < COUNT; t++) {
                want[t * 3 + path[t]] += exp(score);
                if (t)
                    want_pairs[path[t - 1] * 3 + path[t]] += exp(score);
            }
        }
        double log_sum = hsay_crf_marginals(&c, work, p, pairs);
        assert_true(fabs(log_sum - log(all)) < 1e-6);
        for (int i = 0; i < COUNT * 3; i++)
            assert_true(fabs((double)p[i] - want[i] / all) < 1e-5);
        for (int i = 0; i < 9; i++)
            assert_true(fabs(pairs[i] - want_pairs[i] / all) < 1e-6);
    }
}

/* One run more than none: the best of all paths that have one run within the tokens given. */
static void best_run(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 40; seed++) {
        hsay_crf c = crf_of(seed);
        uint32_t run[2], want[2] = {0, 0}, from = 1, to = COUNT - 1;
        double top = -1e9, none = 0;
        for (int t = 0; t < COUNT; t++)
            none += (double)(y[t * STRIDE + HSAY_LABEL_O] + (t ? steps[8] : 0));
        for (uint32_t a = from; a < to; a++)
            for (uint32_t b = a + 1; b <= to; b++) {
                double score = 0;
                int before = HSAY_LABEL_O;
                for (uint32_t t = 0; t < COUNT; t++) {
                    int label = t == a           ? HSAY_LABEL_B
                                : t > a && t < b ? HSAY_LABEL_I
                                                 : HSAY_LABEL_O;
                    score += (double)y[t * STRIDE + label];
                    if (t)
                        score += (double)steps[before * 3 + label];
                    before = label;
                }
                if (score > top) {
                    top = score;
                    want[0] = a;
                    want[1] = b;
                }
            }
        float gain = hsay_crf_best_run(&c, from, to, run);
        assert_true(fabs((double)gain - (top - none)) < 1e-4);
        assert_int_equal(run[0], want[0]);
        assert_int_equal(run[1], want[1]);
    }
}

static uint8_t gold[COUNT * 2], soft[COUNT * 2 * HSAY_LABELS];

/* Of the second of two interleaved sequences: a path, or shares of a teacher. */
static hsay_crf_want want_of(bool by_gold, uint64_t seed)
{
    static const uint8_t PATH[COUNT] = {HSAY_LABEL_O, HSAY_LABEL_B, HSAY_LABEL_I,
                                        HSAY_LABEL_I, HSAY_LABEL_O, HSAY_LABEL_B};
    for (uint32_t t = 0; t < COUNT; t++) {
        uint8_t *s = soft + (t * 2 + 1) * HSAY_LABELS;
        gold[t * 2 + 1] = PATH[t];
        s[0] = (uint8_t)hsay_random__below(&seed, 128);
        s[1] = (uint8_t)hsay_random__below(&seed, 128);
        s[2] = (uint8_t)(255 - s[0] - s[1]);
    }
    return (hsay_crf_want){by_gold ? gold + 1 : NULL, by_gold ? NULL : soft + HSAY_LABELS, 2};
}

static double loss_of(const hsay_crf *c, const hsay_crf_want *want, float *dy, float *dsteps)
{
    double work[COUNT * HSAY_CRF_WORK];
    float p[COUNT * HSAY_LABELS];
    return hsay_crf_loss(c, want, &(hsay_crf_slope){dy, dsteps, work, p});
}

static void check_slope(const hsay_crf *c, const hsay_crf_want *want, float *at, float slope)
{
    float dy[COUNT * STRIDE], dsteps[9] = {0}, had = *at, h = 1e-2f;
    *at = had + h;
    double up = loss_of(c, want, dy, dsteps), above = (double)*at;
    *at = had - h;
    double down = loss_of(c, want, dy, dsteps), below = (double)*at;
    *at = had;
    assert_true(fabs((up - down) / (above - below) - (double)slope) < 1e-3);
}

/* The slope beside differences of the loss, by gold and by soft labels. */
static void slopes(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 20; seed++) {
        hsay_crf c = crf_of(seed);
        for (int by_gold = 0; by_gold < 2; by_gold++) {
            hsay_crf_want want = want_of(by_gold, seed);
            float dy[COUNT * STRIDE] = {0}, dsteps[9] = {0};
            double loss = loss_of(&c, &want, dy, dsteps);
            assert_true(!by_gold || loss > 0);
            for (int i = 0; i < COUNT * STRIDE; i++)
                check_slope(&c, &want, &y[i], dy[i]);
            for (int i = 0; i < 9 && by_gold; i++)
                check_slope(&c, &want, &steps[i], dsteps[i]);
            for (int i = 0; i < 9 && !by_gold; i++)
                assert_true(dsteps[i] == 0); /* a teacher's shares say nothing of steps */
        }
    }
}

/* A sure teacher is a path but for its steps. */
static void sure_shares_are_gold(void **state)
{
    (void)state;
    hsay_crf c = crf_of(3);
    hsay_crf_want want = want_of(true, 3);
    float by_gold[COUNT * STRIDE] = {0}, by_soft[COUNT * STRIDE] = {0}, dsteps[9] = {0};
    loss_of(&c, &want, by_gold, dsteps);
    want = want_of(false, 3);
    for (uint32_t i = 0; i < COUNT * HSAY_LABELS; i++)
        soft[(i / 3 * 2 + 1) * HSAY_LABELS + i % 3] = gold[i / 3 * 2 + 1] == i % 3 ? 255 : 0;
    loss_of(&c, &want, by_soft, dsteps);
    assert_memory_equal(by_gold, by_soft, sizeof by_gold);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(best_path), cmocka_unit_test(shares),
                                       cmocka_unit_test(best_run), cmocka_unit_test(slopes),
                                       cmocka_unit_test(sure_shares_are_gold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
