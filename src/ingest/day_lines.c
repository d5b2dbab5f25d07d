/*
 * Lines are read for days: BEFORE texts before the headline and WINDOW behind it, and where these
 * show none, the whole page.  A word before a day tells what happened then.
 */
#include "ingest/day_lines.h"

#include <string.h>

#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/date_day.h"

enum {
    WINDOW = 40, /* texts at and behind the headline */
    BEFORE = 12, /* texts before it */
    LINE_BYTES = 90,
    OPENING_BYTES = 40, /* a longer text may begin with its day */
    LABEL_BYTES = 40,
    BARE_BYTES = 36,  /* beside the day in its line */
    TEXT_BYTES = 150, /* of a text of the article's own */
    NAMES_BYTES = 100,
    ANCESTORS = 4,
    TIME_NEAR = 6, /* bytes between a day and its time */
    FIRST_YEAR = 1990,
};

enum { NO_DAY = -1 };

typedef struct scan {
    hsay_arena *arena;
    const hsay_nodes *nodes;
    hsay_meta *meta;
    hsay_date_order order;
    hsay_str before;         /* the text before, where it was short and held no date */
    bool behind;             /* the headline */
    bool known;              /* machines are told a day */
    bool far;                /* the whole page is looked at */
    bool labelled;           /* only days with a word that says what happened are taken */
    bool in_text;            /* a long text was seen behind it */
    uint32_t node, headline; /* node: that is read */
    uint32_t place;          /* texts read, HSAY_DAY_HEADLINE at the headline */
    hsay_day_lines *out;
} scan;

static int digits(hsay_str s, size_t at, size_t end)
{
    int value = 0;
    for (; at < end && at < s.len; at++)
        value = value * 10 + (s.ptr[at] - '0');
    return value;
}

static bool same_day(hsay_str a, hsay_str b)
{
    return a.len >= 10 && b.len >= 10 && memcmp(a.ptr, b.ptr, 10) == 0;
}

/* What the last known label in the words says; HSAY_DAY_SHOWS_PLAIN where there is none. */
static int label_of(hsay_str words)
{
    int kind = HSAY_DAY_SHOWS_PLAIN;
    for (size_t at = 0; at < words.len;) {
        size_t len = hsay_date__word(words, at);
        const hsay_lexicon_row *row =
            len ? hsay_lexicon_find(&hsay_lexicon__date_labels, hsay_str_cut(words, at, at + len))
                : NULL;
        if (row)
            kind = *row->fields[0] == 'p'   ? HSAY_DAY_SHOWS_PUBLISHED
                   : *row->fields[0] == 'u' ? HSAY_DAY_SHOWS_UPDATED
                                            : NO_DAY;
        at += len ? len : 1;
    }
    return kind;
}

/* What the names of an element's class say of a day in it: data/day-classes.txt. */
static uint8_t named(const hsay_nodes *nodes, uint32_t i)
{
    static const struct {
        char letter;
        uint8_t says;
    } SAYS[] = {{'d', HSAY_DAY_NAMED_DATE},
                {'u', HSAY_DAY_NAMED_UPDATE},
                {'b', HSAY_DAY_NAMED_BYLINE},
                {'o', HSAY_DAY_NAMED_OTHER}};
    const hsay_lexicon *words = &hsay_lexicon__day_classes;
    uint8_t says = 0;
    hsay_str name = hsay_str_cut(hsay_node__attr(nodes, i, HSAY_ATTR_CLASS), 0, NAMES_BYTES);
    for (uint32_t k = 0; name.len && k < words->row_count; k++)
        for (size_t n = 0; n < sizeof SAYS / sizeof *SAYS; n++)
            if (*words->rows[k].fields[0] == SAYS[n].letter &&
                hsay_str_find_nocase(name, hsay_str_of(words->rows[k].key), 0) != SIZE_MAX)
                says |= SAYS[n].says;
    return says;
}

