/* Who a statement's source is: the source's own words. */
#include "attribute/attribute.h"

void hsay_speaker__resolve(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    (void)arena;
    for (uint32_t i = 0; i < drafts->count; i++) {
        hsay_statement *s = &drafts->items[i].statement;
        if (!s->source.count)
            continue;
        s->speaker_span = s->source.items[0];
        s->speaker = hsay_str_at(doc->article->text, s->speaker_span);
    }
}
