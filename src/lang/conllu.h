/*
 * CoNLL-U, the form of treebanks: a word a line, ten cells between tabs, an empty line behind each
 * sentence.  Ranges (3-4) and empty nodes (3.1) are passed over, comments too.  A cell of what a
 * teacher says may hold several values with their shares in percent: `NOUN/90 PROPN/10`.
 */
#ifndef HSAY_LANG_CONLLU_H
#define HSAY_LANG_CONLLU_H

#include "base/files.h"

enum { HSAY_CONLLU_LINE_BYTES = 1 << 20, HSAY_CONLLU_WORDS = 10000 /* of a sentence */ };

/* Cells of a word; `names` is the value of NE= in the last one.  "_" is empty here. */
typedef struct hsay_conllu_word {
    hsay_str form, lemma, tag, features, head, relation, name;
} hsay_conllu_word;

typedef struct hsay_conllu_sentence {
    const hsay_conllu_word *words;
    uint32_t count;
    hsay_str name; /* of the comment sent_id, or empty */
} hsay_conllu_sentence;

/*
 * The next sentence, in `arena`; HSAY_NOT_FOUND at the end.  HSAY_INPUT with the line's number in
 * error->start where a line has not ten cells or its number is not the next; HSAY_LIMIT where a
 * line or sentence is too long.
 */
hsay_status hsay_conllu_next(hsay_stream *stream, hsay_arena *arena, hsay_conllu_sentence *out,
                             hsay_error *error);

/* One of a cell's values; its share in percent, 100 where none is said. */
typedef struct hsay_conllu_value {
    hsay_str text;
    uint32_t percent;
} hsay_conllu_value;
/* Takes the next value off the cell; false where there is none. */
bool hsay_conllu_value_next(hsay_str *cell, hsay_conllu_value *out);

#endif
