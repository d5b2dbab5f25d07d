/*
 * One build of the 8-bit network.  Included by quant.c with NAME, TARGET and ROWS, VECTORS (the
 * block of sums that is held in registers), DOT, WIDEN and NARROW defined: DOT(sum, x, w) adds to
 * sixteen sums the products of four u8 in `x` with four s8 each at `w`; WIDEN(to, from) makes
 * 32-bit numbers of sixteen s8; NARROW(to, from) the low bytes of sixteen of 32 bits.
 */
#define PASTE2(a, b) a##b
#define PASTE(a, b) PASTE2(a, b)

TARGET static void PASTE(embed_, NAME)(const hsay_model *m, const uint32_t *rows, float *x)
{
    uint32_t w = m->shape.width;
    for (uint32_t i = 0; i < w; i += HSAY_QUANT_LANES) {
        v16 sum = {0};
        for (uint32_t f = 0; f < m->shape.fields; f++) {
            i32x16 row;
            WIDEN(&row, m->table + (size_t)rows[f] * w + i);
            sum += __builtin_convertvector(row, v16) * m->table_scale[rows[f]];
        }
        memcpy(x + i, &sum, sizeof sum);
    }
}

/* Of norm: what is taken off a token, and what it is multiplied by. */
TARGET static inline __attribute__((always_inline)) void
PASTE(measure_, NAME)(const float *x, uint32_t w, float *mean, float *scale)
{
    float middle = hsay_vec_sum(x, w) / (float)w;
    v16 square = {0};
    for (uint32_t i = 0; i < w; i += HSAY_QUANT_LANES) {
        v16 c = *hsay_vec_of(x + i) - middle;
        square += c * c;
    }
    *mean = middle;
    *scale = HSAY_QUANT_SCALE / sqrtf(hsay_vec_lanes(&square) / (float)w + 1e-5f);
}

/* z = norm(x), as u8; a few tokens are measured first, so that their roots do not wait in a row. */
TARGET static void PASTE(normalise_, NAME)(const float *x, uint8_t *z, uint32_t count, uint32_t w)
{
    float mean[MEASURED], scale[MEASURED];
    for (uint32_t t = 0; t < count; t++) {
        for (uint32_t k = 0; t % MEASURED == 0 && k < MEASURED && t + k < count; k++)
            PASTE(measure_, NAME)(x + (size_t)(t + k) * w, w, &mean[k], &scale[k]);
        for (uint32_t i = 0; i < w; i += HSAY_QUANT_LANES) {
            v16 c =
                (*hsay_vec_of(x + (size_t)t * w + i) - mean[t % MEASURED]) * scale[t % MEASURED];
            c = PICK(c > 127.0f, (v16){0} + 127.0f, c);
            c = PICK(c < -127.0f, (v16){0} - 127.0f, c);
            i32x16 whole = (i32x16)(c + ROUND) - ROUND_BITS + HSAY_MODEL_ZERO;
            NARROW(z + (size_t)t * w + i, &whole);
        }
    }
}

/* Sums of the product's rows times `VECTORS` vectors of outputs from n on. */
TARGET static inline __attribute__((always_inline)) void
PASTE(block_, NAME)(const product *p, uint32_t n, uint32_t vectors)
{
    i32x16 sum[ROWS][VECTORS];
    for (uint32_t v = 0; v < VECTORS; v++)
        for (uint32_t r = 0; r < ROWS; r++)
            if (v < vectors)
                memcpy(&sum[r][v], p->map->start + n + v * HSAY_QUANT_LANES, sizeof sum[r][v]);
    const int8_t *w = p->map->weights + (size_t)n * 4;
    uint32_t width = p->width, outputs = p->outputs, rows = p->rows;
    for (uint32_t tap = 0; tap < p->tap_count; tap++)
        for (uint32_t k = 0; k < width; k += 4, w += (size_t)outputs * 4)
            for (uint32_t r = 0; r < ROWS; r++) {
                int32_t x;
                memcpy(&x, p->taps[tap] + (r < rows ? r : 0) * (size_t)width + k, sizeof x);
                for (uint32_t v = 0; v < VECTORS; v++)
                    if (v < vectors)
                        DOT(&sum[r][v], x, w + (size_t)v * HSAY_QUANT_LANES * 4);
            }
    for (uint32_t r = 0; r < ROWS && r < rows; r++)
        for (uint32_t v = 0; v < VECTORS; v++)
            if (v < vectors) {
                uint32_t o = n + v * HSAY_QUANT_LANES;
                v16 out =
                    __builtin_convertvector(sum[r][v], v16) * *hsay_vec_of(p->map->scale + o) +
                    *hsay_vec_of(p->map->bias + o);
                memcpy(p->y + (size_t)r * outputs + o, &out, sizeof out);
            }
}

