/*
 * A text that is UTF-8 is read as Latin-1 and written as UTF-8 again: each byte over 127 has become
 * a letter or a control character below U+0100.
 */
#include "ingest/encoding_twice.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

enum { LATIN_LEADS = 0xC2, LATIN_LAST_LEAD = 0xC3 };

/* Bytes that must follow such a lead byte; 0: it is none. */
static unsigned more_behind(unsigned char c)
{
    return c >= 0xC2 && c <= 0xDF ? 1 : c >= 0xE0 && c <= 0xEF ? 2 : c >= 0xF0 && c <= 0xF4 ? 3 : 0;
}

/* The byte that stands at `at` as one ASCII character or as two bytes; false: neither. */
static bool next_byte(hsay_str text, size_t *at, unsigned char *out)
{
    unsigned char lead = (unsigned char)text.ptr[(*at)++];
    *out = lead;
    if (lead < 0x80)
        return true;
    if (lead < LATIN_LEADS || lead > LATIN_LAST_LEAD || *at == text.len)
        return false;
    *out = (unsigned char)((lead & 3u) << 6 | ((unsigned char)text.ptr[(*at)++] & 0x3Fu));
    return true;
}

/* To where the next eight bytes are not all ASCII. */
static size_t skip_ascii(hsay_str text, size_t at)
{
    for (uint64_t eight; at + sizeof eight <= text.len; at += sizeof eight) {
        memcpy(&eight, text.ptr + at, sizeof eight);
        if (eight & 0x8080808080808080u)
            break;
    }
    return at;
}

/* All that is not ASCII reads as UTF-8, and some of it is a control character otherwise. */
static bool is_twice(hsay_str text)
{
    unsigned more = 0;
    bool controls = false;
    for (size_t at = skip_ascii(text, 0); at < text.len;) {
        unsigned char c;
        if (!next_byte(text, &at, &c) || (c >= 0x80 && c <= 0xBF) != (more > 0))
            return false;
        if (more) {
            more--;
            controls |= c < 0xA0;
        } else if (c >= 0x80) {
            more = more_behind(c);
            if (!more)
                return false;
        } else {
            at = skip_ascii(text, at);
        }
    }
    return controls && !more;
}

hsay_str hsay_encoding__undo_twice(hsay_arena *arena, hsay_str text)
{
    if (!is_twice(text))
        return HSAY_STR_NONE;
    char *out = hsay_arena_alloc(arena, text.len);
    size_t len = 0;
    for (size_t at = 0; out && at < text.len;) {
        unsigned char c;
        next_byte(text, &at, &c);
        out[len++] = (char)c;
    }
    hsay_str once = {out, len};
    return out && hsay_utf8_valid_prefix(once) == len ? once : HSAY_STR_NONE;
}
