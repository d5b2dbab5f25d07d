/* The network in floats: the gradient of a loss, from dy back to the table. */
#include "base/alloc.h"
#include "model/matmul.h"
#include "model/net.h"
#include "model/vec.h"

void hsay_net_grad_free(hsay_net_grad *g)
{
    hsay_alloc__free(g->table);
    hsay_alloc__free(g->dense);
    hsay_alloc__free(g->steps);
    hsay_alloc__free(g->touched);
    hsay_alloc__free(g->is_touched);
    hsay_alloc__free(g->dy);
    hsay_alloc__free(g->dx);
    hsay_alloc__free(g->dz);
    hsay_alloc__free(g->dab);
    *g = (hsay_net_grad){0};
}

bool hsay_net_grad_make(hsay_net_grad *g, const hsay_net_shape *s)
{
    *g = (hsay_net_grad){0};
    g->table = hsay_alloc__zeroed((size_t)s->rows * s->width * sizeof(float));
    g->dense = hsay_alloc__zeroed(hsay_net_dense_count(s) * sizeof(float));
    g->steps = hsay_alloc__zeroed((size_t)s->sequences * 9 * sizeof(float));
    g->touched = hsay_alloc__zeroed(s->rows * sizeof *g->touched);
    g->is_touched = hsay_alloc__zeroed(s->rows);
    return g->table && g->dense && g->steps && g->touched && g->is_touched;
}

bool hsay_net_grad_reserve(hsay_net_grad *g, const hsay_net_shape *s, uint32_t count)
{
    if (count <= g->capacity)
        return true;
    size_t n = (size_t)count * s->width * sizeof(float);
    hsay_alloc__free(g->dy);
    hsay_alloc__free(g->dx);
    hsay_alloc__free(g->dz);
    hsay_alloc__free(g->dab);
    g->dy = hsay_alloc__new((size_t)count * s->outputs * sizeof(float));
    g->dx = hsay_alloc__new(n);
    g->dz = hsay_alloc__new(n);
    g->dab = hsay_alloc__new(2 * n);
    bool ok = g->dy && g->dx && g->dz && g->dab;
    g->capacity = ok ? count : 0;
    return ok;
}

void hsay_net_turn(const hsay_net *net, float *turned)
{
    const hsay_net_shape *s = &net->shape;
    uint32_t w = s->width;
    for (uint32_t l = 0; l < s->layers; l++)
        for (uint32_t tap = 0; tap < HSAY_NET_TAPS; tap++) {
            size_t at = hsay_net_taps_at(s, l) + (size_t)tap * w * 2 * w;
            for (uint32_t i = 0; i < w; i++)
                for (uint32_t k = 0; k < 2 * w; k++)
                    turned[at + (size_t)k * w + i] = net->dense[at + (size_t)i * 2 * w + k];
        }
    size_t at = hsay_net_out_at(s);
    for (uint32_t i = 0; i < w; i++)
        for (uint32_t k = 0; k < s->outputs; k++)
            turned[at + (size_t)k * w + i] = net->dense[at + (size_t)i * s->outputs + k];
}

/* dx += scale (dz - mean(dz) - z mean(z dz)) */
static void back_norm(const hsay_net_shape *s, const hsay_net_run *run, uint32_t l,
                      hsay_net_grad *g)
{
    uint32_t w = s->width;
    for (uint32_t t = 0; t < run->count; t++) {
        const float *z = run->z[l] + (size_t)t * w, *dz = g->dz + (size_t)t * w;
        float *dx = g->dx + (size_t)t * w, scale = run->scale[l][t];
        float mean = hsay_vec_sum(dz, w) / (float)w, along = hsay_vec_dot(z, dz, w) / (float)w;
        for (uint32_t i = 0; i < w; i++)
            dx[i] += scale * (dz[i] - mean - z[i] * along);
    }
}

/* da = du max(b, 0); db = du a where b > 0, with du = dx where it was kept; and dc. */
static void back_gate(const hsay_net_shape *s, const hsay_net_run *run, uint32_t l,
                      hsay_net_grad *g)
{
    uint32_t w = s->width;
    float grow = 1 / (1 - run->drop), *dc = g->dense + hsay_net_bias_at(s, l);
    for (uint32_t t = 0; t < run->count; t++) {
        const float *a = run->ab[l] + (size_t)t * 2 * w, *b = a + w, *dx = g->dx + (size_t)t * w;
        const uint8_t *keep = run->keep[l + 1] + (size_t)t * w;
        float *da = g->dab + (size_t)t * 2 * w, *db = da + w;
        for (uint32_t i = 0; i < w; i++) {
            float du = run->drop > 0 ? (keep[i] ? dx[i] * grow : 0) : dx[i];
            da[i] = b[i] > 0 ? du * b[i] : 0;
            db[i] = b[i] > 0 ? du * a[i] : 0;
        }
        for (uint32_t i = 0; i < 2 * w; i++)
            dc[i] += da[i];
    }
}