/* What the elements around the text that is read say, up to one that holds the headline too. */
static uint8_t around(const scan *s)
{
    uint8_t says = s->in_text ? HSAY_DAY_BEHIND_TEXT : 0;
    uint32_t i = s->node;
    for (int up = 0; up < ANCESTORS && i > 0; up++, i = s->nodes->items[i].parent) {
        if (i <= s->headline && s->headline < s->nodes->items[i].end && i != s->node)
            break;
        hsay_tag tag = s->nodes->items[i].tag;
        says |= tag == HSAY_TAG_TIME ? HSAY_DAY_IN_TIME
                : tag == HSAY_TAG_A  ? HSAY_DAY_IN_LINK
                : tag == HSAY_TAG_LI ? HSAY_DAY_IN_LIST
                : tag == HSAY_TAG_NAV || tag == HSAY_TAG_ASIDE || tag == HSAY_TAG_FOOTER
                    ? HSAY_DAY_NAMED_OTHER
                    : 0;
        says |= named(s->nodes, i);
    }
    return says;
}

static hsay_day_source source_of(int kind, bool far)
{
    if (far)
        return kind == HSAY_DAY_SHOWS_PUBLISHED ? HSAY_DAY_FAR_PUBLISHED
               : kind == HSAY_DAY_SHOWS_UPDATED ? HSAY_DAY_FAR_UPDATED
                                                : HSAY_DAY_FAR;
    return kind == HSAY_DAY_SHOWS_PUBLISHED      ? HSAY_DAY_LINE_PUBLISHED
           : kind == HSAY_DAY_SHOWS_PLAIN        ? HSAY_DAY_LINE
           : kind == HSAY_DAY_SHOWS_PLAIN_BEFORE ? HSAY_DAY_LINE_BEFORE
           : kind == HSAY_DAY_SHOWS_UPDATED      ? HSAY_DAY_LINE_UPDATED
                                                 : HSAY_DAY_LINE_LOOSE;
}

/* How much else stands in the line of a day. */
typedef enum company { MUCH, LITTLE, A_TIME /* of day, at least */ } company;

/* The text is all that a block holds. */
static bool fills_a_block(const hsay_nodes *nodes, uint32_t i)
{
    while (nodes->items[i].parent + 1 == i &&
           nodes->items[nodes->items[i].parent].end == nodes->items[i].end &&
           !(hsay_tag__nature(nodes->items[i].tag) & HSAY_TAG_IS_BLOCK))
        i = nodes->items[i].parent;
    return hsay_tag__nature(nodes->items[i].tag) & HSAY_TAG_IS_BLOCK;
}

/* A day that nothing tells of, away from the headline, is the page's where it is with a time of day
 * or in an element for it, and in no link and no list. */
static bool may_be_far(const scan *s, company beside, uint8_t says)
{
    bool named = says & (HSAY_DAY_NAMED_DATE | HSAY_DAY_NAMED_BYLINE);
    return (beside == A_TIME ||
            (beside == LITTLE && (named || fills_a_block(s->nodes, s->node)))) &&
           !(says & (HSAY_DAY_NAMED_OTHER | HSAY_DAY_IN_LINK | HSAY_DAY_IN_LIST));
}

static void add(scan *s, hsay_str date, hsay_str label, company beside)
{
    if (s->out->count == HSAY_DAY_LINES || date.len < 10 || digits(date, 0, 4) < FIRST_YEAR)
        return;
    int kind = label_of(label);
    if (kind == NO_DAY || (kind == HSAY_DAY_SHOWS_PLAIN && s->labelled))
        return;
    uint8_t says = around(s);
    if (kind == HSAY_DAY_SHOWS_PLAIN && s->far && !may_be_far(s, beside, says))
        return;
    if (kind == HSAY_DAY_SHOWS_PLAIN)
        kind = s->far           ? HSAY_DAY_SHOWS_FAR
               : beside == MUCH ? HSAY_DAY_SHOWS_LOOSE
               : s->behind      ? HSAY_DAY_SHOWS_PLAIN
                                : HSAY_DAY_SHOWS_PLAIN_BEFORE;
    if (!s->known || !s->far)
        s->out->items[s->out->count++] = (hsay_day_line){
            date, kind + (s->in_text ? HSAY_DAY_SHOWS_BEHIND_TEXT : 0), HSAY_METHOD_LINE};
    hsay_days__add(&s->meta->days,
                   &(hsay_day_offer){date, HSAY_METHOD_LINE, (uint8_t)source_of(kind, s->far),
                                     (uint8_t)s->place, says});
}

