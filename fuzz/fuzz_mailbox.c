/*
 * Any bytes, behind the first one, as a mailbox, as many times over as the first one says, so that
 * mails go beyond a window: mails come in order, within the limit, and as they stand in the input.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "fuzz.h"
#include "ingest/mailbox.h"

enum { COPIES = 64, LIMIT_BYTES = 300 };

typedef struct bytes {
    const char *ptr;
    size_t len, at;
} bytes;

static hsay_status give(void *ctx, char *to, size_t room, size_t *made, hsay_error *error)
{
    bytes *b = ctx;
    (void)error;
    *made = b->len - b->at < room ? b->len - b->at : room;
    if (*made)
        memcpy(to, b->ptr + b->at, *made);
    b->at += *made;
    return HSAY_OK;
}

static void read_all(bytes all)
{
    hsay_mailbox box = {.limit = LIMIT_BYTES};
    hsay_stream *stream = NULL;
    hsay_error error = {0};
    uint64_t start = 0, behind = 0;
    if (hsay_stream_open_reader((hsay_reader){give, &all}, LIMIT_BYTES, &stream, &error) != HSAY_OK)
        abort();
    for (;;) {
        hsay_str mail = {0};
        hsay_status status = hsay_mailbox_next(&box, stream, &mail, &start, &error);
        if ((status != HSAY_OK && status != HSAY_LIMIT) || hsay_stream_is_packed(stream))
            break; /* what was packed does not stand in the input */
        if (start < behind || start >= all.len || box.number > all.len)
            abort();
        behind = start + 1;
        if (status != HSAY_OK)
            continue;
        behind = start + mail.len;
        if (mail.len == 0 || mail.len > LIMIT_BYTES || behind > all.len ||
            memcmp(mail.ptr, all.ptr + start, mail.len) != 0)
            abort();
    }
    hsay_stream_close(stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    size_t copies = 1 + *data % COPIES, len = size - 1;
    char *all = hsay_alloc__new(copies * len);
    if (!all)
        return 0;
    for (size_t i = 0; i < copies; i++)
        memcpy(all + i * len, data + 1, len);
    read_all((bytes){all, copies * len, 0});
    hsay_alloc__free(all);
    return 0;
}
