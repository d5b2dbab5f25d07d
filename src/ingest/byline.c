/*
 * Cut at the marks that separate names; then each part is stripped of its label, of the day and of
 * what stands behind names, and judged.  Conjunctions separate full names only, so that "Staff and
 * wire reports" stays whole.  Words: data/byline-words.txt.
 */
#include "ingest/byline.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "data/lexicons.h"
#include "ingest/date.h"
#include "ingest/date_day.h"

enum {
    LABEL_WORDS = 5,
    LABELS = 3, /* one behind the other: "Author: by" */
    TAILS = 4,  /* words and days cut off behind a name */
    NAME_BYTES = 80,
    WORDS_BYTES = 2048, /* of a byline that are looked at */
    NAME_WORDS = 5,
    FIELD_WORDS = 7, /* of what a field for authors calls one */
    DIGITS_FEW = 3,  /* a name of several words holds fewer */
};

/* Off both ends: blanks and marks that no name begins or ends with. */
static hsay_str bare(hsay_str s)
{
    static const char MARKS[] = ",;:|/-*>~_\"+=[]<#\\";
    static const hsay_str DASHES[] = {{"\xE2\x80\x93", 3}, {"\xE2\x80\x94", 3}, {"\xE2\x80\xA2", 3},
                                      {"\xC2\xB7", 2},     {"\xE2\x86\x92", 3}, {"\xC2\xBB", 2},
                                      {"\xC2\xA9", 2}};
    for (size_t before = SIZE_MAX; before != s.len;) {
        before = s.len;
        s = hsay_str_trim(s);
        if (s.len && strchr(MARKS, *s.ptr))
            s = hsay_str_cut(s, 1, s.len);
        if (s.len && (strchr(MARKS, s.ptr[s.len - 1]) || s.ptr[s.len - 1] == '('))
            s = hsay_str_cut(s, 0, s.len - 1);
        for (size_t i = 0; i < sizeof DASHES / sizeof *DASHES; i++) {
            if (hsay_str_starts(s, DASHES[i]))
                s = hsay_str_cut(s, DASHES[i].len, s.len);
            if (hsay_str_ends(s, DASHES[i]))
                s = hsay_str_cut(s, 0, s.len - DASHES[i].len);
        }
    }
    return s;
}

static bool is_particle(hsay_str word)
{
    static const char ALL[] =
        " de da di du del der den dem la le las los van von vom zu zum af av bin"
        " al el ten ter te y e dos das do ibn ben und ";
    char key[8] = " ";
    if (word.len >= sizeof key - 2)
        return false;
    memcpy(key + 1, word.ptr, word.len);
    memcpy(key + 1 + word.len, " ", 2);
    return strstr(ALL, key);
}

/* A word with a capital, or with letters that have none; "d'Orrin" too. */
static bool is_name_word(hsay_str word)
{
    if (memchr(word.ptr, '/', word.len) || memchr(word.ptr, '@', word.len) ||
        memchr(word.ptr, '!', word.len) || memchr(word.ptr, '?', word.len))
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (hsay_char_is_digit(word.ptr[i]))
            return false;
    bool elided = word.len > 3 && (word.ptr[1] == '\'' || word.ptr[1] == '\xE2');
    return hsay_char_is_upper(*word.ptr) || (unsigned char)*word.ptr >= 0xC3 || elided;
}

static size_t words_in(hsay_str s)
{
    size_t words = 0;
    for (size_t i = 0; i < s.len; i++)
        words += s.ptr[i] != ' ' && (i == 0 || s.ptr[i - 1] == ' ');
    return words;
}

bool hsay_byline__is_person(hsay_str name)
{
    size_t names = 0, start = 0;
    if (name.len == 0 || name.len > NAME_BYTES || words_in(name) > NAME_WORDS)
        return false;
    for (size_t i = 0; i <= name.len; i++) {
        if (i < name.len && name.ptr[i] != ' ')
            continue;
        hsay_str word = hsay_str_cut(name, start, i);
        start = i + 1;
        if (word.len == 0 || is_particle(word))
            continue;
        if (!is_name_word(word))
            return false;
        names++;
    }
    return names >= 2;
}

