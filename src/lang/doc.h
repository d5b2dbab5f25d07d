/*
 * A doc: an article's text as paragraphs, sentences, tokens, quotations and mentions.  Furniture is
 * in none of them.  All positions are bytes of the article's text; all arrays are in text order.
 */
#ifndef HSAY_LANG_DOC_H
#define HSAY_LANG_DOC_H

#include "base/arena.h"
#include "hearsay/article.h"

typedef enum hsay_token_kind {
    HSAY_TOKEN_WORD,   /* letters, with inner apostrophes and hyphens */
    HSAY_TOKEN_NUMBER, /* 139 · 1,200 · 3.5 · 2nd */
    HSAY_TOKEN_PUNCT,  /* one mark, or a run of the same (... --) */
    HSAY_TOKEN_OPEN,   /* an opening quote mark */
    HSAY_TOKEN_CLOSE   /* a closing quote mark */
} hsay_token_kind;

/* Universal Dependencies part-of-speech tags. */
/* clang-format off */
#define HSAY_TAG_TABLE(TAG) \
    TAG(ADJ) TAG(ADP) TAG(ADV) TAG(AUX) TAG(CCONJ) TAG(DET) TAG(INTJ) TAG(NOUN) TAG(NUM) \
    TAG(PART) TAG(PRON) TAG(PROPN) TAG(PUNCT) TAG(SCONJ) TAG(SYM) TAG(VERB) TAG(X)
/* clang-format on */
typedef enum hsay_tag {
#define HSAY_TAG_ENUM(name) HSAY_TAG_##name,
    HSAY_TAG_TABLE(HSAY_TAG_ENUM)
#undef HSAY_TAG_ENUM
        HSAY_TAG_COUNT
} hsay_tag;

/* The form of a verb or noun, as far as later stages ask. */
typedef enum hsay_verb_form {
    HSAY_VERB_NONE,
    HSAY_VERB_FINITE,    /* says, said */
    HSAY_VERB_BASE,      /* (to) say */
    HSAY_VERB_GERUND,    /* saying */
    HSAY_VERB_PARTICIPLE /* (was) said */
} hsay_verb_form;

typedef struct hsay_token {
    hsay_span span;
    hsay_str lemma;    /* lower case; of punctuation the mark itself */
    uint32_t sentence; /* index */
    uint32_t quote;    /* innermost quotation that it stands in or bounds, or HSAY_NO_QUOTE */
    uint8_t kind, tag, verb_form; /* hsay_token_kind, hsay_tag, hsay_verb_form */
} hsay_token;

typedef struct hsay_sentence {
    hsay_span span;
    uint32_t first_token, token_count;
    uint32_t paragraph;
} hsay_sentence;

typedef struct hsay_paragraph {
    hsay_span span;
    uint32_t first_sentence, sentence_count;
    bool heading; /* a crosshead: short, no sentence */
} hsay_paragraph;

#define HSAY_NO_QUOTE UINT32_MAX

typedef struct hsay_quote {
    hsay_span span;   /* with its marks */
    hsay_span inside; /* without them */
    uint32_t first_token,
        last_token;     /* the marks' tokens; last: the last inside where not closed */
    uint32_t outer;     /* index of the quotation that it stands in, or HSAY_NO_QUOTE */
    uint32_t continues; /* index of the quotation in the paragraph before that it goes on from, or
                           HSAY_NO_QUOTE */
    bool closed;        /* false: its paragraph ends before a closing mark */
} hsay_quote;

typedef enum hsay_entity_type {
    HSAY_ENTITY_PERSON,
    HSAY_ENTITY_ORGANISATION,
    HSAY_ENTITY_PLACE,
    HSAY_ENTITY_OTHER
} hsay_entity_type;

/* A run of tokens that names or describes somebody: a name with its titles. */
typedef struct hsay_mention {
    uint32_t first_token, token_count; /* the name with titles before it */
    uint32_t name_token, name_count;   /* the name alone */
    uint32_t entity;
} hsay_mention;

typedef struct hsay_entity {
    hsay_str name;  /* the fullest name in the article */
    hsay_span span; /* where it stands first */
    hsay_entity_type type;
    uint8_t gender; /* 'm', 'f' or 0 where it is not known: from titles, pronouns, first names */
    uint32_t mention_count;
} hsay_entity;

typedef struct hsay_doc {
    const hsay_article *article;
    const hsay_paragraph *paragraphs;
    const hsay_sentence *sentences;
    const hsay_token *tokens;
    const hsay_quote *quotes;
    const hsay_mention *mentions;
    const hsay_entity *entities;
    uint32_t paragraph_count, sentence_count, token_count, quote_count, mention_count, entity_count;
} hsay_doc;

/*
 * `out` lives in `arena` and borrows the article.  HSAY_MEMORY.  Cost: linear in the text.
 */
hsay_status hsay_doc_make(const hsay_article *article, hsay_arena *arena, hsay_doc *out);

/* The first token that ends behind `byte`; token_count where none does.  Cost: a binary search. */
uint32_t hsay_doc_token_at(const hsay_doc *doc, uint32_t byte);

/* The bytes of a token. */
static inline hsay_str hsay_doc_text(const hsay_doc *doc, uint32_t token)
{
    return hsay_str_at(doc->article->text, doc->tokens[token].span);
}

#endif
