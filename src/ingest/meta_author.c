/*
 * Names that were offered as authors, and which of them are: those of the best rank.  What is the
 * outlet's own name, an organisation, or stands far from the headline comes last; a list that
 * holds all names chosen and more is taken instead.
 */
#include "ingest/meta.h"

#include <string.h>

#include "base/str.h"

enum {
    LAST = 64,       /* ranks behind for the outlet itself or an organisation, told to machines */
    LAST_SHOWN = 22, /* the same where the page shows it near the headline */
    FAR = HSAY_META_PART_FAR, /* for an element that does not stand near the headline */
    ACCOUNT = 36,             /* for the name of an account: "ada_orrin" */
    PHRASE = 20,              /* for several words that look like no name */
    NEVER = HSAY_META_PART_NEVER,
    WORST = 100,       /* from this rank on a name is none */
    SPREAD = 16,       /* nodes between two authors in one byline */
    NEAR_BEFORE = 120, /* nodes before and behind the headline that are near */
    NEAR_BEHIND = 400,
    LIST_MOST = 8, /* names in a list that is taken for a shorter one */
    CLASS_BYTES = 200,
    ANCESTORS = 256, /* elements around one that are asked */
};

void hsay_meta__offer_author(hsay_arena *arena, hsay_meta *meta, hsay_str value,
                             const hsay_meta_source *source)
{
    hsay_str names[HSAY_BYLINE_NAMES];
    uint32_t count = hsay_byline__names(arena, value, source->trust, names);
    for (uint32_t i = 0; i < count && meta->candidate_count < HSAY_META_CANDIDATES; i++)
        meta->candidates[meta->candidate_count++] =
            (hsay_meta_candidate){.name = names[i], .source = *source};
}

/* Letters and digits of `a` and `b` are the same, whatever their case. */
static bool same_letters(hsay_str a, hsay_str b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.len && !hsay_char_is_alpha(a.ptr[i]) && !hsay_char_is_digit(a.ptr[i]) &&
               (unsigned char)a.ptr[i] < 0x80)
            i++;
        while (k < b.len && !hsay_char_is_alpha(b.ptr[k]) && !hsay_char_is_digit(b.ptr[k]) &&
               (unsigned char)b.ptr[k] < 0x80)
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if (hsay_char_lower(a.ptr[i++]) != hsay_char_lower(b.ptr[k++]))
            return false;
    }
}

/* A word of the name is an address: "velmora.example", "Velmora Post (www.velmora.example)". */
static bool is_address(hsay_str name)
{
    for (size_t start = 0, at = 0; at <= name.len; at++) {
        if (at < name.len && name.ptr[at] != ' ')
            continue;
        hsay_str word = hsay_str_cut(name, start, at);
        const char *point = word.len ? memchr(word.ptr, '.', word.len) : NULL;
        if (point && point > word.ptr + 2 && point < word.ptr + word.len - 2 &&
            !hsay_char_is_upper(point[1]))
            return true;
        start = at + 1;
    }
    return false;
}

/* "ada_orrin", "ada.orrin" */
static bool is_account(hsay_str name)
{
    const char *mark = memchr(name.ptr, '_', name.len);
    if (!mark)
        mark = memchr(name.ptr, '.', name.len);
    return mark && !memchr(name.ptr, ' ', name.len) && mark > name.ptr &&
           mark < name.ptr + name.len - 1 && !hsay_char_is_upper(mark[1]);
}

static bool has_word(const hsay_nodes *nodes, uint32_t node, hsay_str word)
{
    return hsay_str_holds_nocase(hsay_node__attr(nodes, node, HSAY_ATTR_CLASS), CLASS_BYTES,
                                 word) ||
           hsay_str_holds_nocase(hsay_node__attr(nodes, node, HSAY_ATTR_ID), CLASS_BYTES, word);
}

int hsay_meta__part(const hsay_nodes *nodes, uint32_t node, uint32_t headline)
{
    int penalty = 0;
    uint32_t i = node;
    for (int up = 0; up < ANCESTORS && i > 0; up++, i = nodes->items[i].parent) {
        if (i <= headline && headline < nodes->items[i].end)
            break;
        if (has_word(nodes, i, HSAY_STR("comment")))
            return HSAY_META_PART_NEVER;
        hsay_tag tag = nodes->items[i].tag;
        if (tag == HSAY_TAG_ASIDE || tag == HSAY_TAG_NAV || tag == HSAY_TAG_FOOTER ||
            has_word(nodes, i, HSAY_STR("related")) || has_word(nodes, i, HSAY_STR("sidebar")) ||
            has_word(nodes, i, HSAY_STR("teaser")))
            penalty = HSAY_META_PART_FAR;
    }
    return penalty;
}

