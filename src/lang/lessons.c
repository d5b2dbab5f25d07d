/* Cells become labels by number, with their shares. */
#include "lang/lessons.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "lang/analyse.h"
#include "lang/conllu.h"
#include "lang/script.h"
#include "lang/word_inputs.h"

enum { SLOTS = 1 << 14, VALUES_MOST = 8, WHOLE = 255 };

/* The most labels of each list, and how often one must be met. */
static const uint32_t MOST[HSAY_LISTED] = {160, 400, 80}, LEAST[HSAY_LISTED] = {2, 2, 2};

typedef struct counted {
    hsay_str text;
    uint32_t count;
} counted;

/* Open addressing; half full at most, what is met later is left out. */
typedef struct counter {
    counted slots[SLOTS];
    uint32_t used;
} counter;

struct hsay_label_counts {
    counter of[HSAY_LISTED];
};

static void count(counter *c, hsay_str text, hsay_arena *arena)
{
    if (text.len > HSAY_LABEL_BYTES)
        return;
    uint32_t at = (uint32_t)hsay_hash_fast(text, 0) % SLOTS;
    while (c->slots[at].count && !hsay_str_equal(c->slots[at].text, text))
        at = (at + 1) % SLOTS;
    if (!c->slots[at].count) {
        if (c->used >= SLOTS / 2)
            return;
        c->used++;
        c->slots[at].text = hsay_arena_copy(arena, text);
    }
    c->slots[at].count++;
}

static int by_count(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return hsay_str_compare(x->text, y->text);
}

static void list(counter *c, int which, hsay_arena *arena, hsay_labels *out)
{
    qsort(c->slots, SLOTS, sizeof *c->slots, by_count);
    uint32_t n = 0;
    out->items[which] = hsay_arena_array(arena, MOST[which] + 1, sizeof *out->items[which]);
    while (out->items[which] && n < MOST[which] && c->slots[n].count >= LEAST[which]) {
        out->items[which][n] = c->slots[n].text;
        n++;
    }
    out->counts[which] = n;
}

hsay_label_counts *hsay_labels_start(hsay_arena *arena)
{
    return hsay_arena_alloc(arena, sizeof(hsay_label_counts));
}

static void count_word(hsay_label_counts *counts, const hsay_conllu_word *w, hsay_arena *work,
                       hsay_arena *arena)
{
    if (!w->tag.len)
        return;
    count(&counts->of[HSAY_LISTED_FEATURES], w->features, arena);
    if (w->lemma.len)
        count(&counts->of[HSAY_LISTED_SCRIPTS], hsay_script_make(w->form, w->lemma, work), arena);
    if (w->relation.len)
        count(&counts->of[HSAY_LISTED_RELATIONS], w->relation, arena);
}

hsay_status hsay_labels_count(hsay_label_counts *counts, const char *path, hsay_arena *arena,
                              hsay_error *error)
{
    hsay_stream *stream = NULL;
    hsay_conllu_sentence s;
    hsay_arena *work = hsay_arena_new();
    hsay_status status =
        work ? hsay_stream_open(path, HSAY_CONLLU_LINE_BYTES, &stream, error) : HSAY_MEMORY;
    while (status == HSAY_OK && (status = hsay_conllu_next(stream, work, &s, error)) == HSAY_OK) {
        for (uint32_t i = 0; i < s.count; i++)
            count_word(counts, &s.words[i], work, arena);
        if (hsay_arena_failed(work) || hsay_arena_failed(arena))
            status = HSAY_MEMORY;
        hsay_arena_reset(work);
    }
    hsay_stream_close(stream);
    hsay_arena_free(work);
    return status == HSAY_NOT_FOUND ? HSAY_OK : status;
}

hsay_status hsay_labels_list(hsay_label_counts *counts, hsay_arena *arena, hsay_labels *out)
{
    for (int k = 0; k < HSAY_LISTED; k++)
        list(&counts->of[k], k, arena, out);
    return hsay_arena_failed(arena) ? HSAY_MEMORY : HSAY_OK;
}

hsay_str hsay_labels_text(const hsay_labels *labels, hsay_arena *arena)
{
    size_t size = 1;
    for (int k = 0; k < HSAY_LISTED; k++)
        for (uint32_t i = 0; i < labels->counts[k]; i++)
            size += labels->items[k][i].len + 1;
    char *out = hsay_arena_alloc(arena, size + HSAY_LISTED), *at = out;
    for (int k = 0; out && k < HSAY_LISTED; k++) {
        for (uint32_t i = 0; i < labels->counts[k]; i++) {
            hsay_str s = labels->items[k][i];
            memcpy(at, s.ptr, s.len);
            at += s.len;
            *at++ = i + 1 < labels->counts[k] ? '\t' : '\n';
        }
    }
    return out ? (hsay_str){out, (size_t)(at - out)} : HSAY_STR_NONE;
}

hsay_heads hsay_labels_heads(const hsay_labels *l)
{
    return hsay_heads_of((uint32_t[]){HSAY_TAG_COUNT, l->counts[HSAY_LISTED_FEATURES],
                                      l->counts[HSAY_LISTED_SCRIPTS], HSAY_NAME_LABELS},
                         l->counts[HSAY_LISTED_RELATIONS]);
}

typedef struct reader {
    const hsay_labels *labels;
    hsay_arena *arena, *work;
    HSAY_VEC(hsay_share) shares; /* of one sentence */
    uint32_t words, word;        /* of the sentence; the number of the one that is read, from 1 */
} reader;

static uint32_t listed(const hsay_labels *l, int which, hsay_str text)
{
    for (uint32_t i = 0; i < l->counts[which]; i++)
        if (hsay_str_equal(l->items[which][i], text))
            return i;
    return UINT32_MAX;
}

