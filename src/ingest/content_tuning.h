/* The numbers of main-content choice, each with its unit.  Set on aeb and wcxb-dev, 2026-11. */
#ifndef HSAY_INGEST_CONTENT_TUNING_H
#define HSAY_INGEST_CONTENT_TUNING_H

enum {
    HSAY_CONTENT_KEEP_PERCENT = 45, /* of the page's text: more than this no class name drops */
    HSAY_CONTENT_KEEP_PROSE_PERCENT = 70, /* of the page's prose: likewise */
    HSAY_CONTENT_WEAK_PERCENT = 12,    /* of the page's text: more than this no weak name drops */
    HSAY_CONTENT_PARAGRAPH_CHARS = 40, /* code points: a shorter block is no evidence of prose */
    HSAY_CONTENT_PARAGRAPH_LINKS = 40, /* percent of a paragraph in links, at most */
    HSAY_CONTENT_DESCEND_PERCENT = 70, /* of the prose: a child with this much is entered */
    HSAY_CONTENT_NAMED_PERCENT =
        30,                         /* of the prose: articleBody or <article> with this much wins */
    HSAY_CONTENT_LIST_LINKS = 60,   /* percent in links: a block beyond is a list of links */
    HSAY_CONTENT_LIST_CHARS = 200,  /* code points: a longer block is kept all the same */
    HSAY_CONTENT_ADD_MARGIN = 300,  /* 1,024 are 1 in log odds: off a block the rules leave out */
    HSAY_CONTENT_KEEP_MARGIN = 100, /* likewise: off one that they keep */
    HSAY_CONTENT_LEAST_SCORE = -2304,   /* a block below is left out, be the model unsure of all */
    HSAY_CONTENT_SURE_OF_NAMES = 800,   /* a block beyond is kept against names that mark it */
    HSAY_CONTENT_SURE_OF_WORDS = 2400,  /* likewise: against words that tell furniture */
    HSAY_CONTENT_MOST_BLOCKS = 1 << 16, /* of a page that the model is asked about */
    HSAY_CONTENT_HELD_CHARS =
        400, /* of prose: what is named for a paywall holds the article's rest, hidden or not */
    HSAY_CONTENT_ENOUGH_CHARS = 250, /* code points: less text than this, and the next fallback */
};

#endif
