/* Files and streams as bytes: folders walked in a fixed order, lines and whole contents bounded;
 * and bytes as files. */
#ifndef HSAY_BASE_FILES_H
#define HSAY_BASE_FILES_H

#include "base/arena.h"

/* ---- a stream: a file or standard input, read through one bounded buffer; what begins as gzip or
 * zstd does is unpacked.  Reading then answers HSAY_INPUT once for each damage, and may go on. ----
 */

typedef struct hsay_stream hsay_stream;

/* A line, or a whole content: `bytes` are borrowed until the next call on the stream. */
typedef struct hsay_line {
    hsay_str bytes;      /* without "\n" or "\r\n"; empty where `too_long` */
    uint64_t start, end; /* its range in the input, without the line end */
    uint64_t number;     /* 1 for the first */
    bool too_long;       /* it went over the limit and was skipped */
} hsay_line;

/*
 * `path` "-" is standard input.  Nothing longer than `limit_bytes` is held.  HSAY_IO with the
 * system's reason, HSAY_UNSUPPORTED for a folder, HSAY_MEMORY.  `*out` is yours
 * (hsay_stream_close).
 */
hsay_status hsay_stream_open(const char *path, uint64_t limit_bytes, hsay_stream **out,
                             hsay_error *error);
/* The same for the bytes [start, start + length) of a regular file; `length_bytes` UINT64_MAX: to
 * its end.  HSAY_INPUT where the file ends before. */
hsay_status hsay_stream_open_range(const char *path, uint64_t start, uint64_t length_bytes,
                                   uint64_t limit_bytes, hsay_stream **out, hsay_error *error);
void hsay_stream_close(hsay_stream *stream); /* NULL is fine */

/* Bytes from elsewhere: up to `room` of them to `to`, `*made` 0 at the end. */
typedef struct hsay_reader {
    hsay_status (*read)(void *ctx, char *to, size_t room, size_t *made, hsay_error *error);
    void *ctx;
} hsay_reader;
/* A stream over these; the reader is borrowed until it is closed.  HSAY_MEMORY. */
hsay_status hsay_stream_open_reader(hsay_reader reader, uint64_t limit_bytes, hsay_stream **out,
                                    hsay_error *error);

/* What was read of a file, and what came out of it by unpacking, once and again. */
typedef struct hsay_tally {
    uint64_t packed, unpacked;
} hsay_tally;

enum {
    HSAY_UNPACK_TIMES = 200,             /* so many times its size a file may unpack to, */
    HSAY_UNPACK_FREE_BYTES = 256u << 20, /* and so much in any case */
};

bool hsay_tally_is_over(const hsay_tally *tally);
/* From now on the stream counts what it unpacks, and as `file` what it reads; it ends with
 * HSAY_LIMIT where the tally is over. */
void hsay_stream_count(hsay_stream *stream, hsay_tally *tally, bool file);
extern const char hsay_tally__over[]; /* the error's text */

/* Up to `want` bytes that come next, fewer only at the end or before damage; they stay to be read.
 */
hsay_status hsay_stream_peek(hsay_stream *stream, size_t want, hsay_str *out, hsay_error *error);
/* The next line; HSAY_NOT_FOUND at the end. */
hsay_status hsay_stream_line(hsay_stream *stream, hsay_line *out, hsay_error *error);
/* Goes past bytes; HSAY_INPUT where the input ends before. */
hsay_status hsay_stream_skip(hsay_stream *stream, uint64_t bytes, hsay_error *error);
/* All that is left; HSAY_LIMIT where it is more than the limit. */
hsay_status hsay_stream_rest(hsay_stream *stream, hsay_str *out, hsay_error *error);
/* Whether the input is packed by gzip or zstd; known once something was read. */
bool hsay_stream_is_packed(const hsay_stream *stream);
/* Where the next byte stands, in the unpacked bytes; of a range that is not packed, in its file. */
uint64_t hsay_stream_offset(const hsay_stream *stream);
/* Bytes of the input or range, packed as they are. */
uint64_t hsay_stream_done_bytes(const hsay_stream *stream);

/* ---- a walk: paths to files, folders entered in byte order of their names ---- */

typedef struct hsay_walk hsay_walk;

enum { HSAY_WALK_DEPTH = 64 };

typedef struct hsay_found {
    const char *path; /* borrowed until the next call */
    bool listed;      /* found in a folder, not given by name */
    uint64_t size_bytes;
    hsay_error error; /* not HSAY_OK: this path can not be read, and why */
} hsay_found;

/* Whether a folder that stands beside these names, sorted by bytes, is passed over. */
typedef bool (*hsay_walk_filter)(const char *folder, const char *const *names, size_t count);

/* Files as they are; names that begin with a dot are skipped in folders, and folders that `passes`
 * (may be NULL) says are passed over.  NULL: memory is short. */
hsay_walk *hsay_walk_open(const char *const *paths, size_t count, hsay_walk_filter passes);
void hsay_walk_close(hsay_walk *walk);
/* HSAY_NOT_FOUND at the end, HSAY_MEMORY. */
hsay_status hsay_walk_next(hsay_walk *walk, hsay_found *out);
/* Bytes of all files found so far, also those that were not handed out yet. */
uint64_t hsay_walk_known_bytes(const hsay_walk *walk);

/* ---- a file that appears under its name only when all of it is written; see save.c ---- */

/* Whether a file could be written there, before work that ends in one; leaves nothing behind. */
hsay_status hsay_save_check(const char *path, hsay_error *error);
/* HSAY_FULL, HSAY_IO with the system's reason, HSAY_MEMORY: what stood there before still does. */
hsay_status hsay_save_bytes(const char *path, hsay_str bytes, hsay_error *error);

/* A static line for an errno: "no such file or folder", "permission denied", … */
const char *hsay_files__reason(int number);

#endif
