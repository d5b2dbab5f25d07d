/*
 * Statements become threads: sentences of contents that one speaker is given in two or more
 * articles, and that share most of their words in order.  Words are aligned by their longest common
 * subsequence.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "reconcile/reconcile.h"
#include "trace/words.h"

enum {
    UNITS_OF_SPEAKER = 400,
    UNIT_WORDS = 80,
    LEAST_WORDS = 5,
    LEAST_SHARED = 4,
    LEAST_TELLING = 3,
    NEAR_WORDS = 8,
    SHINGLE_WORDS = 4,
    NEIGHBOURS = 8
};
static const double NEAR_SHARE = 0.75;  /* where the speakers' names differ */
static const double LEAST_SHARE = 0.55; /* of the shorter one's words; samples, 2026-11-24 */

typedef struct unit {
    hsay_place place;
    hsay_str speaker;
    hsay_words words;
    bool quoted;
    uint32_t group; /* index of the first unit of its thread */
} unit;

typedef struct finder {
    hsay_views views;
    hsay_arena *arena;
    HSAY_VEC(unit) units;
    HSAY_VEC(hsay_thread) threads;
} finder;

static hsay_str last_word(hsay_str name)
{
    size_t at = name.len;
    while (at > 0 && name.ptr[at - 1] != ' ')
        at--;
    return hsay_str_cut(name, at, name.len);
}

static void add_unit(finder *f, unit u, hsay_words all, uint32_t first, uint32_t end)
{
    if (end - first < LEAST_WORDS || end - first > UNIT_WORDS)
        return;
    u.words = (hsay_words){all.items + first, end - first};
    u.place.span = (hsay_span){all.items[first].span.start, all.items[end - 1].span.end};
    hsay_vec_push(f->arena, &f->units, u);
}

/* The sentences of one range of a content, each a unit. */
static void units_of(finder *f, unit u, hsay_span content)
{
    hsay_words w = hsay_words__scan(f->views.items[u.place.article].article, content, f->arena);
    uint32_t first = 0;
    for (uint32_t i = 1; i <= w.count; i++)
        if (i == w.count || w.items[i].starts) {
            add_unit(f, u, w, first, i);
            first = i;
        }
}

static void collect(finder *f, const hsay_story *story)
{
    for (uint32_t a = 0; a < story->article_count; a++) {
        const hsay_view *v = &f->views.items[story->articles[a]];
        for (uint32_t i = 0; i < v->statements.count; i++) {
            const hsay_statement *s = &v->statements.items[i];
            unit u = {{story->articles[a], i, {0, 0}}, s->speaker, {0}, false, 0};
            u.quoted = s->kind != HSAY_KIND_INDIRECT;
            for (uint32_t k = 0; k < s->content.count && s->speaker.len; k++)
                units_of(f, u, s->content.items[k]);
        }
    }
}

static int by_speaker(const void *x, const void *y)
{
    const unit *a = x, *b = y;
    int order = hsay_str_compare(last_word(a->speaker), last_word(b->speaker));
    if (order)
        return order;
    if (a->place.article != b->place.article)
        return a->place.article < b->place.article ? -1 : 1;
    if (a->place.span.start != b->place.span.start)
        return a->place.span.start < b->place.span.start ? -1 : 1;
    return (a->place.statement > b->place.statement) - (a->place.statement < b->place.statement);
}

/* Length of the longest common subsequence; `in_b` tells which words of b are in one. */
static uint32_t align(hsay_words a, hsay_words b, bool in_b[UNIT_WORDS])
{
    static const uint8_t ZERO[UNIT_WORDS + 1] = {0};
    uint8_t rows[UNIT_WORDS + 1][UNIT_WORDS + 1]; /* rows[i][j]: of a from i on and b from j on */
    memcpy(rows[a.count], ZERO, sizeof ZERO);
    for (uint32_t i = a.count; i-- > 0;) {
        rows[i][b.count] = 0;
        for (uint32_t j = b.count; j-- > 0;) {
            uint8_t skip = rows[i + 1][j] > rows[i][j + 1] ? rows[i + 1][j] : rows[i][j + 1];
            bool same = a.items[i].hash == b.items[j].hash;
            rows[i][j] = same ? (uint8_t)(rows[i + 1][j + 1] + 1) : skip;
        }
    }
    memset(in_b, 0, UNIT_WORDS * sizeof *in_b);
    for (uint32_t i = 0, j = 0; i < a.count && j < b.count;) {
        if (a.items[i].hash == b.items[j].hash) {
            in_b[j++] = true;
            i++;
        } else if (rows[i + 1][j] >= rows[i][j + 1]) {
            i++;
        } else {
            j++;
        }
    }
    return rows[0][0];
}

