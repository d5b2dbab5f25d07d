/*
 * Looked for where the article's text ends: words that ask for an account to read on, or, where the
 * page says that the article is not free or an element there is named for it, a text that breaks
 * off, or is much shorter than the page says.
 */
#include "ingest/paywall.h"

#include "base/lexicon.h"
#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/content_tuning.h"

enum {
    NEAR_BLOCKS = 8,      /* behind the article's last block */
    LINE_CHARS = 300,     /* a longer block is no line of a wall */
    BEHIND_PERCENT = 25,  /* of the text: more of it stands behind no wall */
    BEHIND_CHARS = 300,   /* nor do more code points than these */
    BESIDE = 2,           /* blocks between words to read on and those of an account */
    SHORT_CHARS = 1000,   /* code points without blanks: a shorter text may be a beginning */
    WHOLE_PERCENT = 80,   /* of the words that the page tells of: the text is whole */
    LACKING_PERCENT = 60, /* likewise: it is not */
    NODES_BEHIND = 200,   /* looked through for names of a wall */
    NAME_BYTES = 256,
    NAME_WORDS = 12,
    LONGEST_NAME = 3,
    LINES = 64, /* near the end, at most */
};

typedef struct near_line {
    uint32_t block;
    unsigned says;
    bool hidden;
} near_line;

typedef struct finder {
    const hsay_content_source *s;
    const hsay_paywall_declared *declared;
    uint32_t chars, words; /* of the article's blocks */
    uint32_t first, last;  /* 1 + their first and last; or 0 */
    near_line lines[LINES];
    uint32_t line_count;
} finder;

static bool is_article(const hsay_content_source *s, const hsay_block *b)
{
    return hsay_content__keeps(s, b) && !s->facts[b->first].marked;
}

/* The block's words, folded, as much as there is room for. */
static hsay_str words_of(const hsay_content_source *s, const hsay_block *b, char *out)
{
    size_t len = 0;
    for (uint32_t i = b->first; i < b->last; i++) {
        const hsay_node *node = &s->nodes->items[i];
        if (s->facts[i].silent)
            continue;
        for (size_t k = 0; k < node->text.len && len < HSAY_PAYWALL_LINE; k++) {
            bool blank = hsay_char_is_space(node->text.ptr[k]);
            if (!blank || (len && out[len - 1] != ' '))
                out[len++] = blank ? ' ' : node->text.ptr[k];
        }
    }
    return hsay_str_trim((hsay_str){out, len});
}

static uint32_t count_words(const hsay_content_source *s, const hsay_block *b)
{
    uint32_t words = 0;
    for (uint32_t i = b->first; i < b->last; i++) {
        hsay_str t = s->nodes->items[i].text;
        for (size_t k = 0; !s->facts[i].silent && k < t.len; k++)
            words += !hsay_char_is_space(t.ptr[k]) && (k == 0 || hsay_char_is_space(t.ptr[k - 1]));
    }
    return words;
}

static void measure(finder *f)
{
    for (uint32_t i = 0; i < f->s->blocks.count; i++) {
        const hsay_block *b = &f->s->blocks.items[i];
        if (!is_article(f->s, b))
            continue;
        f->chars += b->chars;
        f->first = f->first ? f->first : i + 1;
        f->last = i + 1;
        if (f->declared->word_count)
            f->words += count_words(f->s, b);
    }
}

/* What the list says of a name: its row's field, "" for a wall; NULL where it is not listed. */
static const char *listed(hsay_str name)
{
    char key[HSAY_LEXICON_KEY_BYTES];
    hsay_str words[NAME_WORDS];
    size_t count = hsay_content__name_words(name, words, NAME_WORDS);
    for (size_t i = 0; i < count; i++) {
        size_t len = 0;
        for (size_t n = i; n < count && n < i + LONGEST_NAME; n++) {
            if (len + words[n].len + 1 >= sizeof key)
                break;
            if (n > i)
                key[len++] = ' ';
            memcpy(key + len, words[n].ptr, words[n].len);
            len += words[n].len;
            const hsay_lexicon_row *row =
                hsay_lexicon_find(&hsay_lexicon__paywall_names, (hsay_str){key, len});
            if (row)
                return row->fields[0];
        }
    }
    return NULL;
}

