/* Rows become threads, figures and disputes again, in the order of the places they name. */
#include "ledger/ledger.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static_assert(offsetof(hsay_thread_member, place) == 0 && offsetof(hsay_figure_member, place) == 0,
              "compare_members reads the place at the beginning");

static unsigned value_of(hsay_ledger *l, sqlite3_stmt *q, int column, const char *const *names,
                         unsigned count)
{
    const char *name = (const char *)sqlite3_column_text(q, column);
    for (unsigned v = 0; name && v < count; v++)
        if (strcmp(name, names[v]) == 0)
            return v;
    hsay_sql__fail(l, HSAY_LEDGER, "the ledger holds a value that is none of its column's");
    return 0;
}

#define NAME(name, text) text,
static const char *const FORMS[] = {HSAY_FORM_TABLE(NAME)};
static const char *const VERDICTS[] = {HSAY_VERDICT_TABLE(NAME)};
static const char *const DISPUTES[] = {HSAY_DISPUTE_TABLE(NAME)};
#undef NAME

/* article row, statement position, start, end. */
static hsay_place place_at(hsay_ledger *l, sqlite3_stmt *q, int column, const hsay_rows *rows)
{
    hsay_place p = {hsay_rows__find(rows, sqlite3_column_int64(q, column)),
                    hsay_sql__index(q, column + 1),
                    {hsay_sql__u32(q, column + 2), hsay_sql__u32(q, column + 3)}};
    if (p.article == HSAY_NONE)
        hsay_sql__fail(l, HSAY_LEDGER, "the ledger holds a place in no article");
    return p;
}

static int compare_places(hsay_place a, hsay_place b)
{
    const uint32_t x[] = {a.article, a.span.start, a.span.end, a.statement};
    const uint32_t y[] = {b.article, b.span.start, b.span.end, b.statement};
    for (int i = 0; i < 4; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

/* Two lists of members of `size` bytes, each of which begins with its place. */
static int compare_members(const void *x, uint32_t x_count, const void *y, uint32_t y_count,
                           size_t size)
{
    for (uint32_t i = 0; i < x_count && i < y_count; i++) {
        int order = compare_places(*(const hsay_place *)((const char *)x + i * size),
                                   *(const hsay_place *)((const char *)y + i * size));
        if (order)
            return order;
    }
    return (x_count > y_count) - (x_count < y_count);
}

static hsay_spans differing(hsay_ledger *l, int64_t member, hsay_arena *arena)
{
    HSAY_VEC(hsay_span) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_DIFFERENCES, "i", member);
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, &all, (hsay_span){hsay_sql__u32(q, 0), hsay_sql__u32(q, 1)});
    return (hsay_spans){all.items, (uint32_t)all.count};
}

static void load_thread_members(hsay_ledger *l, int64_t row, const hsay_rows *rows,
                                hsay_arena *arena, hsay_thread *thread)
{
    HSAY_VEC(hsay_thread_member) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_THREAD_MEMBERS, "i", row);
    while (hsay_sql__row(l, q))
        hsay_vec_push(arena, &all,
                      (hsay_thread_member){place_at(l, q, 0, rows),
                                           differing(l, sqlite3_column_int64(q, 4), arena)});
    thread->members = all.items;
    thread->member_count = (uint32_t)all.count;
}

static int by_thread(const void *a, const void *b)
{
    const hsay_thread *x = a, *y = b;
    int order = compare_members(x->members, x->member_count, y->members, y->member_count,
                                sizeof *x->members);
    return order ? order : hsay_str_compare(x->speaker, y->speaker);
}

static void load_threads(hsay_ledger *l, const hsay_rows *rows, hsay_arena *arena,
                         hsay_snapshot *out)
{
    HSAY_VEC(hsay_thread) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_THREADS, "");
    while (hsay_sql__row(l, q)) {
        hsay_thread t = {.speaker = hsay_sql__text(q, 1, arena),
                         .form = (hsay_form)value_of(l, q, 2, FORMS, HSAY_FORM_COUNT),
                         .difference = hsay_sql__text(q, 3, arena),
                         .why = hsay_sql__text(q, 4, arena)};
        load_thread_members(l, sqlite3_column_int64(q, 0), rows, arena, &t);
        hsay_vec_push(arena, &all, t);
    }
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_thread);
    out->threads = all.items;
    out->thread_count = (uint32_t)all.count;
}

static void load_figure_members(hsay_ledger *l, int64_t row, const hsay_rows *rows,
                                hsay_arena *arena, hsay_figure *figure)
{
    HSAY_VEC(hsay_figure_member) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_FIGURE_MEMBERS, "i", row);
    while (hsay_sql__row(l, q)) {
        hsay_figure_member m = {place_at(l, q, 0, rows), -INFINITY, INFINITY};
        if (sqlite3_column_type(q, 4) != SQLITE_NULL)
            m.low = sqlite3_column_double(q, 4);
        if (sqlite3_column_type(q, 5) != SQLITE_NULL)
            m.high = sqlite3_column_double(q, 5);
        hsay_vec_push(arena, &all, m);
    }
    figure->members = all.items;
    figure->member_count = (uint32_t)all.count;
}

static int by_figure(const void *a, const void *b)
{
    const hsay_figure *x = a, *y = b;
    int order = compare_members(x->members, x->member_count, y->members, y->member_count,
                                sizeof *x->members);
    return order ? order : hsay_str_compare(x->what, y->what);
}

static void load_figures(hsay_ledger *l, const hsay_rows *rows, hsay_arena *arena,
                         hsay_snapshot *out)
{
    HSAY_VEC(hsay_figure) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_FIGURES, "");
    while (hsay_sql__row(l, q)) {
        hsay_figure f = {.what = hsay_sql__text(q, 1, arena),
                         .verdict = (hsay_verdict)value_of(l, q, 2, VERDICTS, HSAY_VERDICT_COUNT),
                         .why = hsay_sql__text(q, 3, arena)};
        load_figure_members(l, sqlite3_column_int64(q, 0), rows, arena, &f);
        hsay_vec_push(arena, &all, f);
    }
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_figure);
    out->figures = all.items;
    out->figure_count = (uint32_t)all.count;
}

static int by_dispute(const void *a, const void *b)
{
    const hsay_dispute *x = a, *y = b;
    int order = compare_places(x->claim, y->claim);
    if (!order)
        order = compare_places(x->answer, y->answer);
    return order ? order : (x->kind > y->kind) - (x->kind < y->kind);
}

static void load_disputes(hsay_ledger *l, const hsay_rows *rows, hsay_arena *arena,
                          hsay_snapshot *out)
{
    HSAY_VEC(hsay_dispute) all = {0};
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_DISPUTES, "");
    while (hsay_sql__row(l, q))
        hsay_vec_push(
            arena, &all,
            (hsay_dispute){place_at(l, q, 0, rows), place_at(l, q, 4, rows),
                           (hsay_dispute_kind)value_of(l, q, 8, DISPUTES, HSAY_DISPUTE_COUNT),
                           hsay_sql__text(q, 9, arena)});
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_dispute);
    out->disputes = all.items;
    out->dispute_count = (uint32_t)all.count;
}

void hsay_ledger__load_accounts(hsay_ledger *l, const hsay_rows *rows, hsay_arena *arena,
                                hsay_snapshot *out)
{
    load_threads(l, rows, arena, out);
    load_figures(l, rows, arena, out);
    load_disputes(l, rows, arena, out);
}
