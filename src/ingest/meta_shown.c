/*
 * Names that a page shows where nothing else tells an author: behind a label below the text, alone
 * by the headline or under a long text, in parentheses at its end, as the first words of a note on
 * the author, as the owner of the page.  All are offered behind what the page tells otherwise.
 * Texts are looked at once each, long ones at both ends alone.
 */
#include "ingest/meta.h"

#include <string.h>

#include "base/str.h"
#include "data/lexicons.h"

enum {
    LINE_BYTES = 120,
    NAME_BYTES = 48,
    NEAR = 30,       /* texts around the headline */
    NOTE_BYTES = 60, /* of a note on the author that are looked at for its verb */
    PROSE_BYTES = 200,
    MOST = 24, /* names that are offered */
    ANCESTORS = 4,
    SPEAKERS = 4, /* names between texts, from which on they are of people who speak */
    CLASS_BYTES = 200,
};

/* Ranks, between people that JSON-LD names without a part and what is guessed. */
enum {
    BY_LABEL = 66,
    IN_PART = 67,
    NEAR_HEADLINE = 69,
    NOTE = 70,
    IN_END = 71,
    UNDER_TEXT = 73,
    OWNER = 79
};

typedef struct scan {
    hsay_arena *arena;
    const hsay_nodes *nodes;
    hsay_meta *meta;
    uint32_t headline, offered;
    uint32_t texts; /* seen since the headline */
    uint32_t prose; /* long ones */
    uint32_t since_prose;
    hsay_byline_label waits;
    hsay_str before; /* the text before */
    struct {
        hsay_str name;
        uint32_t node;
    } under[SPEAKERS]; /* a long text */
    uint32_t under_count;
} scan;

static void offer(scan *s, hsay_str words, uint32_t node, int rank, hsay_byline_trust trust)
{
    if (s->offered == MOST)
        return;
    hsay_meta_source source = {
        .rank = rank, .method = HSAY_METHOD_LINE, .node = node, .trust = trust};
    uint32_t before = s->meta->candidate_count;
    hsay_meta__offer_author(s->arena, s->meta, words, &source);
    s->offered += s->meta->candidate_count > before;
}

/* Class or id of the node or one of those around it says that it is about the article or people. */
static bool is_part(const scan *s, uint32_t node)
{
    static const hsay_str WORDS[] = {{"meta", 4},   {"author", 6}, {"autor", 5},  {"byline", 6},
                                     {"person", 6}, {"submit", 6}, {"poster", 6}, {"contrib", 7},
                                     {"writer", 6}, {"date", 4},   {"info", 4}};
    for (int up = 0; up < ANCESTORS && node; up++, node = s->nodes->items[node].parent) {
        hsay_str class =
            hsay_str_cut(hsay_node__attr(s->nodes, node, HSAY_ATTR_CLASS), 0, CLASS_BYTES);
        hsay_str id = hsay_str_cut(hsay_node__attr(s->nodes, node, HSAY_ATTR_ID), 0, CLASS_BYTES);
        for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
            if (hsay_str_find_nocase(class, WORDS[i], 0) != SIZE_MAX ||
                hsay_str_find_nocase(id, WORDS[i], 0) != SIZE_MAX)
                return true;
    }
    return false;
}

static size_t words_in(hsay_str s)
{
    size_t words = 0;
    for (size_t i = 0; i < s.len; i++)
        words += s.ptr[i] != ' ' && (i == 0 || s.ptr[i - 1] == ' ');
    return words;
}

/* "Ada Orrin is a writer": the name before the verb. */
static hsay_str noted(hsay_str line)
{
    line = hsay_str_cut(line, 0, NOTE_BYTES);
    for (size_t at = 1, start = 0; at < line.len; at++) {
        if (line.ptr[at] != ' ' && line.ptr[at] != ',')
            continue;
        if (start && hsay_byline__says(hsay_str_cut(line, start, at), "noted"))
            return hsay_str_trim(hsay_str_cut(line, 0, start));
        start = at + 1;
    }
    return HSAY_STR_NONE;
}

/* "(Ada Orrin)" at the end. */
static hsay_str in_end(hsay_str line)
{
    size_t end = line.len;
    while (end && strchr("+*.- ", line.ptr[end - 1]))
        end--;
    if (end == 0 || line.ptr[end - 1] != ')')
        return HSAY_STR_NONE;
    size_t start = end - 1;
    while (start && end - start < NAME_BYTES && line.ptr[start - 1] != '(')
        start--;
    return start && line.ptr[start - 1] == '(' ? hsay_str_cut(line, start, end - 1) : HSAY_STR_NONE;
}

static void read_labels(scan *s, hsay_str line, uint32_t i)
{
    hsay_str rest = HSAY_STR_NONE;
    hsay_byline_label waited = s->waits;
    hsay_byline_label label = hsay_byline__label_behind(s->arena, s->before, line, &rest);
    if (waited == HSAY_BYLINE_FULL_LABEL && hsay_byline__says(line, "never"))
        return;
    s->waits = HSAY_BYLINE_NO_LABEL;
    if (label == HSAY_BYLINE_NO_LABEL) {
        if (waited == HSAY_BYLINE_FULL_LABEL ||
            (waited == HSAY_BYLINE_PLAIN_LABEL && hsay_byline__is_known(line)))
            offer(s, line, i, BY_LABEL, HSAY_BYLINE_FIELD);
        return;
    }
    if (rest.len == 0)
        s->waits = label;
    else if (label == HSAY_BYLINE_FULL_LABEL)
        offer(s, rest, i, BY_LABEL, HSAY_BYLINE_FIELD);
    else if (label == HSAY_BYLINE_PLAIN_LABEL && hsay_byline__is_known(rest))
        offer(s, rest, i, BY_LABEL + 2, HSAY_BYLINE_GUESS);
    else if (label == HSAY_BYLINE_PLAIN_LABEL && s->texts <= NEAR && s->prose == 0 &&
             words_in(rest) <= 2 && is_part(s, i))
        offer(s, rest, i, IN_PART, HSAY_BYLINE_FIELD);
}

