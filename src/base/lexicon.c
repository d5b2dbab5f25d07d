/* Look-up in generated word tables: the key is folded on the stack, hashed, and compared once. */
#include "base/lexicon.h"

#include <string.h>

#include "base/str.h"

static size_t fold(hsay_str words, char key[HSAY_LEXICON_KEY_BYTES])
{
    size_t len = 0;
    for (size_t i = 0; i < words.len; i++) {
        char c = hsay_char_lower(words.ptr[i]);
        if (hsay_char_is_space(c)) {
            if (len && key[len - 1] == ' ')
                continue;
            c = ' ';
        } else if (i + 2 < words.len && memcmp(words.ptr + i, "\xE2\x80\x99", 3) == 0) {
            c = '\'';
            i += 2;
        }
        if (len + 1 >= HSAY_LEXICON_KEY_BYTES)
            return SIZE_MAX;
        key[len++] = c;
    }
    key[len] = 0;
    return len;
}

static uint32_t fnv1a(const char *key, size_t len)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)key[i]) * 16777619u;
    return h;
}

const hsay_lexicon_row *hsay_lexicon_find(const hsay_lexicon *lexicon, hsay_str words)
{
    char key[HSAY_LEXICON_KEY_BYTES];
    size_t len = fold(words, key);
    if (len == SIZE_MAX || len == 0)
        return NULL;
    for (uint32_t at = fnv1a(key, len) & lexicon->slot_mask;; at = (at + 1) & lexicon->slot_mask) {
        uint32_t slot = lexicon->slots[at];
        if (slot == 0)
            return NULL;
        const hsay_lexicon_row *row = &lexicon->rows[slot - 1];
        if (strcmp(row->key, key) == 0)
            return row;
    }
}
