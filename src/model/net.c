/* The network in floats: forwards.  The plain way, and what training runs on. */
#include "model/net.h"

#include "base/alloc.h"
#include "model/matmul.h"
#include "model/random.h"
#include "model/vec.h"

#include <math.h>

static const float EPSILON = 1e-5f;

static size_t layer_count_of(const hsay_net_shape *s)
{
    return (size_t)HSAY_NET_TAPS * s->width * 2 * s->width + 2 * s->width;
}

size_t hsay_net_taps_at(const hsay_net_shape *s, uint32_t layer)
{
    return layer * layer_count_of(s);
}

size_t hsay_net_bias_at(const hsay_net_shape *s, uint32_t layer)
{
    return hsay_net_taps_at(s, layer) + (size_t)HSAY_NET_TAPS * s->width * 2 * s->width;
}

size_t hsay_net_out_at(const hsay_net_shape *s)
{
    return s->layers * layer_count_of(s);
}

size_t hsay_net_extra_at(const hsay_net_shape *s)
{
    return hsay_net_out_at(s) + (size_t)s->width * s->outputs + s->outputs;
}

size_t hsay_net_dense_count(const hsay_net_shape *s)
{
    return hsay_net_extra_at(s) + s->extra;
}

void hsay_net_run_free(hsay_net_run *run)
{
    hsay_alloc__free(run->x);
    hsay_alloc__free(run->y);
    for (uint32_t l = 0; l <= HSAY_NET_LAYERS; l++) {
        hsay_alloc__free(run->z[l]);
        hsay_alloc__free(run->scale[l]);
        hsay_alloc__free(run->keep[l]);
        if (l < HSAY_NET_LAYERS)
            hsay_alloc__free(run->ab[l]);
    }
    *run = (hsay_net_run){0};
}

bool hsay_net_run_reserve(hsay_net_run *run, const hsay_net_shape *s, uint32_t count)
{
    if (count <= run->capacity)
        return true;
    hsay_net_run had = *run;
    hsay_net_run_free(run);
    run->drop = had.drop;
    run->random = had.random;
    size_t n = count, w = s->width * sizeof(float);
    run->x = hsay_alloc__new(n * w);
    run->y = hsay_alloc__new(n * s->outputs * sizeof(float));
    bool ok = run->x && run->y;
    for (uint32_t l = 0; l <= s->layers; l++) {
        run->z[l] = hsay_alloc__new(n * w);
        run->scale[l] = hsay_alloc__new(n * sizeof(float));
        run->keep[l] = hsay_alloc__new(n * s->width);
        ok &= run->z[l] && run->scale[l] && run->keep[l];
        if (l < s->layers)
            ok &= (run->ab[l] = hsay_alloc__new(n * 2 * w)) != NULL;
    }
    run->capacity = ok ? count : 0;
    return ok;
}

static void embed(const hsay_net *net, hsay_net_run *run)
{
    const hsay_net_shape *s = &net->shape;
    for (uint32_t t = 0; t < run->count; t++)
        for (uint32_t i = 0; i < s->width; i += HSAY_LANES) {
            hsay_v16 sum = {0};
            for (uint32_t f = 0; f < s->fields; f++)
                sum +=
                    *hsay_vec_of(net->table + (size_t)run->rows[t * s->fields + f] * s->width + i);
            *hsay_vec_at(run->x + (size_t)t * s->width + i) = sum;
        }
}

/* Inverted dropout: kept values grow by 1 / (1 - drop). */
static void drop(hsay_net_run *run, uint8_t *keep, float *values, size_t count)
{
    if (run->drop <= 0)
        return;
    float grow = 1 / (1 - run->drop);
    uint32_t limit = (uint32_t)(run->drop * 65536);
    for (size_t i = 0; i < count; i += 4) {
        uint64_t bits = hsay_random__next(&run->random);
        for (size_t k = i; k < i + 4 && k < count; k++, bits >>= 16) {
            keep[k] = (bits & 0xFFFF) >= limit;
            values[k] = keep[k] ? values[k] * grow : 0;
        }
    }
}

