/* The 8-bit network: every build gives the bytes of the plain one, near what the floats say. */
#include "check.h"

#include <math.h>

#include "base/alloc.h"
#include "model/quant.h"
#include "model/small.h"

static void with_model(uint32_t count, void (*check)(const hsay_net *net, const hsay_model *m,
                                                     const uint32_t *rows, uint32_t count))
{
    hsay_net net = small_net(3);
    char *packed, *aligned = NULL;
    size_t size;
    hsay_model m;
    assert_int_equal(hsay_model_pack(&net, 1, &packed, &size), HSAY_OK);
    assert_int_equal(posix_memalign((void **)&aligned, HSAY_MODEL_ALIGN, size), 0);
    memcpy(aligned, packed, size);
    assert_int_equal(hsay_model_open((hsay_str){aligned, size}, &m, NULL), HSAY_OK);
    uint32_t *rows = small_rows(count, 4);
    check(&net, &m, rows, count);
    free(rows);
    free(aligned);
    hsay_alloc__free(packed);
    small_free(&net);
}

static void builds(const hsay_net *net, const hsay_model *m, const uint32_t *rows, uint32_t count)
{
    (void)net;
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    float *plain = hsay_quant_run(m, rows, count, HSAY_QUANT_PLAIN, arena);
    assert_non_null(plain);
    for (hsay_quant_build b = HSAY_QUANT_BEST; b <= HSAY_QUANT_NEON; b++) {
        if (!hsay_quant_has(b))
            continue;
        float *y = hsay_quant_run(m, rows, count, b, arena);
        assert_non_null(y);
        assert_memory_equal(y, plain, (size_t)count * m->shape.outputs * sizeof *y);
    }
    hsay_arena_free(arena);
}

static void near_floats(const hsay_net *net, const hsay_model *m, const uint32_t *rows,
                        uint32_t count)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_net_run run = {0};
    assert_non_null(arena);
    assert_true(hsay_net_run_reserve(&run, &net->shape, count));
    run.rows = rows;
    run.count = count;
    hsay_net_forward(net, &run);
    float *y = hsay_quant_run(m, rows, count, HSAY_QUANT_BEST, arena), most = 0;
    assert_non_null(y);
    for (uint32_t i = 0; i < count * m->shape.outputs; i++)
        most = fmaxf(most, fabsf(y[i] - run.y[i]));
    assert_true(most < .1f);
    assert_true(most > 0); /* they are not the same thing */
    hsay_net_run_free(&run);
    hsay_arena_free(arena);
}

static void same_bytes(void **state)
{
    (void)state;
    const uint32_t counts[] = {1, 2, 5, 6, 7, 64, 1023, 1024, 1025, 1040, 2500};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        with_model(counts[i], builds);
}

static void same_scores(void **state)
{
    (void)state;
    with_model(50, near_floats);
    with_model(2100, near_floats); /* in pieces as in one */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_bytes), cmocka_unit_test(same_scores)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
