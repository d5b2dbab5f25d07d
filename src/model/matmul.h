/*
 * The one product of floats that training is made of.  Three builds of one body (matmul_body.h):
 * AVX-512, AVX2 with FMA, and plain C; the processor decides.  Each is deterministic by itself.
 */
#ifndef HSAY_MODEL_MATMUL_H
#define HSAY_MODEL_MATMUL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * C[m][n] += sum over k of A(m, k) * B[k][n], with A(m, k) = a[m * a_row + k * a_step], so that A
 * may be read transposed.  n is a multiple of 16.
 */
typedef struct hsay_matmul {
    float *c;
    const float *a, *b;
    size_t c_row, a_row, a_step, b_row;
    uint32_t m, n, k;
} hsay_matmul;

typedef enum hsay_matmul_build {
    HSAY_MATMUL_BEST,  /* what the processor does best */
    HSAY_MATMUL_PLAIN, /* the reference: three loops */
    HSAY_MATMUL_BASE,  /* what the compiler makes of vectors without being asked for more */
    HSAY_MATMUL_AVX2,
    HSAY_MATMUL_AVX512,
    HSAY_MATMUL_BUILDS
} hsay_matmul_build;

bool hsay_matmul_has(hsay_matmul_build build);
void hsay_matmul_add(const hsay_matmul *p);
/* By one build, which the processor has. */
void hsay_matmul_add_by(hsay_matmul_build build, const hsay_matmul *p);

#endif
