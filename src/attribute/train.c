/* From files to a model: lessons, two phases of teaching (soft labels and gold, then gold), a file.
 */
#include "hearsay/train.h"

#include <string.h>

#include "attribute/inputs.h"
#include "attribute/teach.h"
#include "base/alloc.h"
#include "base/files.h"
#include "model/crf.h"
#include "model/model_file.h"
#include "model/vec.h"

static const uint32_t DISTANCES[] = {1, 1, 2, 4, 8, 16, 1, 2, 4, 8, 16, 1};

typedef struct training {
    const hsay_train_options *options;
    hsay_arena *arena;
    hsay_lessons gold, soft, check;
    uint32_t done, total; /* epochs */
} training;

/* Runs of one role: first and last token of each, in order. */
static uint32_t runs_of(const uint8_t *path, size_t stride, uint32_t count, uint32_t (*out)[2])
{
    uint32_t runs = 0;
    bool open = false;
    for (uint32_t t = 0; t < count; t++) {
        uint8_t label = path[t * stride];
        open &= label == HSAY_LABEL_I;
        if (label == HSAY_LABEL_B) {
            out[runs][0] = t;
            runs++;
            open = true;
        }
        if (open)
            out[runs - 1][1] = t;
    }
    return runs;
}

typedef struct tally {
    uint32_t hit, found, gold;
} tally;

static void tally_role(const hsay_net *net, const hsay_net_run *run, const hsay_example *e,
                       uint32_t role, uint8_t *work, tally *out)
{
    hsay_crf c = {run->y + role * HSAY_LABELS, net->shape.outputs, e->count, net->steps + role * 9,
                  0};
    uint8_t *path = work + (size_t)e->count * HSAY_LABELS;
    uint32_t(*a)[2] = (void *)(work + (size_t)e->count * 8);
    uint32_t(*b)[2] = a + e->count;
    hsay_crf_best(&c, work, path);
    uint32_t found = runs_of(path, 1, e->count, a);
    uint32_t gold = runs_of(e->gold + role, HSAY_ROLES, e->count, b);
    for (uint32_t i = 0, k = 0; i < found; i++) {
        while (k < gold && b[k][0] < a[i][0])
            k++;
        out->hit += k < gold && b[k][0] == a[i][0] && b[k][1] == a[i][1];
    }
    out->found += found;
    out->gold += gold;
}

static bool score(const training *t, const hsay_net *net, hsay_train_score *out)
{
    tally tallies[HSAY_ROLES] = {0};
    hsay_net_run run = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < t->check.count; i++) {
        const hsay_example *e = &t->check.items[i];
        uint8_t *work = hsay_alloc__new((size_t)e->count * 32);
        ok = work && hsay_net_run_reserve(&run, &net->shape, e->count);
        if (ok) {
            run.rows = e->rows;
            run.count = e->count;
            hsay_net_forward(net, &run);
            for (uint32_t role = 0; role < HSAY_ROLES; role++)
                tally_role(net, &run, e, role, work, &tallies[role]);
        }
        hsay_alloc__free(work);
    }
    hsay_net_run_free(&run);
    for (uint32_t role = 0; role < HSAY_ROLES; role++) {
        uint32_t sum = tallies[role].found + tallies[role].gold;
        out->f1[role] = sum ? 2.0 * tallies[role].hit / sum : 0;
    }
    return ok;
}

static void tell_reading(void *ctx, const char *path, size_t count)
{
    const hsay_train_options *o = ((const training *)ctx)->options;
    hsay_train_progress p = {.file = path, .texts = count};
    if (o->progress)
        o->progress(o->ctx, &p);
}

static void step_done(void *ctx, uint32_t epoch, double share)
{
    const training *t = ctx;
    (void)epoch;
    hsay_train_progress p = {.epoch = t->done + 1, .epochs = t->total, .share = share};
    if (t->options->progress)
        t->options->progress(t->options->ctx, &p);
}

static void epoch_done(void *ctx, uint32_t epoch, double loss, const hsay_net *net)
{
    training *t = ctx;
    (void)epoch;
    hsay_train_epoch e = {.number = ++t->done, .count = t->total, .loss = loss};
    if (!t->options->epoch)
        return;
    if (t->check.count)
        e.scored = score(t, net, &e.score);
    t->options->epoch(t->options->ctx, &e);
}

