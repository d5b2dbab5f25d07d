/*
 * Numbers that count the same become a figure with a verdict: agree where all ranges meet; update
 * where every two that do not meet are counts of their own days, the later the larger, or are said
 * to have changed; part where a sentence says how a number adds up; else differ.
 */
#include <math.h>

#include "base/str.h"
#include "data/lexicons.h"
#include "reconcile/figures.h"
#include "trace/words.h"

enum { TERMS = 6, PART_BYTES = 200, WHAT_BYTES = 80, DAY_BYTES = 10, PART_WORDS = 2 };
static const double UPDATE_FACTOR = 2; /* a count that grows more is for the reader to judge */

bool hsay_numbers__meet(const hsay_number *a, const hsay_number *b)
{
    if (a->low <= b->high && b->low <= a->high)
        return true;
    for (int i = 0; i < 2; i++) {
        /* the coarser value is the finer one rounded to one or two digits; below 100 nobody does */
        double fine = i ? a->value : b->value, coarse = i ? b->value : a->value;
        double unit = pow(10, floor(log10(coarse))), off = fabs(fine - coarse);
        if (coarse >= 100 && ((fmod(coarse, unit) == 0 && off <= unit / 4) ||
                              (fmod(coarse, unit / 10) == 0 && off <= unit / 20)))
            return true;
    }
    return false;
}

static hsay_str day_of(const hsay_figurer *f, const hsay_number *n)
{
    hsay_str date = f->views.items[n->article].article->date;
    return date.len < DAY_BYTES ? HSAY_STR_NONE : hsay_str_cut(date, 0, DAY_BYTES);
}

/* Both can be true, each at its own time. */
static bool is_update(const hsay_figurer *f, const hsay_number *a, const hsay_number *b)
{
    const hsay_number *less = a->value < b->value ? a : b, *more = less == a ? b : a;
    if (more->change == HSAY_CHANGE_UP || less->change == HSAY_CHANGE_DOWN ||
        a->change == HSAY_CHANGE_BOTH || b->change == HSAY_CHANGE_BOTH)
        return true;
    hsay_str before = day_of(f, less), after = day_of(f, more);
    return less->grows && more->grows && before.len && after.len &&
           hsay_str_compare(before, after) < 0 && more->value <= UPDATE_FACTOR * less->value;
}

static hsay_str what_of(const hsay_figurer *f, const hsay_number *n)
{
    if (n->quantity)
        return hsay_str_of(n->quantity);
    hsay_str text = f->views.items[n->article].article->text, noun = hsay_str_at(text, n->noun);
    if (noun.len > WHAT_BYTES)
        noun = HSAY_STR_NONE;
    static const char *const NAMES[] = {"count", "money", "share", "age"};
    if (n->unit == HSAY_NUMBER_PLAIN && noun.len)
        return noun;
    return noun.len
               ? hsay_arena_format(f->arena, "%s: %.*s", NAMES[n->unit], (int)noun.len, noun.ptr)
               : hsay_str_of(NAMES[n->unit]);
}

/* A word of the list stands between a number and its second part: "including", "of whom". */
static bool says_part(const hsay_figurer *f, const hsay_number *total, const hsay_number *second)
{
    hsay_span s = {total->span.end, second->span.start};
    if (s.end <= s.start || s.end - s.start > PART_BYTES)
        return false;
    const hsay_article *article = f->views.items[total->article].article;
    hsay_words w = hsay_words__scan(article, s, f->work);
    for (uint32_t i = 0; i < w.count; i++)
        for (uint32_t n = 1; n <= PART_WORDS && i + n <= w.count; n++) {
            hsay_span words = {w.items[i].span.start, w.items[i + n - 1].span.end};
            if (hsay_lexicon_find(&hsay_lexicon__part_words, hsay_str_at(article->text, words)))
                return true;
        }
    return false;
}

/* How many of the numbers behind `total` in its sentence add up to it, two or more; else 0. */
static uint32_t terms_of(const hsay_figurer *f, uint32_t total)
{
    const hsay_number *n = &f->numbers.items[total];
    double sum = 0;
    for (uint32_t k = 1; k <= TERMS && total + k < f->numbers.count; k++) {
        const hsay_number *x = n + k;
        if (x->article != n->article || x->sentence != n->sentence || x->unit != n->unit ||
            x->unit == HSAY_NUMBER_AGE)
            return 0;
        sum += x->value;
        if (sum > n->value)
            return 0;
        if (sum == n->value && k >= 2)
            return says_part(f, n, n + 2) ? k : 0;
    }
    return 0;
}

static hsay_str sum_of(const hsay_figurer *f, uint32_t total, uint32_t terms)
{
    const hsay_number *n = &f->numbers.items[total];
    hsay_str sum = hsay_arena_format(f->arena, "%.15g = %.15g", n->value, n[1].value);
    for (uint32_t k = 2; k <= terms; k++)
        sum = hsay_arena_format(f->arena, "%.*s + %.15g", (int)sum.len, sum.ptr, n[k].value);
    return sum;
}

static hsay_figure_member member_of(const hsay_number *n)
{
    return (hsay_figure_member){{n->article, HSAY_NONE, n->span}, n->low, n->high};
}

void hsay_figures__add(hsay_figurer *f, const uint32_t *list, uint32_t count)
{
    hsay_figure_member *members = hsay_arena_array(f->arena, count, sizeof *members);
    hsay_figure figure = {.members = members, .member_count = count};
    bool agree = true, update = true;
    for (uint32_t i = 0; members && i < count; i++) {
        const hsay_number *n = &f->numbers.items[list[i]];
        uint32_t terms = terms_of(f, list[i]);
        members[i] = member_of(n);
        for (uint32_t k = 0; k < i; k++) {
            const hsay_number *other = &f->numbers.items[list[k]];
            bool meet = hsay_numbers__meet(n, other);
            agree &= meet;
            update &= meet || is_update(f, n, other);
        }
        if (!figure.what.len)
            figure.what = what_of(f, n);
        if (!figure.why.len && terms)
            figure.why = sum_of(f, list[i], terms);
    }
    figure.verdict = agree    ? HSAY_VERDICT_AGREE
                     : update ? HSAY_VERDICT_UPDATE
                              : HSAY_VERDICT_DIFFER;
    if (!figure.why.len)
        figure.why = agree ? HSAY_STR("the ranges meet")
                     : update
                         ? HSAY_STR("the count is said to have changed, or a later day's is larger")
                         : HSAY_STR("the ranges do not meet");
    hsay_vec_push(f->arena, &f->figures, figure);
}

void hsay_figures__add_parts(hsay_figurer *f)
{
    for (uint32_t i = 0; i < f->numbers.count; i++) {
        uint32_t terms = terms_of(f, i);
        if (!terms)
            continue;
        hsay_figure_member *members = hsay_arena_array(f->arena, terms + 1, sizeof *members);
        for (uint32_t k = 0; members && k <= terms; k++)
            members[k] = member_of(&f->numbers.items[i + k]);
        hsay_figure figure = {.members = members, .member_count = terms + 1};
        figure.what = what_of(f, &f->numbers.items[i]);
        figure.why = sum_of(f, i, terms);
        figure.verdict = HSAY_VERDICT_PART;
        hsay_vec_push(f->arena, &f->figures, figure);
        i += terms;
    }
}
