/* Rows become outlets, copies and stories again, in the order of what they hold. */
#include "ledger/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static int compare_indices(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count)
{
    for (uint32_t i = 0; i < a_count && i < b_count; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return (a_count > b_count) - (a_count < b_count);
}

static int by_index(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The articles of an outlet or story, ascending. */
static const uint32_t *members(hsay_ledger *l, hsay_sql which, int64_t row, const hsay_rows *rows,
                               hsay_arena *arena, uint32_t *count)
{
    HSAY_VEC(uint32_t) found = {0};
    sqlite3_stmt *q = hsay_sql__query(l, which, "i", row);
    while (hsay_sql__row(l, q)) {
        uint32_t index = hsay_rows__find(rows, sqlite3_column_int64(q, 0));
        if (index != HSAY_NONE)
            hsay_vec_push(arena, &found, index);
    }
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, by_index);
    *count = (uint32_t)found.count;
    return found.items;
}

typedef struct outlet_row {
    hsay_outlet outlet;
    int64_t row, resembles; /* 0: none */
} outlet_row;

static int by_outlet(const void *a, const void *b)
{
    const hsay_outlet *x = &((const outlet_row *)a)->outlet, *y = &((const outlet_row *)b)->outlet;
    int order = hsay_str_compare(x->domain, y->domain);
    if (!order)
        order = hsay_str_compare(x->name, y->name);
    return order ? order
                 : compare_indices(x->articles, x->article_count, y->articles, y->article_count);
}

static int by_outlet_row(const void *a, const void *b)
{
    int64_t x = ((const hsay_row_index *)a)->row, y = ((const hsay_row_index *)b)->row;
    return (x > y) - (x < y);
}

/* `resembles` is a row until the order is known, then an index. */
static void finish_outlets(outlet_row *rows, uint32_t count, hsay_arena *arena, hsay_snapshot *out)
{
    hsay_outlet *outlets = hsay_arena_array(arena, count, sizeof *outlets);
    hsay_row_index *index = hsay_arena_array(arena, count, sizeof *index);
    if (!outlets || !index || !count)
        return;
    qsort(rows, count, sizeof *rows, by_outlet);
    for (uint32_t i = 0; i < count; i++)
        index[i] = (hsay_row_index){rows[i].row, i};
    qsort(index, count, sizeof *index, by_outlet_row);
    hsay_rows lookup = {NULL, index, count};
    for (uint32_t i = 0; i < count; i++) {
        outlets[i] = rows[i].outlet;
        outlets[i].resembles =
            rows[i].resembles ? hsay_rows__find(&lookup, rows[i].resembles) : HSAY_NONE;
    }
    out->outlets = outlets;
    out->outlet_count = count;
}

static void load_outlets(hsay_ledger *l, const hsay_rows *rows, hsay_arena *arena,
                         hsay_snapshot *out)
{
    HSAY_VEC(outlet_row) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_OUTLETS, "");
    while (hsay_sql__row(l, q)) {
        outlet_row o = {.row = sqlite3_column_int64(q, 0), .resembles = sqlite3_column_int64(q, 3)};
        o.outlet.domain = hsay_sql__text(q, 1, arena);
        o.outlet.name = hsay_sql__text(q, 2, arena);
        o.outlet.resembles_domain = hsay_sql__text(q, 4, arena);
        o.outlet.why = hsay_sql__text(q, 5, arena);
        o.outlet.articles =
            members(l, HSAY_SQL_OUTLET_ARTICLES, o.row, rows, arena, &o.outlet.article_count);
        if (o.outlet.article_count)
            hsay_vec_push(arena, &all, o);
    }
    if (!hsay_arena_failed(arena))
        finish_outlets(all.items, (uint32_t)all.count, arena, out);
}

static hsay_copy_kind copy_kind(const char *name)
{
    for (int k = 0; name && k < HSAY_COPY_COUNT; k++)
        if (strcmp(name, hsay_copy_name((hsay_copy_kind)k)) == 0)
            return (hsay_copy_kind)k;
    return HSAY_COPY_COUNT;
}

static void load_passages(hsay_ledger *l, int64_t row, hsay_arena *arena, hsay_copy *copy)
{
    HSAY_VEC(hsay_passage) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_PASSAGES, "i", row);
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, &all,
                      (hsay_passage){{hsay_sql__u32(q, 0), hsay_sql__u32(q, 1)},
                                     {hsay_sql__u32(q, 2), hsay_sql__u32(q, 3)},
                                     hsay_sql__u32(q, 4)});
    copy->passages = all.items;
    copy->passage_count = (uint32_t)all.count;
}

static int by_copy(const void *a, const void *b)
{
    const hsay_copy *x = a, *y = b;
    uint32_t left[] = {x->copy, x->original}, right[] = {y->copy, y->original};
    return compare_indices(left, 2, right, 2);
}

static void load_copies(hsay_ledger *l, const hsay_rows *rows, hsay_arena *arena,
                        hsay_snapshot *out)
{
    HSAY_VEC(hsay_copy) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_COPIES, "");
    while (hsay_sql__row(l, q)) {
        hsay_copy c = {.copy = hsay_rows__find(rows, sqlite3_column_int64(q, 1)),
                       .original = hsay_rows__find(rows, sqlite3_column_int64(q, 2)),
                       .directed = sqlite3_column_int(q, 3) != 0,
                       .kind = copy_kind((const char *)sqlite3_column_text(q, 4)),
                       .copy_share = sqlite3_column_double(q, 5),
                       .original_share = sqlite3_column_double(q, 6),
                       .why = hsay_sql__text(q, 7, arena)};
        load_passages(l, sqlite3_column_int64(q, 0), arena, &c);
        if (c.kind == HSAY_COPY_COUNT || c.copy == HSAY_NONE || c.original == HSAY_NONE)
            hsay_sql__fail(l, HSAY_LEDGER, "the ledger holds a copy that is none");
        hsay_vec_push(arena, &all, c);
    }
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_copy);
    out->copies = all.items;
    out->copy_count = (uint32_t)all.count;
}

static int by_story(const void *a, const void *b)
{
    const hsay_story *x = a, *y = b;
    int order = compare_indices(x->articles, x->article_count, y->articles, y->article_count);
    return order ? order : hsay_str_compare(x->why, y->why);
}

static void load_stories(hsay_ledger *l, const hsay_rows *rows, hsay_arena *arena,
                         hsay_snapshot *out)
{
    HSAY_VEC(hsay_story) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_STORIES, "");
    while (hsay_sql__row(l, q)) {
        hsay_story s = {.why = hsay_sql__text(q, 1, arena)};
        s.articles = members(l, HSAY_SQL_STORY_ARTICLES, sqlite3_column_int64(q, 0), rows, arena,
                             &s.article_count);
        if (s.article_count)
            hsay_vec_push(arena, &all, s);
    }
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_story);
    out->stories = all.items;
    out->story_count = (uint32_t)all.count;
}

void hsay_ledger__load_traces(hsay_ledger *l, const hsay_rows *rows, hsay_arena *arena,
                              hsay_snapshot *out)
{
    load_outlets(l, rows, arena, out);
    load_copies(l, rows, arena, out);
    load_stories(l, rows, arena, out);
}
