/*
 * Columns to roles, rows to entries.  Where several columns have one role, the first that holds
 * anything counts, as with the members of JSON.
 */
#include "ingest/table.h"

#include "base/str.h"

typedef struct ranked {
    uint16_t column;
    int rank;
} ranked;

enum { SAME_ROLE_MAX = 8 };

/* Puts a column among those of its role, in order of rank. */
static void put(ranked list[SAME_ROLE_MAX], uint8_t *count, ranked one)
{
    uint8_t at = *count;
    while (at > 0 && list[at - 1].rank > one.rank)
        at--;
    if (at == SAME_ROLE_MAX)
        return;
    if (*count < SAME_ROLE_MAX)
        ++*count;
    for (uint8_t i = *count; i-- > at + 1u;)
        list[i] = list[i - 1];
    list[at] = one;
}

static void find_role(hsay_columns *columns, const hsay_str *names, const hsay_options *options,
                      hsay_member member)
{
    ranked list[SAME_ROLE_MAX];
    uint8_t count = 0;
    for (uint32_t i = 0; i < columns->count; i++) {
        int rank = hsay_json__rank(names[i], options, member);
        if (rank)
            put(list, &count, (ranked){(uint16_t)i, rank});
    }
    columns->counts[member] = count;
    for (uint8_t i = 0; i < count; i++)
        columns->by_member[member][i] = list[i].column;
}

bool hsay_columns__find(hsay_columns *columns, const hsay_str *names, uint32_t count,
                        const hsay_options *options)
{
    *columns = (hsay_columns){.count = count < HSAY_TABLE_COLUMNS ? count : HSAY_TABLE_COLUMNS};
    for (int member = 0; member < HSAY_MEMBER_COUNT; member++)
        find_role(columns, names, options, (hsay_member)member);
    return columns->counts[HSAY_MEMBER_TEXT] || columns->counts[HSAY_MEMBER_HTML];
}

/* What stands for nothing in exports of data frames and databases. */
static bool is_nothing(hsay_str cell)
{
    static const char *const NOTHING[] = {"nan", "null", "none", "n/a", "\\n"};
    for (size_t i = 0; i < sizeof NOTHING / sizeof *NOTHING; i++)
        if (hsay_str_equal_nocase(cell, hsay_str_of(NOTHING[i])))
            return true;
    return cell.len == 0;
}

static hsay_str cell_of(const hsay_columns *columns, const hsay_str *cells, uint32_t count,
                        hsay_member member)
{
    for (uint8_t i = 0; i < columns->counts[member]; i++) {
        uint16_t at = columns->by_member[member][i];
        hsay_str cell = at < count ? hsay_str_trim(cells[at]) : HSAY_STR_NONE;
        if (!is_nothing(cell))
            return cell;
    }
    return HSAY_STR_NONE;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

/* "['Mira Holt', 'Tom Reed']", "Mira Holt; Tom Reed", "Mira Holt|Tom Reed", "Mira Holt, Tom Reed".
 */
static hsay_strs authors_of(hsay_arena *arena, hsay_str cell)
{
    HSAY_VEC(hsay_str) names = {0};
    bool list = cell.len > 1 && (cell.ptr[0] == '[' || cell.ptr[0] == '{');
    if (list)
        cell = hsay_str_cut(cell, 1, cell.len - 1);
    bool semicolons = hsay_str_find(cell, HSAY_STR(";"), 0) != SIZE_MAX;
    bool bars = hsay_str_find(cell, HSAY_STR("|"), 0) != SIZE_MAX;
    char mark = list ? ',' : semicolons ? ';' : bars ? '|' : ',';
    for (size_t at = 0; at < cell.len;) {
        size_t end = at;
        while (end < cell.len && cell.ptr[end] != mark)
            end++;
        hsay_str name = hsay_str_trim(hsay_str_cut(cell, at, end));
        if (name.len > 1 && is_quote(name.ptr[0]) && name.ptr[name.len - 1] == name.ptr[0])
            name = hsay_str_trim(hsay_str_cut(name, 1, name.len - 1));
        if (name.len)
            hsay_vec_push(arena, &names, name);
        at = end + 1;
    }
    return (hsay_strs){names.items, (uint32_t)names.count};
}

/* Exports of content systems keep HTML under a name that says text. */
static hsay_body body_kind(hsay_str text)
{
    bool tag = text.len > 6 && text.ptr[0] == '<' && text.ptr[text.len - 1] == '>' &&
               (hsay_char_is_alpha(text.ptr[1]) || text.ptr[1] == '!');
    if (!tag || hsay_str_find(text, HSAY_STR("</"), 0) == SIZE_MAX)
        return HSAY_BODY_TEXT;
    return hsay_str_starts_nocase(text, HSAY_STR("<!doctype")) ||
                   hsay_str_starts_nocase(text, HSAY_STR("<html"))
               ? HSAY_BODY_PAGE
               : HSAY_BODY_FRAGMENT;
}

hsay_entry hsay_columns__entry(const hsay_columns *columns, const hsay_str *cells, uint32_t count,
                               hsay_arena *arena)
{
    hsay_entry e = {.format = "table"};
    e.id = cell_of(columns, cells, count, HSAY_MEMBER_ID);
    e.url = cell_of(columns, cells, count, HSAY_MEMBER_URL);
    e.title = cell_of(columns, cells, count, HSAY_MEMBER_TITLE);
    e.outlet = cell_of(columns, cells, count, HSAY_MEMBER_OUTLET);
    e.lang = cell_of(columns, cells, count, HSAY_MEMBER_LANG);
    e.date = cell_of(columns, cells, count, HSAY_MEMBER_DATE);
    e.authors = authors_of(arena, cell_of(columns, cells, count, HSAY_MEMBER_AUTHOR));
    e.body = cell_of(columns, cells, count, HSAY_MEMBER_TEXT);
    e.kind = body_kind(e.body);
    if (e.body.len == 0) {
        e.body = cell_of(columns, cells, count, HSAY_MEMBER_HTML);
        e.kind = e.body.len ? HSAY_BODY_PAGE : HSAY_BODY_NONE;
    }
    if (hsay_str_find(e.outlet, HSAY_STR("://"), 0) != SIZE_MAX) {
        if (e.url.len == 0) /* the page's address under an outlet's name */
            e.url = e.outlet;
        e.outlet = HSAY_STR_NONE;
    }
    return e;
}
