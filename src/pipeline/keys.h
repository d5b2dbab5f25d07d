/* Makes keys unique within a run: two records of one input may carry the same id. */
#ifndef HSAY_PIPELINE_KEYS_H
#define HSAY_PIPELINE_KEYS_H

#include "base/arena.h"
#include "hearsay/article.h"

typedef struct hsay_keys hsay_keys;

hsay_keys *hsay_keys__new(void); /* NULL where memory is short */
void hsay_keys__free(hsay_keys *keys);

/*
 * Notes the article's key.  Where another line of the input has it already, the article's record
 * and id become `record@LINE`; the same line again (an input given twice) keeps its key.
 * HSAY_MEMORY.
 */
hsay_status hsay_keys__take(hsay_keys *keys, hsay_article *article, hsay_str line,
                            hsay_arena *arena);

#endif
