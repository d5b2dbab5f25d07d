/*
 * Look-up in generated word tables: a bit tells whether any key begins as the words do; then the
 * key is folded on the stack, hashed, and compared once.
 */
#include "base/lexicon.h"

#include <string.h>

#include "base/str.h"

enum { HEAD_BYTES = 4 };

/* The same product as in data/compile.py. */
static uint32_t head_of(hsay_str words)
{
    uint32_t head = 0;
    for (size_t i = 0; i < HEAD_BYTES && i < words.len; i++) {
        char c = words.ptr[i];
        if (!hsay_char_is_alpha(c) && !hsay_char_is_digit(c))
            break;
        head = head << 8 | (unsigned char)hsay_char_lower(c);
    }
    return head * 2654435761u;
}

static bool begins(const hsay_lexicon *lexicon, hsay_str words)
{
    uint32_t bit = head_of(words) >> lexicon->head_shift;
    return lexicon->heads[bit / 8] >> bit % 8 & 1;
}

bool hsay_lexicon_may_begin(const hsay_lexicon *lexicon, hsay_str words)
{
    return begins(lexicon, words);
}

/* Folds into `key`, terminated, and hashes it by FNV-1a; false where it is too long or empty. */
static bool fold(hsay_str words, char key[HSAY_LEXICON_KEY_BYTES], uint32_t *hash)
{
    size_t len = 0;
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < words.len; i++) {
        char c = hsay_char_lower(words.ptr[i]);
        if (hsay_char_is_space(c)) {
            if (len && key[len - 1] == ' ')
                continue;
            c = ' ';
        } else if (c == '\xE2' && i + 2 < words.len && words.ptr[i + 1] == '\x80' &&
                   words.ptr[i + 2] == '\x99') {
            c = '\'';
            i += 2;
        }
        if (len + 1 >= HSAY_LEXICON_KEY_BYTES)
            return false;
        key[len++] = c;
        h = (h ^ (unsigned char)c) * 16777619u;
    }
    key[len] = 0;
    *hash = h;
    return len > 0;
}

const hsay_lexicon_row *hsay_lexicon_find(const hsay_lexicon *lexicon, hsay_str words)
{
    char key[HSAY_LEXICON_KEY_BYTES];
    uint32_t hash;
    if (!begins(lexicon, words) || !fold(words, key, &hash))
        return NULL;
    for (uint32_t at = hash & lexicon->slot_mask;; at = (at + 1) & lexicon->slot_mask) {
        uint32_t slot = lexicon->slots[at];
        if (slot == 0)
            return NULL;
        const hsay_lexicon_row *row = &lexicon->rows[(slot & 0xFFFF) - 1];
        if (slot >> 16 == hash >> 16 && strcmp(row->key, key) == 0)
            return row;
    }
}
