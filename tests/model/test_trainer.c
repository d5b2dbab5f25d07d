/* The gradient beside differences of the loss; teaching: what is learnt, and that it is the same.
 */
#include "check.h"

#include <math.h>

#include "model/crf.h"
#include "model/small.h"

/* Some weighing of the scores, so that its gradient at the scores is known. */
static double loss_of(const hsay_net *net, hsay_net_run *run, const float *weights)
{
    hsay_net_forward(net, run);
    double sum = 0;
    for (uint32_t i = 0; i < run->count * net->shape.outputs; i++)
        sum += (double)(run->y[i] * weights[i]);
    return sum;
}

static void check_slope(const hsay_net *net, hsay_net_run *run, const float *weights, float *at,
                        float slope)
{
    float had = *at, h = 1e-3f;
    *at = had + h;
    double up = loss_of(net, run, weights);
    *at = had - h;
    double down = loss_of(net, run, weights);
    *at = had;
    double want = (up - down) / (2 * (double)h);
    assert_true(fabs(want - (double)slope) < 2e-2 * (1 + fabs(want)));
}

static void gradient(void **state)
{
    (void)state;
    enum { COUNT = 9 };
    hsay_net net = small_net(5);
    uint32_t *rows = small_rows(COUNT, 6);
    hsay_net_run run = {0};
    hsay_net_grad grad;
    assert_true(hsay_net_run_reserve(&run, &net.shape, COUNT));
    assert_true(hsay_net_grad_make(&grad, &net.shape));
    assert_true(hsay_net_grad_reserve(&grad, &net.shape, COUNT));
    run.rows = rows;
    run.count = COUNT;
    float weights[COUNT * 16];
    uint64_t seed = 7;
    for (int i = 0; i < COUNT * 16; i++)
        grad.dy[i] = weights[i] = hsay_random__unit(&seed) - .5f;
    size_t dense = hsay_net_dense_count(&net.shape);
    float *turned = malloc(dense * sizeof *turned);
    hsay_net_turn(&net, turned);
    grad.turned = turned;
    loss_of(&net, &run, weights);
    hsay_net_backward(&net, &run, &grad);
    for (size_t i = 0; i < dense; i += 211)
        check_slope(&net, &run, weights, &net.dense[i], grad.dense[i]);
    for (size_t i = 0; i < 50 * 32; i += 37)
        check_slope(&net, &run, weights, &net.table[i], grad.table[i]);
    hsay_net_run_free(&run);
    hsay_net_grad_free(&grad);
    free(turned);
    free(rows);
    small_free(&net);
}

/* Rows below 10 in the first field begin a run of two; the rest is outside. */
static hsay_example lesson(uint64_t seed)
{
    enum { COUNT = 40 };
    uint32_t *rows = small_rows(COUNT, seed);
    uint8_t *gold = malloc(COUNT * 2);
    memset(gold, HSAY_LABEL_O, COUNT * 2);
    for (uint32_t t = 0; t + 1 < COUNT; t++)
        if (rows[t * 3] < 10 && gold[t * 2] == HSAY_LABEL_O) {
            gold[t * 2] = gold[t * 2 + 1] = HSAY_LABEL_B;
            gold[t * 2 + 2] = gold[t * 2 + 3] = HSAY_LABEL_I;
        }
    return (hsay_example){COUNT, rows, gold, NULL, NULL};
}

static double last_loss;

static void note_loss(void *ctx, uint32_t epoch, double loss, const hsay_net *net)
{
    (void)ctx, (void)epoch, (void)net;
    last_loss = loss;
}

static hsay_net taught(uint32_t threads)
{
    hsay_example lessons[60];
    for (uint32_t i = 0; i < 60; i++)
        lessons[i] = lesson(i + 1);
    hsay_net net = small_net(1);
    hsay_trainer_options options = HSAY_TRAINER_DEFAULTS;
    options.epochs = 15;
    options.tokens_a_shard = 80;
    options.rate = 5e-3f;
    options.threads = threads;
    options.epoch = note_loss;
    assert_int_equal(hsay_trainer_run(&net, (hsay_examples){lessons, 60}, &options), HSAY_OK);
    for (uint32_t i = 0; i < 60; i++) {
        free((void *)(uintptr_t)lessons[i].rows);
        free((void *)(uintptr_t)lessons[i].gold);
    }
    return net;
}

static void learns(void **state)
{
    (void)state;
    hsay_net one = taught(1), two = taught(2);
    assert_true(last_loss < .4); /* 2 sequences; nothing learnt: about 1.5 */
    assert_memory_equal(one.dense, two.dense, hsay_net_dense_count(&one.shape) * sizeof(float));
    assert_memory_equal(one.table, two.table, 50 * 32 * sizeof(float));
    small_free(&one);
    small_free(&two);
}

/* The rate that no weights stand: told, not gone on with. */
static void runs_away(void **state)
{
    (void)state;
    hsay_example lessons[] = {lesson(1), lesson(2), lesson(3)};
    hsay_net net = small_net(1);
    hsay_trainer_options options = HSAY_TRAINER_DEFAULTS;
    const float rates[] = {1e30f, INFINITY, NAN};
    for (int i = 0; i < 3; i++) {
        options.rate = rates[i];
        options.epoch = note_loss;
        last_loss = -1;
        assert_int_equal(hsay_trainer_run(&net, (hsay_examples){lessons, 3}, &options), HSAY_LIMIT);
        assert_true(last_loss < 0 || isfinite(last_loss));
        hsay_trainer_begin(&net, 1);
    }
    for (int i = 0; i < 3; i++) {
        free((void *)(uintptr_t)lessons[i].rows);
        free((void *)(uintptr_t)lessons[i].gold);
    }
    small_free(&net);
}

static double last_share;
static uint32_t step_count;

static void note_step(void *ctx, uint32_t epoch, double share)
{
    (void)ctx;
    assert_true(epoch == step_count / 2 && share > (step_count % 2 ? last_share : 0));
    last_share = share;
    step_count++;
}

/* Three lessons of 40 tokens in steps of two shards: two steps an epoch, the second ends it. */
static void tells_each_step(void **state)
{
    (void)state;
    hsay_example lessons[] = {lesson(1), lesson(2), lesson(3)};
    hsay_net net = small_net(1);
    hsay_trainer_options options = HSAY_TRAINER_DEFAULTS;
    options.epochs = 3;
    options.tokens_a_shard = 40;
    options.step = note_step;
    assert_int_equal(hsay_trainer_run(&net, (hsay_examples){lessons, 3}, &options), HSAY_OK);
    assert_int_equal(step_count, 6);
    assert_true(last_share > .999 && last_share < 1.001);
    for (int i = 0; i < 3; i++) {
        free((void *)(uintptr_t)lessons[i].rows);
        free((void *)(uintptr_t)lessons[i].gold);
    }
    small_free(&net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gradient), cmocka_unit_test(learns),
                                       cmocka_unit_test(runs_away),
                                       cmocka_unit_test(tells_each_step)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
