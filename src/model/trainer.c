/* Examples in random order, cut into steps of a few shards each; a thread a shard. */
#include "model/trainer.h"

#include <math.h>
#include <pthread.h>

#include "base/alloc.h"
#include "model/adam.h"
#include "model/crf.h"
#include "model/random.h"
#include "model/vec.h"

static const float FIRST_SHARE = .06f; /* of all steps, in which the rate climbs */
static const float LAST_RATE = .01f;   /* of the full rate, at the end */

typedef struct shard {
    const hsay_net *net;
    const hsay_trainer_options *options;
    hsay_example *items;
    uint32_t count;
    hsay_net_run run;
    hsay_net_grad grad;
    uint32_t *rows;
    double *work;
    float *p;
    uint32_t capacity;
    double loss;
    uint64_t tokens;
    hsay_arena *arena; /* for a loss of the caller's */
    bool failed;
} shard;

void hsay_trainer_begin(hsay_net *net, uint64_t seed)
{
    const hsay_net_shape *s = &net->shape;
    uint64_t random = seed;
    float table = .5f / sqrtf((float)s->fields);
    for (size_t i = 0; i < (size_t)s->rows * s->width; i++)
        net->table[i] = (hsay_random__unit(&random) - .5f) * 2 * table;
    float tap = sqrtf(3.0f / (HSAY_NET_TAPS * (float)s->width));
    size_t out = hsay_net_out_at(s);
    for (size_t i = 0; i < out; i++)
        net->dense[i] = (hsay_random__unit(&random) - .5f) * 2 * tap;
    for (uint32_t l = 0; l < s->layers; l++)
        memset(net->dense + hsay_net_bias_at(s, l), 0, 2 * s->width * sizeof *net->dense);
    for (size_t i = out; i < hsay_net_dense_count(s); i++)
        net->dense[i] =
            i < out + (size_t)s->width * s->outputs ? (hsay_random__unit(&random) - .5f) * .1f : 0;
    memset(net->steps, 0, (size_t)s->sequences * 9 * sizeof *net->steps);
}

static bool reserve(shard *s, uint32_t count)
{
    const hsay_net_shape *shape = &s->net->shape;
    if (count > s->capacity) {
        hsay_alloc__free(s->rows);
        hsay_alloc__free(s->work);
        hsay_alloc__free(s->p);
        s->rows = hsay_alloc__new((size_t)count * shape->fields * sizeof *s->rows);
        s->work = hsay_alloc__new((size_t)count * HSAY_CRF_WORK * sizeof *s->work);
        s->p = hsay_alloc__new((size_t)count * HSAY_LABELS * sizeof *s->p);
        s->capacity = s->rows && s->work && s->p ? count : 0;
    }
    return s->capacity >= count && hsay_net_run_reserve(&s->run, shape, count) &&
           hsay_net_grad_reserve(&s->grad, shape, count);
}

static void crf_loss(shard *s, const hsay_example *e, uint32_t sequence)
{
    const hsay_net_shape *shape = &s->net->shape;
    uint32_t at = sequence * HSAY_LABELS;
    hsay_crf c = {s->run.y + at, shape->outputs, e->count, s->net->steps + sequence * 9, 0};
    hsay_crf_want want = {.gold = e->soft ? NULL : e->gold + sequence,
                          .soft = e->soft ? e->soft + at : NULL,
                          .stride = shape->sequences};
    s->loss += hsay_crf_loss(&c, &want,
                             &(hsay_crf_slope){.dy = s->grad.dy + at,
                                               .steps = s->grad.steps + sequence * 9,
                                               .work = s->work,
                                               .p = s->p});
}

