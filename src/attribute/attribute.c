/* The passes over a doc, in their order: what was said, by whom, as what, on which evidence. */
#include "attribute/attribute.h"

hsay_status hsay_statements_mark(const hsay_doc *doc, hsay_arena *arena, hsay_statements *out)
{
    hsay_drafts drafts;
    hsay_find__statements(doc, arena, &drafts);
    hsay_speaker__resolve(doc, arena, &drafts);
    hsay_act__decide(doc, arena, &drafts);
    hsay_evidence__decide(doc, arena, &drafts);
    hsay_chain__collect(doc, arena, &drafts);
    hsay_statement *items = hsay_arena_array(arena, drafts.count + 1, sizeof *items);
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    for (uint32_t i = 0; i < drafts.count; i++)
        items[i] = drafts.items[i].statement;
    *out = (hsay_statements){items, drafts.count};
    return HSAY_OK;
}
