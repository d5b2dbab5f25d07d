/* The page's own words about itself, from <meta>, JSON-LD, microdata and the elements for it, by
 * rank. */
#include "ingest/meta.h"

#include <stdlib.h>
#include <string.h>

#include "base/lexicon.h"
#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/domain.h"

enum {
    TITLE_BYTES = 600,
    BYLINE_BYTES = 200,
    TEXTS = 64,
    BYLINES = 40,
    CARD_RANK = 25,
    CANONICAL = -40
};

typedef struct reader {
    hsay_arena *arena;
    const hsay_nodes *nodes;
    hsay_meta *meta;
    hsay_str title; /* of <head> */
    hsay_meta_headings headings;
    bool card_is_byline;
    uint32_t texts, bylines; /* elements whose text was read */
} reader;

static void offer(reader *r, hsay_meta_field field, hsay_str value, const hsay_meta_source *source)
{
    hsay_meta__offer(r->arena, r->meta, field, value, source);
}

static hsay_meta_source source_of(hsay_method method, int rank)
{
    return (hsay_meta_source){.rank = rank, .method = method, .trust = HSAY_BYLINE_FIELD};
}

static hsay_meta_field field_named(const char *name)
{
    static const char *const NAMES[HSAY_META_FIELDS] = {
        "title", "date", "updated", "outlet", "url", "lang", "author", "body", "section", "image"};
    int field = 0;
    while (field < HSAY_META_IMAGE && strcmp(NAMES[field], name) != 0)
        field++;
    return (hsay_meta_field)field;
}

/* "twitter:label1" names what "twitter:data1" holds: "Written by". */
static void read_card(reader *r, hsay_str name, hsay_str content)
{
    hsay_str rest = HSAY_STR_NONE;
    if (hsay_str_starts_nocase(name, HSAY_STR("twitter:label")))
        r->card_is_byline = hsay_byline__label(hsay_meta__clean(r->arena, content), &rest) !=
                                HSAY_BYLINE_NO_LABEL &&
                            rest.len == 0;
    else if (r->card_is_byline) {
        hsay_meta_source source = source_of(HSAY_METHOD_META, CARD_RANK);
        offer(r, HSAY_META_AUTHOR, content, &source);
    }
}

static void offer_turned(reader *r, hsay_str content, int rank)
{
    hsay_meta_source source = source_of(HSAY_METHOD_META, rank);
    source.trust = HSAY_BYLINE_TURNED;
    hsay_meta__offer_author(r->arena, r->meta, hsay_meta__clean(r->arena, content), &source);
}

static void offer_row(reader *r, const hsay_lexicon_row *row, hsay_str content)
{
    hsay_meta_source source = source_of(HSAY_METHOD_META, atoi(row->fields[1]));
    offer(r, field_named(row->fields[0]), content, &source);
}

static void read_meta(reader *r, uint32_t i)
{
    static const hsay_attr_name NAMES[] = {HSAY_ATTR_PROPERTY, HSAY_ATTR_NAME, HSAY_ATTR_ITEMPROP};
    hsay_str content = hsay_node__attr(r->nodes, i, HSAY_ATTR_CONTENT);
    for (size_t k = 0; content.len && k < sizeof NAMES / sizeof *NAMES; k++) {
        hsay_str name = hsay_node__attr(r->nodes, i, NAMES[k]);
        const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__html_meta, name);
        if (hsay_str_starts_nocase(name, HSAY_STR("twitter:label")) ||
            hsay_str_starts_nocase(name, HSAY_STR("twitter:data")))
            read_card(r, name, content);
        else if (row && *row->fields[2])
            offer_turned(r, content, atoi(row->fields[1]));
        else if (row)
            offer_row(r, row, content);
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

/* The names in the text of an element that is said to hold authors. */
static void offer_author(reader *r, uint32_t i, hsay_method method, int rank)
{
    if (r->bylines == BYLINES)
        return;
    r->bylines++;
    hsay_str text = hsay_node__text(r->arena, r->nodes, i, BYLINE_BYTES);
    hsay_meta_source source = source_of(method, rank);
    source.node = i;
    if (text.len < BYLINE_BYTES)
        hsay_meta__offer_author(r->arena, r->meta, hsay_meta__clean(r->arena, text), &source);
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
        hsay_meta_source source = source_of(
            HSAY_METHOD_MICRODATA, HSAY_META_RANK_PROPERTY + (row ? atoi(row->fields[1]) / 10 : 0));
        bool is_author = row && field_named(row->fields[0]) == HSAY_META_AUTHOR;
        if (is_author && node->tag != HSAY_TAG_META)
            offer_author(r, i, HSAY_METHOD_MICRODATA, source.rank);
        else if (row && value.len < BYLINE_BYTES)
            offer(r, field_named(row->fields[0]), value, &source);
    }
    if (node->tag == HSAY_TAG_A && has_word(rel, HSAY_STR("author")))
        offer_author(r, i, HSAY_METHOD_MICRODATA, HSAY_META_RANK_PROPERTY + 2);
}

