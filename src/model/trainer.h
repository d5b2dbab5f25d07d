/*
 * Teaches a network: examples in, weights out.  Adam (Kingma, Ba 2015) with decoupled decay, rows
 * of the table only where they were touched; the rate climbs, then falls along a half cosine.  The
 * same examples, options and seed give the same weights on the same processor, whatever the
 * threads: a step is always cut into HSAY_TRAINER_SHARDS parts, whose gradients are added in order.
 */
#ifndef HSAY_MODEL_TRAINER_H
#define HSAY_MODEL_TRAINER_H

#include "base/arena.h"
#include "model/net.h"

enum { HSAY_TRAINER_SHARDS = 2 };

/* What HSAY_LIMIT of hsay_trainer_run says. */
#define HSAY_TRAINER_RAN_AWAY                                                                      \
    "the loss grew past all numbers: another seed, or a lower rate, may do"

/* One text.  Of a gold example `soft` is NULL and the labels are known; a soft one has shares. */
typedef struct hsay_example {
    uint32_t count;       /* tokens */
    const uint32_t *rows; /* [count][fields] */
    const uint8_t *gold;  /* [count][sequences]: HSAY_LABEL_B, _I, _O */
    const uint8_t *soft;  /* [count][sequences][3], each three summing to 255, or NULL */
    const void *lesson;   /* for a loss of the caller's */
} hsay_example;

/* One example that was run forward, for a loss of the caller's. */
typedef struct hsay_trainer_case {
    const hsay_example *example;
    const hsay_net *net;
    const hsay_net_run *run;
    hsay_net_grad *grad;
    hsay_arena *arena; /* emptied after each example */
} hsay_trainer_case;

/*
 * Sets grad->dy, adds to the gradient of the extra weights and to `*loss`.  False where memory is
 * short.
 */
typedef bool hsay_trainer_loss(void *ctx, const hsay_trainer_case *c, double *loss);

typedef struct hsay_examples {
    hsay_example *items;
    uint32_t count;
} hsay_examples;

typedef struct hsay_trainer_options {
    uint32_t epochs, tokens_a_shard, threads;
    float rate, decay, drop, word_drop;
    uint32_t word_fields; /* the first fields: a token's words are hidden together by word_drop */
    uint32_t hidden_row;  /* the row that stands for a hidden word */
    uint64_t seed;
    hsay_trainer_loss *loss; /* NULL: of the label sequences, by gold or soft */
    /* After each step, with the share of the epoch that is done; NULL: none. */
    void (*step)(void *ctx, uint32_t epoch, double share);
    /* After each epoch; NULL: none. */
    void (*epoch)(void *ctx, uint32_t epoch, double loss, const hsay_net *net);
    void *ctx;
} hsay_trainer_options;

#define HSAY_TRAINER_DEFAULTS                                                                      \
    {                                                                                              \
        .epochs = 12, .tokens_a_shard = 1000, .threads = 2, .rate = 2e-3f, .decay = 1e-2f,         \
        .drop = .1f, .word_drop = .06f, .seed = 1                                                  \
    }

/* Fills the network with small random numbers; table, dense and steps are the caller's. */
void hsay_trainer_begin(hsay_net *net, uint64_t seed);
/*
 * HSAY_MEMORY; HSAY_LIMIT where the loss or a weight is no finite number any more, as with too high
 * a rate.  The order of `examples` is changed.
 */
hsay_status hsay_trainer_run(hsay_net *net, hsay_examples examples,
                             const hsay_trainer_options *options);

#endif