/* A time of day stands behind a day: "25.3.2024, 13:36", "… um 9:05". */
static bool is_timed(hsay_str behind)
{
    size_t at = 0;
    while (at < behind.len && at < TIME_NEAR && !hsay_char_is_digit(behind.ptr[at]))
        at++;
    hsay_str time = hsay_str_cut(behind, at, behind.len);
    size_t digits_at = 0;
    return hsay_date__number(time, &digits_at, 1, 2) >= 0 && digits_at + 2 < time.len &&
           time.ptr[digits_at] == ':' && hsay_char_is_digit(time.ptr[digits_at + 1]);
}

/* Where 3/4/2024 may be two days, the one that machines are told, too. */
static hsay_str told_reading(const scan *s, hsay_str words, hsay_str read)
{
    const hsay_str *told = s->meta->values;
    if (words.len < 8 || (words.ptr[1] != '/' && words.ptr[2] != '/' && words.ptr[2] != '-') ||
        same_day(read, told[HSAY_META_DATE]))
        return read;
    hsay_date_order other =
        s->order == HSAY_DATE_MONTH_FIRST ? HSAY_DATE_DAY_FIRST : HSAY_DATE_MONTH_FIRST;
    hsay_str turned = hsay_date__read(s->arena, words, other, NULL);
    bool is_told =
        same_day(turned, told[HSAY_META_DATE]) || same_day(turned, told[HSAY_META_UPDATED]);
    return is_told ? turned : read;
}

/* A year of four digits: 4.8.12 away from the headline is rather a version. */
static bool has_full_year(hsay_str words, hsay_str read)
{
    return hsay_str_find(words, hsay_str_cut(read, 0, 4), 0) != SIZE_MAX;
}

static void read_line(scan *s, hsay_str text)
{
    hsay_str line = hsay_str_trim(hsay_str_cut(text, 0, LINE_BYTES * 2));
    bool whole = line.len <= LINE_BYTES;
    size_t from = 0;
    hsay_span place;
    while (from < line.len) {
        hsay_str rest = hsay_str_cut(line, from, line.len);
        hsay_str date = hsay_date__find(s->arena, rest, s->order, &place);
        if (date.len == 0 || (!whole && from + place.start > OPENING_BYTES))
            break;
        hsay_str label = hsay_str_cut(
            rest, place.start > LABEL_BYTES ? place.start - LABEL_BYTES : 0, place.start);
        hsay_str words = hsay_str_cut(rest, place.start, place.end);
        company beside = is_timed(hsay_str_cut(rest, place.end, rest.len)) ? A_TIME
                         : line.len - words.len <= BARE_BYTES              ? LITTLE
                                                                           : MUCH;
        date = told_reading(s, words, date);
        if (!s->far || has_full_year(words, date))
            add(s, date, label.len ? label : s->before, beside);
        from += place.end;
    }
    s->before = from == 0 && line.len <= LABEL_BYTES ? line : HSAY_STR_NONE;
    s->in_text |= s->behind && text.len >= TEXT_BYTES;
}

static bool has_digit(hsay_str s)
{
    for (size_t i = 0; i < s.len && i < LINE_BYTES * 2; i++)
        if (hsay_char_is_digit(s.ptr[i]))
            return true;
    return false;
}

static void read_node(scan *s, uint32_t i)
{
    const hsay_nodes *nodes = s->nodes;
    s->node = i;
    hsay_str text = hsay_str_trim(nodes->items[i].text);
    if (nodes->items[i].tag == HSAY_TAG_TIME)
        add(s,
            hsay_date__read(s->arena, hsay_node__attr(nodes, i, HSAY_ATTR_DATETIME), s->order,
                            NULL),
            s->before, LITTLE);
    else if (text.len && has_digit(text))
        read_line(s, text);
    else if (text.len) {
        s->before = text.len <= LABEL_BYTES ? text : HSAY_STR_NONE;
        s->in_text |= s->behind && text.len >= TEXT_BYTES;
    }
}

