/*
 * What the network's scores y of a word mean, where it tags words: four sets of labels, the
 * word's head among the words of its sentence, and the relation to it.
 *
 *   labels:   softmax of y over each set
 *   head:     S[i][j] = d_i . g_j + near_i[step(j - i)],  S[i][root] = near_i[0];  softmax over j
 *   relation: r = max(0, p_i + q_h) W + b,  h the head;  of the root q is a vector of its own
 *
 * d, g, near, p, q are parts of y; q_root, W, b are the network's extra weights, in this order.
 * A bilinear form of heads: Dozat, Manning 2017; here its rank is the width of d and g, and the
 * distance enters as by Shaw et al. 2018.  Shapes: y [n][outputs], S [n][n + 1] with the root
 * first.
 */
#ifndef HSAY_MODEL_HEADS_H
#define HSAY_MODEL_HEADS_H

#include "base/arena.h"
#include "model/net.h"

enum {
    HSAY_HEADS_ARC = 64,        /* width of d and g */
    HSAY_HEADS_PAIR = 64,       /* width of p and q */
    HSAY_HEADS_NEAR = 17,       /* the root; eight steps to the left, eight to the right */
    HSAY_HEADS_WORDS = 256,     /* of a sentence with a tree at most */
    HSAY_HEADS_RELATIONS = 512, /* with what makes them a multiple of 16 */
};

/* What is asked of a word: the sets of labels, then head and relation. */
typedef enum hsay_ask {
    HSAY_ASK_TAG,
    HSAY_ASK_FEATURES,
    HSAY_ASK_LEMMA,
    HSAY_ASK_NAME,
    HSAY_ASK_LABELS, /* how many sets */
    HSAY_ASK_HEAD = HSAY_ASK_LABELS,
    HSAY_ASK_RELATION,
    HSAY_ASKS
} hsay_ask;

/* Where in y the parts begin. */
typedef struct hsay_heads {
    uint32_t counts[HSAY_ASK_LABELS]; /* labels of each set */
    uint32_t first[HSAY_ASK_LABELS];
    uint32_t d, g, near, p, q;
    uint32_t outputs, extra;           /* in all, a multiple of 16 */
    uint32_t relations, relation_room; /* and with what makes them a multiple of 16 */
} hsay_heads;

hsay_heads hsay_heads_of(const uint32_t counts[HSAY_ASK_LABELS], uint32_t relations);

/* Which part of near speaks for a head at that place, both from 0. */
uint32_t hsay_heads__step(uint32_t word, uint32_t head);
/* S of `n` words, at most HSAY_HEADS_WORDS; a word is never its own head. */
void hsay_heads__arcs(const hsay_heads *h, const float *y, uint32_t n, float *scores);
/* The first of the largest. */
uint32_t hsay_heads__best(const float *scores, uint32_t count);

/* A word's index, and its head's number from 1, 0 the root. */
typedef struct hsay_arc {
    uint32_t word, head;
} hsay_arc;

/* max(0, p_i + q_h), [HSAY_HEADS_PAIR], of an arc. */
void hsay_heads__pair(const hsay_heads *h, const float *y, const float *extra, hsay_arc arc,
                      float *pair);
/* The relations' scores of it, [relation_room]. */
void hsay_heads__relations(const hsay_heads *h, const float *extra, const float *pair,
                           float *scores);
/* The likeliest relation of an arc; there are at most HSAY_HEADS_RELATIONS. */
uint32_t hsay_heads__relation(const hsay_heads *h, const float *y, const float *extra,
                              hsay_arc arc);

/*
 * The tree near the best heads: the likeliest root alone stays one, then each circle is opened
 * where that costs least.  `heads` [n]: 0 the root, else the word's number from 1.  Cost: n^2, and
 * n^2 for each circle.
 */
void hsay_heads__tree(const float *scores, uint32_t n, uint32_t *heads);

/* One thing that is known of a word, with its share of 255; a word's shares of one ask sum to 255.
 */
typedef struct hsay_share {
    uint16_t value; /* label, head or relation */
    uint8_t ask, share;
} hsay_share;

/* What is known of a sentence; of a word `shares[starts[i]]` up to starts[i + 1], asks ascending.
 */
typedef struct hsay_lesson {
    const uint32_t *starts; /* [n + 1] */
    const hsay_share *shares;
} hsay_lesson;

/* A sentence's scores and weights, and where their slopes go. */
typedef struct hsay_heads_slopes {
    const float *y, *extra;
    float *dy, *d_extra; /* dy is set, d_extra added to */
    uint32_t n;          /* words */
} hsay_heads_slopes;

/*
 * Adds to `*loss` that of a lesson, a sum over words of the cross entropies of all that is known.
 * The relation is learnt at the likeliest head.  False where memory is short.
 */
bool hsay_heads__loss(const hsay_heads *h, const hsay_lesson *lesson, const hsay_heads_slopes *to,
                      hsay_arena *arena, double *loss);

#endif
