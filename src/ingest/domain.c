/*
 * URL to host to registered domain, by libpsl's built-in list.  Hosts of many outlets that the list
 * does not name everywhere stand in data/outlet-hosts.txt.
 */
#include "ingest/domain.h"

#include <libpsl.h>
#include <string.h>

#include "base/lexicon.h"
#include "base/str.h"
#include "data/lexicons.h"

enum { LABEL_BYTES = 63, WRAPPED_DEPTH = 4 };

/* What a URL consists of, as it stands. */
typedef struct parts {
    hsay_str host, path; /* the path without its first slash, query and fragment with it */
} parts;

static parts split(hsay_str url)
{
    hsay_str s = hsay_str_trim(url);
    size_t scheme = hsay_str_find(s, HSAY_STR("//"), 0), len = 0;
    if (scheme != SIZE_MAX && scheme <= 16)
        s = hsay_str_cut(s, scheme + 2, s.len);
    while (len < s.len && !strchr("/?#\\", s.ptr[len]))
        len++;
    hsay_str host = hsay_str_cut(s, 0, len), path = hsay_str_cut(s, len + 1, s.len);
    for (size_t at; (at = hsay_str_find(host, HSAY_STR("@"), 0)) != SIZE_MAX;)
        host = hsay_str_cut(host, at + 1, host.len);
    size_t port = hsay_str_find(host, HSAY_STR(":"), 0);
    host = hsay_str_cut(host, 0, port < host.len ? port : host.len);
    if (hsay_str_ends(host, HSAY_STR(".")))
        host.len--;
    return (parts){host, path};
}

