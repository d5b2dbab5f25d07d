/*
 * Two units become what sets their words apart.  Words are aligned by their longest common
 * subsequence; what lies between two aligned words is a gap.  A gap at an end is a cut where one
 * side is empty or next to it; any other gap makes the wording varied.
 */
#include <string.h>

#include "base/str.h"
#include "reconcile/units.h"

enum { REST_WORDS = 2, DIFFERENCE_BYTES = 160 };

uint32_t hsay_units__align(hsay_words a, hsay_words b, bool in_b[HSAY_UNIT_WORDS])
{
    /* rows[i][j]: the length for a from i on and b from j on */
    uint8_t rows[HSAY_UNIT_WORDS + 1][HSAY_UNIT_WORDS + 1];
    memset(rows[a.count], 0, sizeof rows[0]);
    for (uint32_t i = a.count; i-- > 0;) {
        rows[i][b.count] = 0;
        for (uint32_t j = b.count; j-- > 0;) {
            uint8_t skip = rows[i + 1][j] > rows[i][j + 1] ? rows[i + 1][j] : rows[i][j + 1];
            bool same = a.items[i].hash == b.items[j].hash;
            rows[i][j] = same ? (uint8_t)(rows[i + 1][j + 1] + 1) : skip;
        }
    }
    memset(in_b, 0, HSAY_UNIT_WORDS * sizeof *in_b);
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

hsay_spans hsay_units__differing(const hsay_unit *a, const hsay_unit *b, hsay_arena *arena)
{
    HSAY_VEC(hsay_span) spans = {0};
    bool in[HSAY_UNIT_WORDS];
    hsay_units__align(a->words, b->words, in);
    for (uint32_t i = 0; i < b->words.count; i++) {
        if (in[i])
            continue;
        hsay_span s = b->words.items[i].span;
        if (i > 0 && !in[i - 1] && spans.count)
            spans.items[spans.count - 1].end = s.end;
        else
            hsay_vec_push(arena, &spans, s);
    }
    return (hsay_spans){spans.items, (uint32_t)spans.count};
}

/* A run of words that are not aligned, in both: [a_first, a_end) and [b_first, b_end). */
typedef struct gap {
    uint32_t a_first, a_end, b_first, b_end;
} gap;

/* The next gap at or behind `g`'s ends; false where there is none. */
static bool next_gap(const hsay_unit *a, const hsay_unit *b, const bool *in_a, const bool *in_b,
                     gap *g)
{
    uint32_t i = g->a_end, k = g->b_end;
    while (i < a->words.count && k < b->words.count && in_a[i] && in_b[k]) {
        i++;
        k++;
    }
    *g = (gap){i, i, k, k};
    while (g->a_end < a->words.count && !in_a[g->a_end])
        g->a_end++;
    while (g->b_end < b->words.count && !in_b[g->b_end])
        g->b_end++;
    return g->a_end > i || g->b_end > k;
}

static bool is_cut(const hsay_unit *a, const hsay_unit *b, gap g)
{
    bool ends =
        (!g.a_first && !g.b_first) || (g.a_end == a->words.count && g.b_end == b->words.count);
    uint32_t x = g.a_end - g.a_first, y = g.b_end - g.b_first, less = x < y ? x : y;
    return ends && (less == 0 || (less <= REST_WORDS && x + y >= 3 * REST_WORDS));
}

static hsay_str words_of(hsay_views views, const hsay_unit *u, uint32_t first, uint32_t end)
{
    if (first == end)
        return HSAY_STR_NONE;
    hsay_span s = {u->words.items[first].span.start, u->words.items[end - 1].span.end};
    hsay_str words = hsay_str_at(views.items[u->place.article].article->text, s);
    size_t line = hsay_str_find(words, HSAY_STR("\n"), 0);
    words = hsay_str_cut(words, 0, line);
    while (words.len > DIFFERENCE_BYTES) {
        size_t last = hsay_str_last_word(words).len;
        words.len -= last < words.len ? last + 1 : last;
    }
    return words;
}

static hsay_str line_of(hsay_str x, hsay_str y, hsay_arena *arena)
{
    if (x.len && y.len)
        return hsay_arena_format(arena, "\"%.*s\" here, \"%.*s\" there", (int)x.len, x.ptr,
                                 (int)y.len, y.ptr);
    return x.len ? hsay_arena_format(arena, "\"%.*s\" only here", (int)x.len, x.ptr)
                 : hsay_arena_format(arena, "\"%.*s\" only there", (int)y.len, y.ptr);
}

static bool is_telling(hsay_str words)
{
    for (size_t at = 0; at < words.len;) {
        size_t end = hsay_str_find(words, HSAY_STR(" "), at);
        end = end == SIZE_MAX ? words.len : end;
        if (!hsay_words__is_common(hsay_str_cut(words, at, end)))
            return true;
        at = end + 1;
    }
    return false;
}

/* A replaced telling word says more than a word put in, a cut the least. */
static int rank(hsay_str x, hsay_str y, bool cut)
{
    if (cut)
        return 1;
    if (!is_telling(x) && !is_telling(y))
        return 2;
    return x.len && y.len ? 4 : 3;
}

hsay_wording hsay_units__compare(hsay_views views, const hsay_unit *a, const hsay_unit *b,
                                 hsay_arena *arena)
{
    bool in_a[HSAY_UNIT_WORDS], in_b[HSAY_UNIT_WORDS];
    hsay_units__align(b->words, a->words, in_a);
    hsay_units__align(a->words, b->words, in_b);
    hsay_wording w = {false, HSAY_STR_NONE};
    int best = 0;
    for (gap g = {0, 0, 0, 0}; next_gap(a, b, in_a, in_b, &g);) {
        bool cut = is_cut(a, b, g);
        w.varied |= !cut;
        hsay_str x = words_of(views, a, g.a_first, g.a_end);
        hsay_str y = words_of(views, b, g.b_first, g.b_end);
        int says = rank(x, y, cut);
        if (says > best) {
            best = says;
            w.difference = line_of(x, y, arena);
        }
    }
    return w;
}
