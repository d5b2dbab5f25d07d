/*
 * A sequence of labels B, I, O (a run begins with B) over tokens: a conditional random field of
 * three states (Lafferty et al. 2001).  score(path) = sum of y[t][label] + steps[label
 * before][label]; I never stands at the start nor after O.
 */
#ifndef HSAY_MODEL_CRF_H
#define HSAY_MODEL_CRF_H

#include <stddef.h>
#include <stdint.h>

enum { HSAY_LABEL_B, HSAY_LABEL_I, HSAY_LABEL_O, HSAY_LABELS, HSAY_CRF_WORK = 2 * HSAY_LABELS };

/* Scores of one sequence: of token t at y[t * stride] on, three of them. */
typedef struct hsay_crf {
    const float *y;
    size_t stride;
    uint32_t count;
    const float *steps; /* [3][3]: from, to */
    float lean;         /* added to each B in the search for the best path; 0: none */
} hsay_crf;

/* The best path; `back` is work of [count][3].  Equal scores: the lower label. */
void hsay_crf_best(const hsay_crf *c, uint8_t *back, uint8_t *path);

/*
 * The best run within tokens [from, to), half-open into `run`; answers how much higher a path
 * scores with it than with O throughout.  Cost: linear in to - from.
 */
float hsay_crf_best_run(const hsay_crf *c, uint32_t from, uint32_t to, uint32_t run[2]);

/*
 * p(label of t), [count][3]; with `pairs` not NULL adds p(label before, label) over all t to it,
 * [3][3].  `work` is [count][HSAY_CRF_WORK] doubles.  Answers the log of the sum over paths.
 */
double hsay_crf_marginals(const hsay_crf *c, double *work, float *p, double pairs[9]);

/* What is wanted of a sequence: a path, or shares of the labels; of token t at t * stride on. */
typedef struct hsay_crf_want {
    const uint8_t *gold; /* labels; NULL: the shares count */
    const uint8_t *soft; /* three a label's place, summing to 255 */
    size_t stride;       /* sequences that are interleaved */
} hsay_crf_want;

/* Where the slope of the loss goes, and what it works on. */
typedef struct hsay_crf_slope {
    float *dy;    /* set; of token t at dy[t * c->stride] on */
    float *steps; /* [3][3], added to; they learn from gold only */
    double *work; /* [count][HSAY_CRF_WORK] */
    float *p;     /* [count][3] */
} hsay_crf_slope;

/* loss = log Z - score of what is wanted. */
double hsay_crf_loss(const hsay_crf *c, const hsay_crf_want *want, const hsay_crf_slope *to);

#endif