TARGET static void PASTE(apply_, NAME)(const product *p)
{
    for (uint32_t n = 0; n < p->outputs; n += VECTORS * HSAY_QUANT_LANES) {
        uint32_t left = (p->outputs - n) / HSAY_QUANT_LANES;
        if (left >= VECTORS)
            PASTE(block_, NAME)(p, n, VECTORS);
        else
            PASTE(block_, NAME)(p, n, left);
    }
}

TARGET static void PASTE(gate_, NAME)(const float *ab, float *x, uint32_t w)
{
    for (uint32_t i = 0; i < w; i += HSAY_QUANT_LANES) {
        v16 a = *hsay_vec_of(ab + i), b = *hsay_vec_of(ab + w + i);
        *hsay_vec_at(x + i) += a * PICK(b > 0.0f, b, (v16){0});
    }
}

/* One layer: z of all tokens, then the gated sums of a few at a time. */
TARGET static void PASTE(layer_, NAME)(const hsay_model *m, uint32_t l, const piece *p)
{
    uint32_t w = m->shape.width;
    size_t d = (size_t)m->shape.distance[l] * w;
    float ab[ROWS * 2 * HSAY_NET_WIDTH];
    PASTE(normalise_, NAME)(p->x, p->z, p->count, w);
    product sums = {
        .map = &m->layers[l], .tap_count = HSAY_NET_TAPS, .width = w, .outputs = 2 * w, .y = ab};
    for (uint32_t t = 0; t < p->count; t += ROWS) {
        const uint8_t *at = p->z + (size_t)t * w;
        sums.taps[0] = at - d;
        sums.taps[1] = at;
        sums.taps[2] = at + d;
        sums.rows = p->count - t < ROWS ? p->count - t : ROWS;
        PASTE(apply_, NAME)(&sums);
        for (uint32_t r = 0; r < sums.rows; r++)
            PASTE(gate_, NAME)(ab + (size_t)r * 2 * w, p->x + (size_t)(t + r) * w, w);
    }
}

TARGET static void PASTE(run_, NAME)(const hsay_model *m, const piece *p)
{
    uint32_t w = m->shape.width, outputs = m->shape.outputs, fields = m->shape.fields;
    for (uint32_t t = 0; t < p->count; t++) {
        if (t + AHEAD < p->count)
            fetch(m, p->rows + (size_t)(t + AHEAD) * fields);
        PASTE(embed_, NAME)(m, p->rows + (size_t)t * fields, p->x + (size_t)t * w);
    }
    for (uint32_t l = 0; l < m->shape.layers; l++)
        PASTE(layer_, NAME)(m, l, p);
    PASTE(normalise_, NAME)(p->x, p->z, p->count, w);
    product out = {.map = &m->out, .tap_count = 1, .width = w, .outputs = outputs};
    for (uint32_t t = 0; t < p->count; t += ROWS) {
        out.taps[0] = p->z + (size_t)t * w;
        out.rows = p->count - t < ROWS ? p->count - t : ROWS;
        out.y = p->y + (size_t)t * outputs;
        PASTE(apply_, NAME)(&out);
    }
}

#undef PASTE
#undef PASTE2
#undef NAME
#undef TARGET
#undef ROWS
#undef VECTORS
#undef DOT
#undef WIDEN
#undef NARROW
