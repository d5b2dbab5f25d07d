/* m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g g; w -= rate (m' / (sqrt v' + e) + decay w) */
#include "model/adam.h"

#include "base/alloc.h"
#include "model/vec.h"

#include <math.h>

static const float B1 = .9f, B2 = .999f, E = 1e-8f;
static const float CLIP = 1; /* the longest gradient of all dense weights together */

typedef struct pace {
    float rate, decay, share, right1, right2; /* right: 1 / (1 - b^step) */
} pace;

/* Weights with what Adam keeps of them and their gradient, from the same place on. */
typedef struct part {
    float *w, *mean, *square, *grad;
} part;

static part part_at(part p, size_t at)
{
    return (part){p.w + at, p.mean + at, p.square + at, p.grad + at};
}

bool hsay_adam_make(hsay_adam *a, const hsay_net_shape *s)
{
    size_t dense = hsay_net_dense_count(s), table = (size_t)s->rows * s->width;
    a->dense_mean = hsay_alloc__zeroed(dense * sizeof(float));
    a->dense_square = hsay_alloc__zeroed(dense * sizeof(float));
    a->table_mean = hsay_alloc__zeroed(table * sizeof(float));
    a->table_square = hsay_alloc__zeroed(table * sizeof(float));
    a->steps_mean = hsay_alloc__zeroed((size_t)s->sequences * 9 * sizeof(float));
    a->steps_square = hsay_alloc__zeroed((size_t)s->sequences * 9 * sizeof(float));
    return a->dense_mean && a->dense_square && a->table_mean && a->table_square && a->steps_mean &&
           a->steps_square;
}

void hsay_adam_free(hsay_adam *a)
{
    hsay_alloc__free(a->dense_mean);
    hsay_alloc__free(a->dense_square);
    hsay_alloc__free(a->table_mean);
    hsay_alloc__free(a->table_square);
    hsay_alloc__free(a->steps_mean);
    hsay_alloc__free(a->steps_square);
}

static void move(part of, size_t count, pace p)
{
    float *restrict w = of.w, *restrict mean = of.mean, *restrict square = of.square;
    float *restrict grad = of.grad;
    for (size_t i = 0; i < count; i++) {
        float g = grad[i] * p.share;
        grad[i] = 0;
        mean[i] = B1 * mean[i] + (1 - B1) * g;
        square[i] = B2 * square[i] + (1 - B2) * g * g;
        w[i] -= p.rate * (mean[i] * p.right1 / (sqrtf(square[i] * p.right2) + E) + p.decay * w[i]);
    }
}

/* All gradients into the first. */
static void gather(const hsay_net_shape *s, hsay_net_grad **grads, uint32_t count)
{
    hsay_net_grad *to = grads[0];
    size_t dense = hsay_net_dense_count(s), w = s->width;
    for (uint32_t k = 1; k < count; k++) {
        hsay_net_grad *g = grads[k];
        for (size_t i = 0; i < dense; i++)
            to->dense[i] += g->dense[i];
        memset(g->dense, 0, dense * sizeof *g->dense);
        for (uint32_t i = 0; i < s->sequences * 9; i++) {
            to->steps[i] += g->steps[i];
            g->steps[i] = 0;
        }
        for (uint32_t n = 0; n < g->touched_count; n++) {
            uint32_t row = g->touched[n];
            if (!to->is_touched[row]) {
                to->is_touched[row] = 1;
                to->touched[to->touched_count++] = row;
            }
            for (size_t i = row * w; i < (row + 1) * w; i++) {
                to->table[i] += g->table[i];
                g->table[i] = 0;
            }
            g->is_touched[row] = 0;
        }
        g->touched_count = 0;
    }
}

void hsay_adam_step(hsay_adam *a, hsay_net *net, hsay_net_grad **grads, hsay_adam_pace how)
{
    const hsay_net_shape *s = &net->shape;
    hsay_net_grad *g = grads[0];
    gather(s, grads, how.count);
    a->step++;
    size_t dense = hsay_net_dense_count(s), w = s->width;
    double square = 0;
    for (size_t i = 0; i < dense; i++)
        square += (double)g->dense[i] * (double)g->dense[i];
    float length = (float)sqrt(square) * how.share;
    pace p = {how.rate, a->decay, length > CLIP ? how.share * CLIP / length : how.share,
              1 / (1 - powf(B1, (float)a->step)), 1 / (1 - powf(B2, (float)a->step))};
    move((part){net->dense, a->dense_mean, a->dense_square, g->dense}, dense, p);
    p.decay = 0;
    move((part){net->steps, a->steps_mean, a->steps_square, g->steps}, s->sequences * 9, p);
    part table = {net->table, a->table_mean, a->table_square, g->table};
    for (uint32_t n = 0; n < g->touched_count; n++) {
        move(part_at(table, g->touched[n] * w), w, p);
        g->is_touched[g->touched[n]] = 0;
    }
    g->touched_count = 0;
}
