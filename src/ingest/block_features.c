/* Blocks become features: the text of each, what stands above it, and what stands around it. */
#include "ingest/block_features.h"

#include "ingest/block_above.h"
#include "ingest/block_bytes.h"

/* Sums over all blocks before one: what stands between two blocks is a difference. */
typedef struct sums {
    uint32_t chars, links, stops, ruled_chars, ruled;
} sums;

typedef struct maker {
    const hsay_nodes *nodes;
    const hsay_node_facts *facts;
    const hsay_blocks *blocks;
    const hsay_block_tables *tables;
    const hsay_block_above *above;
    uint32_t *block_at; /* of each node, and behind the last: the first block at or behind it */
    sums *before;       /* of each block, and behind the last */
    uint8_t *values;
    uint32_t stride;
} maker;

static void look_at_nodes(maker *m)
{
    uint32_t block = 0;
    for (uint32_t i = 0; i < m->nodes->count; i++) {
        while (block < m->blocks->count && m->blocks->items[block].first < i)
            block++;
        m->block_at[i] = block;
    }
    m->block_at[m->nodes->count] = m->blocks->count;
}

static void add_up(maker *m)
{
    sums now = {0};
    for (uint32_t i = 0; i < m->blocks->count; i++) {
        const hsay_block *b = &m->blocks->items[i];
        m->before[i] = now;
        now.chars += b->chars;
        now.links += b->links;
        now.stops += b->stops;
        now.ruled_chars += b->ruled ? b->chars : 0;
        now.ruled += b->ruled;
    }
    m->before[m->blocks->count] = now;
}

static sums between(const maker *m, uint32_t from, uint32_t to)
{
    const sums *a = &m->before[from], *b = &m->before[to];
    return (sums){b->chars - a->chars, b->links - a->links, b->stops - a->stops,
                  b->ruled_chars - a->ruled_chars, b->ruled - a->ruled};
}

static void set(const maker *m, uint32_t block, hsay_block_feature feature, uint8_t value)
{
    m->values[(size_t)feature * m->stride + block] = value;
}

/* Counts of a block's bytes. */
typedef struct looks {
    uint32_t words, letters, digits, uppers, marks, quotes, runs;
    uint64_t hash;
    unsigned char first, last;
} looks;

enum { SPACE = 1, DIGIT = 2, UPPER = 4, MARK = 8, QUOTE = 16, LATER = 32 };
static const uint8_t KINDS[256] = {
    [' '] = SPACE,          ['\t'] = SPACE, ['\n'] = SPACE,        ['\v'] = SPACE,
    ['\f'] = SPACE,         ['\r'] = SPACE, ['0' ... '9'] = DIGIT, ['A' ... 'Z'] = UPPER,
    ['|'] = MARK,           ['/'] = MARK,   ['@'] = MARK,          ['>'] = MARK,
    ['#'] = MARK,           ['+'] = MARK,   ['$'] = MARK,          ['%'] = MARK,
    ['"'] = QUOTE,          [0xC2] = MARK, /* (c), <<, and other signs of Latin-1 */
    [0x80 ... 0xBF] = LATER};

static void look(hsay_str text, looks *l)
{
    bool space = true;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        unsigned kind = KINDS[c];
        if (kind & SPACE) {
            space = true;
            continue;
        }
        l->words += space;
        l->uppers += space && (kind & UPPER);
        l->letters += !(kind & LATER);
        l->digits += (kind & DIGIT) != 0;
        l->marks += (kind & MARK) != 0;
        l->quotes += (kind & QUOTE) != 0;
        l->hash = (l->hash ^ c) * 0x100000001B3u;
        l->first = l->first ? l->first : c;
        l->last = c;
        space = false;
    }
}

static looks look_at(const maker *m, const hsay_block *b)
{
    looks l = {0};
    for (uint32_t i = b->first; i < b->last; i++) {
        const hsay_node *node = &m->nodes->items[i];
        if (m->facts[i].silent) {
            i = node->end - 1;
        } else if (node->tag == HSAY_TAG_TEXT) {
            look(node->text, &l);
            l.runs++;
        }
    }
    return l;
}

static uint8_t kind_of_last(unsigned char c)
{
    return c == '.'               ? 5
           : c == '!' || c == '?' ? 4
           : c == ':'             ? 2
           : c >= 0x80            ? 3
           : c == ','             ? 1
                                  : 0;
}

static uint8_t kind_of_first(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? 3 : c >= 'a' && c <= 'z' ? 1 : c >= '0' && c <= '9' ? 0 : 2;
}

