/*
 * Look-up in generated word tables: a bit tells whether any key begins as the words do; then the
 * key is folded on the stack, hashed, and compared once.
 */
#include "base/lexicon.h"

#include <string.h>

#include "base/str.h"

const uint8_t hsay_lexicon__letters[256] = {
    ['0'] = '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ['A'] = 'a', 'b', 'c',
    'd',         'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n',         'o', 'p',
    'q',         'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', ['a'] = 'a', 'b', 'c',
    'd',         'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n',         'o', 'p',
    'q',         'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
};

/* Folds, and hashes by FNV-1a. */
bool hsay_lexicon_key_add(hsay_lexicon_key *key, hsay_str words)
{
    size_t len = key->len, start = len;
    uint32_t h = len ? key->hash : 2166136261u;
    for (size_t i = 0; i < words.len; i++) {
        char c = (char)hsay_lexicon__letters[(unsigned char)words.ptr[i]];
        if (c == 0)
            c = words.ptr[i];
        if (hsay_char_is_space(c)) {
            if (len && key->bytes[len - 1] == ' ')
                continue;
            c = ' ';
        } else if (c == '\xE2' && i + 2 < words.len && words.ptr[i + 1] == '\x80' &&
                   words.ptr[i + 2] == '\x99') {
            c = '\'';
            i += 2;
        }
        if (len + 1 >= HSAY_LEXICON_KEY_BYTES) {
            key->bytes[start] = 0;
            return false;
        }
        key->bytes[len++] = c;
        h = (h ^ (unsigned char)c) * 16777619u;
    }
    key->bytes[len] = 0;
    key->len = len;
    key->hash = h;
    return true;
}

const hsay_lexicon_row *hsay_lexicon_key_find(const hsay_lexicon *lexicon,
                                              const hsay_lexicon_key *key)
{
    uint32_t hash = key->hash;
    for (uint32_t at = hash & lexicon->slot_mask;; at = (at + 1) & lexicon->slot_mask) {
        uint32_t slot = lexicon->slots[at];
        if (slot == 0)
            return NULL;
        const hsay_lexicon_row *row = &lexicon->rows[(slot & 0xFFFF) - 1];
        if (slot >> 16 == hash >> 16 && strcmp(row->key, key->bytes) == 0)
            return row;
    }
}

const hsay_lexicon_row *hsay_lexicon__look(const hsay_lexicon *lexicon, hsay_str words)
{
    hsay_lexicon_key key;
    key.len = 0;
    return words.len && hsay_lexicon_key_add(&key, words) ? hsay_lexicon_key_find(lexicon, &key)
                                                          : NULL;
}
