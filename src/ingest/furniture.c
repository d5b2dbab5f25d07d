/*
 * Pieces judged by their words first, then by where they stand: the headline, captions' titles,
 * bullets, repeats, biographies, and what stands between, above or behind furniture.  Invariant: a
 * piece that reads as a sentence is cut only for its words, for being a repeat, or as an author's
 * biography.
 */
#include "ingest/furniture.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/pieces.h"

enum {
    HEAD_PIECES = 6,
    HEADLINE_WORDS = 28,
    SHORT_WORDS = 12, /* a line that may be a label */
    RUN_PIECES = 6,   /* labels in a row between furniture */
    BIO_WORDS = 80,
    REPEAT_WORDS = 5, /* shorter lines are repeats only where they are open */
    CAPTION_TITLE_WORDS = 16,
};

static void mark(hsay_piece *p, hsay_furniture_reason reason, hsay_str rule)
{
    if (p->furniture)
        return;
    p->furniture = true;
    p->reason = reason;
    p->rule = rule;
}

static bool is_label(const hsay_piece *p)
{
    return p->open && !p->quoted && p->words <= SHORT_WORDS;
}

/* Furniture that stands in zones of its own, not between the paragraphs of an article. */
static bool is_zone(const hsay_piece *p)
{
    static const bool BETWEEN[HSAY_FURNITURE_COUNT] = {
        [HSAY_FURNITURE_HEADLINE] = true, [HSAY_FURNITURE_BYLINE] = true,
        [HSAY_FURNITURE_CAPTION] = true,  [HSAY_FURNITURE_READ_MORE] = true,
        [HSAY_FURNITURE_ADVERT] = true,
    };
    return p->furniture && !BETWEEN[p->reason];
}

static void judge_words(hsay_str text, hsay_pieces all)
{
    for (uint32_t i = 0; i < all.count; i++)
        if (!hsay_cues__match(text, &all.items[i], i < HEAD_PIECES))
            hsay_captions__match(text, &all.items[i]);
}

/* The first line without a full stop, where a text follows; or the title as it is known. */
static void find_headline(hsay_article *article, hsay_pieces all)
{
    hsay_str text = article->text, title = hsay_str_trim(article->title);
    for (uint32_t i = 0; title.len && i < all.count; i++)
        if (hsay_str_equal_nocase(hsay_str_at(text, all.items[i].span), title))
            mark(&all.items[i], HSAY_FURNITURE_HEADLINE, HSAY_STR("title"));
    hsay_piece *first = all.items;
    if (title.len || all.count < 2 || first->furniture || !is_label(first + 1)) {
        bool sentence_follows = all.count >= 2 && all.items[1].words > 1;
        if (title.len || !sentence_follows || first->furniture)
            return;
    }
    hsay_str line = hsay_str_at(text, first->span);
    char last = line.ptr[line.len - 1];
    bool like = first->open || last == '?' || last == '!';
    if (!like || first->words < 2 || first->words > HEADLINE_WORDS || first->bullet)
        return;
    article->title = line;
    mark(first, HSAY_FURNITURE_HEADLINE, HSAY_STR("first-line"));
}

static void find_caption_titles(hsay_pieces all)
{
    for (uint32_t i = 1; i < all.count; i++) {
        hsay_piece *above = &all.items[i - 1], *p = &all.items[i];
        bool close = p->span.start - above->span.end <= 2;
        if (p->furniture && p->reason == HSAY_FURNITURE_CAPTION && close && above->open &&
            above->words <= CAPTION_TITLE_WORDS)
            mark(above, HSAY_FURNITURE_CAPTION, HSAY_STR("caption-title"));
    }
}

/* Hash without case, space and marks. */
static uint64_t fold(hsay_arena *arena, hsay_str s)
{
    char *folded = hsay_arena_alloc(arena, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; folded && i < s.len; i++)
        if (hsay_char_is_alpha(s.ptr[i]) || hsay_char_is_digit(s.ptr[i]) ||
            (unsigned char)s.ptr[i] >= 0x80)
            folded[len++] = hsay_char_lower(s.ptr[i]);
    return hsay_hash_fast((hsay_str){folded, len}, 0);
}

static void judge_repeat(hsay_piece *first, hsay_piece *again)
{
    if (again->words >= REPEAT_WORDS) {
        mark(again, HSAY_FURNITURE_REPEAT, HSAY_STR("repeated-block"));
    } else if (again->open && !again->quoted && again->words) {
        mark(first, HSAY_FURNITURE_REPEAT, HSAY_STR("repeated-label"));
        mark(again, HSAY_FURNITURE_REPEAT, HSAY_STR("repeated-label"));
    }
}

static void find_repeats(hsay_arena *arena, hsay_str text, hsay_pieces all)
{
    uint32_t size = 8;
    while (size < 2 * all.count)
        size *= 2;
    uint32_t *slots = hsay_arena_array(arena, size, sizeof *slots);
    uint64_t *hashes = hsay_arena_array(arena, all.count, sizeof *hashes);
    for (uint32_t i = 0; slots && hashes && i < all.count; i++) {
        hashes[i] = fold(arena, hsay_str_at(text, all.items[i].span));
        uint32_t at = (uint32_t)hashes[i] & (size - 1);
        while (slots[at] && hashes[slots[at] - 1] != hashes[i])
            at = (at + 1) & (size - 1);
        if (slots[at])
            judge_repeat(&all.items[slots[at] - 1], &all.items[i]);
        else
            slots[at] = i + 1;
    }
}

