/*
 * A statement: something that the article says somebody else said.  Every field is as the
 * annotation guidelines define it (docs/statements.md).  Spans are byte ranges of the article's
 * text.
 */
#ifndef HEARSAY_STATEMENT_H
#define HEARSAY_STATEMENT_H

#include "hearsay/text.h"

#define HSAY_KIND_TABLE(X)                                                                         \
    X(DIRECT, "direct")                                                                            \
    X(INDIRECT, "indirect")                                                                        \
    X(MIXED, "mixed")

#define HSAY_ACT_TABLE(X)                                                                          \
    X(ASSERT, "assert")                                                                            \
    X(DENY, "deny")                                                                                \
    X(ACCUSE, "accuse")                                                                            \
    X(ADMIT, "admit")                                                                              \
    X(CONFIRM, "confirm")                                                                          \
    X(WARN, "warn")                                                                                \
    X(PROMISE, "promise")                                                                          \
    X(DEMAND, "demand")                                                                            \
    X(ASK, "ask")                                                                                  \
    X(JUDGE, "judge")                                                                              \
    X(SPECULATE, "speculate")                                                                      \
    X(REFUSE, "refuse")

#define HSAY_EVIDENCE_TABLE(X)                                                                     \
    X(NONE_STATED, "none-stated")                                                                  \
    X(DISCLAIMED, "disclaimed")                                                                    \
    X(DOCUMENT, "document")                                                                        \
    X(DATA, "data")                                                                                \
    X(INTELLIGENCE, "intelligence")                                                                \
    X(WITNESS, "witness")                                                                          \
    X(MEDIA, "media")                                                                              \
    X(ANONYMOUS, "anonymous")                                                                      \
    X(CORROBORATED, "corroborated")

#define HSAY_ENUM_KIND(name, text) HSAY_KIND_##name,
#define HSAY_ENUM_ACT(name, text) HSAY_ACT_##name,
#define HSAY_ENUM_EVIDENCE(name, text) HSAY_EVIDENCE_##name,
typedef enum hsay_kind { HSAY_KIND_TABLE(HSAY_ENUM_KIND) HSAY_KIND_COUNT } hsay_kind;
typedef enum hsay_act { HSAY_ACT_TABLE(HSAY_ENUM_ACT) HSAY_ACT_COUNT } hsay_act;
typedef enum hsay_evidence {
    HSAY_EVIDENCE_TABLE(HSAY_ENUM_EVIDENCE) HSAY_EVIDENCE_COUNT
} hsay_evidence;

/* Static names, as in the tables; NULL for a value outside them. */
const char *hsay_kind_name(hsay_kind kind);
const char *hsay_act_name(hsay_act act);
const char *hsay_evidence_name(hsay_evidence evidence);

/* One station on the way of the words into the article: its name, and where the article names it.
 */
typedef struct hsay_chain_link {
    hsay_str name;
    hsay_span span;
} hsay_chain_link;

#define HSAY_NONE UINT32_MAX

typedef struct hsay_statement {
    hsay_spans content; /* at least one range; more where the attribution breaks the quotation */
    hsay_spans source;  /* the words that name who said it; none where the article names nobody */
    hsay_spans cue;     /* the words that signal the saying; none for a free quotation */
    hsay_str speaker;   /* the fullest name or description in this article; empty: nobody named */
    hsay_span speaker_span; /* where those words stand; {0, 0} where nobody is named */
    hsay_kind kind;
    hsay_act act;
    hsay_evidence evidence;
    hsay_spans evidence_words;    /* none for HSAY_EVIDENCE_NONE_STATED */
    const hsay_chain_link *chain; /* nearest first, without the speaker */
    uint32_t chain_count;
    uint32_t outer;     /* index of the statement that this one stands in, or HSAY_NONE */
    hsay_str rule;      /* which rule or model found it: a short static name */
    hsay_str engine;    /* which engine and version: e.g. "rules-1" */
    double probability; /* that source, cue and content are right, 0 to 1 */
} hsay_statement;

typedef struct hsay_statements {
    const hsay_statement *items; /* by first content byte, then by last */
    uint32_t count;
} hsay_statements;

#endif
