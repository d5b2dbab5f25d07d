/*
 * Articles become copies: shingles of words find pairs, and each pair is verified word by word.  A
 * copy rests on words outside quotation marks: two reports of one speech share its words and are
 * none. Where a shingle stands in many articles only neighbours are paired, so the cost stays
 * near-linear.  Shingles are sorted a share of all hashes at a time, so that the memory for them is
 * small beside the words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/str.h"
#include "trace/trace.h"
#include "trace/words.h"

/* Tuned on the sample articles, 2026-11-24. */
static const struct {
    uint32_t shingle_words, shared_shingles, group_pairs;
    double least_share, edited_share, identical_share;
} TUNED = {8, 3, 12, 0.30, 0.50, 0.98};

typedef struct shingle {
    uint64_t hash;
    uint32_t article, at;
} shingle;

typedef struct pair {
    uint32_t a, b;
} pair;

enum { SHINGLES_AT_ONCE = 4 * 1024 * 1024, PASSES_MOST = 16 };

typedef struct finder {
    hsay_views views;
    hsay_arena *arena, *work; /* of the results; of what is only needed here */
    hsay_words *words;
    shingle *shingles; /* of this pass */
    size_t shingle_count;
    HSAY_VEC(pair) pairs;
    HSAY_VEC(hsay_copy) copies;
} finder;

static uint64_t shingle_hash(const hsay_word *w)
{
    uint64_t h = 0;
    for (uint32_t i = 0; i < TUNED.shingle_words; i++)
        h = h * 0x9E3779B97F4A7C15u + w[i].hash;
    return h;
}

static int by_hash(const void *x, const void *y)
{
    const shingle *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static int by_pair(const void *x, const void *y)
{
    const pair *a = x, *b = y;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static size_t shingles_in(hsay_words w)
{
    return w.count >= TUNED.shingle_words ? w.count - TUNED.shingle_words + 1 : 0;
}

/* The words of all articles, each list as large as it is; answers how many shingles they make. */
static size_t scan(finder *f)
{
    hsay_arena *scratch = hsay_arena_new();
    size_t shingles = 0;
    for (uint32_t i = 0; scratch && i < f->views.count; i++) {
        const hsay_article *a = f->views.items[i].article;
        hsay_words w = hsay_words__scan(a, (hsay_span){0, (uint32_t)a->text.len}, scratch);
        hsay_word *kept = hsay_arena_array(f->work, w.count, sizeof *kept);
        if (hsay_arena_failed(scratch) || !kept)
            break;
        if (w.count)
            memcpy(kept, w.items, w.count * sizeof *kept);
        f->words[i] = (hsay_words){kept, w.count};
        shingles += shingles_in(w);
        hsay_arena_reset(scratch);
    }
    bool failed = !scratch || hsay_arena_failed(scratch) || hsay_arena_failed(f->work);
    hsay_arena_free(scratch);
    return failed ? SIZE_MAX : shingles;
}

/* The shingles whose hash belongs to this pass, sorted. */
static void collect(finder *f, unsigned pass, unsigned passes)
{
    f->shingle_count = 0;
    for (uint32_t i = 0; i < f->views.count; i++)
        for (size_t k = 0; k < shingles_in(f->words[i]); k++) {
            uint64_t hash = shingle_hash(f->words[i].items + k);
            if ((hash >> 32) % passes == pass)
                f->shingles[f->shingle_count++] = (shingle){hash, i, (uint32_t)k};
        }
    if (f->shingle_count)
        qsort(f->shingles, f->shingle_count, sizeof(shingle), by_hash);
}

/* Each article of a group with the next few: enough to join them all. */
static void pair_up(finder *f)
{
    for (size_t i = 0; i < f->shingle_count; i++)
        for (size_t k = i + 1; k < f->shingle_count && k - i <= TUNED.group_pairs &&
                               f->shingles[k].hash == f->shingles[i].hash;
             k++)
            if (f->shingles[k].article != f->shingles[i].article)
                hsay_vec_push(f->work, &f->pairs,
                              (pair){f->shingles[i].article, f->shingles[k].article});
}

/* How many shingles the largest pass has. */
static size_t largest_pass(const finder *f, unsigned passes)
{
    size_t counts[PASSES_MOST] = {0}, most = 0;
    for (uint32_t i = 0; i < f->views.count; i++)
        for (size_t k = 0; k < shingles_in(f->words[i]); k++)
            counts[(shingle_hash(f->words[i].items + k) >> 32) % passes]++;
    for (unsigned p = 0; p < passes; p++)
        most = counts[p] > most ? counts[p] : most;
    return most;
}

static hsay_status find_pairs(finder *f, size_t shingles)
{
    size_t wanted = shingles / SHINGLES_AT_ONCE + 1;
    unsigned passes = wanted < PASSES_MOST ? (unsigned)wanted : PASSES_MOST;
    f->shingles = hsay_alloc__new(largest_pass(f, passes) * sizeof *f->shingles);
    if (!f->shingles)
        return HSAY_MEMORY;
    for (unsigned pass = 0; pass < passes; pass++) {
        collect(f, pass, passes);
        pair_up(f);
    }
    hsay_alloc__free(f->shingles);
    if (f->pairs.count)
        qsort(f->pairs.items, f->pairs.count, sizeof(pair), by_pair);
    return hsay_arena_failed(f->work) ? HSAY_MEMORY : HSAY_OK;
}

/* First place at or after `from` in the sorted shingles of `article`; SIZE_MAX: none. */
static size_t place_in(const shingle *list, size_t count, uint64_t hash)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && list[low].hash == hash ? list[low].at : SIZE_MAX;
}

typedef struct overlap {
    HSAY_VEC(hsay_passage) passages; /* copy: of b; original: of a */
    uint32_t words, own_words;       /* all; outside quotation marks */
} overlap;

static overlap verify(finder *f, uint32_t a, uint32_t b, const shingle *of_a, size_t count)
{
    overlap o = {0};
    hsay_words wa = f->words[a], wb = f->words[b];
    for (uint32_t j = 0; j + TUNED.shingle_words <= wb.count;) {
        size_t at = place_in(of_a, count, shingle_hash(wb.items + j));
        uint32_t n = 0, own = 0;
        while (at != SIZE_MAX && at + n < wa.count && j + n < wb.count &&
               wa.items[at + n].hash == wb.items[j + n].hash)
            own += !wb.items[j + n++].quoted;
        if (n < TUNED.shingle_words) {
            j++;
            continue;
        }
        hsay_passage p = {{wb.items[j].span.start, wb.items[j + n - 1].span.end},
                          {wa.items[at].span.start, wa.items[at + n - 1].span.end},
                          n};
        hsay_vec_push(f->arena, &o.passages, p);
        o.words += n;
        o.own_words += own;
        j += n;
    }
    return o;
}

static uint32_t own_words(hsay_words w)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < w.count; i++)
        count += !w.items[i].quoted;
    return count;
}

