/*
 * The day that a page shows its readers by the headline, weighed against the days that it tells
 * machines.  These win where the page shows them; a page that shows only when it was brought up to
 * date, or the day of another time zone, is dated by what it shows.  Where machines are told
 * nothing, what is shown is taken.  What these rules settle a model may change (day_model.h).
 */
#include "ingest/day_lines.h"

#include <stdlib.h>
#include <string.h>

static bool same_day(hsay_str a, hsay_str b)
{
    return a.len >= 10 && b.len >= 10 && memcmp(a.ptr, b.ptr, 10) == 0;
}

/* The first day shown, of `kind` at the worst, that is `days` or less from that one; NULL where
 * there is none. */
static const hsay_day_line *near(const hsay_day_lines *s, hsay_str date, int days, int kind)
{
    for (uint32_t i = 0; date.len >= 10 && i < s->count; i++)
        if (s->items[i].kind <= kind &&
            llabs(hsay_day__number(s->items[i].date) - hsay_day__number(date)) <= days)
            return &s->items[i];
    return NULL;
}

/* The day of what is shown is the article's. */
static void choose(hsay_meta *meta, hsay_str date, const hsay_day_line *by)
{
    meta->values[HSAY_META_DATE] = date;
    meta->methods[HSAY_META_DATE] = by->method;
}

/* Where machines are not told of an update, the first day that is shown as one. */
static void settle_updated(hsay_meta *meta, const hsay_day_lines *s)
{
    for (uint32_t i = 0; i < s->count && meta->values[HSAY_META_UPDATED].len == 0; i++)
        if (s->items[i].kind == HSAY_DAY_SHOWS_UPDATED) {
            meta->values[HSAY_META_UPDATED] = s->items[i].date;
            meta->methods[HSAY_META_UPDATED] = HSAY_METHOD_LINE;
        }
}

/* What machines are told stands, unless readers are shown another day that they are told too, or
 * the next one. */
static void settle_told(hsay_meta *meta, const hsay_day_lines *s)
{
    hsay_str date = meta->values[HSAY_META_DATE], updated = meta->values[HSAY_META_UPDATED];
    meta->values[HSAY_META_PUBLISHED] = date;
    meta->methods[HSAY_META_PUBLISHED] = meta->methods[HSAY_META_DATE];
    if (near(s, date, 0, HSAY_DAY_SHOWS_LOOSE))
        return;
    const hsay_day_line *other = near(s, date, 1, HSAY_DAY_SHOWS_PLAIN_BEFORE),
                        *update = near(s, updated, 0, HSAY_DAY_SHOWS_PLAIN);
    if (update)
        choose(meta, updated, update);
    else if (other)
        choose(meta, other->date, other);
}

/* Of what is shown, and what elements and the address say, the best; an update where that is all.
 */
static void settle_shown(hsay_meta *meta, const hsay_day_lines *s, hsay_str updated)
{
    hsay_str *date = &meta->values[HSAY_META_DATE];
    const hsay_day_line *told = hsay_day_lines__best(s);
    if (told && (told->kind <= HSAY_DAY_SHOWS_UPDATED || date->len == 0))
        choose(meta, same_day(told->date, updated) ? updated : told->date, told);
    bool is_update = date->len == 0 || same_day(*date, meta->values[HSAY_META_UPDATED]);
    if (date->len == 0) {
        *date = updated;
        meta->methods[HSAY_META_DATE] = meta->methods[HSAY_META_UPDATED];
    }
    if (is_update)
        return;
    meta->values[HSAY_META_PUBLISHED] = *date;
    meta->methods[HSAY_META_PUBLISHED] = meta->methods[HSAY_META_DATE];
}

void hsay_meta__settle_date(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                            hsay_meta *meta)
{
    hsay_day_lines lines;
    hsay_str updated = meta->values[HSAY_META_UPDATED];
    hsay_day_lines__read(arena, nodes, headline, meta, &lines);
    settle_updated(meta, &lines);
    if (meta->ranks[HSAY_META_DATE] < HSAY_META_RANK_ELEMENT)
        settle_told(meta, &lines);
    else
        settle_shown(meta, &lines, updated);
}
