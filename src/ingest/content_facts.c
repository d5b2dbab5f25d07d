/* What each node is and holds, in three passes over the table, each linear. */
#include "ingest/content.h"

#include <string.h>

#include "base/hash.h"
#include "base/lexicon.h"
#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/content_tuning.h"
#include "ingest/paywall.h"

enum { NAME_WORDS = 12, LONGEST_WORDS = 4, ATTR_BYTES = 512, KNOWN_NAMES = 256 };

/* Class of a byte: of a blank, of a code point's later bytes, of a mark, of what may begin one. */
enum { BLANK = 1, LATER = 2, MARK = 4, LEAD = 8 };
static const uint8_t BYTES[256] = {
    [' '] = BLANK,  ['\t'] = BLANK, ['\n'] = BLANK, ['\v'] = BLANK,
    ['\f'] = BLANK, ['\r'] = BLANK, ['.'] = MARK,   [','] = MARK,
    ['!'] = MARK,   ['?'] = MARK,   [';'] = MARK,   [0xD8] = LEAD,
    [0xE0] = LEAD,  [0xE3] = LEAD,  [0xEF] = LEAD,  [0x80 ... 0xBF] = LATER};

/* Marks that end or part sentences in other scripts (U+3001, U+3002, U+FF0C, U+0964, U+060C). */
static bool is_other_mark(const char *at, size_t left)
{
    return (left >= 3 &&
            (memcmp(at, "\xE3\x80\x81", 3) == 0 || memcmp(at, "\xE3\x80\x82", 3) == 0 ||
             memcmp(at, "\xEF\xBC\x8C", 3) == 0 || memcmp(at, "\xE0\xA5\xA4", 3) == 0)) ||
           (left >= 2 && memcmp(at, "\xD8\x8C", 2) == 0);
}

/* Counts code points that are not blank, and the marks among them. */
static void measure(hsay_str text, hsay_node_facts *fact)
{
    uint32_t chars = 0, stops = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned class = BYTES[(unsigned char)text.ptr[i]];
        chars += !(class & (BLANK | LATER));
        stops += class == MARK;
        if (class == LEAD)
            stops += is_other_mark(text.ptr + i, text.len - i);
    }
    fact->own_chars = chars;
    fact->own_stops = stops;
}

size_t hsay_content__name_words(hsay_str name, hsay_str *words, size_t most)
{
    size_t count = 0, start = 0;
    for (size_t i = 0; i <= name.len && count < most; i++) {
        char c = i < name.len ? name.ptr[i] : ' ';
        bool inside = hsay_char_is_alpha(c) || (unsigned char)c >= 0x80;
        bool hump = i > start && hsay_char_is_upper(c) && !hsay_char_is_upper(name.ptr[i - 1]);
        if (inside && !hump)
            continue;
        if (i > start)
            words[count++] = hsay_str_cut(name, start, i);
        start = inside ? i : i + 1;
    }
    return count;
}

static const hsay_lexicon_row *look_up(const hsay_str *words, size_t count)
{
    char key[HSAY_LEXICON_KEY_BYTES];
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        if (len + words[i].len + 1 >= sizeof key)
            return NULL;
        if (i)
            key[len++] = ' ';
        memcpy(key + len, words[i].ptr, words[i].len);
        len += words[i].len;
    }
    return hsay_lexicon_find(&hsay_lexicon__html_words, (hsay_str){key, len});
}

/* The row of the longest, first run of words of one name that the list knows. */
static const hsay_lexicon_row *row_of_name(hsay_str name)
{
    hsay_str words[NAME_WORDS];
    size_t count = hsay_content__name_words(name, words, NAME_WORDS);
    for (size_t n = count < LONGEST_WORDS ? count : LONGEST_WORDS; n > 0; n--)
        for (size_t i = 0; i + n <= count; i++) {
            const hsay_lexicon_row *row = look_up(words + i, n);
            if (row)
                return row;
        }
    return NULL;
}

static const hsay_lexicon_row *look_up_names(hsay_str names)
{
    for (size_t at = 0, start = 0; at <= names.len; at++) {
        if (at < names.len && !hsay_char_is_space(names.ptr[at]))
            continue;
        const hsay_lexicon_row *row =
            at > start ? row_of_name(hsay_str_cut(names, start, at)) : NULL;
        if (row)
            return row;
        start = at + 1;
    }
    return NULL;
}

/* The rows of names that stood in the page before: most names of a page stand many times in it. */
typedef struct known_names {
    struct {
        hsay_str names;
        const hsay_lexicon_row *row;
    } slots[KNOWN_NAMES];
} known_names;

