/*
 * What the network sees of a token: one row of its table for each field.  A field is a hash or a
 * small code, moved to where its rows begin.  Changing anything here makes a new model necessary:
 * HSAY_INPUTS_VERSION stands in the model's file.
 */
#ifndef HSAY_ATTRIBUTE_INPUTS_H
#define HSAY_ATTRIBUTE_INPUTS_H

#include "attribute/find.h"

enum { HSAY_INPUTS_VERSION = 1 };

/* Name and rows of each field.  The first five are the word itself. */
#define HSAY_INPUT_TABLE(X)                                                                        \
    X(WORD, 32768)  /* lower case, digits as 9 */                                                  \
    X(PREFIX, 4096) /* three letters */                                                            \
    X(SUFFIX3, 8192)                                                                               \
    X(SUFFIX2, 2048)                                                                               \
    X(SHAPE, 512)  /* capitals, small letters, digits, marks */                                    \
    X(PLACE, 256)  /* kind, in which sort of quotation, at the start of what */                    \
    X(EDGE, 256)   /* how far the sentence's ends are */                                           \
    X(CLASS, 256)  /* class of word, form of cue */                                                \
    X(TAKES, 1024) /* what the cue takes, and its act */                                           \
    X(RULE, 256)   /* which part of a statement of the rules, and how sure they are */             \
    X(RULE_NAME, 256)

enum {
#define HSAY_INPUT_FIELD(name, rows) HSAY_INPUT_##name,
    HSAY_INPUT_TABLE(HSAY_INPUT_FIELD)
#undef HSAY_INPUT_FIELD
        HSAY_INPUT_COUNT,
    HSAY_INPUT_SECOND_WORD = HSAY_INPUT_COUNT, /* the word once more, by another hash */
    HSAY_INPUT_FIELDS,
#define HSAY_INPUT_ROWS(name, rows) +(rows)
    HSAY_INPUT_ALL_ROWS = 1 HSAY_INPUT_TABLE(HSAY_INPUT_ROWS),
#undef HSAY_INPUT_ROWS
    HSAY_INPUT_HIDDEN_ROW = HSAY_INPUT_ALL_ROWS - 1
};

/*
 * Rows of the table, [token_count][HSAY_INPUT_FIELDS], in `arena`; NULL where memory is short.
 * `words` and `drafts` are what the rules found.  Cost: linear in tokens.
 */
uint32_t *hsay_inputs__make(const hsay_doc *doc, const hsay_find_word *words,
                            const hsay_drafts *drafts, hsay_arena *arena);

#endif
