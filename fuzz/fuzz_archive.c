/* Any bytes as an archive, read by its directory and as it comes: members end, and so does it. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "ingest/archive.h"

enum { LIMIT_BYTES = 1 << 20, MEMBERS = 10000 };

static void read_members(hsay_archive *archive)
{
    static char room[1 << 16];
    hsay_str name;
    hsay_error error;
    size_t total = 0;
    for (uint32_t i = 0;; i++) {
        hsay_status status = hsay_archive_next(archive, &name, &error);
        if (status == HSAY_NOT_FOUND || status == HSAY_MEMORY)
            return;
        if (i > MEMBERS)
            abort();
        hsay_reader reader = hsay_archive_reader(archive);
        for (size_t made = 1; status == HSAY_OK && made && total < LIMIT_BYTES; total += made)
            status = reader.read(reader.ctx, room, sizeof room, &made, &error);
        if (total >= LIMIT_BYTES)
            return;
    }
}

static void read_by(const char *path, bool directory)
{
    hsay_stream *stream;
    hsay_archive *archive;
    hsay_tally tally = {0};
    hsay_error error;
    hsay_str head;
    if (hsay_stream_open(path, LIMIT_BYTES, &stream, &error) != HSAY_OK)
        abort();
    if (hsay_stream_peek(stream, 1024, &head, &error) == HSAY_OK &&
        hsay_archive__kind(head) != HSAY_ARCHIVE_NONE &&
        hsay_archive_open(hsay_archive__kind(head), directory ? path : NULL, stream, &tally,
                          &archive, &error) == HSAY_OK) {
        read_members(archive);
        hsay_archive_close(archive);
    }
    hsay_stream_close(stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char path[64];
    int fd = memfd_create("archive", MFD_CLOEXEC);
    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    read_by(path, true);
    read_by(path, false);
    close(fd);
    return 0;
}