static void learn(shard *s, const hsay_example *e)
{
    const hsay_net_shape *shape = &s->net->shape;
    if (!reserve(s, e->count)) {
        s->failed = true;
        return;
    }
    memcpy(s->rows, e->rows, (size_t)e->count * shape->fields * sizeof *s->rows);
    for (uint32_t t = 0; t < e->count; t++)
        if (hsay_random__unit(&s->run.random) < s->options->word_drop)
            for (uint32_t f = 0; f < s->options->word_fields; f++)
                s->rows[t * shape->fields + f] = s->options->hidden_row;
    s->run.rows = s->rows;
    s->run.count = e->count;
    s->run.drop = s->options->drop;
    hsay_net_forward(s->net, &s->run);
    memset(s->grad.dy, 0, (size_t)e->count * shape->outputs * sizeof *s->grad.dy);
    hsay_trainer_case c = {e, s->net, &s->run, &s->grad, s->arena};
    if (s->options->loss)
        s->failed |= !s->options->loss(s->options->ctx, &c, &s->loss);
    for (uint32_t sequence = 0; sequence < shape->sequences; sequence++)
        crf_loss(s, e, sequence);
    hsay_net_backward(s->net, &s->run, &s->grad);
    s->tokens += e->count;
    hsay_arena_reset(s->arena);
}

static void *work(void *ctx)
{
    shard *s = ctx;
    for (uint32_t i = 0; i < s->count; i++)
        learn(s, &s->items[i]);
    return NULL;
}

static void work_all(shard *shards, uint32_t threads)
{
    pthread_t ids[HSAY_TRAINER_SHARDS];
    bool started[HSAY_TRAINER_SHARDS] = {false};
    for (uint32_t i = 1; i < HSAY_TRAINER_SHARDS; i++)
        started[i] = threads > 1 && !pthread_create(&ids[i], NULL, work, &shards[i]);
    work(&shards[0]);
    for (uint32_t i = 1; i < HSAY_TRAINER_SHARDS; i++) {
        if (started[i])
            pthread_join(ids[i], NULL);
        else
            work(&shards[i]);
    }
}

static void shuffle(hsay_examples *e, uint64_t *random)
{
    for (uint32_t i = e->count; i > 1; i--) {
        uint32_t k = hsay_random__below(random, i);
        hsay_example x = e->items[i - 1];
        e->items[i - 1] = e->items[k];
        e->items[k] = x;
    }
}

/* As many examples from `at` on as a shard takes. */
static uint32_t fill(const hsay_examples *e, uint32_t at, uint32_t tokens)
{
    uint32_t sum = 0, count = 0;
    while (at + count < e->count && (!count || sum + e->items[at + count].count <= tokens))
        sum += e->items[at + count++].count;
    return count;
}

static uint64_t tokens_of(const hsay_examples *e)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < e->count; i++)
        sum += e->items[i].count;
    return sum;
}

/* About as many as an epoch takes. */
static uint32_t steps_of(uint64_t all_tokens, uint32_t tokens)
{
    return (uint32_t)(all_tokens / ((uint64_t)tokens * HSAY_TRAINER_SHARDS)) + 1;
}

static float rate_at(const hsay_trainer_options *o, uint32_t step, uint32_t total)
{
    float share = (float)step / (float)total, pi = 3.14159265f;
    if (share < FIRST_SHARE)
        return o->rate * (share + 1e-3f) / FIRST_SHARE;
    float fall = .5f * (1 + cosf(pi * fminf(share, 1)));
    return o->rate * (LAST_RATE + (1 - LAST_RATE) * fall);
}

static bool prepare(shard *shards, const hsay_net *net, const hsay_trainer_options *o,
                    const float *turned)
{
    bool ok = true;
    for (uint32_t i = 0; i < HSAY_TRAINER_SHARDS; i++) {
        shards[i] = (shard){.net = net, .options = o};
        shards[i].run.random = o->seed * 1000003u + i;
        ok &= hsay_net_grad_make(&shards[i].grad, &net->shape);
        shards[i].grad.turned = turned;
        shards[i].arena = hsay_arena_new();
        ok &= shards[i].arena != NULL;
    }
    return ok;
}

static void release(shard *shards)
{
    for (uint32_t i = 0; i < HSAY_TRAINER_SHARDS; i++) {
        hsay_net_run_free(&shards[i].run);
        hsay_net_grad_free(&shards[i].grad);
        hsay_alloc__free(shards[i].rows);
        hsay_alloc__free(shards[i].work);
        hsay_alloc__free(shards[i].p);
        hsay_arena_free(shards[i].arena);
    }
}

