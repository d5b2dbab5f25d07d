/*
 * What the files of evidence share: the phrases of data/evidence.txt at a token, and whose word a
 * token is.  Every look around a statement is bounded, so that the whole is linear.
 */
#ifndef HSAY_ATTRIBUTE_EVIDENCE_H
#define HSAY_ATTRIBUTE_EVIDENCE_H

#include "attribute/attribute.h"

/* Where a phrase must stand: the letters of data/evidence.txt. */
enum {
    HSAY_EVIDENCE_IN_HEAD = 'h',
    HSAY_EVIDENCE_IN_CARRIER = 'n',
    HSAY_EVIDENCE_IN_SOURCE = 's',
    HSAY_EVIDENCE_IN_RELATIVE = 'r',
    HSAY_EVIDENCE_IN_FRONT = 'f',
    HSAY_EVIDENCE_AT_CUE = 'c',
    HSAY_EVIDENCE_BESIDE = 'b',
    HSAY_EVIDENCE_IN_CONTENT = 'i',
    HSAY_EVIDENCE_LATER = 'l',
    HSAY_EVIDENCE_OF_OUTLET = 'x',
    HSAY_EVIDENCE_SHOWS = 'm',
    HSAY_EVIDENCE_OPENS = 'o',
    HSAY_EVIDENCE_OPENS_CARRIER = 'p'
};

/* Tokens first to end, half-open; none where they are equal. */
typedef struct hsay_evidence_range {
    uint32_t first, end;
} hsay_evidence_range;

typedef struct hsay_evidence_reader {
    const hsay_doc *doc;
    hsay_arena *arena;
    hsay_drafts *drafts;
    uint32_t *depth;       /* for each token: the ranges of contents that it stands in */
    const uint8_t *starts; /* for each token: may a phrase start there? */
} hsay_evidence_reader;

/* A phrase that was found: its value, or HSAY_EVIDENCE_COUNT where it opens an adverbial. */
typedef struct hsay_evidence_phrase {
    hsay_evidence value;
    uint32_t token_count; /* 0: nothing found */
} hsay_evidence_phrase;

/* The longest phrase at `token` that may stand at `place` and ends before `end`. */
hsay_evidence_phrase hsay_evidence__phrase(const hsay_evidence_reader *r, uint32_t token,
                                           uint32_t end, char place);
/* A mark that ends a noun phrase: any but a slash or an ampersand inside a name. */
bool hsay_evidence__is_mark(const hsay_doc *doc, uint32_t token);
/* The value of the head of a noun phrase: its last words before a preposition, clause or comma. */
hsay_evidence hsay_evidence__head(const hsay_evidence_reader *r, hsay_evidence_range noun,
                                  char place);

/* Gives the statement that value on those tokens, unless it has one that weighs as much. */
void hsay_evidence__take(const hsay_evidence_reader *r, hsay_statement *s, hsay_evidence value,
                         hsay_evidence_range words);

/* Does the token stand in one of the ranges of the statement's content? */
bool hsay_evidence__in_content(const hsay_evidence_reader *r, const hsay_draft *d, uint32_t token);

/* What stands beside the content in its sentence; what a later sentence says of it. */
void hsay_evidence__beside(const hsay_evidence_reader *r, uint32_t draft);
void hsay_evidence__later(const hsay_evidence_reader *r);

#endif