bool hsay_byline__is_known(hsay_str name)
{
    size_t end = 0;
    while (end < name.len && name.ptr[end] != ' ' && name.ptr[end] != '-')
        end++;
    hsay_str first = hsay_str_cut(name, 0, end);
    if (hsay_str_ends(first, HSAY_STR(".")) && first.len > 2 && end < name.len &&
        hsay_lexicon_find(&hsay_lexicon__titles, first))
        return hsay_byline__is_known(hsay_str_cut(name, end + 1, name.len));
    return hsay_lexicon_find(&hsay_lexicon__first_names, first) ||
           hsay_lexicon_find(&hsay_lexicon__given_names, first);
}

/* Up to a label inside the words, or to any word with a colon behind a name: "Ada Orrin Reviewed by
 * Bo Tamm". */
static hsay_str before_label(hsay_str s)
{
    const char *colon = s.len ? memchr(s.ptr, ':', s.len) : NULL;
    if (colon) {
        hsay_str last = hsay_str_last_word(hsay_str_cut(s, 0, (size_t)(colon - s.ptr)));
        hsay_str before = bare(hsay_str_cut(s, 0, (size_t)(last.ptr - s.ptr)));
        if (hsay_byline__is_person(before))
            s = before;
    }
    for (size_t at = 1; at < s.len; at++) {
        hsay_str rest = HSAY_STR_NONE;
        if (s.ptr[at - 1] != ' ' || !hsay_char_is_upper(s.ptr[at]))
            continue;
        hsay_byline_label label = hsay_byline__label(hsay_str_cut(s, at, s.len), &rest);
        if (label == HSAY_BYLINE_FULL_LABEL || (label == HSAY_BYLINE_OTHER_LABEL && rest.len))
            return hsay_str_cut(s, 0, at);
    }
    return s;
}

/* Without the words that are known to stand last. */
static hsay_str without_tail(hsay_str s)
{
    for (int turn = 0; turn < TAILS; turn++) {
        s = bare(s);
        size_t cut = s.len;
        for (size_t at = s.len, words = 0; at-- > 1 && words < LABEL_WORDS;)
            if (hsay_char_is_space(s.ptr[at])) {
                words++;
                if (hsay_byline__says(hsay_str_cut(s, at + 1, s.len), "behind"))
                    cut = at;
            }
        if (cut == s.len)
            break;
        s.len = cut;
    }
    return s;
}

/* Up to a mark behind which the place, the job or the account stands: " - ", " (", " @". */
static hsay_str first_part(hsay_str s)
{
    static const hsay_str MARKS[] = {{" - ", 3},
                                     {" \xE2\x80\x93 ", 5},
                                     {" \xE2\x80\x94 ", 5},
                                     {" \xE2\x80\xA2 ", 5},
                                     {" \xC2\xB7 ", 4},
                                     {" \xC2\xBB ", 4},
                                     {" @", 2},
                                     {" [", 2}};
    for (size_t at = 1; at < s.len; at++)
        for (size_t i = 0; s.ptr[at] == ' ' && i < sizeof MARKS / sizeof *MARKS; i++)
            if (hsay_str_starts(hsay_str_cut(s, at, s.len), MARKS[i]))
                return hsay_str_cut(s, 0, at);
    return s;
}

/* Without the day in it and all behind it; what stands behind a time where nothing that could be a
 * name stands before: "Posted on 3 May 2031, 10:30 by Ada Orrin". */
