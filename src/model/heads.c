/* Scores of heads and relations, and the tree that they make. */
#include "model/heads.h"

#include "model/vec.h"

static const float NEVER = -1e9f;

static uint32_t filled(uint32_t n)
{
    return (n + HSAY_LANES - 1) / HSAY_LANES * HSAY_LANES;
}

hsay_heads hsay_heads_of(const uint32_t counts[HSAY_ASK_LABELS], uint32_t relations)
{
    hsay_heads h = {.relations = relations, .relation_room = filled(relations)};
    uint32_t *const parts[] = {&h.d, &h.g, &h.p, &h.q, &h.near};
    const uint32_t widths[] = {HSAY_HEADS_ARC, HSAY_HEADS_ARC, HSAY_HEADS_PAIR, HSAY_HEADS_PAIR,
                               HSAY_HEADS_NEAR};
    for (uint32_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        *parts[i] = h.outputs;
        h.outputs += widths[i];
    }
    for (uint32_t k = 0; k < HSAY_ASK_LABELS; k++) {
        h.counts[k] = counts[k];
        h.first[k] = h.outputs;
        h.outputs += counts[k];
    }
    h.outputs = filled(h.outputs);
    h.extra = HSAY_HEADS_PAIR + HSAY_HEADS_PAIR * h.relation_room + h.relation_room;
    return h;
}

/* 1 to 8 to the left, 9 to 16 to the right; far ones share a step. */
uint32_t hsay_heads__step(uint32_t word, uint32_t head)
{
    static const uint8_t STEPS[] = {0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7};
    uint32_t far = word > head ? word - head : head - word;
    uint32_t step = far < sizeof STEPS ? STEPS[far] : 8;
    return word > head ? step : step + 8;
}

void hsay_heads__arcs(const hsay_heads *h, const float *y, uint32_t n, float *scores)
{
    for (uint32_t i = 0; i < n; i++) {
        const float *own = y + (size_t)i * h->outputs, *near = own + h->near;
        float *s = scores + (size_t)i * (n + 1);
        s[0] = near[0];
        for (uint32_t j = 0; j < n; j++)
            s[j + 1] = i == j ? NEVER
                              : hsay_vec_dot(own + h->d, y + (size_t)j * h->outputs + h->g,
                                             HSAY_HEADS_ARC) +
                                    near[hsay_heads__step(i, j)];
    }
}

void hsay_heads__pair(const hsay_heads *h, const float *y, const float *extra, hsay_arc arc,
                      float *pair)
{
    const float *p = y + (size_t)arc.word * h->outputs + h->p;
    const float *q = arc.head ? y + (size_t)(arc.head - 1) * h->outputs + h->q : extra;
    for (uint32_t k = 0; k < HSAY_HEADS_PAIR; k++)
        pair[k] = p[k] + q[k] > 0 ? p[k] + q[k] : 0;
}

void hsay_heads__relations(const hsay_heads *h, const float *extra, const float *pair,
                           float *scores)
{
    const float *w = extra + HSAY_HEADS_PAIR, *b = w + HSAY_HEADS_PAIR * h->relation_room;
    memcpy(scores, b, h->relation_room * sizeof *scores);
    for (uint32_t k = 0; k < HSAY_HEADS_PAIR; k++)
        for (uint32_t r = 0; pair[k] > 0 && r < h->relation_room; r += HSAY_LANES)
            *hsay_vec_at(scores + r) += pair[k] * *hsay_vec_of(w + k * h->relation_room + r);
}

uint32_t hsay_heads__relation(const hsay_heads *h, const float *y, const float *extra, hsay_arc arc)
{
    float pair[HSAY_HEADS_PAIR], scores[HSAY_HEADS_RELATIONS];
    hsay_heads__pair(h, y, extra, arc, pair);
    hsay_heads__relations(h, extra, pair, scores);
    return hsay_heads__best(scores, h->relations);
}

uint32_t hsay_heads__best(const float *scores, uint32_t count)
{
    uint32_t best = 0;
    for (uint32_t k = 1; k < count; k++)
        if (scores[k] > scores[best])
            best = k;
    return best;
}

static uint32_t best_head(const float *s, uint32_t from, uint32_t n, const bool *barred)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t j = from; j <= n; j++)
        if (!(barred && barred[j]) && (best == UINT32_MAX || s[j] > s[best]))
            best = j;
    return best;
}

/* Of the words that would be the root the likeliest, by how much it gains; all others get heads. */
static void one_root(const float *scores, uint32_t n, uint32_t *heads)
{
    uint32_t root = 0;
    float most = 0;
    for (uint32_t i = 0; i < n; i++) {
        const float *s = scores + (size_t)i * (n + 1);
        heads[i] = n > 1 ? best_head(s, 1, n, NULL) : 0;
        float gain = s[0] - s[heads[i]];
        if (i == 0 || gain > most) {
            most = gain;
            root = i;
        }
    }
    heads[root] = 0;
}

enum { NEW, ON_PATH, ROOTED };

/* A word of a circle, or n where there is none; words that lead to the root are marked. */
static uint32_t find_circle(const uint32_t *heads, uint32_t n, uint8_t *state)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i;
        while (state[at] == NEW) {
            state[at] = ON_PATH;
            if (!heads[at])
                break;
            at = heads[at] - 1;
        }
        if (state[at] == ON_PATH && heads[at])
            return at;
        for (at = i; state[at] != ROOTED; at = heads[at] - 1) {
            state[at] = ROOTED;
            if (!heads[at])
                break;
        }
    }
    return n;
}

/* Below the circle: all words from which following heads leads to it. */
static void bar_below(const uint32_t *heads, uint32_t n, uint32_t word, bool *barred)
{
    memset(barred, 0, n + 1);
    uint32_t at = word;
    do {
        barred[at + 1] = true;
        at = heads[at] - 1;
    } while (at != word);
    for (bool more = true; more;) {
        more = false;
        for (uint32_t i = 0; i < n; i++)
            if (!barred[i + 1] && heads[i] && barred[heads[i]])
                more = barred[i + 1] = true;
    }
}

static void open_circle(const float *scores, uint32_t n, uint32_t *heads, uint32_t word)
{
    bool barred[HSAY_HEADS_WORDS + 1];
    uint32_t at = word, best = word, to = 0;
    float least = 0;
    bar_below(heads, n, word, barred);
    do {
        const float *s = scores + (size_t)at * (n + 1);
        uint32_t other = best_head(s, 1, n, barred);
        if (other != UINT32_MAX && (!to || s[heads[at]] - s[other] < least)) {
            least = s[heads[at]] - s[other];
            best = at;
            to = other;
        }
        at = heads[at] - 1;
    } while (at != word);
    heads[best] = to; /* the root's tree is never barred, so there is one */
}

void hsay_heads__tree(const float *scores, uint32_t n, uint32_t *heads)
{
    uint8_t state[HSAY_HEADS_WORDS] = {NEW};
    if (!n)
        return;
    one_root(scores, n, heads);
    for (uint32_t word; (word = find_circle(heads, n, state)) < n;) {
        open_circle(scores, n, heads, word);
        memset(state, NEW, n);
    }
}
