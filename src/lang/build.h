/* A doc under construction: the arrays that the passes of this folder fill, in the order of doc.c.
 */
#ifndef HSAY_LANG_BUILD_H
#define HSAY_LANG_BUILD_H

#include "lang/doc.h"

typedef struct hsay_build {
    const hsay_article *article;
    hsay_arena *arena;
    HSAY_VEC(hsay_paragraph) paragraphs;
    HSAY_VEC(hsay_sentence) sentences;
    HSAY_VEC(hsay_token) tokens;
    HSAY_VEC(hsay_quote) quotes;
    HSAY_VEC(hsay_mention) mentions;
    HSAY_VEC(hsay_entity) entities;
} hsay_build;

/* The passes.  Each is linear in the text. */
void hsay_build__paragraphs(hsay_build *b);
/* Tokens of one paragraph, quote marks with their kind; `sentence` holds the paragraph's index yet.
 */
void hsay_build__tokens(hsay_build *b, uint32_t paragraph);
void hsay_build__quotes(hsay_build *b, uint32_t first_token, uint32_t token_end);
/* Tells for each unclosed quotation whether the next paragraph goes on with it. */
void hsay_build__continued_quotes(hsay_build *b);
void hsay_build__sentences(hsay_build *b, uint32_t paragraph, uint32_t first_token,
                           uint32_t token_end);
void hsay_build__tags(hsay_build *b);
void hsay_build__mentions(hsay_build *b);

static inline hsay_str hsay_build__text(const hsay_build *b, uint32_t token)
{
    return hsay_str_at(b->article->text, b->tokens.items[token].span);
}

#endif
