/* train: texts with known attributions become the model that marks, word lists the one that tells
 * languages. */
#include "cli.h"

enum { PATH_BYTES = 4096 };

static void tell_epoch(void *ctx, const hsay_train_epoch *e)
{
    (void)ctx;
    progress_clear();
    fprintf(stderr, "epoch %u of %u: loss %.4f", e->number, e->count, e->loss);
    if (e->scored)
        fprintf(stderr, ", exact F1 source %.3f cue %.3f content %.3f", e->score.f1[0],
                e->score.f1[1], e->score.f1[2]);
    if (e->tagged)
        fprintf(stderr,
                ", right: tags %.4f features %.4f lemmas %.4f names %.4f heads %.4f relations %.4f",
                e->tags, e->features, e->lemmas, e->names, e->heads, e->relations);
    fputc('\n', stderr);
}

static void tell_twentieth(void *ctx, const hsay_train_epoch *e)
{
    (void)ctx;
    progress_clear();
    fprintf(stderr, "part %u of %u: loss %.4f\n", e->number, e->count, e->loss);
}

/* `ctx` remembers the file that is read, for a complaint about it. */
static void tell_progress(void *ctx, const hsay_train_progress *p)
{
    char *file = ctx;
    snprintf(file, PATH_BYTES, "%s", p->file ? p->file : "");
    if (!progress_due())
        return;
    if (p->file)
        progress_show("reading %s  %llu texts", file, (unsigned long long)p->texts);
    else
        progress_show("epoch %u of %u  %.0f %%", p->epoch, p->epochs, p->share * 100);
}

/* What failed while no file was read is about the model. */
static int told(const arguments *a, const char *file, hsay_status status, const hsay_error *error)
{
    char line[32] = "";
    if (status == HSAY_OK)
        return EXIT_DONE;
    if (!*file && (status == HSAY_IO || status == HSAY_FULL))
        file = a->output;
    if (error->start)
        snprintf(line, sizeof line, "line %llu: ", (unsigned long long)error->start);
    complain("train: %s%s%s%s", file, *file ? ": " : "", line,
             error->text ? error->text : hsay_status_text(status));
    if (status == HSAY_ARGUMENT)
        return EXIT_USAGE;
    return status == HSAY_INPUT || status == HSAY_EMPTY || status == HSAY_LIMIT ? EXIT_INPUTS
                                                                                : EXIT_LEDGER;
}

static int train_language(const arguments *a)
{
    char file[PATH_BYTES] = "";
    hsay_train_language_options options = a->language;
    hsay_error error = {0};
    options.seed = a->train.seed;
    options.epoch = tell_twentieth;
    options.progress = tell_progress;
    options.ctx = file;
    hsay_status status = hsay_train_language(&options, a->output, &error);
    return told(a, file, status, &error);
}

/* What was asked for, else the model's own. */
static uint32_t either(uint32_t asked, uint32_t own)
{
    return asked ? asked : own;
}

static int train_tagging(const arguments *a)
{
    char file[PATH_BYTES] = "";
    hsay_train_tagging_options o = HSAY_TRAIN_TAGGING_OPTIONS_INIT;
    hsay_error error = {0};
    o.gold = a->words;
    o.gold_count = a->word_count;
    o.soft = a->train.soft;
    o.check = a->train.check;
    o.epochs = either(a->train.epochs, o.epochs);
    o.width = either(a->train.width, o.width);
    o.layers = either(a->train.layers, o.layers);
    o.soft_epochs = a->train.soft_epochs;
    o.soft_limit = a->train.soft_limit;
    o.seed = a->train.seed;
    o.threads = either(a->options.threads, o.threads);
    o.epoch = tell_epoch;
    o.progress = tell_progress;
    o.ctx = file;
    hsay_status status = hsay_train_tagging(&o, a->output, &error);
    return told(a, file, status, &error);
}

static int train_attribution(const arguments *a)
{
    char file[PATH_BYTES] = "";
    hsay_train_options o = a->train, own = HSAY_TRAIN_OPTIONS_INIT;
    hsay_error error = {0};
    o.gold = a->words;
    o.gold_count = a->word_count;
    o.epochs = either(o.epochs, own.epochs);
    o.width = either(o.width, own.width);
    o.layers = either(o.layers, own.layers);
    o.threads = either(a->options.threads, 2);
    o.epoch = tell_epoch;
    o.progress = tell_progress;
    o.ctx = file;
    hsay_status status = hsay_train_attribution(&o, a->output, &error);
    return told(a, file, status, &error);
}

int verb_train(const arguments *a)
{
    bool language = a->language.lists != NULL, gold = a->word_count > 0;
    if (!a->output || language == gold || (language && a->tags)) {
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
    return a->tags ? train_tagging(a) : train_attribution(a);
}
