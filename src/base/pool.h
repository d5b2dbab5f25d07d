/* Work spread over threads, with the results handed on in the order of the input. */
#ifndef HSAY_BASE_POOL_H
#define HSAY_BASE_POOL_H

#include "hearsay/status.h"

typedef struct hsay_pool_ops {
    void *(*next)(void *ctx);                   /* the calling thread; NULL: no more */
    void (*work)(void *ctx, void *item);        /* any thread, several at once */
    hsay_status (*done)(void *ctx, void *item); /* the calling thread, in order; takes the item */
    void (*drop)(void *ctx, void *item); /* takes an item that is not wanted after a failure */
} hsay_pool_ops;

enum { HSAY_POOL_THREADS_MAX = 256, HSAY_POOL_AHEAD = 4 /* items in flight for each thread */ };

/*
 * Runs until `next` answers NULL or `done` a status other than HSAY_OK, which is answered.
 * `threads` counts the calling one; 0: one for each processor.  Where threads can not be had, fewer
 * do the work.
 */
hsay_status hsay_pool_run(const hsay_pool_ops *ops, void *ctx, unsigned threads);

#endif
