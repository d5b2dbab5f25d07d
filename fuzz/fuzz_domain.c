/* Any bytes as a URL: the domain is short, in small letters, and the domain of itself. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "fuzz.h"
#include "ingest/domain.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_arena *arena = hsay_arena_new();
    if (!arena)
        return 0;
    hsay_str domain = hsay_domain__of(arena, (hsay_str){(const char *)bytes, len});
    if (domain.len > 2 * HSAY_DOMAIN_HOST_BYTES)
        abort();
    for (size_t i = 0; i < domain.len; i++)
        if ((unsigned char)domain.ptr[i] <= ' ' || strchr("/?#\\:@", domain.ptr[i]) ||
            hsay_char_is_upper(domain.ptr[i]))
            abort();
    hsay_arena_free(arena);
    return 0;
}
