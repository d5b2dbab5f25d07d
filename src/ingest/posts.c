/*
 * A page is a live blog where its JSON-LD, a type or an itemprop, its title, or names of classes
 * around its posts say so (data/live-words.txt).  Its posts are what itemprop names, else children
 * of one element that are alike and have a time each, else the elements with the ids or headlines
 * that the JSON-LD has.
 */
#include "ingest/posts.h"

#include "base/lexicon.h"
#include "base/str.h"
#include "data/lexicons.h"

enum {
    POST_BYTES = 20,     /* of text: less is no post */
    LINKED_PERCENT = 60, /* of its text in links: a teaser */
    NAME_BYTES = 256,
    NAME_WORDS = 12,
    TITLE_WORDS = 4,
    AROUND = 6,          /* elements around the posts whose names are asked */
    SENTENCE_CHARS = 15, /* code points without blanks: shorter is no sentence of a post */
    LIST_LINKS = 60,     /* percent of a block in links: no sentence of a post */
    HEADINGS = 4000,     /* looked at for headlines */
};

typedef struct finder {
    hsay_arena *arena;
    const hsay_nodes *nodes;
    const hsay_meta *meta;
    uint32_t *bytes, *links, *times; /* of text, of it in links, of times, before each node */
    HSAY_VEC(hsay_post_node) found;
} finder;

static bool says(hsay_str words, const char *where)
{
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__live_words, words);
    return row && (strcmp(row->fields[0], where) == 0 || *row->fields[0] == 'b');
}

/* Whether a run of words of the title says so. */
static bool title_says(hsay_str title)
{
    size_t starts[TITLE_WORDS] = {0};
    uint32_t words = 0;
    for (size_t at = 0; at < title.len;) {
        if (hsay_char_is_space(title.ptr[at]) || strchr(",:;.!?|()", title.ptr[at])) {
            at++;
            continue;
        }
        starts[words++ % TITLE_WORDS] = at;
        while (at < title.len && !hsay_char_is_space(title.ptr[at]) &&
               !strchr(",:;.!?|()", title.ptr[at]))
            at++;
        for (uint32_t n = 1; n <= TITLE_WORDS && n <= words; n++)
            if (says(hsay_str_cut(title, starts[(words - n) % TITLE_WORDS], at), "title"))
                return true;
    }
    return false;
}

static bool name_says(hsay_str name)
{
    char key[HSAY_LEXICON_KEY_BYTES];
    hsay_str words[NAME_WORDS];
    size_t count = hsay_content__name_words(name, words, NAME_WORDS);
    for (size_t i = 0; i < count; i++) {
        size_t len = 0;
        for (size_t n = i; n < count && n < i + 3 && len + words[n].len + 1 < sizeof key; n++) {
            if (n > i)
                key[len++] = ' ';
            memcpy(key + len, words[n].ptr, words[n].len);
            len += words[n].len;
            if (says((hsay_str){key, len}, "name"))
                return true;
        }
    }
    return false;
}

static bool names_say(const hsay_nodes *nodes, uint32_t node)
{
    static const hsay_attr_name ATTRS[] = {HSAY_ATTR_CLASS, HSAY_ATTR_ID};
    for (size_t k = 0; k < sizeof ATTRS / sizeof *ATTRS; k++) {
        hsay_str all = hsay_str_cut(hsay_node__attr(nodes, node, ATTRS[k]), 0, NAME_BYTES);
        for (size_t start = 0, at = 0; at <= all.len; at++) {
            if (at < all.len && !hsay_char_is_space(all.ptr[at]))
                continue;
            if (at > start && name_says(hsay_str_cut(all, start, at)))
                return true;
            start = at + 1;
        }
    }
    return false;
}

static bool has_item(const hsay_nodes *nodes, uint32_t i, hsay_attr_name attr, hsay_str word)
{
    hsay_str value = hsay_str_cut(hsay_node__attr(nodes, i, attr), 0, NAME_BYTES);
    return value.len && hsay_str_find(value, word, 0) != SIZE_MAX;
}

