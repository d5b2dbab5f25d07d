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

/* z = norm(x), as u8. */
TARGET static void PASTE(normalise_, NAME)(const float *x, uint8_t *z, uint32_t w)
{
    float mean = hsay_vec_sum(x, w) / (float)w;
    v16 square = {0};
    for (uint32_t i = 0; i < w; i += HSAY_QUANT_LANES) {
        v16 c = *hsay_vec_of(x + i) - mean;
        square += c * c;
    }
    float scale = HSAY_QUANT_SCALE / sqrtf(hsay_vec_lanes(&square) / (float)w + 1e-5f);
    for (uint32_t i = 0; i < w; i += HSAY_QUANT_LANES) {
        v16 c = (*hsay_vec_of(x + i) - mean) * scale;
        c = PICK(c > 127.0f, (v16){0} + 127.0f, c);
        c = PICK(c < -127.0f, (v16){0} - 127.0f, c);
        i32x16 whole = (i32x16)(c + ROUND) - ROUND_BITS + HSAY_MODEL_ZERO;
        NARROW(z + i, &whole);
    }
}

/* Sums of `rows` tokens times `VECTORS` vectors of outputs from n on; taps at `z` + the offsets. */
TARGET static inline __attribute__((always_inline)) void
PASTE(block_, NAME)(const hsay_model_map *map, const uint8_t *const *taps, uint32_t tap_count,
                    uint32_t width, uint32_t outputs, uint32_t n, uint32_t rows, uint32_t vectors,
                    float *y)
{
    i32x16 sum[ROWS][VECTORS];
    for (uint32_t v = 0; v < VECTORS; v++)
        for (uint32_t r = 0; r < ROWS; r++)
            if (v < vectors)
                memcpy(&sum[r][v], map->start + n + v * HSAY_QUANT_LANES, sizeof sum[r][v]);
    const int8_t *w = map->weights + (size_t)n * 4;
    for (uint32_t tap = 0; tap < tap_count; tap++)
        for (uint32_t k = 0; k < width; k += 4, w += (size_t)outputs * 4)
            for (uint32_t r = 0; r < ROWS; r++) {
                int32_t x;
                memcpy(&x, taps[tap] + (r < rows ? r : 0) * (size_t)width + k, sizeof x);
                for (uint32_t v = 0; v < VECTORS; v++)
                    if (v < vectors)
                        DOT(&sum[r][v], x, w + (size_t)v * HSAY_QUANT_LANES * 4);
            }
    for (uint32_t r = 0; r < ROWS && r < rows; r++)
        for (uint32_t v = 0; v < VECTORS; v++)
            if (v < vectors) {
                uint32_t o = n + v * HSAY_QUANT_LANES;
                v16 out = __builtin_convertvector(sum[r][v], v16) * *hsay_vec_of(map->scale + o) +
                          *hsay_vec_of(map->bias + o);
                memcpy(y + (size_t)r * outputs + o, &out, sizeof out);
            }
}

TARGET static void PASTE(apply_, NAME)(const hsay_model_map *map, const uint8_t *const *taps,
                                       uint32_t tap_count, uint32_t width, uint32_t outputs,
                                       uint32_t rows, float *y)
{
    for (uint32_t n = 0; n < outputs; n += VECTORS * HSAY_QUANT_LANES) {
        uint32_t left = (outputs - n) / HSAY_QUANT_LANES;
        if (left >= VECTORS)
            PASTE(block_, NAME)(map, taps, tap_count, width, outputs, n, rows, VECTORS, y);
        else
            PASTE(block_, NAME)(map, taps, tap_count, width, outputs, n, rows, left, y);
    }
}

TARGET static void PASTE(gate_, NAME)(const float *ab, float *x, uint32_t w)
{
    for (uint32_t i = 0; i < w; i += HSAY_QUANT_LANES) {
        v16 a = *hsay_vec_of(ab + i), b = *hsay_vec_of(ab + w + i);
        *hsay_vec_at(x + i) += a * PICK(b > 0.0f, b, (v16){0});
    }
}

/* `count` tokens; z has room for HALO rows of zero before and behind. */
TARGET static void PASTE(run_, NAME)(const hsay_model *m, const uint32_t *rows, uint32_t count,
                                     float *x, uint8_t *z, float *y)
{
    uint32_t w = m->shape.width, outputs = m->shape.outputs;
    float ab[ROWS * 2 * HSAY_NET_WIDTH];
    for (uint32_t t = 0; t < count; t++) {
        if (t + AHEAD < count)
            fetch(m, rows + (size_t)(t + AHEAD) * m->shape.fields);
        PASTE(embed_, NAME)(m, rows + (size_t)t * m->shape.fields, x + (size_t)t * w);
    }
    for (uint32_t l = 0; l <= m->shape.layers; l++) {
        for (uint32_t t = 0; t < count; t++)
            PASTE(normalise_, NAME)(x + (size_t)t * w, z + (size_t)t * w, w);
        for (uint32_t t = 0; t < count; t += ROWS) {
            uint32_t some = count - t < ROWS ? count - t : ROWS;
            const uint8_t *at = z + (size_t)t * w;
            if (l == m->shape.layers) {
                PASTE(apply_, NAME)(&m->out, &at, 1, w, outputs, some, y + (size_t)t * outputs);
                continue;
            }
            size_t d = (size_t)m->shape.distance[l] * w;
            const uint8_t *taps[HSAY_NET_TAPS] = {at - d, at, at + d};
            PASTE(apply_, NAME)(&m->layers[l], taps, HSAY_NET_TAPS, w, 2 * w, some, ab);
            for (uint32_t r = 0; r < some; r++)
                PASTE(gate_, NAME)(ab + (size_t)r * 2 * w, x + (size_t)(t + r) * w, w);
        }
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
