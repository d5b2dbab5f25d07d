/* The passes over a doc, in their order: what was said, by whom, as what, on which evidence. */
#include "attribute/attribute.h"

#include "attribute/decode.h"

/* What each statement is and rests on; then the drafts are done. */
static hsay_status finish(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts,
                          hsay_statements *out)
{
    hsay_speaker__resolve(doc, arena, drafts);
    hsay_act__decide(doc, arena, drafts);
    hsay_evidence__decide(doc, arena, drafts);
    hsay_chain__collect(doc, arena, drafts);
    hsay_statement *items = hsay_arena_array(arena, drafts->count + 1, sizeof *items);
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    for (uint32_t i = 0; i < drafts->count; i++)
        items[i] = drafts->items[i].statement;
    *out = (hsay_statements){items, drafts->count};
    return HSAY_OK;
}

hsay_status hsay_statements_mark_with(const hsay_doc *doc, const hsay_model *model,
                                      hsay_arena *arena, hsay_statements *out)
{
    hsay_drafts drafts;
    hsay_find__statements(doc, arena, &drafts);
    if (model && !hsay_arena_failed(arena)) {
        hsay_drafts rules = drafts;
        hsay_status status = hsay_decode__statements(doc, model, &rules, arena, &drafts);
        if (status != HSAY_OK)
            return status;
    }
    return finish(doc, arena, &drafts, out);
}

hsay_status hsay_statements_mark(const hsay_doc *doc, hsay_arena *arena, hsay_statements *out)
{
    return hsay_statements_mark_with(doc, NULL, arena, out);
}
