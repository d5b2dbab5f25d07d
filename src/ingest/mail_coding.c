/* Base64 and quoted-printable (RFC 2045, 6.7 and 6.8).  What is wrong in them is skipped or kept.
 */
#include "base/str.h"
#include "ingest/mail.h"

static int base64_value(char c)
{
    if (hsay_char_is_upper(c))
        return c - 'A';
    if (hsay_char_is_alpha(c))
        return c - 'a' + 26;
    if (hsay_char_is_digit(c))
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

hsay_str hsay_mail__base64(hsay_arena *arena, hsay_str text)
{
    char *out = hsay_arena_alloc(arena, text.len / 4 * 3 + 3);
    size_t len = 0;
    uint32_t bits = 0, held = 0;
    for (size_t i = 0; out && i < text.len && text.ptr[i] != '='; i++) {
        int value = base64_value(text.ptr[i]);
        if (value < 0)
            continue;
        bits = bits << 6 | (uint32_t)value;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[len++] = (char)(bits >> held & 0xFF);
        }
    }
    return out ? (hsay_str){out, len} : HSAY_STR_NONE;
}

static int hex(char c)
{
    c = hsay_char_lower(c);
    if (hsay_char_is_digit(c))
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Bytes of white space from `at` that end with a line end, that included; else 0. */
static size_t blank_line_end(hsay_str s, size_t at)
{
    size_t i = at;
    while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\t'))
        i++;
    if (i < s.len && s.ptr[i] == '\r')
        i++;
    return i < s.len && s.ptr[i] == '\n' ? i + 1 - at : 0;
}

hsay_str hsay_mail__quoted(hsay_arena *arena, hsay_str text, bool words)
{
    char *out = hsay_arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; out && i < text.len; i++) {
        char c = text.ptr[i];
        int high = c == '=' && i + 2 < text.len ? hex(text.ptr[i + 1]) : -1;
        int low = high >= 0 ? hex(text.ptr[i + 2]) : -1;
        size_t soft = c == '=' && !words ? blank_line_end(text, i + 1) : 0;
        if (low >= 0) {
            out[len++] = (char)(high << 4 | low);
            i += 2;
        } else if (soft) {
            i += soft;
        } else if (!(c == '=' && i + 1 == text.len)) {
            out[len++] = words && c == '_' ? ' ' : c;
        }
    }
    return out ? (hsay_str){out, len} : HSAY_STR_NONE;
}

hsay_str hsay_mail__decode(hsay_arena *arena, hsay_str body, hsay_str encoding)
{
    encoding = hsay_str_trim(encoding);
    if (hsay_str_equal_nocase(encoding, HSAY_STR("base64")))
        return hsay_mail__base64(arena, body);
    if (hsay_str_equal_nocase(encoding, HSAY_STR("quoted-printable")))
        return hsay_mail__quoted(arena, body, false);
    return body;
}
