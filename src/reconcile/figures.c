/*
 * Numbers become figures: a number whose sentence says what it counts.  Of each article one number
 * a quantity stands in the figure: the one that most articles give, else its first.  Where two
 * numbers of one sentence add up to the figure, `why` says so.
 */
#include <math.h>
#include <stdlib.h>

#include "base/str.h"
#include "data/lexicons.h"
#include "reconcile/reconcile.h"
#include "trace/words.h"

enum { REACH_AFTER = 8, REACH_BEFORE = 3, DIGITS = 15, COMPARED = 200 };

typedef struct number {
    uint32_t article, at, sentence;
    hsay_span span;
    double low, high, value;
    const char *what;
} number;

typedef struct finder {
    hsay_views views;
    hsay_arena *arena;
    HSAY_VEC(number) numbers;
    HSAY_VEC(hsay_figure) figures;
} finder;

/* 139, 1,200, 3.5; NAN where the word is no number. */
static double value_of(hsay_str word)
{
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__number_words, word);
    if (row)
        return strtod(row->fields[0], NULL);
    char digits[DIGITS + 1];
    size_t len = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == ',')
            continue;
        if ((!hsay_char_is_digit(word.ptr[i]) && word.ptr[i] != '.') || len == DIGITS)
            return NAN;
        digits[len++] = word.ptr[i];
    }
    digits[len] = 0;
    return len ? strtod(digits, NULL) : NAN;
}

static hsay_str word_at(const hsay_article *a, hsay_words w, uint32_t i)
{
    return i < w.count ? hsay_str_at(a->text, w.items[i].span) : HSAY_STR_NONE;
}

static bool is(const hsay_article *a, hsay_words w, uint32_t i, const char *word)
{
    return hsay_str_equal_nocase(word_at(a, w, i), hsay_str_of(word));
}

/* "at least", "more than", "almost", "up to": opens a bound and takes the words into the span. */
static void qualify(const hsay_article *a, hsay_words w, uint32_t i, number *n)
{
    bool two_before = i >= 2;
    if (two_before && ((is(a, w, i - 2, "at") && is(a, w, i - 1, "least")) ||
                       (is(a, w, i - 2, "more") && is(a, w, i - 1, "than")))) {
        n->high = INFINITY;
        n->span.start = w.items[i - 2].span.start;
    } else if (two_before && ((is(a, w, i - 2, "up") && is(a, w, i - 1, "to")) ||
                              (is(a, w, i - 2, "fewer") && is(a, w, i - 1, "than")))) {
        n->low = -INFINITY;
        n->span.start = w.items[i - 2].span.start;
    } else if (i >= 1 && (is(a, w, i - 1, "almost") || is(a, w, i - 1, "nearly"))) {
        n->low = -INFINITY;
        n->span.start = w.items[i - 1].span.start;
    } else if (i >= 1 && is(a, w, i - 1, "over")) {
        n->high = INFINITY;
        n->span.start = w.items[i - 1].span.start;
    }
}

/* What the number counts: the nearest word of the list behind it, else close before it. */
static const char *counted(const hsay_article *a, hsay_words w, uint32_t i)
{
    for (uint32_t k = i + 1; k < w.count && k <= i + REACH_AFTER && !w.items[k].starts; k++) {
        const hsay_lexicon_row *row =
            hsay_lexicon_find(&hsay_lexicon__figure_words, word_at(a, w, k));
        if (row)
            return row->fields[0];
        if (!isnan(value_of(word_at(a, w, k))) && k > i + 1)
            break;
    }
    for (uint32_t k = i; k-- > 0 && i - k <= REACH_BEFORE && !w.items[k + 1].starts;) {
        const hsay_lexicon_row *row =
            hsay_lexicon_find(&hsay_lexicon__figure_words, word_at(a, w, k));
        if (row)
            return row->fields[0];
    }
    return NULL;
}

static void read_article(finder *f, uint32_t article)
{
    const hsay_article *a = f->views.items[article].article;
    hsay_words w = hsay_words__scan(a, (hsay_span){0, (uint32_t)a->text.len}, f->arena);
    uint32_t sentence = 0;
    for (uint32_t i = 0; i < w.count; i++) {
        sentence += w.items[i].starts;
        double value = value_of(word_at(a, w, i));
        bool year =
            value >= 1900 && value <= 2100 && w.items[i].span.end - w.items[i].span.start == 4;
        const char *what = isnan(value) || year ? NULL : counted(a, w, i);
        if (isnan(value) || year)
            continue;
        number n = {article, i, sentence, w.items[i].span, value, value, value, what};
        if (what && is(a, w, i + 1, "people"))
            n.span.end = w.items[i + 1].span.end;
        qualify(a, w, i, &n);
        hsay_vec_push(f->arena, &f->numbers, n);
    }
}

