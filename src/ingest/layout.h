/* What the written text was on its page: headings, lists, quotes, tables, links. */
#ifndef HSAY_INGEST_LAYOUT_H
#define HSAY_INGEST_LAYOUT_H

#include "ingest/blocks.h"

/* A text node that was written to [start, end) of the article's text. */
typedef struct hsay_laid {
    uint32_t node, start, end;
} hsay_laid;

/*
 * Fills `layout` of `out`, whose text is written, from the text nodes in their order.  Ranges nest
 * as their elements do; one that holds no written text is left out.  Cost: linear in the subtree.
 */
void hsay_layout__write(hsay_arena *arena, const hsay_content_source *source, const hsay_laid *laid,
                        uint32_t count, hsay_article *out);

#endif
