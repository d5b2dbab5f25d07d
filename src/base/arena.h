/*
 * An arena: memory that lives and dies together.  One for each document; nothing in it is freed
 * alone. Allocation never returns garbage: on failure it answers NULL and the arena stays `failed`,
 * so a stage may push freely and check once (hsay_arena_failed).
 */
#ifndef HSAY_BASE_ARENA_H
#define HSAY_BASE_ARENA_H

#include "hearsay/text.h"

typedef struct hsay_arena hsay_arena;

/* NULL where memory is short. */
hsay_arena *hsay_arena_new(void);
void hsay_arena_free(hsay_arena *arena); /* NULL is fine */

/* Forgets all that was allocated and the failure, and keeps one block for use again. */
void hsay_arena_reset(hsay_arena *arena);

/* Zeroed memory, aligned for any type. */
void *hsay_arena_alloc(hsay_arena *arena, size_t size);
/* `count * size` zeroed bytes, checked for overflow. */
void *hsay_arena_array(hsay_arena *arena, size_t count, size_t size);
/* A copy of bytes; a NUL stands behind them, outside the length. */
hsay_str hsay_arena_copy(hsay_arena *arena, hsay_str bytes);
/* printf into the arena; empty on failure. */
hsay_str hsay_arena_format(hsay_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

bool hsay_arena_failed(const hsay_arena *arena);
/* For what failed elsewhere, so that it is seen here. */
void hsay_arena_fail(hsay_arena *arena);
/* Bytes handed out and held in blocks: for limits and reports. */
size_t hsay_arena_bytes(const hsay_arena *arena);

/*
 * A vector on an arena: HSAY_VEC(hsay_token) tokens = {0}; hsay_vec_push(arena, &tokens, token);
 * A push that fails leaves the vector as it was and the arena failed.
 */
#define HSAY_VEC(type)                                                                             \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }

#define hsay_vec_push(arena, vec, ...)                                                             \
    do {                                                                                           \
        if ((vec)->count == (vec)->capacity)                                                       \
            (vec)->items =                                                                         \
                hsay_vec__grow((arena), (vec)->items, &(vec)->capacity, sizeof *(vec)->items);     \
        if ((vec)->count < (vec)->capacity)                                                        \
            (vec)->items[(vec)->count++] = (__VA_ARGS__);                                          \
    } while (0)

/* Doubles `*capacity`, what is behind the items is not zeroed; on failure answers `items` and
 * leaves `*capacity`. */
void *hsay_vec__grow(hsay_arena *arena, void *items, size_t *capacity, size_t item_size);

#endif
