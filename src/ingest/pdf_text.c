/*
 * pdftotext parts lines by newlines, blocks by empty lines and pages by form feeds.  A block is a
 * paragraph; one that a page's end cut in a sentence goes on with the next.
 */
#include <string.h>

#include "base/str.h"
#include "ingest/pdf.h"

static const hsay_str SOFT_HYPHEN = HSAY_STR("\xC2\xAD");

typedef struct writer {
    char *text;
    size_t len;
    bool page_ended; /* since the last line */
} writer;

static bool begins_small(hsay_str line)
{
    return line.len && line.ptr[0] >= 'a' && line.ptr[0] <= 'z';
}

/* "a new har-" and "bour": letters on both sides of it. */
static bool ends_divided(const writer *w)
{
    return w->len > 1 && w->text[w->len - 1] == '-' &&
           (hsay_char_is_alpha(w->text[w->len - 2]) || (unsigned char)w->text[w->len - 2] >= 0x80);
}

/* Whether the text breaks off within a sentence. */
static bool is_open(const writer *w)
{
    char last = w->len ? w->text[w->len - 1] : '.';
    return hsay_char_is_alpha(last) || last == ',' || last == '-';
}

static void join(writer *w, hsay_str line)
{
    hsay_str so_far = {w->text, w->len};
    if (hsay_str_ends(so_far, SOFT_HYPHEN))
        w->len -= SOFT_HYPHEN.len;
    else if (ends_divided(w) && begins_small(line))
        w->len--;
    else
        w->text[w->len++] = ' ';
}

static void part(writer *w)
{
    w->text[w->len++] = '\n';
    w->text[w->len++] = '\n';
}

static void put_line(writer *w, hsay_str line, bool block_ended)
{
    bool goes_on = !block_ended || (w->page_ended && is_open(w) && begins_small(line));
    if (w->len && goes_on)
        join(w, line);
    else if (w->len)
        part(w);
    memcpy(w->text + w->len, line.ptr, line.len);
    w->len += line.len;
    w->page_ended = false;
}

hsay_str hsay_pdf__paragraphs(hsay_arena *arena, hsay_str lines)
{
    writer w = {.text = hsay_arena_alloc(arena, lines.len * 2 + 16)};
    bool block_ended = false;
    for (size_t at = 0; w.text && at < lines.len;) {
        size_t newline = hsay_str_find(lines, HSAY_STR("\n"), at);
        hsay_str line = hsay_str_cut(lines, at, newline);
        at = newline == SIZE_MAX ? lines.len : newline + 1;
        w.page_ended |= memchr(line.ptr ? line.ptr : "", '\f', line.len) != NULL;
        line = hsay_str_trim(line);
        if (line.len)
            put_line(&w, line, block_ended || w.page_ended);
        block_ended = line.len == 0;
    }
    return w.text ? (hsay_str){w.text, w.len} : HSAY_STR_NONE;
}
