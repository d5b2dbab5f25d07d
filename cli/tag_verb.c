/* tag: inputs become CoNLL-U, in input order. */
#include "cli.h"

typedef struct tagging {
    hsay_tagger *tagger;
    hsay_sink sink;
} tagging;

static hsay_status tag_article(void *ctx, const hsay_article *article,
                               const hsay_statements *statements)
{
    tagging *t = ctx;
    (void)statements;
    return hsay_tagger_article(t->tagger, article, t->sink);
}

/* Files of words that were cut before; one that fails is named, the others are done. */
static int tag_words(const arguments *a, tagging *t)
{
    int code = EXIT_DONE;
    for (size_t i = 0; i < a->word_count; i++) {
        hsay_error error = {0};
        hsay_status status = hsay_tagger_words(t->tagger, a->words[i], t->sink, &error);
        if (status == HSAY_OK)
            continue;
        complain("%s: %s%s%s", a->words[i], hsay_status_text(status), error.text ? ": " : "",
                 error.text ? error.text : "");
        if (error.start)
            complain("%s: in line %llu", a->words[i], (unsigned long long)error.start);
        code = EXIT_INPUTS;
    }
    return code;
}

static int tag_articles(const arguments *a, tagging *t, const output *out)
{
    hsay_totals totals;
    hsay_status status =
        hsay_inputs_stream(a->words, a->word_count, false, &a->options, tag_article, t, &totals);
    progress_clear();
    if (status != HSAY_OK && !out->error)
        complain("%s", hsay_status_text(status));
    return status != HSAY_OK ? EXIT_LEDGER : totals.failures ? EXIT_INPUTS : EXIT_DONE;
}

int verb_tag(const arguments *a)
{
    output out;
    tagging t = {0};
    hsay_error error = {0};
    if (!a->word_count) {
        complain("tag takes an input; - is standard input; see hearsay tag --help");
        return EXIT_USAGE;
    }
    hsay_status status = hsay_tagger_open(a->options.model, &t.tagger, &error);
    if (status != HSAY_OK) {
        complain("%s: %s%s%s", a->options.model ? a->options.model : "the carried model",
                 hsay_status_text(status), error.text ? ": " : "", error.text ? error.text : "");
        return EXIT_LEDGER;
    }
    int code = EXIT_LEDGER;
    if (output_begin(&out, a->output)) {
        t.sink = output_sink(&out);
        code = a->tokens ? tag_words(a, &t) : tag_articles(a, &t, &out);
        code = output_end(&out, code);
    }
    hsay_tagger_close(t.tagger);
    return code;
}
