/*
 * The network: tokens in, label scores out.  Of each token `fields` rows of one table E are summed;
 * `layers` gated convolutions look at the token and its neighbours at a distance d_l on both sides;
 * a linear layer scores the labels.
 *
 *   x_0[t] = sum over f of E[row(t, f)]
 *   z_l[t] = norm(x_l[t])                     mean 0, variance 1 over the width
 *   [a b]  = z_l[t - d_l] P_l + z_l[t] Q_l + z_l[t + d_l] R_l + c_l
 *   x_{l+1}[t] = x_l[t] + a * max(b, 0)        (ReGLU, Shazeer 2020)
 *   y[t]   = norm(x_L[t]) O + o
 *
 * Shapes: E [rows][width]; P, Q, R [width][2 width]; c [2 width]; O [width][outputs]; o [outputs].
 * All but E lie in one array, `dense`, in this order, layer by layer; behind o stand `extra`
 * weights of what is made of the scores (heads.h).  Dilated convolutions for tagging: Strubell et
 * al. 2017.
 */
#ifndef HSAY_MODEL_NET_H
#define HSAY_MODEL_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hearsay/text.h"

enum {
    HSAY_NET_LAYERS = 12,
    HSAY_NET_FIELDS = 16,
    HSAY_NET_WIDTH = 512,
    HSAY_NET_OUTPUTS = 1536,
    HSAY_NET_TAPS = 3
};

typedef struct hsay_net_shape {
    uint32_t width;   /* a multiple of 16 */
    uint32_t outputs; /* a multiple of 16; those past 3 * sequences are not used */
    uint32_t rows, fields, layers, sequences;
    uint32_t distance[HSAY_NET_LAYERS]; /* d_l */
    uint32_t extra;
} hsay_net_shape;

typedef struct hsay_net {
    hsay_net_shape shape;
    float *table; /* E */
    float *dense;
    float *steps;   /* [sequences][3][3]: from, to; of the label sequences, see crf.h */
    hsay_str names; /* what the labels are called; goes into the file as it is */
} hsay_net;

size_t hsay_net_dense_count(const hsay_net_shape *s);
/* Where in `dense` a layer's taps, its c, O and o, and the extra weights begin. */
size_t hsay_net_taps_at(const hsay_net_shape *s, uint32_t layer);
size_t hsay_net_bias_at(const hsay_net_shape *s, uint32_t layer);
size_t hsay_net_out_at(const hsay_net_shape *s);
size_t hsay_net_extra_at(const hsay_net_shape *s);

/* What a forward run keeps for the way back; arrays of [count][width] unless said otherwise. */
typedef struct hsay_net_run {
    uint32_t count, capacity; /* tokens */
    const uint32_t *rows;     /* [count][fields] */
    float *x;                 /* the sum so far */
    float *z[HSAY_NET_LAYERS + 1];
    float *scale[HSAY_NET_LAYERS + 1];  /* [count]: 1 / deviation */
    float *ab[HSAY_NET_LAYERS];         /* [count][2 width] */
    uint8_t *keep[HSAY_NET_LAYERS + 1]; /* dropout: 1 where a value stays; [0] is of x_0 */
    float *y;                           /* [count][outputs] */
    float drop;                         /* share of values dropped; 0 outside training */
    uint64_t random;
} hsay_net_run;

/* Room for `count` tokens; false where memory is short.  hsay_net_run_free is fine on {0}. */
bool hsay_net_run_reserve(hsay_net_run *run, const hsay_net_shape *s, uint32_t count);
void hsay_net_run_free(hsay_net_run *run);

/* Fills the run from run->rows and run->count.  Cost: count * layers * 6 * width^2 multiply-adds.
 */
void hsay_net_forward(const hsay_net *net, hsay_net_run *run);

/* The gradient of a loss; adds to itself until cleared. */
typedef struct hsay_net_grad {
    float *table, *dense, *steps;
    uint32_t *touched; /* rows of the table that are not zero */
    uint8_t *is_touched;
    uint32_t touched_count;
    float *dy;            /* [count][outputs]: set by the caller */
    float *dx, *dz, *dab; /* work */
    const float *turned;  /* the taps transposed, made by hsay_net_turn; borrowed */
    uint32_t capacity;
} hsay_net_grad;

bool hsay_net_grad_make(hsay_net_grad *g, const hsay_net_shape *s);
bool hsay_net_grad_reserve(hsay_net_grad *g, const hsay_net_shape *s, uint32_t count);
void hsay_net_grad_free(hsay_net_grad *g);
/* Transposes of taps and O for the way back: once after each step of the optimiser. */
void hsay_net_turn(const hsay_net *net, float *turned);
void hsay_net_backward(const hsay_net *net, const hsay_net_run *run, hsay_net_grad *g);

#endif
