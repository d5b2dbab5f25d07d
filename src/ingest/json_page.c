/* Read leniently: what is not as it was written is unknown. */
#include "ingest/json_page.h"

#include <string.h>

#include "base/str.h"

enum { IMAGES = 256 };

static hsay_str copy_at(const json_t *object, const char *key, hsay_arena *arena)
{
    const json_t *value = json_object_get(object, key);
    hsay_str text = {json_string_value(value), json_string_length(value)};
    return text.len ? hsay_arena_copy(arena, text) : HSAY_STR_NONE;
}

static void read_images(const json_t *list, hsay_arena *arena, hsay_page_facts *out)
{
    size_t count = json_array_size(list) < IMAGES ? json_array_size(list) : IMAGES;
    hsay_image *images = count ? hsay_arena_array(arena, count, sizeof *images) : NULL;
    for (size_t i = 0; images && i < count; i++) {
        const json_t *one = json_array_get(list, i);
        hsay_image image = {copy_at(one, "url", arena), copy_at(one, "caption", arena)};
        if (image.url.len)
            images[out->image_count++] = image;
    }
    out->images = images;
}

static hsay_method method_named(const char *name)
{
    for (int i = 1; name && i < HSAY_METHOD_COUNT; i++)
        if (strcmp(name, hsay_method_name((hsay_method)i)) == 0)
            return (hsay_method)i;
    return HSAY_METHOD_UNKNOWN;
}

const hsay_page_facts *hsay_json__page(const json_t *object, hsay_arena *arena)
{
    hsay_page_facts *page = json_is_object(object) ? hsay_arena_alloc(arena, sizeof *page) : NULL;
    if (!page)
        return NULL;
    *page = (hsay_page_facts){.canonical_url = copy_at(object, "canonical_url", arena),
                              .published = copy_at(object, "published", arena),
                              .updated = copy_at(object, "updated", arena),
                              .section = copy_at(object, "section", arena),
                              .access = copy_at(object, "access", arena)};
    read_images(json_object_get(object, "images"), arena, page);
    const json_t *methods = json_object_get(object, "methods");
    for (int i = 0; i < HSAY_FACT_COUNT; i++)
        page->methods[i] =
            method_named(json_string_value(json_object_get(methods, hsay_fact_name((hsay_fact)i))));
    return page;
}
