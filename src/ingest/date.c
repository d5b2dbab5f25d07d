/*
 * A small parser by shape: an optional weekday, then year-month-day in digits, or a month's name
 * with day and year around it, then perhaps a time, which counts only where its zone stands too.
 */
#include "ingest/date.h"

#include "base/str.h"
#include "data/lexicons.h"

enum { YEAR_FIRST = 1700, YEAR_LAST = 2200 };

typedef struct reader {
    hsay_str s;
    size_t at;
} reader;

typedef struct date {
    int year, month, day;
    int hour, minute, second, zone_minutes;
    bool has_time, has_zone;
} date;

static char peek(const reader *r)
{
    return r->at < r->s.len ? r->s.ptr[r->at] : 0;
}

static bool take(reader *r, char c)
{
    if (peek(r) != c)
        return false;
    r->at++;
    return true;
}

static void skip_space(reader *r)
{
    while (hsay_char_is_space(peek(r)) || peek(r) == ',')
        r->at++;
}

/* A number of `least` to `most` digits; -1 where there is none such. */
static int number(reader *r, int least, int most)
{
    int value = 0, digits = 0;
    size_t at = r->at;
    for (; at < r->s.len && hsay_char_is_digit(r->s.ptr[at]) && digits <= most; at++, digits++)
        value = value * 10 + (r->s.ptr[at] - '0');
    if (digits < least || digits > most)
        return -1;
    r->at = at;
    return value;
}

static hsay_str word(reader *r)
{
    size_t start = r->at;
    while (hsay_char_is_alpha(peek(r)))
        r->at++;
    return hsay_str_cut(r->s, start, r->at);
}

static int month(reader *r)
{
    size_t start = r->at;
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__months, word(r));
    if (!row) {
        r->at = start;
        return -1;
    }
    take(r, '.');
    const char *digits = row->fields[0];
    return digits[1] ? (digits[0] - '0') * 10 + digits[1] - '0' : digits[0] - '0';
}

static void ordinal(reader *r)
{
    hsay_str two = hsay_str_cut(r->s, r->at, r->at + 2);
    static const char *const ENDINGS[] = {"st", "nd", "rd", "th"};
    for (int i = 0; i < 4; i++)
        if (hsay_str_equal_nocase(two, hsay_str_of(ENDINGS[i]))) {
            r->at += 2;
            return;
        }
}

static bool is_real(const date *d)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d->year < YEAR_FIRST || d->year > YEAR_LAST || d->month < 1 || d->month > 12)
        return false;
    bool leap = (d->year % 4 == 0 && d->year % 100 != 0) || d->year % 400 == 0;
    return d->day >= 1 && d->day <= DAYS[d->month - 1] + (leap && d->month == 2);
}

/* 2024-03-25, 2024/03/25, 2024.3.25, 20240325 */
static bool read_digits_first(reader *r, date *d)
{
    reader start = *r;
    int compact = number(r, 8, 8);
    if (compact > 0) {
        *d = (date){.year = compact / 10000, .month = compact / 100 % 100, .day = compact % 100};
        return is_real(d);
    }
    d->year = number(r, 4, 4);
    char mark = peek(r);
    if (d->year > 0 && (mark == '-' || mark == '/' || mark == '.') && take(r, mark) &&
        (d->month = number(r, 1, 2)) > 0 && take(r, mark) && (d->day = number(r, 1, 2)) > 0 &&
        is_real(d))
        return true;
    *r = start;
    return false;
}

/* 25/03/2024 or 03/25/2024: only where one of the two can be no month. */
static bool read_slashes(reader *r, date *d)
{
    reader start = *r;
    int a = number(r, 1, 2), b = -1;
    char mark = peek(r);
    if (a > 0 && (mark == '/' || mark == '.' || mark == '-') && take(r, mark) &&
        (b = number(r, 1, 2)) > 0 && take(r, mark)) {
        bool day_first = a > 12 || mark == '.';
        *d = (date){.year = number(r, 4, 4), .month = day_first ? b : a, .day = day_first ? a : b};
        if (is_real(d) && (a > 12 || b > 12 || a == b || mark == '.'))
            return true;
    }
    *r = start;
    return false;
}

/* March 25, 2024 · Mar. 25th 2024 · 25 March 2024 · 25-Mar-2024 */
static bool read_month_name(reader *r, date *d)
{
    reader start = *r;
    d->day = number(r, 1, 2);
    if (d->day > 0) {
        ordinal(r);
        skip_space(r);
        take(r, '-');
    }
    d->month = month(r);
    if (d->month > 0) {
        skip_space(r);
        take(r, '-');
        if (d->day <= 0) {
            d->day = number(r, 1, 2);
            ordinal(r);
            skip_space(r);
        }
        d->year = number(r, 4, 4);
        if (is_real(d))
            return true;
    }
    *r = start;
    return false;
}

