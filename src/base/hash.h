/* Hashes: a fast one for tables, a cryptographic one for content. */
#ifndef HSAY_BASE_HASH_H
#define HSAY_BASE_HASH_H

#include "hearsay/article.h"

/* XXH3, 64 bits: the same on every machine. */
uint64_t hsay_hash_fast(hsay_str bytes, uint64_t seed);

/* SHA-256. */
void hsay_hash_content(hsay_str bytes, uint8_t out[HSAY_HASH_BYTES]);
/* 64 lower-case digits and a NUL. */
void hsay_hash_hex(const uint8_t hash[HSAY_HASH_BYTES], char out[HSAY_HASH_BYTES * 2 + 1]);

#endif
