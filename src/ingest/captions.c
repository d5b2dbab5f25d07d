/*
 * A caption without a credit: one sentence in the present tense that says what people do in a
 * picture, and ends with the full date it was taken on.  Articles tell a day with its year in the
 * past tense.
 */
#include <string.h>

#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/pieces.h"

enum { LEAST_WORDS = 7, MOST_WORDS = 50, VERB_WITHIN = 16, DATE_WORDS = 3, ABBREVIATION_BYTES = 4 };

typedef struct words {
    hsay_str items[MOST_WORDS];
    uint32_t count;
} words;

static void split(hsay_str s, words *w)
{
    w->count = 0;
    for (size_t at = 0; at < s.len && w->count < MOST_WORDS;) {
        size_t start = at, n;
        while ((n = hsay_cues__word_bytes(s, at)) > 0)
            at += n;
        if (at > start)
            w->items[w->count++] = hsay_str_cut(s, start, at);
        else
            at++;
    }
}

/* One to `most` digits; their value, or 0. */
static unsigned number(hsay_str word, size_t most)
{
    unsigned value = 0;
    if (word.len == 0 || word.len > most)
        return 0;
    for (size_t i = 0; i < word.len; i++) {
        if (!hsay_char_is_digit(word.ptr[i]))
            return 0;
        value = value * 10 + (unsigned)(word.ptr[i] - '0');
    }
    return value;
}

/* "June 3, 2031" or "3 June 2031". */
static bool ends_in_date(const words *w)
{
    const hsay_str *last = w->items + w->count - DATE_WORDS;
    unsigned year = number(last[2], 4);
    for (int month = 0; month < 2; month++) {
        unsigned day = number(last[1 - month], 2);
        if (day >= 1 && day <= 31 && hsay_lexicon_find(&hsay_lexicon__months, last[month]))
            return year >= 1900 && year < 2200;
    }
    return false;
}

/* "will speak", "to speak", "they speak", "didn't speak": no picture is told of. */
static bool is_told(hsay_str before)
{
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__closed_words, before);
    bool seen = hsay_str_equal(before, HSAY_STR("is")) || hsay_str_equal(before, HSAY_STR("are"));
    bool listed =
        row && (strcmp(row->fields[0], "AUX") == 0 || strcmp(row->fields[0], "PART") == 0 ||
                strcmp(row->fields[0], "PRON") == 0 || strcmp(row->fields[0], "DET") == 0 ||
                strcmp(row->fields[0], "ADP") == 0);
    return (listed && !seen) || hsay_str_find(before, HSAY_STR("'"), 0) != SIZE_MAX ||
           hsay_str_ends(before, HSAY_STR("\xE2\x80\x99t"));
}

static bool says_what_is_seen(const words *w)
{
    for (uint32_t i = 1; i < w->count - DATE_WORDS && i < VERB_WITHIN; i++)
        if (!hsay_char_is_upper(w->items[i].ptr[0]) &&
            hsay_lexicon_find(&hsay_lexicon__picture_verbs, w->items[i]) &&
            !is_told(w->items[i - 1]))
            return true;
    return false;
}

/* A verb in the past tense before the picture's: then the sentence tells what happened. */
static bool tells_of_the_past(const words *w)
{
    static const char *const PAST[] = {"was", "were", "had", "said", "did", "has", "have"};
    for (uint32_t i = 0; i < w->count; i++)
        for (size_t k = 0; k < sizeof PAST / sizeof *PAST; k++)
            if (hsay_str_equal(w->items[i], hsay_str_of(PAST[k])))
                return true;
    return false;
}

/* A post of a network stands with its author, tags and address; those are no captions. */
static bool is_post(hsay_str s)
{
    static const hsay_str MARKS[] = {HSAY_STR("@"), HSAY_STR("#"), HSAY_STR("://"),
                                     HSAY_STR("\xE2\x80\x94")};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (hsay_str_find(s, MARKS[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* A stop behind a word that is no abbreviation, with more behind it. */
static bool has_two_sentences(hsay_str s)
{
    size_t word = 0;
    for (size_t i = 0; i + 2 < s.len; i++) {
        if (word > ABBREVIATION_BYTES && strchr(".?!", s.ptr[i]) && s.ptr[i + 1] == ' ')
            return true;
        word = hsay_char_is_space(s.ptr[i]) ? 0 : word + 1;
    }
    return false;
}

bool hsay_captions__match(hsay_str text, hsay_piece *p)
{
    if (p->words < LEAST_WORDS || p->words >= MOST_WORDS || p->quoted || p->furniture)
        return false;
    hsay_str s = hsay_str_at(text, p->span);
    if (s.ptr[s.len - 1] == ':' || is_post(s) || has_two_sentences(s))
        return false;
    words w;
    split(s, &w);
    if (w.count < LEAST_WORDS || !ends_in_date(&w) || !says_what_is_seen(&w) ||
        tells_of_the_past(&w))
        return false;
    p->reason = HSAY_FURNITURE_CAPTION;
    p->rule = HSAY_STR("picture-and-date");
    return p->furniture = true;
}
