/*
 * Teaches the model of blocks (data/models/blocks.model).
 *
 * usage: teach-blocks [--trees N] [--rate R] [--seed N] [--folds OUT] [-o MODEL] FOLDER...
 *   FOLDER has gold.jsonl and html/ID.html; --folds writes for each folder OUT/NAME.jsonl: what the
 *   command would read from its pages with a model that has seen no page of the same site.
 */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/str.h"
#include "teach.h"

static teach_plan plan;

static void put_prediction(FILE *out, const page *p, hsay_str text)
{
    json_t *row = json_pack("{s:s%,s:s%}", "id", p->id.ptr, p->id.len, "text",
                            text.ptr ? text.ptr : "", text.len);
    char *line = row ? json_dumps(row, JSON_COMPACT) : NULL;
    if (line)
        fprintf(out, "%s\n", line);
    free(line);
    json_decref(row);
}

static void cross_validate(lessons *l, const char *folder)
{
    hsay_arena *arena = hsay_arena_new();
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        hsay_block_model model = teach(l, &plan, fold);
        for (size_t p = 0; p < l->pages.count; p++) {
            const page *at = &l->pages.items[p];
            if (at->fold != fold)
                continue;
            FILE *out = gold_predictions(folder, at->folder.ptr, "");
            if (out) {
                put_prediction(out, at, page_text(arena, at, &model));
                fclose(out);
            }
            hsay_arena_reset(arena);
        }
        teach_free(&model);
    }
    hsay_arena_free(arena);
}

static bool write_model(lessons *l, const char *path)
{
    hsay_buf bytes = {0};
    hsay_block_model model = teach(l, &plan, FOLDS);
    hsay_block_model__pack(&model, &bytes);
    teach_free(&model);
    return gold_write(path, &bytes);
}

int main(int argc, char **argv)
{
    const char *folds = NULL, *path = NULL;
    plan = teach_plan_default;
    lessons l = {.arena = hsay_arena_new()};
    for (int i = 1; i < argc; i++) {
        const char *next = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--trees") == 0)
            plan.trees = (uint32_t)atoi(argv[++i] ? next : "");
        else if (strcmp(argv[i], "--rate") == 0)
            plan.rate = atof(argv[++i] ? next : "");
        else if (strcmp(argv[i], "--seed") == 0)
            plan.seed = (uint64_t)atoi(argv[++i]);
        else if (strcmp(argv[i], "--folds") == 0)
            folds = argv[++i];
        else if (strcmp(argv[i], "-o") == 0)
            path = argv[++i];
        else if (!lessons_add(&l, argv[i]))
            return 4;
    }
    uint32_t yes = 0, known = 0;
    for (uint32_t i = 0; i < l.rows; i++) {
        known += l.weights[i] > 0;
        yes += l.weights[i] > 0 && l.labels[i];
    }
    fprintf(stderr, "%zu pages, %u blocks, %u known, %u of the article\n", l.pages.count, l.rows,
            known, yes);
    if (folds)
        cross_validate(&l, folds);
    return path && !write_model(&l, path) ? 4 : 0;
}
