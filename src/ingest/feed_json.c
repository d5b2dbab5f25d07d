/*
 * JSON Feed 1 and 1.1: one object with a list of items, each of which is found by its brackets and
 * parsed alone, so that a broken item costs itself only.
 */
#include <jansson.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ingest/feed.h"
#include "ingest/feed_parts.h"
#include "ingest/sniff.h"

typedef struct reader {
    hsay_arena *arena;
    hsay_str text;
    uint64_t start;
    hsay_feed_values feed;
    uint64_t end;
    bool stands; /* text is bytes of the input; else every place is the whole input's */
    hsay_entries *out;
} reader;

static const char TOO_MANY[] = "the feed has more than 250,000 items; the rest is not read";

static size_t skip_space(hsay_str s, size_t at)
{
    while (at < s.len && hsay_char_is_space(s.ptr[at]))
        at++;
    return at;
}

/* Behind the string that begins at `at`. */
static size_t string_end(hsay_str s, size_t at)
{
    for (at++; at < s.len && s.ptr[at] != '"'; at++)
        if (s.ptr[at] == '\\')
            at++;
    return at < s.len ? at + 1 : s.len;
}

/* Behind the value that begins at `at`; a bare one ends before , } or ]. */
static size_t value_end(hsay_str s, size_t at)
{
    if (at < s.len && s.ptr[at] == '"')
        return string_end(s, at);
    if (at < s.len && (s.ptr[at] == '{' || s.ptr[at] == '['))
        return hsay_sniff__json_end(s, at);
    while (at < s.len && s.ptr[at] != ',' && s.ptr[at] != '}' && s.ptr[at] != ']')
        at++;
    return at;
}

static json_t *load(hsay_str s)
{
    return json_loadb(s.ptr, s.len, JSON_DECODE_ANY, NULL);
}

static hsay_str string_at(reader *r, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_integer(value))
        return hsay_arena_format(r->arena, "%lld", (long long)json_integer_value(value));
    hsay_str text = {json_string_value(value), json_string_length(value)};
    return hsay_arena_copy(r->arena, text);
}

static void put(reader *r, hsay_feed_values *values, const json_t *object, const char *key,
                hsay_feed_role role, int rank, hsay_feed_coding coding)
{
    hsay_feed__put(r->arena, values, (hsay_feed_part){role, rank}, string_at(r, object, key),
                   coding);
}

static void put_authors(reader *r, hsay_feed_values *values, const json_t *object)
{
    const hsay_feed_part part = {HSAY_FEED_ROLE_AUTHOR, 1};
    const json_t *list = json_object_get(object, "authors"), *one;
    size_t i;
    json_array_foreach(list, i, one)
    {
        hsay_feed__put(r->arena, values, part, string_at(r, one, "name"), HSAY_FEED_PLAIN);
    }
    one = json_object_get(object, "author"); /* version 1 */
    hsay_feed__put(r->arena, values, part, string_at(r, one, "name"), HSAY_FEED_PLAIN);
}

static void put_members(reader *r, hsay_feed_values *v, const json_t *object)
{
    put(r, v, object, "id", HSAY_FEED_ROLE_ID, 1, HSAY_FEED_PLAIN);
    put(r, v, object, "url", HSAY_FEED_ROLE_URL, 1, HSAY_FEED_PLAIN);
    put(r, v, object, "title", HSAY_FEED_ROLE_TITLE, 1, HSAY_FEED_PLAIN);
    put(r, v, object, "date_published", HSAY_FEED_ROLE_DATE, 1, HSAY_FEED_PLAIN);
    put(r, v, object, "date_modified", HSAY_FEED_ROLE_DATE, 4, HSAY_FEED_PLAIN);
    put(r, v, object, "language", HSAY_FEED_ROLE_LANG, 1, HSAY_FEED_PLAIN);
    put(r, v, object, "content_html", HSAY_FEED_ROLE_BODY, 1, HSAY_FEED_HTML);
    put(r, v, object, "content_text", HSAY_FEED_ROLE_BODY, 2, HSAY_FEED_PLAIN);
    put(r, v, object, "summary", HSAY_FEED_ROLE_SUMMARY, 1, HSAY_FEED_PLAIN);
    put_authors(r, v, object);
}

