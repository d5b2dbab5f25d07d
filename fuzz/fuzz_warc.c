/* Any bytes as a file: WARC records and what is packed come out within the limit, and reading ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "records.h"

enum { LIMIT_BYTES = 1 << 16, RECORDS = 100000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char path[64];
    int fd = memfd_create("warc", MFD_CLOEXEC);
    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    read_records(path, LIMIT_BYTES, RECORDS);
    close(fd);
    return 0;
}
