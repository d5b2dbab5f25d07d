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

enum { STEP_BYTES = 64 * 1024 };

struct hsay_stream {
    int fd;
    bool owned, at_end;
    char *buf;
    size_t start, len, capacity;
    uint64_t offset, limit, lines;
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
    *s = (hsay_stream){.fd = STDIN_FILENO, .limit = limit_bytes};
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

void hsay_stream_close(hsay_stream *s)
{
    if (!s)
        return;
    if (s->owned && s->fd >= 0)
        close(s->fd);
    hsay_alloc__free(s->buf);
    hsay_alloc__free(s);
}

/* Reads one step more into the window. */
static hsay_status fill(hsay_stream *s, hsay_error *error)
{
    uint64_t at = s->offset + (s->len - s->start);
    if (!make_room(s))
        return hsay_error_set(error, HSAY_MEMORY, NULL, at, at);
    ssize_t n;
    do
        n = read(s->fd, s->buf + s->len, STEP_BYTES);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return io_error(error, errno, at);
    s->at_end = n == 0;
    s->len += (size_t)n;
    return HSAY_OK;
}

static void skip(hsay_stream *s, size_t bytes)
{
    s->start += bytes;
    s->offset += bytes;
}

hsay_status hsay_stream_peek(hsay_stream *s, size_t want, hsay_str *out, hsay_error *error)
{
    while (!s->at_end && s->len - s->start < want) {
        hsay_status status = fill(s, error);
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

uint64_t hsay_stream_done_bytes(const hsay_stream *s)
{
    return s->offset;
}