/* The number of a value; UINT32_MAX where there is none. */
static uint32_t number_of(const reader *r, hsay_ask ask, hsay_str value)
{
    uint32_t n = 0;
    switch (ask) {
    case HSAY_ASK_TAG:
        while (n < HSAY_TAG_COUNT && !hsay_str_equal(value, hsay_str_of(hsay_tag_name(n))))
            n++;
        return n < HSAY_TAG_COUNT ? n : UINT32_MAX;
    case HSAY_ASK_NAME:
        while (n < HSAY_NAME_LABELS && !hsay_str_equal(value, hsay_str_of(hsay_name_label(n))))
            n++;
        return n < HSAY_NAME_LABELS ? n : UINT32_MAX;
    case HSAY_ASK_FEATURES:
        return listed(r->labels, HSAY_LISTED_FEATURES, value);
    case HSAY_ASK_LEMMA:
        return listed(r->labels, HSAY_LISTED_SCRIPTS, value);
    case HSAY_ASK_RELATION:
        return listed(r->labels, HSAY_LISTED_RELATIONS, value);
    default:
        for (size_t i = 0; i < value.len; i++) {
            if (!hsay_char_is_digit(value.ptr[i]) || n > r->words)
                return UINT32_MAX;
            n = n * 10 + (uint32_t)(value.ptr[i] - '0');
        }
        return value.len && n <= r->words && n != r->word ? n : UINT32_MAX;
    }
}

/* Values that are known, their shares made whole. */
static void take(reader *r, hsay_ask ask, hsay_str cell, bool single)
{
    hsay_share found[VALUES_MOST];
    uint32_t n = 0, sum = 0, percents[VALUES_MOST], given = 0;
    hsay_conllu_value v = {cell, 100};
    for (bool more = single ? cell.len > 0 : hsay_conllu_value_next(&cell, &v);
         more && n < VALUES_MOST; more = !single && hsay_conllu_value_next(&cell, &v)) {
        uint32_t number = number_of(r, ask, v.text);
        if (number == UINT32_MAX)
            continue;
        found[n] = (hsay_share){(uint16_t)number, (uint8_t)ask, 0};
        sum += percents[n++] = v.percent;
    }
    for (uint32_t i = 0; i < n; i++) {
        found[i].share = (uint8_t)(percents[i] * WHOLE / sum);
        given += found[i].share;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0)
            found[i].share = (uint8_t)(found[i].share + WHOLE - given);
        hsay_vec_push(r->work, &r->shares, found[i]);
    }
}

static void take_word(reader *r, const hsay_conllu_word *w)
{
    bool tree = r->words <= HSAY_HEADS_WORDS;
    take(r, HSAY_ASK_TAG, w->tag, false);
    if (w->tag.len) {
        take(r, HSAY_ASK_FEATURES, w->features, false);
        if (w->lemma.len)
            take(r, HSAY_ASK_LEMMA, hsay_script_make(w->form, w->lemma, r->work), true);
    }
    take(r, HSAY_ASK_NAME, w->name, false);
    if (tree) {
        take(r, HSAY_ASK_HEAD, w->head, false);
        take(r, HSAY_ASK_RELATION, w->relation, false);
    }
}

static void take_sentence(reader *r, const hsay_conllu_sentence *s, uint32_t corpus,
                          hsay_tagging_lessons *out)
{
    hsay_str *forms = hsay_arena_array(r->work, s->count, sizeof *forms);
    uint32_t *rows =
        hsay_arena_array(r->arena, (size_t)s->count * HSAY_WORD_INPUT_FIELDS, sizeof *rows);
    uint32_t *starts = hsay_arena_array(r->arena, s->count + 1, sizeof *starts);
    hsay_lesson *lesson = hsay_arena_alloc(r->arena, sizeof *lesson);
    if (!forms || !rows || !starts || !lesson)
        return;
    r->words = s->count;
    r->shares.items = NULL;
    r->shares.count = r->shares.capacity = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        forms[i] = s->words[i].form;
        r->word = i + 1;
        take_word(r, &s->words[i]);
        starts[i + 1] = (uint32_t)r->shares.count;
    }
    hsay_share *shares = hsay_arena_array(r->arena, r->shares.count + 1, sizeof *shares);
    if (!shares || hsay_arena_failed(r->work))
        return;
    if (r->shares.count)
        memcpy(shares, r->shares.items, r->shares.count * sizeof *shares);
    hsay_word_inputs__make(forms, s->count, corpus, rows);
    *lesson = (hsay_lesson){starts, shares};
    hsay_vec_push(r->arena, out, (hsay_example){.count = s->count, .rows = rows, .lesson = lesson});
}

hsay_status hsay_lessons_read(const hsay_lesson_source *source, const hsay_labels *labels,
                              hsay_arena *arena, hsay_tagging_lessons *out, hsay_error *error)
{
    hsay_stream *stream = NULL;
    hsay_conllu_sentence s;
    reader r = {.labels = labels, .arena = arena, .work = hsay_arena_new()};
    hsay_status status =
        r.work ? hsay_stream_open(source->path, HSAY_CONLLU_LINE_BYTES, &stream, error)
               : HSAY_MEMORY;
    while (status == HSAY_OK && (!source->limit || out->count < source->limit) &&
           (status = hsay_conllu_next(stream, r.work, &s, error)) == HSAY_OK) {
        take_sentence(&r, &s, source->corpus, out);
        if (hsay_arena_failed(r.work) || hsay_arena_failed(arena))
            status = HSAY_MEMORY;
        hsay_arena_reset(r.work);
    }
    hsay_stream_close(stream);
    hsay_arena_free(r.work);
    return status == HSAY_NOT_FOUND ? HSAY_OK : status;
}
