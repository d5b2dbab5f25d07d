/* Page furniture in plain text: found by words (data/furniture*.txt) and by structure. */
#ifndef HSAY_INGEST_FURNITURE_H
#define HSAY_INGEST_FURNITURE_H

#include "base/arena.h"
#include "hearsay/article.h"

/*
 * Sets article->furniture from article->text (and title, where known).  Sorted, not overlapping;
 * whole lines, or a part of a line where two blocks stand glued together.  Cost: linear in the
 * text; a failure of memory shows in the arena.
 */
void hsay_furniture__find(hsay_arena *arena, hsay_article *article);

/*
 * Whether one block (a line, a paragraph) is furniture by its own words, wherever it stands; then
 * `*reason` and `*rule` say why.  For HTML, where the tree says the rest.
 */
bool hsay_furniture__is_block(hsay_str block, hsay_furniture_reason *reason, hsay_str *rule);

#endif
