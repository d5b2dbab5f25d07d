/* Tables that crawlers write become entries, a row each: CSV and its like, and SQLite databases. */
#ifndef HSAY_INGEST_TABLE_H
#define HSAY_INGEST_TABLE_H

#include "ingest/entry.h"
#include "ingest/json_members.h"

enum { HSAY_TABLE_COLUMNS = 2000 }; /* a table with more is refused */

/* Which column holds what: by --field, else by the names in data/json-members.txt, first rank
 * first.
 */
typedef struct hsay_columns {
    uint16_t by_member[HSAY_MEMBER_COUNT][8]; /* column numbers by rank, as many as `counts` says */
    uint8_t counts[HSAY_MEMBER_COUNT];
    uint32_t count; /* of all columns */
} hsay_columns;

/* False where no column holds a text or HTML. */
bool hsay_columns__find(hsay_columns *columns, const hsay_str *names, uint32_t count,
                        const hsay_options *options);
/* A row as an entry; its cells are borrowed.  Lists of authors are taken apart into `arena`. */
hsay_entry hsay_columns__entry(const hsay_columns *columns, const hsay_str *cells, uint32_t count,
                               hsay_arena *arena);

/* ---- rows of text ---- */

typedef struct hsay_row {
    size_t end;   /* behind the row's line end */
    bool whole;   /* false: the row goes on behind the bytes that are held */
    bool in_cell; /* where not whole: inside a quoted cell */
} hsay_row;

/* Where the row that begins at `at` ends; `all`: nothing follows `bytes`.  Cost: linear in the row.
 */
hsay_row hsay_csv__row(hsay_str bytes, size_t at, char delimiter, bool all);
/* The cells of a row, without quotes, views where they stand so.  In `arena`; HSAY_TABLE_COLUMNS +
 * 1 at most. */
hsay_str *hsay_csv__cells(hsay_arena *arena, hsay_str row, char delimiter, uint32_t *count);
/* The delimiter by which the first row holds the most names that are known, then the most cells. */
char hsay_csv__delimiter(hsay_arena *arena, hsay_str head, const hsay_options *options);
/* Whether the first row reads like the header of a table with texts, for a file of any name. */
bool hsay_csv__is_table(hsay_str head);

/* ---- SQLite ---- */

typedef struct hsay_database hsay_database;

/*
 * Opens a database to read, and its one table with a column for text or HTML (or the table or view
 * of that name).  `path` NULL: `bytes` are the database, borrowed.  Nothing of the file is trusted:
 * no extension, no function in the schema, nothing written, work between two rows bounded.
 * HSAY_INPUT where it is damaged, HSAY_EMPTY where no table fits, HSAY_ARGUMENT where several do,
 * HSAY_IO, HSAY_MEMORY.  `*out` is yours.
 */
hsay_status hsay_database__open(const char *path, hsay_str bytes, const hsay_options *options,
                                hsay_database **out, hsay_error *error);
/* Whether changes stand in a -wal file beside it, which an immutable reading does not see. */
bool hsay_database__has_changes_beside(const char *path);
void hsay_database__close(hsay_database *database);
/*
 * The next row, in `arena`; `*number` is its rowid, or its place where it has none.  HSAY_NOT_FOUND
 * at the end; HSAY_LIMIT for a row over the limit, which the next call goes on behind where rows
 * have rowids; HSAY_LIMIT, too, for one that takes too much work, and HSAY_INPUT where the database
 * is damaged, which both end it.
 */
hsay_status hsay_database__next(hsay_database *database, hsay_arena *arena, hsay_entry *out,
                                uint64_t *number, hsay_error *error);

#endif
