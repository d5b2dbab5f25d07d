/*
 * The node table becomes the article's text.  First each node gets its facts: what its names say,
 * how much text and how much of it in links; then the subtree is chosen that holds the article;
 * then its blocks are written, with what is furniture inside it marked.
 */
#ifndef HSAY_INGEST_CONTENT_H
#define HSAY_INGEST_CONTENT_H

#include "hearsay/article.h"
#include "ingest/nodes.h"

/* What data/html-words.txt says of an element's names. */
typedef enum hsay_names_say {
    HSAY_NAMES_NOTHING,
    HSAY_NAMES_FURNITURE,
    HSAY_NAMES_WEAK,
    HSAY_NAMES_DROP,
} hsay_names_say;

typedef struct hsay_node_facts {
    uint32_t block; /* the nearest block at or above the node */
    uint32_t own_chars,
        own_links;         /* of a block: its text outside inner blocks; of that, in links */
    uint32_t own_stops;    /* sentence and clause marks in it */
    uint32_t chars, links; /* of the subtree, in code points but blanks, without dropped parts */
    uint32_t good;         /* of the subtree: text in paragraphs that read like prose */
    bool dropped : 1;      /* not text of an article; holds for all below */
    bool silent : 1;       /* no text at all: scripts, titles; holds for all below */
    bool in_link : 1;
    bool marked : 1;          /* furniture, for `reason` */
    bool hidden : 1;          /* by its own style or attribute */
    hsay_names_say names : 8; /* its own class, id or role */
    hsay_furniture_reason reason : 8;
} hsay_node_facts;

/* The words of one name of a class: "relatedPosts", "related-posts" are two.  Views of `name`. */
size_t hsay_content__name_words(hsay_str name, hsay_str *words, size_t most);

/* One for each node; NULL where memory is short.  `strict` false: names of classes drop nothing. */
hsay_node_facts *hsay_content__facts(hsay_arena *arena, const hsay_nodes *nodes, bool strict);

/* The subtree with the article; 0 (the root) where nothing stands out. */
uint32_t hsay_content__choose(const hsay_nodes *nodes, const hsay_node_facts *facts);

#endif
