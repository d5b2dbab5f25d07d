/*
 * The one product of floats that training is made of.  Three builds of one body (matmul_body.h):
 * AVX-512, AVX2 with FMA, and plain C; the processor decides.  Each is deterministic by itself.
 */
#ifndef HSAY_MODEL_MATMUL_H
#define HSAY_MODEL_MATMUL_H

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

void hsay_matmul_add(const hsay_matmul *p);
/* The plain reference: three loops. */
void hsay_matmul_add_plain(const hsay_matmul *p);

#endif
