/*
 * The model that tells languages: for each script of several languages a table of weights, one row
 * for each bucket of hashed features, one column for each language (docs/format-language.md).
 *
 *   score[l] = bias[l] + sum over features f of weights[f mod rows][l],   p = softmax(score)
 *
 * A linear model over bags of n-grams, as that of Joulin et al. 2017 (fastText) without its hidden
 * layer; we add scores up where they average, so that more text is more evidence.
 */
#ifndef HSAY_INGEST_LANGUAGE_MODEL_H
#define HSAY_INGEST_LANGUAGE_MODEL_H

#include "hearsay/text.h"
#include "ingest/language_words.h"

enum {
    HSAY_LANGUAGE_VERSION = 1,
    HSAY_LANGUAGE_COLUMNS = 48, /* languages of one script at most */
    HSAY_LANGUAGE_CODE_BYTES = 8,
    HSAY_LANGUAGE_LANES = 16, /* columns are filled up to a multiple of these */
    HSAY_LANGUAGE_ROW_BITS = 18
};

typedef struct hsay_language_table {
    uint32_t languages, columns, rows; /* columns: languages filled up; rows: a power of two */
    float scale;                       /* of one step of a weight */
    char codes[HSAY_LANGUAGE_COLUMNS][HSAY_LANGUAGE_CODE_BYTES]; /* terminated; "und" is one */
    float bias[HSAY_LANGUAGE_COLUMNS];
    const int8_t *weights; /* [rows][columns] */
} hsay_language_table;

typedef struct hsay_language_model {
    hsay_language_table tables[HSAY_SCRIPT_TABLES];
} hsay_language_model;

/*
 * Checks the bytes of a model and points into them; they are borrowed.  HSAY_INPUT where they are
 * no model or damaged, HSAY_NEWER, HSAY_LIMIT where its shape is out of bounds; `out` is untouched
 * then.  Cost: one pass.
 */
hsay_status hsay_language_open(hsay_str bytes, hsay_language_model *out, hsay_error *error);

/* Writes tables as a model's file.  HSAY_IO, HSAY_FULL, HSAY_MEMORY. */
hsay_status hsay_language_write(const hsay_language_model *model, const char *path,
                                hsay_error *error);

/* The model that the library carries; NULL where it is unusable.  Any thread. */
const hsay_language_model *hsay_language__carried(void);

#endif
