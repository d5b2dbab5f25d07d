/*
 * A paragraph becomes tokens.  A word keeps its inner apostrophes, hyphens and the stops of
 * abbreviations; an apostrophe is told from a quote mark by what stands on both sides of it.
 */
#include "base/str.h"
#include "base/utf8.h"
#include "data/lexicons.h"
#include "lang/build.h"

enum { RIGHT_SINGLE = 0x2019, LEFT_SINGLE = 0x2018, LOW_SINGLE = 0x201A };

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return hsay_char_is_alpha((char)c);
    return (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7) || (c >= 0x2C00 && c < 0x2E00) ||
           (c >= 0x3040 && c < 0xFE00) || c >= 0x10000;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static uint32_t peek(hsay_str text, uint32_t at, uint32_t end)
{
    size_t next = at;
    return at < end ? hsay_utf8_next(text, &next) : 0;
}

static uint32_t before(hsay_str text, uint32_t at, uint32_t start)
{
    size_t first;
    return at > start ? hsay_utf8_before(text, at, &first) : 0;
}

/* A mark inside a word: it's, twenty-one, U.S, AT&T; inside a number: 1,200.5 and 234-193 apart. */
static bool joins(uint32_t mark, uint32_t left, uint32_t right)
{
    bool letters = (is_letter(left) || is_digit(left)) && (is_letter(right) || is_digit(right));
    if (mark == '\'' || mark == RIGHT_SINGLE)
        return letters;
    if (mark == '-' || mark == 0x2010 || mark == 0x2011)
        return letters && !(is_digit(left) && is_digit(right));
    if (mark == '&')
        return is_letter(left) && is_letter(right);
    if (mark == ',' || mark == '.')
        return is_digit(left) && is_digit(right);
    return false;
}

/* The stop behind `word` belongs to it: a known abbreviation, an initial, or U.S. */
static bool takes_stop(hsay_str word)
{
    char key[HSAY_LEXICON_KEY_BYTES];
    if (word.len == 1)
        return hsay_char_is_upper(word.ptr[0]);
    if (word.len + 2 > sizeof key)
        return false;
    for (size_t i = 0; i < word.len; i++)
        key[i] = word.ptr[i];
    key[word.len] = '.';
    if (hsay_lexicon_find(&hsay_lexicon__abbreviations, (hsay_str){key, word.len + 1}))
        return true;
    return word.len >= 3 && word.len % 2 == 1 && word.ptr[1] == '.' &&
           word.ptr[word.len - 2] == '.';
}

static uint32_t word_end(hsay_str text, uint32_t at, uint32_t end)
{
    uint32_t start = at, left = 0;
    while (at < end) {
        unsigned char plain = (unsigned char)text.ptr[at];
        if (hsay_char_is_alpha((char)plain) || is_digit(plain)) { /* most of any word */
            left = plain;
            at++;
            continue;
        }
        size_t next = at;
        uint32_t c = hsay_utf8_next(text, &next), right = peek(text, (uint32_t)next, end);
        bool initials = c == '.' && hsay_char_is_alpha((char)left) && is_letter(right) &&
                        (at - start == 1 || (at - start >= 3 && text.ptr[at - 2] == '.'));
        if (!is_letter(c) && !is_digit(c) && c != 0x301 && !initials && !joins(c, left, right))
            break;
        left = c;
        at = (uint32_t)next;
    }
    if (at < end && text.ptr[at] == '.' && takes_stop(hsay_str_cut(text, start, at)))
        at++;
    return at;
}

/* What sort of quote mark stands here; HSAY_TOKEN_PUNCT where it is none. */
static hsay_token_kind quote_kind(uint32_t c, uint32_t left, uint32_t right, bool open)
{
    bool starts = left == 0 || left <= ' ' || left == 0xA0 || left == '(' || left == '[' ||
                  left == 0x2014 || left == 0x2013 || left == '-';
    bool follows = right > ' ' && right != 0xA0;
    switch (c) {
    case 0x201C: /* “ also closes „ */
        return starts || !open ? HSAY_TOKEN_OPEN : HSAY_TOKEN_CLOSE;
    case 0x201E:
    case 0xAB:
    case LOW_SINGLE:
        return HSAY_TOKEN_OPEN;
    case 0xBB:
        return HSAY_TOKEN_CLOSE;
    case 0x201D:
        return starts && follows && !open ? HSAY_TOKEN_OPEN : HSAY_TOKEN_CLOSE;
    case '"':
        return follows && (starts || !open) && !(open && !starts) ? HSAY_TOKEN_OPEN
                                                                  : HSAY_TOKEN_CLOSE;
    default:
        return HSAY_TOKEN_PUNCT;
    }
}

