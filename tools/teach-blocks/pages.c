/*
 * Labels: of a body, the blocks whose words stand in it; of segments, the blocks that hold one
 * which must be there, or must not.  What neither tells of has weight 0.  A block weighs by its
 * words, as the body's score counts them, and a segment as much as a paragraph.
 */
#include "pages.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "align.h"
#include "base/alloc.h"
#include "base/str.h"

enum { WORDS_COUNTED = 100 };
static const float SEGMENT_WEIGHT = 6;
static const double PAGE_POWER = .2;

static bool room_for(lessons *l, uint32_t more)
{
    if (l->rows + more <= l->room)
        return true;
    uint32_t room = (l->rows + more) * 3 / 2 + 1024;
    uint8_t *values = hsay_alloc__resize(l->values, (size_t)room * HSAY_BLOCK_FEATURES);
    if (values)
        l->values = values;
    uint8_t *labels = hsay_alloc__resize(l->labels, room);
    if (labels)
        l->labels = labels;
    float *weights = hsay_alloc__resize(l->weights, (size_t)room * sizeof *weights);
    if (weights)
        l->weights = weights;
    bool ok = values && labels && weights;
    l->room = ok ? room : l->room;
    return ok;
}

static hsay_str text_of(hsay_arena *arena, const gold_page *o, const hsay_node_facts *facts,
                        const hsay_block *b)
{
    size_t room = 0, len = 0;
    for (uint32_t i = b->first; i < b->last; i++)
        room += o->nodes.items[i].text.len + 1;
    char *out = hsay_arena_alloc(arena, room + 1);
    for (uint32_t i = b->first; i < b->last; i++) {
        if (facts[i].silent) {
            i = o->nodes.items[i].end - 1;
            continue;
        }
        hsay_str t = o->nodes.items[i].text;
        if (t.len)
            memcpy(out + len, t.ptr, t.len);
        len += t.len;
    }
    return (hsay_str){out, len};
}

static void label_by_body(lessons *l, const words *blocks, const page *p, gold *body)
{
    for (uint32_t i = 0; i < p->blocks.count; i++) {
        double share = gold_share(body, blocks[i]);
        uint32_t n = blocks[i].count < WORDS_COUNTED ? blocks[i].count : WORDS_COUNTED;
        l->labels[p->first + i] = share >= .5;
        l->weights[p->first + i] = (float)(sqrt(n) * fabs(2 * share - 1));
    }
}

static void label_by_segments(lessons *l, hsay_arena *arena, const words *blocks, const page *p,
                              const json_t *segments, bool keep)
{
    size_t k;
    json_t *s;
    json_array_foreach(segments, k, s)
    {
        words segment = words_of(arena, hsay_str_of(json_string_value(s)));
        for (uint32_t i = 0; i < p->blocks.count; i++) {
            bool holds = words_contain(blocks[i], segment) ||
                         (blocks[i].count >= 3 && words_contain(segment, blocks[i]));
            if (!holds)
                continue;
            l->labels[p->first + i] = keep;
            l->weights[p->first + i] = fmaxf(l->weights[p->first + i], SEGMENT_WEIGHT);
        }
    }
}

/* Long pages weigh more than short ones, but less than by their length. */
static void weigh_page(lessons *l, const page *p)
{
    double sum = 0;
    for (uint32_t i = 0; i < p->blocks.count; i++)
        sum += l->weights[p->first + i];
    for (uint32_t i = 0; sum > 0 && i < p->blocks.count; i++)
        l->weights[p->first + i] *= (float)pow(sum, -PAGE_POWER);
}

/* Shares of a page's known blocks for and against each word, once a page. */
typedef struct votes {
    float yes[HSAY_BLOCK_NAME_BUCKETS + HSAY_BLOCK_WORD_BUCKETS];
    float no[HSAY_BLOCK_NAME_BUCKETS + HSAY_BLOCK_WORD_BUCKETS];
} votes;

static void vote(votes *v, const uint16_t *buckets, uint32_t count, uint32_t base, bool yes,
                 float weight)
{
    for (uint32_t k = 0; k < count; k++)
        (yes ? v->yes : v->no)[base + buckets[k]] += weight;
}

static void gather_votes(lessons *l, page *p, const gold_page *o, const hsay_node_facts *facts,
                         votes *v)
{
    uint16_t buckets[2 * HSAY_BLOCK_MOST_WORDS];
    memset(v, 0, sizeof *v);
    for (uint32_t i = 0; i < p->blocks.count; i++) {
        float weight = l->weights[p->first + i];
        bool yes = l->labels[p->first + i];
        const hsay_block *b = &p->blocks.items[i];
        if (!(weight > 0))
            continue;
        uint32_t count = hsay_block__words(&o->nodes, facts, b, buckets);
        vote(v, buckets, count, HSAY_BLOCK_NAME_BUCKETS, yes, weight);
        for (uint32_t node = o->nodes.items[b->first].parent; node;
             node = o->nodes.items[node].parent)
            vote(v, buckets, hsay_block__names(&o->nodes, node, buckets), 0, yes, weight);
    }
    HSAY_VEC(evidence) out = {0};
    for (uint32_t k = 0; k < HSAY_BLOCK_NAME_BUCKETS + HSAY_BLOCK_WORD_BUCKETS; k++) {
        float all = v->yes[k] + v->no[k];
        bool name = k < HSAY_BLOCK_NAME_BUCKETS;
        if (all > 0)
            hsay_vec_push(l->arena, &out,
                          (evidence){(uint16_t)(name ? k : k - HSAY_BLOCK_NAME_BUCKETS), name,
                                     v->yes[k] / all, v->no[k] / all});
    }
    p->evidence = out.items;
    p->evidence_count = (uint32_t)out.count;
}

