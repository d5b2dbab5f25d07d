/*
 * Tokens of a paragraph become sentences: a stop, a question or exclamation mark ends one, with the
 * closing marks behind it, unless what follows goes on in small letters (“Go!” he said).
 */
#include "base/str.h"
#include "lang/build.h"

static bool ends(const hsay_build *b, uint32_t i)
{
    hsay_str t = hsay_build__text(b, i);
    if (b->tokens.items[i].kind != HSAY_TOKEN_PUNCT || !t.len)
        return false;
    return t.ptr[0] == '.' || t.ptr[0] == '!' || t.ptr[0] == '?' ||
           hsay_str_equal(t, HSAY_STR("\xE2\x80\xA6"));
}

/* An abbreviation at the end ("in the U.S. She said"): a capital that starts a common sentence. */
static bool ends_in_abbreviation(const hsay_build *b, uint32_t i, uint32_t end)
{
    static const char *const STARTS[] = {"The", "He",   "She",  "They", "It", "A",
                                         "But", "In",   "On",   "And",  "We", "His",
                                         "Her", "This", "That", "At",   "I"};
    hsay_str t = hsay_build__text(b, i);
    if (b->tokens.items[i].kind != HSAY_TOKEN_WORD || t.len < 4 || t.ptr[t.len - 1] != '.' ||
        i + 1 >= end)
        return false;
    for (size_t k = 0; k < sizeof STARTS / sizeof *STARTS; k++)
        if (t.ptr[1] == '.' && hsay_str_equal(hsay_build__text(b, i + 1), hsay_str_of(STARTS[k])))
            return true;
    return false;
}

static bool starts_small(const hsay_build *b, uint32_t i)
{
    hsay_str t = hsay_build__text(b, i);
    return t.len && ((t.ptr[0] >= 'a' && t.ptr[0] <= 'z') || t.ptr[0] == ',' || t.ptr[0] == ';');
}

static bool is_dots(const hsay_build *b, uint32_t i)
{
    hsay_str t = hsay_build__text(b, i);
    return t.len >= 2 && (t.ptr[0] == '.' || (t.ptr[0] & 0x80));
}

static void add(hsay_build *b, uint32_t paragraph, uint32_t first, uint32_t end)
{
    hsay_sentence s = {.first_token = first, .token_count = end - first, .paragraph = paragraph};
    s.span.start = b->tokens.items[first].span.start;
    s.span.end = b->tokens.items[end - 1].span.end;
    for (uint32_t i = first; i < end; i++)
        b->tokens.items[i].sentence = (uint32_t)b->sentences.count;
    hsay_vec_push(b->arena, &b->sentences, s);
    b->paragraphs.items[paragraph].sentence_count++;
}

void hsay_build__sentences(hsay_build *b, uint32_t paragraph, uint32_t first, uint32_t end)
{
    uint32_t start = first;
    b->paragraphs.items[paragraph].first_sentence = (uint32_t)b->sentences.count;
    for (uint32_t i = first; i < end; i++) {
        bool abbreviation = ends_in_abbreviation(b, i, end);
        if (!abbreviation && !ends(b, i))
            continue;
        uint32_t next = i + 1;
        while (next < end && b->tokens.items[next].kind == HSAY_TOKEN_CLOSE)
            next++;
        bool quoted = next > i + 1;
        if (next < end && starts_small(b, next) && (quoted || is_dots(b, i) || !abbreviation))
            continue;
        add(b, paragraph, start, next);
        start = next;
        i = next - 1;
    }
    if (start < end)
        add(b, paragraph, start, end);
}