static uint32_t telling_words(const finder *f, const unit *u, const bool in[UNIT_WORDS])
{
    hsay_str text = f->views.items[u->place.article].article->text;
    uint32_t count = 0;
    for (uint32_t i = 0; i < u->words.count; i++)
        count += in[i] && !hsay_words__is_common(hsay_str_at(text, u->words.items[i].span));
    return count;
}

static bool same_utterance(const finder *f, const unit *a, const unit *b)
{
    bool in_b[UNIT_WORDS];
    uint32_t shared = align(a->words, b->words, in_b);
    uint32_t shorter = a->words.count < b->words.count ? a->words.count : b->words.count;
    return shared >= LEAST_SHARE * shorter &&
           telling_words(f, b, in_b) >= (a->quoted && b->quoted ? LEAST_TELLING : LEAST_SHARED) &&
           shared >= LEAST_SHARED;
}

/* Words of `u` that the first member has not, neighbours joined. */
static hsay_spans differing(finder *f, const unit *first, const unit *u)
{
    HSAY_VEC(hsay_span) spans = {0};
    bool in[UNIT_WORDS];
    align(first->words, u->words, in);
    for (uint32_t i = 0; i < u->words.count; i++) {
        if (in[i])
            continue;
        hsay_span s = u->words.items[i].span;
        if (i > 0 && !in[i - 1] && spans.count)
            spans.items[spans.count - 1].end = s.end;
        else
            hsay_vec_push(f->arena, &spans, s);
    }
    return (hsay_spans){spans.items, (uint32_t)spans.count};
}

/* Of one article the fullest wording. */
static uint32_t members_of(finder *f, const unit *units, uint32_t count, uint32_t group,
                           const unit **out, uint32_t most)
{
    uint32_t members = 0;
    for (uint32_t i = group; i < count; i++) {
        if (units[i].group != group)
            continue;
        const unit *last = members ? out[members - 1] : NULL;
        if (last && last->place.article == units[i].place.article) {
            if (units[i].words.count > last->words.count)
                out[members - 1] = &units[i];
        } else if (members < most) {
            out[members++] = &units[i];
        }
    }
    (void)f;
    return members;
}

static void add_thread(finder *f, const unit **units, uint32_t count)
{
    hsay_thread_member *members = hsay_arena_array(f->arena, count, sizeof *members);
    bool varied = false, said = true;
    hsay_str difference = HSAY_STR_NONE;
    for (uint32_t i = 0; members && i < count; i++) {
        members[i] = (hsay_thread_member){units[i]->place, {0}};
        said &= units[i]->quoted;
        if (i == 0)
            continue;
        members[i].differing = differing(f, units[0], units[i]);
        hsay_spans other = differing(f, units[i], units[0]);
        if (!members[0].differing.count)
            members[0].differing = other;
        varied |= members[i].differing.count > 0 && other.count > 0;
        if (!difference.len && members[i].differing.count && other.count) {
            const hsay_article *a = f->views.items[units[0]->place.article].article;
            const hsay_article *b = f->views.items[units[i]->place.article].article;
            hsay_str x = hsay_str_at(a->text, other.items[0]);
            hsay_str y = hsay_str_at(b->text, members[i].differing.items[0]);
            difference = hsay_arena_format(f->arena, "\"%.*s\" here, \"%.*s\" there", (int)x.len,
                                           x.ptr, (int)y.len, y.ptr);
        }
    }
    hsay_thread t = {.speaker = units[0]->speaker, .members = members, .member_count = count};
    t.form = !said ? HSAY_FORM_PARAPHRASE : varied ? HSAY_FORM_VARIED : HSAY_FORM_SAME_WORDS;
    t.difference = difference;
    t.why = HSAY_STR("one speaker, and most words in the same order");
    hsay_vec_push(f->arena, &f->threads, t);
}

