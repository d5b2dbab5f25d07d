/* One way for all verbs: inputs become records, records on any thread items, items one after
 * another. */
#ifndef HSAY_PIPELINE_FLOW_H
#define HSAY_PIPELINE_FLOW_H

#include "ingest/record.h"

/* A record on its way; all of it lives in the record's arena. */
typedef struct hsay_item hsay_item;
struct hsay_item {
    hsay_record *record;
    hsay_article article;
    hsay_statements statements;
    hsay_error error; /* status other than HSAY_OK: there is no article */
    bool known;       /* stands in the ledger already: only article.id is filled */
    hsay_item *next;  /* another article of the same record */
};

typedef struct hsay_flow {
    bool mark;
    /* Whether the work can be spared; NULL: never.  Both run on the calling thread. */
    hsay_status (*known)(void *ctx, hsay_item *item);
    hsay_status (*take)(void *ctx, hsay_item *item);
    void *ctx;
    hsay_totals *totals;
} hsay_flow;

/*
 * Runs all inputs through `flow`, in input order.  What can not be used is told to options->failed
 * and counted.  Answers HSAY_OK, HSAY_MEMORY, or the first status that `known` or `take` answered.
 */
hsay_status hsay_flow__run(const char *const *inputs, size_t input_count,
                           const hsay_options *options, const hsay_flow *flow);

#endif