/* A block that stands twice in a row with furniture below belongs to it, the first time too. */
static void spread_repeats(hsay_pieces all)
{
    for (uint32_t i = 1; i + 1 < all.count; i++) {
        const hsay_piece *p = &all.items[i];
        bool repeat = p->furniture && p->reason == HSAY_FURNITURE_REPEAT;
        if (repeat && !p->quoted && p->words == p[-1].words && is_zone(&all.items[i + 1]))
            mark(&all.items[i - 1], HSAY_FURNITURE_REPEAT, HSAY_STR("repeated-above-furniture"));
    }
}

/* One bullet of a list is furniture by its words: so are its short neighbours. */
static void spread_bullets(hsay_pieces all)
{
    for (uint32_t i = 0; i < all.count;) {
        uint32_t end = i;
        const hsay_piece *found = NULL;
        for (; end < all.count && all.items[end].bullet; end++)
            if (is_zone(&all.items[end]))
                found = &all.items[end];
        for (uint32_t k = i; found && k < end; k++)
            if (is_label(&all.items[k]))
                mark(&all.items[k], found->reason, HSAY_STR("list-of-furniture"));
        i = end > i ? end : i + 1;
    }
}

/* "X is a reporter …": a copula among the first words, and a trade of the press behind it. */
static bool reads_as_bio(hsay_str text, const hsay_piece *p)
{
    hsay_str s = hsay_str_at(text, p->span);
    size_t is = hsay_str_find(s, HSAY_STR(" is a"), 0);
    if (is == SIZE_MAX)
        is = hsay_str_find(s, HSAY_STR(" is the "), 0);
    if (is == SIZE_MAX || is > 60 || p->quoted || p->words > BIO_WORDS ||
        !hsay_char_is_upper(s.ptr[0]))
        return false;
    uint32_t words = 0;
    for (size_t at = is + 1; at < s.len && words < 14;) {
        size_t start = at, n;
        while ((n = hsay_cues__word_bytes(s, at)) > 0)
            at += n;
        if (at > start &&
            hsay_lexicon_find(&hsay_lexicon__press_trades, hsay_str_cut(s, start, at)))
            return true;
        words += at > start;
        at += at == start;
    }
    return false;
}

static void find_bios(hsay_str text, hsay_pieces all)
{
    for (uint32_t i = 1; i < all.count; i++) {
        const hsay_piece *above = &all.items[i - 1];
        bool opened = above->furniture && above->reason == HSAY_FURNITURE_BIO && is_label(above);
        if (opened && all.items[i].words <= BIO_WORDS && !all.items[i].quoted)
            mark(&all.items[i], HSAY_FURNITURE_BIO, HSAY_STR("below-about-the-author"));
    }
    for (uint32_t i = all.count; i > 1; i--) {
        hsay_piece *p = &all.items[i - 1];
        if (!p->furniture && !is_label(p) && !reads_as_bio(text, p))
            return;
        if (!p->furniture && !is_label(p))
            mark(p, HSAY_FURNITURE_BIO, HSAY_STR("author-at-the-end"));
    }
}

/* Short labels above, between and behind furniture that stands in zones. */
static void spread_zones(hsay_pieces all)
{
    for (uint32_t i = 0; i < all.count; i++) {
        if (all.items[i].furniture || !is_label(&all.items[i]))
            continue;
        uint32_t end = i;
        while (end < all.count && !all.items[end].furniture && is_label(&all.items[end]))
            end++;
        bool below = end < all.count && is_zone(&all.items[end]);
        bool two_below = below && (end + 1 == all.count || is_zone(&all.items[end + 1]));
        bool above = i > 0 && is_zone(&all.items[i - 1]);
        bool last = end == all.count && above;
        bool between = above && below && end - i <= RUN_PIECES;
        for (uint32_t k = i; (last || between) && k < end; k++)
            mark(&all.items[k], HSAY_FURNITURE_NAVIGATION, HSAY_STR("label-among-furniture"));
        if (two_below)
            mark(&all.items[end - 1], HSAY_FURNITURE_NAVIGATION, HSAY_STR("heading-of-furniture"));
        i = end - 1;
    }
}

static void store(hsay_arena *arena, hsay_pieces all, hsay_article *article)
{
    HSAY_VEC(hsay_furniture) cut = {0};
    for (uint32_t i = 0; i < all.count; i++) {
        const hsay_piece *p = &all.items[i];
        if (p->furniture)
            hsay_vec_push(arena, &cut, (hsay_furniture){p->span, p->reason, p->rule});
    }
    article->furniture = cut.items;
    article->furniture_count = (uint32_t)cut.count;
}

void hsay_furniture__find(hsay_arena *arena, hsay_article *article)
{
    hsay_str text = article->text;
    if (text.len == 0 || text.len >= UINT32_MAX)
        return;
    hsay_pieces all = hsay_pieces__split(arena, text);
    if (all.count == 0)
        return;
    judge_words(text, all);
    find_headline(article, all);
    find_caption_titles(all);
    find_repeats(arena, text, all);
    spread_repeats(all);
    spread_bullets(all);
    spread_zones(all);
    find_bios(text, all);
    spread_zones(all);
    store(arena, all, article);
}
