/*
 * An article: one record of an input as text, with what is known of where it stood and which ranges
 * of the text are page furniture.  Made by ingest; every later stage takes it const.
 */
#ifndef HEARSAY_ARTICLE_H
#define HEARSAY_ARTICLE_H

#include "hearsay/text.h"

/* Why a range of the text is not the article's.  The text is the value in JSON, SQL and pages. */
#define HSAY_FURNITURE_TABLE(X)                                                                    \
    X(HEADLINE, "headline")                                                                        \
    X(BYLINE, "byline")                                                                            \
    X(BIO, "bio")                                                                                  \
    X(CAPTION, "caption")                                                                          \
    X(READ_MORE, "read-more")                                                                      \
    X(NEWSLETTER, "newsletter")                                                                    \
    X(MEMBERSHIP, "membership")                                                                    \
    X(RATING, "rating")                                                                            \
    X(SHARING, "sharing")                                                                          \
    X(COMMENTS, "comments")                                                                        \
    X(ADVERT, "advert")                                                                            \
    X(CONSENT, "consent")                                                                          \
    X(COPYRIGHT, "copyright")                                                                      \
    X(NAVIGATION, "navigation")                                                                    \
    X(NOTICE, "notice")                                                                            \
    X(REPEAT, "repeat")

typedef enum hsay_furniture_reason {
#define HSAY_FURNITURE_ENUM(name, text) HSAY_FURNITURE_##name,
    HSAY_FURNITURE_TABLE(HSAY_FURNITURE_ENUM)
#undef HSAY_FURNITURE_ENUM
        HSAY_FURNITURE_COUNT
} hsay_furniture_reason;

/* The static name of a reason, as in the table. */
const char *hsay_furniture_name(hsay_furniture_reason reason);

typedef struct hsay_furniture {
    hsay_span span;
    hsay_furniture_reason reason;
    hsay_str rule; /* which rule cut it: a short static name */
} hsay_furniture;

/*
 * A run of text bytes that stand, byte for byte, at one place of the input:
 * text[text_start, text_start + len_bytes) == input[input_start, input_start + len_bytes).
 */
typedef struct hsay_input_run {
    uint64_t input_start;
    uint32_t text_start;
    uint32_t len_bytes;
} hsay_input_run;

/* What a range of the text was on its page.  The text is the value in JSON. */
#define HSAY_LAYOUT_TABLE(X)                                                                       \
    X(PARAGRAPH, "paragraph")                                                                      \
    X(HEADING, "heading")                                                                          \
    X(LIST, "list")                                                                                \
    X(NUMBERED_LIST, "numbered-list")                                                              \
    X(ITEM, "item")                                                                                \
    X(TERMS, "terms")                                                                              \
    X(TERM, "term")                                                                                \
    X(DEFINITION, "definition")                                                                    \
    X(QUOTE, "quote")                                                                              \
    X(TABLE, "table")                                                                              \
    X(ROW, "row")                                                                                  \
    X(HEAD_CELL, "head-cell")                                                                      \
    X(CELL, "cell")                                                                                \
    X(LINK, "link")                                                                                \
    X(EMPHASIS, "emphasis")                                                                        \
    X(STRONG, "strong")

typedef enum hsay_layout_kind {
#define HSAY_LAYOUT_ENUM(name, text) HSAY_LAYOUT_##name,
    HSAY_LAYOUT_TABLE(HSAY_LAYOUT_ENUM)
#undef HSAY_LAYOUT_ENUM
        HSAY_LAYOUT_COUNT
} hsay_layout_kind;

/* The static name of a kind, as in the table. */
const char *hsay_layout_name(hsay_layout_kind kind);

typedef struct hsay_layout {
    hsay_span span;
    hsay_layout_kind kind;
    uint32_t level; /* of a heading, 1 to 6; else 0 */
    hsay_str href;  /* of a link; absolute where the address of the page is known */
} hsay_layout;

/*
 * How a page told a fact about itself, in the order in which it is asked: a number, and a name for
 * output.  Numbers are never given anew.
 */
#define HSAY_METHOD_TABLE(X)                                                                       \
    X(UNKNOWN, "")            /* not from a page, or not told */                                   \
    X(JSON_LD, "json-ld")     /* 1: schema.org's vocabulary in a script */                         \
    X(META, "meta")           /* 2: <meta>: OpenGraph, Dublin Core, cards and others */            \
    X(MICRODATA, "microdata") /* 3: itemprop and rel on elements */                                \
    X(HEADING, "heading")     /* 4: the heading that agrees with the titles told */                \
    X(ELEMENT, "element")     /* 5: <time>, <html lang>, a class, a link to a writer's page */     \
    X(LINE, "line")           /* 6: the words near the headline */                                 \
    X(ADDRESS, "address")     /* 7: the day in the page's address */                               \
    X(TITLE, "title")         /* 8: <title> */

