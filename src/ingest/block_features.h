/*
 * What the model is told of each block: numbers of one byte, made without rounding of floats, so
 * that every processor makes the same.  They are laid out feature by feature.
 */
#ifndef HSAY_INGEST_BLOCK_FEATURES_H
#define HSAY_INGEST_BLOCK_FEATURES_H

#include "ingest/block_words.h"

/* A change of this list, or of what one of them means, is a new version: teach anew. */
/* clang-format off */
#define HSAY_BLOCK_FEATURE_TABLE(X)                                                                \
    /* its text, and what the words of it say */                                                   \
    X(CHARS) X(WORDS) X(LINKS) X(STOPS) X(STOPS_SHARE) X(WORD_LENGTH) X(DIGITS) X(UPPERS)          \
    X(MARKS) X(LAST) X(FIRST) X(RUNS) X(QUOTES) X(REPEATS)                                         \
    X(ODDS) X(ODDS_MEAN) X(ODDS_FIRST) X(ODDS_LEAST)                                               \
    /* its place in the tree, and what the names above it say */                                   \
    X(TAG) X(LEVEL) X(DEPTH) X(LISTS) X(TABLES) X(INSIDE) X(ASIDES) X(HIDDEN) X(MARKED) X(REASON)  \
    X(DROPS) X(DROP_NEAR) X(WEAKS) X(WEAK_NEAR) X(ARTICLES) X(MAINS) X(HEADERS) X(FOOTERS)         \
    X(NAVS) X(FORMS) X(FIGURES) X(QUOTED)                                                          \
    X(NAMES_OWN) X(NAMES_NEAR) X(NAMES_NEAR2) X(NAMES_SUM) X(NAMES_LEAST) X(NAMES_MOST)            \
    /* its place in the page */                                                                    \
    X(PLACE) X(PLACE_CHARS) X(IN_TOP) X(DROPPED) X(RULED) X(BEHIND_RULED) X(BEFORE_RULED)          \
    X(RULED_BEFORE) X(RULED_BEHIND) X(BEHIND_H1) X(BEHIND_HEADING) X(HEADING_RULED)                \
    X(HEADING_NAMES) X(TO_TOP)                                                                     \
    /* the elements above it: one, two, four up */                                                 \
    X(UP1_LINKS) X(UP1_CHARS) X(UP1_BLOCKS) X(UP1_SHARE) X(UP1_RULED) X(UP1_STOPS)                 \
    X(UP2_LINKS) X(UP2_CHARS) X(UP2_BLOCKS) X(UP2_SHARE) X(UP2_RULED) X(UP2_STOPS)                 \
    X(UP4_LINKS) X(UP4_CHARS) X(UP4_BLOCKS) X(UP4_SHARE) X(UP4_RULED) X(UP4_STOPS)                 \
    X(UP1_PLACE) X(UP2_PLACE)                                                                      \
    /* its neighbours */                                                                           \
    X(BEFORE_CHARS) X(BEFORE_LINKS) X(BEFORE_STOPS) X(BEFORE_TAG) X(BEFORE_RULED_1)                \
    X(BEFORE2_CHARS) X(BEFORE2_LINKS) X(BEFORE2_RULED)                                             \
    X(NEXT_CHARS) X(NEXT_LINKS) X(NEXT_STOPS) X(NEXT_TAG) X(NEXT_RULED)                            \
    X(NEXT2_CHARS) X(NEXT2_LINKS) X(NEXT2_RULED) X(SAME_BEFORE) X(SAME_NEXT)                       \
    X(NEAR_CHARS) X(NEAR_LINKS) X(NEAR_RULED) X(NEAR_STOPS)                                        \
    /* the page */                                                                                 \
    X(PAGE_CHARS) X(PAGE_BLOCKS) X(PAGE_LINKS) X(PAGE_RULED) X(PAGE_ARTICLES) X(PAGE_PROSE)
/* clang-format on */

typedef enum hsay_block_feature {
#define HSAY_BLOCK_FEATURE_ENUM(name) HSAY_BLOCK_##name,
    HSAY_BLOCK_FEATURE_TABLE(HSAY_BLOCK_FEATURE_ENUM)
#undef HSAY_BLOCK_FEATURE_ENUM
        HSAY_BLOCK_FEATURES
} hsay_block_feature;

enum {
    HSAY_BLOCK_FEATURES_VERSION = 2,
    HSAY_BLOCK_LANES = 16,
};

typedef struct hsay_block_features {
    uint8_t *values; /* [HSAY_BLOCK_FEATURES][stride] */
    uint32_t stride; /* the blocks, filled up to a multiple of HSAY_BLOCK_LANES */
} hsay_block_features;

/* `tables` NULL: words say nothing.  Cost: linear in the page.  A failure of memory shows in the
 * arena; `values` is NULL then. */
hsay_block_features hsay_block__features(hsay_arena *arena, const hsay_nodes *nodes,
                                         const hsay_node_facts *facts, const hsay_blocks *blocks,
                                         const hsay_block_tables *tables);

#endif
