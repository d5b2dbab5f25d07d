/* The passes in their order: paragraphs, then for each its tokens, quotations and sentences, then
 * names. */
#include "lang/doc.h"

#include "lang/build.h"

static void read_paragraph(hsay_build *b, uint32_t paragraph)
{
    uint32_t first = (uint32_t)b->tokens.count;
    hsay_build__tokens(b, paragraph);
    uint32_t end = (uint32_t)b->tokens.count;
    hsay_build__quotes(b, first, end);
    hsay_build__sentences(b, paragraph, first, end);
}

hsay_status hsay_doc_make(const hsay_article *article, hsay_arena *arena, hsay_doc *out)
{
    hsay_build b = {.article = article, .arena = arena};
    hsay_build__paragraphs(&b);
    for (uint32_t i = 0; i < b.paragraphs.count && !hsay_arena_failed(arena); i++)
        read_paragraph(&b, i);
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    hsay_build__continued_quotes(&b);
    hsay_build__tags(&b);
    hsay_build__mentions(&b);
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    *out = (hsay_doc){article,
                      b.paragraphs.items,
                      b.sentences.items,
                      b.tokens.items,
                      b.quotes.items,
                      b.mentions.items,
                      b.entities.items,
                      (uint32_t)b.paragraphs.count,
                      (uint32_t)b.sentences.count,
                      (uint32_t)b.tokens.count,
                      (uint32_t)b.quotes.count,
                      (uint32_t)b.mentions.count,
                      (uint32_t)b.entities.count};
    return HSAY_OK;
}

uint32_t hsay_doc_token_at(const hsay_doc *doc, uint32_t byte)
{
    uint32_t low = 0, high = doc->token_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (doc->tokens[mid].span.end <= byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}