static hsay_str without_day(hsay_arena *arena, hsay_str s)
{
    hsay_span place;
    if (hsay_date__find(arena, s, HSAY_DATE_DAY_FIRST, &place).len == 0)
        return s;
    hsay_str before = bare(hsay_str_cut(s, 0, place.start)), rest = HSAY_STR_NONE;
    if (before.len && !hsay_byline__says(before, "behind") && !hsay_byline__says(before, "never") &&
        (hsay_byline__label(before, &rest) == HSAY_BYLINE_NO_LABEL || rest.len))
        return before;
    hsay_byline_label label = hsay_byline__find(hsay_str_cut(s, place.end, s.len), &rest);
    return label == HSAY_BYLINE_PLAIN_LABEL || label == HSAY_BYLINE_FULL_LABEL ? rest
                                                                               : HSAY_STR_NONE;
}

static hsay_str stripped(hsay_str s)
{
    s = bare(s);
    for (int turn = 0; turn < LABELS; turn++) {
        hsay_str rest = s;
        hsay_byline_label label = hsay_byline__label(s, &rest);
        if (label == HSAY_BYLINE_NO_LABEL)
            break;
        if (label == HSAY_BYLINE_OTHER_LABEL)
            return HSAY_STR_NONE;
        s = bare(rest);
    }
    return without_tail(before_label(first_part(s)));
}

/* "November 26th", "3 Mai": a month and a number, and no year, so that it was no day to be cut. */
static bool has_month_day(hsay_str s)
{
    bool digit = false, month = false;
    for (size_t at = 0; at < s.len;) {
        size_t len = hsay_date__word(s, at);
        month |= len && hsay_date__month(hsay_str_cut(s, at, at + len));
        digit |= hsay_char_is_digit(s.ptr[at]);
        at += len ? len : 1;
    }
    return month && digit;
}

static bool is_acceptable(hsay_str name, hsay_byline_trust trust)
{
    if (name.len < 2 || name.len > NAME_BYTES || hsay_byline__says(name, "never") ||
        hsay_str_find(name, HSAY_STR("//"), 0) != SIZE_MAX || memchr(name.ptr, '@', name.len) ||
        memchr(name.ptr, '{', name.len))
        return false;
    if (has_month_day(name))
        return false;
    size_t digits = 0, letters = 0, words = words_in(name);
    for (size_t i = 0; i < name.len; i++) {
        digits += hsay_char_is_digit(name.ptr[i]);
        letters += hsay_char_is_alpha(name.ptr[i]) || (unsigned char)name.ptr[i] >= 0x80;
    }
    if (trust == HSAY_BYLINE_GUESS)
        return hsay_byline__is_person(name);
    return letters && words <= FIELD_WORDS && (words == 1 || digits < DIGITS_FEW);
}

