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
    CLASS_HEADS = 1 << 15, /* of three letters, five bits each */
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
    uint32_t class_heads[CLASS_HEADS / 32]; /* of words that say that it is a byline */
    uint32_t class_words[CLASS_HEADS / 32]; /* of all */
    uint32_t texts, bylines;                /* elements whose text was read */
} reader;

static void offer(reader *r, hsay_meta_field field, hsay_str value, const hsay_meta_source *source)
{
    hsay_meta__offer(r->arena, r->meta, field, value, source);
}

static hsay_meta_source source_of(hsay_method method, int rank)
{
    return (hsay_meta_source){.rank = rank, .method = method, .trust = HSAY_BYLINE_FIELD};
}

static bool has_word(hsay_str names, hsay_str word)
{
    return hsay_str_holds_nocase(names, BYLINE_BYTES, word);
}

static hsay_meta_field field_named(const char *name)
{
    static const char *const NAMES[HSAY_META_FIELDS] = {"title",   "date",   "updated", "outlet",
                                                        "url",     "lang",   "author",  "body",
                                                        "section", "access", "image"};
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
        else if (has_word(name, HSAY_STR("date")) || has_word(name, HSAY_STR("publi")) ||
                 has_word(name, HSAY_STR("time")))
            hsay_meta__offer_unlisted(r->arena, r->meta, content);
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

static bool is_day(const hsay_lexicon_row *row)
{
    hsay_meta_field field = field_named(row->fields[0]);
    return field == HSAY_META_DATE || field == HSAY_META_UPDATED;
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
        if (row && value.len == 0 && is_day(row))
            value = hsay_node__attr(r->nodes, i, HSAY_ATTR_TITLE);
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

/* Three letters without case, as a number. */
static uint32_t three(uint32_t before, char c)
{
    return (before << 5 | ((unsigned char)c & 31)) & (CLASS_HEADS - 1);
}

/* Marks how the words of data/byline-classes.txt begin, so that most classes are passed over. */
static void mark_class_heads(reader *r)
{
    for (uint32_t i = 0; i < hsay_lexicon__byline_classes.row_count; i++) {
        const hsay_lexicon_row *row = &hsay_lexicon__byline_classes.rows[i];
        uint32_t head = 0;
        for (int k = 0; k < 3; k++)
            head = three(head, row->key[k]);
        r->class_words[head / 32] |= 1u << head % 32;
        if (*row->fields[0] != 'n')
            r->class_heads[head / 32] |= 1u << head % 32;
    }
}

static bool may_say(const reader *r, hsay_str names)
{
    uint32_t head = 0;
    for (size_t i = 0; i < names.len; i++) {
        head = three(head, names.ptr[i]);
        if (r->class_heads[head / 32] >> head % 32 & 1)
            return true;
    }
    return false;
}

/* The longest word of data/byline-classes.txt that begins at `at`; NULL where none does. */
static const hsay_lexicon_row *class_word(const reader *r, hsay_str names, size_t at)
{
    const hsay_lexicon *all = &hsay_lexicon__byline_classes;
    hsay_str rest = hsay_str_cut(names, at, names.len);
    const hsay_lexicon_row *found = NULL;
    uint32_t head = 0;
    for (size_t i = 0; i < 3 && i < rest.len; i++)
        head = three(head, rest.ptr[i]);
    if (!(r->class_words[head / 32] >> head % 32 & 1))
        return NULL;
    for (uint32_t i = 0; i < all->row_count && all->rows[i].key[0] <= hsay_char_lower(*rest.ptr);
         i++)
        if (all->rows[i].key[0] == hsay_char_lower(*rest.ptr) &&
            hsay_str_starts_nocase(rest, hsay_str_of(all->rows[i].key)))
            found = &all->rows[i];
    return found;
}

/* How the names of a class say that a byline is in the element, lower is better; 0 where not.  A
 * word that says that it is of something else counts for its own name alone. */
static int byline_says(const reader *r, hsay_str names)
{
    int best = 0, own = 0;
    bool not = false;
    for (size_t at = 0, start = 0; at <= names.len; at++) {
        if (at == names.len || hsay_char_is_space(names.ptr[at])) {
            if (own && own < 5 && has_word(hsay_str_cut(names, start, at), HSAY_STR("name")))
                own = 2;
            if (own && !not &&(!best || own < best))
                best = own;
            own = 0;
            not = false;
            start = at + 1;
            continue;
        }
        const hsay_lexicon_row *row = class_word(r, names, at);
        int says = row && *row->fields[0] != 'n' ? atoi(row->fields[0]) : 0;
        not |= row && !says;
        own = says && (!own || says < own) ? says : own;
    }
    return best;
}

static void read_byline_class(reader *r, uint32_t i, hsay_str names)
{
    int best = may_say(r, names) ? byline_says(r, names) : 0;
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
    hsay_str told = hsay_node__attr(r->nodes, i, HSAY_ATTR_TITLE); /* hAtom: the day for machines */
    if (told.len && hsay_char_is_digit(*told.ptr) &&
        (has_word(names, HSAY_STR("published")) || has_word(names, HSAY_STR("updated"))))
        offer_element(r, HSAY_META_DATE, told, 1);
    if (HSAY_META_RANK_ELEMENT + 5 >= r->meta->ranks[HSAY_META_DATE])
        return;
    if (has_word(names, HSAY_STR("date")) || has_word(names, HSAY_STR("publish")) ||
        has_word(names, HSAY_STR("time")))
        offer_element(r, HSAY_META_DATE, hsay_str_cut(small_text(r, i), 0, BYLINE_BYTES), 5);
}

static void read_heading(reader *r, uint32_t i)
{
    if (r->headings.count == HSAY_META_HEADINGS)
        return;
    hsay_meta_heading heading = hsay_meta__heading(r->arena, r->nodes, i);
    if (heading.text.len)
        r->headings.items[r->headings.count++] = heading;
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

void hsay_meta__read(hsay_arena *arena, const hsay_nodes *nodes, hsay_str title, hsay_meta *meta)
{
    hsay_meta__start(meta);
    reader r = {.arena = arena, .nodes = nodes, .meta = meta};
    mark_class_heads(&r);
    for (uint32_t i = 1; i < nodes->count && !hsay_arena_failed(arena); i++)
        if (nodes->items[i].tag != HSAY_TAG_TEXT)
            read_element(&r, i);
    if (r.title.len == 0)
        r.title = title;
    meta->headline = hsay_meta__settle_title(nodes, &r.headings, r.title, meta);
    meta->domain = hsay_domain__of(arena, meta->values[HSAY_META_URL]);
    hsay_meta__byline(arena, nodes, meta->headline, meta);
    hsay_meta__shown(arena, nodes, meta->headline, meta);
    hsay_meta__settle_authors(nodes, meta->headline, meta);
    meta->paywall.access = meta->values[HSAY_META_ACCESS];
    hsay_meta__settle_date(arena, nodes, meta->headline, meta);
}
