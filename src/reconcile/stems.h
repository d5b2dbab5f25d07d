/* Telling words as stems, and how much each weighs in a story: the rarer, the more it tells. */
#ifndef HSAY_RECONCILE_STEMS_H
#define HSAY_RECONCILE_STEMS_H

#include "trace/words.h"

typedef struct hsay_stems {
    const uint64_t *items; /* sorted, each once */
    uint32_t count;
} hsay_stems;

typedef struct hsay_stem_weight {
    uint64_t stem;
    double weight;
} hsay_stem_weight;

typedef struct hsay_weights {
    const hsay_stem_weight *items; /* sorted by stem */
    uint32_t count;
} hsay_weights;

typedef struct hsay_overlap {
    uint32_t count;
    double weight;
} hsay_overlap;

/* The first letters of a word, small, without a plural's s.  Never 0. */
uint64_t hsay_stem__of(hsay_str word);

/* The stems of the telling words of `words`; no more than a declared limit. */
hsay_stems hsay_stems__of(const hsay_article *article, hsay_words words, hsay_arena *arena);

/* ln(1 + lists / lists with the stem) for every stem of the lists; few lists count as many. */
hsay_weights hsay_weights__make(const hsay_stems *lists, uint32_t count, hsay_arena *arena);
double hsay_weights__of(hsay_weights weights, uint64_t stem);
/* Index of the heaviest of the stems that are not taken; there is one. */
uint32_t hsay_weights__rarest(hsay_weights weights, hsay_stems stems, const bool *taken);
double hsay_weights__sum(hsay_weights weights, hsay_stems stems);

/* The stems that stand in both. */
hsay_overlap hsay_stems__overlap(hsay_stems a, hsay_stems b, hsay_weights weights);

/* What tells speakers apart: the last word of the name as a stem; 0 where nobody is named. */
uint64_t hsay_stem__of_speaker(hsay_str speaker);
/* A description or a pronoun, which may stand for anybody, or nobody at all. */
bool hsay_speaker__is_vague(hsay_str speaker);

#endif
