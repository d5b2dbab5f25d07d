/*
 * Which tokens may begin a phrase of a lexicon: most do not, and are told apart without looking up
 * each phrase that could start there.
 */
#ifndef HSAY_ATTRIBUTE_PHRASES_H
#define HSAY_ATTRIBUTE_PHRASES_H

#include "base/lexicon.h"
#include "lang/doc.h"

/*
 * One byte a token, 1: a key of the lexicon may start here, 0: none does.  NULL without memory.
 * Cost: linear in the keys and the tokens.
 */
const uint8_t *hsay_phrases__starts(const hsay_lexicon *lexicon, const hsay_doc *doc,
                                    hsay_arena *arena);

/* The row of the phrase of `count` tokens at `token`, or NULL. */
static inline const hsay_lexicon_row *
hsay_phrases__row(const hsay_lexicon *lexicon, const hsay_doc *doc, uint32_t token, uint32_t count)
{
    hsay_span span = {doc->tokens[token].span.start, doc->tokens[token + count - 1].span.end};
    return hsay_lexicon_find(lexicon, hsay_str_at(doc->article->text, span));
}

#endif
