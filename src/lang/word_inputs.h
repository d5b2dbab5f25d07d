/*
 * What the tagging network sees of a word: one row of its table for each field.  Changing
 * anything here, or the lists of data/ that it asks, makes a new model necessary:
 * HSAY_WORD_INPUTS_VERSION stands in the model's file.
 */
#ifndef HSAY_LANG_WORD_INPUTS_H
#define HSAY_LANG_WORD_INPUTS_H

#include "hearsay/text.h"

enum { HSAY_WORD_INPUTS_VERSION = 1001 };

/* Name and rows of each field. */
#define HSAY_WORD_INPUT_TABLE(X)                                                                   \
    X(WORD, 32768)  /* lower case, digits as 9 */                                                  \
    X(PREFIX, 4096) /* three letters */                                                            \
    X(SUFFIX4, 16384)                                                                              \
    X(SUFFIX3, 8192)                                                                               \
    X(SUFFIX2, 2048)                                                                               \
    X(SHAPE, 1024) /* capitals, small letters, digits, marks */                                    \
    X(PLACE, 64)   /* first of its sentence, behind a quote mark, among capitals */                \
    X(CLOSED, 32)  /* tag in the list of closed words */                                           \
    X(LISTS, 64)   /* first name, place, word of an organisation, title, month */                  \
    X(CORPUS, 8)   /* which treebank's ways; 0 where it is used */

enum {
#define HSAY_WORD_INPUT_FIELD(name, rows) HSAY_WORD_INPUT_##name,
    HSAY_WORD_INPUT_TABLE(HSAY_WORD_INPUT_FIELD)
#undef HSAY_WORD_INPUT_FIELD
        HSAY_WORD_INPUT_COUNT,
    HSAY_WORD_INPUT_FIELDS = HSAY_WORD_INPUT_COUNT + 1, /* first the word by another hash */
    HSAY_WORD_INPUT_HIDDEN_FIELDS = 2,                  /* the word, twice: what may be unknown */
#define HSAY_WORD_INPUT_ROWS(name, rows) +(rows)
    HSAY_WORD_INPUT_ALL_ROWS = 1 HSAY_WORD_INPUT_TABLE(HSAY_WORD_INPUT_ROWS),
#undef HSAY_WORD_INPUT_ROWS
    HSAY_WORD_INPUT_HIDDEN_ROW = HSAY_WORD_INPUT_ALL_ROWS - 1
};

/* Fills `rows`, [n][HSAY_WORD_INPUT_FIELDS], for the words of one sentence.  Cost: linear. */
void hsay_word_inputs__make(const hsay_str *forms, uint32_t n, uint32_t corpus, uint32_t *rows);

/* Hash of a word's shape, where a run of the same sort counts twice at most: Xxx, XX, 99, 9,99. */
uint64_t hsay_word_inputs__shape(hsay_str text);

#endif
