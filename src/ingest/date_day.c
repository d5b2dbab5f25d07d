/*
 * A parser by shape: year, month and day in digits with one mark between them or with the words of
 * Chinese, Japanese and Korean; or the name of a month with day and year around it, joined by what
 * languages put between them ("25 de marzo de 2024", "25. März 2024", "2024. március 25.").
 */
#include "ingest/date_day.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "data/lexicons.h"

enum {
    YEAR_FIRST = 1700,
    YEAR_LAST = 2200,
    CENTURY_TURN = 50, /* years of two digits: before it 20.., from 90 on 19.. */
    CENTURY_LATE = 90,
    NAME_BYTES = 48,
};

typedef struct reader {
    hsay_str s;
    size_t at;
} reader;

static char peek(const reader *r)
{
    return r->at < r->s.len ? r->s.ptr[r->at] : 0;
}

static bool take(reader *r, hsay_str mark)
{
    if (!hsay_str_starts(hsay_str_cut(r->s, r->at, r->s.len), mark))
        return false;
    r->at += mark.len;
    return true;
}

static bool take_char(reader *r, char c)
{
    return take(r, (hsay_str){&c, 1});
}

static bool take_space(reader *r)
{
    return hsay_char_is_space(peek(r)) ? r->at++, true : take(r, HSAY_STR("\xC2\xA0"));
}

int hsay_date__number(hsay_str s, size_t *at, int least, int most)
{
    int value = 0, digits = 0;
    size_t i = *at;
    for (; i < s.len && hsay_char_is_digit(s.ptr[i]) && digits <= most; i++, digits++)
        value = value * 10 + (s.ptr[i] - '0');
    if (digits < least || digits > most)
        return -1;
    *at = i;
    return value;
}

static int number(reader *r, int least, int most)
{
    return hsay_date__number(r->s, &r->at, least, most);
}

/* Capitals of Latin-1, Greek and Cyrillic as small letters; what has a mark of its own stays. */
static uint32_t small(uint32_t c)
{
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB) ||
        (c >= 0x410 && c <= 0x42F))
        return c + 0x20;
    if (c >= 0x400 && c <= 0x40F)
        return c + 0x50;
    bool odd = (c >= 0x139 && c <= 0x148) || c >= 0x179; /* the capitals of these */
    return c >= 0x100 && c <= 0x17E && c != 0x130 && c != 0x178 && c % 2 == odd ? c + 1 : c;
}

int hsay_date__month(hsay_str name)
{
    char key[NAME_BYTES / 2 * 3 + 4]; /* an ill-formed byte becomes three */
    size_t len = 0;
    if (name.len > NAME_BYTES / 2)
        return 0;
    for (size_t at = 0; at < name.len;)
        len += hsay_utf8_put(small(hsay_utf8_next(name, &at)), key + len);
    const hsay_lexicon_row *row =
        hsay_lexicon_find(&hsay_lexicon__month_names, (hsay_str){key, len});
    return row ? atoi(row->fields[0]) : 0;
}

size_t hsay_date__word(hsay_str words, size_t at)
{
    size_t start = at;
    while (at < words.len) {
        unsigned char c = (unsigned char)words.ptr[at];
        unsigned char next = at + 1 < words.len ? (unsigned char)words.ptr[at + 1] : 0;
        bool mark = (c == 0xC2 && next < 0xC0) || (c == 0xE2 && next == 0x80);
        if (!hsay_char_is_alpha((char)c) && (c < 0x80 || mark))
            break;
        at++;
    }
    return at - start;
}

static int month(reader *r)
{
    size_t len = hsay_date__word(r->s, r->at);
    int found = hsay_date__month(hsay_str_cut(r->s, r->at, r->at + len));
    if (found)
        r->at += len;
    return found ? found : -1;
}

static bool is_real(const hsay_day *d)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d->year < YEAR_FIRST || d->year > YEAR_LAST || d->month < 1 || d->month > 12)
        return false;
    bool leap = (d->year % 4 == 0 && d->year % 100 != 0) || d->year % 400 == 0;
    return d->day >= 1 && d->day <= DAYS[d->month - 1] + (leap && d->month == 2);
}

/* Blanks, commas, marks and the words that join the parts of a date. */
static void skip_joint(reader *r)
{
    static const hsay_str WORDS[] = {
        {"de", 2},       {"del", 3},     {"di", 2}, {"of", 2},   {"the", 3},  {"d'", 2},
        {"da", 2},       {"den", 3},     {"m", 1},  {"gada", 4}, {"dari", 4}, {"d\xE2\x80\x99", 4},
        {"st", 2},       {"nd", 2},      {"rd", 2}, {"th", 2},   {"er", 2},   {"\xC2\xBA", 2},
        {"\xC2\xB0", 2}, {"\xC2\xAA", 2}};
    for (size_t before = SIZE_MAX; before != r->at;) {
        before = r->at;
        while (take_space(r) || take_char(r, ',') || take_char(r, '.') || take_char(r, '-') ||
               take_char(r, '/'))
            ;
        for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
            hsay_str rest = hsay_str_cut(r->s, r->at, r->s.len);
            size_t end = r->at + WORDS[i].len;
            bool open = hsay_char_is_alpha(WORDS[i].ptr[WORDS[i].len - 1]) &&
                        hsay_date__word(r->s, end) > 0;
            if (hsay_str_starts_nocase(rest, WORDS[i]) && !open) {
                r->at = end;
                break;
            }
        }
    }
}

