/* Time, headline and author of one post, from its markup; a time of day alone gets the page's day.
 */
#include "ingest/posts.h"

#include "base/str.h"

enum { HEADLINE_BYTES = 300, NAME_BYTES = 120, CLASS_BYTES = 200, CLOCK_BYTES = 12 };

/* Hours and minutes at the beginning of the words; answers the bytes they take, or 0. */
static size_t clock_at(hsay_str w, unsigned *hours, unsigned *minutes)
{
    size_t at = 0;
    *hours = *minutes = 0;
    for (; at < w.len && at < 2 && hsay_char_is_digit(w.ptr[at]); at++)
        *hours = *hours * 10 + (unsigned)(w.ptr[at] - '0');
    if (at == 0 || at + 3 > w.len || !strchr(":.hH", w.ptr[at]) ||
        !hsay_char_is_digit(w.ptr[at + 1]) || !hsay_char_is_digit(w.ptr[at + 2]))
        return 0;
    *minutes = (unsigned)(w.ptr[at + 1] - '0') * 10 + (unsigned)(w.ptr[at + 2] - '0');
    bool more = at + 3 < w.len && (hsay_char_is_digit(w.ptr[at + 3]) || w.ptr[at + 3] == '.');
    return *hours < 24 && *minutes < 60 && !more ? at + 3 : 0;
}

bool hsay_post__is_clock(hsay_str words)
{
    unsigned hours, minutes;
    words = hsay_str_trim(words);
    return words.len <= CLOCK_BYTES && clock_at(words, &hours, &minutes) > 0;
}

/* "14:05" on the page's day and in its zone; empty where these are not known. */
static hsay_str on_day(hsay_arena *arena, hsay_str words, hsay_str day)
{
    unsigned hours, minutes;
    words = hsay_str_trim(words);
    size_t used = clock_at(words, &hours, &minutes);
    hsay_str rest = hsay_str_trim(hsay_str_cut(words, used, words.len));
    if (used == 0 || day.len < sizeof "2031-05-06T08:00:00")
        return HSAY_STR_NONE;
    if (hsay_str_starts_nocase(rest, HSAY_STR("p")) && hours < 12)
        hours += 12;
    hsay_str zone = hsay_str_cut(day, sizeof "2031-05-06T08:00:00" - 1, day.len);
    return hsay_arena_format(arena, "%.*sT%02u:%02u:00%.*s", 10, day.ptr, hours, minutes,
                             (int)zone.len, zone.ptr);
}

static hsay_str small_text(hsay_arena *arena, const hsay_nodes *nodes, uint32_t i, size_t most)
{
    return hsay_meta__clean(arena, hsay_node__text(arena, nodes, i, most));
}

static hsay_str date_of(hsay_arena *arena, const hsay_nodes *nodes, uint32_t i)
{
    hsay_str value = hsay_node__attr(nodes, i, HSAY_ATTR_DATETIME);
    if (value.len == 0)
        value = hsay_node__attr(nodes, i, HSAY_ATTR_CONTENT);
    return hsay_date__normalize(arena, hsay_str_trim(value), NULL);
}

static void set(hsay_str *field, hsay_str value)
{
    if (field->len == 0)
        *field = value;
}

static bool has_word(const hsay_nodes *nodes, uint32_t i, hsay_attr_name attr, hsay_str word)
{
    return hsay_str_holds_nocase(hsay_node__attr(nodes, i, attr), CLASS_BYTES, word);
}

static void read_author(hsay_arena *arena, const hsay_nodes *nodes, uint32_t i, hsay_post *out)
{
    hsay_str names[HSAY_BYLINE_NAMES];
    hsay_str words = small_text(arena, nodes, i, NAME_BYTES);
    if (words.len == 0 || words.len == NAME_BYTES || out->author.len)
        return;
    if (hsay_byline__names(arena, words, HSAY_BYLINE_FIELD, names))
        out->author = names[0];
}

static void read_node(hsay_arena *arena, const hsay_nodes *nodes, uint32_t i, hsay_post *out)
{
    const hsay_node *node = &nodes->items[i];
    if (node->tag >= HSAY_TAG_H2 && node->tag <= HSAY_TAG_H6 && out->headline.len == 0)
        out->headline = small_text(arena, nodes, i, HEADLINE_BYTES);
    if (node->attr_count == 0)
        return;
    if (has_word(nodes, i, HSAY_ATTR_ITEMPROP, HSAY_STR("dateModified")))
        set(&out->updated, date_of(arena, nodes, i));
    else if (node->tag == HSAY_TAG_TIME ||
             has_word(nodes, i, HSAY_ATTR_ITEMPROP, HSAY_STR("datePublished")))
        set(&out->published, date_of(arena, nodes, i));
    if (has_word(nodes, i, HSAY_ATTR_ITEMPROP, HSAY_STR("author")) ||
        has_word(nodes, i, HSAY_ATTR_CLASS, HSAY_STR("byline")) ||
        has_word(nodes, i, HSAY_ATTR_CLASS, HSAY_STR("author")) ||
        has_word(nodes, i, HSAY_ATTR_REL, HSAY_STR("author")))
        read_author(arena, nodes, i, out);
}

void hsay_post__read(hsay_arena *arena, const hsay_nodes *nodes, hsay_str day, hsay_post_node *out)
{
    hsay_str clock = HSAY_STR_NONE;
    for (uint32_t i = out->node; i < nodes->items[out->node].end; i++) {
        if (nodes->items[i].tag != HSAY_TAG_TEXT)
            read_node(arena, nodes, i, &out->facts);
        else if (clock.len == 0 && hsay_post__is_clock(nodes->items[i].text))
            clock = nodes->items[i].text;
    }
    if (clock.len)
        set(&out->facts.published, on_day(arena, clock, day));
}
