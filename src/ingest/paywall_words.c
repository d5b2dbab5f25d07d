/*
 * A line in small letters is cut into words, and at each word the longest keys are looked up; keys
 * of scripts that part no words are looked for anywhere.
 */
#include "ingest/paywall.h"

#include "base/lexicon.h"
#include "base/str.h"
#include "base/utf8.h"
#include "data/lexicons.h"
#include "ingest/language_words.h"
#include "ingest/pieces.h"

enum { WORDS = 160 };

typedef struct line {
    char text[HSAY_PAYWALL_LINE + 4];
    size_t len;
    uint16_t starts[WORDS], ends[WORDS];
    uint32_t count;
    bool other; /* letters that are not ASCII */
} line;

/* Greek, which no other reader of hsay_language__fold has asked for; cedillas stay as they are. */
static uint32_t small(uint32_t c)
{
    if (c >= 0x391 && c <= 0x3A9)
        return c + 32;
    if (c >= 0x15E && c <= 0x163)
        return c | 1;
    return hsay_language__fold(c);
}

static void fold(hsay_str text, line *l)
{
    text = hsay_str_cut(text, 0, HSAY_PAYWALL_LINE);
    text.len = hsay_utf8_valid_prefix(text);
    for (size_t at = 0; at < text.len && l->len + 4 <= HSAY_PAYWALL_LINE;) {
        uint32_t c = small(hsay_utf8_next(text, &at));
        l->other |= c >= 0x80;
        l->len += hsay_utf8_put(c, l->text + l->len);
    }
}

static void split(line *l)
{
    hsay_str text = {l->text, l->len};
    for (size_t at = 0; at < l->len && l->count < WORDS;) {
        size_t start = at, n;
        while ((n = hsay_cues__word_bytes(text, at)) > 0)
            at += n;
        if (at == start) {
            at++;
            continue;
        }
        l->starts[l->count] = (uint16_t)start;
        l->ends[l->count++] = (uint16_t)at;
    }
}

static unsigned says(const hsay_lexicon_row *row)
{
    if (!row)
        return 0;
    return *row->fields[0] == 'w'   ? HSAY_PAYWALL_WALL
           : *row->fields[0] == 'o' ? HSAY_PAYWALL_ON
                                    : HSAY_PAYWALL_ACCOUNT;
}

static unsigned anywhere(const line *l)
{
    unsigned found = 0;
    for (uint32_t i = 0; i < hsay_lexicon__paywall_words.row_count; i++) {
        const hsay_lexicon_row *row = &hsay_lexicon__paywall_words.rows[i];
        if (*row->fields[1] &&
            hsay_str_find((hsay_str){l->text, l->len}, hsay_str_of(row->key), 0) != SIZE_MAX)
            found |= says(row);
    }
    return found;
}

/* By the keys that begin at a word. */
static unsigned said_from(const line *l, uint32_t first)
{
    const hsay_lexicon *list = &hsay_lexicon__paywall_words;
    unsigned found = 0;
    hsay_lexicon_key key;
    key.len = 0;
    uint32_t last = first, from = l->starts[first];
    for (; last < l->count && last - first < list->longest_words; last++) {
        hsay_str more = {l->text + from, (size_t)(l->ends[last] - from)};
        if (!hsay_lexicon_key_add(&key, more))
            break;
        found |= says(hsay_lexicon_key_find(list, &key));
        from = l->ends[last];
    }
    return found;
}

unsigned hsay_paywall__words(hsay_str text)
{
    line l = {.len = 0};
    fold(text, &l);
    split(&l);
    unsigned found = l.other ? anywhere(&l) : 0;
    const hsay_lexicon *list = &hsay_lexicon__paywall_words;
    for (uint32_t first = 0; first < l.count; first++) {
        if (!hsay_lexicon_may_begin(list, (hsay_str){l.text + l.starts[first],
                                                     (size_t)(l.ends[first] - l.starts[first])}))
            continue;
        found |= said_from(&l, first);
    }
    return found;
}

hsay_str hsay_paywall__access(hsay_str value)
{
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__access_words, value);
    return hsay_str_of(row ? row->fields[0] : "");
}
