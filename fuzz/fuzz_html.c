/* Any bytes as a page: the spans of furniture and the runs keep their promises. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "ingest/html.h"

static void check(const hsay_article *a, hsay_str page)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < a->furniture_count; i++) {
        hsay_span span = a->furniture[i].span;
        if (span.start < at || span.end <= span.start || span.end > a->text.len)
            abort();
        at = span.end;
    }
    for (uint32_t i = 0; i < a->run_count; i++) {
        const hsay_input_run *run = &a->runs[i];
        if (run->input_start + run->len_bytes > page.len ||
            run->text_start + (uint64_t)run->len_bytes > a->text.len ||
            memcmp(a->text.ptr + run->text_start, page.ptr + run->input_start, run->len_bytes) != 0)
            abort();
    }
    if (hsay_utf8_valid_prefix(a->text) != a->text.len)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_record record = {.bytes = {(const char *)data, size}};
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_article article = {0};
    if (arena && hsay_html_read(&record, &options, arena, &article, NULL) == HSAY_OK)
        check(&article, record.bytes);
    hsay_arena_free(arena);
    return 0;
}
