/*
 * A source's words become the speaker: the fullest name of the person that they name, whom a pronoun
 * or a title stands for, else the words as they are.  Looking back is bounded (LOOK_BACK mentions).
 */
#include "attribute/attribute.h"
#include "base/str.h"

enum { LOOK_BACK = 64 };

typedef struct resolver {
    const hsay_doc *doc;
    const hsay_drafts *drafts;
    uint32_t at, mention; /* the draft in hand; the first mention not before its source */
} resolver;

static bool lemma_is(const hsay_doc *doc, uint32_t token, const char *word)
{
    return hsay_str_equal_nocase(hsay_doc_text(doc, token), hsay_str_of(word));
}

static uint32_t paragraph_of(const hsay_doc *doc, uint32_t token)
{
    return doc->sentences[doc->tokens[token].sentence].paragraph;
}

static uint8_t pronoun_gender(const hsay_doc *doc, const hsay_draft *d)
{
    if (d->source_count != 1)
        return 0;
    if (lemma_is(doc, d->source_token, "he") || lemma_is(doc, d->source_token, "his"))
        return 'm';
    if (lemma_is(doc, d->source_token, "she") || lemma_is(doc, d->source_token, "her"))
        return 'f';
    return 0;
}

static bool may_be(const hsay_entity *entity, uint8_t gender)
{
    return entity->type == HSAY_ENTITY_PERSON && (!entity->gender || entity->gender == gender);
}

static void name(hsay_statement *s, const hsay_entity *entity)
{
    s->speaker = entity->name;
    s->speaker_span = entity->span;
}

static const hsay_entity *by_pronoun(const resolver *r, uint32_t quote, uint8_t gender)
{
    const hsay_doc *doc = r->doc;
    for (uint32_t i = 1; i <= LOOK_BACK && i <= r->mention; i++) {
        const hsay_mention *m = &doc->mentions[r->mention - i];
        uint32_t inside = doc->tokens[m->first_token].quote;
        if (may_be(&doc->entities[m->entity], gender) &&
            (inside == HSAY_NO_QUOTE || inside == quote))
            return &doc->entities[m->entity];
    }
    return NULL;
}

/* "the minister": the last person whose title holds the word. */
static const hsay_entity *by_title(const resolver *r, const hsay_draft *d)
{
    const hsay_doc *doc = r->doc;
    if (d->source_count != 2 || !lemma_is(doc, d->source_token, "the"))
        return NULL;
    hsay_str title = hsay_doc_text(doc, d->source_token + 1);
    for (uint32_t i = 1; i <= LOOK_BACK && i <= r->mention; i++) {
        const hsay_mention *m = &doc->mentions[r->mention - i];
        if (doc->entities[m->entity].type != HSAY_ENTITY_PERSON)
            continue;
        for (uint32_t t = m->first_token; t < m->name_token; t++)
            if (hsay_str_equal_nocase(hsay_doc_text(doc, t), title))
                return &doc->entities[m->entity];
    }
    return NULL;
}

/* The person named in the source, unless the name only tells whose or of whom. */
static const hsay_entity *by_name(const resolver *r, const hsay_draft *d)
{
    const hsay_doc *doc = r->doc;
    uint32_t end = d->source_token + d->source_count, t = d->source_token;
    for (uint32_t m = r->mention; m < doc->mention_count; m++) {
        const hsay_mention *mention = &doc->mentions[m];
        uint32_t past = mention->first_token + mention->token_count;
        if (past > end)
            return NULL;
        for (; t < mention->first_token; t++)
            if (doc->tokens[t].tag == HSAY_TAG_ADP || doc->tokens[t].kind == HSAY_TOKEN_PUNCT)
                return NULL;
        bool owner = past < end && (hsay_str_starts(hsay_doc_text(doc, past), HSAY_STR("'")) ||
                                    hsay_str_starts(hsay_doc_text(doc, past), HSAY_STR("’")));
        if (doc->entities[mention->entity].type == HSAY_ENTITY_PERSON)
            return owner ? NULL : &doc->entities[mention->entity];
    }
    return NULL;
}

/* The statement before, where it is near enough to go on with its speaker. */
static const hsay_statement *before(const resolver *r, uint32_t token)
{
    if (!r->at)
        return NULL;
    const hsay_draft *last = &r->drafts->items[r->at - 1];
    uint32_t here = paragraph_of(r->doc, token);
    uint32_t there = last->content_token < r->doc->token_count
                         ? paragraph_of(r->doc, last->content_token) : here;
    return here <= there + 1 && last->statement.speaker.len ? &last->statement : NULL;
}

static void resolve_words(resolver *r, hsay_draft *d)
{
    hsay_statement *s = &d->statement;
    s->speaker_span = s->source.items[0];
    s->speaker = hsay_str_at(r->doc->article->text, s->speaker_span);
    uint8_t gender = pronoun_gender(r->doc, d);
    const hsay_entity *who = gender ? by_pronoun(r, r->doc->tokens[d->source_token].quote, gender)
                                    : by_name(r, d);
    if (!who && !gender)
        who = by_title(r, d);
    if (who)
        name(s, who);
}

void hsay_speaker__resolve(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    (void)arena;
    for (uint32_t i = 0; i < drafts->count; i++) {
        hsay_draft *d = &drafts->items[i];
        resolver r = {doc, drafts, i, 0};
        if (d->source_count && d->statement.source.count) {
            uint32_t low = 0, high = doc->mention_count;
            while (low < high) {
                uint32_t mid = low + (high - low) / 2;
                if (doc->mentions[mid].first_token < d->source_token)
                    low = mid + 1;
                else
                    high = mid;
            }
            r.mention = low;
            resolve_words(&r, d);
            continue;
        }
        const hsay_statement *last = d->cue_count || d->content_token >= doc->token_count
                                         ? NULL : before(&r, d->content_token);
        if (last) {
            d->statement.speaker = last->speaker;
            d->statement.speaker_span = last->speaker_span;
        }
    }
}
