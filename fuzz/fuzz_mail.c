/* Any bytes as a mail: ranges lie in the input, and each entry reads without a broken promise. */
#include <stdlib.h>

#include "fuzz.h"
#include "ingest/mail.h"

static void check(const hsay_entry *entry, size_t len, hsay_arena *arena)
{
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_article article = {0};
    hsay_error error = {0};
    if (entry->end < entry->start || entry->end > len)
        abort();
    if (hsay_entry__read(entry, &options, arena, &article, &error) == HSAY_OK &&
        article.text.len == 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_entry entry;
    hsay_error error = {0};
    hsay_str text = {(const char *)bytes, len};
    hsay_mail__is_mail(text);
    if (arena && hsay_mail__read(text, 0, arena, &entry, &error) == HSAY_OK)
        check(&entry, len, arena);
    hsay_arena_free(arena);
    return 0;
}
