/*
 * A query becomes hits: statements first, then articles; in each by rank, then by content.  The
 * query's words are quoted one by one, so nothing in it is FTS syntax.
 */
#include "ledger/ledger.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"

enum { QUERY_WORDS_MAX = 64, HASH_DIGITS_MIN = 4, FOUND_MAX = 1000 };

static bool has_word(hsay_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (hsay_char_is_alpha(s.ptr[i]) || hsay_char_is_digit(s.ptr[i]) || (s.ptr[i] & 0x80))
            return true;
    return false;
}

/* `death "at dawn" toll` becomes "death" "at dawn" "toll"; an open quote ends with the query. */
static unsigned to_match(hsay_str q, hsay_buf *out)
{
    unsigned words = 0;
    for (size_t i = 0; i < q.len && words < QUERY_WORDS_MAX;) {
        bool phrase = q.ptr[i] == '"';
        size_t start = i += phrase;
        while (i < q.len && q.ptr[i] != '"' && (phrase || !hsay_char_is_space(q.ptr[i])))
            i++;
        hsay_str word = hsay_str_cut(q, start, i);
        if (phrase || i == start)
            i += i < q.len && (phrase || q.ptr[i] != '"');
        if (!has_word(word))
            continue;
        hsay_buf_put_text(out, words++ ? " \"" : "\"");
        hsay_buf_put_str(out, word);
        hsay_buf_put_char(out, '"');
    }
    hsay_buf_put(out, "", 1);
    return words;
}

enum { MARK_START = 1, MARK_END = 2, FURNITURE_CUT = 3 };

/* The fragment's piece, between furniture, that holds the first marked word. */
static hsay_str marked_piece(hsay_str fragment)
{
    size_t start = 0, end = 0;
    bool found = false;
    for (; end < fragment.len; end++) {
        if (fragment.ptr[end] == FURNITURE_CUT && found)
            break;
        if (fragment.ptr[end] == FURNITURE_CUT)
            start = end + 1;
        found |= fragment.ptr[end] == MARK_START;
    }
    return hsay_str_cut(fragment, start, end);
}

/* The marked fragment's place in the text, without its marks. */
static hsay_span fragment_span(hsay_str text, hsay_str fragment, hsay_arena *arena)
{
    hsay_str marked = marked_piece(fragment);
    char *plain = hsay_arena_alloc(arena, marked.len + 1);
    size_t len = 0;
    for (size_t i = 0; plain && i < marked.len; i++)
        if (marked.ptr[i] != MARK_START && marked.ptr[i] != MARK_END)
            plain[len++] = marked.ptr[i];
    size_t at = len ? hsay_str_find(text, (hsay_str){plain, len}, 0) : SIZE_MAX;
    return at == SIZE_MAX ? (hsay_span){0, 0} : (hsay_span){(uint32_t)at, (uint32_t)(at + len)};
}

typedef struct found_row {
    int64_t row;
    uint32_t statement; /* HSAY_NONE: the article */
    hsay_str fragment;
    double rank;
} found_row;

typedef HSAY_VEC(found_row) found_rows;

static void collect(hsay_ledger *l, hsay_str match, uint32_t limit, hsay_arena *arena,
                    found_rows *out)
{
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_SEARCH_STATEMENTS, "si", match, (int64_t)limit);
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, out,
                      (found_row){.row = sqlite3_column_int64(q, 0),
                                  .statement = hsay_sql__u32(q, 1),
                                  .rank = sqlite3_column_double(q, 2)});
    int64_t left = (int64_t)limit - (int64_t)out->count;
    q = left > 0 ? hsay_sql__query(l, HSAY_SQL_SEARCH_ARTICLES, "si", match, left) : NULL;
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, out,
                      (found_row){.row = sqlite3_column_int64(q, 0),
                                  .statement = HSAY_NONE,
                                  .fragment = hsay_sql__text(q, 1, arena),
                                  .rank = sqlite3_column_double(q, 2)});
}

