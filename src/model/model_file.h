/*
 * A model: a network in 8-bit numbers, as it lies in its file (docs/format-model.md), used where it
 * lies.  Weights are s8 of 7 bits (-63 to 63) with a scale for each output, what flows is u8 around
 * 128, so that no product of any processor overflows and all give the same sums.
 */
#ifndef HSAY_MODEL_MODEL_FILE_H
#define HSAY_MODEL_MODEL_FILE_H

#include "hearsay/text.h"
#include "model/net.h"

enum {
    HSAY_MODEL_VERSION = 2, /* 1 where there are no extra weights and no names */
    HSAY_MODEL_HEADER_BYTES = 128,
    HSAY_MODEL_ALIGN = 64,
    HSAY_MODEL_ZERO = 128,     /* the u8 that stands for 0 */
    HSAY_MODEL_WEIGHT_MAX = 63 /* 255 * 63 * 2 fits 16 bits */
};

/* One linear map of k inputs to n outputs: y = (start + u8 . s8) scale + bias. */
typedef struct hsay_model_map {
    const int8_t *weights;     /* [k / 4][n][4] */
    const int32_t *start;      /* [n]: takes the 128 of all inputs off again */
    const float *scale, *bias; /* [n] */
} hsay_model_map;

typedef struct hsay_model {
    hsay_net_shape shape;
    uint32_t inputs_version;
    const int8_t *table;                    /* [rows][width] */
    const float *table_scale;               /* [rows] */
    hsay_model_map layers[HSAY_NET_LAYERS]; /* k = 3 width (the taps in order), n = 2 width */
    hsay_model_map out;                     /* k = width, n = outputs */
    const float *steps;                     /* [sequences][3][3] */
    const float *extra;                     /* [shape.extra] */
    hsay_str names;                         /* what the labels are called, for whom it concerns */
} hsay_model;

/*
 * Checks the bytes of a model and points into them; they are borrowed and begin at a multiple of
 * HSAY_MODEL_ALIGN.  HSAY_INPUT where they are no model or damaged, HSAY_NEWER, HSAY_LIMIT where
 * the shape is out of bounds; `out` is untouched then.  Cost: one pass over the bytes.
 */
hsay_status hsay_model_open(hsay_str bytes, hsay_model *out, hsay_error *error);

/* Rounds a trained network and writes it.  HSAY_IO, HSAY_FULL, HSAY_MEMORY. */
hsay_status hsay_model_write(const hsay_net *net, uint32_t inputs_version, const char *path,
                             hsay_error *error);

/* The same into bytes: `*out` is yours (hsay_alloc__free). */
hsay_status hsay_model_pack(const hsay_net *net, uint32_t inputs_version, char **out, size_t *size);

#endif
