/* Words of a sentence become rows of the network's table. */
#include "lang/word_inputs.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "data/lexicons.h"

enum { WORD_BYTES = 48, SHAPE_BYTES = 12, CORPORA = 8 };

typedef struct writer {
    uint32_t first[HSAY_WORD_INPUT_COUNT];
    uint32_t *rows; /* of the word */
} writer;

static const uint32_t ROWS[] = {
#define FIELD_ROWS(name, rows) rows,
    HSAY_WORD_INPUT_TABLE(FIELD_ROWS)
#undef FIELD_ROWS
};

static void put(const writer *w, uint32_t name, uint64_t value)
{
    w->rows[name + 1] = w->first[name] + (uint32_t)(value % ROWS[name]);
}

static void put_ending(const writer *w, uint32_t name, hsay_str word, size_t bytes)
{
    put(w, name,
        hsay_hash_fast(hsay_str_cut(word, word.len > bytes ? word.len - bytes : 0, word.len),
                       name + 3));
}

static void put_word(const writer *w, hsay_str text)
{
    char lower[WORD_BYTES];
    size_t len = text.len < WORD_BYTES ? text.len : WORD_BYTES;
    for (size_t i = 0; i < len; i++)
        lower[i] = hsay_char_is_digit(text.ptr[i]) ? '9' : hsay_char_lower(text.ptr[i]);
    hsay_str word = {lower, len};
    put(w, HSAY_WORD_INPUT_WORD, hsay_hash_fast(word, 1));
    w->rows[0] = w->first[HSAY_WORD_INPUT_WORD] +
                 (uint32_t)(hsay_hash_fast(word, 2) % ROWS[HSAY_WORD_INPUT_WORD]);
    put(w, HSAY_WORD_INPUT_PREFIX, hsay_hash_fast(hsay_str_cut(word, 0, 3), 3));
    put_ending(w, HSAY_WORD_INPUT_SUFFIX4, word, 4);
    put_ending(w, HSAY_WORD_INPUT_SUFFIX3, word, 3);
    put_ending(w, HSAY_WORD_INPUT_SUFFIX2, word, 2);
}

static char shape_of(char c)
{
    if (hsay_char_is_digit(c))
        return '9';
    if (hsay_char_is_upper(c))
        return 'X';
    return hsay_char_is_alpha(c) || (c & 0x80) ? 'x' : c;
}

uint64_t hsay_word_inputs__shape(hsay_str text)
{
    char shape[SHAPE_BYTES];
    size_t len = 0;
    for (size_t i = 0; i < text.len && len < SHAPE_BYTES; i++) {
        char c = shape_of(text.ptr[i]);
        if (len < 2 || shape[len - 1] != c || shape[len - 2] != c)
            shape[len++] = c;
    }
    return hsay_hash_fast((hsay_str){shape, len}, 6);
}

static bool is_mark(hsay_str text)
{
    return text.len && !hsay_char_is_alpha(text.ptr[0]) && !hsay_char_is_digit(text.ptr[0]);
}

static bool starts_upper(hsay_str text)
{
    return text.len && hsay_char_is_upper(text.ptr[0]);
}

/* How many of the words begin with a capital: 0 few, 1 most, 2 all. */
static uint32_t capitals_of(const hsay_str *forms, uint32_t n)
{
    uint32_t letters = 0, upper = 0;
    for (uint32_t i = 0; i < n; i++) {
        letters += !is_mark(forms[i]);
        upper += starts_upper(forms[i]);
    }
    return upper == letters ? 2 : upper * 2 > letters;
}

static void put_lists(const writer *w, hsay_str text)
{
    static const hsay_lexicon *const LISTS[] = {&hsay_lexicon__first_names, &hsay_lexicon__places,
                                                &hsay_lexicon__organisation_words,
                                                &hsay_lexicon__titles, &hsay_lexicon__months};
    const hsay_lexicon_row *closed = hsay_lexicon_find(&hsay_lexicon__closed_words, text);
    uint32_t bits = 0;
    put(w, HSAY_WORD_INPUT_CLOSED,
        closed ? 1 + hsay_hash_fast(hsay_str_of(closed->fields[0]), 7) % 31 : 0);
    for (uint32_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++)
        bits |= (uint32_t)(hsay_lexicon_find(LISTS[i], text) != NULL) << i;
    put(w, HSAY_WORD_INPUT_LISTS, bits);
}

void hsay_word_inputs__make(const hsay_str *forms, uint32_t n, uint32_t corpus, uint32_t *rows)
{
    writer w = {.rows = rows};
    uint32_t capitals = capitals_of(forms, n);
    for (uint32_t i = 1; i < HSAY_WORD_INPUT_COUNT; i++)
        w.first[i] = w.first[i - 1] + ROWS[i - 1];
    for (uint32_t i = 0; i < n; i++, w.rows += HSAY_WORD_INPUT_FIELDS) {
        uint32_t start = i == 0 ? 2 : i == 1 && is_mark(forms[0]) ? 1 : 0;
        put_word(&w, forms[i]);
        put(&w, HSAY_WORD_INPUT_SHAPE, hsay_word_inputs__shape(forms[i]));
        put(&w, HSAY_WORD_INPUT_PLACE, (start * 3 + capitals) * 2 + (i + 1 == n));
        put_lists(&w, forms[i]);
        put(&w, HSAY_WORD_INPUT_CORPUS, corpus % CORPORA);
    }
}
