/* Of a page whose gold's day is offered, that one is right and the others are wrong; each page
 * weighs the same. */
#include "lessons.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/str.h"
#include "ingest/domain.h"
#include "ingest/encoding.h"

enum { LINE_BYTES = 1 << 26, PAGE_BYTES = 1 << 28, ISO_BYTES = 10 };

static bool open_page(hsay_arena *arena, const char *path, hsay_nodes *nodes)
{
    hsay_stream *stream;
    hsay_str bytes;
    hsay_error error;
    if (hsay_stream_open(path, PAGE_BYTES, &stream, &error) != HSAY_OK)
        return false;
    uint32_t repaired;
    bool ok = hsay_stream_rest(stream, &bytes, &error) == HSAY_OK;
    if (ok) {
        hsay_str page =
            hsay_encoding__to_utf8(arena, hsay_arena_copy(arena, bytes), HSAY_STR_NONE, &repaired);
        ok = hsay_nodes__read(arena, page, nodes, &error) == HSAY_OK;
    }
    hsay_stream_close(stream);
    return ok;
}

static hsay_str string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return value && json_is_string(value)
               ? (hsay_str){json_string_value(value), json_string_length(value)}
               : HSAY_STR_NONE;
}

/* The registered domain; where the address has none, what stands in its place up to a dash. */
static uint32_t fold_of(hsay_arena *arena, hsay_str url, hsay_str id)
{
    hsay_str site = hsay_domain__of(arena, url);
    hsay_str hard = HSAY_STR("hard::");
    if (hsay_str_starts(url, hard)) {
        url = hsay_str_cut(url, hard.len, url.len);
        size_t dash = hsay_str_find(url, HSAY_STR("-"), 0);
        site = hsay_domain__of(arena, hsay_str_cut(url, 0, dash));
    }
    return (uint32_t)(hsay_hash_fast(site.len ? site : id, 7) % FOLDS);
}

static void add_page(lessons *all, const char *folder, const json_t *gold)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_str id = string_of(gold, "id"), date = string_of(gold, "date");
    hsay_str path = hsay_arena_format(arena, "%s/html/%s.html", folder, id.ptr);
    hsay_nodes nodes;
    static hsay_meta meta;
    lesson l = {.folder = folder, .id = hsay_arena_copy(all->arena, id).ptr};
    l.fold = fold_of(arena, string_of(gold, "url"), id);
    if (open_page(arena, path.ptr, &nodes)) {
        hsay_meta__read(arena, &nodes, HSAY_STR_NONE, &meta);
        l.by_rules = hsay_arena_copy(all->arena, meta.values[HSAY_META_DATE]);
        hsay_day__rows(&meta, &l.rows);
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

bool lessons_add(lessons *all, const char *folder)
{
    hsay_stream *stream;
    hsay_error error;
    hsay_line line;
    hsay_str path = hsay_arena_format(all->arena, "%s/gold.jsonl", folder);
    if (hsay_stream_open(path.ptr, LINE_BYTES, &stream, &error) != HSAY_OK) {
        fprintf(stderr, "%s: can not be read\n", path.ptr);
        return false;
    }
    bool ok = true;
    size_t from = all->pages.count;
    while (ok && hsay_stream_line(stream, &line, &error) == HSAY_OK) {
        json_t *row = json_loadb(line.bytes.ptr, line.bytes.len, 0, NULL);
        ok = row;
        if (row && string_of(row, "date").len)
            add_page(all, folder, row);
        json_decref(row);
    }
    hsay_stream_close(stream);
    report(all, folder, from);
    return ok;
}

static void *taken(void *memory)
{
    if (!memory) {
        fprintf(stderr, "no memory\n");
        exit(4);
    }
    return memory;
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
    uint8_t *values = taken(hsay_alloc__zeroed((size_t)count * HSAY_DAY_FEATURES));
    uint8_t *labels = taken(hsay_alloc__zeroed(count));
    float *weights = taken(hsay_alloc__zeroed(count * sizeof *weights));
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
        taken(NULL);
    hsay_alloc__free(values);
    hsay_alloc__free(labels);
    hsay_alloc__free(weights);
    return model;
}
