/* Each post's headline and body become paragraphs of one text, which stands in where the page
 * itself does not hold the posts. */
#include "ingest/meta_live.h"

#include <string.h>

#include "base/str.h"
#include "ingest/date.h"
#include "ingest/meta.h"

enum { VALUE_BYTES = 600, BODY_BYTES = 1 << 20 };

static hsay_str text_at(hsay_arena *arena, const json_t *object, const char *key, size_t most)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_array(value))
        value = json_array_get(value, 0);
    hsay_str text = {json_string_value(value), json_string_length(value)};
    return text.len ? hsay_meta__clean(arena, hsay_str_cut(text, 0, most)) : HSAY_STR_NONE;
}

static hsay_str author_of(hsay_arena *arena, const json_t *object)
{
    const json_t *author = json_object_get(object, "author");
    if (json_is_array(author))
        author = json_array_get(author, 0);
    return json_is_object(author) ? text_at(arena, author, "name", VALUE_BYTES)
                                  : text_at(arena, object, "author", VALUE_BYTES);
}

static hsay_str id_of(hsay_arena *arena, const json_t *object)
{
    hsay_str url = text_at(arena, object, "url", VALUE_BYTES);
    if (url.len == 0)
        url = text_at(arena, object, "@id", VALUE_BYTES);
    size_t start = url.len;
    while (start > 0 && !strchr("#/=", url.ptr[start - 1]))
        start--;
    return hsay_str_cut(url, start, url.len);
}

/* Behind what is there, a blank line before it. */
static void put(char *out, size_t *len, hsay_str text)
{
    if (*len && text.len) {
        out[(*len)++] = '\n';
        out[(*len)++] = '\n';
    }
    if (text.len)
        memcpy(out + *len, text.ptr, text.len);
    *len += text.len;
}

static void put_bodies(hsay_arena *arena, const hsay_str *bodies, hsay_live *live)
{
    size_t room = 1, len = 0;
    for (uint32_t i = 0; i < live->count; i++)
        room += bodies[i].len + live->items[i].facts.headline.len + 4;
    char *out = room < UINT32_MAX ? hsay_arena_alloc(arena, room) : NULL;
    for (uint32_t i = 0; out && i < live->count; i++) {
        hsay_post *post = &live->items[i].facts;
        if (bodies[i].len == 0)
            continue;
        post->span.start = (uint32_t)(len ? len + 2 : 0);
        put(out, &len, post->headline);
        put(out, &len, bodies[i]);
        post->span.end = (uint32_t)len;
    }
    live->body = (hsay_str){out, out ? len : 0};
}

void hsay_meta_live__read(hsay_arena *arena, const json_t *object, hsay_live *out)
{
    const json_t *list = json_object_get(object, "liveBlogUpdate");
    size_t count = json_is_array(list) ? json_array_size(list) : 0;
    count = count < HSAY_LIVE_UPDATES ? count : HSAY_LIVE_UPDATES;
    out->told = true;
    if (out->count || !count)
        return;
    out->items = hsay_arena_array(arena, count, sizeof *out->items);
    hsay_str *bodies = hsay_arena_array(arena, count, sizeof *bodies);
    for (size_t i = 0; out->items && bodies && i < count; i++) {
        const json_t *one = json_array_get(list, i);
        if (!json_is_object(one))
            continue;
        hsay_live_update *u = &out->items[out->count];
        u->facts.headline = text_at(arena, one, "headline", VALUE_BYTES);
        u->facts.author = author_of(arena, one);
        u->facts.published =
            hsay_date__normalize(arena, text_at(arena, one, "datePublished", VALUE_BYTES), NULL);
        u->facts.updated =
            hsay_date__normalize(arena, text_at(arena, one, "dateModified", VALUE_BYTES), NULL);
        u->id = id_of(arena, one);
        bodies[out->count++] = text_at(arena, one, "articleBody", BODY_BYTES);
    }
    if (bodies && out->items)
        put_bodies(arena, bodies, out);
}
