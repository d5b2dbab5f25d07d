/*
 * Statements become threads: sentences of contents that two or more articles give to one speaker,
 * or quote whoever is named, and that share most of their words in order.  Words are aligned by
 * their longest common subsequence.
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
    LEAST_TELLING = 3
};
enum { RUN_WORDS = 4, RUNS_COMPARED = 8 };
static const double LEAST_SHARE = 0.55; /* of the shorter one's words; samples, 2026-11-24 */

typedef struct unit {
    hsay_place place;
    hsay_str speaker;
    hsay_words words;
    bool quoted;
    uint32_t group; /* a unit of the same thread; itself in the first one */
} unit;

/* A few words in a row, and the unit that holds them. */
typedef struct run {
    uint64_t hash;
    uint32_t unit;
} run;

typedef struct finder {
    hsay_views views;
    hsay_arena *arena;
    HSAY_VEC(unit) units;
    HSAY_VEC(hsay_thread) threads;
} finder;

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
            for (uint32_t k = 0; k < s->content.count && (s->speaker.len || u.quoted); k++)
                units_of(f, u, s->content.items[k]);
        }
    }
}

static int by_speaker(const void *x, const void *y)
{
    const unit *a = x, *b = y;
    int order = hsay_str_compare(hsay_str_last_word(a->speaker), hsay_str_last_word(b->speaker));
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
    bool one = true;
    for (uint32_t i = 1; i < count; i++)
        one &= hsay_str_equal_nocase(hsay_str_last_word(units[0]->speaker),
                                     hsay_str_last_word(units[i]->speaker));
    t.why = one ? HSAY_STR("one speaker, and most words in the same order")
                : HSAY_STR("quoted with most words in the same order, the speaker named otherwise");
    hsay_vec_push(f->arena, &f->threads, t);
}

static uint32_t root_of(finder *f, uint32_t i)
{
    unit *units = f->units.items;
    while (units[i].group != i)
        i = units[i].group = units[units[i].group].group;
    return i;
}

static void join(finder *f, uint32_t a, uint32_t b)
{
    const unit *x = &f->units.items[a], *y = &f->units.items[b];
    uint32_t i = root_of(f, a), k = root_of(f, b);
    if (i != k && x->place.article != y->place.article && same_utterance(f, x, y))
        f->units.items[i < k ? k : i].group = i < k ? i : k;
}

/* Every two sentences of one speaker, as many as the declared limit holds. */
static void join_by_speaker(finder *f)
{
    uint32_t count = (uint32_t)f->units.count;
    for (uint32_t i = 0, end; i < count; i = end) {
        hsay_str name = hsay_str_last_word(f->units.items[i].speaker);
        for (end = i; end < count && end - i < UNITS_OF_SPEAKER &&
                      hsay_str_equal(hsay_str_last_word(f->units.items[end].speaker), name);)
            end++;
        for (uint32_t a = i; a < end; a++)
            for (uint32_t b = a + 1; b < end; b++)
                join(f, a, b);
    }
}

static int by_run(const void *x, const void *y)
{
    const run *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

/*
 * Sentences in quotation marks that share a run of words, whoever is named: an article may call a
 * speaker by a by-name, or name nobody beside a quotation.
 */
static void join_by_words(finder *f)
{
    HSAY_VEC(run) runs = {0};
    for (uint32_t i = 0; i < f->units.count; i++) {
        hsay_words w = f->units.items[i].words;
        if (!f->units.items[i].quoted)
            continue;
        for (uint32_t k = 0; k + RUN_WORDS <= w.count; k++) {
            uint64_t hash = 0;
            for (uint32_t n = 0; n < RUN_WORDS; n++)
                hash = hash * 0x9E3779B97F4A7C15u + w.items[k + n].hash;
            hsay_vec_push(f->arena, &runs, (run){hash, i});
        }
    }
    if (runs.count)
        qsort(runs.items, runs.count, sizeof(run), by_run);
    for (size_t i = 0; i < runs.count; i++)
        for (size_t k = i + 1;
             k < runs.count && k - i <= RUNS_COMPARED && runs.items[k].hash == runs.items[i].hash;
             k++)
            join(f, runs.items[i].unit, runs.items[k].unit);
}

/* By thread, then article, the fullest wording first. */
static int by_group(const void *x, const void *y)
{
    const unit *a = *(const unit *const *)x, *b = *(const unit *const *)y;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->place.article != b->place.article)
        return a->place.article < b->place.article ? -1 : 1;
    if (a->words.count != b->words.count)
        return a->words.count > b->words.count ? -1 : 1;
    return (a > b) - (a < b);
}

/* Of each article the fullest wording becomes a member. */
static void add_threads(finder *f)
{
    uint32_t count = (uint32_t)f->units.count;
    const unit **list = hsay_arena_array(f->arena, count, sizeof *list);
    if (!list)
        return;
    for (uint32_t i = 0; i < count; i++) {
        f->units.items[i].group = root_of(f, i);
        list[i] = &f->units.items[i];
    }
    qsort(list, count, sizeof *list, by_group);
    for (uint32_t i = 0, end; i < count; i = end) {
        uint32_t members = 0;
        for (end = i; end < count && list[end]->group == list[i]->group; end++)
            if (!members || list[i + members - 1]->place.article != list[end]->place.article)
                list[i + members++] = list[end];
        if (members >= 2)
            add_thread(f, list + i, members);
    }
}

hsay_status hsay_threads_find(hsay_views views, const hsay_story *story, hsay_arena *arena,
                              hsay_threads *out)
{
    finder f = {.views = views, .arena = arena};
    collect(&f, story);
    if (f.units.count) {
        qsort(f.units.items, f.units.count, sizeof(unit), by_speaker);
        for (uint32_t i = 0; i < f.units.count; i++)
            f.units.items[i].group = i;
        join_by_speaker(&f);
        join_by_words(&f);
        add_threads(&f);
    }
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    *out = (hsay_threads){f.threads.items, (uint32_t)f.threads.count};
    return HSAY_OK;
}
