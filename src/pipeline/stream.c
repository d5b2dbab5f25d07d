/* Inputs become calls, one an article, in input order; nothing is kept. */
#include "pipeline/flow.h"

typedef struct stream {
    hsay_article_fn fn;
    void *ctx;
    bool mark;
} stream;

static hsay_status take(void *ctx, hsay_item *item)
{
    const stream *s = ctx;
    hsay_status status = HSAY_OK;
    for (; item && status == HSAY_OK; item = item->next)
        status = s->fn(s->ctx, &item->article, s->mark ? &item->statements : NULL);
    return status;
}

hsay_status hsay_inputs_stream(const char *const *inputs, size_t input_count, bool mark,
                               const hsay_options *options, hsay_article_fn fn, void *ctx,
                               hsay_totals *totals)
{
    stream s = {fn, ctx, mark};
    hsay_flow flow = {.mark = mark, .take = take, .ctx = &s, .totals = totals};
    return hsay_flow__run(inputs, input_count, options, &flow);
}
