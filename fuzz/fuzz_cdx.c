/*
 * Any bytes as a CDX file beside a small WARC file, plain and packed: no name leads out of the
 * folder, what is read stays within the limit, and reading ends.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "fuzz.h"
#include "records.h"
#include "ingest/cdx.h"

enum { LIMIT_BYTES = 1 << 16, LINES = 1 << 20 };

#define RECORD                                                                                     \
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"                    \
    "Content-Length: 71\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"                 \
    "<p>The lock was opened.</p>\r\n\r\n"

static char folder[] = "/tmp/hearsay-fuzz-XXXXXX";

static void path_in(char *out, size_t size, const char *name)
{
    snprintf(out, size, "%s/%s", folder, name);
}

static void clean_up(void)
{
    static const char *const NAMES[] = {"a.warc", "a.warc.gz", "f.cdx"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char path[64];
        path_in(path, sizeof path, NAMES[i]);
        unlink(path);
    }
    rmdir(folder);
}

static void write_file(const char *path, const void *bytes, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
        abort();
    close(fd);
}

static void set_up(void)
{
    char path[64];
    if (!mkdtemp(folder))
        abort();
    atexit(clean_up);
    path_in(path, sizeof path, "a.warc");
    write_file(path, RECORD RECORD, sizeof RECORD RECORD - 1);
    path_in(path, sizeof path, "a.warc.gz");
    gzFile packed = gzopen(path, "wb");
    if (!packed || gzwrite(packed, RECORD, sizeof RECORD - 1) <= 0)
        abort();
    gzclose(packed);
}

/* Each line by itself. */
static void check_names(hsay_str bytes)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_cdx cdx = hsay_cdx__begin(hsay_str_of("f.cdx"), LIMIT_BYTES);
    for (size_t from = 0; arena && from < bytes.len;) {
        const char *end = memchr(bytes.ptr + from, '\n', bytes.len - from);
        size_t to = end ? (size_t)(end - bytes.ptr) : bytes.len;
        hsay_cdx_range range;
        hsay_error error = {0};
        hsay_str line = {bytes.ptr + from, to - from};
        hsay_status status = hsay_cdx__range(&cdx, line, arena, &range, &error);
        if (status == HSAY_OK && (!range.file.len || range.file.ptr[0] == '/' ||
                                  (range.file.len >= 3 && memcmp(range.file.ptr, "../", 3) == 0) ||
                                  memchr(range.file.ptr, 0, range.file.len) ||
                                  memmem(range.file.ptr, range.file.len, "/../", 4)))
            abort();
        if (status == HSAY_INPUT && !error.text)
            abort();
        from = to + 1;
    }
    hsay_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char path[64];
    if (folder[sizeof folder - 2] == 'X')
        set_up();
    check_names((hsay_str){(const char *)bytes, len});
    path_in(path, sizeof path, "f.cdx");
    write_file(path, bytes, len);
    read_records(path, LIMIT_BYTES, LINES);
    return 0;
}
