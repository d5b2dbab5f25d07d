/* What threads compare: the ranges of contents and the sentences in them, each with its words. */
#ifndef HSAY_RECONCILE_UNITS_H
#define HSAY_RECONCILE_UNITS_H

#include "hearsay/links.h"
#include "reconcile/stems.h"

enum { HSAY_UNIT_WORDS = 80 };

typedef struct hsay_unit {
    hsay_place place;
    hsay_str speaker;
    uint64_t speaker_stem; /* 0 where nobody is named */
    hsay_words words;      /* as many as HSAY_UNIT_WORDS */
    hsay_stems stems;
    double weight; /* of its stems in the story */
    bool vague;    /* the speaker is a description, a pronoun or nobody */
    bool quoted;   /* its statement stands in quote marks, all or in part */
    bool cited;    /* at least half of its own words stand in quote marks */
    bool inner;    /* of a statement inside another */
} hsay_unit;

typedef HSAY_VEC(hsay_unit) hsay_units;

/*
 * The units of at least `least_words` of a story's statements, by article, then place, the longer
 * first.
 */
void hsay_units__make(hsay_views views, const hsay_story *story, uint32_t least_words,
                      hsay_arena *arena, hsay_units *units, hsay_weights *weights);

/*
 * Aligns the words of two units by their longest common subsequence (Wagner and Fischer 1974) and
 * answers its length; `in_b` tells which words of b are in it.  Cost: the product of both lengths.
 */
uint32_t hsay_units__align(hsay_words a, hsay_words b, bool in_b[HSAY_UNIT_WORDS]);

/* The words of `b` that `a` has not, neighbours joined. */
hsay_spans hsay_units__differing(const hsay_unit *a, const hsay_unit *b, hsay_arena *arena);

/* How two wordings of one utterance part. */
typedef struct hsay_wording {
    bool varied;         /* words are replaced or put in, not only cut off */
    hsay_str difference; /* one line; empty where only ends are cut */
} hsay_wording;
hsay_wording hsay_units__compare(hsay_views views, const hsay_unit *a, const hsay_unit *b,
                                 hsay_arena *arena);

#endif
