/*
 * Tokens become words: each gets the class that the lists and its first letter give it, and the cue
 * that it is a form of.  Lemmas of verbs are tried by their endings, so that no tagger is needed.
 */
#include "attribute/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "data/lexicons.h"

static const struct {
    const char *word;
    uint16_t bit;
} TAKES[] = {
    {"quote", HSAY_TAKES_QUOTE},
    {"that", HSAY_TAKES_THAT},
    {"bare", HSAY_TAKES_BARE},
    {"told", HSAY_TAKES_TOLD},
    {"hearer", HSAY_TAKES_HEARER},
    {"whether", HSAY_TAKES_WHETHER},
    {"to", HSAY_TAKES_TO},
    {"gerund", HSAY_TAKES_GERUND},
    {"object", HSAY_TAKES_OBJECT},
    {"object-to", HSAY_TAKES_OBJECT_TO},
    {"object-of", HSAY_TAKES_OBJECT_OF},
    {"object-as", HSAY_TAKES_OBJECT_AS},
    {"name", HSAY_TAKES_NAME},
    {"of", HSAY_TAKES_OF},
};

static const char *const CLASSES[] = {
    [HSAY_WORD_DETERMINER] = "determiner",
    [HSAY_WORD_POSSESSIVE] = "possessive",
    [HSAY_WORD_PRONOUN] = "pronoun",
    [HSAY_WORD_OBJECT] = "object",
    [HSAY_WORD_AUXILIARY] = "auxiliary",
    [HSAY_WORD_NEGATION] = "negation",
    [HSAY_WORD_ADVERB] = "adverb",
    [HSAY_WORD_PREPOSITION] = "preposition",
    [HSAY_WORD_SUBORDINATOR] = "subordinator",
    [HSAY_WORD_CONJUNCTION] = "conjunction",
    [HSAY_WORD_DAY] = "day",
};

static uint16_t takes_of(const char *list)
{
    uint16_t bits = 0;
    while (*list) {
        size_t len = strcspn(list, " ");
        for (size_t i = 0; i < sizeof TAKES / sizeof *TAKES; i++)
            if (strlen(TAKES[i].word) == len && !memcmp(TAKES[i].word, list, len))
                bits |= TAKES[i].bit;
        list += len;
        list += *list == ' ';
    }
    return bits;
}

static uint8_t class_of_mark(hsay_str text)
{
    if (!text.len)
        return HSAY_WORD_PUNCT;
    if (text.ptr[0] == ',')
        return HSAY_WORD_COMMA;
    if (text.ptr[0] == ':')
        return HSAY_WORD_COLON;
    return strchr(".!?;", text.ptr[0]) ? HSAY_WORD_STOP : HSAY_WORD_PUNCT;
}

static uint8_t class_of(const hsay_doc *doc, uint32_t token)
{
    const hsay_token *t = &doc->tokens[token];
    hsay_str text = hsay_doc_text(doc, token);
    if (t->kind == HSAY_TOKEN_OPEN || t->kind == HSAY_TOKEN_CLOSE)
        return HSAY_WORD_QUOTE;
    if (t->kind == HSAY_TOKEN_PUNCT)
        return class_of_mark(text);
    bool upper = text.len && hsay_char_is_upper(text.ptr[0]);
    if (upper && text.len > 1 && hsay_char_is_upper(text.ptr[1]))
        return HSAY_WORD_CAPITAL; /* US is no us */
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__clause_words, text);
    if (upper && row && !strcmp(row->fields[0], "auxiliary") &&
        token != doc->sentences[t->sentence].first_token &&
        doc->tokens[token - 1].kind == HSAY_TOKEN_WORD)
        return HSAY_WORD_CAPITAL; /* a name: May, Will */
    for (uint8_t i = HSAY_WORD_DETERMINER; row && i <= HSAY_WORD_DAY; i++)
        if (CLASSES[i] && !strcmp(CLASSES[i], row->fields[0]))
            return i;
    if (text.len && (hsay_char_is_upper(text.ptr[0]) || (text.ptr[0] & 0x80)))
        return HSAY_WORD_CAPITAL;
    if (text.len > 3 && hsay_str_ends(text, HSAY_STR("ly")))
        return HSAY_WORD_ADVERB;
    return HSAY_WORD_OTHER;
}

/* `stem` + `tail` (+ " " + `particle`) in the list of verbs. */
static const hsay_lexicon_row *verb_row(hsay_str stem, hsay_str tail, hsay_str rest)
{
    char key[HSAY_LEXICON_KEY_BYTES];
    size_t len = stem.len + tail.len + (rest.len ? 1 + rest.len : 0);
    if (!stem.len || len >= sizeof key)
        return NULL;
    memcpy(key, stem.ptr, stem.len);
    if (tail.len)
        memcpy(key + stem.len, tail.ptr, tail.len);
    if (rest.len) {
        key[stem.len + tail.len] = ' ';
        memcpy(key + stem.len + tail.len + 1, rest.ptr, rest.len);
    }
    return hsay_lexicon_find(&hsay_lexicon__cues, (hsay_str){key, len});
}

#define ENDING(ending, put, form)                                                                  \
    {                                                                                              \
        {ending, sizeof ending - 1}, {put, sizeof put - 1}, form                                   \
    }
static const struct {
    hsay_str ending, put;
    uint8_t form;
} ENDINGS[] = {
    ENDING("", "", HSAY_CUE_BASE),     ENDING("s", "", HSAY_CUE_S),
    ENDING("es", "", HSAY_CUE_S),      ENDING("ies", "y", HSAY_CUE_S),
    ENDING("ed", "", HSAY_CUE_PAST),   ENDING("d", "", HSAY_CUE_PAST),
    ENDING("ied", "y", HSAY_CUE_PAST), ENDING("ing", "", HSAY_CUE_ING),
    ENDING("ing", "e", HSAY_CUE_ING),
};

