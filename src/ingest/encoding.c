/*
 * Bytes to UTF-8.  Pages are often saved as UTF-8 with the old charset still named in them, so what
 * is well-formed UTF-8 is taken as such whatever the page says (the chance of legacy text being so
 * is nil beyond a few bytes).  Names of encodings are those of data/encodings.txt; others are
 * unknown.
 */
#include "ingest/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <pthread.h>
#include <string.h>

#include "base/lexicon.h"
#include "base/str.h"
#include "base/utf8.h"
#include "data/lexicons.h"
#include "ingest/encoding_legacy.h"
#include "ingest/encoding_twice.h"

enum { UTF16_PROBE_BYTES = 256, HELD = 64 };

static const char LATIN[] = "WINDOWS-1252";

static const char *known(hsay_str name)
{
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__encodings, name);
    return row ? row->fields[0] : NULL;
}

/* A name or a value: letters, digits, dashes and underscores. */
static hsay_str word_at(hsay_str s, size_t at)
{
    size_t start = at;
    while (at < s.len && (hsay_char_is_alpha(s.ptr[at]) || hsay_char_is_digit(s.ptr[at]) ||
                          s.ptr[at] == '-' || s.ptr[at] == '_'))
        at++;
    return hsay_str_cut(s, start, at);
}

static size_t past_equals(hsay_str s, size_t at)
{
    while (at < s.len && strchr(" =\"'\t", s.ptr[at]) && s.ptr[at])
        at++;
    return at;
}

/* The first known charset=NAME of the page's beginning; NULL where there is none.  What could name
 * UTF-16 in ASCII is none, and UTF-7 would hide markup from those who look for it. */
static const char *named_charset(hsay_str bytes)
{
    hsay_str head = hsay_str_cut(bytes, 0, HSAY_ENCODING_PROBE_BYTES), key = HSAY_STR("charset");
    for (size_t at = 0; (at = hsay_str_find_nocase(head, key, at)) != SIZE_MAX;) {
        at = past_equals(head, at + key.len);
        hsay_str word = word_at(head, at);
        const char *name = known(word);
        if (name && strcmp(name, "UTF-7") != 0)
            return hsay_str_starts(hsay_str_of(name), HSAY_STR("UTF-16")) ? "UTF-8" : name;
        at += word.len;
    }
    return NULL;
}

/* By the language that the page's root states, as browsers are set for readers of it. */
static const char *legacy_charset(hsay_str bytes)
{
    hsay_str head = hsay_str_cut(bytes, 0, HSAY_ENCODING_PROBE_BYTES);
    size_t root = hsay_str_find_nocase(head, HSAY_STR("<html"), 0);
    size_t end = root == SIZE_MAX ? root : hsay_str_find(head, HSAY_STR(">"), root);
    if (end == SIZE_MAX)
        return LATIN;
    hsay_str tag = hsay_str_cut(head, root, end), key = HSAY_STR(" lang=");
    size_t at = hsay_str_find_nocase(tag, key, 0);
    if (at == SIZE_MAX)
        return LATIN;
    hsay_str lang = word_at(tag, past_equals(tag, at + key.len));
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__legacy_encodings, lang);
    while (!row && lang.len) { /* zh-Hant-TW, zh-Hant, zh */
        do
            lang.len--;
        while (lang.len && lang.ptr[lang.len] != '-');
        row = hsay_lexicon_find(&hsay_lexicon__legacy_encodings, lang);
    }
    return row ? row->fields[0] : LATIN;
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

/*
 * Opens what turns `name` into UTF-8.  The first one of each name is never closed, nor used: it
 * holds the module that the C library has loaded for it, which else would go with every page and be
 * loaded for the next.
 */
static iconv_t open_held(const char *name)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static const char *names[HELD]; /* static ones, of data/ */
    static iconv_t held[HELD];
    static size_t count;
    size_t i = 0;
    pthread_mutex_lock(&lock);
    while (i < count && strcmp(names[i], name) != 0)
        i++;
    if (i == count && i < HELD && (held[i] = iconv_open("UTF-8", name)) != (iconv_t)-1)
        names[count++] = name;
    pthread_mutex_unlock(&lock);
    return iconv_open("UTF-8", name);
}

