/*
 * Word tables made from data/ at build time: data/NAME.txt becomes hsay_lexicon__NAME (underscores
 * for dashes), declared in the generated header "data/lexicons.h".  Keys are lower case, words of a
 * key are joined by single spaces.
 */
#ifndef HSAY_BASE_LEXICON_H
#define HSAY_BASE_LEXICON_H

#include "hearsay/text.h"

enum { HSAY_LEXICON_FIELDS = 4, HSAY_LEXICON_KEY_BYTES = 96, HSAY_LEXICON_HEAD_BYTES = 4 };

typedef struct hsay_lexicon_row {
    const char *key;
    const char *fields[HSAY_LEXICON_FIELDS]; /* "" where the line has fewer */
} hsay_lexicon_row;

typedef struct hsay_lexicon {
    const hsay_lexicon_row *rows; /* sorted by key bytes */
    uint32_t row_count;
    /* Row number + 1 below the upper half of the key's FNV-1a, or 0; open addressing by FNV-1a. */
    const uint32_t *slots;
    uint32_t slot_mask;
    uint32_t longest_words; /* words of the longest key */
    const uint8_t *heads;   /* one bit a head of a key: most words are told from all keys by it */
    uint32_t head_shift;    /* of a 32-bit product, to the number of the bit */
} hsay_lexicon;

/* Lower-case letters and digits as they are, capitals as small, all other bytes 0. */
extern const uint8_t hsay_lexicon__letters[256];

/*
 * False where no key begins as `words` does; true says nothing.  A head is the first letters and
 * digits, four at the most, hashed as in data/compile.py.
 */
static inline bool hsay_lexicon_may_begin(const hsay_lexicon *lexicon, hsay_str words)
{
    uint32_t head = 0, letter;
    size_t most = words.len < HSAY_LEXICON_HEAD_BYTES ? words.len : HSAY_LEXICON_HEAD_BYTES;
    for (size_t i = 0; i < most; i++) {
        if (!(letter = hsay_lexicon__letters[(unsigned char)words.ptr[i]]))
            break;
        head = head << 8 | letter;
    }
    uint32_t bit = head * 2654435761u >> lexicon->head_shift;
    return lexicon->heads[bit / 8] >> bit % 8 & 1;
}

/* Words as keys are, which may go on: so that all runs of words from one on cost one pass. */
typedef struct hsay_lexicon_key {
    size_t len; /* 0: empty, the rest is not read */
    uint32_t hash;
    char bytes[HSAY_LEXICON_KEY_BYTES]; /* terminated where not empty */
} hsay_lexicon_key;

/* What follows the words of the key, with what stands between; false where it gets too long: it is
 * as it was then. */
bool hsay_lexicon_key_add(hsay_lexicon_key *key, hsay_str words);
/* As hsay_lexicon_find, for a key that is not empty. */
const hsay_lexicon_row *hsay_lexicon_key_find(const hsay_lexicon *lexicon,
                                              const hsay_lexicon_key *key);

/* What hsay_lexicon_find does for words that may begin a key. */
const hsay_lexicon_row *hsay_lexicon__look(const hsay_lexicon *lexicon, hsay_str words);

/*
 * The row of `words`, compared without ASCII case, ’ taken as ', runs of white space as one space;
 * NULL where there is none or it is longer than HSAY_LEXICON_KEY_BYTES.  Cost: for most words that
 * are not listed four bytes and a bit; else one hash, one comparison.
 */
static inline const hsay_lexicon_row *hsay_lexicon_find(const hsay_lexicon *lexicon, hsay_str words)
{
    return hsay_lexicon_may_begin(lexicon, words) ? hsay_lexicon__look(lexicon, words) : NULL;
}

#endif