/* Calls `test` with each name of the node's class and its id, until it answers true. */
static bool any_name(const hsay_nodes *nodes, uint32_t node, bool (*test)(void *, hsay_str),
                     void *ctx)
{
    static const hsay_attr_name NAMES[] = {HSAY_ATTR_CLASS, HSAY_ATTR_ID};
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        hsay_str all = hsay_str_cut(hsay_node__attr(nodes, node, NAMES[k]), 0, NAME_BYTES);
        for (size_t start = 0, at = 0; at <= all.len; at++) {
            if (at < all.len && !hsay_char_is_space(all.ptr[at]))
                continue;
            if (at > start && test(ctx, hsay_str_cut(all, start, at)))
                return true;
            start = at + 1;
        }
    }
    return false;
}

static bool is_wall_name(void *unused, hsay_str name)
{
    (void)unused;
    const char *says = listed(name);
    return says && !*says;
}

bool hsay_paywall__is_named(const hsay_nodes *nodes, uint32_t node)
{
    return nodes->items[node].attr_count && any_name(nodes, node, is_wall_name, NULL);
}

static bool is_hidden_name(void *unused, hsay_str name)
{
    (void)unused;
    const char *says = listed(name);
    return says && *says;
}

static bool is_hidden(const hsay_content_source *s, uint32_t node)
{
    for (; node; node = s->nodes->items[node].parent)
        if (s->facts[node].hidden ||
            (s->nodes->items[node].attr_count && any_name(s->nodes, node, is_hidden_name, NULL)))
            return true;
    return false;
}

/* The lines where the text ends: so little of the article stands behind them that they may end it.
 */
static void gather(finder *f)
{
    uint32_t before = 0, since = 0;
    char line[HSAY_PAYWALL_LINE];
    for (uint32_t i = 0; i < f->s->blocks.count && f->line_count < LINES; i++) {
        const hsay_block *b = &f->s->blocks.items[i];
        uint32_t behind = f->chars - before;
        bool ends = before && (behind <= BEHIND_CHARS ||
                               behind * 100ull <= before * (uint64_t)BEHIND_PERCENT);
        if (ends && b->chars <= LINE_CHARS && since < NEAR_BLOCKS) {
            unsigned says = hsay_paywall__words(words_of(f->s, b, line));
            if (b->links == b->chars && !(says & HSAY_PAYWALL_ACCOUNT))
                says &= ~(unsigned)HSAY_PAYWALL_ON; /* a link that leads to another article */
            bool hidden = says && is_hidden(f->s, b->node);
            f->lines[f->line_count++] = (near_line){i, says, hidden};
        }
        since = is_article(f->s, b) ? 0 : since + 1;
        before += is_article(f->s, b) ? b->chars : 0;
    }
}

/* The line at which a wall begins, that can be seen or not; NULL where there is none. */
static const near_line *wall_line(const finder *f, bool hidden)
{
    for (uint32_t i = 0; i < f->line_count; i++) {
        const near_line *l = &f->lines[i];
        if (!(l->says & (HSAY_PAYWALL_WALL | HSAY_PAYWALL_ON)) || l->hidden != hidden)
            continue;
        const near_line *first = l;
        bool account = l->says & (HSAY_PAYWALL_WALL | HSAY_PAYWALL_ACCOUNT);
        for (uint32_t k = i >= BESIDE ? i - BESIDE : 0; k < f->line_count && k <= i + BESIDE; k++) {
            const near_line *beside = &f->lines[k];
            bool close = beside->block + BESIDE >= l->block && beside->block <= l->block + BESIDE;
            if (!close || !(beside->says & HSAY_PAYWALL_ACCOUNT))
                continue;
            account = true;
            first = beside < first ? beside : first;
        }
        if (account)
            return first;
    }
    return NULL;
}

