/* train: texts with known attributions become the model that marks. */
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

int verb_train(const arguments *a)
{
    if (!a->word_count || !a->output) {
        complain("train takes gold files and -o MODEL; see hearsay train --help");
        return EXIT_USAGE;
    }
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
    hsay_status status = hsay_train_attribution(&options, a->output, &error);
    if (status == HSAY_OK)
        return EXIT_DONE;
    complain("train: %s%s%s", hsay_status_text(status), error.text ? ": " : "",
             error.text ? error.text : "");
    if (error.start)
        complain("train: in line %llu", (unsigned long long)error.start);
    return status == HSAY_ARGUMENT                                                ? EXIT_USAGE
           : status == HSAY_INPUT || status == HSAY_EMPTY || status == HSAY_LIMIT ? EXIT_INPUTS
                                                                                  : EXIT_LEDGER;
}
