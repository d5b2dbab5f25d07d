/* The file of a model: where everything lies, how it is checked, how it is made. */
#include "model/model_file.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/files.h"
#include "base/hash.h"
#include "model/quant.h"

static const char MAGIC[8] = "HSAYNET";
enum {
    MODEL_ROWS_MAX = 1 << 20,
    SEQUENCES_MAX = 5,
    CHECK_BYTES = 8,
    DISTANCE_MAX = 64,
    EXTRA_MAX = 1 << 20,
    NAMES_MAX_BYTES = 1 << 20,
    NUMBERS = 8, /* of the header, before the distances; two stand behind them */
    HEADER_WORDS = NUMBERS + HSAY_NET_LAYERS + 2
};

/* The sections in their order, each at a multiple of HSAY_MODEL_ALIGN. */
typedef struct cursor {
    char *base; /* NULL: only counts */
    size_t at;
} cursor;

static void *take(cursor *c, size_t size)
{
    size_t at = (c->at + HSAY_MODEL_ALIGN - 1) / HSAY_MODEL_ALIGN * HSAY_MODEL_ALIGN;
    c->at = at + size;
    return c->base ? c->base + at : NULL;
}

static void take_map(cursor *c, size_t k, size_t n, hsay_model_map *map)
{
    map->weights = take(c, k * n);
    map->start = take(c, n * sizeof *map->start);
    map->scale = take(c, n * sizeof *map->scale);
    map->bias = take(c, n * sizeof *map->bias);
}

static void take_all(cursor *c, hsay_model *m)
{
    const hsay_net_shape *s = &m->shape;
    c->at = HSAY_MODEL_HEADER_BYTES;
    m->table = take(c, (size_t)s->rows * s->width);
    m->table_scale = take(c, (size_t)s->rows * sizeof *m->table_scale);
    for (uint32_t l = 0; l < s->layers; l++)
        take_map(c, (size_t)HSAY_NET_TAPS * s->width, 2 * (size_t)s->width, &m->layers[l]);
    take_map(c, s->width, s->outputs, &m->out);
    m->steps = take(c, (size_t)s->sequences * 9 * sizeof *m->steps);
    if (s->extra)
        m->extra = take(c, (size_t)s->extra * sizeof *m->extra);
    if (m->names.len)
        m->names.ptr = take(c, m->names.len);
    take(c, 0);
}

/* ---- reading ---- */

/* All in one order, so that the header is read and written by one list. */
static void header_fields(uint32_t *words, hsay_model *m, uint32_t *version, bool write)
{
    uint32_t names = (uint32_t)m->names.len;
    uint32_t *fields[] = {version,           &m->inputs_version, &m->shape.width,
                          &m->shape.outputs, &m->shape.rows,     &m->shape.fields,
                          &m->shape.layers,  &m->shape.sequences};
    uint32_t *last[] = {&m->shape.extra, &names};
    for (uint32_t i = 0; i < HEADER_WORDS; i++) {
        uint32_t *at = i < NUMBERS                     ? fields[i]
                       : i < NUMBERS + HSAY_NET_LAYERS ? &m->shape.distance[i - NUMBERS]
                                                       : last[i - NUMBERS - HSAY_NET_LAYERS];
        if (write)
            words[i] = *at;
        else
            *at = words[i];
    }
    m->names.len = names;
}

/* The oldest that can say it. */
static uint32_t version_of(const hsay_model *m)
{
    return m->shape.extra || m->names.len || !m->shape.sequences ? HSAY_MODEL_VERSION : 1;
}

