/*
 * The posts of a live blog: a page that is said to be one, and the elements of it that are its
 * posts.  All of them are the article's text.
 */
#ifndef HSAY_INGEST_POSTS_H
#define HSAY_INGEST_POSTS_H

#include "ingest/layout.h"
#include "ingest/meta.h"

enum { HSAY_POSTS = 2000, HSAY_POSTS_LEAST = 3 };

typedef struct hsay_post_node {
    uint32_t node;
    hsay_post facts; /* without its span */
} hsay_post_node;

typedef struct hsay_posts hsay_posts;
struct hsay_posts {
    hsay_post_node *items; /* apart, in the order of the page */
    uint32_t count;        /* 0: no live blog, or its posts stand nowhere; else at least three */
    const hsay_live *live; /* the posts as data; NULL where the page gives none */
};

/* `meta`: settled, of the same nodes.  A failure of memory shows in the arena.  Cost: linear. */
hsay_posts hsay_posts__find(hsay_arena *arena, const hsay_nodes *nodes, const hsay_meta *meta);

/* What one post says of itself, filled into `out->facts`; `day`: the page's, or empty. */
void hsay_post__read(hsay_arena *arena, const hsay_nodes *nodes, hsay_str day, hsay_post_node *out);

/* Whether the words are a time of day: "14:05", "9.30 Uhr". */
bool hsay_post__is_clock(hsay_str words);

/* The prose and the headings of posts become the article's blocks. */
void hsay_posts__keep(const hsay_posts *posts, hsay_content_source *source);

/* Fills `posts` of `out` from where its text was written. */
typedef struct hsay_written {
    const hsay_laid *items;
    uint32_t count;
} hsay_written;
void hsay_posts__place(hsay_arena *arena, const hsay_nodes *nodes, const hsay_posts *posts,
                       const hsay_written *written, hsay_article *out);

#endif