static void put_item(reader *r, hsay_str text)
{
    hsay_entry e = {.wrong = "the item is broken JSON or no object"};
    hsay_feed_values v = {0};
    json_t *object = load(text);
    if (json_is_object(object)) {
        put_members(r, &v, object);
        e = hsay_feed__entry(&v, &r->feed);
    }
    json_decref(object);
    e.bytes = text;
    e.start = r->stands ? r->start + (uint64_t)(text.ptr - r->text.ptr) : r->start;
    e.end = r->stands ? e.start + text.len : r->end;
    e.stands = r->stands;
    hsay_vec_push(r->arena, r->out, e);
}
/* What the feed says of itself: its members but the items, as an object of their own. */
static void put_feed_member(reader *r, hsay_str key, hsay_str value)
{
    static const struct {
        const char *key;
        hsay_feed_role role;
    } MEMBERS[] = {{"\"title\"", HSAY_FEED_ROLE_OUTLET}, {"\"language\"", HSAY_FEED_ROLE_LANG}};
    json_t *loaded = NULL;
    for (size_t i = 0; i < sizeof MEMBERS / sizeof *MEMBERS; i++)
        if (hsay_str_equal(key, hsay_str_of(MEMBERS[i].key)) && (loaded = load(value))) {
            hsay_str text = {json_string_value(loaded), json_string_length(loaded)};
            hsay_feed__put(r->arena, &r->feed, (hsay_feed_part){MEMBERS[i].role, 1},
                           hsay_arena_copy(r->arena, text), HSAY_FEED_PLAIN);
            json_decref(loaded);
        }
    bool authors =
        hsay_str_equal(key, HSAY_STR("\"authors\"")) || hsay_str_equal(key, HSAY_STR("\"author\""));
    if (authors && (loaded = load(value))) {
        json_t *object = json_object();
        json_object_set_new(object, json_is_array(loaded) ? "authors" : "author", loaded);
        put_authors(r, &r->feed, object);
        json_decref(object);
    }
}

static const char *put_items(reader *r, hsay_str list)
{
    size_t at = 1;
    for (;;) {
        at = skip_space(list, at);
        if (at < list.len && list.ptr[at] == ',') {
            at++;
            continue;
        }
        if (at >= list.len)
            return "the feed's JSON ends too early";
        if (list.ptr[at] == ']')
            return NULL;
        if (r->out->count == HSAY_ENTRIES_MAX)
            return TOO_MANY;
        size_t end = value_end(list, at);
        if (end == at)
            return "the feed's JSON is broken";
        put_item(r, hsay_str_cut(list, at, end));
        at = end;
    }
}

/* Walks the feed's members; `items` are left for the second walk, when all of the feed is known. */
static const char *walk(reader *r, bool items)
{
    hsay_str s = r->text;
    size_t at = 1;
    for (;;) {
        at = skip_space(s, at);
        if (at < s.len && s.ptr[at] == ',') {
            at++;
            continue;
        }
        if (at >= s.len)
            return "the feed's JSON ends too early";
        if (s.ptr[at] == '}')
            return NULL;
        size_t key_end = s.ptr[at] == '"' ? string_end(s, at) : at;
        hsay_str key = hsay_str_cut(s, at, key_end);
        at = skip_space(s, key_end);
        if (key.len == 0 || at >= s.len || s.ptr[at] != ':')
            return "the feed's JSON is broken";
        at = skip_space(s, at + 1);
        size_t end = value_end(s, at);
        hsay_str value = hsay_str_cut(s, at, end);
        bool list = hsay_str_equal(key, HSAY_STR("\"items\"")) && value.len && value.ptr[0] == '[';
        const char *wrong = NULL;
        if (list && items)
            wrong = put_items(r, value);
        else if (!list && !items)
            put_feed_member(r, key, value);
        if (wrong)
            return wrong;
        at = end;
    }
}

hsay_status hsay_feed__read_json(hsay_str bytes, uint64_t start, hsay_arena *arena,
                                 hsay_entries *out, hsay_error *error)
{
    uint32_t repaired = 0;
    uint64_t end = start + bytes.len;
    if (hsay_str_starts(bytes, HSAY_STR("\xEF\xBB\xBF"))) {
        bytes = hsay_str_cut(bytes, 3, bytes.len);
        start += 3;
    }
    hsay_str whole = hsay_utf8_repair(arena, bytes, &repaired), text = hsay_str_trim(whole);
    reader r = {arena, text, start, .end = end, .stands = repaired == 0, .out = out};
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, end);
    if (text.len == 0 || text.ptr[0] != '{')
        return hsay_error_set(error, HSAY_INPUT, "the JSON is no feed", start, end);
    if (r.stands)
        r.start += (uint64_t)(text.ptr - whole.ptr);
    walk(&r, false);
    const char *wrong = walk(&r, true);
    if (out->count)
        out->items[0].repaired = repaired;
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, end);
    return wrong ? hsay_error_set(error, wrong == TOO_MANY ? HSAY_LIMIT : HSAY_INPUT, wrong, start,
                                  end)
                 : HSAY_OK;
}
