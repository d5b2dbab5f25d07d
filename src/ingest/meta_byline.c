/*
 * Authors in the lines around the headline: behind "By" and its like, as links to a writer's page,
 * beside the day, or as a full name that stands alone near it.  Only BEFORE + WINDOW texts are
 * looked at.
 */
#include "ingest/meta.h"

#include <string.h>

#include "base/str.h"
#include "data/lexicons.h"

enum {
    WINDOW = 40,
    BEFORE = 12,
    LINE_BYTES = 120,
    SINGLE_BYTES = 24, /* of a name of one word too */
    DAY_NEAR = 3,      /* texts between a name that stands alone and the day */
    ALONE = 8,         /* such names that are kept until the day is seen */
};

/* Ranks, within those of elements; that of a label between headline and text is before all else. */
enum {
    BY_FIRST_LABEL = -41,
    BY_LABEL = 2,
    BY_LINK = 5,
    BESIDE_DAY = 8,
    ALONE_NEAR_DAY = 10,
    BY_LABEL_IN_TEXT = 13
};

typedef struct scan {
    hsay_arena *arena;
    const hsay_nodes *nodes;
    hsay_meta *meta;
    hsay_byline_label waits; /* a label stood alone: the next text is the name */
    bool behind;             /* the headline */
    bool in_text;            /* a long text was seen behind it */
    uint32_t texts, day;     /* texts seen; at which a day stood last */
    bool has_day;
    hsay_str before; /* the text before */
    struct {
        hsay_str name;
        uint32_t node, text;
    } alone[ALONE];
    uint32_t alone_count;
} scan;

static void offer(scan *s, hsay_str words, uint32_t node, int rank, bool guess)
{
    hsay_meta_source source = {.rank = HSAY_META_RANK_ELEMENT + rank,
                               .method = rank == BY_LINK ? HSAY_METHOD_ELEMENT : HSAY_METHOD_LINE,
                               .node = node,
                               .trust = guess ? HSAY_BYLINE_GUESS : HSAY_BYLINE_FIELD};
    hsay_meta__offer_author(s->arena, s->meta, words, &source);
}

/* Behind a label; behind "by" before the headline, where menus stand, only a known name. */
static void offer_labelled(scan *s, hsay_byline_label label, hsay_str words, uint32_t node)
{
    bool plain = label == HSAY_BYLINE_PLAIN_LABEL;
    if (label == HSAY_BYLINE_OTHER_LABEL || (plain && !s->behind && !hsay_byline__is_known(words)))
        return;
    bool first = s->behind && !s->in_text && hsay_byline__is_known(words);
    int rank = first ? BY_FIRST_LABEL : s->in_text ? BY_LABEL_IN_TEXT : BY_LABEL;
    offer(s, words, node, rank, plain);
}

/* How a part of an address says that a writer is behind it: 0 not, 1 perhaps, 2 surely. */
static int path_says(hsay_str href)
{
    int found = 0;
    size_t start = 0;
    for (size_t at = 0; at <= href.len; at++) {
        if (at < href.len && !strchr("/?&=#", href.ptr[at]))
            continue;
        hsay_str part = hsay_str_cut(href, start, at);
        const hsay_lexicon_row *row =
            at < href.len ? hsay_lexicon_find(&hsay_lexicon__byline_paths, part) : NULL;
        int says = !row ? 0 : *row->fields[0] == 's' ? 2 : 1;
        found = says > found ? says : found;
        start = at + 1;
    }
    return found;
}

/* Before the headline, where menus stand, and behind doubtful addresses only full names are taken.
 */
static void read_link(scan *s, uint32_t i)
{
    hsay_str href = hsay_str_cut(hsay_node__attr(s->nodes, i, HSAY_ATTR_HREF), 0, LINE_BYTES * 2);
    int says = path_says(href);
    if (says == 0)
        return;
    hsay_str text = hsay_meta__clean(s->arena, hsay_node__text(s->arena, s->nodes, i, LINE_BYTES));
    bool doubtful = says == 1 || !s->behind;
    if (s->waits == HSAY_BYLINE_OTHER_LABEL)
        return;
    if (!doubtful || hsay_byline__is_known(text))
        offer(s, text, i, BY_LINK, doubtful);
}

/* A part of a line between marks: " | ", " · ", ", ". */
static void read_part(scan *s, hsay_str part, uint32_t i, bool day)
{
    hsay_str rest = HSAY_STR_NONE;
    hsay_byline_label label = hsay_byline__label(part, &rest);
    if (label != HSAY_BYLINE_NO_LABEL && rest.len)
        offer_labelled(s, label, rest, i);
    else if (day && hsay_byline__is_person(part) && hsay_byline__is_known(part))
        offer(s, part, i, BESIDE_DAY, true);
}

