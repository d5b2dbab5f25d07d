/* How a statement reached the article: through the speaker of the statement that it stands in. */
#include "attribute/attribute.h"

void hsay_chain__collect(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    (void)doc;
    for (uint32_t i = 0; i < drafts->count; i++) {
        hsay_statement *s = &drafts->items[i].statement;
        const hsay_statement *outer =
            s->outer < drafts->count ? &drafts->items[s->outer].statement : NULL;
        hsay_chain_link *link =
            outer && outer->speaker.len ? hsay_arena_alloc(arena, sizeof *link) : NULL;
        if (!link)
            continue;
        *link = (hsay_chain_link){outer->speaker, outer->speaker_span};
        s->chain = link;
        s->chain_count = 1;
    }
}
