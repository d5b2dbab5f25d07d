/*
 * A ring of slots: the calling thread fills it at the tail and empties it at the head, so results
 * come out in order; in between every thread, the calling one too, works on the oldest waiting
 * slot.
 */
#include "base/pool.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

#include "base/alloc.h"

typedef struct slot {
    void *item;
    bool finished;
} slot;

typedef struct pool {
    const hsay_pool_ops *ops;
    void *ctx;
    pthread_mutex_t lock;
    pthread_cond_t waiting, finished;
    slot *slots;
    size_t size, head, work, tail; /* head <= work <= tail <= head + size */
    bool closed;
} pool;

/* Takes the oldest waiting slot and works on it.  Holds the lock on entry and on return. */
static void work_one(pool *p)
{
    slot *s = &p->slots[p->work++ % p->size];
    pthread_mutex_unlock(&p->lock);
    p->ops->work(p->ctx, s->item);
    pthread_mutex_lock(&p->lock);
    s->finished = true;
    pthread_cond_signal(&p->finished);
}

static void *worker(void *arg)
{
    pool *p = arg;
    pthread_mutex_lock(&p->lock);
    while (!p->closed) {
        if (p->work < p->tail)
            work_one(p);
        else
            pthread_cond_wait(&p->waiting, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* Puts one more item in; false at the end of the input.  Called and left with the lock held. */
static bool fill_one(pool *p)
{
    pthread_mutex_unlock(&p->lock);
    void *item = p->ops->next(p->ctx);
    pthread_mutex_lock(&p->lock);
    if (!item)
        return false;
    p->slots[p->tail++ % p->size] = (slot){.item = item};
    pthread_cond_signal(&p->waiting);
    return true;
}

static hsay_status run(pool *p)
{
    hsay_status status = HSAY_OK;
    bool more = true;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (more && status == HSAY_OK && p->tail - p->head < p->size)
            more = fill_one(p);
        if (p->head == p->tail)
            break;
        slot *oldest = &p->slots[p->head % p->size];
        if (oldest->finished) {
            void *item = oldest->item;
            p->head++;
            pthread_mutex_unlock(&p->lock);
            if (status == HSAY_OK)
                status = p->ops->done(p->ctx, item);
            else
                p->ops->drop(p->ctx, item);
            pthread_mutex_lock(&p->lock);
        } else if (p->work < p->tail) {
            work_one(p);
        } else {
            pthread_cond_wait(&p->finished, &p->lock);
        }
    }
    p->closed = true;
    pthread_cond_broadcast(&p->waiting);
    pthread_mutex_unlock(&p->lock);
    return status;
}

static unsigned threads_wanted(unsigned threads)
{
    if (threads == 0) {
        long n = sysconf(_SC_NPROCESSORS_ONLN);
        threads = n > 0 ? (unsigned)n : 1;
    }
    return threads > HSAY_POOL_THREADS_MAX ? HSAY_POOL_THREADS_MAX : threads;
}

hsay_status hsay_pool_run(const hsay_pool_ops *ops, void *ctx, unsigned threads)
{
    threads = threads_wanted(threads);
    pool p = {.ops = ops, .ctx = ctx, .size = (size_t)threads * HSAY_POOL_AHEAD};
    p.slots = hsay_alloc__new(p.size * sizeof *p.slots);
    if (!p.slots)
        return HSAY_MEMORY;
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.waiting, NULL);
    pthread_cond_init(&p.finished, NULL);
    pthread_t helpers[HSAY_POOL_THREADS_MAX];
    unsigned started = 0;
    while (started + 1 < threads && pthread_create(&helpers[started], NULL, worker, &p) == 0)
        started++;
    hsay_status status = run(&p);
    for (unsigned i = 0; i < started; i++)
        pthread_join(helpers[i], NULL);
    pthread_cond_destroy(&p.finished);
    pthread_cond_destroy(&p.waiting);
    pthread_mutex_destroy(&p.lock);
    hsay_alloc__free(p.slots);
    return status;
}