static bool shape_is_sound(const hsay_net_shape *s)
{
    bool ok = s->width && s->width % HSAY_QUANT_LANES == 0 && s->width <= HSAY_NET_WIDTH &&
              s->outputs && s->outputs % HSAY_QUANT_LANES == 0 && s->outputs <= HSAY_NET_OUTPUTS &&
              s->rows && s->rows <= MODEL_ROWS_MAX && s->fields && s->fields <= HSAY_NET_FIELDS &&
              s->layers <= HSAY_NET_LAYERS && s->sequences <= SEQUENCES_MAX &&
              s->sequences * 3 <= s->outputs && s->extra <= EXTRA_MAX;
    for (uint32_t l = 0; ok && l < s->layers; l++)
        ok = s->distance[l] && s->distance[l] <= DISTANCE_MAX;
    return ok;
}

static bool all_finite(const float *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!(fabsf(values[i]) < 1e9f))
            return false;
    return true;
}

static bool map_is_sound(const hsay_model_map *map, size_t k, size_t n)
{
    for (size_t i = 0; i < k * n; i++)
        if (map->weights[i] > HSAY_MODEL_WEIGHT_MAX || map->weights[i] < -HSAY_MODEL_WEIGHT_MAX)
            return false;
    for (size_t i = 0; i < n; i++)
        if (map->start[i] > 1 << 26 || map->start[i] < -(1 << 26))
            return false;
    return all_finite(map->scale, n) && all_finite(map->bias, n);
}

static bool values_are_sound(const hsay_model *m)
{
    const hsay_net_shape *s = &m->shape;
    bool ok = all_finite(m->table_scale, s->rows) && all_finite(m->steps, s->sequences * 9) &&
              (!s->extra || all_finite(m->extra, s->extra));
    for (uint32_t l = 0; ok && l < s->layers; l++)
        ok = map_is_sound(&m->layers[l], (size_t)HSAY_NET_TAPS * s->width, 2 * (size_t)s->width);
    return ok && map_is_sound(&m->out, s->width, s->outputs);
}

hsay_status hsay_model_open(hsay_str bytes, hsay_model *out, hsay_error *error)
{
    if (bytes.len < HSAY_MODEL_HEADER_BYTES + CHECK_BYTES ||
        memcmp(bytes.ptr, MAGIC, sizeof MAGIC) || (uintptr_t)bytes.ptr % HSAY_MODEL_ALIGN)
        return hsay_error_set(error, HSAY_INPUT, "this is no model of hearsay", 0, 8);
    uint32_t words[HEADER_WORDS], version = 0;
    memcpy(words, bytes.ptr + sizeof MAGIC, sizeof words);
    if (words[0] > HSAY_MODEL_VERSION)
        return hsay_error_set(error, HSAY_NEWER, "the model is of a newer version", 8, 12);
    hsay_model m = {0};
    header_fields(words, &m, &version, false);
    if (version != version_of(&m) || m.names.len > NAMES_MAX_BYTES || !shape_is_sound(&m.shape))
        return hsay_error_set(error, HSAY_LIMIT, "the model's shape is out of bounds", 8, 96);
    cursor c = {NULL, 0};
    take_all(&c, &m);
    if (bytes.len != c.at + CHECK_BYTES)
        return hsay_error_set(error, HSAY_INPUT, "the model is cut off or too long", 0, bytes.len);
    uint64_t sum, right = hsay_hash_fast((hsay_str){bytes.ptr, c.at}, 0);
    memcpy(&sum, bytes.ptr + c.at, sizeof sum);
    if (sum != right)
        return hsay_error_set(error, HSAY_INPUT, "the model is damaged: its checksum is wrong",
                              c.at, bytes.len);
    union {
        const char *borrowed;
        char *base;
    } view = {.borrowed = bytes.ptr};
    c.base = view.base;
    take_all(&c, &m);
    if (!values_are_sound(&m))
        return hsay_error_set(error, HSAY_LIMIT, "a number of the model is out of bounds", 0, c.at);
    *out = m;
    return HSAY_OK;
}

/* ---- making ---- */

static float largest(const float *values, size_t count, size_t step)
{
    float top = 0;
    for (size_t i = 0; i < count; i++)
        top = fmaxf(top, fabsf(values[i * step]));
    return top;
}

