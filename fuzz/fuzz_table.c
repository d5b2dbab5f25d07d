/* Any bytes as delimited text: rows follow one another to the end, and the cells lie in the row; or
 * as a database, whose rows end. */
#include <stdlib.h>

#include "base/str.h"
#include "fuzz.h"
#include "ingest/table.h"

enum { ROWS = 200 };

static void check_row(hsay_str row, char delimiter, hsay_arena *arena)
{
    uint32_t count;
    size_t total = 0;
    hsay_str *cells = hsay_csv__cells(arena, row, delimiter, &count);
    for (uint32_t i = 0; cells && i < count; i++)
        total += cells[i].len;
    if (total > row.len)
        abort();
}

static void read_database(hsay_str bytes, const hsay_options *options, hsay_arena *arena)
{
    hsay_database *database;
    hsay_entry entry;
    hsay_error error;
    uint64_t number;
    if (hsay_database__open(NULL, bytes, options, &database, &error) != HSAY_OK)
        return;
    for (uint32_t i = 0;
         i < ROWS && hsay_database__next(database, arena, &entry, &number, &error) == HSAY_OK; i++)
        continue;
    hsay_database__close(database);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_str text = {(const char *)bytes, len};
    if (arena && hsay_str_starts(text, HSAY_STR("SQLite format 3")))
        read_database(text, &options, arena);
    hsay_csv__is_table(text);
    char delimiter = arena ? hsay_csv__delimiter(arena, text, &options) : ',';
    for (size_t at = 0; arena && at < len;) {
        hsay_row row = hsay_csv__row(text, at, delimiter, true);
        if (row.end <= at || row.end > len)
            abort();
        check_row(hsay_str_cut(text, at, row.end), delimiter, arena);
        at = row.end;
    }
    hsay_arena_free(arena);
    return 0;
}
