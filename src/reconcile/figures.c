/*
 * Numbers become figures: numbers of different articles that count the same thing, one an article.
 * Numbers that share a quantity of the list, a value or a word that they count are compared; the
 * best pairs are joined first.  Cost: linear in the numbers, times COMPARED.
 */
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/str.h"
#include "reconcile/figures.h"
#include "reconcile/reconcile.h"

enum { COMPARED = 16, FEW_ARTICLES = 12 };

/*
 * How many telling words of their sentences two numbers must share, by what else they share.
 * Hand-made events (24), 2026-11-25.
 */
static const struct {
    uint32_t equal_noun, equal_rare, equal_small, near_noun, near_money, other_noun, listed;
    uint32_t many_articles; /* more of them, where the story is large */
    double apart;           /* values further apart count something else, if not listed */
    double small_value;     /* as many as this many things are counted all the time */
} NEED = {1, 2, 4, 2, 2, 3, 3, 1, 1.5, 20};

typedef struct key {
    uint64_t hash;
    uint32_t number;
} key;

typedef struct pair {
    uint32_t a, b, score;
} pair;

typedef struct finder {
    hsay_figurer base;
    uint32_t *group, *next, *size; /* per number: first of its figure, next in it, how many */
    uint32_t more;
    HSAY_VEC(key) keys;
    HSAY_VEC(pair) pairs;
} finder;

static void add_key(finder *f, uint32_t number, uint64_t hash, uint64_t kind)
{
    hsay_str bytes = {(const char *)&hash, sizeof hash};
    hsay_vec_push(f->base.work, &f->keys, (key){hsay_hash_fast(bytes, kind), number});
}

/* What a number can be found by: its quantity, its value, the words that it counts. */
static void add_keys(finder *f, uint32_t i)
{
    const hsay_number *n = &f->base.numbers.items[i];
    hsay_str value = {(const char *)&n->value, sizeof n->value};
    add_key(f, i, hsay_hash_fast(value, n->unit), 1);
    if (n->unit == HSAY_NUMBER_MONEY && n->value >= 1) {
        double unit = pow(10, floor(log10(n->value))), floored = floor(n->value / unit) * unit;
        hsay_str coarse = {(const char *)&floored, sizeof floored};
        add_key(f, i, hsay_hash_fast(coarse, n->unit), 8);
    }
    if (n->quantity)
        add_key(f, i, hsay_hash_fast(hsay_str_of(n->quantity), 0), 2);
    for (uint32_t k = 0; k < n->noun_count; k++)
        add_key(f, i, n->nouns[k], 3 + (uint64_t)n->unit);
}

static int by_key(const void *x, const void *y)
{
    const key *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static int by_score(const void *x, const void *y)
{
    const pair *a = x, *b = y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static uint32_t shared_context(const hsay_number *a, const hsay_number *b)
{
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < a->context_count && k < b->context_count;) {
        shared += a->context[i] == b->context[k];
        uint64_t x = a->context[i], y = b->context[k];
        i += x <= y;
        k += y <= x;
    }
    return shared;
}

static uint32_t shared_nouns(const hsay_number *a, const hsay_number *b)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < a->noun_count; i++)
        for (uint32_t k = 0; k < b->noun_count; k++)
            shared += a->nouns[i] == b->nouns[k];
    return shared;
}

static bool same_quantity(const hsay_number *a, const hsay_number *b)
{
    return a->quantity && b->quantity &&
           hsay_str_equal(hsay_str_of(a->quantity), hsay_str_of(b->quantity));
}

/* 0: they do not count the same; else the larger the surer. */
static uint32_t score(const finder *f, const hsay_number *a, const hsay_number *b)
{
    if (a->unit != b->unit || a->article == b->article)
        return 0;
    uint32_t context = shared_context(a, b), nouns = shared_nouns(a, b);
    bool listed = same_quantity(a, b), equal = a->value == b->value,
         near = hsay_numbers__meet(a, b);
    if ((a->quantity || b->quantity) && !listed && !equal)
        return 0;
    uint32_t need = nouns && equal                         ? NEED.equal_noun
                    : equal && a->value > NEED.small_value ? NEED.equal_rare
                    : equal                                ? NEED.equal_small
                    : nouns && near                        ? NEED.near_noun
                    : nouns                                ? NEED.other_noun
                    : near && a->unit == HSAY_NUMBER_MONEY ? NEED.near_money
                                                           : HSAY_NUMBER_CONTEXT;
    double less = a->value < b->value ? a->value : b->value, more = a->value + b->value - less;
    if (!listed && more > NEED.apart * less)
        return 0;
    if (a->unit == HSAY_NUMBER_AGE)
        need = equal ? 1 : HSAY_NUMBER_CONTEXT;
    if (listed)
        need = equal ? 0 : NEED.listed;
    if (context < need + f->more)
        return 0;
    return 1 + context + 2 * nouns + (equal ? 8 : near ? 3 : 0) + (listed ? 4 : 0);
}

