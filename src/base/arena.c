/* Blocks in a list, the newest first; each allocation is a cut off the newest block's end. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

enum { ALIGN = 16, FIRST_BLOCK_BYTES = 16 * 1024, LARGEST_STEP_BYTES = 4 * 1024 * 1024 };

typedef struct block {
    struct block *next;
    size_t used, size; /* of the bytes behind this header */
} block;

struct hsay_arena {
    block *newest;
    size_t held_bytes;
    bool failed;
};

static const size_t HEADER = (sizeof(block) + ALIGN - 1) / ALIGN * ALIGN;

hsay_arena *hsay_arena_new(void)
{
    hsay_arena *arena = hsay_alloc__new(sizeof *arena);
    if (arena)
        *arena = (hsay_arena){0};
    return arena;
}

static void free_blocks(block *b)
{
    while (b) {
        block *next = b->next;
        hsay_alloc__free(b);
        b = next;
    }
}

void hsay_arena_free(hsay_arena *arena)
{
    if (!arena)
        return;
    free_blocks(arena->newest);
    hsay_alloc__free(arena);
}

void hsay_arena_reset(hsay_arena *arena)
{
    block *keep = arena->newest;
    arena->failed = false;
    if (!keep)
        return;
    free_blocks(keep->next);
    keep->next = NULL;
    keep->used = 0;
    arena->held_bytes = keep->size;
    if (keep->size > LARGEST_STEP_BYTES) { /* one huge record must not pin its memory */
        hsay_alloc__free(keep);
        *arena = (hsay_arena){0};
    }
}

static bool add_block(hsay_arena *arena, size_t at_least)
{
    size_t size = arena->newest ? arena->newest->size * 2 : FIRST_BLOCK_BYTES;
    if (size > LARGEST_STEP_BYTES)
        size = LARGEST_STEP_BYTES;
    if (size < at_least)
        size = at_least;
    block *b = hsay_alloc__new(HEADER + size);
    if (!b)
        return false;
    *b = (block){.next = arena->newest, .used = 0, .size = size};
    arena->newest = b;
    arena->held_bytes += size;
    return true;
}

void *hsay_arena_alloc(hsay_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4 || hsay_alloc__cut_refused()) {
        arena->failed = true;
        return NULL;
    }
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (size == 0)
        size = ALIGN;
    block *b = arena->newest;
    if (!b || b->size - b->used < size) {
        if (!add_block(arena, size)) {
            arena->failed = true;
            return NULL;
        }
        b = arena->newest;
    }
    void *out = (char *)b + HEADER + b->used;
    b->used += size;
    return memset(out, 0, size);
}

void *hsay_arena_array(hsay_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 4 / size) {
        arena->failed = true;
        return NULL;
    }
    return hsay_arena_alloc(arena, count * size);
}

hsay_str hsay_arena_copy(hsay_arena *arena, hsay_str bytes)
{
    char *out = hsay_arena_alloc(arena, bytes.len + 1);
    if (!out)
        return (hsay_str){0};
    if (bytes.len)
        memcpy(out, bytes.ptr, bytes.len);
    return (hsay_str){out, bytes.len};
}

hsay_str hsay_arena_format(hsay_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *out = len < 0 ? NULL : hsay_arena_alloc(arena, (size_t)len + 1);
    if (out)
        vsnprintf(out, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
    return out ? (hsay_str){out, (size_t)len} : (hsay_str){0};
}

bool hsay_arena_failed(const hsay_arena *arena)
{
    return arena->failed;
}

size_t hsay_arena_bytes(const hsay_arena *arena)
{
    return arena->held_bytes;
}

void *hsay_vec__grow(hsay_arena *arena, void *items, size_t *capacity, size_t item_size)
{
    size_t grown = *capacity ? *capacity * 2 : 8;
    void *out = hsay_arena_array(arena, grown, item_size);
    if (!out)
        return items;
    if (*capacity)
        memcpy(out, items, *capacity * item_size);
    *capacity = grown;
    return out;
}
