/*
 * A stream holds a window buf[start, len) of its input, which begins `offset` bytes into it.
 * Invariant: the window never grows past the limit and a line end, so a line of any length costs
 * bounded memory.
 */
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/unpack.h"

enum { STEP_BYTES = 64 * 1024 };

struct hsay_stream {
    int fd;
    hsay_reader reader; /* in place of fd, where it is set */
    hsay_tally *tally;
    bool counts_file;
    bool owned, at_end;
    char *buf;
    size_t start, len, capacity;
    uint64_t offset, limit, lines;
    bool started, raw_end, damaged; /* damaged: told by the next step, behind what was unpacked */
    hsay_unpack *unpack;            /* NULL: the input is not packed */
    char *raw;                      /* packed: one step of what was read, and what is left of it */
    hsay_str left;
    uint64_t raw_bytes; /* read from the input */
    uint64_t raw_limit; /* of a range */
    uint64_t base;      /* where a range begins */
};

const char *hsay_files__reason(int number)
{
    switch (number) {
    case ENOENT:
        return "no such file or folder";
    case EACCES:
    case EPERM:
        return "permission denied";
    case ENAMETOOLONG:
        return "the path is too long";
    case ELOOP:
        return "the symbolic link leads in a circle";
    case ENOTDIR:
        return "a part of the path is no folder";
    case EMFILE:
    case ENFILE:
        return "too many open files";
    case EISDIR:
        return "it is a folder";
    case ENOMEM:
        return "out of memory";
    default:
        return "reading failed";
    }
}

static hsay_status io_error(hsay_error *error, int number, uint64_t at)
{
    hsay_status status = number == ENOMEM ? HSAY_MEMORY : HSAY_IO;
    return hsay_error_set(error, status, hsay_files__reason(number), at, at);
}

/* Room for one more step behind the window. */
static bool make_room(hsay_stream *s)
{
    if (s->start > 0 && s->start >= s->len / 2) {
        memmove(s->buf, s->buf + s->start, s->len - s->start);
        s->len -= s->start;
        s->start = 0;
    }
    if (s->capacity - s->len >= STEP_BYTES)
        return true;
    size_t grown = s->capacity ? s->capacity * 2 : 2 * STEP_BYTES;
    char *buf = hsay_alloc__resize(s->buf, grown);
    if (!buf)
        return false;
    s->buf = buf;
    s->capacity = grown;
    return true;
}

hsay_status hsay_stream_open(const char *path, uint64_t limit_bytes, hsay_stream **out,
                             hsay_error *error)
{
    hsay_stream *s = hsay_alloc__new(sizeof *s);
    if (!s)
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    *s = (hsay_stream){.fd = STDIN_FILENO, .limit = limit_bytes, .raw_limit = UINT64_MAX};
    if (strcmp(path, "-") != 0) {
        s->fd = open(path, O_RDONLY | O_CLOEXEC);
        s->owned = true;
    }
    struct stat about;
    if (s->fd < 0 || fstat(s->fd, &about) != 0) {
        int number = errno;
        hsay_stream_close(s);
        return io_error(error, number, 0);
    }
    if (S_ISDIR(about.st_mode)) {
        hsay_stream_close(s);
        return hsay_error_set(error, HSAY_UNSUPPORTED, hsay_files__reason(EISDIR), 0, 0);
    }
    if (!make_room(s)) {
        hsay_stream_close(s);
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    }
    *out = s;
    return HSAY_OK;
}

hsay_status hsay_stream_open_range(const char *path, uint64_t start, uint64_t length,
                                   uint64_t limit_bytes, hsay_stream **out, hsay_error *error)
{
    struct stat about;
    hsay_stream *s = NULL;
    if (stat(path, &about) != 0) /* opening a pipe would wait */
        return io_error(error, errno, 0);
    if (!S_ISREG(about.st_mode))
        return hsay_error_set(error, HSAY_UNSUPPORTED, "it is no regular file", 0, 0);
    uint64_t size = (uint64_t)about.st_size;
    if (start >= size)
        return hsay_error_set(error, HSAY_INPUT, "the range begins behind the end of its file",
                              start, start);
    if (length != UINT64_MAX && length > size - start)
        return hsay_error_set(error, HSAY_INPUT, "the range ends behind the end of its file", start,
                              start);
    hsay_status status = hsay_stream_open(path, limit_bytes, &s, error);
    if (status != HSAY_OK)
        return status;
    if (lseek(s->fd, (off_t)start, SEEK_SET) < 0) {
        hsay_stream_close(s);
        return io_error(error, errno, start);
    }
    s->base = s->offset = start;
    s->raw_limit = length;
    *out = s;
    return HSAY_OK;
}