static size_t mark_at(hsay_str s, size_t at)
{
    static const hsay_str MARKS[] = {
        {" | ", 3}, {" - ", 3},        {" \xE2\x80\x93 ", 5}, {" \xE2\x80\x94 ", 5},
        {", ", 2},  {" \xC2\xB7 ", 4}, {" \xE2\x80\xA2 ", 5}, {" // ", 4}};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (hsay_str_starts(hsay_str_cut(s, at, s.len), MARKS[i]))
            return MARKS[i].len;
    return 0;
}

static void keep_alone(scan *s, hsay_str name, uint32_t node)
{
    if (s->alone_count == ALONE || !hsay_byline__is_person(name) || !hsay_byline__is_known(name))
        return;
    s->alone[s->alone_count].name = name;
    s->alone[s->alone_count].node = node;
    s->alone[s->alone_count++].text = s->texts;
}

static void read_line(scan *s, hsay_str line, uint32_t i)
{
    hsay_span place;
    hsay_str rest = HSAY_STR_NONE;
    bool day = hsay_date__find(s->arena, line, HSAY_DATE_DAY_FIRST, &place).len > 0;
    if (day) {
        s->day = s->texts;
        s->has_day = true;
    }
    bool other = s->waits == HSAY_BYLINE_OTHER_LABEL;
    if (s->waits == HSAY_BYLINE_FULL_LABEL && hsay_byline__says(line, "never"))
        return; /* "Autor: Rechtsanwalt Wim Orrin", in texts of their own */
    if (s->waits != HSAY_BYLINE_NO_LABEL)
        offer_labelled(s, s->waits, line, i);
    s->waits = HSAY_BYLINE_NO_LABEL;
    hsay_byline_label label = hsay_byline__label_behind(s->arena, s->before, line, &rest);
    s->before = line;
    if (label != HSAY_BYLINE_NO_LABEL) {
        if (rest.len == 0)
            s->waits = label;
        else
            offer_labelled(s, label, rest, i);
        return;
    }
    label = day && s->behind ? hsay_byline__find(hsay_str_cut(line, place.end, line.len), &rest)
                             : HSAY_BYLINE_NO_LABEL;
    if (label == HSAY_BYLINE_PLAIN_LABEL || label == HSAY_BYLINE_FULL_LABEL)
        offer(s, rest, i, BESIDE_DAY, rest.len > SINGLE_BYTES);
    if (!other)
        keep_alone(s, line, i);
    for (size_t start = 0, at = 0; day && at <= line.len; at++) {
        size_t skip = at == line.len ? 1 : mark_at(line, at);
        if (skip == 0)
            continue;
        read_part(s, hsay_str_trim(hsay_str_cut(line, start, at)), i, true);
        start = at + skip;
    }
}

/* Names that stood alone near a day. */
static void offer_alone(scan *s)
{
    for (uint32_t i = 0; i < s->alone_count; i++) {
        uint32_t text = s->alone[i].text;
        uint32_t apart = text > s->day ? text - s->day : s->day - text;
        if (s->has_day && apart <= DAY_NEAR) {
            offer(s, s->alone[i].name, s->alone[i].node, ALONE_NEAR_DAY, true);
            return;
        }
    }
}

void hsay_meta__byline(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                       hsay_meta *meta)
{
    scan s = {.arena = arena, .nodes = nodes, .meta = meta};
    uint32_t behind = 0;
    for (uint32_t i = hsay_meta__before(nodes, headline, BEFORE);
         i < nodes->count && behind < WINDOW; i++) {
        const hsay_node *node = &nodes->items[i];
        if (hsay_tag__nature(node->tag) & HSAY_TAG_IS_SILENT) {
            i = node->end > headline && i < headline ? i : node->end - 1;
            continue;
        }
        s.behind = headline && i > headline;
        if (node->tag == HSAY_TAG_A)
            read_link(&s, i);
        hsay_str line = hsay_str_trim(node->text);
        if (line.len == 0 || i == headline)
            continue;
        s.texts++;
        behind += i > headline;
        s.in_text |= s.behind && line.len > LINE_BYTES;
        if (line.len <= LINE_BYTES)
            read_line(&s, line, i);
        else
            s.waits = HSAY_BYLINE_NO_LABEL;
    }
    offer_alone(&s);
}
