/*
 * Statements become threads: units of two or more articles that word one utterance.  Units that
 * share a telling word are scored by how much of their words they share, rare ones weighing more,
 * by their speakers, and, between quotations, by the order of the words; the best pairs are joined
 * first.  A thread holds one unit an article.  A pair that falls a little short is joined where a
 * neighbour of one is joined with a neighbour of the other, as in two translations of one speech.
 * Cost: linear in the units, times COMPARED, times HSAY_UNIT_WORDS squared at most.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "reconcile/reconcile.h"
#include "reconcile/units.h"

enum { KEYS = 12, COMPARED = 24, MEMBERS = 512, OVERLAPS = 24, NEAR = 3 };
enum { LEAST_SHARED = 2, OTHERS_SHARED = 4, WHOLE_WORDS = 3 };

/* Hand-made events (24), 2026-11-25. */
static const struct {
    double one_speaker, vague_speaker; /* added to the share of words */
    double in_order;                   /* times the aligned share of two quotations */
    double inner;                      /* taken off for a statement inside another */
    double full_weight;                /* from that much shared weight on the share counts full */
    double align_from;                 /* units that share less of their weight are not aligned */
    double least, least_beside;        /* to be joined; beside neighbours that are */
    double ordered_share;              /* of the shorter one's words, where `why` tells the order */
    double trim_share;                 /* ordered words of the shorter to be cut */
    double trim_part;  /* a member is cut to the common run where that is no larger a part */
    double other_word; /* per word that only one has, against 1 for one that both */
} NEED = {.25, .1, .2, .05, 12, .2, .5, .38, .55, .9, .67, -.5};

typedef struct key {
    uint64_t hash;
    uint32_t unit;
} key;

typedef struct pair {
    double score;
    uint32_t a, b;
} pair;

typedef struct finder {
    hsay_views views;
    hsay_arena *arena, *work; /* of the results; of what is only needed here */
    hsay_units units;
    hsay_weights weights;
    uint32_t *group, *next, *size; /* per unit: first of its thread, next in it, how many */
    HSAY_VEC(key) keys;
    HSAY_VEC(pair) pairs;
    HSAY_VEC(hsay_thread) threads;
} finder;

static double ordered_share(const hsay_unit *a, const hsay_unit *b)
{
    bool in_b[HSAY_UNIT_WORDS];
    uint32_t shorter = a->words.count < b->words.count ? a->words.count : b->words.count;
    return (double)hsay_units__align(a->words, b->words, in_b) / shorter;
}

/*
 * (s / min(w_a, w_b) + s / (w_a + w_b - s)) / 2 * min(1, s / full) + speakers + order: s the weight
 * of the shared stems, w each one's.
 */
static double score(const finder *f, const hsay_unit *a, const hsay_unit *b)
{
    hsay_overlap both = hsay_stems__overlap(a->stems, b->stems, f->weights);
    double less = a->weight < b->weight ? a->weight : b->weight;
    if (!both.count || a->place.article == b->place.article)
        return 0;
    double share = both.weight / less, all = a->weight + b->weight - both.weight;
    bool one = a->speaker_stem && a->speaker_stem == b->speaker_stem;
    double order = a->quoted && b->quoted && share >= NEED.align_from ? ordered_share(a, b) : 0;
    bool whole = order == 1 && a->words.count == b->words.count && one;
    bool ordered = order >= NEED.ordered_share, vague = a->vague || b->vague;
    if ((!one && (both.count < OTHERS_SHARED || !(ordered || vague))) ||
        (both.count < LEAST_SHARED && !whole))
        return 0;
    double full = both.weight / NEED.full_weight;
    return (share + both.weight / all) / 2 * (full < 1 && !whole ? full : 1) +
           (one                    ? NEED.one_speaker
            : a->vague || b->vague ? NEED.vague_speaker
                                   : 0) +
           NEED.in_order * order - (a->inner || b->inner ? NEED.inner : 0);
}

static void add_key(finder *f, uint32_t unit, uint64_t stem, uint64_t speaker)
{
    hsay_str bytes = {(const char *)&stem, sizeof stem};
    hsay_vec_push(f->work, &f->keys, (key){hsay_hash_fast(bytes, speaker), unit});
}

/* A unit can be found by its rarest stems, among all units and among its speaker's. */
static void add_keys(finder *f, uint32_t i)
{
    const hsay_unit *u = &f->units.items[i];
    bool taken[HSAY_UNIT_WORDS] = {false};
    if (!u->speaker_stem && !u->quoted)
        return;
    for (uint32_t n = 0; n < KEYS && n < u->stems.count; n++) {
        uint32_t rarest = hsay_weights__rarest(f->weights, u->stems, taken);
        taken[rarest] = true;
        add_key(f, i, u->stems.items[rarest], 0);
        if (u->speaker_stem)
            add_key(f, i, u->stems.items[rarest], u->speaker_stem);
    }
}

static int by_key(const void *x, const void *y)
{
    const key *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

/* The surest first; of equal ones the shorter range, then by place. */
static int by_score(const void *x, const void *y)
{
    const pair *a = x, *b = y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->a != b->a)
        return a->a > b->a ? -1 : 1;
    return (a->b < b->b) - (a->b > b->b);
}

