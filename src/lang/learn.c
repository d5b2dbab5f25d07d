/* From treebanks to a tagging model: lessons, two phases (soft and gold, then gold), a file. */
#include "hearsay/train.h"

#include <string.h>

#include "base/alloc.h"
#include "base/files.h"
#include "lang/analyse.h"
#include "lang/lessons.h"
#include "lang/word_inputs.h"
#include "model/model_file.h"
#include "model/random.h"

static const uint32_t DISTANCES[] = {1, 1, 2, 4, 8, 1, 2, 4, 8, 1, 2, 1};
static const float LATE_RATE = .25f; /* of the first phase's rate, in the second */

typedef struct learning {
    const hsay_train_tagging_options *options;
    hsay_arena *arena;
    hsay_labels labels;
    hsay_heads heads;
    hsay_tagging_lessons gold, soft, check;
    uint32_t done, total; /* epochs */
    bool failed;          /* memory was short for the check */
} learning;

static bool loss(void *ctx, const hsay_trainer_case *c, double *sum)
{
    const learning *l = ctx;
    size_t extra = hsay_net_extra_at(&c->net->shape);
    hsay_heads_slopes to = {.y = c->run->y,
                            .extra = c->net->dense + extra,
                            .dy = c->grad->dy,
                            .d_extra = c->grad->dense + extra,
                            .n = c->example->count};
    return hsay_heads__loss(&l->heads, c->example->lesson, &to, c->arena, sum);
}

typedef struct tally {
    const hsay_heads *h;
    const float *extra;
    float *arcs; /* room for S of any sentence */
    double hit[HSAY_ASKS], all[HSAY_ASKS];
} tally;

static void tally_word(tally *t, const float *y, hsay_arc arc, const hsay_lesson *lesson)
{
    const float *own = y + (size_t)arc.word * t->h->outputs;
    bool right_head = false;
    for (uint32_t k = lesson->starts[arc.word]; k < lesson->starts[arc.word + 1]; k++) {
        hsay_share s = lesson->shares[k];
        bool right;
        if (s.ask < HSAY_ASK_LABELS)
            right = hsay_heads__best(own + t->h->first[s.ask], t->h->counts[s.ask]) == s.value;
        else if (s.ask == HSAY_ASK_HEAD)
            right = right_head = arc.head == s.value;
        else
            right = right_head && hsay_heads__relation(t->h, y, t->extra, arc) == s.value;
        t->hit[s.ask] += right;
        t->all[s.ask]++;
    }
}

static void tally_sentence(tally *t, const float *y, const hsay_example *e)
{
    uint32_t heads[HSAY_HEADS_WORDS];
    hsay_heads__arcs(t->h, y, e->count, t->arcs);
    hsay_heads__tree(t->arcs, e->count, heads);
    for (uint32_t i = 0; i < e->count; i++)
        tally_word(t, y, (hsay_arc){i, heads[i]}, e->lesson);
}

static double share(const tally *t, hsay_ask ask)
{
    return t->all[ask] > 0 ? t->hit[ask] / t->all[ask] : 0;
}

static bool score(const learning *l, const hsay_net *net, hsay_train_epoch *out)
{
    tally t = {.h = &l->heads, .extra = net->dense + hsay_net_extra_at(&net->shape)};
    hsay_net_run run = {0};
    t.arcs = hsay_alloc__new((size_t)HSAY_HEADS_WORDS * (HSAY_HEADS_WORDS + 1) * sizeof *t.arcs);
    bool ok = t.arcs != NULL;
    for (size_t i = 0; ok && i < l->check.count; i++) {
        const hsay_example *e = &l->check.items[i];
        ok = hsay_net_run_reserve(&run, &net->shape, e->count);
        if (!ok || e->count > HSAY_HEADS_WORDS)
            continue;
        run.rows = e->rows;
        run.count = e->count;
        hsay_net_forward(net, &run);
        tally_sentence(&t, run.y, e);
    }
    hsay_net_run_free(&run);
    hsay_alloc__free(t.arcs);
    out->tags = share(&t, HSAY_ASK_TAG);
    out->features = share(&t, HSAY_ASK_FEATURES);
    out->lemmas = share(&t, HSAY_ASK_LEMMA);
    out->names = share(&t, HSAY_ASK_NAME);
    out->heads = share(&t, HSAY_ASK_HEAD);
    out->relations = share(&t, HSAY_ASK_RELATION);
    return ok;
}

