/* All memory of the library comes through here, so that a test can make any allocation fail. */
#ifndef HSAY_BASE_ALLOC_H
#define HSAY_BASE_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* As malloc, calloc, realloc and free; NULL on failure.  A size of 0 is taken as 1. */
void *hsay_alloc__new(size_t size);
void *hsay_alloc__zeroed(size_t size);
void *hsay_alloc__resize(void *ptr, size_t size);
void hsay_alloc__free(void *ptr);

/* For an arena, which cuts many pieces off one allocation: whether a test wants this cut to fail.
 */
bool hsay_alloc__cut_refused(void);

/*
 * For tests: the n-th allocation or cut of an arena from now (1: the next) fails, once; 0 turns it
 * off.  Answers how many allocations were asked for since the last call.  Not for use while other
 * threads allocate.
 */
size_t hsay_alloc__fail_nth(size_t n);

#endif