static void of_text(const maker *m, uint32_t i, looks l)
{
    const hsay_block *b = &m->blocks->items[i];
    set(m, i, HSAY_BLOCK_CHARS, hsay_block__scale(b->chars));
    set(m, i, HSAY_BLOCK_WORDS, hsay_block__scale(l.words));
    set(m, i, HSAY_BLOCK_LINKS, hsay_block__share(b->links, b->chars));
    set(m, i, HSAY_BLOCK_STOPS, hsay_block__byte(b->stops));
    set(m, i, HSAY_BLOCK_STOPS_SHARE, hsay_block__byte(b->stops * 2000ull / (b->chars + 1)));
    set(m, i, HSAY_BLOCK_WORD_LENGTH, hsay_block__byte(b->chars * 16ull / (l.words + 1)));
    set(m, i, HSAY_BLOCK_DIGITS, hsay_block__share(l.digits, l.letters));
    set(m, i, HSAY_BLOCK_UPPERS, hsay_block__share(l.uppers, l.words));
    set(m, i, HSAY_BLOCK_MARKS, hsay_block__byte(l.marks));
    set(m, i, HSAY_BLOCK_LAST, kind_of_last(l.last));
    set(m, i, HSAY_BLOCK_FIRST, kind_of_first(l.first));
    set(m, i, HSAY_BLOCK_RUNS, hsay_block__byte(l.runs));
    set(m, i, HSAY_BLOCK_QUOTES, hsay_block__byte(l.quotes));
}

/* -128 to 127 as a byte. */
static uint8_t odds(int64_t value)
{
    return (uint8_t)(value < -128 ? 0 : value > 127 ? 255 : value + 128);
}

/* What its words say, in sum, in the mean, the first two, and the one that says most against. */
static void of_words(const maker *m, uint32_t i)
{
    uint16_t buckets[2 * HSAY_BLOCK_MOST_WORDS];
    int64_t sum = 0, least = 0, first = 0;
    uint32_t count =
        m->tables ? hsay_block__words(m->nodes, m->facts, &m->blocks->items[i], buckets) : 0;
    for (uint32_t k = 0; k < count; k++) {
        int64_t say = m->tables->words[buckets[k]];
        sum += say;
        least = say < least ? say : least;
        first += k < 3 ? say : 0;
    }
    set(m, i, HSAY_BLOCK_ODDS, odds(sum / 4));
    set(m, i, HSAY_BLOCK_ODDS_MEAN, odds(count ? sum * 4 / count : 0));
    set(m, i, HSAY_BLOCK_ODDS_FIRST, odds(first));
    set(m, i, HSAY_BLOCK_ODDS_LEAST, odds(least));
}

/* Tags in an order from prose to furniture, so that one threshold parts them. */
static uint8_t kind_of_tag(hsay_tag tag)
{
    static const uint8_t KIND[HSAY_TAG_COUNT] = {
        [HSAY_TAG_P] = 1,        [HSAY_TAG_BLOCKQUOTE] = 2,  [HSAY_TAG_PRE] = 3,
        [HSAY_TAG_H2] = 4,       [HSAY_TAG_H3] = 5,          [HSAY_TAG_H4] = 6,
        [HSAY_TAG_H1] = 7,       [HSAY_TAG_H5] = 8,          [HSAY_TAG_H6] = 8,
        [HSAY_TAG_TD] = 9,       [HSAY_TAG_TH] = 10,         [HSAY_TAG_DD] = 11,
        [HSAY_TAG_DT] = 12,      [HSAY_TAG_LI] = 13,         [HSAY_TAG_ARTICLE] = 14,
        [HSAY_TAG_MAIN] = 14,    [HSAY_TAG_SECTION] = 15,    [HSAY_TAG_DIV] = 16,
        [HSAY_TAG_FIGURE] = 17,  [HSAY_TAG_FIGCAPTION] = 18, [HSAY_TAG_HEADER] = 19,
        [HSAY_TAG_ADDRESS] = 20, [HSAY_TAG_BUTTON] = 21,     [HSAY_TAG_FORM] = 22,
        [HSAY_TAG_FOOTER] = 23,  [HSAY_TAG_NAV] = 24};
    return KIND[tag] ? KIND[tag] : 15;
}

