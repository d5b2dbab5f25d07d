/*
 * What joins articles: copies and stories (trace), threads, figures and disputes (reconcile), and
 * the outlets behind them.  Articles are named by their index in the views that were given,
 * statements by their index within their article.  Each result says why it was made.
 */
#ifndef HEARSAY_LINKS_H
#define HEARSAY_LINKS_H

#include "hearsay/article.h"
#include "hearsay/statement.h"

/* One article with its statements, as the stages over many articles take it. */
typedef struct hsay_view {
    const hsay_article *article;
    hsay_statements statements;
} hsay_view;

typedef struct hsay_views {
    const hsay_view *items;
    uint32_t count;
} hsay_views;

/* A place in an article; `statement` is HSAY_NONE where it is in none. */
typedef struct hsay_place {
    uint32_t article, statement;
    hsay_span span;
} hsay_place;

/* ---- trace ---- */

/* A passage that two articles share, verified word by word. */
typedef struct hsay_passage {
    hsay_span copy, original; /* its ranges in both texts */
    uint32_t words;
} hsay_passage;

#define HSAY_COPY_TABLE(X)                                                                         \
    X(IDENTICAL, "identical") /* the same words throughout */                                      \
    X(EDITED, "edited")       /* most of the words, with changes */                                \
    X(EXCERPT, "excerpt")     /* a part of one stands in the other */

typedef enum hsay_copy_kind {
#define HSAY_COPY_ENUM(name, text) HSAY_COPY_##name,
    HSAY_COPY_TABLE(HSAY_COPY_ENUM)
#undef HSAY_COPY_ENUM
        HSAY_COPY_COUNT
} hsay_copy_kind;

typedef struct hsay_copy {
    uint32_t copy, original; /* article indices; by order of the views where not `directed` */
    bool directed;           /* whether it is known which one copied */
    hsay_copy_kind kind;
    double copy_share, original_share; /* of each one's words that stand in the passages, 0 to 1 */
    const hsay_passage *passages;
    uint32_t passage_count;
    hsay_str why;
} hsay_copy;

typedef struct hsay_story {
    const uint32_t *articles; /* ascending */
    uint32_t article_count;
    hsay_str why;
} hsay_story;

/* An outlet is a registered domain, or a name where articles carry no URL. */
typedef struct hsay_outlet {
    hsay_str domain, name;
    const uint32_t *articles; /* ascending */
    uint32_t article_count;
    uint32_t resembles;        /* index of the outlet whose name or domain it wears, or HSAY_NONE */
    hsay_str resembles_domain; /* the same as a domain, also where it is only on the known list */
    hsay_str why;
} hsay_outlet;

/* ---- reconcile ---- */

#define HSAY_FORM_TABLE(X)                                                                         \
    X(SAME_WORDS, "same-words")                                                                    \
    X(VARIED, "varied")                                                                            \
    X(PARAPHRASE, "paraphrase")

#define HSAY_VERDICT_TABLE(X)                                                                      \
    X(AGREE, "agree")                                                                              \
    X(DIFFER, "differ")                                                                            \
    X(PART, "part")                                                                                \
    X(UPDATE, "update")

#define HSAY_DISPUTE_TABLE(X)                                                                      \
    X(DENIAL, "denial")                                                                            \
    X(CONTRADICTION, "contradiction")                                                              \
    X(REBUTTAL, "rebuttal")

#define HSAY_ENUM_FORM(name, text) HSAY_FORM_##name,
#define HSAY_ENUM_VERDICT(name, text) HSAY_VERDICT_##name,
#define HSAY_ENUM_DISPUTE(name, text) HSAY_DISPUTE_##name,
typedef enum hsay_form { HSAY_FORM_TABLE(HSAY_ENUM_FORM) HSAY_FORM_COUNT } hsay_form;
typedef enum hsay_verdict { HSAY_VERDICT_TABLE(HSAY_ENUM_VERDICT) HSAY_VERDICT_COUNT } hsay_verdict;
typedef enum hsay_dispute_kind {
    HSAY_DISPUTE_TABLE(HSAY_ENUM_DISPUTE) HSAY_DISPUTE_COUNT
} hsay_dispute_kind;

const char *hsay_copy_name(hsay_copy_kind kind);
const char *hsay_form_name(hsay_form form);
const char *hsay_verdict_name(hsay_verdict verdict);
const char *hsay_dispute_name(hsay_dispute_kind kind);

/* The words of one article in a thread; `differing` are those that the first member has not. */
typedef struct hsay_thread_member {
    hsay_place place;
    hsay_spans differing;
} hsay_thread_member;

typedef struct hsay_thread {
    hsay_str speaker;
    hsay_form form;
    const hsay_thread_member *members; /* two or more articles */
    uint32_t member_count;
    hsay_str difference; /* one line; empty where there is none */
    hsay_str why;
} hsay_thread;

typedef struct hsay_figure_member {
    hsay_place place;
    double low, high; /* a bound that is open is -INFINITY or INFINITY */
} hsay_figure_member;

typedef struct hsay_figure {
    hsay_str what;
    const hsay_figure_member *members; /* two or more */
    uint32_t member_count;
    hsay_verdict verdict;
    hsay_str why; /* e.g. "139 = 137 + 2" */
} hsay_figure;

typedef struct hsay_dispute {
    hsay_place claim, answer;
    hsay_dispute_kind kind;
    hsay_str why;
} hsay_dispute;

#endif
