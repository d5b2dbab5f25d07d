/* Doubling growth; after a failure nothing more is put. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

static bool reserve(hsay_buf *buf, size_t more)
{
    if (buf->failed || more > SIZE_MAX / 4 - buf->len)
        return !(buf->failed = true);
    size_t need = buf->len + more, capacity = buf->capacity ? buf->capacity : 256;
    if (need <= buf->capacity)
        return true;
    while (capacity < need)
        capacity *= 2;
    char *grown = hsay_alloc__resize(buf->ptr, capacity);
    if (!grown)
        return !(buf->failed = true);
    buf->ptr = grown;
    buf->capacity = capacity;
    return true;
}

void hsay_buf_put(hsay_buf *buf, const void *bytes, size_t len)
{
    if (len == 0 || !reserve(buf, len))
        return;
    memcpy(buf->ptr + buf->len, bytes, len);
    buf->len += len;
}

void hsay_buf_put_str(hsay_buf *buf, hsay_str str)
{
    hsay_buf_put(buf, str.ptr, str.len);
}

void hsay_buf_put_text(hsay_buf *buf, const char *terminated)
{
    hsay_buf_put(buf, terminated, strlen(terminated));
}

void hsay_buf_put_char(hsay_buf *buf, char c)
{
    hsay_buf_put(buf, &c, 1);
}

void hsay_buf_put_format(hsay_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len >= 0 && reserve(buf, (size_t)len + 1)) {
        vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
    va_end(args);
}

void hsay_buf_clear(hsay_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
}

void hsay_buf_free(hsay_buf *buf)
{
    hsay_alloc__free(buf->ptr);
    *buf = (hsay_buf){0};
}

hsay_str hsay_buf_view(const hsay_buf *buf)
{
    return (hsay_str){buf->ptr, buf->len};
}
