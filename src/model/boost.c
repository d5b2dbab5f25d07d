/* Trees as they are used and as they lie in their file (docs/format-trees.md). */
#include "model/boost.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"

static const char MAGIC[8] = {'H', 'S', 'A', 'Y', 'T', 'R', 'E', 'E'};

typedef struct header {
    char magic[8];
    uint32_t version, inputs_version, features, trees;
    int32_t start;
    uint32_t zero;
} header;

enum { TREE_BYTES = HSAY_BOOST_DEPTH * 2 + HSAY_BOOST_LEAVES * 2, SUM_BYTES = 8 };

static hsay_status refuse(hsay_error *error, hsay_status status, const char *why, hsay_str bytes)
{
    return hsay_error_set(error, status, why, 0, bytes.len);
}

hsay_status hsay_boost__open(hsay_str bytes, hsay_boost *out, hsay_error *error)
{
    header h;
    uint64_t sum;
    if (bytes.len < sizeof h + SUM_BYTES || memcmp(bytes.ptr, MAGIC, sizeof MAGIC) != 0)
        return refuse(error, HSAY_INPUT, "no model of trees", bytes);
    memcpy(&h, bytes.ptr, sizeof h);
    if (h.version != HSAY_BOOST_VERSION)
        return refuse(error, HSAY_NEWER, "the model is of another version", bytes);
    if (h.trees > HSAY_BOOST_MOST_TREES || h.features > HSAY_BOOST_MOST_FEATURES ||
        bytes.len != sizeof h + (size_t)h.trees * TREE_BYTES + SUM_BYTES)
        return refuse(error, HSAY_INPUT, "the model's length is wrong", bytes);
    memcpy(&sum, bytes.ptr + bytes.len - SUM_BYTES, SUM_BYTES);
    if (sum != hsay_hash_fast(hsay_str_cut(bytes, 0, bytes.len - SUM_BYTES), 0))
        return refuse(error, HSAY_INPUT, "the model is damaged", bytes);
    const char *leaves = bytes.ptr + sizeof h;
    const void *splits = leaves + (size_t)h.trees * HSAY_BOOST_LEAVES * 2;
    const hsay_boost_split *split = splits;
    for (uint32_t i = 0; i < h.trees * HSAY_BOOST_DEPTH; i++)
        if (split[i].feature >= h.features)
            return refuse(error, HSAY_INPUT, "the model asks for a feature beyond its own", bytes);
    *out = (hsay_boost){h.inputs_version, h.features, h.trees,
                        h.start,          split,      (const int16_t *)(const void *)leaves};
    return HSAY_OK;
}

void hsay_boost__pack(const hsay_boost *m, hsay_buf *out)
{
    header h = {.version = HSAY_BOOST_VERSION,
                .inputs_version = m->inputs_version,
                .features = m->features,
                .trees = m->trees,
                .start = m->start};
    memcpy(h.magic, MAGIC, sizeof MAGIC);
    hsay_buf_clear(out);
    hsay_buf_put(out, &h, sizeof h);
    hsay_buf_put(out, m->leaves, (size_t)m->trees * HSAY_BOOST_LEAVES * sizeof *m->leaves);
    hsay_buf_put(out, m->splits, (size_t)m->trees * HSAY_BOOST_DEPTH * sizeof *m->splits);
    uint64_t sum = hsay_hash_fast(hsay_buf_view(out), 0);
    hsay_buf_put(out, &sum, sizeof sum);
}

/* Sixteen bytes at once, by the compiler's vector types; a truth is 255. */
typedef uint8_t v16 __attribute__((vector_size(16)));
typedef uint8_t v16_any __attribute__((vector_size(16), aligned(1), may_alias));
enum { LANES = 16 };

/* The leaf's number for each row of a group: bit d is answer d. */
static void score_group(const hsay_boost *m, const uint8_t *values, uint32_t stride,
                        int32_t scores[LANES])
{
    int32_t sums[LANES];
    for (unsigned r = 0; r < LANES; r++)
        sums[r] = m->start;
    for (uint32_t t = 0; t < m->trees; t++) {
        const hsay_boost_split *split = m->splits + t * HSAY_BOOST_DEPTH;
        const int16_t *leaves = m->leaves + t * HSAY_BOOST_LEAVES;
        v16 leaf = {0};
        for (unsigned d = 0; d < HSAY_BOOST_DEPTH; d++) {
            v16 column = *(const v16_any *)(values + (size_t)split[d].feature * stride);
            leaf |= (v16)(column > split[d].above) & (uint8_t)(1u << d);
        }
        uint8_t at[LANES];
        memcpy(at, &leaf, sizeof at);
        for (unsigned r = 0; r < LANES; r++)
            sums[r] += leaves[at[r]];
    }
    memcpy(scores, sums, sizeof sums);
}

void hsay_boost__score(const hsay_boost *model, const uint8_t *values, uint32_t stride,
                       int32_t *scores)
{
    for (uint32_t i = 0; i < stride; i += LANES)
        score_group(model, values + i, stride, scores + i);
}
