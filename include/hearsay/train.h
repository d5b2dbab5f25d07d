/* Making a model from data.  Used by `hearsay train`. */
#ifndef HEARSAY_TRAIN_H
#define HEARSAY_TRAIN_H

#include "hearsay/text.h"

/* How exact the model is on texts that it was not taught with. */
typedef struct hsay_train_score {
    double f1[3]; /* source, cue, content: runs of tokens with the same first and last */
} hsay_train_score;

typedef struct hsay_train_epoch {
    uint32_t number, count; /* 1 for the first */
    double loss;            /* a token */
    bool scored;
    hsay_train_score score;
    /* Of a tagging model, the share of the check's words that is right. */
    bool tagged;
    double tags, features, lemmas, names, heads, relations;
} hsay_train_epoch;

/* How far it has come: in reading a file, or in an epoch. */
typedef struct hsay_train_progress {
    const char *file; /* being read, borrowed for the call; NULL while teaching */
    uint64_t texts;   /* read of its kind so far */
    uint32_t epoch, epochs;
    double share; /* of the epoch */
} hsay_train_progress;

/* Start from HSAY_TRAIN_OPTIONS_INIT. */
typedef struct hsay_train_options {
    const char *const *gold; /* files of JSONL: {"id", "text", "attributions"} */
    size_t gold_count;
    const char *soft;  /* a folder of a teacher's labels, NNN.jsonl and NNN.bin; NULL: none */
    const char *check; /* a gold file to score after each epoch; NULL: none */
    uint32_t epochs, soft_epochs; /* on gold; before that on soft labels and gold together */
    uint32_t width, layers;
    uint32_t soft_limit; /* texts of soft labels at most; 0: all */
    float rate, drop;
    unsigned threads;
    uint64_t seed;
    /* Both may be NULL.  `progress` comes before each file, behind each text and each step. */
    void (*epoch)(void *ctx, const hsay_train_epoch *epoch);
    void (*progress)(void *ctx, const hsay_train_progress *progress);
    void *ctx;
} hsay_train_options;

#define HSAY_TRAIN_OPTIONS_INIT                                                                    \
    (hsay_train_options)                                                                           \
    {                                                                                              \
        .epochs = 12, .soft_epochs = 0, .width = 128, .layers = 7, .rate = 2e-3f, .drop = .1f,     \
        .threads = 2, .seed = 1                                                                    \
    }

/*
 * Teaches the model that marks statements and writes it to `path`, where it appears when it is
 * whole; that it can be written there is looked at first.  The same files, options and seed give
 * the same bytes on the same processor.  HSAY_IO, HSAY_FULL, HSAY_INPUT with the line's number in
 * error->start, HSAY_MEMORY; HSAY_LIMIT where a text has over 32,768 tokens or all of a kind have
 * over 134 million, or where the loss grows past all numbers.  Cost: minutes to hours; memory:
 * about 60 bytes a token of all, and 13 times width times layers of the longest text on each
 * thread.
 */
hsay_status hsay_train_attribution(const hsay_train_options *options, const char *path,
                                   hsay_error *error);

/* Start from HSAY_TRAIN_TAGGING_OPTIONS_INIT. */
typedef struct hsay_train_tagging_options {
    const char *const *gold; /* CoNLL-U; the first's ways are those that the model follows */
    size_t gold_count;
    const char *soft; /* CoNLL-U with a teacher's shares: tools/teacher/lang_label.py; NULL: none */
    const char *check;            /* CoNLL-U to score after each epoch; NULL: none */
    uint32_t epochs, soft_epochs; /* on gold; before that on soft labels and gold together */
    uint32_t width, layers;
    uint32_t soft_limit;   /* sentences of soft labels at most; 0: all */
    uint32_t words_a_step; /* whose gradients are summed */
    float rate, drop, word_drop;
    unsigned threads;
    uint64_t seed;
    /* Both may be NULL.  `progress` comes before each file and behind each step. */
    void (*epoch)(void *ctx, const hsay_train_epoch *epoch);
    void (*progress)(void *ctx, const hsay_train_progress *progress);
    void *ctx;
} hsay_train_tagging_options;

#define HSAY_TRAIN_TAGGING_OPTIONS_INIT                                                            \
    (hsay_train_tagging_options)                                                                   \
    {                                                                                              \
        .epochs = 12, .soft_epochs = 0, .width = 96, .layers = 7, .words_a_step = 1000,            \
        .rate = 3e-3f, .drop = .15f, .word_drop = .1f, .threads = 2, .seed = 1                     \
    }

/*
 * Teaches the model of tags, features, lemmas, trees and names and writes it to `path`, likewise.
 * The same files, options and seed give the same bytes on the same processor.  HSAY_IO, HSAY_FULL,
 * HSAY_INPUT with the line's number in error->start, HSAY_EMPTY where no gold sentence has a tree,
 * HSAY_LIMIT, HSAY_MEMORY.  Cost: minutes to hours; memory: about 60 bytes a word of all.
 */
hsay_status hsay_train_tagging(const hsay_train_tagging_options *options, const char *path,
                               hsay_error *error);

typedef struct hsay_train_language_options {
    const char *lists; /* a file of lines "language TAB word TAB frequency" */
    uint32_t texts;    /* that are drawn for four languages */
    uint64_t seed;
    /* Both may be NULL.  `epoch` comes for each twentieth, `progress` for the file alone. */
    void (*epoch)(void *ctx, const hsay_train_epoch *epoch);
    void (*progress)(void *ctx, const hsay_train_progress *progress);
    void *ctx;
} hsay_train_language_options;

#define HSAY_TRAIN_LANGUAGE_OPTIONS_INIT                                                           \
    (hsay_train_language_options)                                                                  \
    {                                                                                              \
        .texts = 120000, .seed = 1                                                                 \
    }

/*
 * Teaches the model that tells languages and writes it to `path`, likewise.  The same lists and
 * options give the same bytes on the same processor.  HSAY_IO, HSAY_INPUT with the line's number in
 * error->start, HSAY_EMPTY, HSAY_LIMIT, HSAY_MEMORY.  Cost: minutes on one core.
 */
hsay_status hsay_train_language(const hsay_train_language_options *options, const char *path,
                                hsay_error *error);

#endif
