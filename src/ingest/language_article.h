/* An article's language: by its text, else by what the page or the record says of itself. */
#ifndef HSAY_INGEST_LANGUAGE_ARTICLE_H
#define HSAY_INGEST_LANGUAGE_ARTICLE_H

#include "base/arena.h"
#include "hearsay/article.h"

/*
 * Fills `lang` and `lang_from`, taking what `lang` holds as stated.  A clear text decides alone;
 * what is stated chooses among languages that the text does not tell apart, and answers where the
 * text is too short or not clear, unless the text speaks against it.  Cost: linear, bounded.
 */
void hsay_language__decide(hsay_arena *arena, hsay_article *article);

#endif