/* The block around the node holds no other words. */
static bool stands_alone(const scan *s, hsay_str line, uint32_t node)
{
    uint32_t block = s->nodes->items[node].parent;
    for (int up = 0; up < ANCESTORS && block; up++, block = s->nodes->items[block].parent)
        if (hsay_tag__nature(s->nodes->items[block].tag) & HSAY_TAG_IS_BLOCK)
            break;
    return hsay_node__text(s->arena, s->nodes, block, 2 * NAME_BYTES).len <= line.len + 2;
}

/* A word of it is one of menus, or of organisations. */
static bool is_of_page(hsay_str name)
{
    for (size_t start = 0, at = 0; at <= name.len; at++) {
        if (at < name.len && name.ptr[at] != ' ')
            continue;
        hsay_str word = hsay_str_cut(name, start, at);
        if (hsay_byline__says(word, "never") ||
            hsay_lexicon_find(&hsay_lexicon__organisation_words, word))
            return true;
        start = at + 1;
    }
    return false;
}

/* Names between long texts, as those of the speakers of an interview are not its author's. */
static void keep_under(scan *s, hsay_str name, uint32_t node)
{
    if (s->under_count < SPEAKERS) {
        s->under[s->under_count].name = name;
        s->under[s->under_count].node = node;
    }
    s->under_count++;
}

/* A text that is a name and nothing else. */
static void read_alone(scan *s, hsay_str line, uint32_t i)
{
    if (line.len > NAME_BYTES || !hsay_byline__is_person(line))
        return;
    bool known = hsay_byline__is_known(line), near = s->texts <= NEAR && s->prose == 0;
    if (known && s->since_prose <= 5 && s->prose && stands_alone(s, line, i))
        keep_under(s, line, i);
    else if (near && (known || !is_of_page(line)) && is_part(s, i))
        offer(s, line, i, known ? IN_PART : IN_PART + 1, HSAY_BYLINE_GUESS);
    else if (known && near && stands_alone(s, line, i))
        offer(s, line, i, NEAR_HEADLINE, HSAY_BYLINE_GUESS);
    else if (known && is_part(s, i))
        offer(s, line, i, NOTE, HSAY_BYLINE_GUESS);
}

/* "© 2031 Ada Orrin. All rights reserved." */
static void read_owner(scan *s, hsay_str line, uint32_t i)
{
    static const hsay_str SIGNS[] = {{"\xC2\xA9", 2}, {"(c)", 3}, {"copyright", 9}};
    for (size_t k = 0; k < sizeof SIGNS / sizeof *SIGNS; k++) {
        if (!hsay_str_starts_nocase(line, SIGNS[k]))
            continue;
        size_t start = SIGNS[k].len, end;
        while (start < line.len &&
               (hsay_char_is_digit(line.ptr[start]) || strchr(" -,\xC2\xA9", line.ptr[start])))
            start++;
        for (end = start; end < line.len && end - start < NAME_BYTES; end++)
            if (strchr(".,|(", line.ptr[end]) || (unsigned char)line.ptr[end] == 0xE2)
                break;
        hsay_str name = hsay_str_trim(hsay_str_cut(line, start, end));
        if (hsay_byline__is_person(name) && hsay_byline__is_known(name))
            offer(s, name, i, OWNER, HSAY_BYLINE_GUESS);
        return;
    }
}

static void read_text(scan *s, hsay_str line, uint32_t i)
{
    s->texts++;
    s->since_prose++;
    if (line.len <= LINE_BYTES)
        read_labels(s, line, i);
    else
        s->waits = HSAY_BYLINE_NO_LABEL;
    hsay_str name = in_end(line);
    if (name.len && hsay_byline__is_known(name))
        offer(s, name, i, IN_END, HSAY_BYLINE_GUESS);
    name = noted(line);
    if (name.len && hsay_byline__is_known(name) &&
        (hsay_str_equal(name, s->before) || (words_in(name) > 1 && is_part(s, i))))
        offer(s, name, i, NOTE, HSAY_BYLINE_FIELD);
    read_alone(s, line, i);
    read_owner(s, line, i);
    s->before = line;
    if (line.len >= PROSE_BYTES) {
        s->prose++;
        s->since_prose = 0;
    }
}

void hsay_meta__shown(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                      hsay_meta *meta)
{
    scan s = {.arena = arena, .nodes = nodes, .meta = meta, .headline = headline};
    for (uint32_t i = hsay_meta__before(nodes, headline, NEAR / 2); i < nodes->count; i++) {
        const hsay_node *node = &nodes->items[i];
        if (hsay_tag__nature(node->tag) & HSAY_TAG_IS_SILENT) {
            i = node->end > headline && i < headline ? i : node->end - 1;
            continue;
        }
        hsay_str line = hsay_str_trim(node->text);
        if (line.len && i != headline)
            read_text(&s, line, i);
    }
    for (uint32_t i = 0; i < s.under_count && s.under_count < SPEAKERS; i++)
        offer(&s, s.under[i].name, s.under[i].node, UNDER_TEXT, HSAY_BYLINE_GUESS);
    hsay_str outlet = meta->values[HSAY_META_OUTLET];
    if (hsay_byline__is_person(outlet) && hsay_byline__is_known(outlet))
        offer(&s, outlet, 0, OWNER, HSAY_BYLINE_GUESS);
}
