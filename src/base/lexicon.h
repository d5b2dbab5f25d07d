/*
 * Word tables made from data/ at build time: data/NAME.txt becomes hsay_lexicon__NAME (underscores
 * for dashes), declared in the generated header "data/lexicons.h".  Keys are lower case, words of a
 * key are joined by single spaces.
 */
#ifndef HSAY_BASE_LEXICON_H
#define HSAY_BASE_LEXICON_H

#include "hearsay/text.h"

enum { HSAY_LEXICON_FIELDS = 4, HSAY_LEXICON_KEY_BYTES = 96 };

typedef struct hsay_lexicon_row {
    const char *key;
    const char *fields[HSAY_LEXICON_FIELDS]; /* "" where the line has fewer */
} hsay_lexicon_row;

typedef struct hsay_lexicon {
    const hsay_lexicon_row *rows; /* sorted by key bytes */
    uint32_t row_count;
    const uint32_t *slots; /* row number + 1, or 0; open addressing by FNV-1a */
    uint32_t slot_mask;
    uint32_t longest_words; /* words of the longest key */
} hsay_lexicon;

/*
 * The row of `words`, compared without ASCII case, ’ taken as ', runs of white space as one space;
 * NULL where there is none or it is longer than HSAY_LEXICON_KEY_BYTES.  Cost: one hash, one
 * comparison.
 */
const hsay_lexicon_row *hsay_lexicon_find(const hsay_lexicon *lexicon, hsay_str words);

#endif
