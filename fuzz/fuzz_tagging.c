/*
 * Up to the first zero byte the names of a tagging model's labels, behind it its extra weights,
 * four bytes each, and behind eight more zero bytes an article: refused, or a model whose words are
 * CoNLL-U that can be read again.  The other weights are made of the length alone.
 */
#include "base/alloc.h"
#include "base/str.h"
#include "conllu.h"
#include "fuzz.h"
#include "hearsay/tag.h"
#include "lang/analyse.h"
#include "lang/word_inputs.h"
#include "model/random.h"

enum { WIDTH = 16, TEXT_BYTES = 2000 };

/* How many labels each line lists. */
static void count_labels(hsay_str names, uint32_t counts[3])
{
    uint32_t line = 0;
    counts[0] = counts[1] = counts[2] = 1;
    for (size_t i = 0; i < names.len && line < 3; i++) {
        line += names.ptr[i] == '\n';
        if (names.ptr[i] == '\t')
            counts[line]++;
    }
}

static hsay_net_shape shape_of(hsay_str names)
{
    uint32_t n[3];
    count_labels(names, n);
    hsay_heads h = hsay_heads_of((uint32_t[]){HSAY_TAG_COUNT, n[0], n[1], HSAY_NAME_LABELS}, n[2]);
    return (hsay_net_shape){.width = WIDTH,
                            .outputs = h.outputs,
                            .rows = HSAY_WORD_INPUT_ALL_ROWS,
                            .fields = HSAY_WORD_INPUT_FIELDS,
                            .layers = 1,
                            .distance = {1},
                            .extra = h.extra};
}

static hsay_str cut_at_zeros(hsay_str *rest, hsay_str zeros)
{
    size_t end = hsay_str_find(*rest, zeros, 0);
    hsay_str part = hsay_str_cut(*rest, 0, end);
    *rest = end == SIZE_MAX ? HSAY_STR_NONE : hsay_str_cut(*rest, end + zeros.len, rest->len);
    return part;
}

/* The same for every run. */
static float *filled_table(void)
{
    static float table[(size_t)HSAY_WORD_INPUT_ALL_ROWS * WIDTH];
    const size_t count = sizeof table / sizeof *table;
    if (table[0] == 0)
        table[0] = .5f;
    for (size_t i = 1; table[count - 1] == 0 && i < count; i++)
        table[i] = table[i - 1] * -.9f + .01f;
    return table;
}

/* The model's file; empty where the labels are more than a network may have outputs. */
static hsay_str model_of(hsay_str names, hsay_str extra, hsay_arena *arena)
{
    hsay_net net = {.shape = shape_of(names), .table = filled_table(), .names = names};
    uint64_t seed = names.len;
    char *packed = NULL;
    size_t size = 0;
    if (net.shape.outputs > HSAY_NET_OUTPUTS)
        return HSAY_STR_NONE;
    net.steps = hsay_arena_array(arena, 1, sizeof *net.steps);
    size_t count = hsay_net_dense_count(&net.shape), first = hsay_net_extra_at(&net.shape);
    net.dense = hsay_arena_array(arena, count, sizeof *net.dense);
    if (hsay_arena_failed(arena))
        return HSAY_STR_NONE;
    for (size_t i = 0; i < first; i++)
        net.dense[i] = hsay_random__unit(&seed) - .5f;
    size_t given = extra.len / sizeof *net.dense < count - first ? extra.len / sizeof *net.dense
                                                                 : count - first;
    if (given)
        memcpy(net.dense + first, extra.ptr, given * sizeof *net.dense);
    if (hsay_model_pack(&net, HSAY_WORD_INPUTS_VERSION, &packed, &size) != HSAY_OK)
        return HSAY_STR_NONE;
    hsay_str model = hsay_arena_copy(arena, (hsay_str){packed, size});
    hsay_alloc__free(packed);
    return model;
}

static void tag(const char *model, hsay_str text)
{
    hsay_article article = {.id = HSAY_STR("x"), .text = text};
    hsay_tagger *tagger = NULL;
    hsay_buf out = {0};
    char path[FUZZ_PATH_BYTES];
    if (hsay_tagger_open(model, &tagger, NULL) != HSAY_OK)
        return;
    if (hsay_tagger_article(tagger, &article, (hsay_sink){fuzz_keep, &out}) == HSAY_OK) {
        int fd = fuzz_file_of(hsay_buf_view(&out), path);
        fuzz_sentences(path, true);
        close(fd);
    }
    hsay_buf_free(&out);
    hsay_tagger_close(tagger);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_str rest = {(const char *)bytes, len};
    char path[FUZZ_PATH_BYTES];
    if (!arena)
        return 0;
    hsay_str names = cut_at_zeros(&rest, HSAY_STR("\0"));
    hsay_str extra = cut_at_zeros(&rest, HSAY_STR("\0\0\0\0\0\0\0\0"));
    int fd = fuzz_file_of(model_of(names, extra, arena), path);
    tag(path, hsay_str_cut(rest, 0, TEXT_BYTES));
    close(fd);
    hsay_arena_free(arena);
    return 0;
}
