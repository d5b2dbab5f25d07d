/* URL to host to registered domain, by libpsl's built-in list. */
#include "ingest/domain.h"

#include <libpsl.h>
#include <string.h>

#include "base/str.h"

hsay_str hsay_domain__host(hsay_arena *arena, hsay_str url)
{
    hsay_str s = hsay_str_trim(url);
    size_t scheme = hsay_str_find(s, HSAY_STR("//"), 0);
    if (scheme != SIZE_MAX && scheme <= 16)
        s = hsay_str_cut(s, scheme + 2, s.len);
    size_t len = 0;
    for (; len < s.len && !strchr("/?#\\", s.ptr[len]); len++)
        if (s.ptr[len] == '@') {
            s = hsay_str_cut(s, len + 1, s.len);
            len = (size_t)-1;
        }
    size_t port = hsay_str_find(hsay_str_cut(s, 0, len), HSAY_STR(":"), 0);
    s = hsay_str_cut(s, 0, port < len ? port : len);
    if (s.len == 0 || s.len > HSAY_DOMAIN_HOST_BYTES || !memchr(s.ptr, '.', s.len))
        return HSAY_STR_NONE;
    char host[HSAY_DOMAIN_HOST_BYTES];
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] <= ' ')
            return HSAY_STR_NONE;
        host[i] = hsay_char_lower(s.ptr[i]);
    }
    return hsay_arena_copy(arena, (hsay_str){host, s.len});
}

hsay_str hsay_domain__of(hsay_arena *arena, hsay_str url)
{
    hsay_str host = hsay_domain__host(arena, url);
    const psl_ctx_t *list = psl_builtin();
    if (host.len == 0 || !list)
        return host;
    const char *domain = psl_registrable_domain(list, host.ptr);
    return domain ? (hsay_str){domain, strlen(domain)} : host;
}
