/* Words to buckets: FNV-1a over small letters. */
#include "ingest/block_words.h"

#include "base/str.h"

enum { NAMES_BYTES = 256 };

static uint32_t mix(uint32_t hash, unsigned char c)
{
    return (hash ^ c) * 16777619u;
}

static uint32_t spread(uint32_t hash)
{
    hash ^= hash >> 15;
    hash *= 0x2C1B3C6Du;
    return hash ^ hash >> 14;
}

static uint32_t add_names(hsay_str names, uint32_t seed, uint16_t *out, uint32_t count)
{
    names = hsay_str_cut(names, 0, NAMES_BYTES);
    uint32_t hash = seed;
    for (size_t i = 0; i <= names.len && count < HSAY_BLOCK_MOST_NAMES; i++) {
        char c = i < names.len ? names.ptr[i] : ' ';
        bool hump = i > 0 && hsay_char_is_upper(c) && !hsay_char_is_upper(names.ptr[i - 1]);
        bool inside = hsay_char_is_alpha(c) || (unsigned char)c >= 0x80;
        if ((!inside || hump) && hash != seed) {
            out[count++] = (uint16_t)(spread(hash) % HSAY_BLOCK_NAME_BUCKETS);
            hash = seed;
        }
        if (inside)
            hash = mix(hash, (unsigned char)hsay_char_lower(c));
    }
    return count;
}

uint32_t hsay_block__names(const hsay_nodes *nodes, uint32_t node,
                           uint16_t out[HSAY_BLOCK_MOST_NAMES])
{
    uint32_t count = add_names(hsay_node__attr(nodes, node, HSAY_ATTR_CLASS), 2166136261u, out, 0);
    return add_names(hsay_node__attr(nodes, node, HSAY_ATTR_ID), 2166136261u, out, count);
}

typedef struct scan {
    uint16_t *out;
    uint32_t count, words, hash, before;
} scan;

static void end_word(scan *s)
{
    if (s->hash == 0)
        return;
    s->out[s->count++] = (uint16_t)(spread(s->hash) % HSAY_BLOCK_WORD_BUCKETS);
    if (s->before)
        s->out[s->count++] = (uint16_t)(spread(s->before * 31 + s->hash) % HSAY_BLOCK_WORD_BUCKETS);
    s->before = s->hash;
    s->hash = 0;
    s->words++;
}

static void scan_text(scan *s, hsay_str text)
{
    for (size_t i = 0; i < text.len && s->words < HSAY_BLOCK_MOST_WORDS; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool letter = hsay_char_is_alpha((char)c) || c >= 0x80;
        if (letter)
            s->hash = mix(s->hash ? s->hash : 2166136261u, (unsigned char)hsay_char_lower((char)c));
        else if (hsay_char_is_digit((char)c))
            s->hash = mix(s->hash ? s->hash : 2166136261u, '0');
        else
            end_word(s);
    }
}

uint32_t hsay_block__words(const hsay_nodes *nodes, const hsay_node_facts *facts,
                           const hsay_block *b, uint16_t out[2 * HSAY_BLOCK_MOST_WORDS])
{
    scan s = {.out = out};
    for (uint32_t i = b->first; i < b->last && s.words < HSAY_BLOCK_MOST_WORDS; i++) {
        if (facts[i].silent)
            i = nodes->items[i].end - 1;
        else
            scan_text(&s, nodes->items[i].text);
    }
    end_word(&s);
    return s.count;
}
