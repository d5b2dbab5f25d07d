/*
 * The text without its furniture becomes paragraphs.  Scraped text ends a paragraph at a newline;
 * text that was wrapped at a fixed width ends one at a blank line only, and its lines are joined.
 * No paragraph holds a byte of furniture.
 */
#include "base/str.h"
#include "lang/build.h"

enum { WRAP_LEAST_BYTES = 50, WRAP_MOST_BYTES = 100, HEADING_MOST_BYTES = 90 };

/* Ends a sentence, with a closing mark behind it at most. */
static bool ends_sentence(hsay_str line)
{
    while (line.len) {
        char c = line.ptr[line.len - 1];
        if (c == '"' || c == '\'' || c == ')' || c == ']' || (c & 0x80))
            line.len--;
        else
            return c == '.' || c == '!' || c == '?' || c == ':' || c == ';';
    }
    return false;
}

/* A line goes on in the next one: it is as long as wrapped lines are, and no sentence ends in it.
 */
static bool goes_on(hsay_str text, uint32_t start, uint32_t newline, uint32_t end)
{
    hsay_str line = hsay_str_trim(hsay_str_cut(text, start, newline));
    if (line.len < WRAP_LEAST_BYTES || line.len > WRAP_MOST_BYTES || ends_sentence(line))
        return false;
    hsay_str rest = hsay_str_cut(text, newline + 1, end);
    return rest.len && rest.ptr[0] >= 'a' && rest.ptr[0] <= 'z';
}

static void add(hsay_build *b, uint32_t start, uint32_t end)
{
    hsay_str text = b->article->text;
    hsay_str body = hsay_str_trim(hsay_str_cut(text, start, end));
    if (!body.len)
        return;
    hsay_paragraph p = {.span = {(uint32_t)(body.ptr - text.ptr), 0}};
    p.span.end = p.span.start + (uint32_t)body.len;
    p.heading =
        body.len <= HEADING_MOST_BYTES && (!ends_sentence(body) || body.ptr[body.len - 1] == '?');
    hsay_vec_push(b->arena, &b->paragraphs, p);
}

static void cut_lines(hsay_build *b, uint32_t start, uint32_t end)
{
    hsay_str text = b->article->text;
    uint32_t from = start, line = start;
    for (uint32_t i = start; i < end; i++) {
        if (text.ptr[i] != '\n')
            continue;
        if (!goes_on(text, line, i, end)) {
            add(b, from, i);
            from = i + 1;
        }
        line = i + 1;
    }
    add(b, from, end);
}

void hsay_build__paragraphs(hsay_build *b)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < b->article->furniture_count; i++) {
        hsay_span cut = b->article->furniture[i].span;
        if (cut.start > at)
            cut_lines(b, at, cut.start);
        if (cut.end > at)
            at = cut.end;
    }
    cut_lines(b, at, (uint32_t)b->article->text.len);
}