typedef enum hsay_method {
#define HSAY_METHOD_ENUM(name, text) HSAY_METHOD_##name,
    HSAY_METHOD_TABLE(HSAY_METHOD_ENUM)
#undef HSAY_METHOD_ENUM
        HSAY_METHOD_COUNT
} hsay_method;

/* The static name of a method, as in the table. */
const char *hsay_method_name(hsay_method method);

/* A picture of the article's, and what stands below it; empty where nothing does. */
typedef struct hsay_image {
    hsay_str url; /* absolute where the address of the page is known */
    hsay_str caption;
} hsay_image;

/* The facts that a page tells and for which it is recorded how: the order of output. */
#define HSAY_FACT_TABLE(X)                                                                         \
    X(TITLE, "title")                                                                              \
    X(AUTHORS, "authors")                                                                          \
    X(DATE, "date")                                                                                \
    X(PUBLISHED, "published")                                                                      \
    X(UPDATED, "updated")                                                                          \
    X(OUTLET, "outlet")                                                                            \
    X(URL, "canonical_url")                                                                        \
    X(LANG, "lang")                                                                                \
    X(SECTION, "section")                                                                          \
    X(ACCESS, "access")

typedef enum hsay_fact {
#define HSAY_FACT_ENUM(name, text) HSAY_FACT_##name,
    HSAY_FACT_TABLE(HSAY_FACT_ENUM)
#undef HSAY_FACT_ENUM
        HSAY_FACT_COUNT
} hsay_fact;

/* The static name of a fact, as in the table. */
const char *hsay_fact_name(hsay_fact fact);

/* What a page says of itself beside the article's own members; all of it may be unknown. */
typedef struct hsay_page_facts {
    hsay_str canonical_url;      /* its address as it gives it itself */
    hsay_str published, updated; /* ISO 8601: a day, or a time with its zone */
    hsay_str section;
    hsay_str access;          /* who may read it: "free", "metered", "locked"; empty: untold */
    const hsay_image *images; /* the one for cards first, then in the order of the page */
    uint32_t image_count;
    hsay_method methods[HSAY_FACT_COUNT]; /* which method decided */
} hsay_page_facts;

/* One post of a live blog: a range of its text, and what stands there of it; all may be unknown. */
typedef struct hsay_post {
    hsay_span span;
    hsay_str published, updated; /* ISO 8601, with its zone where that is told */
    hsay_str headline, author;
} hsay_post;

#define HSAY_HASH_BYTES 32

typedef struct hsay_article hsay_article;
struct hsay_article {
    hsay_str input;  /* the input's name as given: a path, or "-" */
    hsay_str record; /* which record of it: the JSON id, else the line number; empty for a file */
    hsay_str id;     /* the key: `input`, or `input#record` */
    uint8_t hash[HSAY_HASH_BYTES]; /* SHA-256 of the record's bytes as they stood in the input */
    uint64_t input_start_byte, input_end_byte; /* the record in its input */
    hsay_str url, outlet, domain, title, lang; /* empty where unknown */
    hsay_str lang_from; /* what `lang` was decided by: "text", "stated"; empty where not known */
    hsay_str date;      /* ISO 8601: a day, or a time with its zone; empty where unknown */
    hsay_strs authors;  /* one name each */
    hsay_str text;      /* UTF-8, as given (plain text, JSON) or of the main content (HTML) */
    const hsay_furniture *furniture; /* sorted by start, not overlapping */
    uint32_t furniture_count;
    const hsay_input_run *runs; /* sorted; count 0 where the text stands nowhere in the input */
    uint32_t run_count;
    const hsay_layout *layout; /* nested or apart, outer first, by start; of a page's text alone */
    uint32_t layout_count;
    const hsay_post *posts; /* of a live blog, in the order of the text, not overlapping */
    uint32_t post_count;
    uint32_t repaired_count; /* ill-formed byte sequences that became U+FFFD */
    hsay_str format;         /* "text", "html", "jsonl", "feed", "table", "mail", "mhtml", "pdf" */
    const hsay_page_facts *page; /* NULL where the input was no page */
    bool partial;          /* the input holds a summary or a beginning, not the whole article */
    hsay_str partial_from; /* which sign says so: "words", "word-count", "breaks-off", "short",
                              "summary" (docs/reading.md); empty where it is whole, or not known */
    hsay_str method;       /* what chose the text of a page (docs/reading.md); empty elsewhere */
    hsay_article *next; /* what else stood in the record as an article of its own; NULL: nothing */
};

#endif
