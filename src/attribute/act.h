/* What act.c and act_content.c share: a cue says that something was said, its content tells what.
 */
#ifndef HSAY_ATTRIBUTE_ACT_H
#define HSAY_ATTRIBUTE_ACT_H

#include "attribute/attribute.h"

/* The act of that name; HSAY_ACT_COUNT where there is none. */
hsay_act hsay_act__named(const char *name);

/*
 * The act that the words of a statement's content speak for, by data/act-words.txt; `act` where
 * they do not say enough.  `starts` tells the tokens where such words may
 * start.  Reads a bounded number of tokens.
 */
hsay_act hsay_act__of_content(const hsay_doc *doc, const uint8_t *starts, const hsay_draft *draft,
                              hsay_act act);

#endif
