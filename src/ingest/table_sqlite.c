/*
 * A database of articles, read row by row in the order it keeps them.  Invariant: the file is
 * opened immutable and defensive, so neither it nor anything beside it changes, and nothing in its
 * schema runs that could do harm; the work between two rows is counted.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/str.h"
#include "ingest/table.h"

enum {
    STEPS_BETWEEN_ROWS = 50 * 1000 * 1000, /* of SQLite's machine: a view that never ends */
    STEPS_A_CALL = 1000,
    TABLES_MAX = 10000,
};

struct hsay_database {
    sqlite3 *db;
    sqlite3_stmt *rows;
    hsay_columns columns;
    hsay_str names[HSAY_TABLE_COLUMNS];
    hsay_arena *arena;
    const hsay_options *options;
    uint64_t made;
    unsigned calls;
    bool has_rowid, ended;
    hsay_str table;
    int64_t last; /* with rowids: of the row that was read before */
};

static int count_work(void *ctx)
{
    hsay_database *d = ctx;
    return ++d->calls > STEPS_BETWEEN_ROWS / STEPS_A_CALL;
}

static hsay_status fail(const hsay_database *d, int rc, hsay_error *error)
{
    switch (rc & 0xFF) {
    case SQLITE_NOMEM:
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    case SQLITE_INTERRUPT:
        return hsay_error_set(error, HSAY_LIMIT, "the database works too long for one row", 0, 0);
    case SQLITE_TOOBIG:
        return hsay_error_set(error, HSAY_LIMIT, "the row is over the size limit", 0, 0);
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        return hsay_error_set(error, HSAY_IO, "the database can not be read", 0, 0);
    default:
        break;
    }
    bool begun = d->made > 0;
    return hsay_error_set(error, HSAY_INPUT,
                          begun ? "the database is damaged from here on"
                                : "the database is damaged or no SQLite database",
                          0, 0);
}

/* file: address of a path, every byte but the plainest as %XX. */
static bool put_address(hsay_buf *buf, const char *path)
{
    hsay_buf_put_text(buf, "file:");
    for (; *path; path++) {
        char c = *path;
        if (hsay_char_is_alpha(c) || hsay_char_is_digit(c) || strchr("/._-", c))
            hsay_buf_put_char(buf, c);
        else
            hsay_buf_put_format(buf, "%%%02X", (unsigned char)c);
    }
    hsay_buf_put_text(buf, "?mode=ro&immutable=1");
    hsay_buf_put_char(buf, 0);
    return !buf->failed;
}