static void normalise(const hsay_net_shape *s, hsay_net_run *run, uint32_t l)
{
    for (uint32_t t = 0; t < run->count; t++) {
        const float *x = run->x + (size_t)t * s->width;
        float *z = run->z[l] + (size_t)t * s->width;
        float mean = hsay_vec_sum(x, s->width) / (float)s->width;
        for (uint32_t i = 0; i < s->width; i++)
            z[i] = x[i] - mean;
        float scale = 1 / sqrtf(hsay_vec_dot(z, z, s->width) / (float)s->width + EPSILON);
        for (uint32_t i = 0; i < s->width; i++)
            z[i] *= scale;
        run->scale[l][t] = scale;
    }
}

static void convolve(const hsay_net *net, hsay_net_run *run, uint32_t l)
{
    const hsay_net_shape *s = &net->shape;
    uint32_t w = s->width, n = run->count;
    const float *bias = net->dense + hsay_net_bias_at(s, l);
    for (uint32_t t = 0; t < n; t++)
        memcpy(run->ab[l] + (size_t)t * 2 * w, bias, 2 * w * sizeof *bias);
    for (uint32_t tap = 0; tap < HSAY_NET_TAPS; tap++) {
        uint32_t d = tap == 1 ? 0 : s->distance[l];
        if (d >= n)
            continue;
        uint32_t to = tap == 0 ? d : 0, from = tap == 2 ? d : 0;
        hsay_matmul_add(
            &(hsay_matmul){.c = run->ab[l] + (size_t)to * 2 * w,
                           .c_row = 2 * w,
                           .a = run->z[l] + (size_t)from * w,
                           .a_row = w,
                           .a_step = 1,
                           .b = net->dense + hsay_net_taps_at(s, l) + (size_t)tap * w * 2 * w,
                           .b_row = 2 * w,
                           .m = n - d,
                           .n = 2 * w,
                           .k = w});
    }
}

/* a * max(b, 0), dropped in training, added to x. */
static void gate(const hsay_net_shape *s, hsay_net_run *run, uint32_t l)
{
    uint32_t w = s->width;
    float out[HSAY_NET_WIDTH];
    for (uint32_t t = 0; t < run->count; t++) {
        const float *a = run->ab[l] + (size_t)t * 2 * w, *b = a + w;
        for (uint32_t i = 0; i < w; i++)
            out[i] = b[i] > 0 ? a[i] * b[i] : 0;
        drop(run, run->keep[l + 1] + (size_t)t * w, out, w);
        float *x = run->x + (size_t)t * w;
        for (uint32_t i = 0; i < w; i++)
            x[i] += out[i];
    }
}

void hsay_net_forward(const hsay_net *net, hsay_net_run *run)
{
    const hsay_net_shape *s = &net->shape;
    embed(net, run);
    drop(run, run->keep[0], run->x, (size_t)run->count * s->width);
    for (uint32_t l = 0; l < s->layers; l++) {
        normalise(s, run, l);
        convolve(net, run, l);
        gate(s, run, l);
    }
    normalise(s, run, s->layers);
    const float *out = net->dense + hsay_net_out_at(s);
    for (uint32_t t = 0; t < run->count; t++)
        memcpy(run->y + (size_t)t * s->outputs, out + (size_t)s->width * s->outputs,
               s->outputs * sizeof *out);
    hsay_matmul_add(&(hsay_matmul){.c = run->y,
                                   .c_row = s->outputs,
                                   .a = run->z[s->layers],
                                   .a_row = s->width,
                                   .a_step = 1,
                                   .b = out,
                                   .b_row = s->outputs,
                                   .m = run->count,
                                   .n = s->outputs,
                                   .k = s->width});
}
