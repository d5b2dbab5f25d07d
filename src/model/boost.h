/*
 * Boosted oblivious trees (Friedman 2001; the same question for all nodes of a level as in
 * Prokhorenkova et al. 2018): a tree asks HSAY_BOOST_DEPTH questions "is feature f above t?", the
 * answers are the number of its leaf, and a score is the sum of leaves.  Features are bytes, leaves
 * whole numbers: every processor gives the same score.
 */
#ifndef HSAY_MODEL_BOOST_H
#define HSAY_MODEL_BOOST_H

#include "base/buf.h"

enum {
    HSAY_BOOST_VERSION = 1,
    HSAY_BOOST_DEPTH = 6,
    HSAY_BOOST_LEAVES = 1 << HSAY_BOOST_DEPTH,
    HSAY_BOOST_MOST_TREES = 4096,
    HSAY_BOOST_MOST_FEATURES = 256,
    HSAY_BOOST_UNIT = 1024, /* of a score that is worth 1 in log odds */
    HSAY_BOOST_LANES = 16,  /* rows are scored this many at a time */
};

typedef struct hsay_boost_split {
    uint8_t feature, above;
} hsay_boost_split;

typedef struct hsay_boost {
    uint32_t inputs_version, features, trees;
    int32_t start;
    const hsay_boost_split *splits; /* [trees][HSAY_BOOST_DEPTH] */
    const int16_t *leaves;          /* [trees][HSAY_BOOST_LEAVES] */
} hsay_boost;

/*
 * Checks the bytes of a model and points into them; borrowed, at a multiple of 8.  HSAY_INPUT where
 * they are no model or damaged, HSAY_NEWER; `out` is untouched then.
 */
hsay_status hsay_boost__open(hsay_str bytes, hsay_boost *out, hsay_error *error);
/* The bytes of its file, into an empty or used buffer; a failure shows in it. */
void hsay_boost__pack(const hsay_boost *model, hsay_buf *out);

/*
 * scores[i] for i < count.  `values` is [features][stride], `stride` a multiple of
 * HSAY_BOOST_LANES, and `scores` has room for stride.
 */
void hsay_boost__score(const hsay_boost *model, const uint8_t *values, uint32_t stride,
                       int32_t *scores);

typedef struct hsay_boost_rows {
    const uint8_t *values; /* [features][count] */
    const uint8_t *labels; /* 0 or 1 */
    const float *weights;
    uint32_t count, features;
} hsay_boost_rows;

typedef struct hsay_boost_plan {
    uint32_t trees, inputs_version;
    double rate, ridge;            /* what a tree may say of what is left; what leaves pay */
    double row_share, field_share; /* drawn for each tree */
    uint64_t seed;
} hsay_boost_plan;

/* `out` owns its arrays: hsay_boost__free.  Same rows, same plan, same model.  HSAY_MEMORY. */
hsay_status hsay_boost__train(const hsay_boost_rows *rows, const hsay_boost_plan *plan,
                              hsay_boost *out);
void hsay_boost__free(hsay_boost *model);

#endif