static hsay_status tell(hsay_ledger *l, const found_row *row, hsay_hit_fn fn, void *ctx,
                        hsay_arena *arena)
{
    hsay_view view;
    hsay_arena_reset(arena);
    hsay_ledger__load(l, row->row, arena, &view);
    if (l->failure.status != HSAY_OK)
        return HSAY_OK; /* the caller sees the ledger's failure */
    hsay_hit hit = {.article = view.article, .rank = row->rank};
    if (row->statement < view.statements.count) {
        hit.statement = &view.statements.items[row->statement];
        if (hit.statement->content.count)
            hit.span =
                (hsay_span){hit.statement->content.items[0].start,
                            hit.statement->content.items[hit.statement->content.count - 1].end};
    } else {
        hit.span = fragment_span(view.article->text, row->fragment, arena);
    }
    return fn(ctx, &hit);
}

static hsay_status search(hsay_ledger *l, hsay_str match, uint32_t limit, hsay_hit_fn fn, void *ctx,
                          uint32_t *found)
{
    hsay_arena *rows_arena = hsay_arena_new(), *arena = hsay_arena_new();
    hsay_status status = rows_arena && arena ? HSAY_OK : HSAY_MEMORY;
    found_rows rows = {0};
    if (status == HSAY_OK) {
        collect(l, match, limit, rows_arena, &rows);
        if (hsay_arena_failed(rows_arena))
            status = HSAY_MEMORY;
    }
    for (size_t i = 0; status == HSAY_OK && l->failure.status == HSAY_OK && i < rows.count; i++)
        status = tell(l, &rows.items[i], fn, ctx, arena);
    *found = (uint32_t)rows.count;
    hsay_arena_free(arena);
    hsay_arena_free(rows_arena);
    return status;
}

hsay_status hsay_ledger_search(hsay_ledger *l, const char *query, uint32_t limit, hsay_hit_fn fn,
                               void *ctx, uint32_t *found, hsay_error *error)
{
    hsay_buf match = {0};
    unsigned words = to_match(hsay_str_of(query), &match);
    hsay_status status = match.failed ? HSAY_MEMORY : HSAY_OK;
    uint32_t count = 0;
    if (status == HSAY_OK && words) {
        hsay_sql__begin(l, false);
        status = search(l, hsay_str_of(match.ptr), limit, fn, ctx, &count);
        hsay_status ended = hsay_sql__finish(l, error);
        status = ended != HSAY_OK ? ended : status;
    }
    hsay_buf_free(&match);
    if (status == HSAY_OK)
        *found = count;
    else if (error && error->status != status)
        hsay_error_set(error, status, NULL, 0, 0);
    return status;
}

static bool is_hash_prefix(hsay_str id)
{
    return id.len >= HASH_DIGITS_MIN && id.len <= HSAY_HASH_BYTES * 2 &&
           strspn(id.ptr, "0123456789abcdef") == id.len;
}

static void find_rows(hsay_ledger *l, hsay_str id, hsay_arena *arena, found_rows *out)
{
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_FIND, "s", id);
    for (int pass = 0; pass < 2; pass++) {
        while (hsay_sql__row(l, q))
            if (out->count < FOUND_MAX)
                hsay_vec_push(arena, out, (found_row){.row = sqlite3_column_int64(q, 0)});
        if (out->count || pass || !is_hash_prefix(id))
            break;
        q = hsay_sql__query(l, HSAY_SQL_FIND_HASH, "s", id);
    }
}

hsay_status hsay_ledger_find(hsay_ledger *l, const char *id, hsay_article_fn fn, void *ctx,
                             uint32_t *found, hsay_error *error)
{
    hsay_arena *rows_arena = hsay_arena_new(), *arena = hsay_arena_new();
    hsay_status status = rows_arena && arena ? HSAY_OK : HSAY_MEMORY;
    found_rows rows = {0};
    if (status == HSAY_OK) {
        hsay_sql__begin(l, false);
        find_rows(l, hsay_str_of(id), rows_arena, &rows);
        if (hsay_arena_failed(rows_arena))
            hsay_sql__fail(l, HSAY_MEMORY, NULL);
        for (size_t i = 0; status == HSAY_OK && i < rows.count; i++) {
            hsay_view view;
            hsay_arena_reset(arena);
            hsay_ledger__load(l, rows.items[i].row, arena, &view);
            if (l->failure.status != HSAY_OK)
                break;
            status = fn(ctx, view.article, &view.statements);
        }
        hsay_status ended = hsay_sql__finish(l, error);
        status = ended != HSAY_OK ? ended : status;
    }
    hsay_arena_free(arena);
    hsay_arena_free(rows_arena);
    if (status == HSAY_OK)
        *found = (uint32_t)rows.count;
    return status;
}
