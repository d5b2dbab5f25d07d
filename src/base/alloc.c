/* Allocation with a countdown to one failure; the countdown costs one relaxed atomic a call. */
#include "base/alloc.h"

#include <stdatomic.h>
#include <stdlib.h>

static atomic_size_t asked, failing;

static bool refused(void)
{
    size_t n = atomic_fetch_add_explicit(&asked, 1, memory_order_relaxed) + 1;
    return n == atomic_load_explicit(&failing, memory_order_relaxed);
}

bool hsay_alloc__cut_refused(void)
{
    return atomic_load_explicit(&failing, memory_order_relaxed) && refused();
}

void *hsay_alloc__new(size_t size)
{
    return refused() ? NULL : malloc(size ? size : 1);
}

void *hsay_alloc__zeroed(size_t size)
{
    return refused() ? NULL : calloc(1, size ? size : 1);
}

void *hsay_alloc__resize(void *ptr, size_t size)
{
    return refused() ? NULL : realloc(ptr, size ? size : 1);
}

void hsay_alloc__free(void *ptr)
{
    free(ptr);
}

size_t hsay_alloc__fail_nth(size_t n)
{
    atomic_store(&failing, n);
    return atomic_exchange(&asked, 0);
}
