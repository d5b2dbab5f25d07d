/*
 * The whole ledger becomes views and links, in one arena and one read transaction.  Invariant: the
 * order is made from content alone; row ids decide nothing.
 */
#include "ledger/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

int hsay_article__compare(const hsay_article *a, const hsay_article *b)
{
    int order = hsay_str_compare(a->date, b->date);
    if (!order)
        order = hsay_str_compare(a->outlet, b->outlet);
    if (!order)
        order = hsay_str_compare(a->title, b->title);
    if (!order)
        order = memcmp(a->hash, b->hash, HSAY_HASH_BYTES);
    return order ? order : hsay_str_compare(a->id, b->id);
}

typedef struct loaded {
    hsay_view view;
    int64_t row;
} loaded;

static int by_content(const void *a, const void *b)
{
    return hsay_article__compare(((const loaded *)a)->view.article,
                                 ((const loaded *)b)->view.article);
}

static int by_row(const void *a, const void *b)
{
    int64_t x = ((const hsay_row_index *)a)->row, y = ((const hsay_row_index *)b)->row;
    return (x > y) - (x < y);
}

uint32_t hsay_rows__find(const hsay_rows *rows, int64_t row)
{
    hsay_row_index wanted = {row, 0};
    const hsay_row_index *found =
        rows->count ? bsearch(&wanted, rows->sorted, rows->count, sizeof wanted, by_row) : NULL;
    return found ? found->index : HSAY_NONE;
}

static void load_views(hsay_ledger *l, hsay_arena *arena, hsay_snapshot *out, hsay_rows *rows)
{
    HSAY_VEC(int64_t) ids = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_ARTICLE_ROWS, "");
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, &ids, sqlite3_column_int64(q, 0));
    loaded *all = hsay_arena_array(arena, ids.count, sizeof *all);
    hsay_view *views = hsay_arena_array(arena, ids.count, sizeof *views);
    int64_t *of_view = hsay_arena_array(arena, ids.count, sizeof *of_view);
    hsay_row_index *sorted = hsay_arena_array(arena, ids.count, sizeof *sorted);
    for (size_t i = 0; i < ids.count && l->failure.status == HSAY_OK; i++) {
        if (hsay_arena_failed(arena))
            hsay_sql__fail(l, HSAY_MEMORY, NULL);
        else
            hsay_ledger__load(l, ids.items[i], arena, &all[i].view);
        if (l->failure.status == HSAY_OK)
            all[i].row = ids.items[i];
    }
    if (l->failure.status != HSAY_OK || hsay_arena_failed(arena))
        return;
    qsort(all, ids.count, sizeof *all, by_content);
    for (size_t i = 0; i < ids.count; i++) {
        views[i] = all[i].view;
        of_view[i] = all[i].row;
        sorted[i] = (hsay_row_index){all[i].row, (uint32_t)i};
    }
    qsort(sorted, ids.count, sizeof *sorted, by_row);
    out->views = (hsay_views){views, (uint32_t)ids.count};
    *rows = (hsay_rows){of_view, sorted, (uint32_t)ids.count};
}

hsay_status hsay_snapshot_load(hsay_ledger *l, hsay_snapshot **out, hsay_error *error)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_snapshot *s = arena ? hsay_arena_alloc(arena, sizeof *s) : NULL;
    hsay_snapshot_owner *owner = s ? hsay_arena_alloc(arena, sizeof *owner) : NULL;
    if (!owner) {
        hsay_arena_free(arena);
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    }
    s->owner = owner;
    owner->arena = arena;
    hsay_sql__begin(l, false);
    load_views(l, arena, s, &owner->rows);
    if (l->failure.status == HSAY_OK && !hsay_arena_failed(arena)) {
        hsay_ledger__load_traces(l, &owner->rows, arena, s);
        hsay_ledger__load_accounts(l, &owner->rows, arena, s);
    }
    if (hsay_arena_failed(arena))
        hsay_sql__fail(l, HSAY_MEMORY, NULL);
    hsay_status status = hsay_sql__finish(l, error);
    if (status == HSAY_OK)
        *out = s;
    else
        hsay_arena_free(arena);
    return status;
}

void hsay_snapshot_free(hsay_snapshot *snapshot)
{
    if (snapshot)
        hsay_arena_free(((hsay_snapshot_owner *)snapshot->owner)->arena);
}
