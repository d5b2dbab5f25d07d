/*
 * Words become numbers: digits or number words with scale, currency, percent and qualifier.  What a
 * number counts are the words behind it up to the first closed-class word; its context are the
 * telling words of its sentence within a declared reach.  Cost: linear in the words.
 */
#include "reconcile/numbers.h"

#include <math.h>
#include <stdlib.h>

#include "base/str.h"
#include "data/lexicons.h"
#include "reconcile/stems.h"

enum { REACH_AFTER = 8, REACH_BEFORE = 3, CONTEXT_REACH = 16, DIGITS = 15 };
enum {
    QUALIFIER_WORDS = 3,
    CHANGE_WORDS = 3,
    PLURAL_WORDS = 3,
    OLDEST = 119,
    YEAR_FIRST = 1500,
    YEAR_LAST = 2100
};

typedef struct reader {
    const hsay_article *article;
    hsay_words words;
    hsay_number number;
    uint32_t skip_to; /* words before it are part of the number before */
} reader;

static hsay_str word_at(const reader *r, uint32_t i)
{
    return i < r->words.count ? hsay_str_at(r->article->text, r->words.items[i].span)
                              : HSAY_STR_NONE;
}

static char byte_at(const reader *r, size_t at)
{
    return at < r->article->text.len ? r->article->text.ptr[at] : 0;
}

/* 139, 1,200, 3.5, two; NAN where the word is no number. */
static double value_of(hsay_str word)
{
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__number_words, word);
    if (row)
        return strtod(row->fields[0], NULL);
    char digits[DIGITS + 1];
    size_t len = 0, points = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == ',')
            continue;
        points += word.ptr[i] == '.';
        if ((!hsay_char_is_digit(word.ptr[i]) && word.ptr[i] != '.') || len == DIGITS || points > 1)
            return NAN;
        digits[len++] = word.ptr[i];
    }
    digits[len] = 0;
    return len ? strtod(digits, NULL) : NAN;
}

/* The part of "48-page" before the hyphen; the whole of other words. */
static hsay_str head_of(hsay_str word)
{
    size_t hyphen = hsay_str_find(word, HSAY_STR("-"), 0);
    return hyphen == SIZE_MAX ? word : hsay_str_cut(word, 0, hyphen);
}

static double scale_of(const reader *r, uint32_t i)
{
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__number_scales, word_at(r, i));
    return row && !r->words.items[i].starts ? strtod(row->fields[0], NULL) : 0;
}

/* £, € and $ before the number. */
static size_t currency_before(const reader *r, size_t start)
{
    static const char *const MARKS[] = {"$", "£", "€"};
    hsay_str before = hsay_str_cut(r->article->text, 0, start);
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (hsay_str_ends(before, hsay_str_of(MARKS[i])))
            return hsay_str_of(MARKS[i]).len;
    return 0;
}

static bool is_month(const reader *r, uint32_t i)
{
    return i < r->words.count && hsay_lexicon_find(&hsay_lexicon__months, word_at(r, i)) != NULL;
}

/* A day, a year, a clock time or a part of something longer, as "7/10" or "10:30". */
static bool is_no_count(const reader *r, uint32_t i, double value)
{
    hsay_span s = r->words.items[i].span;
    char before = s.start ? byte_at(r, s.start - 1) : 0, after = byte_at(r, s.end);
    char behind = byte_at(r, (size_t)s.end + 1);
    hsay_str next = word_at(r, i + 1);
    bool year = value >= YEAR_FIRST && value <= YEAR_LAST && s.end - s.start == 4;
    bool day = value <= 31 && ((i > 0 && is_month(r, i - 1)) || is_month(r, i + 1));
    bool clock = ((after == ':' || after == '/') && hsay_char_is_digit(behind)) || before == ':' ||
                 before == '/' || hsay_str_equal_nocase(next, HSAY_STR("am")) ||
                 hsay_str_equal_nocase(next, HSAY_STR("pm"));
    return year || day || clock || before == '#' || before == '.';
}

/* The longest qualifier that stands before the number opens a bound and joins the span. */
static void qualify(reader *r, uint32_t first)
{
    hsay_number *n = &r->number;
    uint32_t most = first < QUALIFIER_WORDS ? first : QUALIFIER_WORDS;
    for (uint32_t k = most; k > 0; k--) {
        hsay_span s = {r->words.items[first - k].span.start, r->words.items[first - 1].span.end};
        const hsay_lexicon_row *row =
            hsay_lexicon_find(&hsay_lexicon__figure_qualifiers, hsay_str_at(r->article->text, s));
        if (!row || r->words.items[first].starts)
            continue;
        n->span.start = s.start;
        n->high = row->fields[0][0] == 'l' ? INFINITY : n->high;
        n->low = row->fields[0][0] == 'h' ? -INFINITY : n->low;
        return;
    }
}