hsay_status hsay_stream_open_reader(hsay_reader reader, uint64_t limit_bytes, hsay_stream **out,
                                    hsay_error *error)
{
    hsay_stream *s = hsay_alloc__new(sizeof *s);
    if (s)
        *s = (hsay_stream){
            .fd = -1, .reader = reader, .limit = limit_bytes, .raw_limit = UINT64_MAX};
    if (!s || !make_room(s)) {
        hsay_stream_close(s);
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    }
    *out = s;
    return HSAY_OK;
}

const char hsay_tally__over[] = "it unpacks to more than 200 times its size; the rest is not read";

bool hsay_tally_is_over(const hsay_tally *tally)
{
    return tally->unpacked > HSAY_UNPACK_FREE_BYTES &&
           (tally->unpacked - HSAY_UNPACK_FREE_BYTES) / HSAY_UNPACK_TIMES > tally->packed;
}

void hsay_stream_count(hsay_stream *s, hsay_tally *tally, bool file)
{
    s->tally = tally;
    s->counts_file = file;
}

void hsay_stream_close(hsay_stream *s)
{
    if (!s)
        return;
    if (s->owned && s->fd >= 0)
        close(s->fd);
    hsay_unpack_close(s->unpack);
    hsay_alloc__free(s->raw);
    hsay_alloc__free(s->buf);
    hsay_alloc__free(s);
}

static hsay_status read_step(hsay_stream *s, char *to, size_t *made, hsay_error *error)
{
    if (s->reader.read) {
        hsay_status status = s->reader.read(s->reader.ctx, to, STEP_BYTES, made, error);
        s->raw_bytes += status == HSAY_OK ? *made : 0;
        return status;
    }
    ssize_t n;
    uint64_t left = s->raw_limit - s->raw_bytes;
    do
        n = read(s->fd, to, left < STEP_BYTES ? (size_t)left : STEP_BYTES);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return io_error(error, errno, s->raw_bytes);
    *made = (size_t)n;
    s->raw_bytes += (uint64_t)n;
    if (s->counts_file)
        s->tally->packed += (uint64_t)n;
    return HSAY_OK;
}

static hsay_status damage(const hsay_stream *s, hsay_error *error)
{
    uint64_t at = s->raw_bytes - s->left.len;
    return hsay_error_set(error, HSAY_INPUT, "the packed bytes are damaged or cut off", at, at);
}

/* Unpacks one step into the window, and reads what it needs for that. */
static hsay_status unpack(hsay_stream *s, hsay_error *error)
{
    if (s->damaged) {
        s->damaged = false;
        return damage(s, error);
    }
    for (;;) {
        size_t made = 0, had = s->left.len;
        hsay_status status = hsay_unpack_step(s->unpack, &s->left, s->raw_end, s->buf + s->len,
                                              s->capacity - s->len, &made);
        s->len += made;
        if (status == HSAY_INPUT && made) {
            s->damaged = true;
            return HSAY_OK;
        }
        if (status == HSAY_INPUT)
            return damage(s, error);
        if (status != HSAY_OK)
            return hsay_error_set(error, status, NULL, s->raw_bytes, s->raw_bytes);
        if (made)
            return HSAY_OK;
        if (s->left.len != had)
            continue;
        s->at_end = s->raw_end;
        if (s->raw_end)
            return HSAY_OK;
        if (had) /* fewer than a mark has */
            memmove(s->raw, s->left.ptr, had);
        status = read_step(s, s->raw + had, &made, error);
        if (status != HSAY_OK)
            return status;
        s->raw_end = made == 0;
        s->left = (hsay_str){s->raw, had + made};
    }
}

/* The same, counted. */
static hsay_status unpack_counted(hsay_stream *s, hsay_error *error)
{
    size_t before = s->len;
    hsay_status status = unpack(s, error);
    if (!s->tally)
        return status;
    s->tally->unpacked += s->len - before;
    if (status != HSAY_OK || !hsay_tally_is_over(s->tally))
        return status;
    s->len = before;
    s->at_end = true;
    return hsay_error_set(error, HSAY_LIMIT, hsay_tally__over, s->offset, s->offset);
}

/* The first step shows whether the input is packed. */
static hsay_status start(hsay_stream *s, hsay_error *error)
{
    size_t made = 0;
    s->started = true;
    hsay_status status = read_step(s, s->buf + s->len, &made, error);
    hsay_packing packing = hsay_unpack__sniff((hsay_str){s->buf + s->len, made});
    if (status != HSAY_OK || packing == HSAY_PACKING_NONE) {
        s->len += made;
        s->at_end = status == HSAY_OK && made == 0;
        return status;
    }
    s->raw = hsay_alloc__new(2 * STEP_BYTES);
    if (!s->raw || hsay_unpack_open(packing, &s->unpack) != HSAY_OK)
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    memcpy(s->raw, s->buf + s->len, made);
    s->left = (hsay_str){s->raw, made};
    s->offset = 0;
    return unpack_counted(s, error);
}