static void epoch_done(void *ctx, uint32_t epoch, double loss_a_word, const hsay_net *net)
{
    learning *l = ctx;
    (void)epoch;
    hsay_train_epoch e = {.number = ++l->done, .count = l->total, .loss = loss_a_word};
    if (!l->options->epoch)
        return;
    if (l->check.count)
        e.tagged = score(l, net, &e);
    l->failed |= l->check.count && !e.tagged;
    if (!l->failed)
        l->options->epoch(l->options->ctx, &e);
}

static void tell_file(const learning *l, const char *path)
{
    if (l->options->progress)
        l->options->progress(l->options->ctx, &(hsay_train_progress){.file = path});
}

static void step_done(void *ctx, uint32_t epoch, double share)
{
    const learning *l = ctx;
    (void)epoch;
    hsay_train_progress p = {.epoch = l->done + 1, .epochs = l->total, .share = share};
    if (l->options->progress)
        l->options->progress(l->options->ctx, &p);
}

static hsay_status read_file(learning *l, hsay_lesson_source source, hsay_tagging_lessons *out,
                             hsay_error *error)
{
    tell_file(l, source.path);
    return hsay_lessons_read(&source, &l->labels, l->arena, out, error);
}

static hsay_status read_lessons(learning *l, hsay_error *error)
{
    const hsay_train_tagging_options *o = l->options;
    hsay_status status = HSAY_OK;
    hsay_label_counts *counts = hsay_labels_start(l->arena);
    if (!counts)
        return HSAY_MEMORY;
    for (size_t i = 0; i < o->gold_count && status == HSAY_OK; i++) {
        tell_file(l, o->gold[i]);
        status = hsay_labels_count(counts, o->gold[i], l->arena, error);
    }
    if (status == HSAY_OK)
        status = hsay_labels_list(counts, l->arena, &l->labels);
    for (size_t i = 0; i < o->gold_count && status == HSAY_OK; i++)
        status = read_file(l, (hsay_lesson_source){o->gold[i], (uint32_t)i, 0}, &l->gold, error);
    if (status == HSAY_OK && o->soft)
        status = read_file(l, (hsay_lesson_source){o->soft, 0, o->soft_limit}, &l->soft, error);
    if (status == HSAY_OK && o->check)
        status = read_file(l, (hsay_lesson_source){o->check, 0, 0}, &l->check, error);
    if (status == HSAY_OK)
        tell_file(l, NULL);
    if (status == HSAY_OK && !l->gold.count)
        status = hsay_error_set(error, HSAY_EMPTY, "there is no gold sentence", 0, 0);
    if (status == HSAY_OK && (!l->labels.counts[0] || !l->labels.counts[1] || !l->labels.counts[2]))
        status = hsay_error_set(error, HSAY_EMPTY, "no gold sentence has a tree", 0, 0);
    return status;
}

static void begin(const learning *l, hsay_net *net)
{
    const hsay_train_tagging_options *o = l->options;
    net->shape = (hsay_net_shape){.width = o->width,
                                  .outputs = l->heads.outputs,
                                  .rows = HSAY_WORD_INPUT_ALL_ROWS,
                                  .fields = HSAY_WORD_INPUT_FIELDS,
                                  .layers = o->layers,
                                  .extra = l->heads.extra};
    for (uint32_t i = 0; i < o->layers; i++)
        net->shape.distance[i] = DISTANCES[i];
    size_t table = (size_t)net->shape.rows * net->shape.width;
    net->table = hsay_arena_array(l->arena, table, sizeof *net->table);
    net->dense = hsay_arena_array(l->arena, hsay_net_dense_count(&net->shape), sizeof *net->dense);
    net->steps = hsay_arena_array(l->arena, 1, sizeof *net->steps);
    net->names = hsay_labels_text(&l->labels, l->arena);
    if (hsay_arena_failed(l->arena))
        return;
    hsay_trainer_begin(net, o->seed);
    uint64_t random = o->seed + 1;
    float *extra = net->dense + hsay_net_extra_at(&net->shape);
    for (uint32_t i = 0; i < HSAY_HEADS_PAIR * (1 + l->heads.relation_room); i++)
        extra[i] = (hsay_random__unit(&random) - .5f) * .2f;
}

