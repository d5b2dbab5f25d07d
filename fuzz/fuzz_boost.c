/* Any bytes as a file of trees: refused, or trees that score.  The checksum is made right first. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "fuzz.h"
#include "model/boost.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static uint8_t values[HSAY_BOOST_MOST_FEATURES * HSAY_BOOST_LANES];
    int32_t scores[HSAY_BOOST_LANES];
    hsay_boost model;
    char *copy = len < 8 ? NULL : malloc(len);
    if (!copy)
        return 0;
    memcpy(copy, bytes, len);
    for (size_t i = 0; i < sizeof values; i++)
        values[i] = (uint8_t)(i * 37 + bytes[i % len]);
    uint64_t sum = hsay_hash_fast((hsay_str){copy, len - sizeof sum}, 0);
    memcpy(copy + len - sizeof sum, &sum, sizeof sum);
    if (hsay_boost__open((hsay_str){copy, len}, &model, NULL) == HSAY_OK)
        hsay_boost__score(&model, values, HSAY_BOOST_LANES, scores);
    free(copy);
    return 0;
}
