/* The builds of the 8-bit network, the choice among them, and long texts in pieces. */
#include "model/quant.h"

#include <math.h>
#include <string.h>

#include "model/vec.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

typedef hsay_v16 v16;
typedef int32_t i32x16 __attribute__((vector_size(64)));

/* a where the mask is set, else b */
#define PICK(mask, a, b) ((v16)(((i32x16)(a) & (mask)) | ((i32x16)(b) & ~(mask))))

enum {
    PIECE = 1024,  /* tokens of a piece */
    AHEAD = 4,     /* tokens whose rows are on the way while one is summed */
    MEASURED = 16, /* tokens at a time */
    ROUND_BITS = 0x4B400000,
    LINE_BYTES = 64
};
static const float ROUND = 12582912.0f; /* 1.5 * 2^23: adding it rounds to whole numbers */

/* A few tokens times one map; of each tap the first token's inputs. */
typedef struct product {
    const hsay_model_map *map;
    const uint8_t *taps[HSAY_NET_TAPS];
    uint32_t tap_count, width, outputs, rows;
    float *y; /* [rows][outputs] */
} product;

/* Tokens that are done together, and where; z has room for a halo of zeros before and behind. */
typedef struct piece {
    const uint32_t *rows; /* [count][fields] */
    uint32_t count;
    float *x;   /* [count][width] */
    uint8_t *z; /* [count][width] */
    float *y;   /* [count][outputs] */
} piece;

/* The table is larger than what a processor keeps at hand. */
static inline void fetch(const hsay_model *m, const uint32_t *rows)
{
    for (uint32_t f = 0; f < m->shape.fields; f++) {
        const int8_t *row = m->table + (size_t)rows[f] * m->shape.width;
        for (uint32_t i = 0; i < m->shape.width; i += LINE_BYTES)
            __builtin_prefetch(row + i);
        __builtin_prefetch(m->table_scale + rows[f]);
    }
}

static inline void dot_plain(i32x16 *sum, int32_t x, const int8_t *w)
{
    uint8_t bytes[4];
    memcpy(bytes, &x, sizeof bytes);
    for (uint32_t i = 0; i < HSAY_QUANT_LANES; i++)
        for (uint32_t j = 0; j < 4; j++)
            (*sum)[i] += bytes[j] * w[i * 4 + j];
}
static inline void widen_plain(i32x16 *to, const int8_t *from)
{
    for (uint32_t i = 0; i < HSAY_QUANT_LANES; i++)
        (*to)[i] = from[i];
}

static inline void narrow_plain(uint8_t *to, const i32x16 *from)
{
    for (uint32_t i = 0; i < HSAY_QUANT_LANES; i++)
        to[i] = (uint8_t)(*from)[i];
}
#define NAME plain
#define TARGET
#define ROWS 2
#define VECTORS 1
#define DOT dot_plain
#define WIDEN widen_plain
#define NARROW narrow_plain
#include "model/quant_body.h"

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))
AVX2 static inline __attribute__((always_inline)) void dot_avx2(i32x16 *sum, int32_t x,
                                                                const int8_t *w)
{
    __m256i *half = (__m256i *)sum, in = _mm256_set1_epi32(x), one = _mm256_set1_epi16(1);
    for (uint32_t i = 0; i < 2; i++) {
        __m256i weights = _mm256_loadu_si256((const __m256i *)(w + i * 32));
        __m256i pairs = _mm256_maddubs_epi16(in, weights);
        half[i] = _mm256_add_epi32(half[i], _mm256_madd_epi16(pairs, one));
    }
}
AVX2 static inline __attribute__((always_inline)) void widen_avx2(i32x16 *to, const int8_t *from)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)from);
    __m256i *half = (__m256i *)to;
    half[0] = _mm256_cvtepi8_epi32(bytes);
    half[1] = _mm256_cvtepi8_epi32(_mm_srli_si128(bytes, 8));
}
AVX2 static inline __attribute__((always_inline)) void narrow_avx2(uint8_t *to, const i32x16 *from)
{
    const __m256i *half = (const __m256i *)from;
    __m256i words = _mm256_permute4x64_epi64(_mm256_packus_epi32(half[0], half[1]), 0xD8);
    __m128i bytes =
        _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    _mm_storeu_si128((__m128i *)to, bytes);
}
#define NAME avx2
#define TARGET AVX2
#define ROWS 4
#define VECTORS 1
#define DOT dot_avx2
#define WIDEN widen_avx2
#define NARROW narrow_avx2
#include "model/quant_body.h"

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
AVX512 static inline __attribute__((always_inline)) void dot_avx512(i32x16 *sum, int32_t x,
                                                                    const int8_t *w)
{
    *sum = (i32x16)_mm512_dpbusd_epi32((__m512i)*sum, _mm512_set1_epi32(x), _mm512_loadu_si512(w));
}
AVX512 static inline __attribute__((always_inline)) void widen_avx512(i32x16 *to,
                                                                      const int8_t *from)
{
    *to = (i32x16)_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)from));
}
AVX512 static inline __attribute__((always_inline)) void narrow_avx512(uint8_t *to,
                                                                       const i32x16 *from)
{
    _mm_storeu_si128((__m128i *)to, _mm512_cvtepi32_epi8((__m512i)*from));
}
#define NAME avx512
#define TARGET AVX512
#define ROWS 6
#define VECTORS 4
#define DOT dot_avx512
#define WIDEN widen_avx512
#define NARROW narrow_avx512
#include "model/quant_body.h"
#elif defined(__aarch64__)
static inline void dot_neon(i32x16 *sum, int32_t x, const int8_t *w)
{
    int8x16_t in = vreinterpretq_s8_u8(
        veorq_u8(vreinterpretq_u8_s32(vdupq_n_s32(x)), vdupq_n_u8(HSAY_MODEL_ZERO)));
    int32x4_t *quarter = (int32x4_t *)sum;
    for (uint32_t i = 0; i < 4; i++) {
        int8x16_t weights = vld1q_s8(w + i * 16);
        int16x8_t low = vmull_s8(vget_low_s8(in), vget_low_s8(weights));
        int16x8_t high = vmull_high_s8(in, weights);
        int32x4_t add = vpaddq_s32(vpaddlq_s16(low), vpaddlq_s16(high));
        int32x4_t part = vpaddq_s32(vpaddlq_s16(vmull_s8(vdup_n_s8(1), vget_low_s8(weights))),
                                    vpaddlq_s16(vmull_high_s8(vdupq_n_s8(1), weights)));
        quarter[i] = vaddq_s32(quarter[i], vaddq_s32(add, vshlq_n_s32(part, 7)));
    }
}
#define NAME neon
#define TARGET
#define ROWS 2
#define VECTORS 2
#define DOT dot_neon
#define WIDEN widen_plain
#define NARROW narrow_plain
#include "model/quant_body.h"
#endif

