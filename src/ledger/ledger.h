/* The ledger from inside: the handle, and what pipeline needs beyond the public calls. */
#ifndef HSAY_LEDGER_LEDGER_H
#define HSAY_LEDGER_LEDGER_H

#include <sqlite3.h>

#include "base/arena.h"
#include "hearsay/ledger.h"
#include "ledger/sql.h"

#define HSAY_LEDGER_APPLICATION 0x48534159 /* "HSAY" */
#define HSAY_LEDGER_VERSION 5

extern const char HSAY_LEDGER_SCHEMA[];
/* At each version the script that makes a ledger of it one of the next; NULL at 0. */
extern const char *const HSAY_LEDGER_UPGRADES[HSAY_LEDGER_VERSION];

/*
 * `failure` is sticky: after a statement has failed the sql.h calls do nothing until the
 * transaction ends or hsay_sql__result takes the failure, so that a writer checks once.
 */
struct hsay_ledger {
    sqlite3 *db;
    int64_t version; /* of the file; less than HSAY_LEDGER_VERSION only where it is read alone */
    hsay_error failure;
    sqlite3_stmt *statements[HSAY_SQL_COUNT]; /* prepared at first use */
};

/* What became of an article that was handed to the ledger. */
typedef enum hsay_stored {
    HSAY_STORED_ADDED,
    HSAY_STORED_REPLACED,
    HSAY_STORED_UNCHANGED
} hsay_stored;

/* The articles of one record, one as a rule. */
typedef struct hsay_storing {
    const hsay_view *views;
    hsay_stored *stored; /* one each, filled */
    uint32_t count;
    hsay_str line; /* as in hsay_record */
} hsay_storing;

/*
 * Stores articles with their statements, in one transaction: all of them or none.  The same key and
 * hash: only the position in the input is brought up to date.  Where the first is replaced, what
 * the ledger has of the record beyond `count` goes.
 */
hsay_status hsay_ledger__store(hsay_ledger *ledger, const hsay_storing *storing, hsay_error *error);

/*
 * Whether the record at this place of this input, with these bytes, is stored already; its key is
 * then copied into `arena`.  Costs one indexed look-up, and a hash only where the place is known.
 */
hsay_status hsay_ledger__known(hsay_ledger *ledger, hsay_str input, hsay_str line, uint64_t start,
                               hsay_str bytes, hsay_arena *arena, bool *known, hsay_str *key,
                               hsay_error *error);

/* All that joins the articles of `links->views`, in place of what the ledger had, in one
 * transaction. */
hsay_status hsay_ledger__replace_links(hsay_ledger *ledger, const hsay_snapshot *links,
                                       hsay_error *error);

/* ---- between the files of this folder ---- */

/* One article and its statements by row id, in `arena`; fails the ledger where there is none. */
void hsay_ledger__load(hsay_ledger *ledger, int64_t row, hsay_arena *arena, hsay_view *out);
/* date, outlet, title, hash, id: the order of all results. */
int hsay_article__compare(const hsay_article *a, const hsay_article *b);

/* The views of a snapshot with their row ids; rows sorted for looking up. */
typedef struct hsay_rows {
    const int64_t *of_view;
    const struct hsay_row_index *sorted;
    uint32_t count;
} hsay_rows;
typedef struct hsay_row_index {
    int64_t row;
    uint32_t index;
} hsay_row_index;
typedef struct hsay_snapshot_owner {
    hsay_arena *arena;
    hsay_rows rows;
} hsay_snapshot_owner;
/* HSAY_NONE where the row is none of the snapshot's. */
uint32_t hsay_rows__find(const hsay_rows *rows, int64_t row);

/* Outlets, copies, stories · threads, figures, disputes, in content order. */
void hsay_ledger__load_traces(hsay_ledger *ledger, const hsay_rows *rows, hsay_arena *arena,
                              hsay_snapshot *out);
void hsay_ledger__load_accounts(hsay_ledger *ledger, const hsay_rows *rows, hsay_arena *arena,
                                hsay_snapshot *out);

#endif
