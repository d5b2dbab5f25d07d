/* The page's own words about itself, from <meta>, JSON-LD, microdata and the elements for it, by
 * rank. */
#include "ingest/meta.h"

#include <stdlib.h>
#include <string.h>

#include "base/lexicon.h"
#include "base/str.h"
#include "data/lexicons.h"

enum { TITLE_BYTES = 600, BYLINE_BYTES = 200, TEXTS = 64 /* elements whose text is read */ };

typedef struct reader {
    hsay_arena *arena;
    const hsay_nodes *nodes;
    hsay_meta *meta;
    hsay_str title; /* of <head> */
    hsay_meta_headings headings;
    uint32_t texts;
} reader;

static hsay_meta_field field_named(const char *name)
{
    static const char *const NAMES[HSAY_META_FIELDS] = {"title", "date", "updated", "outlet",
                                                        "url",   "lang", "author",  "body"};
    int field = 0;
    while (field < HSAY_META_BODY && strcmp(NAMES[field], name) != 0)
        field++;
    return (hsay_meta_field)field;
}

static void read_meta(reader *r, uint32_t i)
{
    static const hsay_attr_name NAMES[] = {HSAY_ATTR_PROPERTY, HSAY_ATTR_NAME, HSAY_ATTR_ITEMPROP};
    hsay_str content = hsay_node__attr(r->nodes, i, HSAY_ATTR_CONTENT);
    for (size_t k = 0; content.len && k < sizeof NAMES / sizeof *NAMES; k++) {
        hsay_str name = hsay_node__attr(r->nodes, i, NAMES[k]);
        const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__html_meta, name);
        if (row)
            hsay_meta__offer(r->arena, r->meta, field_named(row->fields[0]), content,
                             atoi(row->fields[1]));
    }
}

/* The text of a small element: at most TEXTS of them, so that nesting costs no more than linear. */
static hsay_str small_text(reader *r, uint32_t i)
{
    if (r->texts == TEXTS)
        return HSAY_STR_NONE;
    r->texts++;
    return hsay_node__text(r->arena, r->nodes, i, TITLE_BYTES);
}

static bool has_word(hsay_str names, hsay_str word)
{
    return names.len &&
           hsay_str_find_nocase(hsay_str_cut(names, 0, BYLINE_BYTES), word, 0) != SIZE_MAX;
}

static void read_property(reader *r, uint32_t i)
{
    hsay_str prop = hsay_node__attr(r->nodes, i, HSAY_ATTR_ITEMPROP);
    hsay_str rel = hsay_node__attr(r->nodes, i, HSAY_ATTR_REL);
    const hsay_node *node = &r->nodes->items[i];
    if (prop.len) {
        const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__html_meta, prop);
        hsay_str value = hsay_node__attr(r->nodes, i, HSAY_ATTR_CONTENT);
        if (value.len == 0)
            value = hsay_node__attr(r->nodes, i, HSAY_ATTR_DATETIME);
        if (row && value.len == 0)
            value = small_text(r, i);
        if (row && value.len < BYLINE_BYTES)
            hsay_meta__offer(r->arena, r->meta, field_named(row->fields[0]), value,
                             HSAY_META_RANK_PROPERTY + atoi(row->fields[1]) / 10);
    }
    if (node->tag == HSAY_TAG_A && has_word(rel, HSAY_STR("author")))
        hsay_meta__offer(r->arena, r->meta, HSAY_META_AUTHOR, small_text(r, i),
                         HSAY_META_RANK_PROPERTY + 2);
}

static void read_classes(reader *r, uint32_t i)
{
    static const hsay_str WORDS[] = {{"author-name", 11}, {"author_name", 11}, {"authorname", 10},
                                     {"byline-name", 11}, {"byline", 6},       {"author", 6}};
    hsay_str names = hsay_node__attr(r->nodes, i, HSAY_ATTR_CLASS);
    int better = r->meta->ranks[HSAY_META_AUTHOR] - HSAY_META_RANK_ELEMENT;
    for (int k = 0; names.len && k < (int)(sizeof WORDS / sizeof *WORDS) && k < better; k++)
        if (has_word(names, WORDS[k])) {
            hsay_str text = small_text(r, i);
            if (text.len < BYLINE_BYTES)
                hsay_meta__offer(r->arena, r->meta, HSAY_META_AUTHOR, text,
                                 HSAY_META_RANK_ELEMENT + k);
            return;
        }
    if (HSAY_META_RANK_ELEMENT + 5 >= r->meta->ranks[HSAY_META_DATE])
        return;
    if (has_word(names, HSAY_STR("date")) || has_word(names, HSAY_STR("publish")) ||
        has_word(names, HSAY_STR("time")))
        hsay_meta__offer(r->arena, r->meta, HSAY_META_DATE,
                         hsay_str_cut(small_text(r, i), 0, BYLINE_BYTES),
                         HSAY_META_RANK_ELEMENT + 5);
}