static const hsay_lexicon_row *row_of_names(known_names *known, hsay_str names)
{
    names = hsay_str_cut(names, 0, ATTR_BYTES);
    if (names.len == 0)
        return NULL;
    size_t slot = hsay_hash_fast(names, 0) % KNOWN_NAMES;
    if (!hsay_str_equal(known->slots[slot].names, names)) {
        known->slots[slot].names = names;
        known->slots[slot].row = look_up_names(names);
    }
    return known->slots[slot].row;
}

/* "S:1f": a part of a page that was sent as it was made, which a script moves into its place. */
static bool is_streamed(hsay_str id)
{
    if (!hsay_str_starts(id, HSAY_STR("S:")) || id.len < 3)
        return false;
    for (size_t i = 2; i < id.len; i++)
        if (!hsay_char_is_digit(id.ptr[i]) && (id.ptr[i] < 'a' || id.ptr[i] > 'f'))
            return false;
    return true;
}

static bool is_hidden(const hsay_nodes *nodes, uint32_t i)
{
    if (hsay_node__attr(nodes, i, HSAY_ATTR_HIDDEN).len)
        return !is_streamed(hsay_node__attr(nodes, i, HSAY_ATTR_ID));
    hsay_str style = hsay_str_cut(hsay_node__attr(nodes, i, HSAY_ATTR_STYLE), 0, ATTR_BYTES);
    return hsay_str_find_nocase(style, HSAY_STR("display:none"), 0) != SIZE_MAX ||
           hsay_str_find_nocase(style, HSAY_STR("display: none"), 0) != SIZE_MAX ||
           hsay_str_find_nocase(style, HSAY_STR("visibility:hidden"), 0) != SIZE_MAX;
}

static const hsay_lexicon_row *row_of_node(const hsay_nodes *nodes, uint32_t i, known_names *known)
{
    static const hsay_attr_name NAMES[] = {HSAY_ATTR_CLASS, HSAY_ATTR_ID, HSAY_ATTR_ROLE};
    const hsay_lexicon_row *row = NULL;
    for (size_t k = 0; !row && k < sizeof NAMES / sizeof *NAMES; k++)
        row = row_of_names(known, hsay_node__attr(nodes, i, NAMES[k]));
    return row;
}

/* What a row says, whether it counts here or not. */
static hsay_names_say said(const hsay_lexicon_row *row)
{
    if (!row || strcmp(row->fields[0], "none") == 0)
        return HSAY_NAMES_NOTHING;
    if (strcmp(row->fields[0], "drop") != 0)
        return HSAY_NAMES_FURNITURE;
    return strcmp(row->fields[1], "weak") == 0 ? HSAY_NAMES_WEAK : HSAY_NAMES_DROP;
}

static void mark(hsay_node_facts *fact, const hsay_lexicon_row *row)
{
    if (strcmp(row->fields[0], "drop") == 0) {
        fact->dropped = true;
        return;
    }
    for (int reason = 0; reason < HSAY_FURNITURE_COUNT; reason++)
        if (strcmp(row->fields[0], hsay_furniture_name((hsay_furniture_reason)reason)) == 0) {
            fact->marked = true;
            fact->reason = (hsay_furniture_reason)reason;
        }
}

/* Whether `part` is more than `percent` of `whole`, by a whole percent. */
static bool is_over(uint32_t part, uint32_t whole, uint64_t percent)
{
    return whole && part * 100ull >= (percent + 1) * whole;
}

/* What the node's own tag and names say; `known` NULL: its tag alone.  What holds most of the page
 * is not dropped by a name. */
static void judge(const hsay_nodes *nodes, hsay_node_facts *facts, uint32_t i, known_names *known)
{
    const hsay_node *node = &nodes->items[i];
    hsay_node_facts *f = &facts[i];
    bool large = is_over(f->chars, facts[0].chars, HSAY_CONTENT_KEEP_PERCENT) ||
                 is_over(f->good, facts[0].good, HSAY_CONTENT_KEEP_PROSE_PERCENT);
    if (node->tag == HSAY_TAG_FIGCAPTION || node->tag == HSAY_TAG_CAPTION) {
        f->marked = true;
        f->reason = HSAY_FURNITURE_CAPTION;
    }
    const hsay_lexicon_row *row = known && node->attr_count ? row_of_node(nodes, i, known) : NULL;
    f->names = said(row);
    f->hidden = known && node->attr_count && is_hidden(nodes, i) &&
                !(f->good >= HSAY_CONTENT_HELD_CHARS && hsay_paywall__is_named(nodes, i));
    if (node->tag == HSAY_TAG_HTML || node->tag == HSAY_TAG_BODY || large)
        return;
    if ((hsay_tag__nature(node->tag) & HSAY_TAG_IS_ASIDE) || f->hidden) {
        f->dropped = true;
        return;
    }
    if (!row || node->tag == HSAY_TAG_ARTICLE || node->tag == HSAY_TAG_MAIN)
        return;
    if (f->names == HSAY_NAMES_DROP ||
        !is_over(f->chars, facts[0].chars, HSAY_CONTENT_WEAK_PERCENT))
        mark(f, row);
}

