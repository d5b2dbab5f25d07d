/* Which kind of feed it is, by the first element or the first members. */
#include "ingest/feed.h"

#include "base/str.h"

enum { JSON_HEAD_BYTES = 4096 };

/* Behind what may stand before the first element: declarations, instructions, comments. */
static hsay_str first_element(hsay_str s)
{
    s = hsay_str_trim(s);
    while (hsay_str_starts(s, HSAY_STR("<?")) || hsay_str_starts(s, HSAY_STR("<!"))) {
        bool comment = hsay_str_starts(s, HSAY_STR("<!--"));
        bool subset = hsay_str_starts(s, HSAY_STR("<!DOCTYPE"));
        size_t end = hsay_str_find(s, comment ? HSAY_STR("-->") : HSAY_STR(">"), 0);
        size_t open = subset ? hsay_str_find(s, HSAY_STR("["), 0) : SIZE_MAX;
        if (open < end) { /* declarations of its own stand between brackets */
            end = hsay_str_find(s, HSAY_STR("]"), open);
            end = end == SIZE_MAX ? end : hsay_str_find(s, HSAY_STR(">"), end);
        }
        if (end == SIZE_MAX)
            return HSAY_STR_NONE;
        s = hsay_str_trim(hsay_str_cut(s, end + (comment ? 3 : 1), s.len));
    }
    return s;
}

static bool is_xml(hsay_str head)
{
    static const char *const ROOTS[] = {"rss", "rdf:RDF", "feed", "urlset", "sitemapindex"};
    hsay_str s = first_element(head);
    if (s.len < 2 || s.ptr[0] != '<')
        return false;
    s = hsay_str_cut(s, 1, s.len);
    size_t end = 0;
    while (end < s.len && !hsay_char_is_space(s.ptr[end]) && s.ptr[end] != '>')
        end++;
    hsay_str name = hsay_str_cut(s, 0, end);
    size_t colon = hsay_str_find(name, HSAY_STR(":"), 0);
    for (size_t i = 0; i < sizeof ROOTS / sizeof *ROOTS; i++)
        if (hsay_str_equal(name, hsay_str_of(ROOTS[i])) ||
            (colon != SIZE_MAX &&
             hsay_str_equal(hsay_str_cut(name, colon + 1, name.len), hsay_str_of(ROOTS[i]))))
            return true;
    return false;
}

hsay_feed_kind hsay_feed__kind(hsay_str head)
{
    if (hsay_str_starts(head, HSAY_STR("\xEF\xBB\xBF")))
        head = hsay_str_cut(head, 3, head.len);
    hsay_str s = hsay_str_trim(head);
    if (s.len && s.ptr[0] == '{') {
        hsay_str beginning = hsay_str_cut(s, 0, JSON_HEAD_BYTES);
        bool named = hsay_str_find(beginning, HSAY_STR("jsonfeed.org/version/"), 0) != SIZE_MAX ||
                     hsay_str_find(beginning, HSAY_STR("jsonfeed.org\\/version\\/"), 0) != SIZE_MAX;
        return named ? HSAY_FEED_JSON : HSAY_FEED_NONE;
    }
    return is_xml(s) ? HSAY_FEED_XML : HSAY_FEED_NONE;
}

hsay_status hsay_feed__read(hsay_feed_kind kind, hsay_str bytes, uint64_t start, hsay_arena *arena,
                            hsay_entries *out, hsay_error *error)
{
    return kind == HSAY_FEED_JSON ? hsay_feed__read_json(bytes, start, arena, out, error)
                                  : hsay_feed__read_xml(bytes, start, arena, out, error);
}
