/*
 * What the language of a text is known by: its letters by script, its words by hashed n-grams of
 * letters.  Shared by the model's use and its making, so that both see the same.
 */
#ifndef HSAY_INGEST_LANGUAGE_WORDS_H
#define HSAY_INGEST_LANGUAGE_WORDS_H

#include "hearsay/text.h"

/* Scripts of more than one language of the press stand first: each has a table in the model. */
typedef enum hsay_script {
    HSAY_SCRIPT_LATIN,
    HSAY_SCRIPT_CYRILLIC,
    HSAY_SCRIPT_ARABIC,
    HSAY_SCRIPT_DEVANAGARI,
    HSAY_SCRIPT_TABLES,
    HSAY_SCRIPT_HAN = HSAY_SCRIPT_TABLES,
    HSAY_SCRIPT_KANA,
    HSAY_SCRIPT_HANGUL,
    HSAY_SCRIPT_GREEK,
    HSAY_SCRIPT_HEBREW,
    HSAY_SCRIPT_ARMENIAN,
    HSAY_SCRIPT_GEORGIAN,
    HSAY_SCRIPT_BENGALI,
    HSAY_SCRIPT_GURMUKHI,
    HSAY_SCRIPT_GUJARATI,
    HSAY_SCRIPT_TAMIL,
    HSAY_SCRIPT_TELUGU,
    HSAY_SCRIPT_KANNADA,
    HSAY_SCRIPT_MALAYALAM,
    HSAY_SCRIPT_SINHALA,
    HSAY_SCRIPT_THAI,
    HSAY_SCRIPT_LAO,
    HSAY_SCRIPT_MYANMAR,
    HSAY_SCRIPT_KHMER,
    HSAY_SCRIPT_ETHIOPIC,
    HSAY_SCRIPT_COUNT,
    HSAY_SCRIPT_NONE = HSAY_SCRIPT_COUNT
} hsay_script;

enum {
    HSAY_LANGUAGE_WORD_LETTERS = 24, /* of a longer word the beginning counts */
    HSAY_LANGUAGE_WORD_FEATURES = 4 * (HSAY_LANGUAGE_WORD_LETTERS + 2) + 1
};

/* The script of a letter or of a mark that belongs to one; NONE for all else. */
hsay_script hsay_language__script(uint32_t code_point);

/* Small letters for large ones, one form for letters that are written in two. */
uint32_t hsay_language__fold(uint32_t code_point);

/*
 * The features of a word of `count` folded letters: its n-grams of one to four letters, the ends
 * marked, and the whole word, each as a number of 32 bits.  Answers how many.
 */
uint32_t hsay_language__features(const uint32_t *letters, uint32_t count,
                                 uint32_t out[HSAY_LANGUAGE_WORD_FEATURES]);

#endif
