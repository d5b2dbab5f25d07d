/*
 * Any bytes in an encoding that the first byte picks, or in none: what comes out is UTF-8 without
 * NUL, within bounds, and the same each time.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "ingest/encoding.h"

static const char *const NAMES[] = {
    "",          "utf-8",   "utf-16",  "utf-16be", "utf-7",       "iso-2022-jp", "shift_jis",
    "euc-jp",    "euc-kr",  "gb18030", "big5",     "koi8-r",      "ibm866",      "iso-8859-8",
    "macintosh", "tis-620", "nobody",  "UTF-8",    "windows-1258"};

enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES, GROWTH = 4, SLACK = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsay_arena *arena = hsay_arena_new();
    if (!arena || !size) {
        hsay_arena_free(arena);
        return 0;
    }
    hsay_str bytes = {(const char *)data + 1, size - 1},
             name = hsay_str_of(NAMES[*data % NAME_COUNT]);
    uint32_t repaired, again;
    hsay_str one = hsay_encoding__to_utf8(arena, bytes, name, &repaired);
    hsay_str two = hsay_encoding__to_utf8(arena, bytes, name, &again);
    if (hsay_utf8_valid_prefix(one) != one.len || one.len > bytes.len * GROWTH + SLACK)
        abort();
    if (one.len && memchr(one.ptr, 0, one.len))
        abort();
    if (one.len != two.len || repaired != again || (one.len && memcmp(one.ptr, two.ptr, one.len)))
        abort();
    hsay_arena_free(arena);
    return 0;
}
