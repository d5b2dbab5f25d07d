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

/* ---- what does not fit is cut off at the ends of 8 bits ---- */

enum { WIDE = 64, LONE = 3 /* the row whose weight is all in one place */ };

/* No layer, and O hands z on: y[o] = z[o] for the first sixteen places. */
static hsay_net bare_net(void)
{
    hsay_net net = {
        .shape = {.width = WIDE, .outputs = 16, .rows = 5, .fields = 1, .sequences = 1}};
    net.table = calloc(5 * WIDE, sizeof(float));
    net.dense = calloc(hsay_net_dense_count(&net.shape), sizeof(float));
    net.steps = calloc(9, sizeof(float));
    for (uint32_t o = 0; o < 16; o++)
        net.dense[o * 16 + o] = 1;
    return net;
}

static void opened(const hsay_net *net, void (*check)(const hsay_model *m, void *ctx), void *ctx)
{
    char *packed, *aligned = NULL;
    size_t size;
    hsay_model m;
    assert_int_equal(hsay_model_pack(net, 1, &packed, &size), HSAY_OK);
    assert_int_equal(posix_memalign((void **)&aligned, HSAY_MODEL_ALIGN, size), 0);
    memcpy(aligned, packed, size);
    assert_int_equal(hsay_model_open((hsay_str){aligned, size}, &m, NULL), HSAY_OK);
    check(&m, ctx);
    free(aligned);
    hsay_alloc__free(packed);
}

/* One of 64 places alone lies sqrt(63) = 7.9 deviations out; 127 steps of 1/20 are 6.35. */
static void check_clipped(const hsay_model *m, void *ctx)
{
    const uint32_t rows[] = {LONE, LONE + 1};
    hsay_arena *arena = hsay_arena_new();
    (void)ctx;
    for (hsay_quant_build b = HSAY_QUANT_BEST; b <= HSAY_QUANT_NEON; b++) {
        if (!hsay_quant_has(b))
            continue;
        float *y = hsay_quant_run(m, rows, 2, b, arena);
        assert_non_null(y);
        assert_true(fabsf(y[2] - 6.35f) < 1e-3f);
        assert_true(fabsf(y[16 + 2] + 6.35f) < 1e-3f);
        assert_true(fabsf(y[1] + .15f) < 1e-3f); /* -1 / sqrt(63) = -.126, three steps */
    }
    hsay_arena_free(arena);
}

static void clipped(void **state)
{
    (void)state;
    hsay_net net = bare_net();
    net.table[LONE * WIDE + 2] = 1;
    net.table[(LONE + 1) * WIDE + 2] = -1;
    opened(&net, check_clipped, NULL);
    small_free(&net);
}

/* The largest of a row and of an output become the ends of their range, nothing goes past. */
static void check_rounded(const hsay_model *m, void *ctx)
{
    const hsay_net *net = ctx;
    assert_int_equal(m->table[WIDE], 127);
    assert_int_equal(m->table[WIDE + 1], -127);
    assert_int_equal(m->table[WIDE + 2], 64); /* .5 of 127 is 63.5, to even */
    assert_true(m->table_scale[0] == 1);      /* a row of nothing */
    for (uint32_t i = 0; i < WIDE; i++)
        assert_int_equal(m->table[i], 0);
    for (uint32_t o = 0; o < 16; o++) {
        int32_t sum = 0, most = 0;
        for (uint32_t i = 0; i < WIDE; i++) {
            int32_t w = m->out.weights[(i / 4 * 16 + o) * 4 + i % 4];
            float back = (float)w * m->out.scale[o] * HSAY_QUANT_SCALE;
            assert_true(fabsf(back - net->dense[i * 16 + o]) <=
                        m->out.scale[o] * HSAY_QUANT_SCALE * .5001f);
            most = abs(w) > most ? abs(w) : most;
            sum += w;
        }
        assert_int_equal(most, HSAY_MODEL_WEIGHT_MAX);
        assert_int_equal(m->out.start[o], -HSAY_MODEL_ZERO * sum);
    }
}

static void rounded(void **state)
{
    (void)state;
    hsay_net net = bare_net();
    uint64_t seed = 8;
    for (uint32_t i = 0; i < WIDE * 16; i++)
        net.dense[i] = (hsay_random__unit(&seed) - .5f) * 1e3f;
    net.table[WIDE] = 3e8f;
    net.table[WIDE + 1] = -3e8f;
    net.table[WIDE + 2] = 1.5e8f;
    opened(&net, check_rounded, &net);
    small_free(&net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_bytes), cmocka_unit_test(same_scores),
                                       cmocka_unit_test(clipped), cmocka_unit_test(rounded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
