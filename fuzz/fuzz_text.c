/* Any bytes as a text file: furniture lies in the text, in order, and runs lead to the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "ingest/ingest.h"

static void check(const hsay_article *a, const uint8_t *bytes, size_t len)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < a->furniture_count; i++) {
        hsay_span span = a->furniture[i].span;
        if (span.start < last || span.end <= span.start || span.end > a->text.len)
            abort();
        last = span.end;
    }
    for (uint32_t i = 0; i < a->run_count; i++) {
        hsay_input_run run = a->runs[i];
        if (run.input_start + run.len_bytes > len || run.text_start + run.len_bytes > a->text.len ||
            memcmp(bytes + run.input_start, a->text.ptr + run.text_start, run.len_bytes) != 0)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_record record = {.arena = arena, .bytes = {(const char *)bytes, len}};
    hsay_article article = {0};
    hsay_error error = {0};
    if (arena && hsay_ingest(&record, &options, arena, &article, &error) == HSAY_OK)
        check(&article, bytes, len);
    hsay_arena_free(arena);
    return 0;
}
