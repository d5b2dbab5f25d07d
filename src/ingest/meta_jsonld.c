/*
 * JSON-LD as schema.org uses it: objects of a type that ends in Article (and a few more) give
 * headline, author, datePublished, publisher, articleBody; others a lower rank.  Read with jansson;
 * control characters inside strings, which papers write and JSON forbids, are taken as blanks.
 */
#include "ingest/meta.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum {
    DEPTH = 6,
    ITEMS = 256,
    WORDS_MOST = 1000 * 1000,
    LESS = 4 /* ranks of other works behind pages */
};

typedef struct reader {
    hsay_arena *arena;
    hsay_meta *meta;
    json_t *top;
} reader;

static hsay_str text_of(json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (!json_is_string(value))
        return HSAY_STR_NONE;
    return (hsay_str){json_string_value(value), json_string_length(value)};
}

static bool type_ends(json_t *object, hsay_str ending)
{
    json_t *type = json_object_get(object, "@type");
    size_t count = json_is_array(type) ? json_array_size(type) : 1;
    for (size_t i = 0; i < count && i < ITEMS; i++)
        if (hsay_str_ends(text_of(json_is_array(type) ? json_array_get(type, i) : type), ending))
            return true;
    return false;
}

/* The object of a graph that an {"@id": …} means. */
static json_t *referred(const reader *r, json_t *ref)
{
    json_t *graph = json_object_get(r->top, "@graph");
    hsay_str id = text_of(json_object_get(ref, "@id"));
    for (size_t i = 0; id.len && i < json_array_size(graph) && i < ITEMS; i++) {
        json_t *item = json_array_get(graph, i);
        if (hsay_str_equal(text_of(json_object_get(item, "@id")), id))
            return item;
    }
    return NULL;
}

static hsay_str name_of(const reader *r, json_t *thing)
{
    if (json_is_string(thing))
        return text_of(thing);
    hsay_str name = text_of(json_object_get(thing, "name"));
    return name.len ? name : text_of(json_object_get(referred(r, thing), "name"));
}

/* A string, a thing with a name or names, or a list of these. */
static void read_authors(reader *r, json_t *author, int rank, int depth)
{
    if (json_is_array(author)) {
        for (size_t i = 0; i < json_array_size(author) && i < HSAY_META_AUTHORS; i++)
            read_authors(r, json_array_get(author, i), rank, depth);
        return;
    }
    json_t *names = json_object_get(author, "name");
    if (json_is_array(names) && depth > 0) {
        read_authors(r, names, rank, depth - 1);
        return;
    }
    json_t *thing = json_object_get(author, "@type") ? author : referred(r, author);
    hsay_meta_source source = {.rank = rank,
                               .method = HSAY_METHOD_JSON_LD,
                               .trust = HSAY_BYLINE_FIELD,
                               .is_organisation = type_ends(thing, HSAY_STR("Organization"))};
    hsay_str name = hsay_meta__clean(r->arena, name_of(r, author));
    if (name.len)
        hsay_meta__offer_author(r->arena, r->meta, name, &source);
}

static void offer(reader *r, hsay_meta_field field, hsay_str value, int rank)
{
    hsay_meta_source source = {
        .rank = rank, .method = HSAY_METHOD_JSON_LD, .trust = HSAY_BYLINE_FIELD};
    hsay_meta__offer(r->arena, r->meta, field, value, &source);
}

/* The address of an image, or of the first of a list. */
static hsay_str image_of(const reader *r, json_t *image)
{
    if (json_is_array(image))
        image = json_array_get(image, 0);
    if (json_is_string(image))
        return text_of(image);
    hsay_str url = text_of(json_object_get(image, "url"));
    return url.len ? url : text_of(json_object_get(referred(r, image), "url"));
}

/* A boolean, or one as words. */
static hsay_str truth_of(json_t *value)
{
    if (json_is_boolean(value))
        return json_is_true(value) ? HSAY_STR("true") : HSAY_STR("false");
    return text_of(value);
}

