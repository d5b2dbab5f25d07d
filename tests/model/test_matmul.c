/* The product that training runs on, beside three plain loops. */
#include "check.h"

#include <math.h>
#include <stdlib.h>

#include "model/matmul.h"
#include "model/random.h"

static float *numbers(size_t count, uint64_t seed)
{
    float *p = malloc(count * sizeof *p);
    assert_non_null(p);
    for (size_t i = 0; i < count; i++)
        p[i] = hsay_random__unit(&seed) - .5f;
    return p;
}

/* Every build that runs here; they may fuse, so they are near, not the same. */
static void as_plain(uint32_t m, uint32_t n, uint32_t k, bool turned)
{
    float *a = numbers((size_t)m * k, 1), *b = numbers((size_t)k * n, 2);
    float *plain = numbers((size_t)m * n, 3);
    hsay_matmul p = {.c = plain, .c_row = n, .a = a, .b = b, .b_row = n, .m = m, .n = n, .k = k};
    p.a_row = turned ? 1 : k;
    p.a_step = turned ? m : 1;
    hsay_matmul_add_by(HSAY_MATMUL_PLAIN, &p);
    for (hsay_matmul_build build = HSAY_MATMUL_BEST; build < HSAY_MATMUL_BUILDS; build++) {
        if (!hsay_matmul_has(build))
            continue;
        p.c = numbers((size_t)m * n, 3);
        hsay_matmul_add_by(build, &p);
        for (size_t i = 0; i < (size_t)m * n; i++)
            assert_true(fabsf(p.c[i] - plain[i]) < 1e-4f * (1 + fabsf(plain[i])));
        free(p.c);
    }
    free(a);
    free(b);
    free(plain);
}

static void shapes(void **state)
{
    (void)state;
    const uint32_t rows[] = {1, 5, 6, 7, 13}, columns[] = {16, 48, 64, 80, 256};
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++) {
            as_plain(rows[i], columns[k], 37, false);
            as_plain(rows[i], columns[k], 20, true);
        }
}

/* The best is one of those that are here, to the bit. */
static void best(void **state)
{
    (void)state;
    enum { M = 7, N = 80, K = 33 };
    float *a = numbers(M * K, 4), *b = numbers(K * N, 5), *c = numbers(M * N, 6);
    bool same = false;
    hsay_matmul p = {c, a, b, N, K, 1, N, M, N, K};
    hsay_matmul_add(&p);
    for (hsay_matmul_build build = HSAY_MATMUL_BASE; build < HSAY_MATMUL_BUILDS; build++) {
        if (!hsay_matmul_has(build))
            continue;
        p.c = numbers(M * N, 6);
        hsay_matmul_add_by(build, &p);
        same |= memcmp(p.c, c, M * N * sizeof *c) == 0;
        free(p.c);
    }
    assert_true(same);
    assert_true(hsay_matmul_has(HSAY_MATMUL_PLAIN));
    free(a);
    free(b);
    free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shapes), cmocka_unit_test(best)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
