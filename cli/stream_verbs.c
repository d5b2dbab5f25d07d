/* read and mark: inputs become NDJSON, in input order. */
#include "cli.h"

typedef struct streaming {
    hsay_sink sink;
    bool html;
} streaming;

static hsay_status write_article(void *ctx, const hsay_article *article,
                                 const hsay_statements *statements)
{
    const streaming *s = ctx;
    return hsay_json_article(article, statements, s->html, s->sink);
}

static int stream(const arguments *a, bool mark)
{
    output out;
    hsay_totals totals;
    if (!a->word_count) {
        complain("%s takes an input; - is standard input; see hearsay %s --help", a->verb, a->verb);
        return EXIT_USAGE;
    }
    if (!output_begin(&out, a->output))
        return EXIT_LEDGER;
    streaming s = {output_sink(&out), a->html};
    hsay_status status =
        hsay_inputs_stream(a->words, a->word_count, mark, &a->options, write_article, &s, &totals);
    progress_end();
    int code = status != HSAY_OK ? EXIT_LEDGER : totals.failures ? EXIT_INPUTS : EXIT_DONE;
    if (status != HSAY_OK && !out.error && !model_was_told(&totals))
        complain("%s", hsay_status_text(status));
    return output_end(&out, code);
}

int verb_read(const arguments *a)
{
    return stream(a, false);
}

int verb_mark(const arguments *a)
{
    return stream(a, true);
}