static void add(finder *f, uint32_t node)
{
    uint32_t n = (uint32_t)f->found.count;
    bool apart = n == 0 || f->nodes->items[f->found.items[n - 1].node].end <= node;
    if (apart && n < HSAY_POSTS)
        hsay_vec_push(f->arena, &f->found, (hsay_post_node){.node = node});
}

static bool is_time(const hsay_nodes *nodes, uint32_t i)
{
    const hsay_node *node = &nodes->items[i];
    return node->tag == HSAY_TAG_TIME ||
           (node->tag == HSAY_TAG_TEXT && hsay_post__is_clock(node->text));
}

/* Posts that itemprop names; whether the page's markup says that it is a live blog, and how many
 * times it has. */
static bool find_items(finder *f, uint32_t *times)
{
    bool told = false;
    for (uint32_t i = 1; i < f->nodes->count; i++) {
        *times += is_time(f->nodes, i);
        if (f->nodes->items[i].attr_count == 0)
            continue;
        told |= has_item(f->nodes, i, HSAY_ATTR_ITEMTYPE, HSAY_STR("LiveBlogPosting"));
        if (has_item(f->nodes, i, HSAY_ATTR_ITEMPROP, HSAY_STR("liveBlogUpdate")))
            add(f, i);
    }
    return told;
}

/* Sums of text, linked text and times up to each node; false where memory is short. */
static bool add_up(finder *f)
{
    const hsay_nodes *nodes = f->nodes;
    size_t count = (size_t)nodes->count + 1;
    f->bytes = hsay_arena_array(f->arena, count, sizeof *f->bytes);
    f->links = hsay_arena_array(f->arena, count, sizeof *f->links);
    f->times = hsay_arena_array(f->arena, count, sizeof *f->times);
    if (!f->bytes || !f->links || !f->times)
        return false;
    uint32_t linked_until = 0, silent_until = 0;
    for (uint32_t i = 0; i < nodes->count; i++) {
        const hsay_node *node = &nodes->items[i];
        if (node->tag == HSAY_TAG_A && node->end > linked_until)
            linked_until = node->end;
        if ((hsay_tag__nature(node->tag) & HSAY_TAG_IS_SILENT) && node->end > silent_until)
            silent_until = node->end;
        uint32_t len = i < silent_until ? 0 : (uint32_t)hsay_str_trim(node->text).len;
        f->bytes[i + 1] = f->bytes[i] + len;
        f->links[i + 1] = f->links[i] + (i < linked_until ? len : 0);
        f->times[i + 1] = f->times[i] + is_time(nodes, i);
    }
    return true;
}

/* An element with enough text that is not all links. */
static bool is_text(const finder *f, uint32_t i)
{
    uint32_t end = f->nodes->items[i].end, bytes = f->bytes[end] - f->bytes[i];
    return f->nodes->items[i].tag != HSAY_TAG_TEXT && bytes >= POST_BYTES &&
           (f->links[end] - f->links[i]) * 100ull <= bytes * (uint64_t)LINKED_PERCENT;
}

static bool is_like_post(const finder *f, uint32_t i)
{
    return f->times[f->nodes->items[i].end] > f->times[i] && is_text(f, i);
}

static hsay_str first_class(const hsay_nodes *nodes, uint32_t node)
{
    hsay_str names = hsay_str_trim(hsay_node__attr(nodes, node, HSAY_ATTR_CLASS));
    size_t end = 0;
    while (end < names.len && !hsay_char_is_space(names.ptr[end]))
        end++;
    return hsay_str_cut(names, 0, end);
}

