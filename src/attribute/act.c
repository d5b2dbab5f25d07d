/* What a statement does: the act that the list of cues gives its cue. */
#include "attribute/find.h"

#include <string.h>

static hsay_act act_named(const char *name)
{
    for (hsay_act act = HSAY_ACT_ASSERT; act < HSAY_ACT_COUNT; act++)
        if (hsay_act_name(act) && !strcmp(hsay_act_name(act), name))
            return act;
    return HSAY_ACT_ASSERT;
}

void hsay_act__decide(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    hsay_finder f = {.doc = doc, .arena = arena};
    f.words = hsay_arena_array(arena, doc->token_count + 1, sizeof *f.words);
    if (!f.words)
        return;
    hsay_find__words(&f);
    for (uint32_t i = 0; i < drafts->count; i++) {
        const hsay_draft *d = &drafts->items[i];
        for (uint32_t k = d->cue_token; k < d->cue_token + d->cue_count; k++) {
            const hsay_lexicon_row *row = f.words[k].verb ? f.words[k].verb : f.words[k].noun;
            if (row)
                drafts->items[i].statement.act = act_named(row->fields[1]);
        }
    }
}
