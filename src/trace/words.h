/* An article's text as words: what trace and reconcile compare.  Furniture holds none. */
#ifndef HSAY_TRACE_WORDS_H
#define HSAY_TRACE_WORDS_H

#include "base/arena.h"
#include "hearsay/article.h"

typedef struct hsay_word {
    uint64_t hash; /* of the word in small letters, with plain apostrophes, no possessive ending */
    hsay_span span;
    bool quoted; /* inside quote marks */
    bool starts; /* first of a sentence */
} hsay_word;

typedef struct hsay_words {
    const hsay_word *items;
    uint32_t count;
} hsay_words;

/* The words of `within`, in text order; {0, text length} for all.  Linear. */
hsay_words hsay_words__scan(const hsay_article *article, hsay_span within, hsay_arena *arena);
/* A word that carries no meaning of its own: the, of, was. */
bool hsay_words__is_common(hsay_str word);

#endif
