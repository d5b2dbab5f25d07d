/*
 * Tags and lemmas by lists and endings: the closed classes are listed, capitals inside a sentence
 * are names, the rest is told by its ending and the word before it.
 */
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
        if (hsay_str_equal(hsay_str_of(TAGS[i]), hsay_str_of(name)))
            return i;
    return HSAY_TAG_X;
}

static const struct {
    const char *ending;
    uint8_t tag, form;
} ENDINGS[] = {
    {"ly", HSAY_TAG_ADV, 0},
    {"ing", HSAY_TAG_VERB, HSAY_VERB_GERUND},
    {"ed", HSAY_TAG_VERB, HSAY_VERB_FINITE},
    {"ous", HSAY_TAG_ADJ, 0},
    {"ful", HSAY_TAG_ADJ, 0},
    {"able", HSAY_TAG_ADJ, 0},
    {"ible", HSAY_TAG_ADJ, 0},
    {"ical", HSAY_TAG_ADJ, 0},
    {"ive", HSAY_TAG_ADJ, 0},
    {"less", HSAY_TAG_ADJ, 0},
};

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
    for (size_t k = 0; k < sizeof ENDINGS / sizeof *ENDINGS; k++)
        if (word.len > 4 && hsay_str_ends(word, hsay_str_of(ENDINGS[k].ending))) {
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

static void lemma_of(hsay_build *b, hsay_token *t, uint32_t i)
{
    hsay_str word = hsay_build__text(b, i);
    char *out = hsay_arena_alloc(b->arena, word.len + 1);
    if (!out)
        return;
    for (size_t k = 0; k < word.len; k++)
        out[k] = hsay_char_lower(word.ptr[k]);
    size_t len = word.len;
    bool plural = t->tag == HSAY_TAG_NOUN && len > 3 && out[len - 1] == 's' && out[len - 2] != 's';
    if (plural && len > 4 && out[len - 2] == 'e' && out[len - 3] == 'i') {
        len -= 2;
        out[len - 1] = 'y';
    } else if (plural) {
        len--;
    }
    t->lemma = (hsay_str){out, len};
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
