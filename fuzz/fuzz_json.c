/* Any bytes as one JSON record: furniture lies in the text, in order. */
#include <stdlib.h>

#include "fuzz.h"
#include "ingest/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_record record = {
        .arena = arena, .bytes = {(const char *)bytes, len}, .format = HSAY_FORMAT_JSON};
    hsay_article article = {0};
    hsay_error error = {0};
    uint32_t last = 0;
    if (arena && hsay_ingest(&record, &options, arena, &article, &error) == HSAY_OK) {
        for (uint32_t i = 0; i < article.furniture_count; i++) {
            hsay_span span = article.furniture[i].span;
            if (span.start < last || span.end <= span.start || span.end > article.text.len)
                abort();
            last = span.end;
        }
    }
    hsay_arena_free(arena);
    return 0;
}