static int penalty_of(const hsay_nodes *nodes, const hsay_meta *meta, const hsay_meta_candidate *c,
                      uint32_t headline)
{
    int penalty = 0;
    uint32_t node = c->source.node;
    hsay_str outlet = meta->values[HSAY_META_OUTLET];
    hsay_str domain = hsay_str_cut(meta->domain, 0, hsay_str_find(meta->domain, HSAY_STR("."), 0));
    bool own = ((same_letters(c->name, outlet) || same_letters(c->name, domain)) &&
                !hsay_byline__is_known(c->name)) ||
               is_address(c->name);
    if (own || c->source.is_organisation)
        penalty += node ? LAST_SHOWN : LAST;
    else if (is_account(c->name))
        penalty += ACCOUNT;
    if (node == 0)
        return penalty;
    if (memchr(c->name.ptr, ' ', c->name.len) && !hsay_byline__is_person(c->name))
        penalty += PHRASE;
    bool far = c->source.rank < HSAY_META_RANK_PERSON &&
               (node + NEAR_BEFORE < headline || node > headline + NEAR_BEHIND);
    int part = hsay_meta__part(nodes, node, headline);
    if (part && c->source.rank >= HSAY_META_RANK_PERSON && !hsay_byline__is_known(c->name))
        return NEVER;
    return penalty + (part > FAR || !far ? part : FAR);
}

static bool is_listed(const hsay_meta *meta, hsay_str name)
{
    for (uint32_t i = 0; i < meta->author_count; i++)
        if (same_letters(meta->authors[i], name))
            return true;
    return false;
}

/* The names of one rank, those of elements only as long as one stands near the other. */
static void gather(hsay_meta *meta, int rank)
{
    uint32_t last = 0;
    meta->author_count = 0;
    for (uint32_t i = 0; i < meta->candidate_count; i++) {
        const hsay_meta_candidate *c = &meta->candidates[i];
        if (c->rank != rank || meta->author_count == HSAY_META_AUTHORS)
            continue;
        uint32_t node = c->source.node;
        if (node && last && node > last + SPREAD)
            break;
        last = node;
        meta->methods[HSAY_META_AUTHOR] = c->source.method;
        if (!is_listed(meta, c->name))
            meta->authors[meta->author_count++] = c->name;
    }
}

/* How many names of that rank there are; 0 where one of those chosen is missing, or where they
 * stand in several elements. */
static uint32_t holds_all(const hsay_meta *meta, int rank)
{
    uint32_t found = 0, all = 0, node = 0;
    for (uint32_t i = 0; i < meta->candidate_count; i++) {
        if (meta->candidates[i].rank != rank)
            continue;
        if (all && meta->candidates[i].source.node != node)
            return 0;
        node = meta->candidates[i].source.node;
        all++;
    }
    for (uint32_t k = 0; k < meta->author_count; k++)
        for (uint32_t i = 0; i < meta->candidate_count; i++)
            if (meta->candidates[i].rank == rank &&
                same_letters(meta->candidates[i].name, meta->authors[k])) {
                found++;
                break;
            }
    return found == meta->author_count ? all : 0;
}

/* "Ada" becomes "Ada Orrin" where that stands by the headline. */
static void fill_out(hsay_meta *meta)
{
    for (uint32_t i = 0; i < meta->author_count; i++) {
        hsay_str *name = &meta->authors[i];
        for (uint32_t k = 0; k < meta->candidate_count && !memchr(name->ptr, ' ', name->len); k++) {
            hsay_str other = meta->candidates[k].name;
            if (meta->candidates[k].rank < HSAY_META_RANK_GUESS && hsay_byline__is_person(other) &&
                other.ptr[name->len < other.len ? name->len : 0] == ' ' &&
                hsay_str_starts_nocase(other, *name))
                *name = other;
        }
    }
}

void hsay_meta__settle_authors(const hsay_nodes *nodes, uint32_t headline, hsay_meta *meta)
{
    int best = WORST;
    for (uint32_t i = 0; i < meta->candidate_count; i++) {
        hsay_meta_candidate *c = &meta->candidates[i];
        c->rank = c->source.rank + penalty_of(nodes, meta, c, headline);
        best = c->rank < best ? c->rank : best;
    }
    if (best >= WORST)
        return;
    gather(meta, best);
    for (int rank = HSAY_META_RANK_ARTICLE; rank < HSAY_META_RANK_PERSON; rank++) {
        uint32_t all = rank == best ? 0 : holds_all(meta, rank);
        if (all > meta->author_count && all <= LIST_MOST) {
            gather(meta, rank);
            break;
        }
    }
    fill_out(meta);
    meta->ranks[HSAY_META_AUTHOR] = best;
}