static void read_heading(reader *r, uint32_t i)
{
    hsay_str text = r->headings.count < HSAY_META_HEADINGS
                        ? hsay_node__text(r->arena, r->nodes, i, TITLE_BYTES)
                        : HSAY_STR_NONE;
    if (text.len)
        r->headings.items[r->headings.count++] =
            (hsay_meta_heading){text, i, r->nodes->items[i].tag == HSAY_TAG_H1};
}

/* English without a country, or of the United States, writes the month first, all others the day.
 */
static void read_lang(reader *r, hsay_str lang)
{
    bool english = hsay_str_equal_nocase(lang, HSAY_STR("en")) ||
                   hsay_str_starts_nocase(lang, HSAY_STR("en-us"));
    if (lang.len)
        r->meta->order = english ? HSAY_DATE_MONTH_FIRST : HSAY_DATE_DAY_FIRST;
    hsay_meta__offer(r->arena, r->meta, HSAY_META_LANG, lang, HSAY_META_RANK_ELEMENT);
}

static void read_element(reader *r, uint32_t i)
{
    const hsay_node *node = &r->nodes->items[i];
    hsay_meta *meta = r->meta;
    if (node->tag == HSAY_TAG_META)
        read_meta(r, i);
    else if (node->tag == HSAY_TAG_HTML)
        read_lang(r, hsay_node__attr(r->nodes, i, HSAY_ATTR_LANG));
    else if (node->tag == HSAY_TAG_LINK &&
             hsay_str_equal_nocase(hsay_node__attr(r->nodes, i, HSAY_ATTR_REL),
                                   HSAY_STR("canonical")))
        hsay_meta__offer(r->arena, meta, HSAY_META_URL,
                         hsay_node__attr(r->nodes, i, HSAY_ATTR_HREF), HSAY_META_RANK_ARTICLE);
    else if (node->tag == HSAY_TAG_TIME)
        hsay_meta__offer(r->arena, meta, HSAY_META_DATE,
                         hsay_node__attr(r->nodes, i, HSAY_ATTR_DATETIME), HSAY_META_RANK_ELEMENT);
    else if (node->tag >= HSAY_TAG_H1 && node->tag <= HSAY_TAG_H4)
        read_heading(r, i);
    else if (node->tag == HSAY_TAG_TITLE && r->title.len == 0)
        r->title = small_text(r, i);
    else if (node->tag == HSAY_TAG_SCRIPT && node->end > i + 1)
        hsay_meta__json_ld(r->arena, meta, hsay_node__text(r->arena, r->nodes, i, SIZE_MAX));
    if (node->attr_count && node->tag != HSAY_TAG_META && node->tag != HSAY_TAG_LINK) {
        read_property(r, i);
        read_classes(r, i);
    }
}

/* /2024/03/25/ in the page's address. */
static void date_of_url(reader *r)
{
    hsay_str url = r->meta->values[HSAY_META_URL];
    for (size_t i = 0; i + 11 < url.len; i++) {
        const char *p = url.ptr + i;
        bool fits = p[0] == '/' && (p[1] == '1' || p[1] == '2') && p[5] == p[8] &&
                    (p[5] == '/' || p[5] == '-');
        for (int k = 1; fits && k <= 10; k++)
            fits = k == 5 || k == 8 || hsay_char_is_digit(p[k]);
        if (!fits)
            continue;
        hsay_str day = hsay_arena_format(r->arena, "%.4s-%.2s-%.2s", p + 1, p + 6, p + 9);
        hsay_meta__offer(r->arena, r->meta, HSAY_META_DATE, day, HSAY_META_RANK_GUESS);
        return;
    }
}

void hsay_meta__read(hsay_arena *arena, const hsay_nodes *nodes, hsay_meta *meta)
{
    *meta = (hsay_meta){0};
    for (int i = 0; i < HSAY_META_FIELDS; i++)
        meta->ranks[i] = HSAY_META_NO_RANK;
    reader r = {.arena = arena, .nodes = nodes, .meta = meta};
    for (uint32_t i = 1; i < nodes->count && !hsay_arena_failed(arena); i++)
        if (nodes->items[i].tag != HSAY_TAG_TEXT)
            read_element(&r, i);
    uint32_t headline = hsay_meta__settle_title(nodes, &r.headings, r.title, meta);
    date_of_url(&r);
    hsay_meta__byline(arena, nodes, headline, meta);
    hsay_meta__settle_date(arena, nodes, headline, meta->order, meta);
}
