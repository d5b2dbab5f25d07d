/*
 * A model at work: the network of net.h in 8-bit products.  Builds for AVX-512 VNNI, AVX2, NEON and
 * plain C give the same bytes: products are whole numbers, what is float is added in one order and
 * never fused.
 */
#ifndef HSAY_MODEL_QUANT_H
#define HSAY_MODEL_QUANT_H

#include "base/arena.h"
#include "model/model_file.h"

enum { HSAY_QUANT_LANES = 16, HSAY_QUANT_SCALE = 20 /* u8 steps for a deviation of 1 */ };

typedef enum hsay_quant_build {
    HSAY_QUANT_BEST, /* what the processor does best */
    HSAY_QUANT_PLAIN,
    HSAY_QUANT_AVX2,
    HSAY_QUANT_AVX512,
    HSAY_QUANT_NEON
} hsay_quant_build;

bool hsay_quant_has(hsay_quant_build build);

/*
 * Scores of `count` tokens, [count][outputs] in `arena`; `rows` is [count][fields], each below
 * shape.rows.  Long texts are done in pieces, so that work memory is bounded (about 2 MB).  NULL
 * where memory is short.  Cost: count * (layers * 6 width^2 + width outputs) multiply-adds.
 */
float *hsay_quant_run(const hsay_model *m, const uint32_t *rows, uint32_t count,
                      hsay_quant_build build, hsay_arena *arena);

#endif
