/* A table of 64-bit hashes, key to line; open addressing, at most half full, 16 bytes an entry. */
#include "pipeline/keys.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"

typedef struct entry {
    uint64_t key, line; /* key 0: free */
} entry;

struct hsay_keys {
    entry *entries;
    size_t capacity, count;
};

enum { FIRST_CAPACITY = 256, LINE_SEED = 1 };

static entry *make_entries(size_t capacity)
{
    entry *entries = hsay_alloc__new(capacity * sizeof *entries);
    if (entries)
        memset(entries, 0, capacity * sizeof *entries);
    return entries;
}

hsay_keys *hsay_keys__new(void)
{
    hsay_keys *keys = hsay_alloc__new(sizeof *keys);
    entry *entries = keys ? make_entries(FIRST_CAPACITY) : NULL;
    if (!entries) {
        hsay_alloc__free(keys);
        return NULL;
    }
    *keys = (hsay_keys){entries, FIRST_CAPACITY, 0};
    return keys;
}

void hsay_keys__free(hsay_keys *keys)
{
    if (!keys)
        return;
    hsay_alloc__free(keys->entries);
    hsay_alloc__free(keys);
}

static entry *slot_of(entry *entries, size_t capacity, uint64_t key)
{
    size_t at = key & (capacity - 1);
    while (entries[at].key && entries[at].key != key)
        at = (at + 1) & (capacity - 1);
    return &entries[at];
}

static bool grow(hsay_keys *keys)
{
    entry *grown = make_entries(keys->capacity * 2);
    if (!grown)
        return false;
    for (size_t i = 0; i < keys->capacity; i++)
        if (keys->entries[i].key)
            *slot_of(grown, keys->capacity * 2, keys->entries[i].key) = keys->entries[i];
    hsay_alloc__free(keys->entries);
    keys->entries = grown;
    keys->capacity *= 2;
    return true;
}

static uint64_t hash_of(hsay_str text, uint64_t seed)
{
    uint64_t hash = hsay_hash_fast(text, seed);
    return hash ? hash : 1;
}

/* Whether the key is this line's: it was free, or the same line took it before. */
static bool is_ours(hsay_keys *keys, hsay_str key, hsay_str line)
{
    entry wanted = {hash_of(key, 0), hash_of(line, LINE_SEED)};
    entry *e = slot_of(keys->entries, keys->capacity, wanted.key);
    if (e->key)
        return e->line == wanted.line;
    *e = wanted;
    keys->count++;
    return true;
}

hsay_status hsay_keys__take(hsay_keys *keys, hsay_article *a, hsay_str line, hsay_arena *arena)
{
    for (;;) {
        if (keys->count * 2 >= keys->capacity && !grow(keys))
            return HSAY_MEMORY;
        if (is_ours(keys, a->id, line))
            return HSAY_OK;
        hsay_str record = hsay_arena_format(arena, "%.*s@%.*s", (int)a->record.len,
                                            a->record.len ? a->record.ptr : "", (int)line.len,
                                            line.len ? line.ptr : "");
        hsay_str id = hsay_arena_format(arena, "%.*s#%.*s", (int)a->input.len, a->input.ptr,
                                        (int)record.len, record.len ? record.ptr : "");
        if (hsay_arena_failed(arena))
            return HSAY_MEMORY;
        a->record = record;
        a->id = id;
    }
}