static void of_tree(const maker *m, uint32_t i)
{
    const hsay_block *b = &m->blocks->items[i];
    const hsay_block_above *a = &m->above[m->nodes->items[b->first].parent];
    const hsay_node_facts *f = &m->facts[b->first];
    hsay_tag tag = m->nodes->items[b->node].tag;
    set(m, i, HSAY_BLOCK_TAG, kind_of_tag(tag));
    set(m, i, HSAY_BLOCK_LEVEL,
        tag >= HSAY_TAG_H1 && tag <= HSAY_TAG_H6 ? 7 - (tag - HSAY_TAG_H1) : 0);
    set(m, i, HSAY_BLOCK_DEPTH, a->depth);
    set(m, i, HSAY_BLOCK_LISTS, a->lists);
    set(m, i, HSAY_BLOCK_TABLES, a->tables);
    set(m, i, HSAY_BLOCK_INSIDE, kind_of_tag(m->nodes->items[m->nodes->items[b->node].parent].tag));
    set(m, i, HSAY_BLOCK_ASIDES, a->asides);
    set(m, i, HSAY_BLOCK_HIDDEN, a->hidden);
    set(m, i, HSAY_BLOCK_MARKED, f->marked);
    set(m, i, HSAY_BLOCK_REASON, f->marked ? (uint8_t)(f->reason + 1) : 0);
    set(m, i, HSAY_BLOCK_DROPS, a->drops);
    set(m, i, HSAY_BLOCK_DROP_NEAR, a->drop_near);
    set(m, i, HSAY_BLOCK_WEAKS, a->weaks);
    set(m, i, HSAY_BLOCK_WEAK_NEAR, a->weak_near);
    set(m, i, HSAY_BLOCK_ARTICLES, a->articles);
    set(m, i, HSAY_BLOCK_MAINS, a->mains);
    set(m, i, HSAY_BLOCK_HEADERS, a->headers);
    set(m, i, HSAY_BLOCK_FOOTERS, a->footers);
    set(m, i, HSAY_BLOCK_NAVS, a->navs);
    set(m, i, HSAY_BLOCK_FORMS, a->forms);
    set(m, i, HSAY_BLOCK_FIGURES, a->figures);
    set(m, i, HSAY_BLOCK_QUOTED, a->quoted);
    set(m, i, HSAY_BLOCK_NAMES_OWN, odds(m->above[b->node].own));
    set(m, i, HSAY_BLOCK_NAMES_NEAR, odds(a->names));
    set(m, i, HSAY_BLOCK_NAMES_NEAR2, odds(a->names_above));
    set(m, i, HSAY_BLOCK_NAMES_SUM, odds(a->sum / 4));
    set(m, i, HSAY_BLOCK_NAMES_LEAST, odds(a->least));
    set(m, i, HSAY_BLOCK_NAMES_MOST, odds(a->most));
}

/* The block range of the element `levels` above the block's own. */
static void range_above(const maker *m, const hsay_block *b, int levels, uint32_t *from,
                        uint32_t *to)
{
    uint32_t node = b->node;
    for (int k = 0; k < levels; k++)
        node = m->nodes->items[node].parent;
    *from = m->block_at[node];
    *to = m->block_at[m->nodes->items[node].end];
}

static void of_element(const maker *m, uint32_t i, int levels, hsay_block_feature first)
{
    uint32_t from, to;
    range_above(m, &m->blocks->items[i], levels, &from, &to);
    sums s = between(m, from, to);
    set(m, i, first, hsay_block__share(s.links, s.chars));
    set(m, i, first + 1, hsay_block__scale(s.chars));
    set(m, i, first + 2, hsay_block__scale(to - from));
    set(m, i, first + 3, hsay_block__share(s.chars, m->before[m->blocks->count].chars));
    set(m, i, first + 4, hsay_block__share(s.ruled_chars, s.chars));
    set(m, i, first + 5, hsay_block__byte(s.stops * 2000ull / (s.chars + 1)));
    if (levels < 4)
        set(m, i, levels == 1 ? HSAY_BLOCK_UP1_PLACE : HSAY_BLOCK_UP2_PLACE,
            hsay_block__share(i - from, to - from));
}

static void of_neighbour(const maker *m, uint32_t i, int64_t other, hsay_block_feature first,
                         bool near)
{
    if (other < 0 || other >= m->blocks->count)
        return;
    const hsay_block *b = &m->blocks->items[other];
    set(m, i, first++, hsay_block__scale(b->chars));
    set(m, i, first++, hsay_block__share(b->links, b->chars));
    if (near) {
        set(m, i, first++, hsay_block__byte(b->stops));
        set(m, i, first++, kind_of_tag(m->nodes->items[b->node].tag));
    }
    set(m, i, first, b->ruled);
}

