/* By libxml2, which takes only what is escaped and ends in a NUL. */
#include "ingest/address.h"

#include <libxml/uri.h>

#include "base/str.h"

static bool is_absolute(hsay_str s)
{
    size_t len = 0;
    while (len < s.len && (hsay_char_is_alpha(s.ptr[len]) || hsay_char_is_digit(s.ptr[len]) ||
                           memchr("+-.", s.ptr[len], 3)))
        len++;
    return len > 0 && len < s.len && s.ptr[len] == ':';
}

static bool is_page(hsay_str base)
{
    return hsay_str_starts_nocase(base, HSAY_STR("http://")) ||
           hsay_str_starts_nocase(base, HSAY_STR("https://"));
}

static xmlChar *escaped(hsay_str s)
{
    char text[HSAY_ADDRESS_BYTES + 1];
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    return xmlURIEscapeStr(BAD_CAST text, BAD_CAST "%:/?#[]@!$&'()*+,;=~");
}

hsay_str hsay_address__resolve(hsay_arena *arena, hsay_str base, hsay_str reference)
{
    base = hsay_str_trim(base);
    reference = hsay_str_trim(reference);
    if (reference.len == 0 || is_absolute(reference) || !is_page(base) ||
        base.len > HSAY_ADDRESS_BYTES || reference.len > HSAY_ADDRESS_BYTES)
        return reference;
    xmlChar *from = escaped(base), *to = escaped(reference);
    xmlChar *made = from && to ? xmlBuildURI(to, from) : NULL;
    if (made)
        reference = hsay_arena_copy(arena, hsay_str_of((const char *)made));
    xmlFree(made);
    xmlFree(from);
    xmlFree(to);
    return reference;
}
