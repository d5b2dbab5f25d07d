/* Tags, features, lemmas, trees and names of words, as CoNLL-U, the form of treebanks. */
#ifndef HEARSAY_TAG_H
#define HEARSAY_TAG_H

#include "hearsay/article.h"

typedef struct hsay_tagger hsay_tagger;

/*
 * `model`: a file that `hearsay train --tags` wrote; NULL: the one that the library carries.
 * `*out` is yours (hsay_tagger_close); used by one thread at a time.  HSAY_IO, HSAY_INPUT,
 * HSAY_UNSUPPORTED, HSAY_MEMORY.
 */
hsay_status hsay_tagger_open(const char *model, hsay_tagger **out, hsay_error *error);
void hsay_tagger_close(hsay_tagger *tagger); /* NULL is fine */

/* The article's sentences; furniture is left out.  HSAY_MEMORY, or what the sink answers. */
hsay_status hsay_tagger_article(hsay_tagger *tagger, const hsay_article *article, hsay_sink sink);

/*
 * The sentences and words of a CoNLL-U file ("-": standard input), all other cells made anew.
 * HSAY_IO, HSAY_INPUT and HSAY_LIMIT with the line's number in error->start, HSAY_MEMORY, or what
 * the sink answers.
 */
hsay_status hsay_tagger_words(hsay_tagger *tagger, const char *path, hsay_sink sink,
                              hsay_error *error);

#endif