static void pair_up(finder *f)
{
    for (uint32_t i = 0; i < f->base.numbers.count; i++)
        add_keys(f, i);
    if (f->keys.count)
        qsort(f->keys.items, f->keys.count, sizeof(key), by_key);
    for (size_t i = 0; i < f->keys.count; i++)
        for (size_t k = i + 1; k < f->keys.count && k - i <= COMPARED &&
                               f->keys.items[k].hash == f->keys.items[i].hash;
             k++) {
            uint32_t a = f->keys.items[i].number, b = f->keys.items[k].number;
            uint32_t s = score(f, &f->base.numbers.items[a], &f->base.numbers.items[b]);
            if (s)
                hsay_vec_push(f->base.work, &f->pairs, (pair){a, b, s});
        }
    if (f->pairs.count)
        qsort(f->pairs.items, f->pairs.count, sizeof(pair), by_score);
}

/* Figures hold one number an article. */
static bool may_join(const finder *f, uint32_t a, uint32_t b)
{
    if (a == b || f->size[a] + f->size[b] > HSAY_FIGURE_MEMBERS)
        return false;
    for (uint32_t i = a; i != HSAY_NONE; i = f->next[i])
        for (uint32_t k = b; k != HSAY_NONE; k = f->next[k])
            if (f->base.numbers.items[i].article == f->base.numbers.items[k].article)
                return false;
    return true;
}

static void join(finder *f)
{
    for (uint32_t i = 0; i < f->base.numbers.count; i++) {
        f->group[i] = i;
        f->next[i] = HSAY_NONE;
        f->size[i] = 1;
    }
    for (size_t p = 0; p < f->pairs.count; p++) {
        uint32_t a = f->group[f->pairs.items[p].a], b = f->group[f->pairs.items[p].b], last = a;
        if (!may_join(f, a, b))
            continue;
        while (f->next[last] != HSAY_NONE)
            last = f->next[last];
        f->next[last] = b;
        f->size[a] += f->size[b];
        f->size[b] = 0;
        for (uint32_t i = b; i != HSAY_NONE; i = f->next[i])
            f->group[i] = a;
    }
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static void add_figure(finder *f, uint32_t first)
{
    uint32_t list[HSAY_FIGURE_MEMBERS], count = 0;
    for (uint32_t i = first; i != HSAY_NONE; i = f->next[i])
        list[count++] = i;
    qsort(list, count, sizeof *list, by_number);
    hsay_figures__add(&f->base, list, count);
}

static void add_figures(finder *f)
{
    bool *done = hsay_arena_array(f->base.work, f->base.numbers.count, sizeof *done);
    for (uint32_t i = 0; done && i < f->base.numbers.count; i++) {
        uint32_t group = f->group[i];
        if (f->size[group] >= 2 && !done[group])
            add_figure(f, group);
        done[group] = true;
    }
}

static void find(finder *f, const hsay_story *story)
{
    for (uint32_t i = 0; i < story->article_count; i++)
        hsay_numbers__read(f->base.views.items[story->articles[i]].article, story->articles[i],
                           f->base.work, &f->base.numbers);
    f->group = hsay_arena_array(f->base.work, f->base.numbers.count, sizeof *f->group);
    f->next = hsay_arena_array(f->base.work, f->base.numbers.count, sizeof *f->next);
    f->size = hsay_arena_array(f->base.work, f->base.numbers.count, sizeof *f->size);
    if (hsay_arena_failed(f->base.work))
        return;
    pair_up(f);
    join(f);
    add_figures(f);
    hsay_figures__add_parts(&f->base);
}

hsay_status hsay_figures_find(hsay_views views, const hsay_story *story, hsay_arena *arena,
                              hsay_figures *out)
{
    finder f = {.base = {.views = views, .arena = arena, .work = hsay_arena_new()}};
    f.more = story->article_count > FEW_ARTICLES ? NEED.many_articles : 0;
    if (!f.base.work)
        return HSAY_MEMORY;
    find(&f, story);
    bool failed = hsay_arena_failed(arena) || hsay_arena_failed(f.base.work);
    hsay_arena_free(f.base.work);
    if (failed)
        return HSAY_MEMORY;
    *out = (hsay_figures){f.base.figures.items, (uint32_t)f.base.figures.count};
    return HSAY_OK;
}
