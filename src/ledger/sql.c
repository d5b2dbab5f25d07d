/* Statements are prepared once, bound by a string of types, and fail the ledger instead of the
 * call. */
#include "ledger/sql.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <sys/resource.h>

#include "ledger/ledger.h"

static const char *const TEXTS[] = {
#define TEXT(name, text) text,
    HSAY_SQL_TABLE(TEXT)
#undef TEXT
};

/* SQLite tells of a full disk itself; a file-size limit it reports as a failed write. */
static bool disk_is_full(sqlite3 *db, int code)
{
    struct rlimit limit;
    if (code == SQLITE_FULL)
        return true;
    if (code != SQLITE_IOERR || sqlite3_extended_errcode(db) != SQLITE_IOERR_WRITE)
        return false;
    int number = sqlite3_system_errno(db);
    bool limited = getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    return limited || number == ENOSPC || number == EFBIG || number == EDQUOT;
}

hsay_error hsay_sql__error(sqlite3 *db, int code)
{
    code &= 0xff;
    if (disk_is_full(db, code))
        return (hsay_error){HSAY_FULL, "the disk is full; all that was committed is intact", 0, 0};
    switch (code) {
    case SQLITE_NOMEM:
        return (hsay_error){HSAY_MEMORY, "out of memory", 0, 0};
    case SQLITE_NOTADB:
        return (hsay_error){HSAY_LEDGER, "the file is no ledger", 0, 0};
    case SQLITE_CORRUPT:
        return (hsay_error){HSAY_LEDGER, "the ledger is damaged", 0, 0};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return (hsay_error){HSAY_LEDGER, "another program holds the ledger", 0, 0};
    case SQLITE_READONLY:
        return (hsay_error){HSAY_IO, "the ledger can not be written", 0, 0};
    case SQLITE_CANTOPEN:
        if (sqlite3_system_errno(db) == ENOENT)
            return (hsay_error){HSAY_IO, "there is no such file or folder", 0, 0};
        return (hsay_error){HSAY_IO, "the ledger can not be opened", 0, 0};
    case SQLITE_IOERR:
        return (hsay_error){HSAY_IO, "reading or writing the ledger failed", 0, 0};
    case SQLITE_TOOBIG:
        return (hsay_error){HSAY_LIMIT, "the article is too large for the ledger", 0, 0};
    }
    return (hsay_error){HSAY_LEDGER, "the ledger refused a statement", 0, 0};
}

void hsay_sql__fail(hsay_ledger *ledger, hsay_status status, const char *text)
{
    if (ledger->failure.status == HSAY_OK)
        hsay_error_set(&ledger->failure, status, text, 0, 0);
}

static void fail_by(hsay_ledger *ledger, int code)
{
    hsay_error error = hsay_sql__error(ledger->db, code);
    hsay_sql__fail(ledger, error.status, error.text);
}

static sqlite3_stmt *prepared(hsay_ledger *ledger, hsay_sql which)
{
    if (ledger->failure.status != HSAY_OK)
        return NULL;
    sqlite3_stmt **kept = &ledger->statements[which];
    if (!*kept) {
        int code =
            sqlite3_prepare_v3(ledger->db, TEXTS[which], -1, SQLITE_PREPARE_PERSISTENT, kept, NULL);
        if (code != SQLITE_OK) {
            fail_by(ledger, code);
            return NULL;
        }
    }
    return *kept;
}

static int bind_text(sqlite3_stmt *s, int at, hsay_str text, bool null)
{
    if (text.len == 0)
        return null ? sqlite3_bind_null(s, at) : sqlite3_bind_text(s, at, "", 0, SQLITE_STATIC);
    return sqlite3_bind_text64(s, at, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8);
}

static int bind_next(sqlite3_stmt *s, int at, char type, va_list *args)
{
    double number;
    uint32_t index;
    switch (type) {
    case 'i':
        return sqlite3_bind_int64(s, at, va_arg(*args, int64_t));
    case 'r':
        number = va_arg(*args, double);
        return isfinite(number) ? sqlite3_bind_double(s, at, number) : sqlite3_bind_null(s, at);
    case 'u':
        index = va_arg(*args, uint32_t);
        return index == HSAY_NONE ? sqlite3_bind_null(s, at) : sqlite3_bind_int64(s, at, index);
    default:
        return bind_text(s, at, va_arg(*args, hsay_str), type == 't');
    }
}

static bool bind_all(hsay_ledger *ledger, sqlite3_stmt *s, const char *types, va_list *args)
{
    for (int at = 1; types[at - 1]; at++) {
        int code = bind_next(s, at, types[at - 1], args);
        if (code != SQLITE_OK) {
            fail_by(ledger, code);
            return false;
        }
    }
    return true;
}

sqlite3_stmt *hsay_sql__query(hsay_ledger *ledger, hsay_sql which, const char *types, ...)
{
    sqlite3_stmt *s = prepared(ledger, which);
    va_list args;
    va_start(args, types);
    bool ok = s && bind_all(ledger, s, types, &args);
    va_end(args);
    return ok ? s : NULL;
}

void hsay_sql__put(hsay_ledger *ledger, hsay_sql which, const char *types, ...)
{
    sqlite3_stmt *s = prepared(ledger, which);
    va_list args;
    va_start(args, types);
    if (s && bind_all(ledger, s, types, &args)) {
        int code = sqlite3_step(s);
        if (code != SQLITE_DONE && code != SQLITE_ROW)
            fail_by(ledger, code);
    }
    va_end(args);
    hsay_sql__end(s);
}

bool hsay_sql__row(hsay_ledger *ledger, sqlite3_stmt *query)
{
    int code = query ? sqlite3_step(query) : SQLITE_DONE;
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        fail_by(ledger, code);
    hsay_sql__end(query);
    return false;
}

void hsay_sql__end(sqlite3_stmt *query)
{
    if (!query)
        return;
    sqlite3_reset(query);
    sqlite3_clear_bindings(query); /* they point into memory that may go */
}

hsay_str hsay_sql__text(sqlite3_stmt *query, int column, hsay_arena *arena)
{
    const char *text = (const char *)sqlite3_column_text(query, column);
    int len = sqlite3_column_bytes(query, column);
    return text && len > 0 ? hsay_arena_copy(arena, (hsay_str){text, (size_t)len})
                           : (hsay_str){NULL, 0};
}

uint32_t hsay_sql__u32(sqlite3_stmt *query, int column)
{
    int64_t value = sqlite3_column_int64(query, column);
    return value < 0 ? 0 : value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

uint32_t hsay_sql__index(sqlite3_stmt *query, int column)
{
    bool null = sqlite3_column_type(query, column) == SQLITE_NULL;
    return null ? HSAY_NONE : hsay_sql__u32(query, column);
}

hsay_status hsay_sql__result(hsay_ledger *ledger, hsay_error *error)
{
    hsay_error failure = ledger->failure;
    ledger->failure = (hsay_error){0};
    if (failure.status != HSAY_OK && error)
        *error = failure;
    return failure.status;
}

void hsay_sql__begin(hsay_ledger *ledger, bool write)
{
    hsay_sql__put(ledger, write ? HSAY_SQL_BEGIN : HSAY_SQL_BEGIN_READ, "");
}

hsay_status hsay_sql__finish(hsay_ledger *ledger, hsay_error *error)
{
    hsay_sql__put(ledger, HSAY_SQL_COMMIT, "");
    if (ledger->failure.status != HSAY_OK && !sqlite3_get_autocommit(ledger->db))
        sqlite3_exec(ledger->db, "ROLLBACK", NULL, NULL, NULL);
    return hsay_sql__result(ledger, error);
}
