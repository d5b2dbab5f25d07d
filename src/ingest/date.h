/* Dates as crawlers and papers write them become ISO 8601. */
#ifndef HSAY_INGEST_DATE_H
#define HSAY_INGEST_DATE_H

#include "base/arena.h"

/* Which of two numbers before a year is the day, where either could be the month. */
typedef enum hsay_date_order {
    HSAY_DATE_UNKNOWN,
    HSAY_DATE_DAY_FIRST,
    HSAY_DATE_MONTH_FIRST,
} hsay_date_order;

/*
 * "2024-03-25", or "2024-03-25T10:00:00Z" where a time and its zone are given, in `arena`; empty
 * where `words` do not begin with a date or it could be two (03/04/2024) and `order` does not tell.
 * A weekday before it is skipped.  Months' names: those of data/month-names.txt.
 * `*used` (may be NULL): bytes of `words` that the date took.  Cost: linear in the date.
 */
hsay_str hsay_date__read(hsay_arena *arena, hsay_str words, hsay_date_order order, size_t *used);

/* The same with HSAY_DATE_UNKNOWN. */
hsay_str hsay_date__normalize(hsay_arena *arena, hsay_str words, size_t *used);

/* The first date that begins at a word of the line, and its `*place` there.  Cost: linear. */
hsay_str hsay_date__find(hsay_arena *arena, hsay_str line, hsay_date_order order, hsay_span *place);

/* Seconds, or milliseconds, since 1970 as a time in UTC; empty outside the years 1900 to 2200. */
hsay_str hsay_date__from_epoch(hsay_arena *arena, int64_t value);

#endif
