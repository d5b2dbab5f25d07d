/* Numbers as features of one byte. */
#ifndef HSAY_INGEST_BLOCK_BYTES_H
#define HSAY_INGEST_BLOCK_BYTES_H

#include <stdint.h>

static inline uint8_t hsay_block__byte(uint64_t value)
{
    return value > 255 ? 255 : (uint8_t)value;
}

/* 8 log2(1 + value), the fraction linear: 0 to 255 for all 32 bits. */
static inline uint8_t hsay_block__scale(uint32_t value)
{
    uint64_t v = (uint64_t)value + 1;
    unsigned whole = 63 - (unsigned)__builtin_clzll(v);
    uint64_t fraction = whole >= 3 ? v >> (whole - 3) & 7 : v << (3 - whole) & 7;
    return hsay_block__byte(whole * 8 + fraction);
}

static inline uint8_t hsay_block__share(uint64_t part, uint64_t whole)
{
    return whole ? hsay_block__byte(part * 255 / whole) : 0;
}

#endif
