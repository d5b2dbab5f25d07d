/* A small network of made-up numbers, for tests. */
#ifndef HSAY_TESTS_MODEL_SMALL_H
#define HSAY_TESTS_MODEL_SMALL_H

#include <stdlib.h>

#include "model/random.h"
#include "model/trainer.h"

static inline hsay_net small_net(uint64_t seed)
{
    hsay_net net = {.shape = {.width = 32,
                              .outputs = 16,
                              .rows = 50,
                              .fields = 3,
                              .layers = 3,
                              .sequences = 2,
                              .distance = {1, 2, 4}}};
    net.table = malloc(50 * 32 * sizeof(float));
    net.dense = malloc(hsay_net_dense_count(&net.shape) * sizeof(float));
    net.steps = malloc(2 * 9 * sizeof(float));
    hsay_trainer_begin(&net, seed);
    for (int i = 0; i < 18; i++)
        net.steps[i] = hsay_random__unit(&seed) - .5f;
    return net;
}

static inline void small_free(hsay_net *net)
{
    free(net->table);
    free(net->dense);
    free(net->steps);
}

static inline uint32_t *small_rows(uint32_t count, uint64_t seed)
{
    uint32_t *rows = malloc((size_t)count * 3 * sizeof *rows + 1);
    for (uint32_t i = 0; i < count * 3; i++)
        rows[i] = hsay_random__below(&seed, 50);
    return rows;
}

#endif
