/*
 * The words of data/furniture.txt in one piece: at each word the longest keys are looked up, and a
 * key counts where its row says.  Quoted speech is never furniture by a word in its middle.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/furniture.h"
#include "ingest/pieces.h"

enum {
    WORDS_SEEN = 96,   /* a longer piece is no furniture by words */
    QUOTED_WORDS = 12, /* a quotation in a longer piece is speech */
    CREDIT_WORDS = 14,
    CREDIT_NAME_WORDS = 7,
};

typedef struct words {
    hsay_str text;
    uint32_t starts[WORDS_SEEN], ends[WORDS_SEEN];
    uint32_t count;
} words;

static void split(hsay_str text, const hsay_piece *p, words *w)
{
    w->text = text;
    w->count = 0;
    for (size_t at = p->span.start; at < p->span.end && w->count < WORDS_SEEN;) {
        size_t start = at, n;
        while (at < p->span.end && (n = hsay_cues__word_bytes(text, at)) > 0)
            at += n;
        if (at == start) {
            at++;
            continue;
        }
        bool dash = at == start + 1 && text.ptr[start] == '-';
        if (dash)
            continue;
        w->starts[w->count] = (uint32_t)start;
        w->ends[w->count++] = (uint32_t)at;
    }
}

/* What stands between the words before `at` and it, without spaces: the last such byte, or 0. */
static char mark_before(const words *w, uint32_t word, uint32_t piece_start)
{
    uint32_t from = word ? w->ends[word - 1] : piece_start;
    for (uint32_t at = w->starts[word]; at > from; at--)
        if (!hsay_char_is_space(w->text.ptr[at - 1]))
            return w->text.ptr[at - 1];
    return 0;
}

static char mark_after(const words *w, uint32_t word, uint32_t piece_end)
{
    uint32_t to = word + 1 < w->count ? w->starts[word + 1] : piece_end;
    for (uint32_t at = w->ends[word]; at < to; at++)
        if (!hsay_char_is_space(w->text.ptr[at]))
            return w->text.ptr[at];
    return 0;
}

/* Written as a credit: "Photo: …", "… / Agency", "(Agency)", "…. Agency", "via Agency". */
static bool is_credit(const words *w, const hsay_piece *p, uint32_t first, uint32_t last,
                      bool at_end)
{
    if (at_end) {
        hsay_str key = hsay_str_cut(w->text, w->starts[first], w->ends[last]);
        char before = mark_before(w, first, p->span.start);
        bool via = hsay_str_find_nocase(key, HSAY_STR("via "), 0) != SIZE_MAX;
        char after = mark_after(w, last, p->span.end);
        bool closed = after == '.' || after == ':';
        return first > 0 && ((before && strchr("/(|:[", before)) || (!closed && (before || via)));
    }
    char after = mark_after(w, last, p->span.end);
    bool by = w->ends[last] - w->starts[last] == 2 && last > first;
    return after == ':' || after == '|' || after == '/' ||
           (by && p->open && p->words <= CREDIT_WORDS);
}

static bool counts(const hsay_lexicon_row *row, const words *w, const hsay_piece *p, uint32_t first,
                   uint32_t last, bool head)
{
    const char *place = row->fields[1], *condition = row->fields[3];
    uint32_t most = (uint32_t)atoi(row->fields[2]);
    bool starts = first == 0, ends = last + 1 == w->count, whole = starts && ends;
    bool at_end = strcmp(place, "end") == 0;
    if (most && p->words > most)
        return false;
    if (strcmp(place, "line") == 0)
        return whole && p->open && !p->quoted;
    bool credit = strcmp(condition, "credit") == 0;
    if (credit && !at_end && !starts) /* behind the caption's sentence: "… . Photo: Name" */
        return mark_before(w, first, p->span.start) == '.' &&
               w->count - last <= CREDIT_NAME_WORDS && mark_after(w, last, p->span.end) == ':';
    if (strcmp(place, "start") == 0 ? !starts : at_end && !ends)
        return false;
    if (strcmp(condition, "open") == 0)
        return p->open || (whole && !p->quoted);
    if (strcmp(condition, "head") == 0)
        return head && p->open;
    if (credit)
        return is_credit(w, p, first, last, at_end);
    return !p->quoted || p->words <= QUOTED_WORDS;
}

/* The rows of the runs of 1, 2 … words from `first` on, NULL for a run that is no key; how many. */
static uint32_t look_up_runs(const words *w, uint32_t first,
                             const hsay_lexicon_row *rows[HSAY_LEXICON_KEY_BYTES])
{
    uint32_t longest = hsay_lexicon__furniture.longest_words, n = 0;
    hsay_lexicon_key key;
    key.len = 0;
    for (uint32_t from = w->starts[first]; n < longest && first + n < w->count; n++) {
        uint32_t end = w->ends[first + n];
        if (!hsay_lexicon_key_add(&key, hsay_str_cut(w->text, from, end)))
            break;
        rows[n] = hsay_lexicon_key_find(&hsay_lexicon__furniture, &key);
        from = end;
    }
    return n;
}

bool hsay_cues__match(hsay_str text, hsay_piece *p, bool head)
{
    if (p->words >= WORDS_SEEN)
        return false;
    words w;
    split(text, p, &w);
    const hsay_lexicon_row *rows[HSAY_LEXICON_KEY_BYTES]; /* a word has a byte at least */
    for (uint32_t first = 0; first < w.count; first++) {
        hsay_str word = hsay_str_cut(text, w.starts[first], w.ends[first]);
        if (!hsay_lexicon_may_begin(&hsay_lexicon__furniture, word))
            continue;
        for (uint32_t n = look_up_runs(&w, first, rows); n > 0; n--) {
            const hsay_lexicon_row *row = rows[n - 1];
            if (!row || !counts(row, &w, p, first, first + n - 1, head))
                continue;
            for (int i = 0; i < HSAY_FURNITURE_COUNT; i++)
                if (strcmp(row->fields[0], hsay_furniture_name((hsay_furniture_reason)i)) == 0)
                    p->reason = (hsay_furniture_reason)i;
            p->rule = hsay_str_of(row->key);
            return p->furniture = true;
        }
    }
    return false;
}

bool hsay_furniture__is_block(hsay_str block, hsay_furniture_reason *reason, hsay_str *rule)
{
    if (block.len > UINT32_MAX)
        return false;
    hsay_piece p = hsay_pieces__measure(block, (hsay_span){0, (uint32_t)block.len});
    if (p.span.end == 0 ||
        (!hsay_cues__match(block, &p, false) && !hsay_captions__match(block, &p)))
        return false;
    *reason = p.reason;
    *rule = p.rule;
    return true;
}
