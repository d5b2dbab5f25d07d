/* Offers of the same day become one row. */
#include "ingest/day_features.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { ISO_BYTES = 10, NOWHERE = 255, LINE_SOURCES = HSAY_DAY_ADDRESS };

typedef struct maker {
    const hsay_meta *meta;
    hsay_day_rows *rows;
    int64_t numbers[HSAY_DAY_MOST];
    uint8_t quoted[HSAY_DAY_MOST]; /* the source of the row's date */
    uint32_t first, last;
} maker;

static void set(maker *m, uint32_t row, hsay_day_feature feature, uint32_t value)
{
    m->rows->values[feature][row] = (uint8_t)(value < NOWHERE ? value : NOWHERE);
}

static bool same_day(hsay_str a, hsay_str b)
{
    return a.len >= ISO_BYTES && b.len >= ISO_BYTES && memcmp(a.ptr, b.ptr, ISO_BYTES) == 0;
}

/* The row of a day; count where there is none. */
static uint32_t row_of(const hsay_day_rows *rows, hsay_str date)
{
    uint32_t i = 0;
    while (i < rows->count && !same_day(rows->items[i].date, date))
        i++;
    return i;
}

static bool is_line(const hsay_day_offer *offer)
{
    return offer->source > LINE_SOURCES && offer->source != HSAY_DAY_TURNED;
}

/* The first line that shows a day tells where it stands. */
static void add_line(maker *m, uint32_t row, const hsay_day_offer *offer)
{
    uint8_t(*v)[HSAY_DAY_MOST] = m->rows->values;
    if (v[HSAY_DAY_IS_LINES][row]++)
        return;
    v[HSAY_DAY_IS_PLACE][row] = offer->place;
    for (int bit = 0; bit < 8; bit++)
        v[HSAY_DAY_IS_IN_TIME + bit][row] = offer->around >> bit & 1;
}

static void add_offer(maker *m, const hsay_day_offer *offer)
{
    hsay_day_rows *rows = m->rows;
    uint32_t row = row_of(rows, offer->date);
    if (row == HSAY_DAY_MOST)
        return;
    if (row == rows->count) {
        rows->items[rows->count++] = (hsay_day_row){offer->date, offer->method};
        m->quoted[row] = offer->source;
        rows->values[HSAY_DAY_IS_PLACE][row] = NOWHERE;
    }
    if (offer->source < m->quoted[row]) {
        rows->items[row] = (hsay_day_row){offer->date, offer->method};
        m->quoted[row] = offer->source;
    }
    rows->values[offer->source][row]++;
    rows->values[HSAY_DAY_IS_OFFERS][row]++;
    rows->values[HSAY_DAY_IS_TIMED][row] |= offer->date.len > ISO_BYTES;
    if (is_line(offer))
        add_line(m, row, offer);
    else if (offer->source < LINE_SOURCES)
        rows->values[HSAY_DAY_IS_TOLD][row]++;
}

/* Days between two, in steps that grow: below MIDDLE before it, above behind it; 0: one is none. */
static uint32_t distance(int64_t day, hsay_str other)
{
    enum { MIDDLE = 16 };
    static const int32_t STEPS[] = {1, 2, 3, 5, 11, 32, 93, 186, 360, 372, 1100, 3000};
    if (other.len < ISO_BYTES)
        return 0;
    int64_t days = day - hsay_day__number(other), size = days < 0 ? -days : days;
    uint32_t step = 0;
    while (step < sizeof STEPS / sizeof *STEPS && size >= STEPS[step])
        step++;
    return days < 0 ? MIDDLE - step : MIDDLE + step;
}

/* The address names the month: "/2024/03/", "/2024-03". */
static bool month_in(hsay_str url, hsay_str date)
{
    for (size_t i = 0; i + 8 <= url.len; i++)
        if (url.ptr[i] == '/' && memcmp(url.ptr + i + 1, date.ptr, 4) == 0 &&
            (url.ptr[i + 5] == '/' || url.ptr[i + 5] == '-') &&
            memcmp(url.ptr + i + 6, date.ptr + 5, 2) == 0)
            return true;
    return false;
}

static hsay_str address_day(const hsay_days *days)
{
    for (uint32_t i = 0; i < days->count; i++)
        if (days->items[i].source == HSAY_DAY_ADDRESS)
            return days->items[i].date;
    return HSAY_STR_NONE;
}