uint32_t hsay_meta__before(const hsay_nodes *nodes, uint32_t headline, uint32_t texts)
{
    uint32_t seen = 0, i = headline;
    while (i > 1 && seen < texts) {
        i--;
        seen += hsay_str_trim(nodes->items[i].text).len > 0;
    }
    return i;
}

/* /2024/03/25/ in the page's address is shown, too, before all else. */
static void read_address(scan *s)
{
    hsay_str url = s->meta->values[HSAY_META_URL];
    for (size_t i = 0; i + 9 < url.len; i++) {
        size_t used = 0;
        char mark = url.ptr[i + 5];
        if (url.ptr[i] != '/' || (mark != '/' && mark != '-') ||
            !hsay_char_is_digit(url.ptr[i + 1]))
            continue;
        hsay_str rest = hsay_str_cut(url, i + 1, url.len);
        hsay_str day = hsay_date__read(s->arena, rest, HSAY_DATE_UNKNOWN, &used);
        if (day.len != 10 || digits(day, 0, 4) < FIRST_YEAR)
            continue;
        s->out->items[s->out->count++] =
            (hsay_day_line){day, HSAY_DAY_SHOWS_PLAIN, HSAY_METHOD_ADDRESS};
        hsay_days__add(&s->meta->days,
                       &(hsay_day_offer){day, HSAY_METHOD_ADDRESS, HSAY_DAY_ADDRESS, 0, 0});
        return;
    }
}

static void look(scan *s)
{
    const hsay_nodes *nodes = s->nodes;
    uint32_t seen = 0, headline = s->headline;
    s->place = HSAY_DAY_HEADLINE - BEFORE;
    for (uint32_t i = hsay_meta__before(nodes, headline, BEFORE); i < nodes->count && seen < WINDOW;
         i++) {
        if (hsay_tag__nature(nodes->items[i].tag) & HSAY_TAG_IS_SILENT) {
            uint32_t end = nodes->items[i].end;
            i = end > headline && i < headline ? i : end - 1;
            continue;
        }
        s->behind = i >= headline;
        s->place = i == headline ? HSAY_DAY_HEADLINE : s->place;
        read_node(s, i);
        bool is_text = hsay_str_trim(nodes->items[i].text).len > 0;
        s->place += is_text;
        seen += s->behind && is_text;
    }
}

/* Where no day stands by the headline, the lines of the whole page: `labelled`, those with a word
 * that says what happened, that of publishing, else of an update; else those where one is alone. */
static void look_everywhere(scan *s, bool labelled)
{
    const hsay_nodes *nodes = s->nodes;
    s->far = true;
    s->labelled = labelled;
    s->before = HSAY_STR_NONE;
    for (uint32_t i = 1; i < nodes->count && s->out->count < HSAY_DAY_LINES; i++) {
        if (hsay_tag__nature(nodes->items[i].tag) & HSAY_TAG_IS_SILENT)
            i = nodes->items[i].end - 1;
        else if (nodes->items[i].tag != HSAY_TAG_TIME)
            read_node(s, i);
    }
}

const hsay_day_line *hsay_day_lines__best(const hsay_day_lines *lines)
{
    const hsay_day_line *found = NULL;
    for (uint32_t i = 0; i < lines->count; i++)
        if (!found || lines->items[i].kind < found->kind)
            found = &lines->items[i];
    return found;
}

void hsay_day_lines__read(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                          hsay_meta *meta, hsay_day_lines *lines)
{
    scan s = {.arena = arena,
              .nodes = nodes,
              .meta = meta,
              .order = meta->order,
              .headline = headline,
              .known = meta->ranks[HSAY_META_DATE] < HSAY_META_RANK_ELEMENT,
              .out = lines};
    lines->count = 0;
    read_address(&s);
    look(&s);
    const hsay_day_line *found = hsay_day_lines__best(lines);
    if (!found || found->kind > HSAY_DAY_SHOWS_UPDATED)
        look_everywhere(&s, true);
    if (lines->count == 0 && meta->values[HSAY_META_DATE].len == 0 &&
        meta->values[HSAY_META_UPDATED].len == 0)
        look_everywhere(&s, false);
}
