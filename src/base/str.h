/*
 * Small work on views: comparing, trimming, finding.  ASCII case only, bytes otherwise untouched.
 * What is asked for each byte or word of a text stands here whole, so that it costs no call.
 */
#ifndef HSAY_BASE_STR_H
#define HSAY_BASE_STR_H

#include <string.h>

#include "hearsay/text.h"

#define HSAY_STR(literal) ((hsay_str){(literal), sizeof(literal) - 1})
#define HSAY_STR_NONE ((hsay_str){NULL, 0})

static inline bool hsay_str_equal(hsay_str a, hsay_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
bool hsay_str_equal_nocase(hsay_str a, hsay_str b);
int hsay_str_compare(hsay_str a, hsay_str b); /* bytes, then length: <0, 0, >0 */
static inline bool hsay_str_starts(hsay_str s, hsay_str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}
bool hsay_str_starts_nocase(hsay_str s, hsay_str prefix);
/* Whether `word` stands anywhere in the first `most` bytes. */
bool hsay_str_holds_nocase(hsay_str s, size_t most, hsay_str word);
static inline bool hsay_str_ends(hsay_str s, hsay_str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 || memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}
/* Offset of the first place of `needle` at or after `from`; SIZE_MAX where there is none. */
size_t hsay_str_find(hsay_str s, hsay_str needle, size_t from);
size_t hsay_str_find_nocase(hsay_str s, hsay_str needle, size_t from);
hsay_str hsay_str_trim(hsay_str s);          /* ASCII white space and U+00A0 off both ends */
hsay_str hsay_str_last_word(hsay_str s);     /* behind the last space; all where there is none */
hsay_str hsay_str_without_owner(hsay_str s); /* without an ending 's, in either apostrophe */
/* Clamped to the string. */
static inline hsay_str hsay_str_cut(hsay_str s, size_t start, size_t end)
{
    if (end > s.len)
        end = s.len;
    return start >= end ? (hsay_str){NULL, 0} : (hsay_str){s.ptr + start, end - start};
}

/* ASCII only; other bytes as they are. */
static inline bool hsay_char_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline char hsay_char_lower(char c)
{
    return hsay_char_is_upper(c) ? (char)(c + 32) : c;
}

static inline bool hsay_char_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool hsay_char_is_alpha(char c)
{
    return hsay_char_is_upper(c) || (c >= 'a' && c <= 'z');
}

static inline bool hsay_char_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

#endif