/* "Monday, ", "Mon, ": any word of letters that a comma or a space follows and that is no month. */
static void skip_weekday(reader *r)
{
    static const char *const DAYS[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    reader start = *r;
    hsay_str w = word(r);
    for (int i = 0; i < 7; i++)
        if (w.len >= 3 && w.len <= 9 && hsay_str_starts_nocase(w, hsay_str_of(DAYS[i]))) {
            take(r, '.');
            skip_space(r);
            return;
        }
    *r = start;
}

static bool read_zone(reader *r, date *d)
{
    if (peek(r) == ' ')
        r->at++;
    char sign = peek(r);
    if (sign == '+' || sign == '-') {
        r->at++;
        int hours = number(r, 4, 4);
        int minutes = hours >= 0 ? hours % 100 : 0;
        hours = hours >= 0 ? hours / 100 : number(r, 2, 2);
        if (hours >= 0 && take(r, ':'))
            minutes = number(r, 2, 2);
        d->zone_minutes = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
        return hours >= 0 && hours <= 14 && minutes >= 0 && minutes < 60;
    }
    hsay_str w = word(r);
    return hsay_str_equal_nocase(w, HSAY_STR("z")) || hsay_str_equal_nocase(w, HSAY_STR("gmt")) ||
           hsay_str_equal_nocase(w, HSAY_STR("utc"));
}

/* A time with its zone, or nothing is taken. */
static void read_time(reader *r, date *d)
{
    reader start = *r;
    if (peek(r) == 'T' || peek(r) == ' ' || peek(r) == ',')
        while (peek(r) == 'T' || peek(r) == ' ' || peek(r) == ',')
            r->at++;
    d->hour = number(r, 2, 2);
    bool ok = d->hour >= 0 && d->hour < 24 && take(r, ':') && (d->minute = number(r, 2, 2)) >= 0 &&
              d->minute < 60;
    if (ok && take(r, ':'))
        ok = (d->second = number(r, 2, 2)) >= 0 && d->second <= 60;
    if (ok && take(r, '.'))
        while (hsay_char_is_digit(peek(r)))
            r->at++;
    d->has_time = ok && read_zone(r, d);
    if (!d->has_time)
        *r = start;
}

static hsay_str write(hsay_arena *arena, const date *d)
{
    if (!d->has_time)
        return hsay_arena_format(arena, "%04d-%02d-%02d", d->year, d->month, d->day);
    int zone = d->zone_minutes < 0 ? -d->zone_minutes : d->zone_minutes;
    hsay_str time = hsay_arena_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d", d->year, d->month,
                                      d->day, d->hour, d->minute, d->second);
    if (zone == 0)
        return hsay_arena_format(arena, "%.*sZ", (int)time.len, time.ptr);
    return hsay_arena_format(arena, "%.*s%c%02d:%02d", (int)time.len, time.ptr,
                             d->zone_minutes < 0 ? '-' : '+', zone / 60, zone % 60);
}

hsay_str hsay_date__normalize(hsay_arena *arena, hsay_str words, size_t *used)
{
    reader r = {.s = words};
    date d = {0};
    skip_space(&r);
    skip_weekday(&r);
    if (!read_digits_first(&r, &d) && !read_slashes(&r, &d) && !read_month_name(&r, &d))
        return HSAY_STR_NONE;
    if (hsay_char_is_digit(peek(&r)))
        return HSAY_STR_NONE;
    read_time(&r, &d);
    if (used)
        *used = r.at;
    return write(arena, &d);
}

/* Civil date of a day number since 1970-01-01: Hinnant (2013), days_from_civil turned around. */
static void civil(int64_t days, date *d)
{
    int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    d->day = (int)(doy - (153 * mp + 2) / 5 + 1);
    d->month = (int)(mp < 10 ? mp + 3 : mp - 9);
    d->year = (int)(yoe + era * 400 + (d->month <= 2));
}

hsay_str hsay_date__from_epoch(hsay_arena *arena, int64_t value)
{
    enum { FIRST = -2208988800, LAST = 7258118400 }; /* 1900 to 2200, in seconds */
    if (value > LAST || value < FIRST)
        value /= 1000;
    if (value > LAST || value < FIRST)
        return HSAY_STR_NONE;
    int64_t days = value / 86400, rest = value % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    date d = {.has_time = true};
    civil(days, &d);
    d.hour = (int)(rest / 3600);
    d.minute = (int)(rest / 60 % 60);
    d.second = (int)(rest % 60);
    return write(arena, &d);
}
