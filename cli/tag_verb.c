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

/* What failed, where and why; a status of the sink alone is told when the output is closed. */
static void name_failure(const char *what, hsay_status status, const hsay_error *error)
{
    char line[32] = "";
    if (error->start)
        snprintf(line, sizeof line, "line %llu: ", (unsigned long long)error->start);
    complain("%s: %s%s", what, line, error->text ? error->text : hsay_status_text(status));
}

/* Files of words that were cut before; one that fails is named, the others are done. */
static int tag_words(const arguments *a, tagging *t, const output *out)
{
    int code = EXIT_DONE;
    for (size_t i = 0; i < a->word_count && !out->error; i++) {
        hsay_error error = {0};
        hsay_status status = hsay_tagger_words(t->tagger, a->words[i], t->sink, &error);
        if (status == HSAY_OK || out->error)
            continue;
        name_failure(a->words[i], status, &error);
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
        error.start = 0; /* a byte of the model, no line */
        name_failure(a->options.model ? a->options.model : "the carried model", status, &error);
        return EXIT_LEDGER;
    }
    int code = EXIT_LEDGER;
    if (output_begin(&out, a->output)) {
        t.sink = output_sink(&out);
        code = a->tokens ? tag_words(a, &t, &out) : tag_articles(a, &t, &out);
        code = output_end(&out, code);
    }
    hsay_tagger_close(t.tagger);
    return code;
}
