/* For tests of pages: an invented page read, and its text without furniture. */
#ifndef HSAY_TESTS_INGEST_PAGE_H
#define HSAY_TESTS_INGEST_PAGE_H

#include "../check.h"

#include "base/arena.h"
#include "ingest/html.h"

/* Three paragraphs of prose, so that a page has an article. */
#define PROSE_1                                                                                    \
    "<p>The harbour of Velmora was closed on Monday, the port office said, after the storm.</p>"
#define PROSE_2                                                                                    \
    "<p>Two ferries stayed in port, and the third, which was at sea, came back by noon.</p>"
#define PROSE_3                                                                                    \
    "<p>Nobody was hurt, the office said, and the harbour will open again on Wednesday.</p>"
#define PROSE PROSE_1 PROSE_2 PROSE_3

static inline hsay_article read_page(hsay_arena *arena, const char *html)
{
    hsay_article out = {0};
    hsay_error error = {0};
    hsay_status status = hsay_html_read_bytes(hsay_str_of(html), UINT64_MAX, arena, &out, &error);
    assert_int_equal(status, HSAY_OK);
    return out;
}

static inline bool has_text(const hsay_article *a, const char *words)
{
    return hsay_str_find(a->text, hsay_str_of(words), 0) != SIZE_MAX;
}

/* The reason of the furniture that has these words, or HSAY_FURNITURE_COUNT. */
static inline int reason_of(const hsay_article *a, const char *words)
{
    for (uint32_t i = 0; i < a->furniture_count; i++)
        if (hsay_str_find(hsay_str_at(a->text, a->furniture[i].span), hsay_str_of(words), 0) !=
            SIZE_MAX)
            return a->furniture[i].reason;
    return HSAY_FURNITURE_COUNT;
}

#endif
