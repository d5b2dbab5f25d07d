/* SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine for the same seed. */
#ifndef HSAY_MODEL_RANDOM_H
#define HSAY_MODEL_RANDOM_H

#include <stdint.h>

static inline uint64_t hsay_random__next(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* In [0, 1). */
static inline float hsay_random__unit(uint64_t *state)
{
    return (float)(hsay_random__next(state) >> 40) * 0x1p-24f;
}

static inline uint32_t hsay_random__below(uint64_t *state, uint32_t limit)
{
    return (uint32_t)(((hsay_random__next(state) >> 32) * limit) >> 32);
}

#endif
