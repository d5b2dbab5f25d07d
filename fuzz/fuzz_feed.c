/* Any bytes as a feed of either kind: ranges lie in the input, and each entry reads without a
 * broken promise. */
#include <stdlib.h>

#include "entry.h"
#include "fuzz.h"
#include "ingest/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_entries entries = {0};
    hsay_error error = {0};
    hsay_str text = {(const char *)bytes, len};
    hsay_feed_kind kind = len && bytes[0] == '{' ? HSAY_FEED_JSON : HSAY_FEED_XML;
    if (arena)
        hsay_feed__read(kind, text, 0, arena, &entries, &error);
    for (size_t i = 0; i < entries.count; i++)
        check_entry(&entries.items[i], len, arena);
    hsay_arena_free(arena);
    return 0;
}