static void tell_distances(maker *m, uint32_t row)
{
    const hsay_meta *meta = m->meta;
    const hsay_str *values = meta->values;
    hsay_str date = m->rows->items[row].date;
    int64_t day = m->numbers[row];
    uint32_t earlier = 0, lines = 0;
    for (uint32_t i = 0; i < m->rows->count; i++) {
        earlier += m->numbers[i] < day;
        lines += m->rows->values[HSAY_DAY_IS_PLACE][i] < m->rows->values[HSAY_DAY_IS_PLACE][row];
    }
    set(m, row, HSAY_DAY_IS_ORDER, earlier);
    set(m, row, HSAY_DAY_IS_LINE_ORDER, lines);
    set(m, row, HSAY_DAY_IS_CHOSEN, same_day(date, values[HSAY_META_DATE]));
    set(m, row, HSAY_DAY_IS_PUBLISHED, same_day(date, values[HSAY_META_PUBLISHED]));
    set(m, row, HSAY_DAY_IS_UPDATED, same_day(date, values[HSAY_META_UPDATED]));
    set(m, row, HSAY_DAY_IS_TO_CHOSEN, distance(day, values[HSAY_META_DATE]));
    set(m, row, HSAY_DAY_IS_TO_PUBLISHED, distance(day, values[HSAY_META_PUBLISHED]));
    set(m, row, HSAY_DAY_IS_TO_UPDATED, distance(day, values[HSAY_META_UPDATED]));
    set(m, row, HSAY_DAY_IS_TO_ADDRESS, distance(day, address_day(&meta->days)));
    set(m, row, HSAY_DAY_IS_TO_FIRST, distance(day, m->rows->items[m->first].date));
    set(m, row, HSAY_DAY_IS_TO_LAST, distance(day, m->rows->items[m->last].date));
    set(m, row, HSAY_DAY_IS_MONTH_IN_ADDRESS, month_in(values[HSAY_META_URL], date));
}

static bool is_shown(const hsay_day_rows *rows, hsay_str date)
{
    uint32_t row = row_of(rows, date);
    return row < rows->count && rows->values[HSAY_DAY_IS_LINES][row];
}

static void tell_page(maker *m)
{
    const hsay_meta *meta = m->meta;
    const hsay_day_rows *rows = m->rows;
    const hsay_str *values = meta->values;
    const uint8_t *each = meta->days.each;
    hsay_str published = values[HSAY_META_PUBLISHED], updated = values[HSAY_META_UPDATED];
    uint32_t lines = 0;
    for (uint32_t i = 0; i < rows->count; i++)
        lines += rows->values[HSAY_DAY_IS_LINES][i] > 0;
    bool data = each[HSAY_DAY_DATA] || each[HSAY_DAY_DATA_PAGE], other = each[HSAY_DAY_META];
    for (uint32_t row = 0; row < rows->count; row++) {
        set(m, row, HSAY_DAY_IS_PAGE_DAYS, rows->count);
        set(m, row, HSAY_DAY_IS_PAGE_LINES, lines);
        set(m, row, HSAY_DAY_IS_PAGE_PUBLISHED,
            data * 4u + other * 2u + (each[HSAY_DAY_PROPERTY] > 0));
        set(m, row, HSAY_DAY_IS_PAGE_SHOWN,
            is_shown(rows, published) * 2u + is_shown(rows, updated));
        set(m, row, HSAY_DAY_IS_PAGE_ADDRESS, each[HSAY_DAY_ADDRESS]);
        set(m, row, HSAY_DAY_IS_PAGE_SAME,
            !updated.len                         ? 0
            : hsay_str_equal(published, updated) ? 3
            : same_day(published, updated)       ? 2
                                                 : 1);
        set(m, row, HSAY_DAY_IS_PAGE_METHOD, meta->methods[HSAY_META_PUBLISHED]);
        set(m, row, HSAY_DAY_IS_PAGE_LANGUAGE, meta->order);
    }
}

void hsay_day__rows(const hsay_meta *meta, hsay_day_rows *rows)
{
    maker m = {.meta = meta, .rows = rows};
    memset(rows, 0, sizeof *rows);
    for (uint32_t i = 0; i < meta->days.count; i++)
        add_offer(&m, &meta->days.items[i]);
    for (uint32_t i = 0; i < rows->count; i++) {
        m.numbers[i] = hsay_day__number(rows->items[i].date);
        m.first = m.numbers[i] < m.numbers[m.first] ? i : m.first;
        m.last = m.numbers[i] > m.numbers[m.last] ? i : m.last;
    }
    for (uint32_t i = 0; i < rows->count; i++)
        tell_distances(&m, i);
    tell_page(&m);
    rows->chosen = row_of(rows, meta->values[HSAY_META_DATE]);
}