/* "had risen to" before the number and its qualifier, `start`. */
static hsay_number_change change_before(const reader *r, uint32_t first)
{
    uint32_t end = first;
    while (end > 0 && r->words.items[end - 1].span.end > r->number.span.start)
        end--;
    for (uint32_t k = 2; k <= CHANGE_WORDS && k <= end; k++) {
        hsay_span s = {r->words.items[end - k].span.start, r->words.items[end - 1].span.end};
        const hsay_lexicon_row *row =
            hsay_lexicon_find(&hsay_lexicon__change_words, hsay_str_at(r->article->text, s));
        if (row)
            return row->fields[0][0] == 'u'   ? HSAY_CHANGE_UP
                   : row->fields[0][0] == 'd' ? HSAY_CHANGE_DOWN
                                              : HSAY_CHANGE_BOTH;
    }
    return HSAY_CHANGE_NONE;
}

static const hsay_lexicon_row *quantity_of(hsay_str word)
{
    return hsay_lexicon_find(&hsay_lexicon__figure_words, word);
}

/* The nearest word of the list behind the number, else close before it. */
static const hsay_lexicon_row *listed_quantity(const reader *r, uint32_t first, uint32_t end)
{
    const hsay_words w = r->words;
    for (uint32_t k = end; k < w.count && k < end + REACH_AFTER && !w.items[k].starts; k++) {
        const hsay_lexicon_row *quantity = quantity_of(word_at(r, k));
        if (quantity)
            return quantity;
        if (!isnan(value_of(word_at(r, k))) && k > end)
            break;
    }
    for (uint32_t k = first; k-- > 0 && first - k <= REACH_BEFORE && !w.items[k + 1].starts;) {
        const hsay_lexicon_row *quantity = quantity_of(word_at(r, k));
        if (quantity)
            return quantity;
    }
    return NULL;
}

static void read_nouns(reader *r, uint32_t end)
{
    hsay_number *n = &r->number;
    for (uint32_t k = end; k < r->words.count && n->noun_count < HSAY_NUMBER_NOUNS; k++) {
        hsay_word w = r->words.items[k];
        char before = byte_at(r, w.span.start - 1u);
        hsay_str word = hsay_str_at(r->article->text, w.span);
        bool initial = word.len == 1 && hsay_char_is_upper(word.ptr[0]); /* "two U.S. ships" */
        uint32_t off = w.span.start - (k == end ? n->span.end : r->words.items[k - 1].span.end);
        if (w.starts || off > 2 || (off == 2 && byte_at(r, w.span.start - 2u) == ',') ||
            (before != ' ' && before != '-' && before != '.') ||
            (hsay_words__is_common(word) && !initial) || !isnan(value_of(word)))
            break;
        if (initial)
            continue;
        if (!n->noun_count)
            n->noun.start = w.span.start;
        n->noun.end = w.span.end;
        n->nouns[n->noun_count++] = hsay_stem__of(word);
    }
}

static void add_context(reader *r, uint32_t i)
{
    hsay_number *n = &r->number;
    hsay_str word = word_at(r, i);
    if (n->context_count == HSAY_NUMBER_CONTEXT || hsay_words__is_common(word) ||
        !isnan(value_of(word)))
        return;
    uint64_t stem = hsay_stem__of(word);
    uint32_t at = n->context_count;
    for (uint32_t k = 0; k < n->context_count; k++)
        if (n->context[k] == stem)
            return;
    while (at > 0 && n->context[at - 1] > stem) {
        n->context[at] = n->context[at - 1];
        at--;
    }
    n->context[at] = stem;
    n->context_count++;
}

static void read_context(reader *r, uint32_t first, uint32_t end)
{
    for (uint32_t k = first;
         k-- > 0 && first - k <= CONTEXT_REACH && !r->words.items[k + 1].starts;)
        add_context(r, k);
    for (uint32_t k = end; k < r->words.count && k < end + CONTEXT_REACH; k++) {
        if (r->words.items[k].starts)
            break;
        add_context(r, k);
    }
}

/* "Tallow, 41," and "aged 41": the age of somebody. */
static bool is_age(const reader *r, uint32_t i)
{
    hsay_span s = r->words.items[i].span;
    double value = r->number.value;
    bool whole = value >= 1 && value <= OLDEST && floor(value) == value;
    bool digits = hsay_char_is_digit(byte_at(r, s.start));
    bool between = i > 0 && byte_at(r, r->words.items[i - 1].span.end) == ',' &&
                   (byte_at(r, s.end) == ',' || byte_at(r, s.end) == '.') &&
                   hsay_char_is_upper(byte_at(r, r->words.items[i - 1].span.start));
    bool aged = i > 0 && hsay_str_equal_nocase(word_at(r, i - 1), HSAY_STR("aged"));
    return whole && digits && (between || aged);
}

