/* The pool hands results on in input order, drops what follows a failure, and runs every item once.
 */
#include "check.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/pool.h"

typedef struct job {
    unsigned number, square;
} job;

typedef struct state {
    unsigned made, wanted, done, dropped, stop_at;
    atomic_uint worked;
} state;

static void *next(void *ctx)
{
    state *s = ctx;
    if (s->made == s->wanted)
        return NULL;
    job *j = calloc(1, sizeof *j);
    j->number = s->made++;
    return j;
}

static void work(void *ctx, void *item)
{
    job *j = item;
    for (volatile unsigned spin = 0; spin < (j->number % 7) * 1000; spin++)
        ;
    j->square = j->number * j->number;
    atomic_fetch_add(&((state *)ctx)->worked, 1);
}

static hsay_status done(void *ctx, void *item)
{
    state *s = ctx;
    job *j = item;
    assert_int_equal(j->number, s->done);
    assert_int_equal(j->square, j->number * j->number);
    s->done++;
    free(j);
    return s->done == s->stop_at ? HSAY_STOPPED : HSAY_OK;
}

static void drop(void *ctx, void *item)
{
    ((state *)ctx)->dropped++;
    free(item);
}

static const hsay_pool_ops OPS = {next, work, done, drop};

static void results_come_in_input_order(void **unused)
{
    (void)unused;
    for (unsigned threads = 1; threads <= 5; threads++) {
        state s = {.wanted = 1000};
        assert_int_equal(hsay_pool_run(&OPS, &s, threads), HSAY_OK);
        assert_int_equal(s.done, 1000);
        assert_int_equal(s.worked, 1000);
        assert_int_equal(s.dropped, 0);
    }
}

static void a_failure_stops_and_drops(void **unused)
{
    (void)unused;
    for (unsigned threads = 1; threads <= 5; threads++) {
        state s = {.wanted = 1000, .stop_at = 10};
        assert_int_equal(hsay_pool_run(&OPS, &s, threads), HSAY_STOPPED);
        assert_int_equal(s.done, 10);
        assert_int_equal(s.dropped, s.made - 10);
        assert_true(s.made < 1000);
    }
}

static void no_items_is_fine(void **unused)
{
    (void)unused;
    state s = {0};
    assert_int_equal(hsay_pool_run(&OPS, &s, 0), HSAY_OK);
    assert_int_equal(s.done, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_come_in_input_order),
        cmocka_unit_test(a_failure_stops_and_drops),
        cmocka_unit_test(no_items_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
