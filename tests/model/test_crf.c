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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(best_path), cmocka_unit_test(shares),
                                       cmocka_unit_test(best_run)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