static double share(uint32_t part, uint32_t whole)
{
    double s = whole ? (double)part / whole : 0;
    return s > 1 ? 1 : s;
}

static void add_copy(finder *f, uint32_t a, uint32_t b, const overlap *o)
{
    const hsay_article *first = f->views.items[a].article, *second = f->views.items[b].article;
    hsay_copy c = {.copy = b,
                   .original = a,
                   .passages = o->passages.items,
                   .passage_count = (uint32_t)o->passages.count};
    c.copy_share = share(o->words, f->words[b].count);
    c.original_share = share(o->words, f->words[a].count);
    c.directed =
        first->date.len && second->date.len && hsay_str_compare(first->date, second->date) < 0;
    bool same = c.copy_share >= TUNED.identical_share && c.original_share >= TUNED.identical_share;
    bool most = c.copy_share >= TUNED.edited_share && c.original_share >= TUNED.edited_share;
    c.kind = same ? HSAY_COPY_IDENTICAL : most ? HSAY_COPY_EDITED : HSAY_COPY_EXCERPT;
    c.why = hsay_arena_format(f->arena, "%u words in %u passages stand in both%s", o->words,
                              c.passage_count,
                              c.directed ? "; the original bears the earlier date" : "");
    hsay_vec_push(f->arena, &f->copies, c);
}

/* The shingles of one article, sorted by hash; NULL where memory is short. */
static shingle *shingles_of(finder *f, uint32_t article, size_t *count)
{
    hsay_words w = f->words[article];
    *count = shingles_in(w);
    shingle *list = hsay_alloc__new(*count * sizeof *list);
    for (size_t i = 0; list && i < *count; i++)
        list[i] = (shingle){shingle_hash(w.items + i), article, (uint32_t)i};
    if (list && *count)
        qsort(list, *count, sizeof *list, by_hash);
    return list;
}

static hsay_status check_pairs(finder *f)
{
    shingle *list = NULL;
    size_t listed = 0;
    uint32_t listed_article = HSAY_NONE;
    for (size_t i = 0, next; i < f->pairs.count; i = next) {
        pair p = f->pairs.items[i];
        for (next = i + 1; next < f->pairs.count && !by_pair(&p, &f->pairs.items[next]);)
            next++;
        if (next - i < TUNED.shared_shingles)
            continue;
        if (p.a != listed_article) {
            hsay_alloc__free(list);
            list = shingles_of(f, p.a, &listed);
            listed_article = p.a;
            if (!list)
                return HSAY_MEMORY;
        }
        overlap o = verify(f, p.a, p.b, list, listed);
        uint32_t a = own_words(f->words[p.a]), b = own_words(f->words[p.b]);
        if (share(o.own_words, a < b ? a : b) >= TUNED.least_share)
            add_copy(f, p.a, p.b, &o);
    }
    hsay_alloc__free(list);
    return HSAY_OK;
}

static hsay_status find(finder *f)
{
    f->words = hsay_arena_array(f->work, f->views.count, sizeof *f->words);
    size_t shingles = f->words ? scan(f) : SIZE_MAX;
    if (shingles == SIZE_MAX)
        return HSAY_MEMORY;
    hsay_status status = find_pairs(f, shingles);
    return status == HSAY_OK ? check_pairs(f) : status;
}

hsay_status hsay_copies_find(hsay_views views, hsay_arena *arena, hsay_copies *out)
{
    finder f = {.views = views, .arena = arena, .work = hsay_arena_new()};
    hsay_status status = f.work ? find(&f) : HSAY_MEMORY;
    hsay_arena_free(f.work);
    if (status != HSAY_OK || hsay_arena_failed(arena))
        return HSAY_MEMORY;
    *out = (hsay_copies){f.copies.items, (uint32_t)f.copies.count};
    return HSAY_OK;
}