static bool is_like(const maker *m, uint32_t i, int64_t other)
{
    if (other < 0 || other >= m->blocks->count)
        return false;
    uint32_t a = m->blocks->items[i].node, b = m->blocks->items[other].node;
    return a == b || (m->nodes->items[a].tag == m->nodes->items[b].tag &&
                      m->nodes->items[a].parent == m->nodes->items[b].parent);
}

static void of_neighbours(const maker *m, uint32_t i)
{
    of_neighbour(m, i, (int64_t)i - 1, HSAY_BLOCK_BEFORE_CHARS, true);
    of_neighbour(m, i, (int64_t)i - 2, HSAY_BLOCK_BEFORE2_CHARS, false);
    of_neighbour(m, i, (int64_t)i + 1, HSAY_BLOCK_NEXT_CHARS, true);
    of_neighbour(m, i, (int64_t)i + 2, HSAY_BLOCK_NEXT2_CHARS, false);
    set(m, i, HSAY_BLOCK_SAME_BEFORE, is_like(m, i, (int64_t)i - 1));
    set(m, i, HSAY_BLOCK_SAME_NEXT, is_like(m, i, (int64_t)i + 1));
    uint32_t from = i > 5 ? i - 5 : 0, to = i + 6 < m->blocks->count ? i + 6 : m->blocks->count;
    sums s = between(m, from, to);
    set(m, i, HSAY_BLOCK_NEAR_CHARS, hsay_block__scale(s.chars));
    set(m, i, HSAY_BLOCK_NEAR_LINKS, hsay_block__share(s.links, s.chars));
    set(m, i, HSAY_BLOCK_NEAR_RULED, hsay_block__share(s.ruled, to - from));
    set(m, i, HSAY_BLOCK_NEAR_STOPS, hsay_block__byte(s.stops * 2000ull / (s.chars + 1)));
}

static void of_page(const maker *m, uint32_t i, uint32_t articles)
{
    const hsay_block *b = &m->blocks->items[i];
    sums all = m->before[m->blocks->count], before = m->before[i];
    uint32_t top = m->blocks->top, end = m->nodes->items[top].end;
    bool in_top = b->first >= top && b->first < end;
    uint32_t to_top = in_top ? 0 : b->first < top ? m->block_at[top] - i : i - m->block_at[end] + 1;
    set(m, i, HSAY_BLOCK_PLACE, hsay_block__share(i, m->blocks->count));
    set(m, i, HSAY_BLOCK_PLACE_CHARS, hsay_block__share(before.chars, all.chars));
    set(m, i, HSAY_BLOCK_IN_TOP, in_top);
    set(m, i, HSAY_BLOCK_TO_TOP,
        b->first < top ? hsay_block__byte(128 - (to_top > 64 ? 64 : to_top))
                       : hsay_block__byte(128 + (to_top > 64 ? 64 : to_top)));
    set(m, i, HSAY_BLOCK_DROPPED, b->dropped);
    set(m, i, HSAY_BLOCK_RULED, b->ruled);
    set(m, i, HSAY_BLOCK_RULED_BEFORE, hsay_block__share(before.ruled_chars, all.ruled_chars));
    set(m, i, HSAY_BLOCK_RULED_BEHIND,
        hsay_block__share(all.ruled_chars - m->before[i + 1].ruled_chars, all.ruled_chars));
    set(m, i, HSAY_BLOCK_PAGE_CHARS, hsay_block__scale(all.chars));
    set(m, i, HSAY_BLOCK_PAGE_BLOCKS, hsay_block__scale(m->blocks->count));
    set(m, i, HSAY_BLOCK_PAGE_LINKS, hsay_block__share(all.links, all.chars));
    set(m, i, HSAY_BLOCK_PAGE_RULED, hsay_block__scale(all.ruled_chars));
    set(m, i, HSAY_BLOCK_PAGE_ARTICLES, hsay_block__byte(articles));
    set(m, i, HSAY_BLOCK_PAGE_PROSE, hsay_block__share(m->facts[top].good, m->facts[0].good));
}

