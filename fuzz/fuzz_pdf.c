/* Any bytes as what pdftotext prints: paragraphs hold no page's end, and no more than was printed.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "ingest/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_arena *arena = hsay_arena_new();
    if (arena) {
        hsay_str text = hsay_pdf__paragraphs(arena, (hsay_str){(const char *)bytes, len});
        if (text.len > 2 * len || (text.len && memchr(text.ptr, '\n', 1)))
            abort();
    }
    hsay_arena_free(arena);
    return 0;
}
