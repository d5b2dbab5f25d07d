/* Both hashes are libraries' (xxHash, nettle); here they only get our types. */
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <nettle/sha2.h>
#include <xxhash.h>

uint64_t hsay_hash_fast(hsay_str bytes, uint64_t seed)
{
    return XXH3_64bits_withSeed(bytes.len ? bytes.ptr : "", bytes.len, seed);
}

void hsay_hash_content(hsay_str bytes, uint8_t out[HSAY_HASH_BYTES])
{
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    sha256_update(&ctx, bytes.len, (const uint8_t *)(bytes.len ? bytes.ptr : ""));
    sha256_digest(&ctx, HSAY_HASH_BYTES, out);
}

void hsay_hash_hex(const uint8_t hash[HSAY_HASH_BYTES], char out[HSAY_HASH_BYTES * 2 + 1])
{
    static const char DIGITS[] = "0123456789abcdef";
    for (int i = 0; i < HSAY_HASH_BYTES; i++) {
        out[2 * i] = DIGITS[hash[i] >> 4];
        out[2 * i + 1] = DIGITS[hash[i] & 15];
    }
    out[HSAY_HASH_BYTES * 2] = 0;
}
