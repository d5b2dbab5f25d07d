/*
 * Blocks in a list, the newest first; each allocation is a cut off the newest block's end.  What is
 * large has a block of its own in a second list, so that a vector in it grows where it is: its old
 * items are not kept beside the new ones, and what nothing was written to takes no memory.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

enum { ALIGN = 16, FIRST_BLOCK_BYTES = 16 * 1024, LARGEST_STEP_BYTES = 4 * 1024 * 1024 };
enum { LARGE_BYTES = 1024 * 1024 };

typedef struct block {
    struct block *next;
    size_t used, size; /* of the bytes behind this header */
} block;

struct hsay_arena {
    block *newest;
    block *large; /* of one allocation each */
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
    free_blocks(arena->large);
    hsay_alloc__free(arena);
}

void hsay_arena_reset(hsay_arena *arena)
{
    block *keep = arena->newest;
    free_blocks(arena->large); /* one huge record must not pin its memory */
    *arena = (hsay_arena){.newest = keep};
    if (!keep)
        return;
    free_blocks(keep->next);
    keep->next = NULL;
    keep->used = 0;
    arena->held_bytes = keep->size;
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

static void *add_large(hsay_arena *arena, size_t size)
{
    block *b = hsay_alloc__zeroed(HEADER + size);
    if (!b)
        return NULL;
    *b = (block){.next = arena->large, .used = size, .size = size};
    arena->large = b;
    arena->held_bytes += size;
    return (char *)b + HEADER;
}

/* The link that holds the large block of an allocation. */
static block **large_of(hsay_arena *arena, const void *allocation)
{
    block **link = &arena->large;
    while ((const char *)*link + HEADER != allocation)
        link = &(*link)->next;
    return link;
}

static void *grow_large(hsay_arena *arena, void *allocation, size_t size)
{
    block **link = large_of(arena, allocation);
    block *b = hsay_alloc__resize(*link, HEADER + size);
    if (!b)
        return NULL;
    *link = b;
    arena->held_bytes += size - b->size;
    b->used = b->size = size;
    return (char *)b + HEADER;
}

/* Whether a piece of the size may be had; all are aligned. */
static bool may_have(hsay_arena *arena, size_t *size)
{
    bool fine = *size <= SIZE_MAX / 4 && !hsay_alloc__cut_refused();
    arena->failed |= !fine;
    *size = *size ? (*size + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
    return fine;
}

/* Not zeroed, but where it is large. */
static void *cut(hsay_arena *arena, size_t size)
{
    if (size >= LARGE_BYTES)
        return add_large(arena, size);
    block *b = arena->newest;
    if ((!b || b->size - b->used < size) && !add_block(arena, size))
        return NULL;
    b = arena->newest;
    b->used += size;
    return (char *)b + HEADER + b->used - size;
}

void *hsay_arena_alloc(hsay_arena *arena, size_t size)
{
    if (!may_have(arena, &size))
        return NULL;
    void *out = cut(arena, size);
    arena->failed |= !out;
    return out && size < LARGE_BYTES ? memset(out, 0, size) : out;
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

void hsay_arena_fail(hsay_arena *arena)
{
    arena->failed = true;
}

size_t hsay_arena_bytes(const hsay_arena *arena)
{
    return arena->held_bytes;
}

void *hsay_vec__grow(hsay_arena *arena, void *items, size_t *capacity, size_t item_size)
{
    size_t grown = *capacity ? *capacity * 2 : 8, held = *capacity * item_size;
    size_t size = grown > SIZE_MAX / 4 / item_size ? SIZE_MAX : grown * item_size;
    bool large = (held + ALIGN - 1) / ALIGN * ALIGN >= LARGE_BYTES;
    if (!may_have(arena, &size))
        return items;
    void *out = large ? grow_large(arena, items, size) : cut(arena, size);
    arena->failed |= !out;
    if (!out)
        return items;
    if (held && !large)
        memcpy(out, items, held);
    *capacity = grown;
    return out;
}
