/*
 * A doc becomes statements.  find.c finds source, cue and content; then speaker.c, act.c,
 * evidence.c and chain.c fill in what each statement is and rests on, one pass each over all
 * statements.
 */
#ifndef HSAY_ATTRIBUTE_ATTRIBUTE_H
#define HSAY_ATTRIBUTE_ATTRIBUTE_H

#include "hearsay/statement.h"
#include "lang/doc.h"
#include "model/model_file.h"

/* `out` lives in `arena`.  HSAY_MEMORY.  Cost: linear in the text. */
hsay_status hsay_statements_mark(const hsay_doc *doc, hsay_arena *arena, hsay_statements *out);
/* The same with a model; NULL: by the rules alone, as above. */
hsay_status hsay_statements_mark_with(const hsay_doc *doc, const hsay_model *model,
                                      hsay_arena *arena, hsay_statements *out);

/* A statement under construction; the passes below take the array in text order. */
typedef struct hsay_draft {
    hsay_statement statement;
    uint32_t cue_token, cue_count;       /* first token of the cue; 0 tokens: no cue */
    uint32_t source_token, source_count; /* 0 tokens: no source words */
    uint32_t content_token, content_end; /* first and past the last token, over all ranges */
    hsay_str
        build; /* the rule that reads this cue so, also where the model decided; may be empty */
} hsay_draft;

typedef struct hsay_drafts {
    hsay_draft *items;
    uint32_t count;
    const struct hsay_find_word *words; /* one a token: what the rules know of it */
} hsay_drafts;

/* Fills spans, token positions, kind, rule, engine, probability and outer. */
void hsay_find__statements(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *out);
/* Fill speaker and speaker_span · act · evidence and evidence_words · chain. */
void hsay_speaker__resolve(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts);
void hsay_act__decide(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts);
void hsay_evidence__decide(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts);
void hsay_chain__collect(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts);

#endif
