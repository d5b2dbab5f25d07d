/* Sentences of CoNLL-U become lessons for the tagging network. */
#ifndef HSAY_LANG_LESSONS_H
#define HSAY_LANG_LESSONS_H

#include "base/arena.h"
#include "model/heads.h"
#include "model/trainer.h"

/* The labels that are not fixed: features, scripts of lemmas, relations; the most frequent first.
 */
enum { HSAY_LISTED_FEATURES, HSAY_LISTED_SCRIPTS, HSAY_LISTED_RELATIONS, HSAY_LISTED };
typedef struct hsay_labels {
    hsay_str *items[HSAY_LISTED];
    uint32_t counts[HSAY_LISTED];
} hsay_labels;

/* How often each label is met; in `arena`, NULL where memory is short. */
typedef struct hsay_label_counts hsay_label_counts;
hsay_label_counts *hsay_labels_start(hsay_arena *arena);
/* Labels of all words of a file that have a tag.  HSAY_IO, HSAY_INPUT, HSAY_LIMIT, HSAY_MEMORY. */
hsay_status hsay_labels_count(hsay_label_counts *counts, const char *path, hsay_arena *arena,
                              hsay_error *error);
hsay_status hsay_labels_list(hsay_label_counts *counts, hsay_arena *arena, hsay_labels *out);
/* A line a list, with tabs between: what a model's file says. */
hsay_str hsay_labels_text(const hsay_labels *labels, hsay_arena *arena);
hsay_heads hsay_labels_heads(const hsay_labels *labels);

typedef HSAY_VEC(hsay_example) hsay_tagging_lessons;

typedef struct hsay_lesson_source {
    const char *path;
    uint32_t corpus; /* whose ways it follows */
    uint32_t limit;  /* sentences in all, those before counted; 0: no limit */
} hsay_lesson_source;

/*
 * Adds the sentences of a file.  Of sentences longer than HSAY_HEADS_WORDS the trees are left out,
 * of each word what no label says.  HSAY_IO, HSAY_INPUT, HSAY_LIMIT, HSAY_MEMORY.
 */
hsay_status hsay_lessons_read(const hsay_lesson_source *source, const hsay_labels *labels,
                              hsay_arena *arena, hsay_tagging_lessons *out, hsay_error *error);

#endif
