/*
 * The ledger: one SQLite file that holds articles, statements and what joins them; and the pipeline
 * that fills it.  A ledger handle is used by one thread at a time.
 */
#ifndef HEARSAY_LEDGER_H
#define HEARSAY_LEDGER_H

#include "hearsay/links.h"

typedef struct hsay_ledger hsay_ledger;

/*
 * Opens or makes a ledger.  `path`: a file, or ":memory:".  `*out` is yours (hsay_ledger_close).
 * HSAY_NEWER where a newer version wrote it, HSAY_LEDGER where it is no ledger, HSAY_IO, HSAY_FULL.
 */
hsay_status hsay_ledger_open(const char *path, bool read_only, hsay_ledger **out,
                             hsay_error *error);
void hsay_ledger_close(hsay_ledger *ledger);

/* An input, or one record of it, that could not be used. */
typedef struct hsay_failure {
    hsay_str input, record;
    hsay_error error;
} hsay_failure;

/* Counts of one run over inputs. */
typedef struct hsay_totals {
    uint64_t inputs, articles, added, unchanged, replaced, statements, failures, repaired;
    uint64_t passed_over;             /* files of folders that are no articles */
    uint64_t without_text;            /* items of feeds that give a title and an address alone */
    uint64_t bytes_done, bytes_known; /* of the inputs; known so far, standard input aside */
} hsay_totals;

/* Which JSON member holds what; NULL: the names that crawlers are known to write. */
typedef struct hsay_json_names {
    const char *id, *url, *text, *html, *title, *author, *date, *outlet;
} hsay_json_names;

/* What marks.  `fast`: a small network over what the rules find; `rules`: these alone. */
#define HSAY_ENGINE_TABLE(X)                                                                       \
    X(FAST, "fast")                                                                                \
    X(RULES, "rules")

typedef enum hsay_engine {
#define HSAY_ENGINE_ENUM(name, text) HSAY_ENGINE_##name,
    HSAY_ENGINE_TABLE(HSAY_ENGINE_ENUM)
#undef HSAY_ENGINE_ENUM
        HSAY_ENGINE_COUNT
} hsay_engine;

/* The static name of an engine, as in the table. */
const char *hsay_engine_name(hsay_engine engine);

/* How inputs are read, and who is told.  Start from HSAY_OPTIONS_INIT. */
typedef struct hsay_options {
    unsigned threads;   /* 0: as many as the machine has processors */
    bool whole;         /* the text is all article: nothing is cut */
    const char *outlet; /* for inputs that carry none; NULL: unknown */
    const char *date;   /* likewise, ISO 8601 */
    hsay_engine engine;
    const char
        *model; /* a file that `hearsay train` wrote; NULL: the one that the library carries */
    hsay_json_names names;
    const char *table; /* of a database with several that hold texts; NULL: the only one */
    uint64_t record_limit_bytes; /* a larger record is refused with HSAY_LIMIT */
    void (*failed)(void *ctx, const hsay_failure *failure); /* may be NULL */
    void (*progress)(void *ctx, const hsay_totals *totals); /* may be NULL */
    void *ctx;
} hsay_options;

#define HSAY_RECORD_LIMIT_BYTES (64u * 1024 * 1024)
#define HSAY_OPTIONS_INIT                                                                          \
    (hsay_options)                                                                                 \
    {                                                                                              \
        .record_limit_bytes = HSAY_RECORD_LIMIT_BYTES                                              \
    }

/* Takes one article and, where marking was asked for, its statements; both borrowed for the call.
 */
typedef hsay_status (*hsay_article_fn)(void *ctx, const hsay_article *article,
                                       const hsay_statements *statements);

/*
 * Reads inputs (files, folders, "-") and hands each article to `fn` in input order; with `mark`
 * also its statements, else NULL.  Inputs that fail are told to options->failed and counted; the
 * rest is done.  Answers HSAY_OK also then: see totals->failures.  Else what `fn` answered, or
 * HSAY_MEMORY.
 */
hsay_status hsay_inputs_stream(const char *const *inputs, size_t input_count, bool mark,
                               const hsay_options *options, hsay_article_fn fn, void *ctx,
                               hsay_totals *totals);

/*
 * Reads, marks and stores inputs, one transaction an article.  An article whose key and content
 * hash stand in the ledger already is skipped, one with another hash replaced.
 */
hsay_status hsay_ledger_add(hsay_ledger *ledger, const char *const *inputs, size_t input_count,
                            const hsay_options *options, hsay_totals *totals, hsay_error *error);

/* Finds copies, stories, outlets, threads, figures and disputes, and replaces those of the ledger.
 */
hsay_status hsay_ledger_link(hsay_ledger *ledger, const hsay_options *options, hsay_error *error);

/*
 * All that a ledger holds, in an order made from content alone: articles by date, outlet, title,
 * hash, id.  Everything in it lives until hsay_snapshot_free.
 */
typedef struct hsay_snapshot {
    hsay_views views;
    const hsay_outlet *outlets;
    const hsay_copy *copies;
    const hsay_story *stories;
    const hsay_thread *threads;
    const hsay_figure *figures;
    const hsay_dispute *disputes;
    uint32_t outlet_count, copy_count, story_count, thread_count, figure_count, dispute_count;
    void *owner; /* private */
} hsay_snapshot;

hsay_status hsay_snapshot_load(hsay_ledger *ledger, hsay_snapshot **out, hsay_error *error);
void hsay_snapshot_free(hsay_snapshot *snapshot);

/* One hit of a search: an article (statement NULL) or a statement; borrowed for the call. */
typedef struct hsay_hit {
    const hsay_article *article;
    const hsay_statement *statement;
    hsay_span span; /* the best passage */
    double rank;    /* smaller is better */
} hsay_hit;

typedef hsay_status (*hsay_hit_fn)(void *ctx, const hsay_hit *hit);

/* Full-text search; `query` is plain words and "phrases", never FTS syntax.  Counts into `*found`.
 */
hsay_status hsay_ledger_search(hsay_ledger *ledger, const char *query, uint32_t limit,
                               hsay_hit_fn fn, void *ctx, uint32_t *found, hsay_error *error);

/*
 * Hands the articles of an id to `fn`, in content order: those whose key or input it is, else those
 * whose hash begins with it (four hex digits or more).  Counts into `*found`; none is no failure.
 */
hsay_status hsay_ledger_find(hsay_ledger *ledger, const char *id, hsay_article_fn fn, void *ctx,
                             uint32_t *found, hsay_error *error);

#endif