/* An element named for a wall, which holds no article, directly behind the text. */
static bool has_named_wall(const finder *f)
{
    const hsay_content_source *s = f->s;
    if (!f->last)
        return false;
    uint32_t from = s->blocks.items[f->last - 1].last;
    for (uint32_t i = from; i < s->nodes->count && i < from + NODES_BEHIND; i++)
        if (s->facts[i].good < HSAY_CONTENT_HELD_CHARS && hsay_paywall__is_named(s->nodes, i))
            return true;
    return false;
}

/* The class or id of a selector's last part: "main .rest" is the class "rest". */
static hsay_str selected(hsay_str selector)
{
    size_t end = selector.len, start;
    while (end && hsay_char_is_space(selector.ptr[end - 1]))
        end--;
    for (start = end; start && selector.ptr[start - 1] != '.' && selector.ptr[start - 1] != '#';)
        start--;
    return start ? hsay_str_cut(selector, start, end) : HSAY_STR_NONE;
}

static bool is_selected(void *ctx, hsay_str name)
{
    return hsay_str_equal(name, *(hsay_str *)ctx);
}

/* Whether the part that the page declares as not free stands in it with prose; what holds the
 * beginning, too, tells nothing. */
static bool holds_rest(const finder *f)
{
    uint32_t first = f->first ? f->s->blocks.items[f->first - 1].first : 0;
    for (uint32_t k = 0; k < f->declared->selector_count; k++) {
        hsay_str name = selected(f->declared->selectors[k]);
        uint64_t good = 0;
        for (uint32_t i = 1; name.len && i < f->s->nodes->count; i++)
            if (f->s->nodes->items[i].attr_count && f->s->facts[i].good &&
                (first < i || first >= f->s->nodes->items[i].end) &&
                any_name(f->s->nodes, i, is_selected, &name))
                good += f->s->facts[i].good;
        if (good >= HSAY_CONTENT_HELD_CHARS)
            return true;
    }
    return false;
}

static bool breaks_off(const finder *f)
{
    char line[HSAY_PAYWALL_LINE];
    const hsay_content_source *s = f->s;
    for (uint32_t i = f->last; i-- > 0;) {
        const hsay_block *b = &s->blocks.items[i];
        if (!is_article(s, b) || b->chars > HSAY_PAYWALL_LINE / 4)
            continue;
        hsay_str words = words_of(s, b, line);
        return hsay_str_ends(words, HSAY_STR("...")) ||
               hsay_str_ends(words, HSAY_STR("\xE2\x80\xA6"));
    }
    return false;
}

/* Behind the wall nothing is the article's; its own lines are not even where the rest is. */
static void mark(finder *f, hsay_content_source *s, const near_line *wall, bool ends)
{
    for (uint32_t i = wall->block; ends && i < s->blocks.count; i++)
        s->blocks.items[i].walled = true;
    for (uint32_t i = 0; !ends && i < f->line_count; i++)
        if (f->lines[i].says & HSAY_PAYWALL_WALL)
            s->blocks.items[f->lines[i].block].walled = true;
}

static const char *judge(finder *f, bool hidden_wall)
{
    bool told = f->declared->access.len && !hsay_str_equal(f->declared->access, HSAY_STR("free"));
    bool named = hidden_wall || has_named_wall(f);
    uint64_t words = f->words * 100ull, whole = f->declared->word_count;
    if ((!told && !named) || holds_rest(f))
        return "";
    if (whole && words < whole * LACKING_PERCENT)
        return "word-count";
    if (breaks_off(f))
        return "breaks-off";
    return told && named && f->chars < SHORT_CHARS ? "short" : "";
}

hsay_str hsay_paywall__find(hsay_content_source *source, const hsay_paywall_declared *declared)
{
    finder f = {.s = source, .declared = declared};
    measure(&f);
    gather(&f);
    const near_line *wall = wall_line(&f, false);
    uint64_t words = f.words * 100ull, whole = declared->word_count;
    bool is_whole = whole && words >= whole * WHOLE_PERCENT;
    if (wall)
        mark(&f, source, wall, !is_whole);
    if (is_whole)
        return HSAY_STR_NONE;
    return hsay_str_of(wall ? "words" : judge(&f, wall_line(&f, true) != NULL));
}