/* The value of a quantity that most articles give; the first of them on a tie. */
static double common_value(const finder *f, const char *what)
{
    double best = NAN;
    uint32_t most = 0, compared = 0;
    for (size_t i = 0; i < f->numbers.count && compared < COMPARED; i++) {
        const number *n = &f->numbers.items[i];
        uint32_t articles = 0, last = HSAY_NONE;
        if (n->what != what &&
            (!n->what || !hsay_str_equal(hsay_str_of(n->what), hsay_str_of(what))))
            continue;
        compared++;
        for (size_t k = 0; k < f->numbers.count; k++) {
            const number *m = &f->numbers.items[k];
            bool same = m->value == n->value && m->article != last && m->what &&
                        hsay_str_equal(hsay_str_of(m->what), hsay_str_of(what));
            articles += same;
            last = same ? m->article : last;
        }
        if (articles > most) {
            most = articles;
            best = n->value;
        }
    }
    return best;
}

/* Two other numbers of the sentence add up to it. */
static hsay_str sum_of(const finder *f, size_t total)
{
    const number *n = &f->numbers.items[total];
    for (size_t i = total + 1; i < f->numbers.count && f->numbers.items[i].article == n->article &&
                               f->numbers.items[i].sentence == n->sentence;
         i++)
        for (size_t k = i + 1; k < f->numbers.count && f->numbers.items[k].article == n->article &&
                               f->numbers.items[k].sentence == n->sentence;
             k++)
            if (f->numbers.items[i].value + f->numbers.items[k].value == n->value)
                return hsay_arena_format(f->arena, "%.15g = %.15g + %.15g", n->value,
                                         f->numbers.items[i].value, f->numbers.items[k].value);
    return HSAY_STR_NONE;
}

static hsay_verdict verdict_of(const hsay_figure_member *m, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (m[i].low > m[0].high || m[0].low > m[i].high)
            return HSAY_VERDICT_DIFFER;
    return HSAY_VERDICT_AGREE;
}

static void group(finder *f, const char *what)
{
    HSAY_VEC(hsay_figure_member) members = {0};
    double common = common_value(f, what);
    hsay_str sum = HSAY_STR_NONE;
    for (size_t i = 0; i < f->numbers.count; i++) {
        const number *n = &f->numbers.items[i];
        if (!n->what || !hsay_str_equal(hsay_str_of(n->what), hsay_str_of(what)))
            continue;
        hsay_figure_member m = {{n->article, HSAY_NONE, n->span}, n->low, n->high};
        hsay_figure_member *last = members.count ? &members.items[members.count - 1] : NULL;
        bool again = last && last->place.article == n->article;
        if (!again)
            hsay_vec_push(f->arena, &members, m);
        else if (n->value == common && last->low != common && last->high != common)
            *last = m;
        if (!sum.len && n->value == common)
            sum = sum_of(f, i);
    }
    if (members.count < 2)
        return;
    hsay_figure figure = {hsay_str_of(what), members.items, (uint32_t)members.count,
                          verdict_of(members.items, members.count), sum};
    if (!sum.len)
        figure.why = figure.verdict == HSAY_VERDICT_AGREE ? HSAY_STR("the ranges meet")
                                                          : HSAY_STR("the ranges do not meet");
    hsay_vec_push(f->arena, &f->figures, figure);
}

/* The first number of its quantity opens the figure. */
static bool opens(const finder *f, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (f->numbers.items[i].what && hsay_str_equal(hsay_str_of(f->numbers.items[i].what),
                                                       hsay_str_of(f->numbers.items[at].what)))
            return false;
    return true;
}

hsay_status hsay_figures_find(hsay_views views, const hsay_story *story, hsay_arena *arena,
                              hsay_figures *out)
{
    finder f = {.views = views, .arena = arena};
    for (uint32_t i = 0; i < story->article_count; i++)
        read_article(&f, story->articles[i]);
    for (size_t i = 0; i < f.numbers.count; i++)
        if (f.numbers.items[i].what && opens(&f, i))
            group(&f, f.numbers.items[i].what);
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    *out = (hsay_figures){f.figures.items, (uint32_t)f.figures.count};
    return HSAY_OK;
}
