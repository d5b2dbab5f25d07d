/* What every call answers: one status enum, 0 is OK; and the error that parsers fill in. */
#ifndef HEARSAY_STATUS_H
#define HEARSAY_STATUS_H

#include <stdint.h>

/* One table makes the enum, its texts and the documentation.  Values are never renumbered. */
#define HSAY_STATUS_TABLE(X)                                                                       \
    X(OK, 0, "done")                                                                               \
    X(MEMORY, 1, "out of memory")                                                                  \
    X(ARGUMENT, 2, "an argument is not usable")                                                    \
    X(IO, 3, "reading or writing failed")                                                          \
    X(LIMIT, 4, "a declared limit is exceeded")                                                    \
    X(INPUT, 5, "the input is malformed")                                                          \
    X(UNSUPPORTED, 6, "the input's format is not supported")                                       \
    X(NEWER, 7, "written by a newer version of hearsay")                                           \
    X(LEDGER, 8, "the ledger could not be used")                                                   \
    X(FULL, 9, "the disk is full")                                                                 \
    X(NOT_FOUND, 10, "nothing of that name was found")                                             \
    X(STOPPED, 11, "stopped by the caller")                                                        \
    X(EMPTY, 12, "the input holds no article")

typedef enum hsay_status {
#define HSAY_STATUS_ENUM(name, value, text) HSAY_##name = value,
    HSAY_STATUS_TABLE(HSAY_STATUS_ENUM)
#undef HSAY_STATUS_ENUM
} hsay_status;

/* The text of a status: static, one line, English.  An unknown value answers "unknown status". */
const char *hsay_status_text(hsay_status status);

/*
 * What went wrong, and where.  `text` is a static line (never NULL in a filled error); `start` and
 * `end` are a half-open byte range in the input, both 0 where no place can be named.
 */
typedef struct hsay_error {
    hsay_status status;
    const char *text;
    uint64_t start, end;
} hsay_error;

/* Fills `error` where it is not NULL, and returns `status`, so that a failure is one return. */
hsay_status hsay_error_set(hsay_error *error, hsay_status status, const char *text, uint64_t start,
                           uint64_t end);

#endif
