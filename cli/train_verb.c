/* train: texts with known attributions become the model that marks, word lists the one that tells
 * languages. */
#include "cli.h"

static void tell_epoch(void *ctx, const hsay_train_epoch *e)
{
    (void)ctx;
    fprintf(stderr, "epoch %u of %u: loss %.4f", e->number, e->count, e->loss);
    if (e->scored)
        fprintf(stderr, ", exact F1 source %.3f cue %.3f content %.3f", e->score.f1[0],
                e->score.f1[1], e->score.f1[2]);
    fputc('\n', stderr);
}

static void tell_twentieth(void *ctx, const hsay_train_epoch *e)
{
    (void)ctx;
    fprintf(stderr, "part %u of %u: loss %.4f\n", e->number, e->count, e->loss);
}

static int told(hsay_status status, const hsay_error *error)
{
    if (status == HSAY_OK)
        return EXIT_DONE;
    complain("train: %s%s%s", hsay_status_text(status), error->text ? ": " : "",
             error->text ? error->text : "");
    if (error->start)
        complain("train: in line %llu", (unsigned long long)error->start);
    return status == HSAY_ARGUMENT                                                ? EXIT_USAGE
           : status == HSAY_INPUT || status == HSAY_EMPTY || status == HSAY_LIMIT ? EXIT_INPUTS
                                                                                  : EXIT_LEDGER;
}

static int train_language(const arguments *a)
{
    hsay_train_language_options options = a->language;
    hsay_error error = {0};
    options.seed = a->train.seed;
    options.epoch = tell_twentieth;
    return told(hsay_train_language(&options, a->output, &error), &error);
}

int verb_train(const arguments *a)
{
    bool language = a->language.lists != NULL;
    if (!a->output || language == (a->word_count > 0)) {
        complain("train takes gold files or --language LISTS, and -o MODEL; see hearsay train "
                 "--help");
        return EXIT_USAGE;
    }
    if (language)
        return train_language(a);
    if (a->train.soft && !a->train.soft_epochs) {
        complain("--soft is of no use without --soft-epochs");
        return EXIT_USAGE;
    }
    hsay_train_options options = a->train;
    hsay_error error = {0};
    options.gold = a->words;
    options.gold_count = a->word_count;
    options.threads = a->options.threads ? a->options.threads : 2;
    options.epoch = tell_epoch;
    return told(hsay_train_attribution(&options, a->output, &error), &error);
}
