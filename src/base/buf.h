/*
 * A growing byte buffer with a sticky failure: put freely, check once (`failed`).  Start from
 * (hsay_buf){0}; hsay_buf_free releases it.
 */
#ifndef HSAY_BASE_BUF_H
#define HSAY_BASE_BUF_H

#include "hearsay/text.h"

typedef struct hsay_buf {
    char *ptr;
    size_t len, capacity;
    bool failed;
} hsay_buf;

void hsay_buf_put(hsay_buf *buf, const void *bytes, size_t len);
void hsay_buf_put_str(hsay_buf *buf, hsay_str str);
void hsay_buf_put_text(hsay_buf *buf, const char *terminated);
void hsay_buf_put_char(hsay_buf *buf, char c);
void hsay_buf_put_format(hsay_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void hsay_buf_clear(hsay_buf *buf); /* keeps the memory, forgets the failure */
void hsay_buf_free(hsay_buf *buf);
hsay_str hsay_buf_view(const hsay_buf *buf);

#endif
