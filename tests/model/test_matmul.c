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

static void as_plain(uint32_t m, uint32_t n, uint32_t k, bool turned)
{
    float *a = numbers((size_t)m * k, 1), *b = numbers((size_t)k * n, 2);
    float *fast = numbers((size_t)m * n, 3), *plain = numbers((size_t)m * n, 3);
    hsay_matmul p = {.c = fast, .c_row = n, .a = a, .b = b, .b_row = n, .m = m, .n = n, .k = k};
    p.a_row = turned ? 1 : k;
    p.a_step = turned ? m : 1;
    hsay_matmul_add(&p);
    p.c = plain;
    hsay_matmul_add_plain(&p);
    for (size_t i = 0; i < (size_t)m * n; i++)
        assert_true(fabsf(fast[i] - plain[i]) < 1e-4f * (1 + fabsf(plain[i])));
    free(a);
    free(b);
    free(fast);
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shapes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