hsay_str hsay_domain__host(hsay_arena *arena, hsay_str url)
{
    hsay_str s = split(url).host;
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

/* The first part of a path, cut off it. */
static hsay_str take_part(hsay_str *path)
{
    size_t len = 0;
    while (len < path->len && !strchr("/?#", path->ptr[len]))
        len++;
    hsay_str part = hsay_str_cut(*path, 0, len);
    bool more = len < path->len && path->ptr[len] == '/';
    *path = more ? hsay_str_cut(*path, len + 1, path->len) : HSAY_STR_NONE;
    return part;
}

/* ---- wrapped ---- */

/* The hosts of archive.today, who put a stamp before the page's address. */
static bool is_archive_today(hsay_str host)
{
    static const hsay_str HOSTS[] = {{"archive.today", 13}, {"archive.is", 10}, {"archive.ph", 10},
                                     {"archive.md", 10},    {"archive.li", 10}, {"archive.fo", 10},
                                     {"archive.vn", 10}};
    for (size_t i = 0; i < sizeof HOSTS / sizeof *HOSTS; i++)
        if (hsay_str_equal_nocase(host, HOSTS[i]))
            return true;
    return false;
}

/* What an archive or a cache holds the page of: web/2031…/URL, 2031…/URL, c/s/URL, amp/s/URL; empty
 * else. */
static hsay_str wrapped_url(parts p)
{
    bool archive = hsay_str_ends(p.host, HSAY_STR("web.archive.org"));
    bool cache = hsay_str_ends(p.host, HSAY_STR(".cdn.ampproject.org"));
    bool viewer = hsay_str_starts(p.host, HSAY_STR("www.google."));
    bool today = is_archive_today(p.host);
    if (!archive && !cache && !viewer && !today)
        return HSAY_STR_NONE;
    hsay_str rest = p.path, kind = take_part(&rest);
    if (today) {
        bool stamped = kind.len >= 4 && hsay_char_is_digit(kind.ptr[0]);
        return stamped && hsay_str_find(rest, HSAY_STR("://"), 0) <= 5 ? rest : HSAY_STR_NONE;
    }
    if (archive) {
        bool stamped = hsay_str_equal(kind, HSAY_STR("web")) && take_part(&rest).len;
        return stamped && hsay_str_find(rest, HSAY_STR("://"), 0) <= 5 ? rest : HSAY_STR_NONE;
    }
    if (viewer ? !hsay_str_equal(kind, HSAY_STR("amp")) : kind.len != 1)
        return HSAY_STR_NONE;
    return hsay_str_starts(rest, HSAY_STR("s/")) ? hsay_str_cut(rest, 2, rest.len) : rest;
}

/* "news-example-com" of a translator's host is news.example.com, "a--b-com" a-b.com. */
static hsay_str translated_host(hsay_arena *arena, hsay_str host)
{
    static const char SUFFIX[] = ".translate.goog";
    if (!hsay_str_ends(host, HSAY_STR(SUFFIX)))
        return host;
    host.len -= sizeof SUFFIX - 1;
    char out[HSAY_DOMAIN_HOST_BYTES];
    size_t len = 0;
    for (size_t i = 0; i < host.len; i++) {
        bool dash = host.ptr[i] == '-', twice = dash && i + 1 < host.len && host.ptr[i + 1] == '-';
        out[len++] = dash && !twice ? '.' : host.ptr[i];
        i += twice;
    }
    return hsay_arena_copy(arena, (hsay_str){out, len});
}

/* ---- hosts of many ---- */

static hsay_str field(const hsay_lexicon_row *row, int which)
{
    hsay_str value = hsay_str_of(row->fields[which]);
    return hsay_str_equal(value, HSAY_STR("-")) ? HSAY_STR_NONE : value;
}

static bool is_one_of(hsay_str words, hsay_str word)
{
    for (size_t at = 0; word.len && (at = hsay_str_find(words, word, at)) != SIZE_MAX;
         at += word.len) {
        size_t end = at + word.len;
        if ((at == 0 || words.ptr[at - 1] == ' ') && (end == words.len || words.ptr[end] == ' '))
            return true;
    }
    return false;
}

/* NAME of NAME/…, in small letters without "@"; empty where the part is nobody's name. */
static hsay_str name_in_path(const hsay_lexicon_row *row, hsay_str path, char out[LABEL_BYTES])
{
    hsay_str part = take_part(&path), passed = field(row, 1);
    if (passed.len && hsay_str_equal(part, passed))
        part = take_part(&path);
    if (hsay_str_starts(part, HSAY_STR("@")))
        part = hsay_str_cut(part, 1, part.len);
    if (part.len > LABEL_BYTES)
        return HSAY_STR_NONE;
    for (size_t i = 0; i < part.len; i++) {
        char c = hsay_char_lower(part.ptr[i]);
        if (!hsay_char_is_alpha(c) && !hsay_char_is_digit(c) && c != '-' && c != '_')
            return HSAY_STR_NONE;
        out[i] = c;
    }
    hsay_str name = {out, part.len};
    return name.len && !is_one_of(field(row, 3), name) ? name : HSAY_STR_NONE;
}

/* Whether the labels before a host's name are doors to it, not a customer's name. */
static bool is_door(hsay_str label)
{
    return is_one_of(HSAY_STR("www m amp mobile"), label);
}

/* The name of one who publishes on a host of many; empty where the host is none of these. */
static hsay_str of_many(hsay_arena *arena, hsay_str host, hsay_str path)
{
    const hsay_lexicon *many = &hsay_lexicon__outlet_hosts;
    const hsay_lexicon_row *row;
    size_t start = 0;
    while (!(row = hsay_lexicon_find(many, hsay_str_cut(host, start, host.len)))) {
        size_t dot = hsay_str_find(host, HSAY_STR("."), start);
        if (dot == SIZE_MAX)
            return HSAY_STR_NONE;
        start = dot + 1;
    }
    char space[LABEL_BYTES];
    hsay_str label = hsay_str_cut(host, 0, start ? start - 1 : 0);
    for (size_t at; (at = hsay_str_find(label, HSAY_STR("."), 0)) != SIZE_MAX;)
        label = hsay_str_cut(label, at + 1, label.len);
    hsay_str home = field(row, 2).len ? field(row, 2) : hsay_str_of(row->key);
    if (is_door(label))
        label = HSAY_STR_NONE;
    if (!label.len && strcmp(row->fields[0], "path") == 0)
        label = name_in_path(row, path, space);
    return label.len ? hsay_arena_format(arena, "%.*s.%.*s", (int)label.len, label.ptr,
                                         (int)home.len, home.ptr)
                     : home;
}

/* Whether a host is four numbers: an address has no registered domain. */
static bool is_address(hsay_str host)
{
    return host.len && hsay_char_is_digit(host.ptr[host.len - 1]) &&
           strspn(host.ptr, "0123456789.") == host.len;
}

hsay_str hsay_domain__of(hsay_arena *arena, hsay_str url)
{
    hsay_str inner = wrapped_url(split(url));
    for (int depth = 1; inner.len && depth < WRAPPED_DEPTH; depth++) {
        url = inner;
        inner = wrapped_url(split(url));
    }
    const psl_ctx_t *list = psl_builtin();
    hsay_str host = translated_host(arena, hsay_domain__host(arena, url));
    if (host.len == 0 || is_address(host))
        return host;
    hsay_str own = of_many(arena, host, split(url).path);
    const char *domain = own.len || !list ? NULL : psl_registrable_domain(list, host.ptr);
    return own.len ? own : domain ? (hsay_str){domain, strlen(domain)} : host;
}
