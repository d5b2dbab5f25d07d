/* Letters and digits, with inner marks, become words; quote marks are followed within a paragraph.
 */
#include "trace/words.h"

#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "data/lexicons.h"

enum { FOLDED_BYTES = 64 };

static bool is_word_char(uint32_t c)
{
    if (c < 0x80)
        return hsay_char_is_alpha((char)c) || hsay_char_is_digit((char)c);
    return c >= 0xC0 && (c < 0x2000 || c > 0x206F) && c != 0x3000;
}

static uint64_t folded_hash(hsay_str word)
{
    char key[FOLDED_BYTES];
    size_t len = 0;
    for (size_t i = 0; i < word.len && len < sizeof key; i++) {
        bool mark = word.ptr[i] == '\xE2' &&
                    hsay_str_starts(hsay_str_cut(word, i, word.len), HSAY_STR("\xE2\x80\x99"));
        key[len++] = mark ? '\'' : hsay_char_lower(word.ptr[i]);
        i += mark ? 2 : 0;
    }
    return hsay_hash_fast((hsay_str){key, len}, word.len > sizeof key ? word.len : 0);
}

static bool joins(hsay_str text, size_t at, size_t *next)
{
    size_t step = at;
    uint32_t c = hsay_utf8_next(text, &step);
    if (step >= text.len || (c != '\'' && c != 0x2019 && c != '-' && c != '.' && c != ','))
        return false;
    uint32_t left = (unsigned char)text.ptr[at - 1], right = (unsigned char)text.ptr[step];
    bool digits = hsay_char_is_digit((char)left) && hsay_char_is_digit((char)right);
    *next = step;
    if (c == '.' || c == ',')
        return digits;
    return (left >= 0x80 || is_word_char(left)) && hsay_char_is_alpha((char)right);
}

static size_t word_end(hsay_str text, size_t at, size_t end)
{
    size_t last = at;
    while (at < end) {
        size_t next = at;
        if (is_word_char(hsay_utf8_next(text, &next)))
            last = at = next;
        else if (at > 0 && joins(text, at, &next) && next < end)
            at = next;
        else
            break;
    }
    return last;
}

typedef struct scan {
    bool quoted, starts;
} scan;

static void mark(scan *s, uint32_t c)
{
    if (c == 0x201C || c == 0xAB || c == 0x201E)
        s->quoted = true;
    else if (c == 0x201D || c == 0xBB)
        s->quoted = false;
    else if (c == '"')
        s->quoted = !s->quoted;
    else if (c == '\n')
        *s = (scan){false, true};
    else if (c == '.' || c == '!' || c == '?')
        s->starts = true;
}

/* The full stop at `stop` belongs to an initial or an abbreviation, the word before it. */
static bool ends_short_form(hsay_str text, hsay_span word, size_t stop)
{
    if (word.end != stop || text.ptr[stop] != '.')
        return false;
    return (word.end - word.start == 1 && hsay_char_is_upper(text.ptr[word.start])) ||
           hsay_lexicon_find(&hsay_lexicon__abbreviations,
                             hsay_str_cut(text, word.start, stop + 1)) != NULL;
}

hsay_words hsay_words__scan(const hsay_article *article, hsay_span within, hsay_arena *arena)
{
    HSAY_VEC(hsay_word) words = {0};
    hsay_str text = article->text;
    scan s = {false, true};
    uint32_t cut = 0;
    for (size_t at = within.start; at < within.end;) {
        while (cut < article->furniture_count && article->furniture[cut].span.end <= at)
            cut++;
        if (cut < article->furniture_count && article->furniture[cut].span.start <= at) {
            at = article->furniture[cut].span.end;
            s = (scan){false, true};
            continue;
        }
        size_t next = at;
        uint32_t c = hsay_utf8_next(text, &next);
        if (!is_word_char(c)) {
            hsay_span last = words.count ? words.items[words.count - 1].span : (hsay_span){0, 0};
            if (!ends_short_form(text, last, at))
                mark(&s, c);
            at = next;
            continue;
        }
        size_t end = word_end(text, at, within.end);
        hsay_span span = {(uint32_t)at, (uint32_t)end};
        uint64_t hash = folded_hash(hsay_str_without_owner(hsay_str_at(text, span)));
        hsay_vec_push(arena, &words, (hsay_word){hash, span, s.quoted, s.starts});
        s.starts = false;
        at = end;
    }
    return (hsay_words){words.items, (uint32_t)words.count};
}

bool hsay_words__is_common(hsay_str word)
{
    return word.len < 3 || hsay_lexicon_find(&hsay_lexicon__closed_words, word) != NULL;
}