typedef struct phase {
    const hsay_tagging_lessons *lessons;
    uint32_t epochs;
    float rate;
    uint64_t seed;
} phase;

static hsay_status run(learning *l, hsay_net *net, phase p)
{
    const hsay_train_tagging_options *o = l->options;
    hsay_trainer_options options = HSAY_TRAINER_DEFAULTS;
    options.epochs = p.epochs;
    options.rate = p.rate;
    options.drop = o->drop;
    options.word_drop = o->word_drop;
    options.threads = o->threads;
    options.tokens_a_shard = o->words_a_step / HSAY_TRAINER_SHARDS;
    options.seed = p.seed;
    options.word_fields = HSAY_WORD_INPUT_HIDDEN_FIELDS;
    options.hidden_row = HSAY_WORD_INPUT_HIDDEN_ROW;
    options.loss = loss;
    options.epoch = epoch_done;
    options.step = step_done;
    options.ctx = l;
    return hsay_trainer_run(net, (hsay_examples){p.lessons->items, (uint32_t)p.lessons->count},
                            &options);
}

static hsay_status teach(learning *l, hsay_net *net)
{
    const hsay_train_tagging_options *o = l->options;
    bool soft = l->soft.count && o->soft_epochs;
    l->total = o->epochs + (soft ? o->soft_epochs : 0);
    hsay_status status = HSAY_OK;
    if (soft) {
        for (size_t i = 0; i < l->gold.count; i++)
            hsay_vec_push(l->arena, &l->soft, l->gold.items[i]);
        if (hsay_arena_failed(l->arena))
            return HSAY_MEMORY;
        status = run(l, net, (phase){&l->soft, o->soft_epochs, o->rate, o->seed});
    }
    if (status == HSAY_OK && o->epochs)
        status =
            run(l, net,
                (phase){&l->gold, o->epochs, soft ? o->rate * LATE_RATE : o->rate, o->seed + 1});
    return status == HSAY_OK && l->failed ? HSAY_MEMORY : status;
}

hsay_status hsay_train_tagging(const hsay_train_tagging_options *options, const char *path,
                               hsay_error *error)
{
    if (!options->layers || options->layers > HSAY_NET_LAYERS || options->width % 16 ||
        !options->width || options->width > HSAY_NET_WIDTH)
        return hsay_error_set(error, HSAY_ARGUMENT,
                              "the network's shape is out of bounds: a width is a multiple of 16 "
                              "up to 512, layers are at most 12",
                              0, 0);
    hsay_status status = hsay_save_check(path, error);
    if (status != HSAY_OK)
        return status;
    learning l = {.options = options, .arena = hsay_arena_new()};
    if (!l.arena)
        return HSAY_MEMORY;
    hsay_net net = {0};
    status = read_lessons(&l, error);
    if (status == HSAY_OK) {
        l.heads = hsay_labels_heads(&l.labels);
        begin(&l, &net);
        if (hsay_arena_failed(l.arena))
            status = HSAY_MEMORY;
    }
    if (status == HSAY_OK) {
        status = teach(&l, &net);
        if (status == HSAY_LIMIT)
            hsay_error_set(error, status, HSAY_TRAINER_RAN_AWAY, 0, 0);
    }
    if (status == HSAY_OK)
        status = hsay_model_write(&net, HSAY_WORD_INPUTS_VERSION, path, error);
    hsay_arena_free(l.arena);
    return status;
}
