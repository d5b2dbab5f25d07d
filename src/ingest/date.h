/* Dates as crawlers and papers write them become ISO 8601. */
#ifndef HSAY_INGEST_DATE_H
#define HSAY_INGEST_DATE_H

#include "base/arena.h"

/*
 * "2024-03-25", or "2024-03-25T10:00:00Z" where a time and its zone are given, in `arena`; empty
 * where `words` do not begin with a date or it could be two (03/04/2024).  A weekday before it is
 * skipped.
 * `*used` (may be NULL): bytes of `words` that the date took.  Cost: linear in the date.
 */
hsay_str hsay_date__normalize(hsay_arena *arena, hsay_str words, size_t *used);

/* Seconds, or milliseconds, since 1970 as a time in UTC; empty outside the years 1900 to 2200. */
hsay_str hsay_date__from_epoch(hsay_arena *arena, int64_t value);

#endif
