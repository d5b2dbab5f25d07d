/*
 * A small parser: an optional weekday, the day, then perhaps a time, which counts only where its
 * zone stands too.
 */
#include "ingest/date.h"

#include "base/str.h"
#include "ingest/date_day.h"

typedef struct reader {
    hsay_str s;
    size_t at;
} reader;

typedef struct date {
    hsay_day day;
    int hour, minute, second, zone_minutes;
    bool has_time;
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

static hsay_str word(reader *r)
{
    size_t start = r->at;
    while (hsay_char_is_alpha(peek(r)))
        r->at++;
    return hsay_str_cut(r->s, start, r->at);
}

/* "Monday, ", "mardi ", "So., ": one word of letters that is no month. */
static void skip_weekday(reader *r)
{
    size_t len = hsay_date__word(r->s, r->at);
    if (len == 0 || hsay_date__month(hsay_str_cut(r->s, r->at, r->at + len)))
        return;
    r->at += len;
    take(r, '.');
    skip_space(r);
}

static bool read_zone(reader *r, date *d)
{
    if (peek(r) == ' ')
        r->at++;
    char sign = peek(r);
    if (sign == '+' || sign == '-') {
        r->at++;
        int hours = hsay_date__number(r->s, &r->at, 4, 4);
        int minutes = hours >= 0 ? hours % 100 : 0;
        hours = hours >= 0 ? hours / 100 : hsay_date__number(r->s, &r->at, 2, 2);
        if (hours >= 0 && take(r, ':'))
            minutes = hsay_date__number(r->s, &r->at, 2, 2);
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
    d->hour = hsay_date__number(r->s, &r->at, 2, 2);
    bool ok = d->hour >= 0 && d->hour < 24 && take(r, ':') &&
              (d->minute = hsay_date__number(r->s, &r->at, 2, 2)) >= 0 && d->minute < 60;
    if (ok && take(r, ':'))
        ok = (d->second = hsay_date__number(r->s, &r->at, 2, 2)) >= 0 && d->second <= 60;
    if (ok && take(r, '.'))
        while (hsay_char_is_digit(peek(r)))
            r->at++;
    d->has_time = ok && read_zone(r, d);
    if (!d->has_time)
        *r = start;
}

static hsay_str write(hsay_arena *arena, const date *d)
{
    const hsay_day *day = &d->day;
    if (!d->has_time)
        return hsay_arena_format(arena, "%04d-%02d-%02d", day->year, day->month, day->day);
    int zone = d->zone_minutes < 0 ? -d->zone_minutes : d->zone_minutes;
    hsay_str time = hsay_arena_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d", day->year, day->month,
                                      day->day, d->hour, d->minute, d->second);
    if (zone == 0)
        return hsay_arena_format(arena, "%.*sZ", (int)time.len, time.ptr);
    return hsay_arena_format(arena, "%.*s%c%02d:%02d", (int)time.len, time.ptr,
                             d->zone_minutes < 0 ? '-' : '+', zone / 60, zone % 60);
}

hsay_str hsay_date__read(hsay_arena *arena, hsay_str words, hsay_date_order order, size_t *used)
{
    reader r = {.s = words};
    date d = {0};
    skip_space(&r);
    skip_weekday(&r);
    if (!hsay_date__day(words, order, &r.at, &d.day))
        return HSAY_STR_NONE;
    read_time(&r, &d);
    if (used)
        *used = r.at;
    return write(arena, &d);
}

hsay_str hsay_date__normalize(hsay_arena *arena, hsay_str words, size_t *used)
{
    return hsay_date__read(arena, words, HSAY_DATE_UNKNOWN, used);
}

hsay_str hsay_date__find(hsay_arena *arena, hsay_str line, hsay_date_order order, hsay_span *place)
{
    for (size_t at = 0; at < line.len;) {
        bool digit = hsay_char_is_digit(line.ptr[at]);
        size_t len = hsay_date__word(line, at), behind = at;
        if (digit || (len && hsay_date__month(hsay_str_cut(line, at, at + len)))) {
            date d = {0};
            reader r = {line, at};
            if (hsay_date__day(line, order, &behind, &d.day)) {
                r.at = behind;
                read_time(&r, &d);
                *place = (hsay_span){(uint32_t)at, (uint32_t)r.at};
                return write(arena, &d);
            }
        }
        at += len ? len : 1;
        while (digit && at < line.len &&
               (hsay_char_is_digit(line.ptr[at]) ||
                (line.ptr[at] == '.' && at + 1 < line.len && hsay_char_is_digit(line.ptr[at + 1]))))
            at++; /* the parts of 7.10.12.19 begin none */
    }
    return HSAY_STR_NONE;
}

/* Civil date of a day number since 1970-01-01: Hinnant (2013), days_from_civil turned around. */
static void civil(int64_t days, hsay_day *d)
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
    civil(days, &d.day);
    d.hour = (int)(rest / 3600);
    d.minute = (int)(rest / 60 % 60);
    d.second = (int)(rest % 60);
    return write(arena, &d);
}
