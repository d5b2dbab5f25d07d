/*
 * What the words' labels, heads and relations teach: cross entropies and their gradients.
 *
 *   loss = - sum over what is known of share log p;  d loss / d score = p - share
 *   dd_i += dS_ij g_j,  dg_j += dS_ij d_i,  dnear_i[step] += dS_ij
 *   dh = dr W^T where h > 0,  dp_i += dh,  dq_h += dh,  dW += h dr,  db += dr
 */
#include <math.h>

#include "model/heads.h"
#include "model/vec.h"

typedef struct teaching {
    const hsay_heads *h;
    const hsay_lesson *lesson;
    const float *y, *extra;
    float *dy, *d_extra;
    uint32_t n;
    double loss;
} teaching;

/* Weights of the losses against one another: GUM dev, 2026-11-25. */
static const float WEIGHT[HSAY_ASKS] = {1, .5f, .5f, 1.5f, 1, 1};

/* The shares of one ask of a word. */
static const hsay_share *known(const hsay_lesson *l, uint32_t word, uint32_t ask, uint32_t *count)
{
    uint32_t at = l->starts[word], end = l->starts[word + 1];
    while (at < end && l->shares[at].ask < ask)
        at++;
    uint32_t first = at;
    while (at < end && l->shares[at].ask == ask)
        at++;
    *count = at - first;
    return l->shares + first;
}

/* d = weight (softmax(s) - shares), and the loss; `count` scores. */
static double softmax(const float *s, uint32_t count, const hsay_share *shares,
                      uint32_t share_count, float weight, float *d)
{
    float top = s[0];
    double sum = 0, loss = 0;
    for (uint32_t k = 1; k < count; k++)
        top = fmaxf(top, s[k]);
    for (uint32_t k = 0; k < count; k++)
        sum += (double)(d[k] = expf(s[k] - top));
    float each = weight / (float)sum;
    for (uint32_t k = 0; k < count; k++)
        d[k] *= each;
    for (uint32_t i = 0; i < share_count; i++) {
        float share = weight * (float)shares[i].share / 255;
        d[shares[i].value] -= share;
        loss += (double)share * (log(sum) - (double)(s[shares[i].value] - top));
    }
    return loss;
}

static void teach_labels(teaching *t, uint32_t word)
{
    for (uint32_t ask = 0; ask < HSAY_ASK_LABELS; ask++) {
        uint32_t count;
        const hsay_share *shares = known(t->lesson, word, ask, &count);
        size_t at = (size_t)word * t->h->outputs + t->h->first[ask];
        if (count)
            t->loss +=
                softmax(t->y + at, t->h->counts[ask], shares, count, WEIGHT[ask], t->dy + at);
    }
}

static void teach_relation(teaching *t, uint32_t word, uint32_t head)
{
    const hsay_heads *h = t->h;
    uint32_t count, room = h->relation_room;
    float hidden[HSAY_HEADS_PAIR], scores[HSAY_NET_WIDTH], d[HSAY_NET_WIDTH] = {0};
    const hsay_share *shares = known(t->lesson, word, HSAY_ASK_RELATION, &count);
    if (!count)
        return;
    hsay_heads__relation(h, t->y, t->extra, word, head, hidden, scores);
    t->loss += softmax(scores, h->relations, shares, count, WEIGHT[HSAY_ASK_RELATION], d);
    const float *w = t->extra + HSAY_HEADS_PAIR;
    float *dw = t->d_extra + HSAY_HEADS_PAIR, *db = dw + HSAY_HEADS_PAIR * room;
    float *dp = t->dy + (size_t)word * h->outputs + h->p;
    float *dq = head ? t->dy + (size_t)(head - 1) * h->outputs + h->q : t->d_extra;
    for (uint32_t k = 0; k < HSAY_HEADS_PAIR; k++) {
        if (hidden[k] <= 0)
            continue;
        float dh = hsay_vec_dot(d, w + k * room, room);
        dp[k] += dh;
        dq[k] += dh;
        for (uint32_t r = 0; r < room; r += HSAY_LANES)
            *hsay_vec_at(dw + k * room + r) += hidden[k] * *hsay_vec_of(d + r);
    }
    for (uint32_t r = 0; r < room; r++)
        db[r] += d[r];
}

/* `s` is the word's row of S, `ds` room for its slopes. */
static void teach_head(teaching *t, uint32_t word, const float *s, float *ds)
{
    const hsay_heads *h = t->h;
    uint32_t count, best = 0;
    const hsay_share *shares = known(t->lesson, word, HSAY_ASK_HEAD, &count);
    if (!count)
        return;
    t->loss += softmax(s, t->n + 1, shares, count, WEIGHT[HSAY_ASK_HEAD], ds);
    float *own = t->dy + (size_t)word * h->outputs;
    const float *d = t->y + (size_t)word * h->outputs + h->d;
    own[h->near] += ds[0];
    for (uint32_t j = 0; j < t->n; j++) {
        if (j == word)
            continue;
        const float *g = t->y + (size_t)j * h->outputs + h->g;
        float *dg = t->dy + (size_t)j * h->outputs + h->g, slope = ds[j + 1];
        own[h->near + hsay_heads__step(word, j)] += slope;
        for (uint32_t k = 0; k < HSAY_HEADS_ARC; k += HSAY_LANES) {
            *hsay_vec_at(own + h->d + k) += slope * *hsay_vec_of(g + k);
            *hsay_vec_at(dg + k) += slope * *hsay_vec_of(d + k);
        }
    }
    for (uint32_t i = 1; i < count; i++)
        if (shares[i].share > shares[best].share)
            best = i;
    teach_relation(t, word, shares[best].value);
}

bool hsay_heads__loss(const hsay_heads *h, const hsay_lesson *lesson, const float *y, uint32_t n,
                      const float *extra, float *dy, float *d_extra, hsay_arena *arena,
                      double *loss)
{
    teaching t = {h, lesson, y, extra, dy, d_extra, n, 0};
    bool tree = n <= HSAY_HEADS_WORDS;
    float *scores = hsay_arena_array(arena, tree ? (size_t)(n + 1) * (n + 1) : 1, sizeof *scores);
    if (!scores)
        return false;
    memset(dy, 0, (size_t)n * h->outputs * sizeof *dy);
    if (tree)
        hsay_heads__arcs(h, y, n, scores);
    for (uint32_t i = 0; i < n; i++) {
        teach_labels(&t, i);
        if (tree)
            teach_head(&t, i, scores + (size_t)i * (n + 1), scores + (size_t)n * (n + 1));
    }
    *loss += t.loss;
    return true;
}
