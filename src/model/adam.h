/* Adam (Kingma, Ba 2015) with decoupled weight decay (Loshchilov, Hutter 2019). */
#ifndef HSAY_MODEL_ADAM_H
#define HSAY_MODEL_ADAM_H

#include "model/net.h"

typedef struct hsay_adam {
    float decay;
    uint32_t step;
    float *dense_mean, *dense_square, *table_mean, *table_square, *steps_mean, *steps_square;
} hsay_adam;

bool hsay_adam_make(hsay_adam *adam, const hsay_net_shape *s);
void hsay_adam_free(hsay_adam *adam);
/* How a step is taken: down the sum of `count` gradients, each times `share`. */
typedef struct hsay_adam_pace {
    uint32_t count;
    float share, rate;
} hsay_adam_pace;

/* Takes one step and clears the gradients.  Rows of the table that none touched stay as they are.
 */
void hsay_adam_step(hsay_adam *adam, hsay_net *net, hsay_net_grad **grads, hsay_adam_pace pace);

#endif
