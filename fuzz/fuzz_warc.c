/* Any bytes as a file: WARC records and what is packed come out within the limit, and reading ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "ingest/record.h"

enum { LIMIT_BYTES = 1 << 16, RECORDS = 100000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char path[64];
    int fd = memfd_create("warc", MFD_CLOEXEC);
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_records *records;
    const char *input = path;
    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    options.record_limit_bytes = LIMIT_BYTES;
    if (hsay_records_open(&input, 1, &options, &records) != HSAY_OK)
        abort();
    for (uint32_t count = 0;; count++) {
        hsay_record *record = hsay_records_next(records);
        if (!record)
            break;
        if (record->bytes.len > LIMIT_BYTES + 512 * 1024 || count > RECORDS)
            abort();
        hsay_record_free(record);
    }
    hsay_records_close(records);
    close(fd);
    return 0;
}
