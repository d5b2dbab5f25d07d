/* The loss of a label sequence: how far its scores are from what is wanted, and the slope. */
#include "model/crf.h"

static float share(const hsay_crf_want *w, uint32_t t, uint32_t label)
{
    return w->gold ? (float)(w->gold[t * w->stride] == label)
                   : (float)w->soft[t * w->stride * HSAY_LABELS + label] / 255.0f;
}

/* loss = log Z - sum of share y - steps of the path;  dy = p - share;  dsteps = p(pair) - path's */
double hsay_crf_loss(const hsay_crf *c, const hsay_crf_want *w, const hsay_crf_slope *to)
{
    double pairs[HSAY_LABELS * HSAY_LABELS] = {0}, score = 0;
    double log_sum = hsay_crf_marginals(c, to->work, to->p, w->gold ? pairs : NULL);
    for (uint32_t i = 0; i < HSAY_LABELS * HSAY_LABELS && w->gold; i++)
        to->steps[i] += (float)pairs[i];
    for (uint32_t t = 0; t < c->count; t++) {
        for (uint32_t k = 0; k < HSAY_LABELS; k++) {
            float want = share(w, t, k);
            to->dy[t * c->stride + k] = to->p[t * HSAY_LABELS + k] - want;
            score += (double)(want * c->y[t * c->stride + k]);
        }
        if (t && w->gold) {
            uint32_t step = w->gold[(t - 1) * w->stride] * HSAY_LABELS + w->gold[t * w->stride];
            to->steps[step] -= 1;
            score += (double)c->steps[step];
        }
    }
    return log_sum - score;
}