/* Most words differ in their last letter already. */
static bool ends_so(hsay_str word, hsay_str ending)
{
    return !ending.len ||
           (word.ptr[word.len - 1] == ending.ptr[ending.len - 1] && hsay_str_ends(word, ending));
}

/* One ending off the word; also with its last letter not doubled ("admitted"). */
static const hsay_lexicon_row *row_by_endings(hsay_str word, hsay_str rest, uint8_t *form)
{
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        hsay_str ending = ENDINGS[i].ending;
        if (word.len < ending.len + 3 - (ENDINGS[i].form == HSAY_CUE_BASE) ||
            !ends_so(word, ending))
            continue;
        hsay_str stem = {word.ptr, word.len - ending.len};
        const hsay_lexicon_row *row = verb_row(stem, ENDINGS[i].put, rest);
        if (!row && ending.len > 1 && stem.ptr[stem.len - 1] == stem.ptr[stem.len - 2])
            row = verb_row((hsay_str){stem.ptr, stem.len - 1}, HSAY_STR_NONE, rest);
        if (row) {
            *form = ENDINGS[i].form;
            return row;
        }
    }
    return NULL;
}

static const hsay_lexicon_row *verb_of(hsay_str word, hsay_str rest, uint8_t *form)
{
    const hsay_lexicon_row *irregular = hsay_lexicon_find(&hsay_lexicon__cue_forms, word);
    if (irregular) {
        const hsay_lexicon_row *row =
            verb_row(hsay_str_of(irregular->fields[0]), HSAY_STR_NONE, rest);
        *form = HSAY_CUE_PAST;
        if (row)
            return row;
    }
    return row_by_endings(word, rest, form);
}

static void read_verb(hsay_finder *f, uint32_t token)
{
    hsay_find_word *w = &f->words[token];
    hsay_str word = hsay_doc_text(f->doc, token), rest = HSAY_STR_NONE;
    uint32_t left = f->doc->token_count - token;
    for (uint32_t words = left < 3 ? left : 3; words >= 1 && !w->verb; words--) {
        if (words > 1) {
            hsay_span from = f->doc->tokens[token + 1].span;
            from.end = f->doc->tokens[token + words - 1].span.end;
            rest = hsay_str_at(f->doc->article->text, from);
            if (rest.len > 24)
                continue;
        } else {
            rest = HSAY_STR_NONE;
        }
        w->verb = verb_of(word, rest, &w->form);
        w->cue_words = (uint8_t)words;
    }
    if (w->verb)
        w->takes = takes_of(w->verb->fields[0]);
}

static void read_noun(hsay_finder *f, uint32_t token)
{
    hsay_find_word *w = &f->words[token];
    hsay_str word = hsay_doc_text(f->doc, token);
    w->noun = hsay_lexicon_find(&hsay_lexicon__cue_nouns, word);
    if (!w->noun && word.len > 3 && hsay_str_ends(word, HSAY_STR("s")))
        w->noun = hsay_lexicon_find(&hsay_lexicon__cue_nouns, (hsay_str){word.ptr, word.len - 1});
    if (w->noun)
        w->noun_takes = takes_of(w->noun->fields[0]);
}

void hsay_find__words(hsay_finder *f)
{
    for (uint32_t i = 0; i < f->doc->token_count; i++) {
        f->words[i].class = class_of(f->doc, i);
        if (f->doc->tokens[i].kind != HSAY_TOKEN_WORD)
            continue;
        read_verb(f, i);
        read_noun(f, i);
    }
}

/* The token's sentence; inside a quotation, what of it stands in that quotation. */
hsay_range hsay_find__scene(const hsay_finder *f, uint32_t token)
{
    const hsay_token *t = &f->doc->tokens[token];
    const hsay_sentence *s = &f->doc->sentences[t->sentence];
    hsay_range r = {s->first_token, s->first_token + s->token_count};
    if (t->quote != HSAY_NO_QUOTE) {
        const hsay_quote *q = &f->doc->quotes[t->quote];
        if (r.first <= q->first_token)
            r.first = q->first_token + 1;
        if (r.end > q->last_token + !q->closed)
            r.end = q->last_token + !q->closed;
    }
    if (token - r.first > HSAY_FIND_REACH && token > r.first)
        r.first = token - HSAY_FIND_REACH;
    if (r.end > token + HSAY_FIND_REACH)
        r.end = token + HSAY_FIND_REACH;
    return r;
}

static bool is_be(const hsay_finder *f, uint32_t token)
{
    static const char *const BE[] = {"is", "are", "was", "were", "be", "been", "being"};
    for (size_t i = 0; i < sizeof BE / sizeof *BE; i++)
        if (hsay_find__is(f, token, BE[i]))
            return true;
    return false;
}

hsay_cue hsay_find__cue(const hsay_finder *f, uint32_t token)
{
    hsay_cue c = {.token = token, .scene = hsay_find__scene(f, token)};
    c.group =
        (hsay_range){token, token + (f->words[token].cue_words ? f->words[token].cue_words : 1)};
    while (c.group.first > c.scene.first && token - c.group.first < 6) {
        uint8_t class = hsay_find__class(f, c.group.first - 1);
        if (class != HSAY_WORD_AUXILIARY && class != HSAY_WORD_NEGATION &&
            class != HSAY_WORD_ADVERB)
            break;
        c.group.first--;
        c.negated |= class == HSAY_WORD_NEGATION;
        c.passive |= is_be(f, c.group.first) && f->words[token].form == HSAY_CUE_PAST;
    }
    c.to = c.group.first > c.scene.first && hsay_find__is(f, c.group.first - 1, "to");
    return c;
}
