/* Folders of pages with gold (gold.jsonl, html/ID.html) become rows to learn from. */
#ifndef HSAY_TEACH_BLOCKS_PAGES_H
#define HSAY_TEACH_BLOCKS_PAGES_H

#include "gold.h"
#include "ingest/methods.h"

/* For how many of a page's known blocks with it a word speaks, and against. */
typedef struct evidence {
    uint16_t bucket;
    bool is_name;
    float yes, no;
} evidence;

typedef struct page {
    hsay_str folder, id;
    uint32_t fold; /* by its site: all pages of one site are in one fold */
    uint32_t first;
    hsay_blocks blocks; /* copies; nodes are gone */
    evidence *evidence;
    uint32_t evidence_count;
} page;

typedef struct lessons {
    hsay_arena *arena;
    HSAY_VEC(page) pages;
    uint8_t *values; /* [rows][HSAY_BLOCK_FEATURES] */
    uint8_t *labels;
    float *weights; /* 0: nothing is known */
    uint32_t rows, room;
} lessons;

/* false, with a line on stderr, where a folder can not be read. */
bool lessons_add(lessons *l, const char *folder);

/* Fills the values of all rows; `tables[fold]` speaks for the pages of a fold. */
void lessons_fill(lessons *l, const hsay_block_tables *const tables[FOLDS]);

/* The text, without furniture, that the cascade gives with a model. */
hsay_str page_text(hsay_arena *arena, const page *p, const hsay_block_model *model);

#endif
