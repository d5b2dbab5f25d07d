/*
 * Rows and cells of delimited text (RFC 4180, and what is written in its name).  Invariant: a quote
 * opens a cell only at its beginning; inside, two are one; a line end inside belongs to the cell.
 */
#include "base/str.h"
#include "ingest/table.h"

static const char DELIMITERS[] = {',', ';', '\t', '|'};

hsay_row hsay_csv__row(hsay_str bytes, size_t at, char delimiter, bool all)
{
    bool quoted = false, at_start = true;
    for (; at < bytes.len; at++) {
        char c = bytes.ptr[at];
        if (quoted) {
            if (c != '"')
                continue;
            if (at + 1 == bytes.len && !all)
                return (hsay_row){bytes.len, false, true};
            if (at + 1 < bytes.len && bytes.ptr[at + 1] == '"')
                at++;
            else
                quoted = false;
        } else if (c == '\n') {
            return (hsay_row){at + 1, true, false};
        } else if (c == '\r' && (at + 1 < bytes.len || all)) {
            bool pair = at + 1 < bytes.len && bytes.ptr[at + 1] == '\n';
            return (hsay_row){at + 1 + pair, true, false};
        } else {
            quoted = at_start && c == '"';
            at_start = c == delimiter;
        }
    }
    return (hsay_row){bytes.len, all && !quoted, quoted};
}

/* The cell at `*at` without its quotes; `*at` goes to its delimiter or the row's end. */
static hsay_str quoted_cell(hsay_arena *arena, hsay_str row, size_t *at, char delimiter)
{
    size_t start = ++*at, len = 0;
    bool doubled = false;
    while (*at < row.len && (row.ptr[*at] != '"' ||
                             hsay_str_starts(hsay_str_cut(row, *at, row.len), HSAY_STR("\"\"")))) {
        doubled = doubled || row.ptr[*at] == '"';
        *at += row.ptr[*at] == '"' ? 2 : 1;
    }
    size_t end = *at;
    while (*at < row.len && row.ptr[*at] != delimiter)
        ++*at;
    size_t tail = end + 1 < *at ? *at - end - 1 : 0; /* what stands behind the closing quote */
    if (!doubled && !tail)
        return hsay_str_cut(row, start, end);
    char *out = hsay_arena_alloc(arena, end - start + tail + 1);
    for (size_t i = start; out && i < end; i++) {
        out[len++] = row.ptr[i];
        i += row.ptr[i] == '"';
    }
    if (out && tail)
        memcpy(out + len, row.ptr + end + 1, tail);
    return out ? (hsay_str){out, len + tail} : HSAY_STR_NONE;
}

static hsay_str cell(hsay_arena *arena, hsay_str row, size_t *at, char delimiter)
{
    if (*at < row.len && row.ptr[*at] == '"')
        return quoted_cell(arena, row, at, delimiter);
    size_t start = *at;
    while (*at < row.len && row.ptr[*at] != delimiter)
        ++*at;
    return hsay_str_cut(row, start, *at);
}

static hsay_str without_line_end(hsay_str row)
{
    while (row.len && (row.ptr[row.len - 1] == '\n' || row.ptr[row.len - 1] == '\r'))
        row.len--;
    return row;
}

hsay_str *hsay_csv__cells(hsay_arena *arena, hsay_str row, char delimiter, uint32_t *count)
{
    HSAY_VEC(hsay_str) cells = {0};
    row = without_line_end(row);
    for (size_t at = 0; cells.count <= HSAY_TABLE_COLUMNS; at++) {
        hsay_str one = cell(arena, row, &at, delimiter);
        hsay_vec_push(arena, &cells, one);
        if (at >= row.len || hsay_arena_failed(arena))
            break;
    }
    *count = (uint32_t)cells.count;
    return cells.items;
}

/* Cells of the first row whose names are known, in hundreds, and cells. */
static uint32_t score(hsay_arena *arena, hsay_str head, char delimiter, const hsay_options *options,
                      uint32_t *known)
{
    hsay_row row = hsay_csv__row(head, 0, delimiter, true);
    uint32_t count = 0;
    hsay_str *cells = hsay_csv__cells(arena, hsay_str_cut(head, 0, row.end), delimiter, &count);
    *known = 0;
    for (uint32_t i = 0; cells && i < count; i++)
        for (int m = 0; m < HSAY_MEMBER_COUNT; m++)
            if (hsay_json__rank(hsay_str_trim(cells[i]), options, (hsay_member)m)) {
                ++*known;
                break;
            }
    return cells ? *known * (HSAY_TABLE_COLUMNS + 2) + count : 0;
}

char hsay_csv__delimiter(hsay_arena *arena, hsay_str head, const hsay_options *options)
{
    char best = ',';
    uint32_t best_score = 0, known;
    for (size_t i = 0; i < sizeof DELIMITERS; i++) {
        uint32_t s = score(arena, head, DELIMITERS[i], options, &known);
        if (s > best_score) {
            best = DELIMITERS[i];
            best_score = s;
        }
    }
    return best;
}

static bool is_table(hsay_arena *arena, hsay_str head)
{
    hsay_options options = HSAY_OPTIONS_INIT;
    char delimiter = hsay_csv__delimiter(arena, head, &options);
    hsay_row row = hsay_csv__row(head, 0, delimiter, false);
    if (!row.whole)
        return false;
    uint32_t count, known = 0;
    hsay_columns columns;
    hsay_str *cells = hsay_csv__cells(arena, hsay_str_cut(head, 0, row.end), delimiter, &count);
    score(arena, head, delimiter, &options, &known);
    return cells && known >= 2 && known * 2 >= count &&
           hsay_columns__find(&columns, cells, count, &options);
}

bool hsay_csv__is_table(hsay_str head)
{
    if (hsay_str_starts(head, HSAY_STR("\xEF\xBB\xBF")))
        head = hsay_str_cut(head, 3, head.len);
    hsay_arena *arena = hsay_arena_new();
    bool table = arena && is_table(arena, head);
    hsay_arena_free(arena);
    return table;
}
