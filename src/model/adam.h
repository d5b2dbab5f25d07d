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
/*
 * One step down the sum of `grads`, each times `share`; clears them.  Rows of the table that no
 * gradient touched stay as they are.
 */
void hsay_adam_step(hsay_adam *adam, hsay_net *net, hsay_net_grad **grads, uint32_t count,
                    float share, float rate);

#endif