static void pair_up(finder *f)
{
    for (uint32_t i = 0; i < f->units.count; i++)
        add_keys(f, i);
    if (f->keys.count)
        qsort(f->keys.items, f->keys.count, sizeof(key), by_key);
    for (size_t i = 0; i < f->keys.count; i++)
        for (size_t k = i + 1; k < f->keys.count && k - i <= COMPARED &&
                               f->keys.items[k].hash == f->keys.items[i].hash;
             k++) {
            uint32_t a = f->keys.items[i].unit, b = f->keys.items[k].unit;
            double s = score(f, &f->units.items[a], &f->units.items[b]);
            if (s >= NEED.least_beside)
                hsay_vec_push(f->work, &f->pairs, (pair){s, a, b});
        }
    if (f->pairs.count)
        qsort(f->pairs.items, f->pairs.count, sizeof(pair), by_score);
}

static bool share_article(const finder *f, uint32_t group, uint32_t other)
{
    for (uint32_t i = group, k = other; i != HSAY_NONE && k != HSAY_NONE;) {
        uint32_t x = f->units.items[i].place.article, y = f->units.items[k].place.article;
        if (x == y)
            return true;
        if (x < y)
            i = f->next[i];
        else
            k = f->next[k];
    }
    return false;
}

static bool holds_article(const finder *f, uint32_t group, uint32_t article)
{
    for (uint32_t i = group; i != HSAY_NONE; i = f->next[i])
        if (f->units.items[i].place.article == article)
            return true;
    return false;
}

/* A range that overlaps `a` stands in a thread with the article of `b` already. */
static bool is_covered(const finder *f, uint32_t a, uint32_t b)
{
    const hsay_unit *units = f->units.items;
    uint32_t first = a > OVERLAPS ? a - OVERLAPS : 0;
    for (uint32_t i = first; i < f->units.count && i <= a + OVERLAPS; i++)
        if (i != a && units[i].place.article == units[a].place.article &&
            units[i].place.span.start < units[a].place.span.end &&
            units[a].place.span.start < units[i].place.span.end && f->size[f->group[i]] > 1 &&
            holds_article(f, f->group[i], units[b].place.article))
            return true;
    return false;
}

/* Both lists, which ascend by article, become one. */
static void join(finder *f, uint32_t a, uint32_t b)
{
    uint32_t first = HSAY_NONE, *link = &first, sum = f->size[a] + f->size[b];
    for (uint32_t i = a, k = b; i != HSAY_NONE || k != HSAY_NONE;) {
        bool left = k == HSAY_NONE || (i != HSAY_NONE && f->units.items[i].place.article <
                                                             f->units.items[k].place.article);
        uint32_t *from = left ? &i : &k, taken = *from;
        *from = f->next[taken];
        *link = taken;
        link = &f->next[taken];
    }
    *link = HSAY_NONE;
    for (uint32_t i = first; i != HSAY_NONE; i = f->next[i])
        f->group[i] = first;
    f->size[first] = sum;
}

/* One of the few units beside `a` stands in a thread with one of those beside `b`. */
static bool has_joined_neighbours(const finder *f, uint32_t a, uint32_t b)
{
    const hsay_unit *units = f->units.items;
    for (uint32_t i = a > NEAR ? a - NEAR : 0; i < f->units.count && i <= a + NEAR; i++) {
        if (i == a || units[i].place.article != units[a].place.article ||
            units[i].speaker_stem != units[a].speaker_stem || f->size[f->group[i]] < 2)
            continue;
        for (uint32_t k = b > NEAR ? b - NEAR : 0; k < f->units.count && k <= b + NEAR; k++)
            if (k != b && units[k].place.article == units[b].place.article &&
                f->group[i] == f->group[k])
                return true;
    }
    return false;
}

static void join_all(finder *f)
{
    for (uint32_t i = 0; i < f->units.count; i++) {
        f->group[i] = i;
        f->next[i] = HSAY_NONE;
        f->size[i] = 1;
    }
    for (size_t p = 0; p < f->pairs.count; p++) {
        uint32_t a = f->pairs.items[p].a, b = f->pairs.items[p].b;
        uint32_t x = f->group[a], y = f->group[b];
        if (x == y || f->size[x] + f->size[y] > MEMBERS ||
            (f->pairs.items[p].score < NEED.least && !has_joined_neighbours(f, a, b)) ||
            share_article(f, x, y) || is_covered(f, a, b) || is_covered(f, b, a))
            continue;
        join(f, x, y);
    }
}

static hsay_str why(const finder *f, const hsay_unit *a, const hsay_unit *b)
{
    bool one = a->speaker_stem && a->speaker_stem == b->speaker_stem;
    if (ordered_share(a, b) >= NEED.ordered_share)
        return one ? HSAY_STR("one speaker, and most words in the same order")
                   : HSAY_STR("most words in the same order, the speaker named otherwise");
    hsay_overlap both = hsay_stems__overlap(a->stems, b->stems, f->weights);
    return hsay_arena_format(f->arena, "%s, and %u telling words shared",
                             one ? "one speaker" : "the speaker named otherwise", both.count);
}

