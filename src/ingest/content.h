/*
 * The node table becomes the article's text.  First each node gets its facts: what its names say,
 * how much text and how much of it in links; then the subtree is chosen that holds the article;
 * then its blocks are written, with what is furniture inside it marked.
 */
#ifndef HSAY_INGEST_CONTENT_H
#define HSAY_INGEST_CONTENT_H

#include "hearsay/article.h"
#include "ingest/nodes.h"

typedef struct hsay_node_facts {
    uint32_t block; /* the nearest block at or above the node */
    uint32_t own_chars,
        own_links;         /* of a block: its text outside inner blocks; of that, in links */
    uint32_t own_stops;    /* sentence and clause marks in it */
    uint32_t chars, links; /* of the subtree, in code points but blanks, without dropped parts */
    uint32_t good;         /* of the subtree: text in paragraphs that read like prose */
    bool dropped;          /* not text of an article; holds for all below */
    bool in_link;
    bool marked; /* furniture, for `reason` */
    hsay_furniture_reason reason;
} hsay_node_facts;

/* One for each node; NULL where memory is short.  `strict` false: names of classes drop nothing. */
hsay_node_facts *hsay_content__facts(hsay_arena *arena, const hsay_nodes *nodes, bool strict);

/* The subtree with the article; 0 (the root) where nothing stands out. */
uint32_t hsay_content__choose(const hsay_nodes *nodes, const hsay_node_facts *facts);

/*
 * Writes text, furniture and runs of `out` from the subtree `top`.  `page` is what the nodes' texts
 * are views of, `page_start` its place in the input, or UINT64_MAX where it stands nowhere; `title`
 * is the article's title where known: a block equal to it is the headline.
 */
typedef struct hsay_content_source {
    const hsay_nodes *nodes;
    const hsay_node_facts *facts;
    hsay_str page, title;
    uint64_t page_start;
    uint32_t top;
} hsay_content_source;
void hsay_content__write(hsay_arena *arena, const hsay_content_source *source, hsay_article *out);

#endif
