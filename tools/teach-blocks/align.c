/*
 * A block of four words or more belongs to the body by the share of its four-word shingles there; a
 * shorter one where its words stand near the place that was read last, since such words are
 * everywhere.
 */
#include "align.h"

#include "base/hash.h"
#include "base/str.h"

enum { SHINGLE = 4, NEAR_BEFORE = 4, NEAR_BEHIND = 30 };

struct gold {
    words body;
    uint32_t *slots, *next; /* 1 + the first place of a shingle; of the next place with its hash */
    uint32_t size, at;      /* at: behind what was read last */
};

static bool is_letter(hsay_str s, size_t i)
{
    unsigned char c = (unsigned char)s.ptr[i];
    if (c < 0x80)
        return hsay_char_is_alpha((char)c) || hsay_char_is_digit((char)c) || c == '_';
    if (c == 0xC2 || (c == 0xE2 && i + 1 < s.len && (unsigned char)s.ptr[i + 1] == 0x80))
        return false; /* signs of Latin-1, quote marks and dashes */
    bool later = c < 0xC0 && i > 0;
    if (later && ((unsigned char)s.ptr[i - 1] == 0xC2 || (unsigned char)s.ptr[i - 1] == 0xE2))
        return (unsigned char)s.ptr[i - 1] == 0xE2 && c != 0x80;
    if (later && i > 1 && (unsigned char)s.ptr[i - 2] == 0xE2 &&
        (unsigned char)s.ptr[i - 1] == 0x80)
        return false;
    return true;
}

words words_of(hsay_arena *arena, hsay_str text)
{
    HSAY_VEC(uint64_t) out = {0};
    char folded[64];
    for (size_t i = 0; i < text.len;) {
        size_t len = 0;
        for (; i < text.len && is_letter(text, i); i++)
            if (len < sizeof folded)
                folded[len++] = hsay_char_lower(text.ptr[i]);
        if (len)
            hsay_vec_push(arena, &out, hsay_hash_fast((hsay_str){folded, len}, 0));
        else
            i++;
    }
    return (words){out.items, (uint32_t)out.count};
}

static uint64_t shingle(words w, uint32_t at)
{
    uint64_t hash = 0;
    for (uint32_t k = 0; k < SHINGLE; k++)
        hash = (hash ^ w.items[at + k]) * 0x9E3779B97F4A7C15u + (hash >> 29);
    return hash;
}

gold *gold_of(hsay_arena *arena, hsay_str body)
{
    gold *g = hsay_arena_alloc(arena, sizeof *g);
    g->body = words_of(arena, body);
    for (g->size = 64; g->size < 2 * g->body.count;)
        g->size *= 2;
    g->slots = hsay_arena_array(arena, g->size, sizeof *g->slots);
    g->next = hsay_arena_array(arena, g->body.count + 1, sizeof *g->next);
    for (uint32_t i = g->body.count > SHINGLE ? g->body.count - SHINGLE + 1 : 0; i-- > 0;) {
        uint32_t *slot = &g->slots[shingle(g->body, i) >> 16 & (g->size - 1)];
        g->next[i] = *slot;
        *slot = i + 1;
    }
    return g;
}

static bool stands_at(words whole, uint32_t at, words part, uint32_t from, uint32_t count)
{
    if (at + count > whole.count)
        return false;
    for (uint32_t k = 0; k < count; k++)
        if (whole.items[at + k] != part.items[from + k])
            return false;
    return true;
}

/* The first place at or behind `from` of the shingle, else any; UINT32_MAX: none. */
static uint32_t find(const gold *g, words block, uint32_t i, uint32_t from)
{
    uint32_t any = UINT32_MAX;
    for (uint32_t at = g->slots[shingle(block, i) >> 16 & (g->size - 1)]; at; at = g->next[at - 1])
        if (stands_at(g->body, at - 1, block, i, SHINGLE)) {
            if (at - 1 >= from)
                return at - 1;
            any = any == UINT32_MAX ? at - 1 : any;
        }
    return any;
}

static double share_of_short(gold *g, words block)
{
    uint32_t from = g->at > NEAR_BEFORE ? g->at - NEAR_BEFORE : 0;
    for (uint32_t at = from; at < g->at + NEAR_BEHIND && at < g->body.count; at++)
        if (stands_at(g->body, at, block, 0, block.count)) {
            g->at = at + block.count;
            return 1;
        }
    return 0;
}

double gold_share(gold *g, words block)
{
    if (block.count == 0)
        return 0;
    if (block.count < SHINGLE)
        return share_of_short(g, block);
    uint32_t found = 0, all = block.count - SHINGLE + 1, end = g->at;
    for (uint32_t i = 0; i < all; i++) {
        uint32_t at = find(g, block, i, g->at > NEAR_BEFORE ? g->at - NEAR_BEFORE : 0);
        found += at != UINT32_MAX;
        if (at != UINT32_MAX)
            end = at + SHINGLE;
    }
    if (found * 2 >= all)
        g->at = end;
    return (double)found / all;
}

bool words_contain(words whole, words part)
{
    for (uint32_t at = 0; part.count && at + part.count <= whole.count; at++)
        if (stands_at(whole, at, part, 0, part.count))
            return true;
    return false;
}