/* A conjunction between names that begins at `at`: its length. */
static size_t conjunction_at(hsay_str s, size_t at)
{
    static const hsay_str WORDS[] = {{" and ", 5}, {" und ", 5},      {" et ", 4},  {" y ", 3},
                                     {" & ", 3},   {" og ", 4},       {" och ", 5}, {" en ", 4},
                                     {" e ", 3},   {" i ", 3},        {" ja ", 4},  {" with ", 6},
                                     {" mit ", 5}, {" \xD0\xB8 ", 4}, {" AND ", 5}, {" / ", 3}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (hsay_str_starts(hsay_str_cut(s, at, s.len), WORDS[i]))
            return WORDS[i].len;
    return 0;
}

typedef struct names {
    hsay_arena *arena;
    hsay_byline_trust trust;
    hsay_str *items;
    uint32_t count;
} names;

static void add(names *n, hsay_str name)
{
    name = bare(name);
    size_t colon = hsay_str_find(name, HSAY_STR(": "), 0);
    if (colon != SIZE_MAX) { /* behind a label that is not listed only a name that is known */
        name = bare(hsay_str_cut(name, colon + 1, name.len));
        if (!hsay_byline__is_person(name) || !hsay_byline__is_known(name))
            return;
    }
    if (n->count == HSAY_BYLINE_NAMES || !is_acceptable(name, n->trust))
        return;
    n->items[n->count++] = name;
}

/* Up to the first conjunction. */
static hsay_str before_conjunction(hsay_str s)
{
    for (size_t at = 1; at < s.len; at++)
        if (s.ptr[at] == ' ' && conjunction_at(s, at))
            return hsay_str_cut(s, 0, at);
    return s;
}

/* "Ada Orrin and Bo Tamm": two where both are full names, or the first is a first name. */
static void add_joined(names *n, hsay_str part)
{
    if (hsay_byline__says(bare(part), "never"))
        return;
    part = stripped(part);
    for (size_t at = 1; at < part.len && n->count < HSAY_BYLINE_NAMES; at++) {
        size_t skip = part.ptr[at] == ' ' ? conjunction_at(part, at) : 0;
        if (skip == 0)
            continue;
        hsay_str left = hsay_str_cut(part, 0, at), right = hsay_str_cut(part, at + skip, part.len);
        hsay_str next = before_conjunction(first_part(right));
        bool two = hsay_byline__is_person(left) || hsay_byline__is_known(left);
        if (!two || !hsay_byline__is_person(next))
            continue;
        add(n, left);
        add_joined(n, right);
        return;
    }
    add(n, part);
}

/* "Orrin, Ada" is one name turned around. */
static bool is_turned(hsay_str words, size_t comma, hsay_byline_trust trust)
{
    hsay_str last = hsay_str_trim(hsay_str_cut(words, 0, comma));
    hsay_str first = hsay_str_trim(hsay_str_cut(words, comma + 1, words.len));
    if (first.len == 0 || words_in(first) > 2 || memchr(first.ptr, ',', first.len))
        return false;
    return trust == HSAY_BYLINE_TURNED ||
           (words_in(last) == 1 && hsay_byline__is_known(first) && !hsay_byline__is_known(last));
}

static hsay_str turned(hsay_arena *arena, hsay_str words, size_t comma)
{
    hsay_str last = hsay_str_trim(hsay_str_cut(words, 0, comma));
    hsay_str first = hsay_str_trim(hsay_str_cut(words, comma + 1, words.len));
    return hsay_arena_format(arena, "%.*s %.*s", (int)first.len, first.ptr, (int)last.len,
                             last.ptr);
}

/* What follows the first comma is another name where it looks like one, or where none does. */
static void add_listed(names *n, hsay_str part)
{
    uint32_t before = n->count;
    bool person = false;
    for (size_t start = 0, at = 0; at <= part.len; at++) {
        if (at < part.len && part.ptr[at] != ',')
            continue;
        hsay_str one = bare(hsay_str_cut(part, start, at));
        if (at > start && hsay_str_starts(one, HSAY_STR("and ")))
            one = hsay_str_cut(one, 4, one.len);
        bool listed = n->count == before || !person ||
                      hsay_byline__is_person(before_conjunction(first_part(one)));
        bool job = n->count > before && (hsay_byline__says(one, "behind") ||
                                         hsay_byline__says(hsay_str_last_word(one), "behind"));
        if (listed && !job)
            add_joined(n, one);
        person = person || (n->count > before && hsay_byline__is_person(n->items[before]));
        start = at + 1;
    }
}

uint32_t hsay_byline__names(hsay_arena *arena, hsay_str words, hsay_byline_trust trust,
                            hsay_str out[HSAY_BYLINE_NAMES])
{
    names n = {arena, trust, out, 0};
    words = hsay_str_cut(words, 0, WORDS_BYTES);
    words.len = hsay_utf8_valid_prefix(words);
    const char *comma = words.len ? memchr(words.ptr, ',', words.len) : NULL;
    if (comma && is_turned(words, (size_t)(comma - words.ptr), trust)) {
        hsay_str name = turned(arena, words, (size_t)(comma - words.ptr));
        add(&n, name);
        return n.count;
    }
    for (size_t start = 0, at = 0; at <= words.len; at++) {
        if (at < words.len && words.ptr[at] != ';' && words.ptr[at] != '|')
            continue;
        add_listed(&n, without_day(arena, hsay_str_cut(words, start, at)));
        start = at + 1;
    }
    return n.count;
}