static int open_file(hsay_database *d, const char *path)
{
    hsay_buf address = {0};
    int rc = SQLITE_NOMEM;
    if (put_address(&address, path))
        rc = sqlite3_open_v2(address.ptr, &d->db,
                             SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    hsay_buf_free(&address);
    return rc;
}

/* A copy, since a database in WAL mode can be opened in memory only with that mode taken off. */
static int open_bytes(hsay_database *d, hsay_str bytes)
{
    int rc = sqlite3_open_v2(":memory:", &d->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK)
        return rc;
    unsigned char *copy = sqlite3_malloc64(bytes.len ? bytes.len : 1);
    if (!copy)
        return SQLITE_NOMEM;
    memcpy(copy, bytes.ptr, bytes.len);
    if (bytes.len > 20 && copy[18] == 2 && copy[19] == 2)
        copy[18] = copy[19] = 1;
    return sqlite3_deserialize(d->db, "main", copy, (sqlite3_int64)bytes.len,
                               (sqlite3_int64)bytes.len,
                               SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
}

static void distrust(hsay_database *d)
{
    uint64_t limit = d->options->record_limit_bytes;
    if (limit == 0 || limit > INT32_MAX)
        limit = limit ? INT32_MAX : HSAY_RECORD_LIMIT_BYTES;
    sqlite3_db_config(d->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(d->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(d->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_limit(d->db, SQLITE_LIMIT_LENGTH, (int)limit);
    sqlite3_limit(d->db, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
    sqlite3_limit(d->db, SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite3_limit(d->db, SQLITE_LIMIT_VDBE_OP, 250000);
    sqlite3_limit(d->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_progress_handler(d->db, STEPS_A_CALL, count_work, d);
    sqlite3_exec(d->db, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0", NULL, NULL, NULL);
}

/* "name" with its quotes doubled. */
static void put_name(hsay_buf *buf, hsay_str name)
{
    hsay_buf_put_char(buf, '"');
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '"')
            hsay_buf_put_char(buf, '"');
        hsay_buf_put_char(buf, name.ptr[i]);
    }
    hsay_buf_put_char(buf, '"');
}

static int prepare(hsay_database *d, const char *before, hsay_str table, const char *behind,
                   sqlite3_stmt **out)
{
    hsay_buf sql = {0};
    hsay_buf_put_text(&sql, before);
    put_name(&sql, table);
    hsay_buf_put_text(&sql, behind);
    int rc =
        sql.failed ? SQLITE_NOMEM : sqlite3_prepare_v2(d->db, sql.ptr, (int)sql.len, out, NULL);
    hsay_buf_free(&sql);
    return rc;
}

/* The statement that gives all rows of a table, with or without its rowid. */
static int prepare_rows(hsay_database *d, hsay_str table, bool rowid, sqlite3_stmt **out)
{
    if (!rowid)
        return prepare(d, "SELECT *, NULL FROM ", table, "", out);
    int rc = prepare(d, "SELECT *, rowid FROM ", table, " WHERE rowid >= ?1 ORDER BY rowid", out);
    return rc == SQLITE_OK ? sqlite3_bind_int64(*out, 1, INT64_MIN) : rc;
}

/* A row could not be read, and after an error SQLite begins anew: so from the rowid behind it.
 * False where the table has none, or no row is left. */
static bool pass_row(hsay_database *d)
{
    sqlite3_stmt *next = NULL;
    bool found = false;
    if (!d->has_rowid || d->last == INT64_MAX)
        return false;
    if (prepare(d, "SELECT rowid FROM ", d->table, " WHERE rowid >= ?1 ORDER BY rowid LIMIT 1",
                &next) == SQLITE_OK &&
        sqlite3_bind_int64(next, 1, d->made > 1 ? d->last + 1 : INT64_MIN) == SQLITE_OK &&
        sqlite3_step(next) == SQLITE_ROW) {
        d->last = sqlite3_column_int64(next, 0);
        found = d->last != INT64_MAX;
    }
    sqlite3_finalize(next);
    sqlite3_reset(d->rows);
    return found && sqlite3_bind_int64(d->rows, 1, d->last + 1) == SQLITE_OK;
}

/* Views and tables without rowids have none, nor have tables with a column of that name. */
static bool has_rowid(hsay_database *d, hsay_str table)
{
    hsay_str name = hsay_arena_format(d->arena, "%.*s%c", (int)table.len, table.ptr, 0);
    const char *type = NULL;
    int in_key = 0;
    return name.len &&
           sqlite3_table_column_metadata(d->db, "main", name.ptr, "rowid", &type, NULL, NULL,
                                         &in_key, NULL) == SQLITE_OK &&
           type && sqlite3_stricmp(type, "INTEGER") == 0 && in_key;
}

/* Whether the table has a column for text or HTML; then its rows are ready to be read. */
static int try_table(hsay_database *d, hsay_str table, bool *fits)
{
    sqlite3_stmt *rows = NULL;
    bool rowid = has_rowid(d, table);
    int rc = prepare_rows(d, table, rowid, &rows);
    *fits = false;
    if (rc != SQLITE_OK)
        return rc;
    hsay_columns columns;
    int count = sqlite3_column_count(rows) - 1;
    for (int i = 0; i < count && i < HSAY_TABLE_COLUMNS; i++)
        d->names[i] = hsay_arena_copy(d->arena, hsay_str_of(sqlite3_column_name(rows, i)));
    *fits = !hsay_arena_failed(d->arena) && count <= HSAY_TABLE_COLUMNS &&
            hsay_columns__find(&columns, d->names, (uint32_t)count, d->options);
    if (!*fits || d->rows) {
        sqlite3_finalize(rows);
        return SQLITE_OK;
    }
    d->rows = rows;
    d->columns = columns;
    d->has_rowid = rowid;
    d->table = hsay_arena_copy(d->arena, table);
    return SQLITE_OK;
}

static const char NO_TABLE[] =
    "no table of the database has a column that is known to hold text or HTML; see --field";
static const char SEVERAL[] = "several tables of the database hold texts; name one by --table";

/* All tables are looked at; of several that fit, none is taken. */
static hsay_status choose(hsay_database *d, hsay_error *error)
{
    sqlite3_stmt *tables = NULL;
    unsigned fitting = 0, seen = 0;
    int rc = sqlite3_prepare_v2(d->db,
                                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT "
                                "LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
                                -1, &tables, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(tables)) == SQLITE_ROW && seen++ < TABLES_MAX) {
        bool fits;
        hsay_str name =
            hsay_arena_copy(d->arena, hsay_str_of((const char *)sqlite3_column_text(tables, 0)));
        d->calls = 0;
        rc = try_table(d, name, &fits);
        if (rc == SQLITE_ERROR) /* one that can not be read, such as a virtual one */
            rc = SQLITE_OK;
        fitting += rc == SQLITE_OK && fits;
    }
    sqlite3_finalize(tables);
    if (rc != SQLITE_DONE && rc != SQLITE_ROW)
        return fail(d, rc, error);
    if (fitting > 1)
        return hsay_error_set(error, HSAY_ARGUMENT, SEVERAL, 0, 0);
    return fitting ? HSAY_OK : hsay_error_set(error, HSAY_EMPTY, NO_TABLE, 0, 0);
}

static hsay_status take_named(hsay_database *d, const char *table, hsay_error *error)
{
    bool fits = false;
    int rc = try_table(d, hsay_str_of(table), &fits);
    if (rc == SQLITE_ERROR)
        return hsay_error_set(error, HSAY_EMPTY, "the database has no table of the name given", 0,
                              0);
    if (rc != SQLITE_OK)
        return fail(d, rc, error);
    return fits ? HSAY_OK
                : hsay_error_set(error, HSAY_EMPTY,
                                 "the table has no column that is known to hold text or HTML; see "
                                 "--field",
                                 0, 0);
}

hsay_status hsay_database__open(const char *path, hsay_str bytes, const hsay_options *options,
                                hsay_database **out, hsay_error *error)
{
    hsay_database *d = hsay_alloc__zeroed(sizeof *d);
    hsay_arena *arena = d ? hsay_arena_new() : NULL;
    if (!arena) {
        hsay_alloc__free(d);
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    }
    d->arena = arena;
    d->options = options;
    int rc = path ? open_file(d, path) : open_bytes(d, bytes);
    hsay_status status = HSAY_OK;
    if (rc != SQLITE_OK) {
        status = fail(d, rc, error);
    } else {
        distrust(d);
        status = options->table ? take_named(d, options->table, error) : choose(d, error);
    }
    if (status == HSAY_OK && hsay_arena_failed(arena))
        status = hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    if (status != HSAY_OK)
        hsay_database__close(d);
    else
        *out = d;
    return status;
}

bool hsay_database__has_changes_beside(const char *path)
{
    hsay_buf name = {0};
    struct stat about;
    hsay_buf_put_text(&name, path);
    hsay_buf_put(&name, "-wal", 5);
    bool found = !name.failed && stat(name.ptr, &about) == 0 && about.st_size > 0;
    hsay_buf_free(&name);
    return found;
}

void hsay_database__close(hsay_database *d)
{
    if (!d)
        return;
    sqlite3_finalize(d->rows);
    sqlite3_close(d->db);
    hsay_arena_free(d->arena);
    hsay_alloc__free(d);
}

/* All cells, each behind its length, so that no two rows give the same bytes. */
static hsay_str row_bytes(hsay_arena *arena, const hsay_str *cells, uint32_t count)
{
    hsay_buf buf = {0};
    for (uint32_t i = 0; i < count; i++) {
        hsay_buf_put_format(&buf, "%zu:", cells[i].len);
        hsay_buf_put_str(&buf, cells[i]);
    }
    hsay_str bytes = buf.failed ? HSAY_STR_NONE : hsay_arena_copy(arena, hsay_buf_view(&buf));
    hsay_buf_free(&buf);
    return bytes;
}

hsay_status hsay_database__next(hsay_database *d, hsay_arena *arena, hsay_entry *out,
                                uint64_t *number, hsay_error *error)
{
    if (d->ended)
        return HSAY_NOT_FOUND;
    d->calls = 0;
    *number = ++d->made;
    int rc = sqlite3_step(d->rows);
    if (rc == SQLITE_DONE)
        return HSAY_NOT_FOUND;
    if (rc == SQLITE_TOOBIG && pass_row(d)) {
        *number = (uint64_t)d->last;
        return fail(d, rc, error);
    }
    if (rc != SQLITE_ROW) {
        d->ended = true;
        return fail(d, rc, error);
    }
    uint32_t count = d->columns.count;
    hsay_str *cells = hsay_arena_array(arena, count, sizeof *cells);
    for (uint32_t i = 0; cells && i < count; i++) {
        const char *text = (const char *)sqlite3_column_text(d->rows, (int)i);
        size_t len = (size_t)sqlite3_column_bytes(d->rows, (int)i);
        cells[i] = hsay_arena_copy(arena, (hsay_str){text, text ? len : 0});
    }
    if (d->has_rowid) {
        d->last = sqlite3_column_int64(d->rows, (int)count);
        *number = (uint64_t)d->last;
    }
    hsay_entry e = hsay_columns__entry(&d->columns, cells, cells ? count : 0, arena);
    e.bytes = cells ? row_bytes(arena, cells, count) : HSAY_STR_NONE;
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    *out = e;
    return HSAY_OK;
}