/* Children that are like the first one which looks like a post; their number, and their text. */
static uint32_t like_children(const finder *f, uint32_t parent, uint32_t *first, uint32_t *bytes)
{
    const hsay_nodes *nodes = f->nodes;
    uint32_t count = 0;
    *first = *bytes = 0;
    for (uint32_t i = parent + 1; i < nodes->items[parent].end; i = nodes->items[i].end) {
        if (!is_like_post(f, i))
            continue;
        if (*first && (nodes->items[i].tag != nodes->items[*first].tag ||
                       !hsay_str_equal(first_class(nodes, i), first_class(nodes, *first))))
            continue;
        *first = *first ? *first : i;
        *bytes += f->bytes[nodes->items[i].end] - f->bytes[i];
        count++;
    }
    return count;
}

/* Whether the names of a post, or of what is around it, say that it is one of a live blog. */
static bool is_named(const finder *f, uint32_t post)
{
    uint32_t node = post;
    for (int up = 0; up < AROUND && node; up++, node = f->nodes->items[node].parent)
        if (names_say(f->nodes, node))
            return true;
    return false;
}

/* The children of one element with the most text; once it is found, those without a time, too. */
static void find_alike(finder *f, bool told)
{
    const hsay_nodes *nodes = f->nodes;
    uint32_t best = 0, best_first = 0, best_bytes = 0;
    for (uint32_t i = 1; i < nodes->count; i++) {
        uint32_t first, bytes;
        if (f->times[nodes->items[i].end] - f->times[i] < HSAY_POSTS_LEAST)
            continue;
        if (like_children(f, i, &first, &bytes) < HSAY_POSTS_LEAST || bytes <= best_bytes)
            continue;
        if ((told || is_named(f, first)) && !hsay_meta__part(nodes, i, f->meta->headline)) {
            best = i;
            best_first = first;
            best_bytes = bytes;
        }
    }
    for (uint32_t i = best + 1; best && i < nodes->items[best].end; i = nodes->items[i].end)
        if (is_text(f, i) && nodes->items[i].tag == nodes->items[best_first].tag &&
            hsay_str_equal(first_class(nodes, i), first_class(nodes, best_first)))
            add(f, i);
}

/* The JSON-LD's post with this id or headline; NULL where it has none. */
static const hsay_live_update *update_of(const hsay_live *live, hsay_str id, hsay_str headline)
{
    for (uint32_t i = 0; i < live->count; i++) {
        const hsay_live_update *u = &live->items[i];
        if ((u->id.len && hsay_str_equal(u->id, id)) ||
            (headline.len && hsay_str_equal_nocase(u->facts.headline, headline)))
            return u;
    }
    return NULL;
}

/* Elements with the ids of the JSON-LD's posts, or those that hold their headlines. */
static void find_told(finder *f)
{
    const hsay_nodes *nodes = f->nodes;
    uint32_t headings = 0;
    for (uint32_t i = 1; i < nodes->count && headings < HEADINGS; i++) {
        const hsay_node *node = &nodes->items[i];
        hsay_str id = hsay_str_trim(hsay_node__attr(nodes, i, HSAY_ATTR_ID));
        bool heading = node->tag >= HSAY_TAG_H2 && node->tag <= HSAY_TAG_H6;
        if (!heading && (id.len == 0 || f->bytes[node->end] == f->bytes[i]))
            continue;
        headings++;
        hsay_str words = heading
                             ? hsay_meta__clean(f->arena, hsay_node__text(f->arena, nodes, i, 600))
                             : HSAY_STR_NONE;
        if (update_of(&f->meta->live, id, words))
            add(f, heading ? node->parent : i);
    }
}

static void set(hsay_str *field, hsay_str value)
{
    if (value.len)
        *field = value;
}

