/*
 * Where a page's text breaks off because the rest is for subscribers: found on the blocks, before
 * they are written.  That an article is for subscribers is no sign: who may read it saves all of
 * it.
 */
#ifndef HSAY_INGEST_PAYWALL_H
#define HSAY_INGEST_PAYWALL_H

#include "ingest/blocks.h"

/* What the words of a line say; bits. */
enum {
    HSAY_PAYWALL_ACCOUNT = 1, /* of an account: nothing alone */
    HSAY_PAYWALL_ON = 2,      /* to read on */
    HSAY_PAYWALL_WALL = 4,    /* the article goes on behind it */
};

/* By data/paywall-words.txt; of `text` the first HSAY_PAYWALL_LINE bytes are read. */
enum { HSAY_PAYWALL_LINE = 1000 };
unsigned hsay_paywall__words(hsay_str text);

/* What a page declares as its part that is not free: class names and ids, and how long it is. */
enum { HSAY_PAYWALL_SELECTORS = 8 };
typedef struct hsay_paywall_declared {
    hsay_str access;                            /* "free", "metered", "locked"; empty: untold */
    hsay_str selectors[HSAY_PAYWALL_SELECTORS]; /* as CSS writes them */
    uint32_t selector_count;
    uint32_t word_count; /* of the whole article; 0: untold */
} hsay_paywall_declared;

/* A declared value as one of the three; empty where it is none of data/access-words.txt. */
hsay_str hsay_paywall__access(hsay_str value);

/* Whether class or id of the node are in data/paywall-names.txt, as names of what is not free. */
bool hsay_paywall__is_named(const hsay_nodes *nodes, uint32_t node);

/*
 * Which sign says that the article's blocks are only a beginning (docs/reading.md): "words",
 * "word-count", "breaks-off", "short"; empty where none does.  Marks the blocks that are the
 * wall's: its words, and behind them what is no more of the article.  Cost: linear.
 */
hsay_str hsay_paywall__find(hsay_content_source *source, const hsay_paywall_declared *declared);

#endif
