/* The model of blocks as it lies in its file, and as it is asked. */
#include "ingest/block_model.h"

#include <pthread.h>

#include "base/str.h"
#include "ingest/block_choice.h"
#include "ingest/content_tuning.h"

extern const char hsay_model_blocks[], hsay_model_blocks_end[];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static hsay_block_model carried;
static bool is_carried;

/* The tables, then the trees. */
hsay_status hsay_block_model__open(hsay_str bytes, hsay_block_model *out, hsay_error *error)
{
    hsay_block_model made = {.tables = (const void *)bytes.ptr,
                             .margins = {HSAY_CONTENT_ADD_MARGIN, HSAY_CONTENT_KEEP_MARGIN}};
    hsay_str trees = hsay_str_cut(bytes, sizeof *made.tables, bytes.len);
    hsay_status status = hsay_boost__open(trees, &made.trees, error);
    if (status != HSAY_OK)
        return status;
    if (made.trees.features != HSAY_BLOCK_FEATURES ||
        made.trees.inputs_version != HSAY_BLOCK_FEATURES_VERSION)
        return hsay_error_set(error, HSAY_NEWER, "the model has other features", 0, bytes.len);
    *out = made;
    return HSAY_OK;
}

void hsay_block_model__pack(const hsay_block_model *model, hsay_buf *out)
{
    hsay_buf trees = {0};
    hsay_boost__pack(&model->trees, &trees);
    hsay_buf_clear(out);
    hsay_buf_put(out, model->tables, sizeof *model->tables);
    hsay_buf_put_str(out, hsay_buf_view(&trees));
    out->failed |= trees.failed;
    hsay_buf_free(&trees);
}

bool hsay_block_model__score(hsay_arena *arena, const hsay_block_model *model,
                             const hsay_nodes *nodes, const hsay_node_facts *facts,
                             hsay_blocks *blocks)
{
    if (blocks->count == 0 || blocks->count > HSAY_CONTENT_MOST_BLOCKS)
        return false;
    hsay_block_features f = hsay_block__features(arena, nodes, facts, blocks, model->tables);
    int32_t *scores = hsay_arena_array(arena, f.stride, sizeof *scores);
    if (!f.values || !scores)
        return false;
    hsay_boost__score(&model->trees, f.values, f.stride, scores);
    for (uint32_t i = 0; i < blocks->count; i++)
        blocks->items[i].score = scores[i] - model->margins[blocks->items[i].ruled];
    blocks->threshold = hsay_block__threshold(blocks);
    return true;
}

static void open_carried(void)
{
    hsay_str bytes = {hsay_model_blocks, (size_t)(hsay_model_blocks_end - hsay_model_blocks)};
    is_carried = hsay_block_model__open(bytes, &carried, NULL) == HSAY_OK;
}

const hsay_block_model *hsay_block_model__carried(void)
{
    pthread_once(&once, open_carried);
    return is_carried ? &carried : NULL;
}
