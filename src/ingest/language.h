/* The language of a text: of what it consists of, not of what is said about it. */
#ifndef HSAY_INGEST_LANGUAGE_H
#define HSAY_INGEST_LANGUAGE_H

#include "ingest/language_model.h"

/* What was counted in a text so far; start from {0}. */
typedef struct hsay_language_count {
    uint32_t letters[HSAY_SCRIPT_COUNT];
    uint32_t words[HSAY_SCRIPT_TABLES];
    int32_t sums[HSAY_SCRIPT_TABLES][HSAY_LANGUAGE_COLUMNS];
    uint32_t all_words;
} hsay_language_count;

typedef struct hsay_language {
    const char *code;   /* of ISO 639, static or the model's; "und" where it is not clear */
    const char *best;   /* the likeliest, also where it is not clear; "und" where there is none */
    float probability;  /* of `best` */
    hsay_script script; /* of most letters; NONE without letters */
} hsay_language;

/* Counts well-formed text; behind a declared number of words nothing counts.  Cost: linear. */
void hsay_language__add(const hsay_language_model *model, hsay_str text,
                        hsay_language_count *count);

hsay_language hsay_language__of(const hsay_language_model *model, const hsay_language_count *count);

/* The sum of a text's features for a language, that texts of the same bytes may be compared; 0
 * where its script alone tells. */
float hsay_language__score(const hsay_language_model *model, const hsay_language_count *count,
                           hsay_str code);

/*
 * What a text leaves for a language, 0 to 1: its probability where the table of the text's script
 * has it; 1 where the text has too few letters to speak against any, and where neither the text nor
 * the language is of those that we know; else 0.
 */
float hsay_language__share(const hsay_language_model *model, const hsay_language_count *count,
                           hsay_str code);

#endif
