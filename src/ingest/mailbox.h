/* A mailbox (RFC 4155), or a mail alone, as the mails in it, one after the other. */
#ifndef HSAY_INGEST_MAILBOX_H
#define HSAY_INGEST_MAILBOX_H

#include "base/files.h"

typedef struct hsay_mailbox {
    uint64_t limit;  /* bytes of a mail */
    uint64_t number; /* of mails so far, those over the limit too */
    size_t taken;    /* of the stream's bytes: the mail that was lent, which is gone past next */
    bool single;     /* the first mail is all there is */
    bool ended;
} hsay_mailbox;

/*
 * The next mail, with its line "From ..."; borrowed until the next call on the stream, `*start` its
 * place.  HSAY_NOT_FOUND at the end.  HSAY_LIMIT, `ended` unset: a mail over the limit, and reading
 * goes on behind it; where the line that begins the next one is longer than a few thousand bytes,
 * behind that one.  Any other status is the stream's, and ends it.  Memory: one mail of at most
 * `limit`.  Cost: linear.
 */
hsay_status hsay_mailbox_next(hsay_mailbox *mailbox, hsay_stream *stream, hsay_str *mail,
                              uint64_t *start, hsay_error *error);

#endif
