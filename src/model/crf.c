/* The best path (Viterbi 1967) and the marginals (forward and backward sums) of a label sequence.
 */
#include "model/crf.h"

#include <math.h>
#include <stdbool.h>

static const float NEVER = -1e4f;

static float step(const hsay_crf *c, uint32_t from, uint32_t to)
{
    return from == HSAY_LABEL_O && to == HSAY_LABEL_I ? NEVER : c->steps[from * HSAY_LABELS + to];
}

void hsay_crf_best(const hsay_crf *c, uint8_t *back, uint8_t *path)
{
    float best[HSAY_LABELS];
    for (uint32_t k = 0; k < HSAY_LABELS && c->count; k++)
        best[k] = c->y[k] + (k == HSAY_LABEL_I ? NEVER : k == HSAY_LABEL_B ? c->lean : 0);
    for (uint32_t t = 1; t < c->count; t++) {
        const float *y = c->y + t * c->stride;
        float next[HSAY_LABELS];
        for (uint32_t k = 0; k < HSAY_LABELS; k++) {
            uint8_t from = 0;
            float top = best[0] + step(c, 0, k);
            for (uint8_t i = 1; i < HSAY_LABELS; i++)
                if (best[i] + step(c, i, k) > top) {
                    top = best[i] + step(c, i, k);
                    from = i;
                }
            back[t * HSAY_LABELS + k] = from;
            next[k] = top + y[k] + (k == HSAY_LABEL_B ? c->lean : 0);
        }
        for (uint32_t k = 0; k < HSAY_LABELS; k++)
            best[k] = next[k];
    }
    if (!c->count)
        return;
    uint8_t at = 0;
    for (uint8_t k = 1; k < HSAY_LABELS; k++)
        at = best[k] > best[at] ? k : at;
    for (uint32_t t = c->count; t-- > 0;) {
        path[t] = at;
        at = t ? back[t * HSAY_LABELS + at] : at;
    }
}

/* The run that ends at each token, by its last label: [B] of one token, [I] of more. */
float hsay_crf_best_run(const hsay_crf *c, uint32_t from, uint32_t to, uint32_t run[2])
{
    float none = step(c, HSAY_LABEL_O, HSAY_LABEL_O), best = NEVER, open[2] = {NEVER, NEVER};
    uint32_t begin[2] = {from, from};
    for (uint32_t t = from; t < to; t++) {
        const float *y = c->y + t * c->stride;
        float on[2] = {open[HSAY_LABEL_B] + step(c, HSAY_LABEL_B, HSAY_LABEL_I),
                       open[HSAY_LABEL_I] + step(c, HSAY_LABEL_I, HSAY_LABEL_I)};
        uint32_t from_label = on[HSAY_LABEL_I] > on[HSAY_LABEL_B] ? HSAY_LABEL_I : HSAY_LABEL_B;
        begin[HSAY_LABEL_I] = begin[from_label];
        open[HSAY_LABEL_I] = on[from_label] + y[HSAY_LABEL_I] - y[HSAY_LABEL_O] - none;
        begin[HSAY_LABEL_B] = t;
        open[HSAY_LABEL_B] =
            y[HSAY_LABEL_B] - y[HSAY_LABEL_O] + step(c, HSAY_LABEL_O, HSAY_LABEL_B) - none;
        for (uint32_t k = 0; k < 2; k++) {
            float closed = open[k] + step(c, k, HSAY_LABEL_O) - none;
            if (closed > best) {
                best = closed;
                run[0] = begin[k];
                run[1] = t + 1;
            }
        }
    }
    return best;
}

/*
 * In shares, not logs: f_t(k) = e_t(k) sum_i f_{t-1}(i) s(i, k), scaled to sum 1 at each token,
 * with e = exp(y - max y) and s = exp(steps); the logs of the scales add up to log Z.  b runs back
 * likewise.
 */
typedef struct shares {
    double s[HSAY_LABELS][HSAY_LABELS];
    double (*f)[HSAY_LABELS], (*e)[HSAY_LABELS]; /* [count] */
} shares;

/* e of a token; answers max y. */
static float weigh(const hsay_crf *c, uint32_t t, double e[HSAY_LABELS])
{
    const float *y = c->y + t * c->stride;
    float top = fmaxf(y[0], fmaxf(y[1], y[2]));
    for (uint32_t k = 0; k < HSAY_LABELS; k++)
        e[k] = exp((double)(y[k] - top));
    return top;
}

static double forward(const hsay_crf *c, const shares *w)
{
    double log_sum = 0, scale = 1;
    for (uint32_t t = 0; t < c->count; t++) {
        double *f = w->f[t], sum = 0;
        log_sum += (double)weigh(c, t, w->e[t]);
        for (uint32_t k = 0; k < HSAY_LABELS; k++) {
            double in = t ? 0 : k == HSAY_LABEL_I ? exp((double)NEVER) : 1;
            for (uint32_t i = 0; t && i < HSAY_LABELS; i++)
                in += w->f[t - 1][i] * w->s[i][k];
            f[k] = in * w->e[t][k];
            sum += f[k];
        }
        for (uint32_t k = 0; k < HSAY_LABELS; k++)
            f[k] /= sum;
        scale *= sum;
        if (!(scale > 1e-100 && scale < 1e100)) { /* few logs: a product of many scales fits */
            log_sum += log(scale);
            scale = 1;
        }
    }
    return log_sum + log(scale);
}

/* b of the token before t from that of t; adds p(label before, label) to `pairs`. */
static void step_back(const shares *w, uint32_t t, double b[HSAY_LABELS], double *pairs)
{
    const double *before = w->f[t - 1];
    double e[HSAY_LABELS], next[HSAY_LABELS] = {0}, total = 0, all = 0;
    for (uint32_t k = 0; k < HSAY_LABELS; k++)
        e[k] = w->e[t][k] * b[k];
    for (uint32_t i = 0; i < HSAY_LABELS; i++) {
        for (uint32_t k = 0; k < HSAY_LABELS; k++)
            next[i] += w->s[i][k] * e[k];
        total += before[i] * next[i];
        all += next[i];
    }
    for (uint32_t i = 0; pairs && i < HSAY_LABELS; i++)
        for (uint32_t k = 0; k < HSAY_LABELS; k++)
            pairs[i * HSAY_LABELS + k] += before[i] * w->s[i][k] * e[k] / total;
    for (uint32_t i = 0; i < HSAY_LABELS; i++)
        b[i] = next[i] / all;
}

double hsay_crf_marginals(const hsay_crf *c, double *work, float *p, double pairs[9])
{
    shares w = {.f = (void *)work, .e = (void *)(work + (size_t)c->count * HSAY_LABELS)};
    for (uint32_t i = 0; i < HSAY_LABELS; i++)
        for (uint32_t k = 0; k < HSAY_LABELS; k++)
            w.s[i][k] = exp((double)step(c, i, k));
    double log_sum = forward(c, &w), b[HSAY_LABELS] = {1, 1, 1};
    for (uint32_t t = c->count; t-- > 0;) {
        double sum = 0;
        for (uint32_t k = 0; k < HSAY_LABELS; k++)
            sum += w.f[t][k] * b[k];
        for (uint32_t k = 0; k < HSAY_LABELS; k++)
            p[t * HSAY_LABELS + k] = (float)(w.f[t][k] * b[k] / sum);
        if (t)
            step_back(&w, t, b, pairs);
    }
    return log_sum;
}
