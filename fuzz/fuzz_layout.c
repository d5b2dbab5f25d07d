/* Any bytes as a page: its layout nests and lies in the text, and its document has our tags alone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "fuzz.h"
#include "ingest/html.h"
#include "report/article_html.h"

enum { DEPTH = 100 };

static void check_nested(const hsay_article *a)
{
    uint32_t ends[DEPTH], depth = 0, last = 0;
    for (uint32_t i = 0; i < a->layout_count; i++) {
        hsay_span s = a->layout[i].span;
        while (depth && ends[depth - 1] <= s.start)
            depth--;
        bool inside = !depth || s.end <= ends[depth - 1];
        if (s.start >= s.end || s.end > a->text.len || s.start < last || !inside || depth == DEPTH)
            abort();
        ends[depth++] = s.end;
        last = s.start;
    }
}

/* Every "<" behind the header begins one of these, or its end. */
static void check_tags(hsay_str html)
{
    static const char TAGS[] = " p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table tr th td a em "
                               "strong br figure figcaption article body html ";
    size_t at = hsay_str_find(html, HSAY_STR("</header>"), 0);
    while ((at = hsay_str_find(html, HSAY_STR("<"), at + 1)) != SIZE_MAX) {
        char name[16] = " ";
        size_t len = 1, from = at + 1 + (html.ptr[at + 1] == '/');
        while (len < 14 && from < html.len &&
               (hsay_char_is_alpha(html.ptr[from]) || hsay_char_is_digit(html.ptr[from])))
            name[len++] = html.ptr[from++];
        name[len] = ' ';
        if (!strstr(TAGS, name))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = {0};
    hsay_buf html = {0};
    if (arena &&
        hsay_html_read_bytes((hsay_str){(const char *)bytes, len}, 0, arena, &a, NULL) == HSAY_OK) {
        check_nested(&a);
        hsay_html__article(&a, &html);
        if (!html.failed)
            check_tags(hsay_buf_view(&html));
    }
    hsay_buf_free(&html);
    hsay_arena_free(arena);
    return 0;
}