/* Reads one step more into the window. */
static hsay_status fill(hsay_stream *s, hsay_error *error)
{
    uint64_t at = s->offset + (s->len - s->start);
    size_t made = 0;
    if (!make_room(s))
        return hsay_error_set(error, HSAY_MEMORY, NULL, at, at);
    if (!s->started)
        return start(s, error);
    if (s->unpack)
        return unpack_counted(s, error);
    hsay_status status = read_step(s, s->buf + s->len, &made, error);
    if (status != HSAY_OK)
        return status;
    s->at_end = made == 0;
    s->len += made;
    return HSAY_OK;
}

static void skip(hsay_stream *s, size_t bytes)
{
    s->start += bytes;
    s->offset += bytes;
}

hsay_status hsay_stream_peek(hsay_stream *s, size_t want, hsay_str *out, hsay_error *error)
{
    while (!s->at_end && s->len - s->start < want && !(s->damaged && s->len > s->start)) {
        hsay_status status = fill(s, error);
        if (status == HSAY_INPUT && s->unpack && s->len > s->start) {
            s->damaged = true; /* told behind what is held */
            break;
        }
        if (status != HSAY_OK)
            return status;
    }
    size_t held = s->len - s->start;
    *out = held ? (hsay_str){s->buf + s->start, held < want ? held : want} : (hsay_str){0};
    return HSAY_OK;
}

/* Reads and forgets up to the next line end. */
static hsay_status skip_line(hsay_stream *s, hsay_line *line, hsay_error *error)
{
    line->too_long = true;
    for (;;) {
        const char *from = s->buf + s->start;
        size_t held = s->len - s->start;
        const char *end = held ? memchr(from, '\n', held) : NULL;
        skip(s, end ? (size_t)(end - from) : held);
        line->end = s->offset;
        if (end)
            skip(s, 1);
        if (end || s->at_end)
            return HSAY_OK;
        hsay_status status = fill(s, error);
        if (status != HSAY_OK)
            return status;
    }
}

static hsay_status give_line(hsay_stream *s, size_t len, bool ended, hsay_line *out)
{
    const char *from = s->buf + s->start;
    size_t kept = ended && len && from[len - 1] == '\r' ? len - 1 : len;
    *out = (hsay_line){{from, kept}, s->offset, s->offset + kept, ++s->lines, false};
    skip(s, len + ended);
    return HSAY_OK;
}

hsay_status hsay_stream_line(hsay_stream *s, hsay_line *out, hsay_error *error)
{
    for (size_t seen = 0;;) {
        size_t held = s->len - s->start;
        const char *from = s->buf + s->start;
        const char *end = held > seen ? memchr(from + seen, '\n', held - seen) : NULL;
        size_t len = end ? (size_t)(end - from) : held;
        if (len > s->limit) {
            *out = (hsay_line){.start = s->offset, .number = ++s->lines};
            return skip_line(s, out, error);
        }
        if (end)
            return give_line(s, len, true, out);
        if (s->at_end)
            return held ? give_line(s, held, false, out) : HSAY_NOT_FOUND;
        seen = held;
        hsay_status status = fill(s, error);
        if (status != HSAY_OK)
            return status;
    }
}

hsay_status hsay_stream_rest(hsay_stream *s, hsay_str *out, hsay_error *error)
{
    while (!s->at_end && s->len - s->start <= s->limit) {
        hsay_status status = fill(s, error);
        if (status != HSAY_OK)
            return status;
    }
    size_t held = s->len - s->start;
    uint64_t from = s->offset, to = s->offset + held;
    if (held > s->limit)
        return hsay_error_set(error, HSAY_LIMIT, "the record is over the size limit", from, to);
    *out = held ? (hsay_str){s->buf + s->start, held} : (hsay_str){0};
    skip(s, held);
    return HSAY_OK;
}

hsay_status hsay_stream_skip(hsay_stream *s, uint64_t bytes, hsay_error *error)
{
    for (;;) {
        size_t held = s->len - s->start, step = held < bytes ? held : (size_t)bytes;
        skip(s, step);
        bytes -= step;
        if (!bytes)
            return HSAY_OK;
        if (s->at_end)
            return hsay_error_set(error, HSAY_INPUT, "the input ends within a record", s->offset,
                                  s->offset);
        hsay_status status = fill(s, error);
        if (status != HSAY_OK)
            return status;
    }
}

bool hsay_stream_is_packed(const hsay_stream *s)
{
    return s->unpack != NULL;
}

uint64_t hsay_stream_offset(const hsay_stream *s)
{
    return s->offset;
}

uint64_t hsay_stream_done_bytes(const hsay_stream *s)
{
    return s->unpack ? s->raw_bytes - s->left.len : s->offset - s->base;
}