/* Of four digits, or of two right behind a mark. */
static int year(reader *r)
{
    char before = r->at ? r->s.ptr[r->at - 1] : 0;
    int full = number(r, 4, 4);
    if (full >= 0 || (before != '.' && before != '/' && before != '-' && before != '\''))
        return full;
    int two = number(r, 2, 2);
    if (two < 0 || hsay_char_is_alpha(peek(r)) || (two >= CENTURY_TURN && two < CENTURY_LATE))
        return -1;
    return two + (two < CENTURY_TURN ? 2000 : 1900);
}

/* 2024-03-25, 2024/3/25, 2024.3.25, 20240325, 2024年3月25日, 2024년 3월 25일 */
static bool read_year_first(reader *r, hsay_day *d)
{
    static const hsay_str MARKS[][2] = {{{"-", 1}, {"-", 1}},
                                        {{"/", 1}, {"/", 1}},
                                        {{".", 1}, {".", 1}},
                                        {{". ", 2}, {". ", 2}},
                                        {{"\xE5\xB9\xB4", 3}, {"\xE6\x9C\x88", 3}},
                                        {{"\xEB\x85\x84", 3}, {"\xEC\x9B\x94", 3}}};
    int compact = number(r, 8, 8);
    if (compact > 0) {
        *d = (hsay_day){compact / 10000, compact / 100 % 100, compact % 100};
        return is_real(d);
    }
    if ((d->year = number(r, 4, 4)) < 0)
        return false;
    size_t behind = r->at;
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        r->at = behind;
        while (i > 3 && take_space(r))
            ;
        if (!take(r, MARKS[i][0]))
            continue;
        while (i > 3 && take_space(r))
            ;
        d->month = number(r, 1, 2);
        if (!take(r, MARKS[i][1]))
            continue;
        while (i > 3 && take_space(r))
            ;
        d->day = number(r, 1, 2);
        if (is_real(d))
            return !take(r, HSAY_STR("\xE6\x97\xA5")) || true;
    }
    return false;
}

/* 25/03/2024, 03/25/2024, 25.3.24: where either could be the month, a point says that the day is
 * first, and `order` else. */
static bool read_year_last(reader *r, hsay_date_order order, hsay_day *d)
{
    int a = number(r, 1, 2);
    char mark = peek(r);
    if (a < 1 || (mark != '/' && mark != '.' && mark != '-'))
        return false;
    r->at++;
    while (mark == '.' && take_space(r))
        ;
    int b = number(r, 1, 2);
    if (b < 1 || !take_char(r, mark))
        return false;
    if (mark == '.' && peek(r) == ' ')
        r->at++;
    int y = year(r);
    bool plain = a > 12 || b > 12 || a == b || mark == '.';
    if (!plain && order == HSAY_DATE_UNKNOWN)
        return false;
    bool day_first = a > 12 || mark == '.' || (b <= 12 && order == HSAY_DATE_DAY_FIRST);
    *d = (hsay_day){y, day_first ? b : a, day_first ? a : b};
    bool more = r->at + 1 < r->s.len && peek(r) == mark && hsay_char_is_digit(r->s.ptr[r->at + 1]);
    return is_real(d) && !more;
}

/* March 25, 2024 · 25th of March 2024 · 25-Mar-24 · 25 de marzo de 2024 · 2024 m. kovo 25 d. */
static bool read_named(reader *r, hsay_day *d)
{
    reader start = *r;
    int first = number(r, 4, 4);
    d->day = -1;
    if (first < 0) {
        *r = start;
        d->day = number(r, 1, 2);
    }
    if (first >= 0 || d->day > 0)
        skip_joint(r);
    if ((d->month = month(r)) < 0)
        return false;
    skip_joint(r);
    if (d->day < 0) {
        d->day = number(r, 1, 2);
        if (first < 0)
            skip_joint(r);
    }
    d->year = first >= 0 ? first : year(r);
    return is_real(d);
}

bool hsay_date__day(hsay_str words, hsay_date_order order, size_t *at, hsay_day *out)
{
    for (int way = 0; way < 3; way++) {
        reader r = {words, *at};
        hsay_day d = {0};
        bool found = way == 0   ? read_year_first(&r, &d)
                     : way == 1 ? read_year_last(&r, order, &d)
                                : read_named(&r, &d);
        if (!found || hsay_char_is_digit(peek(&r)))
            continue;
        *at = r.at;
        *out = d;
        return true;
    }
    return false;
}
