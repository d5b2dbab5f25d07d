/* Decoding by lead byte with the ranges of Unicode 15, table 3-7. */
#include "base/utf8.h"

#include <string.h>

typedef struct lead {
    unsigned char more, low, high; /* continuation bytes; range of the first of them */
} lead;

static lead lead_of(unsigned char c)
{
    if (c >= 0xC2 && c <= 0xDF)
        return (lead){1, 0x80, 0xBF};
    if (c >= 0xE0 && c <= 0xEF)
        return (lead){2, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF};
    if (c >= 0xF0 && c <= 0xF4)
        return (lead){3, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF};
    return (lead){0, 0, 0};
}

/* Length of the character at `at`, its value in `*cp`; negative: length of an ill-formed part. */
static int decode(hsay_str text, size_t at, uint32_t *cp)
{
    const unsigned char *p = (const unsigned char *)text.ptr + at;
    size_t left = text.len - at;
    *cp = p[0];
    if (p[0] < 0x80)
        return 1;
    lead l = lead_of(p[0]);
    if (l.more == 0)
        return -1;
    uint32_t value = p[0] & (0x3Fu >> l.more);
    for (int i = 1; i <= l.more; i++) {
        unsigned char low = i == 1 ? l.low : 0x80, high = i == 1 ? l.high : 0xBF;
        if ((size_t)i >= left || p[i] < low || p[i] > high)
            return -i;
        value = value << 6 | (p[i] & 0x3Fu);
    }
    *cp = value;
    return l.more + 1;
}

uint32_t hsay_utf8__next_long(hsay_str text, size_t *at)
{
    uint32_t cp;
    int n = decode(text, *at, &cp);
    *at += (size_t)(n < 0 ? -n : n);
    return n < 0 ? HSAY_UTF8_REPLACEMENT : cp;
}

uint32_t hsay_utf8_before(hsay_str text, size_t at, size_t *start)
{
    size_t s = at - 1;
    while (s > 0 && at - s < 4 && ((unsigned char)text.ptr[s] & 0xC0) == 0x80)
        s--;
    *start = s;
    size_t again = s;
    return hsay_utf8_next(text, &again);
}

size_t hsay_utf8_put(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = HSAY_UTF8_REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3F));
    static const unsigned char LEAD[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(LEAD[n] | cp);
    return n;
}

/* Where the ASCII that begins at `at` ends: 32 bytes at a time, then one by one. */
static size_t past_ascii(hsay_str text, size_t at)
{
    uint64_t w[4];
    for (; text.len - at >= sizeof w; at += sizeof w) {
        memcpy(w, text.ptr + at, sizeof w);
        if ((w[0] | w[1] | w[2] | w[3]) & 0x8080808080808080u)
            break;
    }
    while (at < text.len && (unsigned char)text.ptr[at] < 0x80)
        at++;
    return at;
}

size_t hsay_utf8_valid_prefix(hsay_str text)
{
    size_t at = 0;
    while (at < text.len) {
        if ((unsigned char)text.ptr[at] < 0x80) {
            at = past_ascii(text, at);
            continue;
        }
        uint32_t cp;
        int n = decode(text, at, &cp);
        if (n < 0)
            return at;
        at += (size_t)n;
    }
    return at;
}

size_t hsay_utf8_count(hsay_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return count;
}

hsay_str hsay_utf8_repair(hsay_arena *arena, hsay_str bytes, uint32_t *repaired)
{
    *repaired = 0;
    bool has_nul = bytes.len && memchr(bytes.ptr, 0, bytes.len);
    if (!has_nul && hsay_utf8_valid_prefix(bytes) == bytes.len)
        return bytes;
    char *out = hsay_arena_array(arena, bytes.len + 1, 3); /* one byte becomes at most three */
    if (!out)
        return (hsay_str){0};
    size_t len = 0;
    for (size_t at = 0; at < bytes.len;) {
        uint32_t cp;
        int n = decode(bytes, at, &cp);
        if (n < 0 || cp == 0) {
            cp = HSAY_UTF8_REPLACEMENT;
            ++*repaired;
        }
        at += (size_t)(n < 0 ? -n : n);
        len += hsay_utf8_put(cp, out + len);
    }
    return (hsay_str){out, len};
}

static uint32_t unit_at(hsay_str bytes, size_t at, bool big_endian)
{
    uint32_t a = (unsigned char)bytes.ptr[at], b = (unsigned char)bytes.ptr[at + 1];
    return big_endian ? a << 8 | b : b << 8 | a;
}

hsay_str hsay_utf8_from_utf16(hsay_arena *arena, hsay_str bytes, bool big_endian,
                              uint32_t *repaired)
{
    *repaired = 0;
    char *out = hsay_arena_array(arena, bytes.len / 2 + 2, 3); /* a unit becomes at most three */
    if (!out)
        return (hsay_str){0};
    size_t len = 0, at = 0;
    for (; at + 1 < bytes.len; at += 2) {
        uint32_t u = unit_at(bytes, at, big_endian);
        if (u >= 0xD800 && u <= 0xDBFF && at + 3 < bytes.len) {
            uint32_t low = unit_at(bytes, at + 2, big_endian);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (u == 0 || (u >= 0xD800 && u <= 0xDFFF)) {
            u = HSAY_UTF8_REPLACEMENT;
            ++*repaired;
        }
        len += hsay_utf8_put(u, out + len);
    }
    if (at < bytes.len) { /* half a unit at the end */
        len += hsay_utf8_put(HSAY_UTF8_REPLACEMENT, out + len);
        ++*repaired;
    }
    return (hsay_str){out, len};
}

size_t hsay_utf8_cursor_code_point(hsay_utf8_cursor *cursor, size_t byte)
{
    if (byte > cursor->text.len)
        byte = cursor->text.len;
    if (byte < cursor->byte / 2)
        cursor->byte = cursor->code_point = 0;
    if (byte < cursor->byte)
        cursor->code_point -=
            hsay_utf8_count((hsay_str){cursor->text.ptr + byte, cursor->byte - byte});
    else
        cursor->code_point +=
            hsay_utf8_count((hsay_str){cursor->text.ptr + cursor->byte, byte - cursor->byte});
    cursor->byte = byte;
    return cursor->code_point;
}
