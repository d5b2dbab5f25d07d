/* Numbers of an article with their bounds, their unit and the words around that say what counts. */
#ifndef HSAY_RECONCILE_NUMBERS_H
#define HSAY_RECONCILE_NUMBERS_H

#include "base/arena.h"
#include "hearsay/article.h"
#include "hearsay/links.h"

enum { HSAY_NUMBER_NOUNS = 4, HSAY_NUMBER_CONTEXT = 24 };

typedef enum hsay_number_unit {
    HSAY_NUMBER_PLAIN,
    HSAY_NUMBER_MONEY,
    HSAY_NUMBER_PERCENT,
    HSAY_NUMBER_AGE
} hsay_number_unit;

typedef enum hsay_number_change {
    HSAY_CHANGE_NONE,
    HSAY_CHANGE_UP, /* "had risen to" */
    HSAY_CHANGE_DOWN,
    HSAY_CHANGE_BOTH
} hsay_number_change;

typedef struct hsay_number {
    uint32_t article, sentence;
    hsay_span span; /* with qualifier and unit */
    double low, high, value;
    hsay_number_unit unit;
    const char *quantity; /* of data/figure-words.txt, or NULL */
    bool grows;           /* later counts of the quantity are larger */
    hsay_number_change change;
    hsay_span noun; /* the words that it counts; empty where none follow */
    uint32_t noun_count, context_count;
    uint64_t nouns[HSAY_NUMBER_NOUNS];     /* stems of the words that it counts */
    uint64_t context[HSAY_NUMBER_CONTEXT]; /* stems of its sentence's telling words, sorted */
} hsay_number;

typedef HSAY_VEC(hsay_number) hsay_numbers;

/* Adds the numbers of an article in text order.  Dates, years, times and ordinals are none. */
void hsay_numbers__read(const hsay_article *article, uint32_t index, hsay_arena *arena,
                        hsay_numbers *out);

#endif