/* The parts of a page that are not free, and how many words there are in all. */
static void read_access(reader *r, json_t *object, int rank)
{
    hsay_paywall_declared *d = &r->meta->paywall;
    offer(r, HSAY_META_ACCESS, truth_of(json_object_get(object, "isAccessibleForFree")), rank);
    json_t *parts = json_object_get(object, "hasPart"),
           *count = json_object_get(object, "wordCount");
    size_t many = json_is_array(parts) ? json_array_size(parts) : parts ? 1 : 0;
    for (size_t i = 0; i < many && d->selector_count < HSAY_PAYWALL_SELECTORS; i++) {
        json_t *part = json_is_array(parts) ? json_array_get(parts, i) : parts;
        hsay_str free = truth_of(json_object_get(part, "isAccessibleForFree"));
        hsay_str selector = hsay_meta__clean(
            r->arena, hsay_str_cut(text_of(json_object_get(part, "cssSelector")), 0, 256));
        if (!free.len || hsay_str_equal(hsay_paywall__access(free), HSAY_STR("free")))
            continue;
        offer(r, HSAY_META_ACCESS, free, rank + LESS);
        if (selector.len)
            d->selectors[d->selector_count++] = selector;
    }
    double words =
        json_is_string(count) ? atof(json_string_value(count)) : json_number_value(count);
    if (d->word_count == 0 && words >= 1 && words < WORDS_MOST)
        d->word_count = (uint32_t)words;
}

/* Other works that are published: a recipe, a set of instructions; no parts or things of a page. */
static bool is_work(json_t *object)
{
    static const hsay_str PARTS[] = {{"Object", 6}, {"Product", 7}, {"Review", 6}, {"Comment", 7},
                                     {"Event", 5},  {"Offer", 5},   {"Answer", 6}, {"Question", 8},
                                     {"Clip", 4},   {"Episode", 7}, {"Rating", 6}};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        if (type_ends(object, PARTS[i]))
            return false;
    return json_object_get(object, "datePublished") && json_object_get(object, "author");
}

static void read_object(reader *r, json_t *object)
{
    bool article = type_ends(object, HSAY_STR("Article")) ||
                   type_ends(object, HSAY_STR("BlogPosting")) ||
                   type_ends(object, HSAY_STR("Report"));
    bool live = type_ends(object, HSAY_STR("LiveBlogPosting"));
    article = article || live;
    bool page = type_ends(object, HSAY_STR("WebPage")) || type_ends(object, HSAY_STR("Posting"));
    int rank = article ? HSAY_META_RANK_ARTICLE : HSAY_META_RANK_PAGE + (page ? 0 : LESS);
    if (type_ends(object, HSAY_STR("WebSite")))
        offer(r, HSAY_META_OUTLET, text_of(json_object_get(object, "name")), HSAY_META_RANK_PAGE);
    if (type_ends(object, HSAY_STR("Person")))
        read_authors(r, object, HSAY_META_RANK_PERSON, 0);
    if (!article && !page && !is_work(object))
        return;
    static const struct {
        const char *key;
        hsay_meta_field field;
        int less;
    } KEYS[] = {{"headline", HSAY_META_TITLE, 0},        {"datePublished", HSAY_META_DATE, 0},
                {"dateCreated", HSAY_META_DATE, 1},      {"dateModified", HSAY_META_UPDATED, 0},
                {"articleBody", HSAY_META_BODY, 0},      {"inLanguage", HSAY_META_LANG, 0},
                {"articleSection", HSAY_META_SECTION, 0}};
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        offer(r, KEYS[i].field, text_of(json_object_get(object, KEYS[i].key)), rank + KEYS[i].less);
    offer(r, HSAY_META_IMAGE, image_of(r, json_object_get(object, "image")), rank);
    read_access(r, object, rank);
    if (live)
        hsay_meta_live__read(r->arena, object, &r->meta->live);
    if (article || !page)
        read_authors(r, json_object_get(object, "author"), rank, 1);
    if (article)
        offer(r, HSAY_META_OUTLET, name_of(r, json_object_get(object, "publisher")), rank);
}

static void walk(reader *r, json_t *value, int depth)
{
    if (depth == DEPTH)
        return;
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value) && i < ITEMS; i++)
        walk(r, json_array_get(value, i), depth + 1);
    if (!json_is_object(value))
        return;
    read_object(r, value);
    walk(r, json_object_get(value, "@graph"), depth + 1);
    walk(r, json_object_get(value, "mainEntity"), depth + 1);
    walk(r, json_object_get(value, "mainEntityOfPage"), depth + 1);
}

void hsay_meta__json_ld(hsay_arena *arena, hsay_meta *meta, hsay_str json)
{
    size_t start = 0, end = json.len;
    while (start < end && json.ptr[start] != '{' && json.ptr[start] != '[')
        start++;
    hsay_str copy = hsay_arena_copy(arena, hsay_str_cut(json, start, end));
    if (copy.len == 0)
        return;
    for (size_t i = 0; i < copy.len; i++)
        if ((unsigned char)copy.ptr[i] < ' ')
            ((char *)(uintptr_t)copy.ptr)[i] = ' ';
    json_t *top = json_loadb(copy.ptr, copy.len, JSON_DISABLE_EOF_CHECK, NULL);
    if (!top)
        return;
    reader r = {arena, meta, top};
    walk(&r, top, 0);
    json_decref(top);
}
