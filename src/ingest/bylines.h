/* Lines of an article's text that do no more than name its authors. */
#ifndef HSAY_INGEST_BYLINES_H
#define HSAY_INGEST_BYLINES_H

#include "base/arena.h"
#include "hearsay/article.h"

/*
 * Makes furniture of them (`byline`, rule `author`): an author's name alone, or behind a label of
 * data/byline-words.txt, with nobody else beside it.  Of what is no furniture yet; whole lines.
 * Cost: linear in the text; a failure of memory shows in the arena.
 */
void hsay_bylines__mark(hsay_arena *arena, hsay_article *article);

#endif
