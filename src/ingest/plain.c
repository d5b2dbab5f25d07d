/* The text as it stands; title, byline and date are read off the lines that were cut at its head.
 */
#include "ingest/plain.h"

#include "base/str.h"
#include "ingest/date.h"
#include "ingest/decode.h"
#include "ingest/furniture.h"

enum { BYLINE_LABEL_WORDS = 3 };

/* "Published: 3 May 2024", "Updated 2024-05-03 10:00 GMT": a date after a few words. */
static void read_date(hsay_arena *arena, hsay_str line, hsay_article *out)
{
    for (int word = 0; word <= BYLINE_LABEL_WORDS && line.len && out->date.len == 0; word++) {
        out->date = hsay_date__normalize(arena, line, NULL);
        size_t at = 0;
        while (at < line.len && !hsay_char_is_space(line.ptr[at]))
            at++;
        line = hsay_str_trim(hsay_str_cut(line, at, line.len));
    }
}

/* Names after "By": cut at commas and "and"; a part that does not begin with a capital ends them.
 */
static void read_authors(hsay_arena *arena, hsay_str line, hsay_article *out)
{
    if (!hsay_str_starts_nocase(line, HSAY_STR("by ")) || out->authors.count)
        return;
    line = hsay_str_trim(hsay_str_cut(line, 3, line.len));
    HSAY_VEC(hsay_str) names = {0};
    while (line.len && hsay_char_is_upper(line.ptr[0])) {
        size_t comma = hsay_str_find(line, HSAY_STR(","), 0);
        size_t joined = hsay_str_find(line, HSAY_STR(" and "), 0);
        size_t end = comma < joined ? comma : joined;
        end = end < line.len ? end : line.len;
        hsay_str name = hsay_str_trim(hsay_str_cut(line, 0, end));
        hsay_vec_push(arena, &names, name);
        size_t skip = end == line.len ? 0 : end == comma ? 1 : 5;
        line = hsay_str_trim(hsay_str_cut(line, end + skip, line.len));
        if (hsay_str_starts(line, HSAY_STR("and ")))
            line = hsay_str_cut(line, 4, line.len);
        if (skip == 1 && names.count == 1 && joined == SIZE_MAX)
            break; /* "By Name, Paper": what follows one name is no name */
    }
    if (names.count)
        out->authors = (hsay_strs){names.items, (uint32_t)names.count};
}

static void read_head(hsay_arena *arena, hsay_article *out)
{
    for (uint32_t i = 0; i < out->furniture_count; i++) {
        if (out->furniture[i].reason != HSAY_FURNITURE_BYLINE)
            continue;
        hsay_str line = hsay_str_at(out->text, out->furniture[i].span);
        read_authors(arena, line, out);
        read_date(arena, line, out);
    }
}

void hsay_plain__judge(hsay_arena *arena, const hsay_options *options, hsay_article *article)
{
    hsay_furniture__find(arena, article);
    read_head(arena, article);
    if (options->whole)
        article->furniture_count = 0;
}

hsay_status hsay_plain_read(const hsay_record *record, const hsay_options *options,
                            hsay_arena *arena, hsay_article *out, hsay_error *error)
{
    uint64_t start = record->input_start_byte, end = start + record->bytes.len;
    hsay_article article = *out;
    article.format = HSAY_STR("text");
    hsay_decode__text(arena, record->bytes, start, &article);
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, end);
    if (hsay_str_trim(article.text).len == 0)
        return hsay_error_set(error, HSAY_EMPTY, "the file is empty", start, end);
    hsay_plain__judge(arena, options, &article);
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, end);
    *out = article;
    return HSAY_OK;
}
