/*
 * Tags and lemmas by lists and endings: the closed classes are listed, capitals inside a sentence
 * are names, the rest is told by its ending and the word before it.
 */
#include <string.h>

#include "base/str.h"
#include "data/lexicons.h"
#include "lang/build.h"

static const char *const TAGS[] = {
#define TAG_TEXT(name) #name,
    HSAY_TAG_TABLE(TAG_TEXT)
#undef TAG_TEXT
};

static uint8_t tag_of_name(const char *name)
{
    for (uint8_t i = 0; i < HSAY_TAG_COUNT; i++)
        if (TAGS[i][0] == name[0] && strcmp(TAGS[i], name) == 0)
            return i;
    return HSAY_TAG_X;
}

static const struct {
    hsay_str ending;
    uint8_t tag, form;
} ENDINGS[] = {
    {HSAY_STR("ly"), HSAY_TAG_ADV, 0},
    {HSAY_STR("ing"), HSAY_TAG_VERB, HSAY_VERB_GERUND},
    {HSAY_STR("ed"), HSAY_TAG_VERB, HSAY_VERB_FINITE},
    {HSAY_STR("ous"), HSAY_TAG_ADJ, 0},
    {HSAY_STR("ful"), HSAY_TAG_ADJ, 0},
    {HSAY_STR("able"), HSAY_TAG_ADJ, 0},
    {HSAY_STR("ible"), HSAY_TAG_ADJ, 0},
    {HSAY_STR("ical"), HSAY_TAG_ADJ, 0},
    {HSAY_STR("ive"), HSAY_TAG_ADJ, 0},
    {HSAY_STR("less"), HSAY_TAG_ADJ, 0},
};

/* The last letter tells most words apart. */
static bool ends(hsay_str word, hsay_str ending)
{
    return word.ptr[word.len - 1] == ending.ptr[ending.len - 1] && hsay_str_ends(word, ending);
}

static void tag_open_word(hsay_build *b, hsay_token *t, uint32_t i)
{
    hsay_str word = hsay_build__text(b, i);
    bool first = i == 0 || b->tokens.items[i - 1].sentence != t->sentence ||
                 b->tokens.items[i - 1].kind == HSAY_TOKEN_OPEN;
    uint8_t before = first ? HSAY_TAG_X : b->tokens.items[i - 1].tag;
    t->tag = HSAY_TAG_NOUN;
    if (hsay_char_is_upper(word.ptr[0]) && !first) {
        t->tag = HSAY_TAG_PROPN;
        return;
    }
    for (size_t k = 0; word.len > 4 && k < sizeof ENDINGS / sizeof *ENDINGS; k++)
        if (ends(word, ENDINGS[k].ending)) {
            t->tag = ENDINGS[k].tag;
            t->verb_form = ENDINGS[k].form;
        }
    if (t->verb_form == HSAY_VERB_FINITE && before == HSAY_TAG_AUX)
        t->verb_form = HSAY_VERB_PARTICIPLE;
    if (t->tag == HSAY_TAG_VERB && before == HSAY_TAG_DET)
        t->tag = HSAY_TAG_ADJ;
    if (t->tag != HSAY_TAG_VERB)
        t->verb_form = HSAY_VERB_NONE;
}

/* The word in small letters: the text itself where it is written so. */
static hsay_str in_small_letters(hsay_build *b, hsay_str word)
{
    size_t same = 0;
    while (same < word.len && !hsay_char_is_upper(word.ptr[same]))
        same++;
    char *out = same < word.len ? hsay_arena_alloc(b->arena, word.len) : NULL;
    for (size_t k = 0; out && k < word.len; k++)
        out[k] = hsay_char_lower(word.ptr[k]);
    return out ? (hsay_str){out, word.len} : word;
}

static void lemma_of(hsay_build *b, hsay_token *t, uint32_t i)
{
    hsay_str small = in_small_letters(b, hsay_build__text(b, i));
    size_t len = small.len;
    bool plural = t->tag == HSAY_TAG_NOUN && len > 3 && small.ptr[len - 1] == 's' &&
                  small.ptr[len - 2] != 's';
    if (plural && len > 4 && small.ptr[len - 2] == 'e' && small.ptr[len - 3] == 'i') {
        char *out = hsay_arena_alloc(b->arena, len);
        if (!out)
            return;
        memcpy(out, small.ptr, len);
        out[len - 3] = 'y';
        small = (hsay_str){out, len - 2};
    } else if (plural) {
        small.len--;
    }
    t->lemma = small;
}

void hsay_build__tags(hsay_build *b)
{
    for (uint32_t i = 0; i < b->tokens.count; i++) {
        hsay_token *t = &b->tokens.items[i];
        t->tag = t->kind == HSAY_TOKEN_WORD     ? HSAY_TAG_X
                 : t->kind == HSAY_TOKEN_NUMBER ? HSAY_TAG_NUM
                                                : HSAY_TAG_PUNCT;
        if (t->tag == HSAY_TAG_X) {
            const hsay_lexicon_row *row =
                hsay_lexicon_find(&hsay_lexicon__closed_words, hsay_build__text(b, i));
            if (row)
                t->tag = tag_of_name(row->fields[0]);
            else
                tag_open_word(b, t, i);
        }
        lemma_of(b, t, i);
    }
}
