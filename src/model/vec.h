/* Sixteen floats at once, by the compiler's vector types; _any may stand anywhere in memory. */
#ifndef HSAY_MODEL_VEC_H
#define HSAY_MODEL_VEC_H

#include <stdint.h>
#include <string.h>

enum { HSAY_LANES = 16 };

typedef float hsay_v16 __attribute__((vector_size(64)));
typedef float hsay_v16_any __attribute__((vector_size(64), aligned(4), may_alias));

static inline hsay_v16_any *hsay_vec_at(float *p)
{
    return (hsay_v16_any *)p;
}

static inline const hsay_v16_any *hsay_vec_of(const float *p)
{
    return (const hsay_v16_any *)p;
}

/* The sum of all lanes, halves first.  By address: a vector by value is passed in other ways by
 * other builds. */
static inline __attribute__((always_inline)) float hsay_vec_lanes(const hsay_v16 *sum)
{
    typedef float v8 __attribute__((vector_size(32)));
    typedef float v4 __attribute__((vector_size(16)));
    v8 eights[2];
    v4 fours[2];
    memcpy(eights, sum, sizeof eights);
    eights[0] += eights[1];
    memcpy(fours, eights, sizeof fours);
    fours[0] += fours[1];
    return (fours[0][0] + fours[0][2]) + (fours[0][1] + fours[0][3]);
}

/* The sum of `count` products, a multiple of 16; always added in the same order. */
static inline float hsay_vec_dot(const float *a, const float *b, uint32_t count)
{
    hsay_v16 sum = {0};
    for (uint32_t i = 0; i < count; i += HSAY_LANES)
        sum += *hsay_vec_of(a + i) * *hsay_vec_of(b + i);
    return hsay_vec_lanes(&sum);
}

static inline float hsay_vec_sum(const float *a, uint32_t count)
{
    hsay_v16 sum = {0};
    for (uint32_t i = 0; i < count; i += HSAY_LANES)
        sum += *hsay_vec_of(a + i);
    return hsay_vec_lanes(&sum);
}

#endif
