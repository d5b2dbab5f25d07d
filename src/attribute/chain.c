/*
 * How a statement reached the article: through the speaker of the statement that it stands in, and
 * the outlet to which the cue says it was told, or the one that it is said "according to".
 */
#include "attribute/attribute.h"
#include "base/str.h"
#include "data/lexicons.h"

enum { OUTLET_WORDS = 5, LINKS = 3 };

/* "told" or "said to" and an outlet's name, which is not the article's own. */
static bool told_outlet(const hsay_doc *doc, const hsay_draft *d, hsay_chain_link *out)
{
    uint32_t end = d->cue_token + d->cue_count;
    bool told = false;
    for (uint32_t t = d->cue_token; t < end && !told; t++)
        told = hsay_str_equal_nocase(hsay_doc_text(doc, t), HSAY_STR("told"));
    for (uint32_t t = d->cue_token + 1; told && t <= end && t < doc->token_count; t++)
        for (uint32_t n = OUTLET_WORDS; n > 0; n--) {
            if (t + n > doc->token_count)
                continue;
            hsay_span span = {doc->tokens[t].span.start, doc->tokens[t + n - 1].span.end};
            hsay_str name = hsay_str_at(doc->article->text, span);
            if (!hsay_lexicon_find(&hsay_lexicon__outlets, name) ||
                hsay_str_equal_nocase(name, doc->article->outlet))
                continue;
            *out = (hsay_chain_link){name, span};
            return true;
        }
    return false;
}

/* "NAME said, according to OTHER": the name behind those words, in the cue's sentence. */
static bool according_to(const hsay_doc *doc, const hsay_draft *d, hsay_chain_link *out)
{
    uint32_t t = d->cue_token + d->cue_count, sentence = doc->tokens[d->cue_token].sentence;
    bool own = hsay_str_equal_nocase(hsay_doc_text(doc, d->cue_token), HSAY_STR("according"));
    if (own || t + 3 >= doc->token_count || !hsay_str_equal(hsay_doc_text(doc, t), HSAY_STR(",")) ||
        !hsay_str_equal_nocase(hsay_doc_text(doc, t + 1), HSAY_STR("according")))
        return false;
    for (uint32_t m = 0; m < doc->mention_count; m++) {
        const hsay_mention *x = &doc->mentions[m];
        bool behind = x->name_token > t + 2 && x->name_token <= t + 2 + OUTLET_WORDS;
        if (!behind || doc->tokens[x->name_token].sentence != sentence)
            continue;
        *out = (hsay_chain_link){doc->entities[x->entity].name, doc->entities[x->entity].span};
        return true;
    }
    return false;
}

void hsay_chain__collect(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    for (uint32_t i = 0; i < drafts->count; i++) {
        hsay_statement *s = &drafts->items[i].statement;
        const hsay_statement *outer =
            s->outer < drafts->count ? &drafts->items[s->outer].statement : NULL;
        hsay_chain_link links[LINKS];
        uint32_t count = 0;
        if (outer && outer->speaker.len)
            links[count++] = (hsay_chain_link){outer->speaker, outer->speaker_span};
        if (drafts->items[i].cue_count && told_outlet(doc, &drafts->items[i], &links[count]))
            count++;
        if (drafts->items[i].cue_count && according_to(doc, &drafts->items[i], &links[count]))
            count++;
        hsay_chain_link *kept = count ? hsay_arena_array(arena, count, sizeof *kept) : NULL;
        for (uint32_t k = 0; kept && k < count; k++)
            kept[k] = links[k];
        s->chain = kept;
        s->chain_count = kept ? count : 0;
    }
}
