/*
 * What the parts of the finder share.  find_words.c reads each token's word class and cue;
 * find_noun.c finds the noun phrase of a source, find_content.c where a content ends; find_quote.c
 * goes from the quotations, find_clause.c and find_object.c from the cue verbs, find_other.c from
 * what is left. Every look around a token is bounded by HSAY_FIND_REACH, so that the whole is
 * linear.
 */
#ifndef HSAY_ATTRIBUTE_FIND_H
#define HSAY_ATTRIBUTE_FIND_H

#include "attribute/attribute.h"
#include "base/lexicon.h"

enum {
    HSAY_FIND_REACH = 400,     /* tokens that a content may take within its sentence */
    HSAY_FIND_NOUN_REACH = 40, /* tokens of a source */
    HSAY_FIND_PARTS = 8 /* ranges of a broken quotation in one paragraph; others start anew */
};

typedef enum hsay_word_class {
    HSAY_WORD_OTHER,
    HSAY_WORD_CAPITAL, /* any word with a capital that has no class of its own */
    HSAY_WORD_DETERMINER,
    HSAY_WORD_POSSESSIVE,
    HSAY_WORD_PRONOUN,
    HSAY_WORD_OBJECT,
    HSAY_WORD_AUXILIARY,
    HSAY_WORD_NEGATION,
    HSAY_WORD_ADVERB,
    HSAY_WORD_PREPOSITION,
    HSAY_WORD_SUBORDINATOR,
    HSAY_WORD_CONJUNCTION,
    HSAY_WORD_DAY,
    HSAY_WORD_COMMA,
    HSAY_WORD_COLON,
    HSAY_WORD_STOP,
    HSAY_WORD_PUNCT,
    HSAY_WORD_QUOTE
} hsay_word_class;

typedef enum hsay_cue_form { HSAY_CUE_BASE, HSAY_CUE_S, HSAY_CUE_PAST, HSAY_CUE_ING } hsay_cue_form;

/* What a cue takes: the words of data/cues.txt as bits. */
enum {
    HSAY_TAKES_QUOTE = 1 << 0,
    HSAY_TAKES_THAT = 1 << 1,
    HSAY_TAKES_BARE = 1 << 2,
    HSAY_TAKES_TOLD = 1 << 3,
    HSAY_TAKES_HEARER = 1 << 4,
    HSAY_TAKES_WHETHER = 1 << 5,
    HSAY_TAKES_TO = 1 << 6,
    HSAY_TAKES_GERUND = 1 << 7,
    HSAY_TAKES_OBJECT = 1 << 8,
    HSAY_TAKES_OBJECT_TO = 1 << 9,
    HSAY_TAKES_OBJECT_OF = 1 << 10,
    HSAY_TAKES_OBJECT_AS = 1 << 11,
    HSAY_TAKES_NAME = 1 << 12,
    HSAY_TAKES_OF = 1 << 13
};

typedef struct hsay_find_word {
    const hsay_lexicon_row *verb, *noun; /* NULL: no cue */
    uint16_t takes, noun_takes;
    uint8_t class, form, cue_words; /* hsay_word_class, hsay_cue_form, words of the cue's key */
    bool used;                      /* a statement has this cue already */
} hsay_find_word;

/* Tokens first to end, half-open; none where they are equal. */
typedef struct hsay_range {
    uint32_t first, end;
} hsay_range;

typedef struct hsay_finder {
    const hsay_doc *doc;
    hsay_arena *arena;
    hsay_find_word *words;  /* one a token */
    uint32_t *quote_drafts; /* one a quotation: 1 + the draft that has it, 0: none */
    hsay_range *said;       /* one a sentence: the source that it named last */
    HSAY_VEC(hsay_draft) drafts;
} hsay_finder;

/* The cue with its auxiliaries and adverbs, and where the scene around it ends. */
typedef struct hsay_cue {
    uint32_t token;            /* the verb or noun */
    hsay_range group;          /* with auxiliaries, adverbs, particle */
    hsay_range scene;          /* its sentence, or the part of it inside its quotation */
    bool passive, negated, to; /* to: an infinitive */
} hsay_cue;

/* An empty finder of a doc; false where memory is short.  Then hsay_find__add; then all is sorted.
 */
bool hsay_find__begin(hsay_finder *f, const hsay_doc *doc, hsay_arena *arena);
void hsay_find__end(hsay_finder *f, hsay_drafts *out);

void hsay_find__words(hsay_finder *f);
hsay_range hsay_find__scene(const hsay_finder *f, uint32_t token);
hsay_cue hsay_find__cue(const hsay_finder *f, uint32_t token);

/* The noun phrase that ends before `at`, not before `low`. */
hsay_range hsay_find__noun_before(const hsay_finder *f, uint32_t at, uint32_t low);
/* The noun phrase that starts at `at`, with its apposition. */
hsay_range hsay_find__noun_after(const hsay_finder *f, uint32_t at, uint32_t high);
/* The subject of the clauses before `at`: the last source of the sentence, else its first phrase.
 */
hsay_range hsay_find__subject(const hsay_finder *f, uint32_t at, hsay_range scene);
bool hsay_find__starts_noun(const hsay_finder *f, uint32_t token);

/* Where the content that starts at `first` ends. */
uint32_t hsay_find__content_end(const hsay_finder *f, uint32_t first, uint32_t high);
/* The same for a noun phrase as content: it ends at a comma or conjunction, too. */
uint32_t hsay_find__object_end(const hsay_finder *f, uint32_t first, uint32_t high);
/* Past "on Monday", "in a statement", "reporters": where the content may start. */
uint32_t hsay_find__skip_scene(const hsay_finder *f, uint32_t at, uint32_t high);
uint32_t hsay_find__skip_hearer(const hsay_finder *f, uint32_t at, uint32_t high);

/* Adds a draft of token ranges; answers false where there is no content. */
bool hsay_find__add(hsay_finder *f, const char *rule, hsay_range source, hsay_range cue,
                    const hsay_range *contents, uint32_t count);

void hsay_find__quotes(hsay_finder *f);
/* After all others: whole sentences in quote marks where somebody has just been quoted. */
void hsay_find__free_quotes(hsay_finder *f);
void hsay_find__clauses(hsay_finder *f);
bool hsay_find__object(hsay_finder *f, const hsay_cue *cue, hsay_range source, uint32_t at);
void hsay_find__others(hsay_finder *f);

static inline bool hsay_find__is(const hsay_finder *f, uint32_t token, const char *word)
{
    hsay_str text = hsay_doc_text(f->doc, token);
    size_t i = 0;
    for (; i < text.len && word[i]; i++)
        if ((text.ptr[i] | 0x20) != (word[i] | 0x20))
            return false;
    return i == text.len && !word[i];
}

static inline uint8_t hsay_find__class(const hsay_finder *f, uint32_t token)
{
    return f->words[token].class;
}

#endif
