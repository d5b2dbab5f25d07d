/* What a statement rests on: nothing is stated of it. */
#include "attribute/attribute.h"

void hsay_evidence__decide(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    (void)doc;
    (void)arena;
    for (uint32_t i = 0; i < drafts->count; i++)
        drafts->items[i].statement.evidence = HSAY_EVIDENCE_NONE_STATED;
}
