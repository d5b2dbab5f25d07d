/*
 * Labels of bylines: "By", "Written by", "Foto:", as data/byline-words.txt has them, at the
 * beginning of words, inside them, or begun by the text before.
 */
#include "ingest/byline.h"

#include <string.h>

#include "base/str.h"
#include "data/lexicons.h"

enum {
    LABEL_WORDS = 5,
    LABEL_BYTES = 60, /* at the end of a text that may begin one */
};

static bool row_says(const hsay_lexicon_row *row, const char *what)
{
    for (int i = 0; row && i < HSAY_LEXICON_FIELDS; i++)
        if (strcmp(row->fields[i], what) == 0)
            return true;
    return false;
}

bool hsay_byline__says(hsay_str words, const char *what)
{
    return row_says(hsay_lexicon_find(&hsay_lexicon__byline_words, words), what);
}

/* The length of a colon at `at`, that of Chinese and Japanese too; else 0. */
static size_t colon_at(hsay_str s, size_t at)
{
    static const hsay_str WIDE = {"\xEF\xBC\x9A", 3};
    if (at >= s.len)
        return 0;
    return s.ptr[at] == ':' ? 1 : hsay_str_starts(hsay_str_cut(s, at, s.len), WIDE) ? WIDE.len : 0;
}

hsay_byline_label hsay_byline__label(hsay_str words, hsay_str *rest)
{
    hsay_byline_label found = HSAY_BYLINE_NO_LABEL;
    size_t count = 0;
    for (size_t at = 1; at <= words.len && count < LABEL_WORDS; at++) {
        bool colon = colon_at(words, at) > 0;
        if (at < words.len && !colon && !hsay_char_is_space(words.ptr[at]))
            continue;
        count++;
        hsay_str label = hsay_str_cut(words, 0, at);
        const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__byline_words, label);
        bool full = row_says(row, "full"), other = row_says(row, "other");
        if (full || other || row_says(row, "plain")) {
            hsay_str behind = hsay_str_trim(hsay_str_cut(words, at, words.len));
            size_t marked = colon_at(behind, 0);
            *rest = hsay_str_trim(hsay_str_cut(behind, marked, behind.len));
            bool sure = full && (count > 1 || marked > 0);
            found = other  ? HSAY_BYLINE_OTHER_LABEL
                    : sure ? HSAY_BYLINE_FULL_LABEL
                           : HSAY_BYLINE_PLAIN_LABEL;
        }
        if (colon)
            break;
    }
    return found;
}

hsay_byline_label hsay_byline__label_behind(hsay_arena *arena, hsay_str before, hsay_str words,
                                            hsay_str *rest)
{
    hsay_byline_label label = hsay_byline__label(words, rest);
    if (label != HSAY_BYLINE_PLAIN_LABEL || before.len == 0)
        return label;
    size_t start = before.len > LABEL_BYTES ? before.len - LABEL_BYTES : 0;
    before = (hsay_str){before.ptr + start, before.len - start};
    size_t taken = words.len < LABEL_BYTES ? words.len : LABEL_BYTES;
    hsay_str both =
        hsay_arena_format(arena, "%.*s %.*s", (int)before.len, before.ptr, (int)taken, words.ptr);
    for (size_t at = 0; at < before.len && at < both.len; at++) {
        hsay_str behind = HSAY_STR_NONE;
        if ((at == 0 || both.ptr[at - 1] == ' ') &&
            hsay_byline__label(hsay_str_cut(both, at, both.len), &behind) ==
                HSAY_BYLINE_OTHER_LABEL &&
            both.len - behind.len > before.len)
            return HSAY_BYLINE_OTHER_LABEL;
    }
    return label;
}

hsay_byline_label hsay_byline__find(hsay_str words, hsay_str *rest)
{
    for (size_t at = 0; at < words.len; at++) {
        if (at > 0 && words.ptr[at - 1] != ' ')
            continue;
        hsay_byline_label label = hsay_byline__label(hsay_str_cut(words, at, words.len), rest);
        if (label != HSAY_BYLINE_NO_LABEL && rest->len)
            return label;
    }
    return HSAY_BYLINE_NO_LABEL;
}
