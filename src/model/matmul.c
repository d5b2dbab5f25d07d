/* The builds of the product, and the choice among them. */
#include "model/matmul.h"

#include "model/vec.h"

typedef hsay_v16 v16;
typedef hsay_v16_any v16u;

#define NAME base
#define TARGET
#define ROWS 4
#define VECTORS 1
#include "model/matmul_body.h"

#if defined(__x86_64__)
#define NAME avx2
#define TARGET __attribute__((target("avx2,fma")))
#define ROWS 6
#define VECTORS 1
#include "model/matmul_body.h"

#define NAME avx512
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,fma")))
#define ROWS 6
#define VECTORS 4
#include "model/matmul_body.h"
#endif

static void matmul_plain(const hsay_matmul *p)
{
    for (uint32_t i = 0; i < p->m; i++)
        for (uint32_t n = 0; n < p->n; n++) {
            float sum = 0;
            for (uint32_t k = 0; k < p->k; k++)
                sum += p->a[i * p->a_row + k * p->a_step] * p->b[k * p->b_row + n];
            p->c[i * p->c_row + n] += sum;
        }
}

bool hsay_matmul_has(hsay_matmul_build build)
{
    switch (build) {
#if defined(__x86_64__)
    case HSAY_MATMUL_AVX2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case HSAY_MATMUL_AVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("fma");
#endif
    case HSAY_MATMUL_BEST:
    case HSAY_MATMUL_PLAIN:
    case HSAY_MATMUL_BASE:
        return true;
    default:
        return false;
    }
}

void hsay_matmul_add_by(hsay_matmul_build build, const hsay_matmul *p)
{
    if (build == HSAY_MATMUL_BEST)
        build = hsay_matmul_has(HSAY_MATMUL_AVX512) ? HSAY_MATMUL_AVX512
                : hsay_matmul_has(HSAY_MATMUL_AVX2) ? HSAY_MATMUL_AVX2
                                                    : HSAY_MATMUL_BASE;
    switch (build) {
#if defined(__x86_64__)
    case HSAY_MATMUL_AVX512:
        matmul_avx512(p);
        return;
    case HSAY_MATMUL_AVX2:
        matmul_avx2(p);
        return;
#endif
    case HSAY_MATMUL_PLAIN:
        matmul_plain(p);
        return;
    default:
        matmul_base(p);
    }
}

void hsay_matmul_add(const hsay_matmul *p)
{
    hsay_matmul_add_by(HSAY_MATMUL_BEST, p);
}
