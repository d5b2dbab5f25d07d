/*
 * A path becomes a ledger.  Invariant: a file that is no ledger, or a newer one's, is not written
 * to: application_id and user_version are looked at before anything else happens.
 */
#include "ledger/ledger.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"

enum { BUSY_TIMEOUT_MS = 5000 };

static int pragma_of(hsay_ledger *l, const char *sql, int64_t *value)
{
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(l->db, sql, -1, &s, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(s)) == SQLITE_ROW) {
        *value = sqlite3_column_int64(s, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(s);
    return code;
}

static int mark(hsay_ledger *l)
{
    char marks[96];
    snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
             HSAY_LEDGER_APPLICATION, HSAY_LEDGER_VERSION);
    l->version = HSAY_LEDGER_VERSION;
    return sqlite3_exec(l->db, marks, NULL, NULL, NULL);
}

/* An empty file becomes a ledger, an older ledger one of this version. */
static int bring_up(hsay_ledger *l, bool empty)
{
    int code = empty ? sqlite3_exec(l->db, HSAY_LEDGER_SCHEMA, NULL, NULL, NULL) : SQLITE_OK;
    for (int64_t v = l->version < 1 ? 1 : l->version; !empty && v < HSAY_LEDGER_VERSION; v++)
        if (code == SQLITE_OK)
            code = sqlite3_exec(l->db, HSAY_LEDGER_UPGRADES[v], NULL, NULL, NULL);
    return code == SQLITE_OK ? mark(l) : code;
}

/* Looks, and makes an empty file a ledger, an older ledger one of this version; all under the
 * writers' lock, against a second maker. */
static hsay_status look_inside(hsay_ledger *l, bool read_only, hsay_error *error)
{
    int64_t application = 0, version = 0, tables = 0;
    int code = sqlite3_exec(l->db, read_only ? "BEGIN" : "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = pragma_of(l, "SELECT count(*) FROM sqlite_schema", &tables);
    if (code == SQLITE_OK)
        code = pragma_of(l, "PRAGMA application_id", &application);
    if (code == SQLITE_OK)
        code = pragma_of(l, "PRAGMA user_version", &version);
    bool empty = tables == 0 && application == 0 && version == 0;
    bool older = application == HSAY_LEDGER_APPLICATION && version < HSAY_LEDGER_VERSION;
    l->version = version;
    if (code == SQLITE_OK && (empty || older) && !read_only)
        code = bring_up(l, empty);
    hsay_error found = code == SQLITE_OK ? (hsay_error){0} : hsay_sql__error(l->db, code);
    if (!sqlite3_get_autocommit(l->db))
        sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return hsay_error_set(error, found.status, found.text, 0, 0);
    if (application != HSAY_LEDGER_APPLICATION && (!empty || read_only))
        return hsay_error_set(error, HSAY_LEDGER, "the file is no ledger", 0, 0);
    if (version > HSAY_LEDGER_VERSION)
        return hsay_error_set(error, HSAY_NEWER,
                              "the ledger was written by a newer version of hearsay", 0, 0);
    return HSAY_OK;
}

static hsay_status fail(sqlite3 *db, int code, hsay_error *error)
{
    hsay_error found = hsay_sql__error(db, code);
    return hsay_error_set(error, found.status, found.text, 0, 0);
}

/* Where a folder can not be written, WAL can not be read either, unless nobody can be writing. */
static int open_frozen(hsay_ledger *l, const char *path)
{
    hsay_buf uri = {0};
    hsay_buf_put_text(&uri, path);
    hsay_buf_put(&uri, "-wal", 5);
    if (!uri.failed && access(uri.ptr, F_OK) == 0) {
        hsay_buf_free(&uri);
        return SQLITE_CANTOPEN;
    }
    hsay_buf_clear(&uri);
    hsay_buf_put_text(&uri, "file:");
    for (const char *c = path; *c; c++)
        hsay_buf_put_format(&uri, strchr("%?#", *c) ? "%%%02X" : "%c", (unsigned char)*c);
    hsay_buf_put(&uri, "?immutable=1", sizeof "?immutable=1");
    sqlite3_close(l->db);
    l->db = NULL;
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    int code = uri.failed ? SQLITE_NOMEM : sqlite3_open_v2(uri.ptr, &l->db, flags, NULL);
    hsay_buf_free(&uri);
    return code;
}

static hsay_status open_file(hsay_ledger *l, const char *path, bool read_only, hsay_error *error)
{
    int flags = SQLITE_OPEN_NOMUTEX |
                (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    int code = sqlite3_open_v2(path, &l->db, flags, NULL);
    if (code != SQLITE_OK)
        return fail(l->db, code, error);
    sqlite3_busy_timeout(l->db, BUSY_TIMEOUT_MS);
    int64_t ignored;
    if (read_only && pragma_of(l, "PRAGMA application_id", &ignored) == SQLITE_CANTOPEN &&
        (code = open_frozen(l, path)) != SQLITE_OK)
        return fail(l->db, code, error);
    hsay_status status = look_inside(l, read_only, error);
    if (status != HSAY_OK || read_only)
        return status;
    code = sqlite3_exec(l->db,
                        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                        "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;",
                        NULL, NULL, NULL);
    return code == SQLITE_OK ? HSAY_OK : fail(l->db, code, error);
}

hsay_status hsay_ledger_open(const char *path, bool read_only, hsay_ledger **out, hsay_error *error)
{
    hsay_ledger *l = hsay_alloc__new(sizeof *l);
    if (!l)
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    *l = (hsay_ledger){0};
    hsay_status status = open_file(l, path, read_only, error);
    if (status == HSAY_OK)
        *out = l;
    else
        hsay_ledger_close(l);
    return status;
}

void hsay_ledger_close(hsay_ledger *ledger)
{
    if (!ledger)
        return;
    for (int i = 0; i < HSAY_SQL_COUNT; i++)
        sqlite3_finalize(ledger->statements[i]);
    sqlite3_close(ledger->db);
    hsay_alloc__free(ledger);
}
