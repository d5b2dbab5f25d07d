/*
 * Articles become outlets: by registered domain, else by name.  An outlet resembles another one
 * where it bears the same name on another domain, or where its domain's label looks like the
 * other's.  A well-known domain (data/outlet-domains.txt) resembles nobody, and is resembled also
 * where it has no article here.  One label under two suffixes is no disguise where neither is
 * well known: many outlets share a plain name.
 */
#include <stdlib.h>

#include "base/str.h"
#include "data/lexicons.h"
#include "trace/trace.h"

enum { LABEL_BYTES = 64, OUTLETS_COMPARED = 2000, KNOWN_LABEL = 3 };

typedef struct entry {
    hsay_str key, domain, name;
    uint32_t article;
} entry;

static int by_key(const void *x, const void *y)
{
    const entry *a = x, *b = y;
    int order = hsay_str_compare(a->key, b->key);
    return order ? order : (a->article > b->article) - (a->article < b->article);
}

static hsay_str label_of(hsay_str domain)
{
    size_t dot = hsay_str_find(domain, HSAY_STR("."), 0);
    return dot == SIZE_MAX ? domain : hsay_str_cut(domain, 0, dot);
}

/* The label as the eye takes it: rn for m, vv for w, 0 for o, 1 and i for l, no hyphens. */
static size_t look(hsay_str label, char out[LABEL_BYTES])
{
    size_t len = 0;
    for (size_t i = 0; i < label.len && len + 1 < LABEL_BYTES; i++) {
        char c = hsay_char_lower(label.ptr[i]), next = i + 1 < label.len ? label.ptr[i + 1] : 0;
        if (c == '-')
            continue;
        bool m = c == 'r' && next == 'n', w = c == 'v' && next == 'v';
        out[len++] = m ? 'm' : w ? 'w' : c == '0' ? 'o' : c == '1' || c == 'i' ? 'l' : c;
        i += m || w;
    }
    return len;
}

static bool looks_alike(hsay_str a, hsay_str b)
{
    char x[LABEL_BYTES], y[LABEL_BYTES];
    size_t n = look(label_of(a), x), m = look(label_of(b), y);
    return n >= 4 && hsay_str_equal((hsay_str){x, n}, (hsay_str){y, m});
}

/* How many marks of a disguise a domain bears; the plainer of two is the one resembled. */
static size_t disguise(hsay_str domain)
{
    char seen[LABEL_BYTES];
    hsay_str label = label_of(domain);
    size_t marks = label.len - look(label, seen);
    for (size_t i = 0; i < label.len; i++)
        marks += label.ptr[i] == '0' || label.ptr[i] == '1';
    return marks;
}

static bool is_known(hsay_str domain)
{
    return domain.len && hsay_lexicon_find(&hsay_lexicon__outlet_domains, domain) != NULL;
}

static bool same_label(hsay_str a, hsay_str b)
{
    return hsay_str_equal_nocase(label_of(a), label_of(b));
}

static bool is_impostor(const hsay_outlet *o, const hsay_outlet *genuine, const char **why)
{
    if (!o->domain.len || !genuine->domain.len || hsay_str_equal(o->domain, genuine->domain) ||
        is_known(o->domain))
        return false;
    bool name = o->name.len && hsay_str_equal_nocase(o->name, genuine->name);
    bool label = looks_alike(o->domain, genuine->domain);
    bool known = is_known(genuine->domain);
    if (!name && (!label || (!known && same_label(o->domain, genuine->domain))))
        return false;
    *why = name && label ? "bears its name, and a domain that looks like it"
           : name        ? "bears its name on another domain"
                         : "its domain looks like it";
    if (known)
        return true;
    size_t mine = disguise(o->domain), theirs = disguise(genuine->domain);
    return mine != theirs ? mine > theirs
           : o->article_count != genuine->article_count
               ? o->article_count < genuine->article_count
               : hsay_str_compare(o->domain, genuine->domain) > 0;
}

/* The well-known domain whose label an outlet wears, though it may have no article here. */
static void compare_known(hsay_outlet *o)
{
    const hsay_lexicon *known = &hsay_lexicon__outlet_domains;
    char x[LABEL_BYTES], y[LABEL_BYTES];
    size_t n = look(label_of(o->domain), x);
    for (uint32_t i = 0; i < known->row_count && !is_known(o->domain); i++) {
        hsay_str domain = hsay_str_of(known->rows[i].key);
        size_t m = look(label_of(domain), y);
        if (n < KNOWN_LABEL || !hsay_str_equal((hsay_str){x, n}, (hsay_str){y, m}))
            continue;
        o->resembles_domain = domain;
        o->why = HSAY_STR("its domain looks like that of a well-known outlet");
        return;
    }
}

static void compare(hsay_outlet *items, uint32_t count)
{
    uint32_t most = count < OUTLETS_COMPARED ? count : OUTLETS_COMPARED;
    for (uint32_t i = 0; i < count; i++)
        compare_known(&items[i]);
    for (uint32_t i = 0; i < most; i++)
        for (uint32_t k = 0; k < most; k++) {
            const char *why;
            bool named = items[i].resembles_domain.len > 0;
            if (i == k || items[i].resembles != HSAY_NONE)
                continue;
            if (named && hsay_str_equal(items[i].resembles_domain, items[k].domain)) {
                items[i].resembles = k;
                continue;
            }
            if (named || !is_impostor(&items[i], &items[k], &why))
                continue;
            items[i].resembles = k;
            items[i].resembles_domain = items[k].domain;
            items[i].why = hsay_str_of(why);
        }
}

static uint32_t gather(hsay_views views, entry *entries)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < views.count; i++) {
        const hsay_article *a = views.items[i].article;
        hsay_str key = a->domain.len ? a->domain : a->outlet;
        if (key.len)
            entries[count++] = (entry){key, a->domain, a->outlet, i};
    }
    if (count)
        qsort(entries, count, sizeof *entries, by_key);
    return count;
}

hsay_status hsay_outlets_find(hsay_views views, hsay_arena *arena, hsay_outlets *out)
{
    HSAY_VEC(hsay_outlet) outlets = {0};
    entry *entries = hsay_arena_array(arena, views.count, sizeof *entries);
    uint32_t *articles = hsay_arena_array(arena, views.count, sizeof *articles);
    if (!entries || !articles)
        return HSAY_MEMORY;
    uint32_t count = gather(views, entries);
    for (uint32_t i = 0, end; i < count; i = end) {
        hsay_outlet o = {.domain = entries[i].domain,
                         .name = entries[i].name,
                         .articles = articles + i,
                         .resembles = HSAY_NONE};
        for (end = i; end < count && hsay_str_equal(entries[end].key, entries[i].key); end++) {
            articles[end] = entries[end].article;
            if (!o.name.len)
                o.name = entries[end].name;
        }
        o.article_count = end - i;
        hsay_vec_push(arena, &outlets, o);
    }
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    compare(outlets.items, (uint32_t)outlets.count);
    *out = (hsay_outlets){outlets.items, (uint32_t)outlets.count};
    return HSAY_OK;
}