/* Scale, percent sign and currency join the span; answers the word behind all that. */
static uint32_t read_unit(reader *r, uint32_t i)
{
    hsay_number *n = &r->number;
    uint32_t end = i + 1;
    double scale = end < r->words.count ? scale_of(r, end) : 0;
    if (scale > 0) {
        n->value *= scale;
        n->span.end = r->words.items[end++].span.end;
    }
    size_t mark = currency_before(r, n->span.start);
    hsay_str next = word_at(r, end);
    bool cents = hsay_str_equal_nocase(next, HSAY_STR("percent")) ||
                 (hsay_str_equal_nocase(next, HSAY_STR("per")) &&
                  hsay_str_equal_nocase(word_at(r, end + 1), HSAY_STR("cent")));
    bool sums = hsay_str_starts_nocase(next, HSAY_STR("dollar")) ||
                hsay_str_starts_nocase(next, HSAY_STR("euro"));
    n->span.start -= (uint32_t)mark;
    if (mark || sums) {
        n->unit = HSAY_NUMBER_MONEY;
    } else if (cents || byte_at(r, n->span.end) == '%') {
        n->unit = HSAY_NUMBER_PERCENT;
        n->span.end += !cents;
    } else if (is_age(r, i)) {
        n->unit = HSAY_NUMBER_AGE;
    }
    if (cents || sums)
        n->span.end = r->words.items[end + (next.len == 3)].span.end;
    return end + (cents || sums ? 1u + (next.len == 3) : 0);
}

/* "Amendment 64", "Boeing 737": a name that ends in a number, which counts nothing. */
static bool is_name(const reader *r, uint32_t i)
{
    const hsay_number *n = &r->number;
    if (!i || n->unit != HSAY_NUMBER_PLAIN || n->quantity || n->noun_count ||
        r->words.items[i].starts || r->words.items[i - 1].starts)
        return false;
    hsay_span before = r->words.items[i - 1].span, s = r->words.items[i].span;
    return hsay_char_is_digit(byte_at(r, s.start)) &&
           hsay_char_is_upper(byte_at(r, before.start)) && before.end + 1 == s.start &&
           n->low == n->high;
}

/* "tens of thousands of dollars": a number told by its size alone. */
static bool read_plural(reader *r, uint32_t i)
{
    hsay_number *n = &r->number;
    const hsay_lexicon_row *row = NULL;
    uint32_t end = i;
    for (uint32_t k = 1; k <= PLURAL_WORDS && i + k <= r->words.count; k++) {
        hsay_span s = {r->words.items[i].span.start, r->words.items[i + k - 1].span.end};
        const hsay_lexicon_row *longer =
            hsay_lexicon_find(&hsay_lexicon__number_plurals, hsay_str_at(r->article->text, s));
        row = longer ? longer : row;
        end = longer ? i + k : end;
    }
    if (!row || !hsay_str_equal_nocase(word_at(r, end), HSAY_STR("of")))
        return false;
    n->span = (hsay_span){r->words.items[i].span.start, r->words.items[end].span.end};
    n->value = n->low = strtod(row->fields[0], NULL);
    n->high = INFINITY;
    hsay_str unit = word_at(r, end + 1);
    if (hsay_str_starts_nocase(unit, HSAY_STR("dollar")) ||
        hsay_str_starts_nocase(unit, HSAY_STR("euro")))
        n->unit = HSAY_NUMBER_MONEY;
    if (end + 1 < r->words.count)
        n->span.end = r->words.items[end + 1].span.end;
    read_nouns(r, end + 1);
    read_context(r, i, end + 1);
    r->skip_to = end + 1;
    return true;
}

static bool read_number(reader *r, uint32_t i)
{
    hsay_str word = word_at(r, i), head = head_of(word);
    hsay_number *n = &r->number;
    n->value = value_of(head);
    bool compound = head.len < word.len;
    if (isnan(n->value) || (compound && hsay_char_is_digit(word.ptr[word.len - 1])))
        return false;
    n->span = r->words.items[i].span;
    uint32_t end = compound ? i + 1 : read_unit(r, i);
    if (n->unit == HSAY_NUMBER_PLAIN && is_no_count(r, i, n->value))
        return false;
    n->low = n->high = n->value;
    qualify(r, i);
    if (compound) {
        hsay_str rest = hsay_str_cut(word, head.len + 1, word.len);
        n->nouns[n->noun_count++] = hsay_stem__of(head_of(rest));
        n->noun = (hsay_span){n->span.end - (uint32_t)rest.len, n->span.end};
    }
    const hsay_lexicon_row *listed =
        n->unit == HSAY_NUMBER_PLAIN ? listed_quantity(r, i, end) : NULL;
    n->quantity = listed ? listed->fields[0] : NULL;
    n->grows = listed && listed->fields[1][0];
    n->change = change_before(r, i);
    read_nouns(r, end);
    read_context(r, i, end);
    if (hsay_str_equal_nocase(word_at(r, end), HSAY_STR("people")))
        n->span.end = r->words.items[end].span.end;
    return !is_name(r, i);
}

void hsay_numbers__read(const hsay_article *article, uint32_t index, hsay_arena *arena,
                        hsay_numbers *out)
{
    reader r = {.article = article};
    r.words = hsay_words__scan(article, (hsay_span){0, (uint32_t)article->text.len}, arena);
    uint32_t sentence = 0;
    for (uint32_t i = 0; i < r.words.count; i++) {
        sentence += r.words.items[i].starts;
        r.number = (hsay_number){.article = index, .sentence = sentence};
        if (i >= r.skip_to && (read_number(&r, i) || read_plural(&r, i)))
            hsay_vec_push(arena, out, r.number);
    }
}
