/* Offers of days are kept in the order in which they come. */
#include "ingest/days.h"

#include "base/str.h"

enum { FIRST_YEAR = 1990, ISO_BYTES = 10 };

static int digits(hsay_str s, size_t at, size_t end)
{
    int value = 0;
    for (; at < end && at < s.len; at++)
        value = value * 10 + (s.ptr[at] - '0');
    return value;
}

int64_t hsay_day__number(hsay_str iso)
{
    int year = digits(iso, 0, 4), month = digits(iso, 5, 7), day = digits(iso, 8, 10);
    int y = month <= 2 ? year - 1 : year;
    int m = month > 2 ? month - 3 : month + 9;
    return (int64_t)y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
}

void hsay_days__start(hsay_days *days)
{
    days->count = 0;
    for (int i = 0; i < HSAY_DAY_SOURCES; i++)
        days->each[i] = 0;
}

bool hsay_days__wants(const hsay_days *days, hsay_day_source source)
{
    return days->each[source] < HSAY_DAYS_EACH;
}

void hsay_days__add(hsay_days *days, const hsay_day_offer *offer)
{
    if (offer->date.len < ISO_BYTES || digits(offer->date, 0, 4) < FIRST_YEAR ||
        !hsay_days__wants(days, (hsay_day_source)offer->source))
        return;
    days->each[offer->source]++;
    days->items[days->count++] = *offer;
}