/* What the JSON-LD says of a post goes before what its markup says. */
static void complete(finder *f, hsay_post_node *post)
{
    hsay_str day = f->meta->values[HSAY_META_PUBLISHED],
             updated = f->meta->values[HSAY_META_UPDATED];
    bool one_day =
        updated.len == 0 || hsay_str_equal(hsay_str_cut(day, 0, 10), hsay_str_cut(updated, 0, 10));
    hsay_post__read(f->arena, f->nodes, one_day ? day : HSAY_STR_NONE, post);
    const hsay_live_update *u = update_of(
        &f->meta->live, hsay_str_trim(hsay_node__attr(f->nodes, post->node, HSAY_ATTR_ID)),
        post->facts.headline);
    if (!u)
        return;
    set(&post->facts.published, u->facts.published);
    set(&post->facts.updated, u->facts.updated);
    set(&post->facts.headline, u->facts.headline);
    if (post->facts.author.len == 0) /* many papers write the page's editor into each of them */
        post->facts.author = u->facts.author;
}

hsay_posts hsay_posts__find(hsay_arena *arena, const hsay_nodes *nodes, const hsay_meta *meta)
{
    finder f = {.arena = arena, .nodes = nodes, .meta = meta};
    hsay_posts out = {.live = meta->live.count >= HSAY_POSTS_LEAST ? &meta->live : NULL};
    uint32_t times = 0;
    bool told =
        find_items(&f, &times) || meta->live.told || title_says(meta->values[HSAY_META_TITLE]);
    bool may_be = told || times >= HSAY_POSTS_LEAST;
    if (f.found.count < HSAY_POSTS_LEAST && may_be && add_up(&f)) {
        f.found.count = 0;
        find_alike(&f, told);
        if (f.found.count < HSAY_POSTS_LEAST && meta->live.count) {
            f.found.count = 0;
            find_told(&f);
        }
    }
    if (f.found.count < HSAY_POSTS_LEAST || hsay_arena_failed(arena))
        return out;
    out.items = f.found.items;
    out.count = (uint32_t)f.found.count;
    for (uint32_t i = 0; i < out.count; i++)
        complete(&f, &out.items[i]);
    return out;
}

void hsay_posts__keep(const hsay_posts *posts, hsay_content_source *source)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < source->blocks.count && at < posts->count; i++) {
        hsay_block *b = &source->blocks.items[i];
        while (at < posts->count && source->nodes->items[posts->items[at].node].end <= b->first)
            at++;
        if (at == posts->count || b->first < posts->items[at].node || b->dropped ||
            b->chars < SENTENCE_CHARS || source->facts[b->first].marked ||
            b->links * 100ull > b->chars * (uint64_t)LIST_LINKS)
            continue;
        bool heading = hsay_tag__nature(source->nodes->items[b->node].tag) & HSAY_TAG_IS_HEADING;
        if (!heading && b->stops == 0)
            continue;
        b->ruled = true;
        b->score = b->score > 0 ? b->score : 1;
    }
}

/* Where [start, end) of the text begins and ends with more than blanks. */
static hsay_span trimmed(hsay_str text, hsay_span span)
{
    span.end = span.end < text.len ? span.end : (uint32_t)text.len;
    while (span.end > span.start && hsay_char_is_space(text.ptr[span.end - 1]))
        span.end--;
    while (span.start < span.end && hsay_char_is_space(text.ptr[span.start]))
        span.start++;
    return span;
}

void hsay_posts__place(hsay_arena *arena, const hsay_nodes *nodes, const hsay_posts *posts,
                       const hsay_written *written, hsay_article *out)
{
    hsay_post *made = posts->count ? hsay_arena_array(arena, posts->count, sizeof *made) : NULL;
    uint32_t n = 0, at = 0;
    for (uint32_t i = 0; made && i < posts->count; i++) {
        const hsay_post_node *from = &posts->items[i];
        hsay_post post = from->facts;
        while (at < written->count && written->items[at].node < from->node)
            at++;
        if (at == written->count)
            break;
        post.span.start = written->items[at].start;
        for (; at < written->count && written->items[at].node < nodes->items[from->node].end; at++)
            post.span.end = written->items[at].end;
        post.span = trimmed(out->text, post.span);
        if (post.span.end > post.span.start)
            made[n++] = post;
    }
    out->posts = made;
    out->post_count = n;
}
