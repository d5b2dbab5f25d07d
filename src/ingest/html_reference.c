/*
 * A name is looked up as far as letters and digits go where a semicolon follows; else its longest
 * beginning that may stand bare.  Names are letters and digits alone, so this is the longest match
 * that the standard asks for.
 */
#include "ingest/html_reference.h"

#include "base/str.h"
#include "base/utf8.h"

static const hsay_reference_row *find(hsay_str name)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < name.len; i++)
        h = (h ^ (unsigned char)name.ptr[i]) * 16777619u;
    for (uint32_t at = h & (HSAY_REFERENCE_SLOTS - 1);;
         at = (at + 1) & (HSAY_REFERENCE_SLOTS - 1)) {
        if (hsay_reference__slots[at] == 0)
            return NULL;
        const hsay_reference_row *row = &hsay_reference__rows[hsay_reference__slots[at] - 1];
        if (row->name_len == name.len &&
            memcmp(hsay_reference__text + row->at, name.ptr, name.len) == 0)
            return row;
    }
}

static bool is_alnum(char c)
{
    return hsay_char_is_alpha(c) || hsay_char_is_digit(c);
}

/* What follows a bare name in an attribute and makes it no reference. */
static bool goes_on(hsay_str page, size_t at)
{
    return at < page.len && (page.ptr[at] == '=' || is_alnum(page.ptr[at]));
}

static size_t read_name(hsay_str page, size_t at, bool in_attribute, hsay_str *text)
{
    hsay_str name = hsay_str_cut(page, at + 1, at + 1 + HSAY_REFERENCE_NAME_BYTES + 1);
    size_t len = 0;
    while (len < name.len && is_alnum(name.ptr[len]))
        len++;
    bool closed = len && len < name.len && name.ptr[len] == ';';
    const hsay_reference_row *row = closed ? find((hsay_str){name.ptr, len}) : NULL;
    size_t taken = len + 2;
    if (!row && len > HSAY_REFERENCE_BARE_BYTES)
        len = HSAY_REFERENCE_BARE_BYTES;
    for (; !row && len >= 2; len--) {
        row = find((hsay_str){name.ptr, len});
        if (row && (!row->bare || (in_attribute && goes_on(page, at + 1 + len))))
            row = NULL;
        taken = len + 1;
    }
    if (!row)
        return 0;
    *text = (hsay_str){hsay_reference__text + row->at + row->name_len, row->text_len};
    return taken;
}

/* Numbers 0x80 to 0x9F mean windows-1252's characters; 0: the number itself. */
static uint32_t meant(uint32_t number)
{
    static const uint16_t WINDOWS[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    if (number == 0)
        return HSAY_UTF8_REPLACEMENT;
    if (number >= 0x80 && number < 0xA0 && WINDOWS[number - 0x80])
        return WINDOWS[number - 0x80];
    return number;
}

static int digit_of(char c, bool hex)
{
    if (hsay_char_is_digit(c))
        return c - '0';
    c = hsay_char_lower(c);
    return hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t read_number(hsay_str page, size_t start, char room[4], hsay_str *text)
{
    size_t at = start + 2;
    bool hex = at < page.len && (page.ptr[at] == 'x' || page.ptr[at] == 'X');
    at += hex;
    size_t first = at;
    uint32_t number = 0;
    for (int digit; at < page.len && (digit = digit_of(page.ptr[at], hex)) >= 0; at++)
        if (number <= 0x10FFFF)
            number = number * (hex ? 16 : 10) + (uint32_t)digit;
    if (at == first)
        return 0;
    *text = (hsay_str){room, hsay_utf8_put(meant(number), room)};
    return at - start + (at < page.len && page.ptr[at] == ';');
}

size_t hsay_reference__read(hsay_str page, size_t at, bool in_attribute, char room[4],
                            hsay_str *text)
{
    char next = at + 1 < page.len ? page.ptr[at + 1] : 0;
    if (is_alnum(next))
        return read_name(page, at, in_attribute, text);
    return next == '#' ? read_number(page, at, room, text) : 0;
}

hsay_str hsay_reference__decode(hsay_arena *arena, hsay_str value)
{
    if (value.len == 0 || !memchr(value.ptr, '&', value.len))
        return value;
    /* the longest for its name is &nLt; with six bytes for five */
    char *out = hsay_arena_alloc(arena, value.len + value.len / 4 + 8), room[4];
    size_t len = 0;
    for (size_t at = 0; out && at < value.len;) {
        hsay_str text = {value.ptr + at, 1};
        size_t taken =
            value.ptr[at] == '&' ? hsay_reference__read(value, at, true, room, &text) : 0;
        memcpy(out + len, text.ptr, text.len);
        len += text.len;
        at += taken ? taken : 1;
    }
    return out ? (hsay_str){out, len} : HSAY_STR_NONE;
}