/* `w` is [k][n]; what flows in is z * HSAY_QUANT_SCALE. */
static void round_map(const hsay_model_map *to, const float *w, const float *bias, size_t k,
                      size_t n)
{
    for (size_t o = 0; o < n; o++) {
        float top = largest(w + o, k, n), scale = top > 0 ? top / HSAY_MODEL_WEIGHT_MAX : 1;
        int32_t sum = 0;
        for (size_t i = 0; i < k; i++) {
            int32_t q = (int32_t)lrintf(w[i * n + o] / scale);
            ((int8_t *)(uintptr_t)to->weights)[(i / 4 * n + o) * 4 + i % 4] = (int8_t)q;
            sum += q;
        }
        ((int32_t *)(uintptr_t)to->start)[o] = -HSAY_MODEL_ZERO * sum;
        ((float *)(uintptr_t)to->scale)[o] = scale / HSAY_QUANT_SCALE;
        ((float *)(uintptr_t)to->bias)[o] = bias[o];
    }
}

static void round_table(const hsay_model *m, const hsay_net *net)
{
    for (size_t r = 0; r < m->shape.rows; r++) {
        const float *row = net->table + r * m->shape.width;
        float top = largest(row, m->shape.width, 1), scale = top > 0 ? top / 127 : 1;
        ((float *)(uintptr_t)m->table_scale)[r] = scale;
        for (size_t i = 0; i < m->shape.width; i++)
            ((int8_t *)(uintptr_t)m->table)[r * m->shape.width + i] =
                (int8_t)lrintf(row[i] / scale);
    }
}

hsay_status hsay_model_pack(const hsay_net *net, uint32_t inputs_version, char **out, size_t *size)
{
    hsay_model m = {
        .shape = net->shape, .inputs_version = inputs_version, .names = {NULL, net->names.len}};
    const hsay_net_shape *s = &m.shape;
    cursor c = {NULL, 0};
    take_all(&c, &m);
    size_t total = c.at + CHECK_BYTES;
    char *bytes = hsay_alloc__new(total);
    if (!bytes)
        return HSAY_MEMORY;
    memset(bytes, 0, total);
    c.base = bytes;
    take_all(&c, &m);
    uint32_t words[HEADER_WORDS], version = version_of(&m);
    memcpy(bytes, MAGIC, sizeof MAGIC);
    header_fields(words, &m, &version, true);
    memcpy(bytes + sizeof MAGIC, words, sizeof words);
    round_table(&m, net);
    for (uint32_t l = 0; l < s->layers; l++)
        round_map(&m.layers[l], net->dense + hsay_net_taps_at(s, l),
                  net->dense + hsay_net_bias_at(s, l), (size_t)HSAY_NET_TAPS * s->width,
                  2 * (size_t)s->width);
    const float *o = net->dense + hsay_net_out_at(s);
    round_map(&m.out, o, o + (size_t)s->width * s->outputs, s->width, s->outputs);
    memcpy((float *)(uintptr_t)m.steps, net->steps, s->sequences * 9 * sizeof *net->steps);
    if (s->extra)
        memcpy((float *)(uintptr_t)m.extra, net->dense + hsay_net_extra_at(s),
               s->extra * sizeof *net->dense);
    if (net->names.len)
        memcpy((char *)(uintptr_t)m.names.ptr, net->names.ptr, net->names.len);
    uint64_t sum = hsay_hash_fast((hsay_str){bytes, c.at}, 0);
    memcpy(bytes + c.at, &sum, sizeof sum);
    *out = bytes;
    *size = total;
    return HSAY_OK;
}

hsay_status hsay_model_write(const hsay_net *net, uint32_t inputs_version, const char *path,
                             hsay_error *error)
{
    char *bytes = NULL;
    size_t size = 0;
    hsay_status status = hsay_model_pack(net, inputs_version, &bytes, &size);
    if (status == HSAY_OK)
        status = hsay_save_bytes(path, (hsay_str){bytes, size}, error);
    hsay_alloc__free(bytes);
    return status;
}
