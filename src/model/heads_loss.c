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
    hsay_heads_slopes to;
    double loss;
} teaching;

/* What is known of one thing that is asked. */
typedef struct known {
    const hsay_share *shares;
    uint32_t count;
} known;

/* Weights of the losses against one another: GUM dev, 2026-11-25. */
static const float WEIGHT[HSAY_ASKS] = {1, .5f, .5f, 1.5f, 1, 1};

static known known_of(const teaching *t, uint32_t word, uint32_t ask)
{
    const hsay_lesson *l = t->lesson;
    uint32_t at = l->starts[word], end = l->starts[word + 1];
    while (at < end && l->shares[at].ask < ask)
        at++;
    uint32_t first = at;
    while (at < end && l->shares[at].ask == ask)
        at++;
    return (known){l->shares + first, at - first};
}

/* d = weight (softmax(s) - shares), and the loss; `count` scores. */
static double softmax(const float *s, uint32_t count, known k, float weight, float *d)
{
    float top = s[0];
    double sum = 0, loss = 0;
    for (uint32_t i = 1; i < count; i++)
        top = fmaxf(top, s[i]);
    for (uint32_t i = 0; i < count; i++)
        sum += (double)(d[i] = expf(s[i] - top));
    float each = weight / (float)sum;
    for (uint32_t i = 0; i < count; i++)
        d[i] *= each;
    for (uint32_t i = 0; i < k.count; i++) {
        float share = weight * (float)k.shares[i].share / 255;
        d[k.shares[i].value] -= share;
        loss += (double)share * (log(sum) - (double)(s[k.shares[i].value] - top));
    }
    return loss;
}

static void teach_labels(teaching *t, uint32_t word)
{
    for (uint32_t ask = 0; ask < HSAY_ASK_LABELS; ask++) {
        known k = known_of(t, word, ask);
        size_t at = (size_t)word * t->h->outputs + t->h->first[ask];
        if (k.count)
            t->loss += softmax(t->to.y + at, t->h->counts[ask], k, WEIGHT[ask], t->to.dy + at);
    }
}

static void teach_relation(teaching *t, hsay_arc arc)
{
    const hsay_heads *h = t->h;
    const hsay_heads_slopes *to = &t->to;
    float pair[HSAY_HEADS_PAIR], scores[HSAY_HEADS_RELATIONS], d[HSAY_HEADS_RELATIONS] = {0};
    known what = known_of(t, arc.word, HSAY_ASK_RELATION);
    uint32_t room = h->relation_room;
    if (!what.count)
        return;
    hsay_heads__pair(h, to->y, to->extra, arc, pair);
    hsay_heads__relations(h, to->extra, pair, scores);
    t->loss += softmax(scores, h->relations, what, WEIGHT[HSAY_ASK_RELATION], d);
    const float *w = to->extra + HSAY_HEADS_PAIR;
    float *dw = to->d_extra + HSAY_HEADS_PAIR, *db = dw + HSAY_HEADS_PAIR * room;
    float *dp = to->dy + (size_t)arc.word * h->outputs + h->p;
    float *dq = arc.head ? to->dy + (size_t)(arc.head - 1) * h->outputs + h->q : to->d_extra;
    for (uint32_t k = 0; k < HSAY_HEADS_PAIR; k++) {
        if (pair[k] <= 0)
            continue;
        float dh = hsay_vec_dot(d, w + k * room, room);
        dp[k] += dh;
        dq[k] += dh;
        for (uint32_t r = 0; r < room; r += HSAY_LANES)
            *hsay_vec_at(dw + k * room + r) += pair[k] * *hsay_vec_of(d + r);
    }
    for (uint32_t r = 0; r < room; r++)
        db[r] += d[r];
}

/* dd_i, dg_j and dnear_i of the word's row of slopes. */
static void spread_slopes(const teaching *t, uint32_t word, const float *ds)
{
    const hsay_heads *h = t->h;
    float *own = t->to.dy + (size_t)word * h->outputs;
    const float *d = t->to.y + (size_t)word * h->outputs + h->d;
    own[h->near] += ds[0];
    for (uint32_t j = 0; j < t->to.n; j++) {
        if (j == word)
            continue;
        const float *g = t->to.y + (size_t)j * h->outputs + h->g;
        float *dg = t->to.dy + (size_t)j * h->outputs + h->g, slope = ds[j + 1];
        own[h->near + hsay_heads__step(word, j)] += slope;
        for (uint32_t k = 0; k < HSAY_HEADS_ARC; k += HSAY_LANES) {
            *hsay_vec_at(own + h->d + k) += slope * *hsay_vec_of(g + k);
            *hsay_vec_at(dg + k) += slope * *hsay_vec_of(d + k);
        }
    }
}

/* `s` is the word's row of S, `ds` room for its slopes. */
static void teach_head(teaching *t, uint32_t word, const float *s, float *ds)
{
    known k = known_of(t, word, HSAY_ASK_HEAD);
    uint32_t best = 0;
    if (!k.count)
        return;
    t->loss += softmax(s, t->to.n + 1, k, WEIGHT[HSAY_ASK_HEAD], ds);
    spread_slopes(t, word, ds);
    for (uint32_t i = 1; i < k.count; i++)
        if (k.shares[i].share > k.shares[best].share)
            best = i;
    teach_relation(t, (hsay_arc){word, k.shares[best].value});
}

bool hsay_heads__loss(const hsay_heads *h, const hsay_lesson *lesson, const hsay_heads_slopes *to,
                      hsay_arena *arena, double *loss)
{
    teaching t = {h, lesson, *to, 0};
    uint32_t n = to->n;
    bool tree = n <= HSAY_HEADS_WORDS;
    float *scores = hsay_arena_array(arena, tree ? (size_t)(n + 1) * (n + 1) : 1, sizeof *scores);
    if (!scores)
        return false;
    memset(to->dy, 0, (size_t)n * h->outputs * sizeof *to->dy);
    if (tree)
        hsay_heads__arcs(h, to->y, n, scores);
    for (uint32_t i = 0; i < n; i++) {
        teach_labels(&t, i);
        if (tree)
            teach_head(&t, i, scores + (size_t)i * (n + 1), scores + (size_t)n * (n + 1));
    }
    *loss += t.loss;
    return true;
}