typedef void run_fn(const hsay_model *m, const piece *p);

bool hsay_quant_has(hsay_quant_build build)
{
    switch (build) {
#if defined(__x86_64__)
    case HSAY_QUANT_AVX2:
        return __builtin_cpu_supports("avx2");
    case HSAY_QUANT_AVX512:
        return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512vnni");
#elif defined(__aarch64__)
    case HSAY_QUANT_NEON:
        return true;
#endif
    case HSAY_QUANT_BEST:
    case HSAY_QUANT_PLAIN:
        return true;
    default:
        return false;
    }
}

static run_fn *run_of(hsay_quant_build build)
{
#if defined(__x86_64__)
    if (build == HSAY_QUANT_BEST)
        build = hsay_quant_has(HSAY_QUANT_AVX512) ? HSAY_QUANT_AVX512
                : hsay_quant_has(HSAY_QUANT_AVX2) ? HSAY_QUANT_AVX2
                                                  : HSAY_QUANT_PLAIN;
    if (build == HSAY_QUANT_AVX512)
        return run_avx512;
    if (build == HSAY_QUANT_AVX2)
        return run_avx2;
#elif defined(__aarch64__)
    if (build == HSAY_QUANT_BEST || build == HSAY_QUANT_NEON)
        return run_neon;
#endif
    return run_plain;
}

/* How far a token sees to either side. */
static uint32_t sight(const hsay_net_shape *s)
{
    uint32_t sum = 0;
    for (uint32_t l = 0; l < s->layers; l++)
        sum += s->distance[l];
    return sum;
}

float *hsay_quant_run(const hsay_model *m, const uint32_t *rows, uint32_t count,
                      hsay_quant_build build, hsay_arena *arena)
{
    const hsay_net_shape *s = &m->shape;
    uint32_t halo = sight(s), most = count < PIECE + 2 * halo ? count : PIECE + 2 * halo;
    size_t beside = (size_t)halo * s->width;
    float *y = hsay_arena_array(arena, (size_t)count * s->outputs + 1, sizeof *y);
    float *x = hsay_arena_array(arena, (size_t)most * s->width + 1, sizeof *x);
    float *scores = hsay_arena_array(arena, (size_t)most * s->outputs + 1, sizeof *scores);
    uint8_t *z = hsay_arena_array(arena, (size_t)most * s->width + 2 * beside + 1, 1);
    if (!y || !x || !z || !scores)
        return NULL;
    run_fn *run = run_of(build);
    memset(z, HSAY_MODEL_ZERO, beside);
    for (uint32_t at = 0; at < count; at += PIECE) {
        uint32_t from = at > halo ? at - halo : 0, end = at + PIECE < count ? at + PIECE : count;
        uint32_t to = count - end > halo ? end + halo : count;
        memset(z + beside + (size_t)(to - from) * s->width, HSAY_MODEL_ZERO, beside);
        run(m, &(piece){rows + (size_t)from * s->fields, to - from, x, z + beside, scores});
        memcpy(y + (size_t)at * s->outputs, scores + (size_t)(at - from) * s->outputs,
               (size_t)(end - at) * s->outputs * sizeof *y);
    }
    return y;
}
