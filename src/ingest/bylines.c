/* The authors are known by now, so a label that also begins sentences ("Von", "By") does no harm.
 */
#include "ingest/bylines.h"

#include "base/str.h"
#include "ingest/byline.h"

enum { LINE_BYTES = 120 };

static bool is_author(const hsay_article *a, hsay_str name)
{
    for (uint32_t i = 0; i < a->authors.count; i++)
        if (hsay_str_equal_nocase(a->authors.items[i], name))
            return true;
    return false;
}

static bool names_authors(hsay_arena *arena, const hsay_article *a, hsay_str line)
{
    hsay_str rest = line, names[HSAY_BYLINE_NAMES];
    if (is_author(a, line))
        return true;
    hsay_byline_label label = hsay_byline__label(line, &rest);
    if (label != HSAY_BYLINE_PLAIN_LABEL && label != HSAY_BYLINE_FULL_LABEL)
        return false;
    uint32_t count = hsay_byline__names(arena, rest, HSAY_BYLINE_GUESS, names);
    size_t named = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_author(a, names[i]))
            return false;
        named += names[i].len;
    }
    return count && named * 2 >= rest.len;
}

/* The next line of the text from `*at` on, without white space around it; false at the end. */
static bool next_line(hsay_str text, size_t *at, hsay_span *line)
{
    if (*at >= text.len)
        return false;
    size_t end = hsay_str_find(text, HSAY_STR("\n"), *at);
    if (end == SIZE_MAX)
        end = text.len;
    hsay_str words = hsay_str_trim(hsay_str_cut(text, *at, end));
    size_t start = words.len ? (size_t)(words.ptr - text.ptr) : *at;
    *line = (hsay_span){(uint32_t)start, (uint32_t)(start + words.len)};
    *at = end + 1;
    return true;
}

typedef HSAY_VEC(hsay_furniture) furniture_vec;

/* What is furniture already and begins before `end`, from `*next` on, goes to `all`; whether it
 * reaches behind `start`. */
static bool copy_until(hsay_arena *arena, const hsay_article *a, hsay_span line, uint32_t *next,
                       furniture_vec *all)
{
    bool covered = all->count && all->items[all->count - 1].span.end > line.start;
    for (; *next < a->furniture_count && a->furniture[*next].span.start < line.end; ++*next) {
        covered |= a->furniture[*next].span.end > line.start;
        hsay_vec_push(arena, all, a->furniture[*next]);
    }
    return covered;
}

void hsay_bylines__mark(hsay_arena *arena, hsay_article *a)
{
    furniture_vec all = {0};
    uint32_t next = 0;
    hsay_span line;
    if (a->authors.count == 0)
        return;
    for (size_t at = 0; next_line(a->text, &at, &line);) {
        hsay_str words = hsay_str_at(a->text, line);
        bool covered = copy_until(arena, a, line, &next, &all);
        if (words.len && words.len <= LINE_BYTES && !covered && names_authors(arena, a, words))
            hsay_vec_push(arena, &all,
                          (hsay_furniture){line, HSAY_FURNITURE_BYLINE, HSAY_STR("author")});
    }
    for (; next < a->furniture_count; next++)
        hsay_vec_push(arena, &all, a->furniture[next]);
    if (hsay_arena_failed(arena))
        return;
    a->furniture = all.items;
    a->furniture_count = (uint32_t)all.count;
}