static void back_convolve(const hsay_net_shape *s, const hsay_net_run *run, uint32_t l,
                          hsay_net_grad *g)
{
    uint32_t w = s->width, n = run->count;
    memset(g->dz, 0, (size_t)n * w * sizeof *g->dz);
    for (uint32_t tap = 0; tap < HSAY_NET_TAPS; tap++) {
        uint32_t d = tap == 1 ? 0 : s->distance[l];
        if (d >= n)
            continue;
        uint32_t to = tap == 0 ? d : 0, from = tap == 2 ? d : 0;
        size_t at = hsay_net_taps_at(s, l) + (size_t)tap * w * 2 * w;
        const float *dab = g->dab + (size_t)to * 2 * w;
        hsay_matmul_add(&(hsay_matmul){.c = g->dense + at,
                                       .c_row = 2 * w,
                                       .a = run->z[l] + (size_t)from * w,
                                       .a_row = 1,
                                       .a_step = w,
                                       .b = dab,
                                       .b_row = 2 * w,
                                       .m = w,
                                       .n = 2 * w,
                                       .k = n - d});
        hsay_matmul_add(&(hsay_matmul){.c = g->dz + (size_t)from * w,
                                       .c_row = w,
                                       .a = dab,
                                       .a_row = 2 * w,
                                       .a_step = 1,
                                       .b = g->turned + at,
                                       .b_row = w,
                                       .m = n - d,
                                       .n = w,
                                       .k = 2 * w});
    }
}

static void back_embed(const hsay_net_shape *s, const hsay_net_run *run, hsay_net_grad *g)
{
    float grow = 1 / (1 - run->drop);
    for (uint32_t t = 0; t < run->count; t++) {
        float *dx = g->dx + (size_t)t * s->width;
        const uint8_t *keep = run->keep[0] + (size_t)t * s->width;
        for (uint32_t i = 0; run->drop > 0 && i < s->width; i++)
            dx[i] = keep[i] ? dx[i] * grow : 0;
        for (uint32_t f = 0; f < s->fields; f++) {
            uint32_t row = run->rows[t * s->fields + f];
            if (!g->is_touched[row]) {
                g->is_touched[row] = 1;
                g->touched[g->touched_count++] = row;
            }
            float *e = g->table + (size_t)row * s->width;
            for (uint32_t i = 0; i < s->width; i++)
                e[i] += dx[i];
        }
    }
}

void hsay_net_backward(const hsay_net *net, const hsay_net_run *run, hsay_net_grad *g)
{
    const hsay_net_shape *s = &net->shape;
    uint32_t w = s->width, n = run->count, outputs = s->outputs;
    size_t out = hsay_net_out_at(s);
    memset(g->dx, 0, (size_t)n * w * sizeof *g->dx);
    memset(g->dz, 0, (size_t)n * w * sizeof *g->dz);
    hsay_matmul_add(&(hsay_matmul){.c = g->dense + out,
                                   .c_row = outputs,
                                   .a = run->z[s->layers],
                                   .a_row = 1,
                                   .a_step = w,
                                   .b = g->dy,
                                   .b_row = outputs,
                                   .m = w,
                                   .n = outputs,
                                   .k = n});
    for (uint32_t t = 0; t < n; t++)
        for (uint32_t k = 0; k < outputs; k++)
            g->dense[out + (size_t)w * outputs + k] += g->dy[(size_t)t * outputs + k];
    hsay_matmul_add(&(hsay_matmul){.c = g->dz,
                                   .c_row = w,
                                   .a = g->dy,
                                   .a_row = outputs,
                                   .a_step = 1,
                                   .b = g->turned + out,
                                   .b_row = w,
                                   .m = n,
                                   .n = w,
                                   .k = outputs});
    back_norm(s, run, s->layers, g);
    for (uint32_t l = s->layers; l-- > 0;) {
        back_gate(s, run, l, g);
        back_convolve(s, run, l, g);
        back_norm(s, run, l, g);
    }
    back_embed(s, run, g);
}