/* How far back the last block of a kind stands: kept by the rules, a heading, <h1>. */
static void of_what_stands_before(const maker *m)
{
    uint32_t ruled = 0, heading = 0, h1 = 0;
    for (uint32_t i = 0; i < m->blocks->count; i++) {
        const hsay_block *b = &m->blocks->items[i];
        hsay_tag tag = m->nodes->items[b->node].tag;
        if (hsay_tag__nature(tag) & HSAY_TAG_IS_HEADING)
            heading = i + 1;
        if (tag == HSAY_TAG_H1)
            h1 = i + 1;
        set(m, i, HSAY_BLOCK_BEHIND_RULED, ruled ? hsay_block__scale(i - ruled) : 255);
        set(m, i, HSAY_BLOCK_BEHIND_HEADING, heading ? hsay_block__scale(i + 1 - heading) : 255);
        set(m, i, HSAY_BLOCK_BEHIND_H1, h1 ? hsay_block__scale(i + 1 - h1) : 255);
        if (heading) {
            const hsay_block *h = &m->blocks->items[heading - 1];
            set(m, i, HSAY_BLOCK_HEADING_RULED, h->ruled);
            set(m, i, HSAY_BLOCK_HEADING_NAMES, m->above[h->node].drop_near);
        }
        if (b->ruled)
            ruled = i + 1;
    }
    ruled = 0;
    for (uint32_t i = m->blocks->count; i-- > 0;) {
        set(m, i, HSAY_BLOCK_BEFORE_RULED, ruled ? hsay_block__scale(ruled - 1 - i) : 255);
        if (m->blocks->items[i].ruled)
            ruled = i + 1;
    }
}

/* Blocks with the same text: how many, by their hashes. */
static void count_repeats(hsay_arena *arena, const maker *m, const uint64_t *hashes)
{
    uint32_t size = 16;
    while (size < 2 * m->blocks->count)
        size *= 2;
    uint32_t *slots = hsay_arena_array(arena, size, sizeof *slots);
    uint8_t *counts = hsay_arena_array(arena, m->blocks->count + 1, 1);
    for (int round = 0; slots && counts && round < 2; round++)
        for (uint32_t i = 0; i < m->blocks->count; i++) {
            uint32_t at = (uint32_t)(hashes[i] >> 20) & (size - 1);
            while (slots[at] && hashes[slots[at] - 1] != hashes[i])
                at = (at + 1) & (size - 1);
            if (!slots[at])
                slots[at] = i + 1;
            if (round == 0)
                counts[slots[at] - 1] = hsay_block__byte(counts[slots[at] - 1] + 1u);
            else
                set(m, i, HSAY_BLOCK_REPEATS, counts[slots[at] - 1]);
        }
}

static void make(hsay_arena *arena, maker *m)
{
    uint32_t articles = 0, count = m->blocks->count;
    uint64_t *hashes = hsay_arena_array(arena, count + 1, sizeof *hashes);
    for (uint32_t i = 0; i < m->nodes->count; i++)
        articles += m->nodes->items[i].tag == HSAY_TAG_ARTICLE;
    look_at_nodes(m);
    add_up(m);
    for (uint32_t i = 0; hashes && i < count; i++) {
        looks l = look_at(m, &m->blocks->items[i]);
        hashes[i] = l.hash;
        of_text(m, i, l);
        of_words(m, i);
        of_tree(m, i);
        of_page(m, i, articles);
        of_element(m, i, 1, HSAY_BLOCK_UP1_LINKS);
        of_element(m, i, 2, HSAY_BLOCK_UP2_LINKS);
        of_element(m, i, 4, HSAY_BLOCK_UP4_LINKS);
        of_neighbours(m, i);
    }
    if (hashes)
        count_repeats(arena, m, hashes);
    of_what_stands_before(m);
}

hsay_block_features hsay_block__features(hsay_arena *arena, const hsay_nodes *nodes,
                                         const hsay_node_facts *facts, const hsay_blocks *blocks,
                                         const hsay_block_tables *tables)
{
    maker m = {.nodes = nodes, .facts = facts, .blocks = blocks, .tables = tables};
    m.stride = (blocks->count + HSAY_BLOCK_LANES - 1) / HSAY_BLOCK_LANES * HSAY_BLOCK_LANES;
    m.above = hsay_block__above(arena, nodes, facts, tables);
    m.block_at = hsay_arena_array(arena, nodes->count + 1, sizeof *m.block_at);
    m.before = hsay_arena_array(arena, blocks->count + 1, sizeof *m.before);
    m.values = hsay_arena_array(arena, (size_t)HSAY_BLOCK_FEATURES, m.stride);
    if (!m.above || !m.block_at || !m.before || !m.values)
        return (hsay_block_features){0};
    make(arena, &m);
    return (hsay_block_features){m.values, m.stride};
}
