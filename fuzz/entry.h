/* What every entry that a parser gives must keep. */
#ifndef HSAY_FUZZ_ENTRY_H
#define HSAY_FUZZ_ENTRY_H

#include <stdlib.h>

#include "ingest/entry.h"

/* Its range lies in the input's `len` bytes, and where it can be read it has text. */
static inline void check_entry(const hsay_entry *entry, size_t len, hsay_arena *arena)
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

#endif