hsay_str hsay_encoding__convert(hsay_arena *arena, const char *name, hsay_str bytes,
                                uint32_t *repaired)
{
    iconv_t cd = open_held(name);
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

/* White space, if any, and then `<` and what a tag begins with, in units whose byte `zero` is 0. */
static bool begins_tag(hsay_str b, size_t zero)
{
    for (size_t at = 0; at + 4 <= b.len && at < UTF16_PROBE_BYTES && !b.ptr[at + zero]; at += 2) {
        char c = b.ptr[at + 1 - zero], next = b.ptr[at + 3 - zero];
        if (c == '<')
            return !b.ptr[at + 2 + zero] &&
                   (hsay_char_is_alpha(next) || next == '!' || next == '?');
        if (!hsay_char_is_space(c))
            return false;
    }
    return false;
}

bool hsay_encoding__is_utf16(hsay_str bytes, bool *big_endian, size_t *mark_bytes)
{
    bool little = hsay_str_starts(bytes, HSAY_STR("\xFF\xFE"));
    *big_endian = hsay_str_starts(bytes, HSAY_STR("\xFE\xFF"));
    *mark_bytes = little || *big_endian ? 2 : 0;
    if (*mark_bytes)
        return true;
    *big_endian = begins_tag(bytes, 0);
    return *big_endian || begins_tag(bytes, 1);
}

/* Of bytes that are UTF-8 already; NUL is no text. */
static hsay_str from_utf8(hsay_arena *arena, hsay_str bytes, uint32_t *repaired)
{
    hsay_str once = hsay_encoding__undo_twice(arena, bytes);
    bytes = once.len ? once : bytes;
    return memchr(bytes.ptr, 0, bytes.len) ? hsay_utf8_repair(arena, bytes, repaired) : bytes;
}

static hsay_str from_8_bit(hsay_arena *arena, hsay_str bytes, const char *sent, uint32_t *repaired)
{
    const char *name = sent;
    bool valid = hsay_utf8_valid_prefix(bytes) == bytes.len;
    if (!name && (!valid || memchr(bytes.ptr, '\033', bytes.len)))
        name = named_charset(bytes);
    if (name && is_seven_bit(name))
        return hsay_encoding__convert(arena, name, bytes, repaired);
    if (valid)
        return from_utf8(arena, bytes, repaired);
    if (mostly_utf8(bytes))
        return hsay_utf8_repair(arena, bytes, repaired);
    bool wrong = name && strcmp(name, "UTF-8") == 0; /* it says so, and is not */
    const char *read = name && !wrong ? name : hsay_encoding__by_text(arena, bytes);
    if (wrong && !read)
        return hsay_utf8_repair(arena, bytes, repaired);
    return hsay_encoding__convert(arena, read ? read : legacy_charset(bytes), bytes, repaired);
}

hsay_str hsay_encoding__to_utf8(hsay_arena *arena, hsay_str bytes, hsay_str charset,
                                uint32_t *repaired)
{
    bool big = false;
    size_t mark = 0;
    *repaired = 0;
    if (!bytes.len)
        return HSAY_STR_NONE;
    if (hsay_str_starts(bytes, HSAY_STR("\xEF\xBB\xBF")))
        return hsay_utf8_repair(arena, hsay_str_cut(bytes, 3, bytes.len), repaired);
    const char *sent = known(charset);
    bool utf16 = sent && hsay_str_starts(hsay_str_of(sent), HSAY_STR("UTF-16"));
    bool sure = hsay_encoding__is_utf16(bytes, &big, &mark);
    if (!sure && utf16)
        big = strcmp(sent, "UTF-16BE") == 0;
    if (sure || (utf16 && memchr(bytes.ptr, 0, bytes.len)))
        return hsay_utf8_from_utf16(arena, hsay_str_cut(bytes, mark, bytes.len), big, repaired);
    return from_8_bit(arena, bytes, utf16 ? NULL : sent, repaired);
}