static hsay_node_facts *facts_of(hsay_arena *arena, const gold_page *o, hsay_blocks *blocks)
{
    hsay_node_facts *facts = o->ok ? hsay_content__facts(arena, &o->nodes, true) : NULL;
    if (facts)
        *blocks =
            hsay_blocks__find(arena, &o->nodes, facts, hsay_content__choose(&o->nodes, facts));
    return facts;
}

static bool add_page(lessons *l, hsay_str folder, const json_t *gold_row, votes *v)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_blocks blocks = {0};
    hsay_str id = gold_string(gold_row, "id"), body = gold_string(gold_row, "body");
    page p = {.folder = folder, .id = hsay_arena_copy(l->arena, id), .first = l->rows};
    p.fold = gold_fold(arena, gold_string(gold_row, "url"), id);
    gold_page o = {0};
    gold_open(arena, folder, id, &o);
    hsay_node_facts *facts = facts_of(arena, &o, &blocks);
    words *texts = hsay_arena_array(arena, blocks.count + 1, sizeof *texts);
    p.blocks = blocks;
    p.blocks.items = hsay_arena_array(l->arena, blocks.count + 1, sizeof *blocks.items);
    if (!room_for(l, blocks.count))
        return false;
    for (uint32_t i = 0; i < blocks.count; i++) {
        p.blocks.items[i] = blocks.items[i];
        texts[i] = words_of(arena, text_of(arena, &o, facts, &blocks.items[i]));
        l->labels[p.first + i] = 0;
        l->weights[p.first + i] = 0;
    }
    l->rows += blocks.count;
    if (body.len)
        label_by_body(l, texts, &p, gold_of(arena, body));
    label_by_segments(l, arena, texts, &p, json_object_get(gold_row, "with"), true);
    label_by_segments(l, arena, texts, &p, json_object_get(gold_row, "without"), false);
    weigh_page(l, &p);
    gather_votes(l, &p, &o, facts, v);
    hsay_vec_push(l->arena, &l->pages, p);
    hsay_arena_free(arena);
    return true;
}

void lessons_fill(lessons *l, const hsay_block_tables *const tables[FOLDS])
{
    hsay_arena *arena = hsay_arena_new();
    for (size_t k = 0; k < l->pages.count; k++) {
        page *p = &l->pages.items[k];
        hsay_blocks blocks = {0};
        gold_page o = {0};
        gold_open(arena, p->folder, p->id, &o);
        hsay_node_facts *facts = facts_of(arena, &o, &blocks);
        if (facts && tables[p->fold] && blocks.count == p->blocks.count) {
            hsay_block_features f =
                hsay_block__features(arena, &o.nodes, facts, &blocks, tables[p->fold]);
            for (uint32_t i = 0; i < blocks.count; i++) {
                for (uint32_t n = 0; n < HSAY_BLOCK_FEATURES; n++)
                    l->values[(size_t)(p->first + i) * HSAY_BLOCK_FEATURES + n] =
                        f.values[(size_t)n * f.stride + i];
            }
        }
        hsay_arena_reset(arena);
    }
    hsay_arena_free(arena);
}

typedef struct adding {
    lessons *lessons;
    hsay_str folder;
    votes *votes;
} adding;

static bool take_row(void *ctx, const json_t *row)
{
    adding *a = ctx;
    return add_page(a->lessons, a->folder, row, a->votes);
}

bool lessons_add(lessons *l, const char *folder)
{
    adding a = {l, hsay_arena_copy(l->arena, hsay_str_of(folder)),
                hsay_alloc__zeroed(sizeof(votes))};
    bool ok = a.votes && gold_each(folder, take_row, &a);
    hsay_alloc__free(a.votes);
    return ok;
}

hsay_str page_text(hsay_arena *arena, const page *p, const hsay_block_model *model)
{
    hsay_article a = {0};
    gold_page o = {0};
    gold_open(arena, p->folder, p->id, &o);
    if (!o.ok)
        return HSAY_STR_NONE;
    hsay_methods_input in = {.nodes = &o.nodes,
                             .page = o.bytes,
                             .page_start = UINT64_MAX,
                             .model = model,
                             .title = o.meta.values[HSAY_META_TITLE],
                             .body = o.meta.values[HSAY_META_BODY]};
    hsay_methods__read(arena, &in, &a);
    char *out = hsay_arena_alloc(arena, a.text.len + a.furniture_count + 1);
    size_t len = 0, at = 0;
    for (uint32_t i = 0; i <= a.furniture_count; i++) {
        size_t end = i < a.furniture_count ? a.furniture[i].span.start : a.text.len;
        memcpy(out + len, a.text.ptr + at, end - at);
        len += end - at;
        out[len++] = '\n';
        at = i < a.furniture_count ? a.furniture[i].span.end : end;
    }
    return (hsay_str){out, len};
}
