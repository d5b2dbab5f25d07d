/*
 * Any bytes as a model's file: refused, or a model that runs, on every build of the network with
 * the bytes of the plain one.  The checksum is made right first, so that what lies behind it is
 * reached.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "fuzz.h"
#include "model/quant.h"

enum { TOKENS = 20 };

/* Numbers that are none may differ in their bits, no others. */
static bool same(const float *a, const float *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (memcmp(&a[i], &b[i], sizeof *a) && !(isnan(a[i]) && isnan(b[i])))
            return false;
    return true;
}

static void run(const hsay_model *m)
{
    hsay_arena *arena = hsay_arena_new();
    uint32_t rows[TOKENS * HSAY_NET_FIELDS];
    for (uint32_t i = 0; i < TOKENS * m->shape.fields; i++)
        rows[i] = i * 7919u % m->shape.rows;
    float *plain = arena ? hsay_quant_run(m, rows, TOKENS, HSAY_QUANT_PLAIN, arena) : NULL;
    for (hsay_quant_build b = HSAY_QUANT_BEST; plain && b <= HSAY_QUANT_NEON; b++) {
        float *y = hsay_quant_has(b) ? hsay_quant_run(m, rows, TOKENS, b, arena) : plain;
        if (y && !same(y, plain, (size_t)TOKENS * m->shape.outputs))
            abort();
    }
    hsay_arena_free(arena);
    volatile float sum = 0; /* what is pointed at can be read */
    for (uint32_t i = 0; i < m->shape.extra; i++)
        sum += m->extra[i];
    for (size_t i = 0; i < m->names.len; i++)
        sum += m->names.ptr[i];
    (void)sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    void *copy = NULL;
    hsay_model m;
    if (len < 8 || posix_memalign(&copy, HSAY_MODEL_ALIGN, len))
        return 0;
    memcpy(copy, bytes, len);
    uint64_t sum = hsay_hash_fast((hsay_str){copy, len - sizeof sum}, 0);
    memcpy((char *)copy + len - sizeof sum, &sum, sizeof sum);
    if (hsay_model_open((hsay_str){copy, len}, &m, NULL) == HSAY_OK)
        run(&m);
    free(copy);
    return 0;
}
