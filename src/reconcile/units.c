/*
 * Statements become units: each range of a content, and each sentence in it where it holds more
 * than one.  Invariant: units of one article stand in text order, the longer before the shorter.
 */
#include "reconcile/units.h"

#include <stdlib.h>

typedef struct maker {
    hsay_views views;
    hsay_arena *arena;
    hsay_units *units;
    uint32_t least_words;
} maker;

static void add_unit(maker *m, hsay_unit u, hsay_words all, uint32_t first, uint32_t end)
{
    if (end - first < m->least_words || end - first > HSAY_UNIT_WORDS)
        return;
    u.words = (hsay_words){all.items + first, end - first};
    uint32_t marked = 0;
    for (uint32_t i = first; i < end; i++)
        marked += all.items[i].quoted;
    u.cited |= 2 * marked >= end - first;
    u.place.span = (hsay_span){all.items[first].span.start, all.items[end - 1].span.end};
    u.stems = hsay_stems__of(m->views.items[u.place.article].article, u.words, m->arena);
    hsay_vec_push(m->arena, m->units, u);
}

/* One range of a content, and its sentences. */
static void units_of(maker *m, hsay_unit u, hsay_span content)
{
    const hsay_article *article = m->views.items[u.place.article].article;
    hsay_words w = hsay_words__scan(article, content, m->arena);
    uint32_t first = 0;
    add_unit(m, u, w, 0, w.count);
    for (uint32_t i = 1; i <= w.count; i++) {
        if (i < w.count && !w.items[i].starts)
            continue;
        if (i - first < w.count)
            add_unit(m, u, w, first, i);
        first = i;
    }
}

static int by_place(const void *x, const void *y)
{
    const hsay_unit *a = x, *b = y;
    if (a->place.article != b->place.article)
        return a->place.article < b->place.article ? -1 : 1;
    if (a->place.span.start != b->place.span.start)
        return a->place.span.start < b->place.span.start ? -1 : 1;
    if (a->place.span.end != b->place.span.end)
        return a->place.span.end > b->place.span.end ? -1 : 1;
    return (a->place.statement > b->place.statement) - (a->place.statement < b->place.statement);
}

static void weigh(maker *m, hsay_weights *weights)
{
    size_t count = m->units->count;
    hsay_stems *lists = hsay_arena_array(m->arena, count, sizeof *lists);
    for (size_t i = 0; lists && i < count; i++)
        lists[i] = m->units->items[i].stems;
    *weights = hsay_weights__make(lists, lists ? (uint32_t)count : 0, m->arena);
    for (size_t i = 0; i < count; i++)
        m->units->items[i].weight = hsay_weights__sum(*weights, m->units->items[i].stems);
}

void hsay_units__make(hsay_views views, const hsay_story *story, uint32_t least_words,
                      hsay_arena *arena, hsay_units *units, hsay_weights *weights)
{
    maker m = {views, arena, units, least_words};
    for (uint32_t a = 0; a < story->article_count; a++) {
        const hsay_view *v = &views.items[story->articles[a]];
        for (uint32_t i = 0; i < v->statements.count; i++) {
            const hsay_statement *s = &v->statements.items[i];
            hsay_unit u = {.place = {story->articles[a], i, {0, 0}}, .speaker = s->speaker};
            u.speaker_stem = hsay_stem__of_speaker(s->speaker);
            u.vague = hsay_speaker__is_vague(s->speaker);
            u.quoted = s->kind != HSAY_KIND_INDIRECT;
            u.cited = s->kind == HSAY_KIND_DIRECT;
            u.inner = s->outer != HSAY_NONE;
            for (uint32_t k = 0; k < s->content.count; k++)
                units_of(&m, u, s->content.items[k]);
        }
    }
    if (units->count)
        qsort(units->items, units->count, sizeof *units->items, by_place);
    weigh(&m, weights);
}
