/*
 * The title is the heading that agrees best with the titles that the page tells machines, else one
 * of these without the outlet's name.  How far two agree: Dice (1945) over their words.  A heading
 * is what readers see, and is not shortened for search engines.
 */
#include "ingest/meta.h"

#include <string.h>

#include "base/str.h"

enum {
    WORDS = 64,      /* of a title that are compared */
    AGREES = 70,     /* per cent: the heading is the title */
    LESSER = 95,     /* what agreement of an h2 to h4 counts, per cent */
    SOLE_SHARE = 40, /* of the words of the only h1 that stand in the title told, per cent */
    SOLE_FEW = 3,    /* words of it then, at least */
    SOLE_MANY = 6,   /* words at which the only h1 is taken without that */
    PARTS = 6,       /* of a <title> that are compared */
    PART_WORDS = 3,  /* of such a part, at least */
};

typedef struct words {
    uint32_t hashes[WORDS];
    uint32_t count;
} words;

static bool is_word(char c)
{
    return hsay_char_is_alpha(c) || hsay_char_is_digit(c) || (unsigned char)c >= 0x80;
}

static words words_of(hsay_str s)
{
    words w = {.count = 0};
    for (size_t at = 0; at < s.len && w.count < WORDS;) {
        uint32_t hash = 2166136261u;
        size_t start = at;
        for (; at < s.len && is_word(s.ptr[at]); at++)
            hash = (hash ^ (unsigned char)hsay_char_lower(s.ptr[at])) * 16777619u;
        if (at > start)
            w.hashes[w.count++] = hash;
        else
            at++;
    }
    return w;
}

/* How many of the words of `a` stand in `b`, each of `b` counted once. */
static uint32_t shared(const words *a, const words *b)
{
    bool used[WORDS] = {false};
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (!used[k] && a->hashes[i] == b->hashes[k]) {
                used[k] = true;
                count++;
                break;
            }
    return count;
}

static uint32_t agreement(const words *a, const words *b)
{
    return a->count && b->count ? 200 * shared(a, b) / (a->count + b->count) : 0;
}

/* A mark that stands between letters without blanks, in scripts that write none: "港口关闭-网". */
static size_t glued_at(hsay_str s, size_t at)
{
    static const hsay_str WIDE = {"\xEF\xBD\x9C", 3};
    if (at == 0 || at + 1 >= s.len)
        return 0;
    if (hsay_str_starts(hsay_str_cut(s, at, s.len), WIDE))
        return WIDE.len;
    bool wide = (unsigned char)s.ptr[at - 1] >= 0x80 && (unsigned char)s.ptr[at + 1] >= 0xE0;
    bool bar = s.ptr[at] == '|' && s.ptr[at - 1] != ' ';
    return bar || (wide && (s.ptr[at] == '-' || s.ptr[at] == '_')) ? 1 : 0;
}

/* " | ", " - ", " – ", " — ", " :: ", " » ": the length of one that begins at `at`. */
static size_t mark_at(hsay_str s, size_t at)
{
    static const hsay_str MARKS[] = {
        {" | ", 3},  {" - ", 3},        {" \xE2\x80\x93 ", 5}, {" \xE2\x80\x94 ", 5},
        {" :: ", 4}, {" \xC2\xBB ", 4}, {" \xC2\xB7 ", 4},     {" \xE2\x80\xA2 ", 5}};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (hsay_str_starts(hsay_str_cut(s, at, s.len), MARKS[i]))
            return MARKS[i].len;
    return glued_at(s, at);
}

/* A title without the outlet behind its last mark: where what is left is longer, and known so or
 * short. */
static hsay_str without_outlet(hsay_str title, hsay_str outlet)
{
    for (int turn = 0; turn < 2; turn++) {
        size_t cut = 0, skip = 0;
        for (size_t at = 1; at < title.len; at++)
            if (mark_at(title, at)) {
                cut = at;
                skip = mark_at(title, at);
            }
        hsay_str tail = hsay_str_cut(title, cut + skip, title.len);
        bool known = outlet.len && tail.len &&
                     (hsay_str_find_nocase(tail, outlet, 0) != SIZE_MAX ||
                      hsay_str_find_nocase(outlet, tail, 0) != SIZE_MAX);
        bool bar = cut && (title.ptr[cut + 1] == '|' || glued_at(title, cut));
        if (cut == 0 || (!known && !(bar && tail.len < cut)))
            break;
        title = hsay_str_trim(hsay_str_cut(title, 0, cut));
    }
    size_t skip = mark_at(title, outlet.len);
    if (outlet.len && skip && hsay_str_starts_nocase(title, outlet))
        title = hsay_str_trim(hsay_str_cut(title, outlet.len + skip, title.len));
    return title;
}

/* The titles told, and the longer parts of <title> between its marks: "News - Port closed". */
typedef struct titles {
    words items[2 + PARTS];
    uint32_t count;
} titles;

