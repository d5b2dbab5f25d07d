/*
 * Teaches the model of days (data/models/dates.model).
 *
 * usage: teach-dates [--trees N] [--rate R] [--folds OUT] [-o MODEL] FOLDER...
 *   FOLDER has gold.jsonl and html/ID.html; --folds writes for each folder OUT/NAME.jsonl: the
 * dates that the command would read with a model that has seen no page of the same site, and
 *   OUT/NAME-rules.jsonl: those of the rules alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/str.h"
#include "lessons.h"

/* Found by trial on the folds, 2026-11. */
static teach_plan plan = {
    .trees = 100, .rate = .15, .ridge = 6, .row_share = .6, .field_share = .5, .seed = 1};

static void put(const char *folder, const lesson *l, const char *ending, hsay_str date)
{
    FILE *out = gold_predictions(folder, l->folder, ending);
    if (!out)
        return;
    fprintf(out, "{\"id\":\"%s\",\"date\":\"%.*s\"}\n", l->id, (int)date.len, date.ptr);
    fclose(out);
}

static void cross_validate(lessons *all, const char *folder)
{
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        hsay_boost model = teach(all, &plan, fold);
        for (size_t i = 0; i < all->pages.count; i++) {
            lesson *l = &all->pages.items[i];
            if (l->fold != fold)
                continue;
            put(folder, l, "-rules", l->by_rules);
            uint32_t best = hsay_day_model__choose(&model, &l->rows);
            put(folder, l, "", best < l->rows.count ? l->rows.items[best].date : l->by_rules);
        }
        hsay_boost__free(&model);
    }
}

static bool write_model(lessons *all, const char *path)
{
    hsay_buf bytes = {0};
    hsay_boost model = teach(all, &plan, FOLDS);
    hsay_boost__pack(&model, &bytes);
    hsay_boost__free(&model);
    return gold_write(path, &bytes);
}

int main(int argc, char **argv)
{
    const char *folds = NULL, *path = NULL;
    lessons all = {.arena = hsay_arena_new()};
    for (int i = 1; i < argc; i++) {
        const char *next = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--trees") == 0)
            plan.trees = (uint32_t)atoi(argv[++i] ? next : "");
        else if (strcmp(argv[i], "--rate") == 0)
            plan.rate = atof(argv[++i] ? next : "");
        else if (strcmp(argv[i], "--ridge") == 0)
            plan.ridge = atof(argv[++i] ? next : "");
        else if (strcmp(argv[i], "--seed") == 0)
            plan.seed = (uint64_t)atoi(argv[++i] ? next : "");
        else if (strcmp(argv[i], "--folds") == 0)
            folds = argv[++i];
        else if (strcmp(argv[i], "-o") == 0)
            path = argv[++i];
        else if (!lessons_add(&all, argv[i]))
            return 4;
    }
    if (folds)
        cross_validate(&all, folds);
    return path && !write_model(&all, path) ? 4 : 0;
}
