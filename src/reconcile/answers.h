/* What a statement says against others, told by its cue and by the words of its content. */
#ifndef HSAY_RECONCILE_ANSWERS_H
#define HSAY_RECONCILE_ANSWERS_H

#include "reconcile/units.h"

typedef enum hsay_answer_sign {
    HSAY_ANSWER_NONE,
    HSAY_ANSWER_NEGATION, /* the content negates: "did not", "never" */
    HSAY_ANSWER_REPLY,    /* the cue says that it replies, the content need not negate */
    HSAY_ANSWER_WORD,     /* a word of the content rejects: "nonsense" */
    HSAY_ANSWER_CUE       /* the cue denies or rejects */
} hsay_answer_sign;

enum { HSAY_ANSWER_SCOPE = 12, HSAY_ANSWER_NOUNS = 4 };

typedef struct hsay_answer {
    hsay_answer_sign sign;
    hsay_dispute_kind kind;
    hsay_str word; /* the word that shows it, for the reader */
    bool self;     /* in the first person: "I am not" */
    uint32_t noun_count;
    uint64_t nouns[HSAY_ANSWER_NOUNS]; /* stems of nouns for what was said: "the charge" */
    uint32_t scope_count;
    uint64_t scope[HSAY_ANSWER_SCOPE]; /* stems that the content's negations reach */
} hsay_answer;

/* The surest sign in the cue of `statement` and in the words of `unit`, which is a part of it. */
hsay_answer hsay_answers__read(const hsay_article *article, const hsay_statement *statement,
                               const hsay_unit *unit);

/* A stem of `claim` that the answer negates and that the claim, as `own` says, does not. */
bool hsay_answers__turns(const hsay_answer *answer, hsay_stems claim, const hsay_answer *own);

#endif
