/* The day in words or digits, in the orders and languages in which papers write it. */
#ifndef HSAY_INGEST_DATE_DAY_H
#define HSAY_INGEST_DATE_DAY_H

#include "ingest/date.h"

typedef struct hsay_day {
    int year, month, day;
} hsay_day;

/*
 * Reads a day that begins at `*at` and moves `*at` behind it; else false and nothing is changed.
 * Where a/b/year could be two days, `order` tells, and HSAY_DATE_UNKNOWN takes neither.
 */
bool hsay_date__day(hsay_str words, hsay_date_order order, size_t *at, hsay_day *out);

/* The month whose name these bytes are, in any language of data/month-names.txt; 0 where none. */
int hsay_date__month(hsay_str name);

/* Bytes of the word at `at`: ASCII letters and all bytes beyond ASCII but blanks and quote marks.
 */
size_t hsay_date__word(hsay_str words, size_t at);

/* A number of `least` to `most` digits at `*at`, which goes past it; -1 where there is none such.
 */
int hsay_date__number(hsay_str s, size_t *at, int least, int most);

#endif
