/* Views compared and searched; no locale, no allocation. */
#include "base/str.h"

#include <string.h>

#include "hearsay/text.h"

bool hsay_str_starts_nocase(hsay_str s, hsay_str prefix)
{
    if (s.len < prefix.len)
        return false;
    for (size_t i = 0; i < prefix.len; i++)
        if (hsay_char_lower(s.ptr[i]) != hsay_char_lower(prefix.ptr[i]))
            return false;
    return true;
}

bool hsay_str_equal_nocase(hsay_str a, hsay_str b)
{
    return a.len == b.len && hsay_str_starts_nocase(a, b);
}

int hsay_str_compare(hsay_str a, hsay_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

size_t hsay_str_find(hsay_str s, hsay_str needle, size_t from)
{
    if (needle.len == 0 || from > s.len || s.len - from < needle.len)
        return SIZE_MAX;
    const char *at = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return at ? (size_t)(at - s.ptr) : SIZE_MAX;
}

size_t hsay_str_find_nocase(hsay_str s, hsay_str needle, size_t from)
{
    if (needle.len == 0 || s.len < needle.len)
        return SIZE_MAX;
    char small = hsay_char_lower(*needle.ptr);
    char large = small >= 'a' && small <= 'z' ? (char)(small - 32) : small;
    for (size_t i = from; i <= s.len - needle.len; i++)
        if ((s.ptr[i] == small || s.ptr[i] == large) &&
            hsay_str_starts_nocase((hsay_str){s.ptr + i, s.len - i}, needle))
            return i;
    return SIZE_MAX;
}

static size_t space_at(hsay_str s, size_t i)
{
    if (hsay_char_is_space(s.ptr[i]))
        return 1;
    bool nbsp = i + 1 < s.len && s.ptr[i] == '\xC2' && s.ptr[i + 1] == '\xA0';
    return nbsp ? 2 : 0;
}

hsay_str hsay_str_trim(hsay_str s)
{
    size_t n;
    while (s.len && (n = space_at(s, 0)))
        s = hsay_str_cut(s, n, s.len);
    while (s.len) {
        if (hsay_char_is_space(s.ptr[s.len - 1]))
            s.len -= 1;
        else if (s.len >= 2 && space_at(s, s.len - 2) == 2)
            s.len -= 2;
        else
            break;
    }
    return s;
}

hsay_str hsay_str_last_word(hsay_str s)
{
    size_t at = s.len;
    while (at > 0 && s.ptr[at - 1] != ' ')
        at--;
    return hsay_str_cut(s, at, s.len);
}

hsay_str hsay_str_without_owner(hsay_str s)
{
    if (s.len > 2 && hsay_str_ends(s, HSAY_STR("'s")))
        s.len -= 2;
    else if (s.len > 4 && hsay_str_ends(s, HSAY_STR("\xE2\x80\x99s")))
        s.len -= 4;
    return s;
}

bool hsay_str_holds_nocase(hsay_str s, size_t most, hsay_str word)
{
    return s.len && hsay_str_find_nocase(hsay_str_cut(s, 0, most), word, 0) != SIZE_MAX;
}