static void join(finder *f, unit *units, uint32_t count)
{
    const unit *members[64];
    for (uint32_t i = 0; i < count; i++)
        units[i].group = i;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count; k++)
            if (units[k].group == k && units[i].place.article != units[k].place.article &&
                same_utterance(f, &units[i], &units[k]))
                units[k].group = units[i].group;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t n = units[i].group == i ? members_of(f, units, count, i, members, 64) : 0;
        if (n >= 2)
            add_thread(f, members, n);
    }
}

/* A run of words of a long quotation: where two articles share it, their speakers may have two
 * names. */
typedef struct shingle {
    uint64_t hash;
    uint32_t unit;
} shingle;

static int by_hash(const void *x, const void *y)
{
    const shingle *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

static bool nearly_equal(const finder *f, const unit *a, const unit *b)
{
    bool in_b[UNIT_WORDS];
    uint32_t shorter = a->words.count < b->words.count ? a->words.count : b->words.count;
    return a->place.article != b->place.article && !hsay_str_equal(a->speaker, b->speaker) &&
           !hsay_str_equal(last_word(a->speaker), last_word(b->speaker)) &&
           align(a->words, b->words, in_b) >= NEAR_SHARE * shorter &&
           telling_words(f, b, in_b) >= LEAST_SHARED;
}

/* Long quotations of nearly the same words, given to two names: joined in pairs, each unit once. */
static void join_namesakes(finder *f)
{
    HSAY_VEC(shingle) shingles = {0};
    unit *units = f->units.items;
    bool *joined = hsay_arena_array(f->arena, f->units.count, sizeof *joined);
    for (uint32_t u = 0; joined && u < f->units.count; u++)
        for (uint32_t i = 0; units[u].quoted && units[u].words.count >= NEAR_WORDS &&
                             i + SHINGLE_WORDS <= units[u].words.count;
             i++) {
            uint64_t hash = 0;
            for (uint32_t k = 0; k < SHINGLE_WORDS; k++)
                hash = hash * 0x9E3779B97F4A7C15u + units[u].words.items[i + k].hash;
            hsay_vec_push(f->arena, &shingles, (shingle){hash, u});
        }
    if (!joined || !shingles.count)
        return;
    qsort(shingles.items, shingles.count, sizeof(shingle), by_hash);
    for (size_t i = 0; i < shingles.count; i++)
        for (size_t k = i + 1; k < shingles.count && k - i <= NEIGHBOURS &&
                               shingles.items[k].hash == shingles.items[i].hash;
             k++) {
            uint32_t x = shingles.items[i].unit, y = shingles.items[k].unit;
            uint32_t a = units[x].place.article <= units[y].place.article ? x : y;
            uint32_t b = a == x ? y : x;
            if (joined[a] || joined[b] || !nearly_equal(f, &units[a], &units[b]))
                continue;
            joined[a] = joined[b] = true;
            add_thread(f, (const unit *[]){&units[a], &units[b]}, 2);
            hsay_thread *t = f->threads.count ? &f->threads.items[f->threads.count - 1] : NULL;
            if (t)
                t->why = HSAY_STR("nearly the same quoted words, under two names");
        }
}

hsay_status hsay_threads_find(hsay_views views, const hsay_story *story, hsay_arena *arena,
                              hsay_threads *out)
{
    finder f = {.views = views, .arena = arena};
    collect(&f, story);
    if (f.units.count)
        qsort(f.units.items, f.units.count, sizeof(unit), by_speaker);
    for (size_t i = 0, end; i < f.units.count; i = end) {
        hsay_str name = last_word(f.units.items[i].speaker);
        for (end = i; end < f.units.count && end - i < UNITS_OF_SPEAKER &&
                      hsay_str_equal(last_word(f.units.items[end].speaker), name);)
            end++;
        join(&f, f.units.items + i, (uint32_t)(end - i));
    }
    join_namesakes(&f);
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    *out = (hsay_threads){f.threads.items, (uint32_t)f.threads.count};
    return HSAY_OK;
}
