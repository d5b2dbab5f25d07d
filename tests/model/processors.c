/*
 * A made-up model on made-up tokens: every build that the processor has gives the bytes of the
 * plain one, and what is printed is the same on every processor.  Run by tools/check-arm.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/matmul.h"
#include "model/quant.h"
#include "model/random.h"

enum { WIDTH = 48, OUTPUTS = 32, ROWS = 90, FIELDS = 4, TOKENS = 1200, LAYERS = 3 };

static uint64_t seed = 11;

static void *room(size_t size)
{
    void *p = aligned_alloc(HSAY_MODEL_ALIGN, (size + 63) / 64 * 64);
    if (!p)
        exit(2);
    memset(p, 0, size);
    return p;
}

static float *floats(size_t count, float most)
{
    float *p = room(count * sizeof *p);
    for (size_t i = 0; i < count; i++)
        p[i] = (hsay_random__unit(&seed) - .5f) * 2 * most;
    return p;
}

static hsay_model_map map_of(size_t k, size_t n)
{
    int8_t *weights = room(k * n);
    int32_t *start = room(n * sizeof *start);
    for (size_t i = 0; i < k * n; i++) {
        weights[i] = (int8_t)((int)hsay_random__below(&seed, 127) - HSAY_MODEL_WEIGHT_MAX);
        start[i / 4 % n] -= HSAY_MODEL_ZERO * weights[i];
    }
    return (hsay_model_map){weights, start, floats(n, 1e-4f), floats(n, .5f)};
}

static hsay_model model(void)
{
    hsay_model m = {.shape = {.width = WIDTH,
                              .outputs = OUTPUTS,
                              .rows = ROWS,
                              .fields = FIELDS,
                              .layers = LAYERS,
                              .sequences = 1,
                              .distance = {1, 2, 5}}};
    int8_t *table = room(ROWS * WIDTH);
    for (size_t i = 0; i < ROWS * WIDTH; i++)
        table[i] = (int8_t)((int)hsay_random__below(&seed, 255) - 127);
    m.table = table;
    m.table_scale = floats(ROWS, .1f);
    for (uint32_t l = 0; l < LAYERS; l++)
        m.layers[l] = map_of(HSAY_NET_TAPS * WIDTH, 2 * WIDTH);
    m.out = map_of(WIDTH, OUTPUTS);
    m.steps = floats(9, 1);
    return m;
}

static uint64_t sum_of(const void *bytes, size_t size)
{
    uint64_t sum = 0xCBF29CE484222325u;
    for (size_t i = 0; i < size; i++)
        sum = (sum ^ ((const uint8_t *)bytes)[i]) * 0x100000001B3u;
    return sum;
}

static bool network(void)
{
    hsay_model m = model();
    hsay_arena *arena = hsay_arena_new();
    uint32_t *rows = room(TOKENS * FIELDS * sizeof *rows), tried = 0;
    for (uint32_t i = 0; i < TOKENS * FIELDS; i++)
        rows[i] = hsay_random__below(&seed, ROWS);
    size_t size = (size_t)TOKENS * OUTPUTS * sizeof(float);
    float *plain = hsay_quant_run(&m, rows, TOKENS, HSAY_QUANT_PLAIN, arena);
    for (hsay_quant_build b = HSAY_QUANT_BEST; plain && b <= HSAY_QUANT_NEON; b++) {
        if (!hsay_quant_has(b))
            continue;
        float *y = hsay_quant_run(&m, rows, TOKENS, b, arena);
        if (!y || memcmp(y, plain, size)) {
            fprintf(stderr, "build %d is not as the plain one\n", (int)b);
            return false;
        }
        tried++;
    }
    fprintf(stderr, "%u builds of the network\n", tried);
    if (plain)
        printf("network %016llx\n", (unsigned long long)sum_of(plain, size));
    return plain != NULL;
}

/* Training's product is near, not the same: it may fuse. */
static bool product(void)
{
    enum { M = 13, N = 80, K = 70 };
    float *a = floats(M * K, 1), *b = floats(K * N, 1), *plain = room(M * N * sizeof *plain);
    hsay_matmul p = {plain, a, b, N, K, 1, N, M, N, K};
    hsay_matmul_add_by(HSAY_MATMUL_PLAIN, &p);
    for (hsay_matmul_build build = HSAY_MATMUL_BEST; build < HSAY_MATMUL_BUILDS; build++) {
        if (!hsay_matmul_has(build))
            continue;
        p.c = room(M * N * sizeof *plain);
        hsay_matmul_add_by(build, &p);
        for (int i = 0; i < M * N; i++)
            if (!(p.c[i] - plain[i] < 1e-4f && plain[i] - p.c[i] < 1e-4f))
                return false;
    }
    printf("product near\n");
    return true;
}

int main(void)
{
    return network() && product() ? 0 : 1;
}
