/* Any bytes as a mail: ranges lie in the input, and each entry reads without a broken promise. */
#include <stdlib.h>

#include "entry.h"
#include "fuzz.h"
#include "ingest/mail.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_entry entry;
    hsay_error error = {0};
    hsay_str text = {(const char *)bytes, len};
    hsay_mail__is_mail(text);
    if (arena && hsay_mail__read(text, 0, arena, &entry, &error) == HSAY_OK)
        check_entry(&entry, len, arena);
    hsay_arena_free(arena);
    return 0;
}