static void add_parts(titles *t, hsay_str title)
{
    for (size_t start = 0, at = 1; at <= title.len; at++) {
        size_t skip = at == title.len ? 1 : mark_at(title, at);
        if (skip == 0)
            continue;
        words part = words_of(hsay_str_cut(title, start, at));
        if (part.count >= PART_WORDS && t->count < 2 + PARTS)
            t->items[t->count++] = part;
        start = at + skip;
        at = start;
    }
}

/* The heading that agrees best with one of the titles; NULL where none does well enough. */
static const hsay_meta_heading *best_heading(const hsay_meta_headings *all, const titles *told)
{
    const hsay_meta_heading *best = NULL;
    uint32_t most = AGREES - 1;
    for (uint32_t i = 0; i < all->count; i++) {
        if (all->items[i].is_site)
            continue;
        words own = words_of(all->items[i].text);
        uint32_t agrees = 0;
        for (uint32_t k = 0; k < told->count; k++) {
            uint32_t one = agreement(&own, &told->items[k]);
            agrees = one > agrees ? one : agrees;
        }
        uint32_t score = agrees * (all->items[i].is_h1 ? 100 : LESSER) / 100;
        if (score > most) {
            most = score;
            best = &all->items[i];
        }
    }
    return best;
}

/* The only h1, where it is no stranger to the titles or too long for an outlet's name. */
static const hsay_meta_heading *sole_h1(const hsay_meta_headings *all, const words *told,
                                        const words *in_head)
{
    const hsay_meta_heading *sole = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        if (!all->items[i].is_h1 || all->items[i].is_site)
            continue;
        if (sole)
            return NULL;
        sole = &all->items[i];
    }
    if (!sole)
        return NULL;
    words own = words_of(sole->text);
    uint32_t a = shared(&own, told), b = shared(&own, in_head);
    bool known = own.count >= SOLE_FEW && (a > b ? a : b) * 100 >= own.count * SOLE_SHARE;
    return known || own.count >= SOLE_MANY ? sole : NULL;
}

/* A heading that holds the title told and a line above or below it: "Sea Port closed". */
static hsay_str without_kicker(hsay_str heading, hsay_str told)
{
    if (words_of(told).count < PART_WORDS + 1 || told.len >= heading.len)
        return heading;
    hsay_str tail = hsay_str_cut(heading, heading.len - told.len, heading.len);
    bool last = hsay_str_equal_nocase(tail, told) && tail.ptr[-1] == ' ';
    bool first = hsay_str_starts_nocase(heading, told) && heading.ptr[told.len] == ' ';
    return last ? tail : first ? hsay_str_cut(heading, 0, told.len) : heading;
}

/* That is not the site's name, else any. */
static const hsay_meta_heading *first_h1(const hsay_meta_headings *all)
{
    const hsay_meta_heading *site = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        if (all->items[i].is_h1 && !all->items[i].is_site)
            return &all->items[i];
        if (all->items[i].is_h1 && !site)
            site = &all->items[i];
    }
    return site;
}

/* The first text of the page that is the title, where no heading is. */
static uint32_t text_like(const hsay_nodes *nodes, hsay_str title)
{
    words own = words_of(title);
    for (uint32_t i = 1; own.count && i < nodes->count; i++) {
        const hsay_node *node = &nodes->items[i];
        if (hsay_tag__nature(node->tag) & HSAY_TAG_IS_SILENT) {
            i = node->end - 1;
            continue;
        }
        if (node->text.len < title.len / 2 || node->text.len > title.len * 2)
            continue;
        words text = words_of(node->text);
        if (agreement(&own, &text) >= AGREES)
            return i;
    }
    return 0;
}

uint32_t hsay_meta__settle_title(const hsay_nodes *nodes, const hsay_meta_headings *headings,
                                 hsay_str in_head, hsay_meta *meta)
{
    hsay_str *title = &meta->values[HSAY_META_TITLE];
    hsay_str outlet = meta->values[HSAY_META_OUTLET];
    hsay_str told = without_outlet(*title, outlet), shown = without_outlet(in_head, outlet);
    titles all = {.items = {words_of(told), words_of(shown)}, .count = 2};
    const hsay_meta_heading *heading = best_heading(headings, &all);
    if (!heading) {
        add_parts(&all, in_head);
        heading = best_heading(headings, &all);
    }
    if (!heading)
        heading = sole_h1(headings, &all.items[0], &all.items[1]);
    const hsay_meta_heading *first = first_h1(headings);
    if (!heading && told.len == 0)
        heading = first;
    if (heading || told.len == 0)
        meta->methods[HSAY_META_TITLE] = heading ? HSAY_METHOD_HEADING : HSAY_METHOD_TITLE;
    *title = heading ? without_kicker(heading->text, told) : told.len ? told : shown;
    uint32_t node = heading ? heading->node : text_like(nodes, *title);
    return node == 0 && first ? first->node : node;
}
