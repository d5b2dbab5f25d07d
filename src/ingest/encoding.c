/*
 * Bytes to UTF-8.  Pages are often saved as UTF-8 with the old charset still named in them, so what
 * is well-formed UTF-8 is taken as such whatever the page says (the chance of legacy text being so
 * is nil beyond a few bytes).  Names of encodings are those of data/encodings.txt; others are
 * unknown.
 */
#include "ingest/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/lexicon.h"
#include "base/str.h"
#include "base/utf8.h"
#include "data/lexicons.h"

static const char LATIN[] = "WINDOWS-1252";

/* The iconv name for the first known charset=NAME of the page's beginning; NULL where there is
 * none. */
static const char *named_charset(hsay_str bytes)
{
    hsay_str head = hsay_str_cut(bytes, 0, HSAY_ENCODING_PROBE_BYTES), key = HSAY_STR("charset");
    for (size_t at = 0; (at = hsay_str_find_nocase(head, key, at)) != SIZE_MAX;) {
        at += key.len;
        while (at < head.len && strchr(" =\"'\t", head.ptr[at]) && head.ptr[at])
            at++;
        size_t start = at;
        while (at < head.len &&
               (hsay_char_is_alpha(head.ptr[at]) || hsay_char_is_digit(head.ptr[at]) ||
                head.ptr[at] == '-' || head.ptr[at] == '_'))
            at++;
        const hsay_lexicon_row *row =
            hsay_lexicon_find(&hsay_lexicon__encodings, hsay_str_cut(head, start, at));
        if (row)
            return row->fields[0];
    }
    return NULL;
}

/* Whether most sequences of bytes over 127 are well-formed UTF-8. */
static bool mostly_utf8(hsay_str bytes)
{
    size_t well = 0, ill = 0;
    for (size_t at = 0; at < bytes.len;) {
        if ((unsigned char)bytes.ptr[at] < 0x80) {
            at++;
            continue;
        }
        if (hsay_utf8_next(bytes, &at) == HSAY_UTF8_REPLACEMENT)
            ill++;
        else
            well++;
    }
    return well > ill;
}

/* All that iconv takes goes to `out`; a byte it refuses becomes U+FFFD. */
static hsay_str convert(hsay_arena *arena, iconv_t cd, hsay_str bytes, uint32_t *repaired)
{
    size_t room = bytes.len * 4 + 16;
    char *out = hsay_arena_alloc(arena, room), *to = out, *from = (char *)(uintptr_t)bytes.ptr;
    size_t left = bytes.len;
    if (!out)
        return HSAY_STR_NONE;
    while (left && iconv(cd, &from, &left, &to, &room) == (size_t)-1) {
        if (errno == E2BIG || room < 4)
            break;
        size_t put = hsay_utf8_put(HSAY_UTF8_REPLACEMENT, to);
        to += put;
        room -= put;
        from++;
        left--;
        ++*repaired;
    }
    return (hsay_str){out, (size_t)(to - out)};
}

static hsay_str from_charset(hsay_arena *arena, const char *name, hsay_str bytes,
                             uint32_t *repaired)
{
    iconv_t cd = iconv_open("UTF-8", name);
    if (cd == (iconv_t)-1)
        return hsay_utf8_repair(arena, bytes, repaired);
    uint32_t nuls = 0;
    hsay_str out = convert(arena, cd, bytes, repaired);
    iconv_close(cd);
    out = hsay_utf8_repair(arena, out, &nuls); /* NUL is no text */
    *repaired += nuls;
    return out;
}

/* ISO-2022-JP and UTF-7 write all in ASCII, so being well-formed UTF-8 says nothing of them. */
static bool is_seven_bit(const char *name)
{
    return strcmp(name, "ISO-2022-JP") == 0 || strcmp(name, "UTF-7") == 0;
}

hsay_str hsay_encoding__to_utf8(hsay_arena *arena, hsay_str bytes, hsay_str charset,
                                uint32_t *repaired)
{
    *repaired = 0;
    if (hsay_str_starts(bytes, HSAY_STR("\xEF\xBB\xBF")))
        return hsay_utf8_repair(arena, hsay_str_cut(bytes, 3, bytes.len), repaired);
    if (hsay_str_starts(bytes, HSAY_STR("\xFF\xFE")) ||
        hsay_str_starts(bytes, HSAY_STR("\xFE\xFF")))
        return hsay_utf8_from_utf16(arena, hsay_str_cut(bytes, 2, bytes.len),
                                    bytes.ptr[0] == '\xFE', repaired);
    const hsay_lexicon_row *sent = hsay_lexicon_find(&hsay_lexicon__encodings, charset);
    if (sent && is_seven_bit(sent->fields[0]))
        return from_charset(arena, sent->fields[0], bytes, repaired);
    if (hsay_utf8_valid_prefix(bytes) == bytes.len)
        return hsay_utf8_repair(arena, bytes, repaired);
    const char *name = sent ? sent->fields[0] : named_charset(bytes);
    if (mostly_utf8(bytes) || (name && strcmp(name, "UTF-8") == 0))
        return hsay_utf8_repair(arena, bytes, repaired);
    return from_charset(arena, name ? name : LATIN, bytes, repaired);
}
