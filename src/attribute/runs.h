/*
 * Label scores become runs of tokens: sources, cues and contents, each the best path of its label
 * sequence; and how sure the labels are.
 */
#ifndef HSAY_ATTRIBUTE_RUNS_H
#define HSAY_ATTRIBUTE_RUNS_H

#include "attribute/find.h"
#include "attribute/teach.h"
#include "model/crf.h"
#include "model/model_file.h"

typedef struct hsay_runs {
    hsay_range *items; /* in text order, not overlapping */
    uint32_t count;
} hsay_runs;

typedef struct hsay_labels {
    const hsay_doc *doc;
    hsay_crf crfs[HSAY_ROLES];
    float *shares[HSAY_ROLES]; /* [token_count][3]: how likely each label is */
    hsay_runs found[HSAY_ROLES];
} hsay_labels;

/* `y` is what the model says, [token_count][outputs].  False where memory is short. */
bool hsay_runs__read(const hsay_doc *doc, const hsay_model *model, const float *y,
                     hsay_arena *arena, hsay_labels *out);
/* Index of the first run that begins at or behind `token`. */
uint32_t hsay_runs__behind(const hsay_runs *runs, uint32_t token);
/* The best run of a role in what is left of a cue's sentence, if not too unlikely; else none. */
hsay_range hsay_runs__further(const hsay_labels *l, uint32_t role, hsay_range cue);
/* How likely it is that a run begins where it does, and goes no further. */
double hsay_runs__sure(const hsay_labels *l, uint32_t role, hsay_range run);

#endif