/* A mark stands between word `i` and the one before it. */
static bool is_clause(const finder *f, const hsay_unit *u, uint32_t i)
{
    hsay_str text = f->views.items[u->place.article].article->text;
    for (uint32_t at = u->words.items[i - 1].span.end; at < u->words.items[i].span.start; at++)
        if (text.ptr[at] != ' ')
            return true;
    return false;
}

/*
 * The run of words of `u` that `other` has too, where that is only a part of `u`: of all runs the
 * one with the largest sum of 1 for each word that both have in order and OTHER for each that only
 * `u` has.
 */
static hsay_words common_run(const finder *f, const hsay_unit *u, const hsay_unit *other)
{
    bool in[HSAY_UNIT_WORDS];
    uint32_t first = 0, best_first = 0, best_end = 0;
    double sum = 0, best = 0;
    hsay_units__align(other->words, u->words, in);
    for (uint32_t i = 0; i < u->words.count; i++) {
        if (sum <= 0) {
            sum = 0;
            first = i;
        }
        sum += in[i] ? 1 : NEED.other_word;
        if (sum > best) {
            best = sum;
            best_first = first;
            best_end = i + 1;
        }
    }
    while (best_first > 0 && !is_clause(f, u, best_first))
        best_first--;
    while (best_end < u->words.count && !is_clause(f, u, best_end))
        best_end++;
    return (hsay_words){u->words.items + best_first, best_end - best_first};
}

/* Cuts `u` to the words that another member of its thread has too, where the rest is long. */
static void trim(finder *f, uint32_t group, hsay_unit *u)
{
    hsay_words most = {NULL, 0};
    for (uint32_t i = group; i != HSAY_NONE; i = f->next[i]) {
        const hsay_unit *other = &f->units.items[i];
        if (other->place.article == u->place.article)
            continue;
        if (!(u->quoted && other->quoted) || ordered_share(u, other) < NEED.trim_share)
            return;
        hsay_words run = common_run(f, u, other);
        if (run.count > most.count)
            most = run;
    }
    if (most.count < WHOLE_WORDS || most.count > NEED.trim_part * u->words.count)
        return;
    u->words = most;
    u->place.span = (hsay_span){most.items[0].span.start, most.items[most.count - 1].span.end};
}

static void add_thread(finder *f, uint32_t group)
{
    for (uint32_t i = group; i != HSAY_NONE; i = f->next[i])
        trim(f, group, &f->units.items[i]);
    const hsay_unit *first = &f->units.items[group];
    hsay_thread_member *members = hsay_arena_array(f->arena, f->size[group], sizeof *members);
    hsay_thread t = {.speaker = first->speaker, .members = members};
    bool varied = false, said = true;
    for (uint32_t i = group; members && i != HSAY_NONE; i = f->next[i]) {
        const hsay_unit *u = &f->units.items[i];
        hsay_thread_member *m = &members[t.member_count++];
        m->place = u->place;
        said &= u->cited;
        if (u->speaker.len && hsay_speaker__is_vague(t.speaker) && !u->vague)
            t.speaker = u->speaker;
        if (u == first)
            continue;
        hsay_wording w = hsay_units__compare(f->views, first, u, f->arena);
        m->differing = hsay_units__differing(first, u, f->arena);
        if (!members[0].differing.count)
            members[0].differing = hsay_units__differing(u, first, f->arena);
        varied |= w.varied;
        if (!t.difference.len)
            t.difference = w.difference;
        if (!t.why.len)
            t.why = why(f, first, u);
    }
    t.form = !said ? HSAY_FORM_PARAPHRASE : varied ? HSAY_FORM_VARIED : HSAY_FORM_SAME_WORDS;
    hsay_vec_push(f->arena, &f->threads, t);
}

static void find(finder *f, const hsay_story *story)
{
    hsay_units__make(f->views, story, WHOLE_WORDS, f->work, &f->units, &f->weights);
    f->group = hsay_arena_array(f->work, f->units.count, sizeof *f->group);
    f->next = hsay_arena_array(f->work, f->units.count, sizeof *f->next);
    f->size = hsay_arena_array(f->work, f->units.count, sizeof *f->size);
    if (hsay_arena_failed(f->work))
        return;
    pair_up(f);
    join_all(f);
    for (uint32_t i = 0; i < f->units.count; i++)
        if (f->group[i] == i && f->size[i] > 1)
            add_thread(f, i);
}

hsay_status hsay_threads_find(hsay_views views, const hsay_story *story, hsay_arena *arena,
                              hsay_threads *out)
{
    finder f = {.views = views, .arena = arena, .work = hsay_arena_new()};
    if (!f.work)
        return HSAY_MEMORY;
    find(&f, story);
    bool failed = hsay_arena_failed(arena) || hsay_arena_failed(f.work);
    hsay_arena_free(f.work);
    if (failed)
        return HSAY_MEMORY;
    *out = (hsay_threads){f.threads.items, (uint32_t)f.threads.count};
    return HSAY_OK;
}