static hsay_status read_lessons(training *t, hsay_error *error)
{
    const hsay_train_options *o = t->options;
    hsay_lessons *const kinds[] = {&t->gold, &t->check, &t->soft};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        kinds[i]->progress = tell_reading;
        kinds[i]->ctx = t;
    }
    hsay_status status = HSAY_OK;
    for (size_t i = 0; i < o->gold_count && status == HSAY_OK; i++)
        status = hsay_teach__gold(o->gold[i], t->arena, &t->gold, error);
    if (status == HSAY_OK && o->check)
        status = hsay_teach__gold(o->check, t->arena, &t->check, error);
    if (status == HSAY_OK && o->soft)
        status = hsay_teach__soft(o->soft, o->soft_limit, t->arena, &t->soft, error);
    if (status == HSAY_OK && !t->gold.count)
        status = hsay_error_set(error, HSAY_EMPTY, "there is no gold text", 0, 0);
    return status;
}

static hsay_net net_of(const hsay_train_options *o, hsay_arena *arena)
{
    hsay_net net = {.shape = {.width = o->width,
                              .outputs = 16,
                              .rows = HSAY_INPUT_ALL_ROWS,
                              .fields = HSAY_INPUT_FIELDS,
                              .layers = o->layers,
                              .sequences = HSAY_ROLES}};
    for (uint32_t l = 0; l < o->layers; l++)
        net.shape.distance[l] = DISTANCES[l];
    size_t table = (size_t)net.shape.rows * net.shape.width;
    net.table = hsay_arena_array(arena, table, sizeof *net.table);
    net.dense = hsay_arena_array(arena, hsay_net_dense_count(&net.shape), sizeof *net.dense);
    net.steps = hsay_arena_array(arena, net.shape.sequences * 9, sizeof *net.steps);
    return net;
}

static hsay_status run(training *t, hsay_net *net, const hsay_lessons *lessons,
                       hsay_trainer_options options)
{
    options.drop = t->options->drop;
    options.threads = t->options->threads;
    options.word_fields = HSAY_INPUT_SHAPE;
    options.hidden_row = HSAY_INPUT_HIDDEN_ROW;
    options.epoch = epoch_done;
    options.step = step_done;
    options.ctx = t;
    return hsay_trainer_run(net, (hsay_examples){lessons->items, (uint32_t)lessons->count},
                            &options);
}

static hsay_status teach(training *t, hsay_net *net)
{
    const hsay_train_options *o = t->options;
    hsay_trainer_options options = HSAY_TRAINER_DEFAULTS;
    bool soft = t->soft.count && o->soft_epochs;
    t->total = o->epochs + (soft ? o->soft_epochs : 0);
    options.rate = o->rate;
    options.seed = o->seed;
    options.epochs = o->soft_epochs;
    step_done(t, 0, 0);
    hsay_trainer_begin(net, o->seed);
    hsay_status status = HSAY_OK;
    if (soft) {
        for (size_t i = 0; i < t->gold.count; i++)
            hsay_vec_push(t->arena, &t->soft, t->gold.items[i]);
        status = hsay_arena_failed(t->arena) ? HSAY_MEMORY : run(t, net, &t->soft, options);
        options.rate = o->rate / 4;
    }
    options.epochs = o->epochs;
    options.seed++;
    return status == HSAY_OK && o->epochs ? run(t, net, &t->gold, options) : status;
}

hsay_status hsay_train_attribution(const hsay_train_options *options, const char *path,
                                   hsay_error *error)
{
    if (!options->layers || options->layers > HSAY_NET_LAYERS || options->width % HSAY_LANES ||
        !options->width || options->width > HSAY_NET_WIDTH)
        return hsay_error_set(error, HSAY_ARGUMENT,
                              "the network's shape is out of bounds: a width "
                              "is a multiple of 16 up to 512, layers are at most 12",
                              0, 0);
    hsay_status status = hsay_save_check(path, error);
    if (status != HSAY_OK)
        return status;
    training t = {.options = options, .arena = hsay_arena_new()};
    if (!t.arena)
        return HSAY_MEMORY;
    status = read_lessons(&t, error);
    hsay_net net = net_of(options, t.arena);
    if (status == HSAY_OK && hsay_arena_failed(t.arena))
        status = HSAY_MEMORY;
    if (status == HSAY_OK) {
        status = teach(&t, &net);
        if (status == HSAY_LIMIT)
            hsay_error_set(error, status, HSAY_TRAINER_RAN_AWAY, 0, 0);
    }
    if (status == HSAY_OK)
        status = hsay_model_write(&net, HSAY_INPUTS_VERSION, path, error);
    hsay_arena_free(t.arena);
    return status;
}
