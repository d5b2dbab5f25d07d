/*
 * The elements that feeds are made of.  RSS 2.0 and the modules in use with it, RSS 1.0, Atom
 * (RFC 4287) and its drafts, sitemaps with the news extension.
 */
#include "ingest/feed_parts.h"

#include "base/str.h"

static const struct {
    const char *address, *space;
} SPACES[] = {
    {"http://purl.org/rss/1.0/modules/content/", "content"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/elements/1.0/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {"http://www.w3.org/2005/Atom", "atom"},
    {"http://purl.org/atom/ns#", "atom"},
    {"http://www.google.com/schemas/sitemap-news/0.9", "news"},
    {"http://www.sitemaps.org/schemas/sitemap/0.9", "sitemap"},
    {"http://www.google.com/schemas/sitemap/0.84", "sitemap"},
    {"http://news.yandex.ru", "yandex"},
    {"http://rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    {"http://purl.org/rss/1.0/", "rss"},
    {"http://my.netscape.com/rdf/simple/0.9/", "rss"},
    {"http://channel.netscape.com/rdf/simple/0.9/", "rss"},
    {"http://backend.userland.com/rss2", "rss"},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
};

hsay_str hsay_feed__space(hsay_str address, hsay_str prefix)
{
    for (size_t i = 0; i < sizeof SPACES / sizeof *SPACES; i++)
        if (hsay_str_equal(address, hsay_str_of(SPACES[i].address)))
            return hsay_str_of(SPACES[i].space);
    if (address.len) /* an unknown one: not what its prefix might suggest */
        return HSAY_STR("?");
    return prefix.len ? prefix : HSAY_STR("rss");
}

/* `parent` NULL: stands in the item itself. */
static const struct {
    const char *space, *parent, *name;
    hsay_feed_part part;
} PARTS[] =
    {
        {"rss", NULL, "title", {HSAY_FEED_ROLE_TITLE, 1}},
        {"rss", NULL, "link", {HSAY_FEED_ROLE_URL, 2}},
        {"feedburner",
         NULL,
         "origLink",
         {HSAY_FEED_ROLE_URL, 1}}, /* the link goes through a counter */
        {"rss", NULL, "guid", {HSAY_FEED_ROLE_ID, 1}},
        {"rss", NULL, "pubDate", {HSAY_FEED_ROLE_DATE, 1}},
        {"rss", NULL, "author", {HSAY_FEED_ROLE_AUTHOR, 2}},
        {"rss", NULL, "description", {HSAY_FEED_ROLE_EXCERPT, 1}},
        {"rss", NULL, "source", {HSAY_FEED_ROLE_OUTLET, 1}},
        {"rss", NULL, "fulltext", {HSAY_FEED_ROLE_BODY, 2}},
        {"content", NULL, "encoded", {HSAY_FEED_ROLE_BODY, 1}},
        {"yandex", NULL, "full-text", {HSAY_FEED_ROLE_BODY, 2}},
        {"dc", NULL, "title", {HSAY_FEED_ROLE_TITLE, 3}},
        {"dc", NULL, "date", {HSAY_FEED_ROLE_DATE, 2}},
        {"dc", NULL, "creator", {HSAY_FEED_ROLE_AUTHOR, 1}},
        {"dc", NULL, "publisher", {HSAY_FEED_ROLE_OUTLET, 2}},
        {"dc", NULL, "language", {HSAY_FEED_ROLE_LANG, 1}},
        {"dc", NULL, "identifier", {HSAY_FEED_ROLE_ID, 3}},
        {"dc", NULL, "description", {HSAY_FEED_ROLE_SUMMARY, 3}},
        {"dcterms", NULL, "issued", {HSAY_FEED_ROLE_DATE, 2}},
        {"dcterms", NULL, "created", {HSAY_FEED_ROLE_DATE, 3}},
        {"dcterms", NULL, "modified", {HSAY_FEED_ROLE_DATE, 5}},
        {"atom", NULL, "id", {HSAY_FEED_ROLE_ID, 1}},
        {"atom", NULL, "title", {HSAY_FEED_ROLE_TITLE, 1}},
        {"atom", NULL, "published", {HSAY_FEED_ROLE_DATE, 1}},
        {"atom", NULL, "issued", {HSAY_FEED_ROLE_DATE, 1}},
        {"atom", NULL, "created", {HSAY_FEED_ROLE_DATE, 3}},
        {"atom", NULL, "updated", {HSAY_FEED_ROLE_DATE, 4}},
        {"atom", NULL, "modified", {HSAY_FEED_ROLE_DATE, 4}},
        {"atom", NULL, "content", {HSAY_FEED_ROLE_BODY, 1}},
        {"atom", NULL, "summary", {HSAY_FEED_ROLE_SUMMARY, 1}},
        {"atom", "author", "name", {HSAY_FEED_ROLE_AUTHOR, 1}},
        {"atom", "source", "title", {HSAY_FEED_ROLE_OUTLET, 1}},
        {"sitemap", NULL, "loc", {HSAY_FEED_ROLE_URL, 1}},
        {"sitemap", NULL, "lastmod", {HSAY_FEED_ROLE_DATE, 4}},
        {"news", "news", "title", {HSAY_FEED_ROLE_TITLE, 1}},
        {"news", "news", "publication_date", {HSAY_FEED_ROLE_DATE, 1}},
        {"news", "publication", "name", {HSAY_FEED_ROLE_OUTLET, 1}},
        {"news", "publication", "language", {HSAY_FEED_ROLE_LANG, 1}},
},
  FEED_PARTS[] = {
      {"rss", "channel", "title", {HSAY_FEED_ROLE_OUTLET, 1}},
      {"rss", "channel", "link", {HSAY_FEED_ROLE_URL, 1}},
      {"rss", "channel", "language", {HSAY_FEED_ROLE_LANG, 1}},
      {"dc", "channel", "language", {HSAY_FEED_ROLE_LANG, 2}},
      {"atom", "feed", "title", {HSAY_FEED_ROLE_OUTLET, 1}},
      {"atom", "author", "name", {HSAY_FEED_ROLE_AUTHOR, 1}},
};

hsay_feed_part hsay_feed__part(hsay_str space, hsay_str name, hsay_str parent, bool in_item)
{
    size_t count = in_item ? sizeof PARTS / sizeof *PARTS : sizeof FEED_PARTS / sizeof *FEED_PARTS;
    for (size_t i = 0; i < count; i++) {
        const char *of = in_item ? PARTS[i].parent : FEED_PARTS[i].parent;
        const char *is = in_item ? PARTS[i].name : FEED_PARTS[i].name;
        const char *in = in_item ? PARTS[i].space : FEED_PARTS[i].space;
        if (hsay_str_equal(name, hsay_str_of(is)) && hsay_str_equal(space, hsay_str_of(in)) &&
            hsay_str_equal(parent, hsay_str_of(of)))
            return in_item ? PARTS[i].part : FEED_PARTS[i].part;
    }
    return (hsay_feed_part){HSAY_FEED_ROLE_NONE, 0};
}

/* RSS: "desk@post.example (Mira Holt)" is her name; an address alone is none. */
static hsay_str author_name(hsay_str text)
{
    size_t at = hsay_str_find(text, HSAY_STR("@"), 0);
    size_t open = hsay_str_find(text, HSAY_STR("("), 0);
    if (at == SIZE_MAX)
        return text;
    if (open == SIZE_MAX || !hsay_str_ends(text, HSAY_STR(")")))
        return HSAY_STR_NONE;
    return hsay_str_trim(hsay_str_cut(text, open + 1, text.len - 1));
}

static void put_author(hsay_arena *arena, hsay_feed_values *values, int rank, hsay_str name)
{
    if (name.len == 0 || (values->author_rank && values->author_rank < rank))
        return;
    if (values->author_rank != rank)
        values->authors.count = 0;
    values->author_rank = rank;
    for (size_t i = 0; i < values->authors.count && i < 16; i++)
        if (hsay_str_equal(values->authors.items[i], name))
            return;
    hsay_vec_push(arena, &values->authors, name);
}

void hsay_feed__put(hsay_arena *arena, hsay_feed_values *values, hsay_feed_part part, hsay_str text,
                    hsay_feed_coding coding)
{
    hsay_str trimmed = hsay_str_trim(text);
    hsay_feed_value *value = &values->by_role[part.role];
    if (part.role == HSAY_FEED_ROLE_AUTHOR)
        put_author(arena, values, part.rank, author_name(trimmed));
    else if (trimmed.len && (value->rank == 0 || part.rank < value->rank))
        *value = (hsay_feed_value){trimmed, coding, part.rank};
}

static hsay_str text_of(const hsay_feed_values *values, hsay_feed_role role)
{
    return values->by_role[role].text;
}

static void set_body(hsay_entry *e, const hsay_feed_values *item)
{
    const hsay_feed_value *whole = &item->by_role[HSAY_FEED_ROLE_BODY];
    const hsay_feed_value *excerpt = &item->by_role[HSAY_FEED_ROLE_EXCERPT];
    const hsay_feed_value *summary = &item->by_role[HSAY_FEED_ROLE_SUMMARY];
    const hsay_feed_value *best = whole;
    e->extent = HSAY_EXTENT_WHOLE;
    if (excerpt->text.len > best->text.len) {
        best = excerpt;
        e->extent = HSAY_EXTENT_UNTOLD;
    }
    if (summary->text.len > best->text.len) {
        best = summary;
        e->extent = HSAY_EXTENT_PART;
    }
    e->body = best->text;
    if (best->text.len)
        e->kind = best->coding == HSAY_FEED_HTML ? HSAY_BODY_FRAGMENT : HSAY_BODY_TEXT;
}

hsay_entry hsay_feed__entry(const hsay_feed_values *item, const hsay_feed_values *feed)
{
    hsay_entry e = {.format = "feed"};
    e.id = text_of(item, HSAY_FEED_ROLE_ID);
    e.url = text_of(item, HSAY_FEED_ROLE_URL);
    e.title = text_of(item, HSAY_FEED_ROLE_TITLE);
    bool own_outlet = item->by_role[HSAY_FEED_ROLE_OUTLET].text.len;
    e.coded_outlet =
        (own_outlet ? item : feed)->by_role[HSAY_FEED_ROLE_OUTLET].coding == HSAY_FEED_HTML;
    e.coded_title = item->by_role[HSAY_FEED_ROLE_TITLE].coding == HSAY_FEED_HTML;
    e.date = text_of(item, HSAY_FEED_ROLE_DATE);
    e.outlet = text_of(item, HSAY_FEED_ROLE_OUTLET);
    e.lang = text_of(item, HSAY_FEED_ROLE_LANG);
    if (e.outlet.len == 0)
        e.outlet = text_of(feed, HSAY_FEED_ROLE_OUTLET);
    if (e.lang.len == 0)
        e.lang = text_of(feed, HSAY_FEED_ROLE_LANG);
    bool is_address =
        hsay_str_starts(e.id, HSAY_STR("http://")) || hsay_str_starts(e.id, HSAY_STR("https://"));
    if (e.url.len == 0 && is_address)
        e.url = e.id;
    const hsay_feed_values *from = item->authors.count ? item : feed;
    e.authors = (hsay_strs){from->authors.items, (uint32_t)from->authors.count};
    set_body(&e, item);
    return e;
}