/* How one name of a class says that a byline is in the element, lower is better; 0 where not. */
static int byline_says(hsay_str name)
{
    static const struct {
        hsay_str word;
        int rank;
    } WORDS[] = {{{"author", 6}, 4},    {{"byline", 6}, 3}, {{"autor", 5}, 4},
                 {{"auteur", 6}, 4},    {{"writer", 6}, 5}, {{"username", 8}, 6},
                 {{"posted-by", 9}, 5}, {{"vcard", 5}, 6}};
    static const hsay_str NOT[] = {{"comment", 7}, {"bio", 3},   {"image", 5},   {"avatar", 6},
                                   {"social", 6},  {"photo", 5}, {"desc", 4},    {"related", 7},
                                   {"title", 5},   {"job", 3},   {"authori", 7}, {"label", 5},
                                   {"date", 4}};
    for (size_t i = 0; i < sizeof NOT / sizeof *NOT; i++)
        if (has_word(name, NOT[i]))
            return 0;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (has_word(name, WORDS[i].word))
            return WORDS[i].rank < 5 && has_word(name, HSAY_STR("name")) ? 2 : WORDS[i].rank;
    return 0;
}

static void read_byline_class(reader *r, uint32_t i, hsay_str names)
{
    if (!has_word(names, HSAY_STR("aut")) && !has_word(names, HSAY_STR("by")) &&
        !has_word(names, HSAY_STR("writer")) && !has_word(names, HSAY_STR("username")) &&
        !has_word(names, HSAY_STR("vcard")))
        return;
    int best = 0;
    for (size_t start = 0, at = 0; at <= names.len; at++) {
        if (at < names.len && !hsay_char_is_space(names.ptr[at]))
            continue;
        int says = byline_says(hsay_str_cut(names, start, at));
        best = says && (!best || says < best) ? says : best;
        start = at + 1;
    }
    if (best)
        offer_author(r, i, HSAY_METHOD_ELEMENT, HSAY_META_RANK_ELEMENT + best);
}

/* From an element; `less`: ranks behind the best of these. */
static void offer_element(reader *r, hsay_meta_field field, hsay_str value, int less)
{
    hsay_meta_source source = source_of(HSAY_METHOD_ELEMENT, HSAY_META_RANK_ELEMENT + less);
    offer(r, field, value, &source);
}

static void read_classes(reader *r, uint32_t i)
{
    hsay_str names = hsay_str_cut(hsay_node__attr(r->nodes, i, HSAY_ATTR_CLASS), 0, BYLINE_BYTES);
    if (names.len == 0)
        return;
    read_byline_class(r, i, names);
    if (HSAY_META_RANK_ELEMENT + 5 >= r->meta->ranks[HSAY_META_DATE])
        return;
    if (has_word(names, HSAY_STR("date")) || has_word(names, HSAY_STR("publish")) ||
        has_word(names, HSAY_STR("time")))
        offer_element(r, HSAY_META_DATE, hsay_str_cut(small_text(r, i), 0, BYLINE_BYTES), 5);
}

static void read_heading(reader *r, uint32_t i)
{
    hsay_str text = HSAY_STR_NONE;
    if (r->headings.count < HSAY_META_HEADINGS)
        text = hsay_meta__clean(r->arena, hsay_node__text(r->arena, r->nodes, i, TITLE_BYTES));
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
    offer_element(r, HSAY_META_LANG, lang, 0);
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
        offer_element(r, HSAY_META_URL, hsay_node__attr(r->nodes, i, HSAY_ATTR_HREF), CANONICAL);
    else if (node->tag == HSAY_TAG_TIME)
        offer_element(r, HSAY_META_DATE, hsay_node__attr(r->nodes, i, HSAY_ATTR_DATETIME), 0);
    else if (node->tag >= HSAY_TAG_H1 && node->tag <= HSAY_TAG_H4)
        read_heading(r, i);
    else if (node->tag == HSAY_TAG_TITLE && r->title.len == 0)
        r->title = hsay_meta__clean(r->arena, small_text(r, i));
    else if (node->tag == HSAY_TAG_SCRIPT && node->end > i + 1)
        hsay_meta__json_ld(r->arena, meta, hsay_node__text(r->arena, r->nodes, i, SIZE_MAX));
    if (node->attr_count && node->tag != HSAY_TAG_META && node->tag != HSAY_TAG_LINK) {
        read_property(r, i);
        read_classes(r, i);
    }
}

void hsay_meta__start(hsay_meta *meta)
{
    *meta = (hsay_meta){0};
    for (int i = 0; i < HSAY_META_FIELDS; i++)
        meta->ranks[i] = HSAY_META_NO_RANK;
}

void hsay_meta__read(hsay_arena *arena, const hsay_nodes *nodes, hsay_meta *meta)
{
    hsay_meta__start(meta);
    reader r = {.arena = arena, .nodes = nodes, .meta = meta};
    for (uint32_t i = 1; i < nodes->count && !hsay_arena_failed(arena); i++)
        if (nodes->items[i].tag != HSAY_TAG_TEXT)
            read_element(&r, i);
    meta->headline = hsay_meta__settle_title(nodes, &r.headings, r.title, meta);
    meta->domain = hsay_domain__of(arena, meta->values[HSAY_META_URL]);
    hsay_meta__byline(arena, nodes, meta->headline, meta);
    hsay_meta__settle_authors(nodes, meta->headline, meta);
    hsay_meta__settle_date(arena, nodes, meta->headline, meta->order, meta);
}
