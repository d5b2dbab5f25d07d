/* The first words of a lexicon's keys as a set of bits by their hash; a token outside it starts
 * none. */
#include "attribute/phrases.h"

#include "base/str.h"

enum { BITS = 1 << 14 };

/* FNV-1a of the leading letters, in small ones, so that "I’m" and "i'm" are alike. */
static uint32_t hash_of(const char *text, size_t len)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < len && hsay_char_is_alpha(text[i]); i++)
        h = (h ^ (unsigned char)hsay_char_lower(text[i])) * 16777619u;
    return (h ^ h >> 14) % BITS;
}

const uint8_t *hsay_phrases__starts(const hsay_lexicon *lexicon, const hsay_doc *doc,
                                    hsay_arena *arena)
{
    uint8_t set[BITS / 8] = {0};
    uint8_t *starts = hsay_arena_array(arena, (size_t)doc->token_count + 1, sizeof *starts);
    if (!starts)
        return NULL;
    for (uint32_t i = 0; i < lexicon->row_count; i++) {
        hsay_str key = hsay_str_of(lexicon->rows[i].key);
        uint32_t h = hash_of(key.ptr, key.len);
        set[h / 8] |= (uint8_t)(1u << h % 8);
    }
    for (uint32_t t = 0; t < doc->token_count; t++) {
        hsay_str word = hsay_doc_text(doc, t);
        uint32_t h = hash_of(word.ptr, word.len);
        starts[t] = set[h / 8] >> h % 8 & 1;
    }
    return starts;
}