/* Sums text and links up the tree, without what is dropped. */
static void add_up(const hsay_nodes *nodes, hsay_node_facts *facts)
{
    for (uint32_t i = 0; i < nodes->count; i++)
        facts[i].chars = facts[i].links = facts[i].good = 0;
    for (uint32_t i = nodes->count; i-- > 0;) {
        const hsay_node *node = &nodes->items[i];
        if (facts[i].dropped) {
            facts[i].chars = facts[i].links = facts[i].good = 0;
            continue;
        }
        if (node->tag == HSAY_TAG_TEXT) {
            facts[i].chars = facts[i].own_chars;
            facts[i].links = facts[i].in_link ? facts[i].own_chars : 0;
        }
        hsay_node_facts *up = &facts[node->parent];
        if (i == 0)
            break;
        up->chars += facts[i].chars;
        up->links += facts[i].links;
        up->good += facts[i].good;
    }
}

static void inherit(const hsay_nodes *nodes, hsay_node_facts *facts)
{
    for (uint32_t i = 0; i < nodes->count; i++) {
        const hsay_node *node = &nodes->items[i];
        const hsay_node_facts *up = &facts[node->parent];
        unsigned nature = hsay_tag__nature(node->tag);
        facts[i].block = i == 0 || (nature & HSAY_TAG_IS_BLOCK) ? i : up->block;
        if (i == 0)
            continue;
        facts[i].in_link = up->in_link || node->tag == HSAY_TAG_A;
        facts[i].silent |= up->silent || (nature & HSAY_TAG_IS_SILENT);
        facts[i].dropped |= up->dropped || facts[i].silent;
        if (up->marked && !facts[i].marked) {
            facts[i].marked = true;
            facts[i].reason = up->reason;
        }
    }
}

/* Gives each text to its block; texts keep their own counts. */
static void fill_blocks(const hsay_nodes *nodes, hsay_node_facts *facts)
{
    for (uint32_t i = 0; i < nodes->count; i++)
        if (nodes->items[i].tag != HSAY_TAG_TEXT)
            facts[i].own_chars = facts[i].own_links = facts[i].own_stops = 0;
    for (uint32_t i = 1; i < nodes->count; i++) {
        if (nodes->items[i].tag != HSAY_TAG_TEXT || facts[i].dropped)
            continue;
        hsay_node_facts *block = &facts[facts[i].block];
        block->own_chars += facts[i].own_chars;
        block->own_links += facts[i].in_link ? facts[i].own_chars : 0;
        block->own_stops += facts[i].own_stops;
    }
}

static void find_prose(const hsay_nodes *nodes, hsay_node_facts *facts)
{
    for (uint32_t i = 0; i < nodes->count; i++) {
        hsay_node_facts *f = &facts[i];
        if (nodes->items[i].tag == HSAY_TAG_TEXT || f->dropped || f->marked ||
            (hsay_tag__nature(nodes->items[i].tag) & HSAY_TAG_IS_HEADING))
            continue;
        bool prose = f->own_chars >= HSAY_CONTENT_PARAGRAPH_CHARS && f->own_stops > 0 &&
                     f->own_links * 100ull <= f->own_chars * (uint64_t)HSAY_CONTENT_PARAGRAPH_LINKS;
        if (prose)
            f->good = f->own_chars - f->own_links;
    }
    for (uint32_t i = nodes->count; i-- > 1;)
        if (!facts[i].dropped)
            facts[nodes->items[i].parent].good += facts[i].good;
}

static void sum(const hsay_nodes *nodes, hsay_node_facts *facts)
{
    add_up(nodes, facts);
    fill_blocks(nodes, facts);
    find_prose(nodes, facts);
}

hsay_node_facts *hsay_content__facts(hsay_arena *arena, const hsay_nodes *nodes, bool strict)
{
    hsay_node_facts *facts = hsay_arena_array(arena, nodes->count, sizeof *facts);
    known_names *known = strict ? hsay_arena_alloc(arena, sizeof *known) : NULL;
    if (!facts || (strict && !known))
        return NULL;
    inherit(nodes, facts);
    for (uint32_t i = 0; i < nodes->count; i++)
        if (!facts[i].dropped)
            measure(nodes->items[i].text, &facts[i]);
    sum(nodes, facts);
    for (uint32_t i = 1; i < nodes->count; i++)
        if (nodes->items[i].tag != HSAY_TAG_TEXT && !facts[i].dropped)
            judge(nodes, facts, i, known);
    inherit(nodes, facts);
    sum(nodes, facts);
    return facts;
}