/* One run: what is taught with what, and how far it has come. */
typedef struct course {
    hsay_net *net;
    hsay_examples examples;
    const hsay_trainer_options *options;
    shard shards[HSAY_TRAINER_SHARDS];
    hsay_adam adam;
    float *turned;
    uint32_t epoch, step, steps;
    uint64_t random;
} course;

/* Hands the examples from `at` on to the shards; answers where the next step begins. */
static uint32_t deal(course *c, uint32_t at)
{
    for (uint32_t i = 0; i < HSAY_TRAINER_SHARDS; i++) {
        shard *s = &c->shards[i];
        s->items = c->examples.items + at;
        s->count = fill(&c->examples, at, c->options->tokens_a_shard);
        s->tokens = 0;
        s->loss = 0;
        at += s->count;
    }
    return at;
}

/* One step on what was dealt; adds to the epoch's tokens and loss. */
static hsay_status take_step(course *c, uint64_t *tokens, double *loss)
{
    hsay_net_grad *grads[HSAY_TRAINER_SHARDS];
    uint64_t step_tokens = 0;
    hsay_net_turn(c->net, c->turned);
    work_all(c->shards, c->options->threads);
    for (uint32_t i = 0; i < HSAY_TRAINER_SHARDS; i++) {
        if (c->shards[i].failed)
            return HSAY_MEMORY;
        grads[i] = &c->shards[i].grad;
        step_tokens += c->shards[i].tokens;
        *loss += c->shards[i].loss;
    }
    if (!isfinite(*loss))
        return HSAY_LIMIT;
    *tokens += step_tokens;
    hsay_adam_step(&c->adam, c->net, grads,
                   (hsay_adam_pace){.count = HSAY_TRAINER_SHARDS,
                                    .share = 1.0f / (float)step_tokens,
                                    .rate = rate_at(c->options, c->step++, c->steps)});
    return HSAY_OK;
}

static bool all_finite(const float *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return false;
    return true;
}

static bool net_is_finite(const hsay_net *net)
{
    const hsay_net_shape *s = &net->shape;
    return all_finite(net->dense, hsay_net_dense_count(s)) &&
           all_finite(net->table, (size_t)s->rows * s->width) &&
           all_finite(net->steps, (size_t)s->sequences * 9);
}

static hsay_status take_epoch(course *c, uint64_t all_tokens)
{
    const hsay_trainer_options *o = c->options;
    uint64_t tokens = 0;
    double loss = 0;
    shuffle(&c->examples, &c->random);
    for (uint32_t at = 0; at < c->examples.count;) {
        at = deal(c, at);
        hsay_status status = take_step(c, &tokens, &loss);
        if (status != HSAY_OK)
            return status;
        if (o->step)
            o->step(o->ctx, c->epoch, (double)tokens / (double)all_tokens);
    }
    if (!net_is_finite(c->net))
        return HSAY_LIMIT;
    if (o->epoch)
        o->epoch(o->ctx, c->epoch, loss / (double)tokens, c->net);
    return HSAY_OK;
}

hsay_status hsay_trainer_run(hsay_net *net, hsay_examples examples,
                             const hsay_trainer_options *options)
{
    uint64_t tokens = tokens_of(&examples);
    course c = {.net = net,
                .examples = examples,
                .options = options,
                .adam = {.decay = options->decay},
                .turned = hsay_alloc__new(hsay_net_dense_count(&net->shape) * sizeof(float)),
                .steps = steps_of(tokens, options->tokens_a_shard) * options->epochs,
                .random = options->seed};
    bool ok = prepare(c.shards, net, options, c.turned);
    ok = ok && c.turned && hsay_adam_make(&c.adam, &net->shape);
    hsay_status status = ok ? HSAY_OK : HSAY_MEMORY;
    for (; status == HSAY_OK && c.epoch < options->epochs; c.epoch++)
        status = take_epoch(&c, tokens);
    release(c.shards);
    hsay_adam_free(&c.adam);
    hsay_alloc__free(c.turned);
    return status;
}
