/*
 * The model at work: the statements of the rules and the network's label scores become statements.
 * The rules are among the network's inputs; what it does not know of (a statement inside a
 * statement, a quotation without a cue) stays theirs.
 */
#ifndef HSAY_ATTRIBUTE_DECODE_H
#define HSAY_ATTRIBUTE_DECODE_H

#include "attribute/find.h"
#include "model/model_file.h"

/* The share of statements that are right among those whose labels are as sure; 0 to 1. */
double hsay_certainty__right(double certainty);

/* `rules` become `out`.  HSAY_MEMORY. */
hsay_status hsay_decode__statements(const hsay_doc *doc, const hsay_model *model,
                                    const hsay_drafts *rules, hsay_arena *arena, hsay_drafts *out);

#endif
