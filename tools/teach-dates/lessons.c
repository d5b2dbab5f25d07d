/* Of a page whose gold's day is offered, that one is right and the others are wrong; each page
 * weighs the same. */
#include "lessons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/str.h"

enum { ISO_BYTES = 10 };

static void add_page(lessons *all, const char *folder, const json_t *gold)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_str id = gold_string(gold, "id"), date = gold_string(gold, "date");
    static gold_page page;
    lesson l = {.folder = folder, .id = hsay_arena_copy(all->arena, id).ptr};
    l.fold = gold_fold(arena, gold_string(gold, "url"), id);
    gold_open(arena, hsay_str_of(folder), id, &page);
    if (page.ok) {
        l.by_rules = hsay_arena_copy(all->arena, page.meta.values[HSAY_META_DATE]);
        hsay_day__rows(&page.meta, &l.rows);
    }
    l.right = l.rows.count;
    for (uint32_t i = 0; i < l.rows.count; i++) {
        l.rows.items[i].date = hsay_arena_copy(all->arena, l.rows.items[i].date);
        if (hsay_str_starts(l.rows.items[i].date, hsay_str_cut(date, 0, ISO_BYTES)))
            l.right = i;
    }
    hsay_vec_push(all->arena, &all->pages, l);
    hsay_arena_free(arena);
}

/* What could be had, and what the rules have, from the pages behind the first `from`. */
static void report(const lessons *all, const char *folder, size_t from)
{
    uint32_t offered = 0, chosen = 0;
    for (size_t i = from; i < all->pages.count; i++) {
        const lesson *l = &all->pages.items[i];
        offered += l->right < l->rows.count;
        chosen += l->right < l->rows.count && l->right == l->rows.chosen;
    }
    fprintf(stderr, "%s: %zu pages, the day of %u is offered, that of %u chosen by the rules\n",
            folder, all->pages.count - from, offered, chosen);
}

typedef struct adding {
    lessons *lessons;
    const char *folder;
} adding;

static bool take_row(void *ctx, const json_t *row)
{
    const adding *a = ctx;
    if (gold_string(row, "date").len)
        add_page(a->lessons, a->folder, row);
    return true;
}

bool lessons_add(lessons *all, const char *folder)
{
    size_t from = all->pages.count;
    adding a = {all, folder};
    bool ok = gold_each(folder, take_row, &a);
    report(all, folder, from);
    return ok;
}

static bool teaches(const lesson *l, uint32_t without)
{
    return l->fold != without && l->right < l->rows.count && l->rows.count > 1;
}

hsay_boost teach(const lessons *all, const teach_plan *plan, uint32_t without)
{
    uint32_t count = 0, at = 0;
    for (size_t i = 0; i < all->pages.count; i++)
        count += teaches(&all->pages.items[i], without) ? all->pages.items[i].rows.count : 0;
    uint8_t *values = gold_taken(hsay_alloc__zeroed((size_t)count * HSAY_DAY_FEATURES));
    uint8_t *labels = gold_taken(hsay_alloc__zeroed(count));
    float *weights = gold_taken(hsay_alloc__zeroed(count * sizeof *weights));
    for (size_t i = 0; i < all->pages.count; i++) {
        const lesson *l = &all->pages.items[i];
        for (uint32_t row = 0; teaches(l, without) && row < l->rows.count; row++, at++) {
            labels[at] = row == l->right;
            weights[at] = 1;
            for (size_t f = 0; f < HSAY_DAY_FEATURES; f++)
                values[f * count + at] = l->rows.values[f][row];
        }
    }
    hsay_boost_rows rows = {values, labels, weights, count, HSAY_DAY_FEATURES};
    hsay_boost_plan boost = {.trees = plan->trees,
                             .inputs_version = HSAY_DAY_FEATURES_VERSION,
                             .rate = plan->rate,
                             .ridge = plan->ridge,
                             .row_share = plan->row_share,
                             .field_share = plan->field_share,
                             .seed = plan->seed};
    hsay_boost model = {0};
    if (hsay_boost__train(&rows, &boost, &model) != HSAY_OK)
        gold_taken(NULL);
    hsay_alloc__free(values);
    hsay_alloc__free(labels);
    hsay_alloc__free(weights);
    return model;
}
