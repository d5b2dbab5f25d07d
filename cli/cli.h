/* The command from inside: its arguments, its output, its verbs.  Compiles against include/hearsay
 * alone. */
#ifndef HSAY_CLI_CLI_H
#define HSAY_CLI_CLI_H

#include <stdio.h>

#include "hearsay/hearsay.h"

/* Exit codes. */
enum {
    EXIT_DONE = 0,
    EXIT_NOTHING = 1, /* search and show: nothing found */
    EXIT_USAGE = 2,
    EXIT_INPUTS = 3, /* done, but some inputs failed; each was named */
    EXIT_LEDGER = 4  /* the ledger, or reading and writing, failed */
};

typedef struct arguments {
    const char *verb;
    const char **words; /* what is no option, in order; room for all arguments */
    size_t word_count;
    const char *ledger, *output, *csv;
    bool json, html, tags, tokens, help, version;
    uint32_t limit;
    hsay_options options;
    hsay_train_options train;
    hsay_train_language_options language;
} arguments;

/* False after a usage error, which was told. */
bool arguments_parse(int argc, char **argv, arguments *out);
/* The name nearest to a mistyped word, or NULL where none is near. */
const char *closest(const char *word, const char *const *names, size_t count);

/* Help of a verb, or of the command for NULL; false where there is no such verb.  NULL: only asks.
 */
bool help_print(FILE *to, const char *verb);

/*
 * Output: standard output, or a file that appears under its name only when all of it is written.
 * Begin, write through `sink`, end.  `quiet`: the reader has gone (EPIPE), which is no failure.
 */
typedef struct output {
    FILE *file;
    const char *path; /* NULL: standard output */
    char *temporary;
    int error; /* errno of the first failure */
} output;
bool output_begin(output *out, const char *path);
hsay_sink output_sink(output *out);
/* Answers `code`, or EXIT_LEDGER where writing failed; what was begun is taken back then. */
int output_end(output *out, int code);

/* Messages: "hearsay: …" on stderr. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
int complain_ledger(const char *path, hsay_status status, const hsay_error *error);
/* For hsay_options: names each failure; a progress line while stderr is a terminal, or lines where
 * they were asked for. */
void progress_ask(void);
void on_failure(void *ctx, const hsay_failure *failure);
/* Whether a failure was named that is none of the inputs': the model's, which ends a run. */
bool model_was_told(const hsay_totals *totals);
void on_progress(void *ctx, const hsay_totals *totals);
/* The progress line, and lines where they were asked for: whether it is time for another, and what
 * it says. */
bool progress_due(void);
void progress_show(const char *format, ...) __attribute__((format(printf, 1, 2)));
void progress_clear(void);
void progress_end(void); /* the last line, where lines were asked for */
void totals_print(const hsay_totals *totals);
bool wants_color(FILE *stream);

/* One article for people. */
hsay_status article_print(const hsay_article *article, const hsay_statements *statements,
                          hsay_sink sink, bool color, unsigned width);
hsay_status hit_print(const hsay_hit *hit, hsay_sink sink, bool color);
/* Text for a terminal: control bytes become spaces, runs of white space one; wrapped where width >
 * 0. */
hsay_status words_print(hsay_sink sink, hsay_str text, const char *indent, unsigned width);
hsay_status print(hsay_sink sink, const char *format, ...) __attribute__((format(printf, 2, 3)));

int verb_run(const arguments *a);
int verb_add(const arguments *a);
int verb_link(const arguments *a);
int verb_report(const arguments *a);
int verb_search(const arguments *a);
int verb_show(const arguments *a);
int verb_read(const arguments *a);
int verb_mark(const arguments *a);
int verb_tag(const arguments *a);
int verb_train(const arguments *a);

#endif