/* Where the next single mark stands that can only close; `end`: none does. */
static uint32_t next_closing_single(hsay_str text, uint32_t at, uint32_t end)
{
    for (uint32_t i = at; i < end;) {
        size_t next = i;
        uint32_t c = hsay_utf8_next(text, &next), left = before(text, i, at);
        uint32_t right = peek(text, (uint32_t)next, end);
        bool mark = c == '\'' || c == RIGHT_SINGLE;
        if (mark && left > ' ' && !is_letter(right) && !is_digit(right) && left != 's')
            return i;
        if (mark && left == 's' && (right == 0 || right == '.' || right == ','))
            return i;
        i = (uint32_t)next;
    }
    return end;
}

typedef struct marks {
    bool open, open_single;
    uint32_t closes_at; /* the last search for a closing single mark */
} marks;

/* Some single mark behind `at` closes.  A result is kept until it is passed: linear in all. */
static bool single_closes_later(hsay_str text, uint32_t at, uint32_t end, marks *m)
{
    if (!m->closes_at || at > m->closes_at)
        m->closes_at = next_closing_single(text, at, end);
    return m->closes_at < end;
}

static hsay_token_kind single_kind(hsay_str text, hsay_span p, uint32_t at, uint32_t next, marks *m)
{
    uint32_t c = peek(text, at, p.end), left = before(text, at, p.start);
    uint32_t right = peek(text, next, p.end);
    bool starts = left == 0 || (!is_letter(left) && !is_digit(left) && left != '.' && left != ',' &&
                                left != '!' && left != '?');
    if (starts && (is_letter(right) || is_digit(right) || right == '.') && c != RIGHT_SINGLE) {
        if (m->open_single)
            return HSAY_TOKEN_PUNCT;
        if (single_closes_later(text, next, p.end, m))
            return HSAY_TOKEN_OPEN;
        return c == LEFT_SINGLE ? HSAY_TOKEN_OPEN : HSAY_TOKEN_PUNCT;
    }
    bool owner = (left == 's' || left == 'S') && right == ' ' && c != LEFT_SINGLE;
    if (owner && m->open_single && single_closes_later(text, next, p.end, m))
        return HSAY_TOKEN_PUNCT; /* the players' dam, where the quotation closes later */
    return m->open_single && !is_letter(right) ? HSAY_TOKEN_CLOSE : HSAY_TOKEN_PUNCT;
}

static hsay_token mark_token(hsay_str text, hsay_span p, uint32_t at, marks *m)
{
    size_t next = at;
    uint32_t c = hsay_utf8_next(text, &next);
    uint32_t right = peek(text, (uint32_t)next, p.end);
    if ((c == '`' || c == '\'') && right == c)
        next++; /* `` and '' are double marks */
    hsay_token t = {.span = {at, (uint32_t)next}, .kind = HSAY_TOKEN_PUNCT};
    if (next - at == 2 && c == '`')
        t.kind = HSAY_TOKEN_OPEN;
    else if (next - at == 2 && c == '\'')
        t.kind = m->open ? HSAY_TOKEN_CLOSE : HSAY_TOKEN_OPEN;
    else if (c == '\'' || c == RIGHT_SINGLE || c == LEFT_SINGLE)
        t.kind = single_kind(text, p, at, (uint32_t)next, m);
    else
        t.kind = quote_kind(c, before(text, at, p.start), right, m->open);
    bool single = next - at != 2 && (c == '\'' || c == RIGHT_SINGLE || c == LEFT_SINGLE);
    if (t.kind == HSAY_TOKEN_OPEN || t.kind == HSAY_TOKEN_CLOSE)
        *(single ? &m->open_single : &m->open) = t.kind == HSAY_TOKEN_OPEN;
    while (t.kind == HSAY_TOKEN_PUNCT && t.span.end < p.end && (c == '.' || c == '-' || c == '!') &&
           text.ptr[t.span.end] == (char)c)
        t.span.end++;
    return t;
}

void hsay_build__tokens(hsay_build *b, uint32_t paragraph)
{
    hsay_str text = b->article->text;
    hsay_span p = b->paragraphs.items[paragraph].span;
    marks m = {0};
    for (uint32_t at = p.start; at < p.end;) {
        size_t next = at;
        uint32_t c = hsay_utf8_next(text, &next);
        if (c <= ' ' || c == 0xA0 || c == 0x200B || (c >= 0x2000 && c <= 0x200A) || c == 0xFEFF) {
            at = (uint32_t)next;
            continue;
        }
        hsay_token t;
        if (is_letter(c) || is_digit(c)) {
            t = (hsay_token){.span = {at, word_end(text, at, p.end)}};
            t.kind = is_digit(c) ? HSAY_TOKEN_NUMBER : HSAY_TOKEN_WORD;
        } else {
            t = mark_token(text, p, at, &m);
        }
        t.sentence = paragraph;
        t.quote = HSAY_NO_QUOTE;
        hsay_vec_push(b->arena, &b->tokens, t);
        at = t.span.end;
    }
}
