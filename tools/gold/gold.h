/* Gold of pages: a row of gold.jsonl, the page html/ID.html beside it, and the fold of its site. */
#ifndef HSAY_TOOLS_GOLD_H
#define HSAY_TOOLS_GOLD_H

#include <jansson.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "ingest/meta.h"

enum { FOLDS = 5 };

typedef struct gold_page {
    hsay_nodes nodes;
    hsay_meta meta;
    hsay_str bytes; /* UTF-8 */
    bool ok;
} gold_page;

/* FOLDER/html/ID.html, in `arena`; `ok` false where it can not be read. */
void gold_open(hsay_arena *arena, hsay_str folder, hsay_str id, gold_page *out);

/* A member's text, borrowed of `object`; empty where there is none. */
hsay_str gold_string(const json_t *object, const char *key);

/* By the registered domain, so that all pages of a site are in one fold; where the address has
 * none, by what stands in its place up to a dash, else by the id. */
uint32_t gold_fold(hsay_arena *arena, hsay_str url, hsay_str id);

/* Calls `take` for each row of FOLDER/gold.jsonl; false where `take` says so, and, with a line on
 * stderr, where the file can not be read. */
bool gold_each(const char *folder, bool (*take)(void *ctx, const json_t *row), void *ctx);

/* The memory; where it is NULL the program ends, with a line on stderr. */
void *gold_taken(void *memory);

/* OUT/NAME ENDING.jsonl for what is predicted of the pages of FOLDER, whose last part NAME is;
 * lines are added to it.  NULL where it can not be written. */
FILE *gold_predictions(const char *out, const char *folder, const char *ending);

/* Writes a packed model and frees the bytes; false where that failed. */
bool gold_write(const char *path, hsay_buf *bytes);

#endif
