/* Texts with known attributions, or a teacher's labels of them, become examples for the trainer. */
#ifndef HSAY_ATTRIBUTE_TEACH_H
#define HSAY_ATTRIBUTE_TEACH_H

#include "base/arena.h"
#include "model/trainer.h"

enum { HSAY_ROLE_SOURCE, HSAY_ROLE_CUE, HSAY_ROLE_CONTENT, HSAY_ROLES };

enum { HSAY_TEACH_TEXT_TOKENS = 1 << 15, HSAY_TEACH_TOKENS = 1 << 27 };

/* A vector of examples, at most HSAY_TEACH_TOKENS long together. */
typedef struct hsay_lessons {
    hsay_example *items;
    size_t count, capacity;
    uint64_t tokens;
    /* Before each file and behind each text; may be NULL. */
    void (*progress)(void *ctx, const char *path, size_t count);
    void *ctx;
} hsay_lessons;

/*
 * Adds the texts of a JSONL file {"text", "attributions": [{"source", "cue", "content": ranges of
 * code points}]} as gold examples, in `arena`.  HSAY_IO, HSAY_INPUT with the line in error->start,
 * HSAY_LIMIT where it has more than HSAY_TEACH_TEXT_TOKENS, or all together have too many.
 */
hsay_status hsay_teach__gold(const char *path, hsay_arena *arena, hsay_lessons *out,
                             hsay_error *error);
/*
 * Adds the texts of FOLDER/NNN.jsonl with the labels of FOLDER/NNN.bin, from 000 on as long as
 * there are files, `limit` at most (0: all).  The layout is that of tools/teacher/label.py.
 */
hsay_status hsay_teach__soft(const char *folder, uint32_t limit, hsay_arena *arena,
                             hsay_lessons *out, hsay_error *error);

#endif
