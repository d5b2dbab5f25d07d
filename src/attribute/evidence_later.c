/*
 * A later sentence of the article's own that says what a statement rests on: "There is no evidence
 * that ...", "That claim is false.", "The official spoke on condition of anonymity."  It tells of
 * the last statement before it that shares a word with it or that it points back to.
 */
#include "attribute/evidence.h"
#include "base/str.h"

enum {
    LEAD_WORDS = 4,     /* tokens that may stand before the phrase: "But so far" */
    SUBJECT_WORDS = 20, /* the same before "on condition of anonymity" */
    SENTENCES_BACK = 2, /* how far back the statement may end */
    SHARED_TOKENS = 40, /* tokens of either that are compared */
    SHARED_BYTES = 3    /* of a word that tells something */
};

/* The phrase with which the sentence begins, in the article's own words. */
static hsay_evidence_phrase phrase_of(const hsay_evidence_reader *r, const hsay_sentence *s,
                                      uint32_t *at)
{
    uint32_t end = s->first_token + s->token_count;
    for (uint32_t t = s->first_token; t < end && t <= s->first_token + SUBJECT_WORDS; t++) {
        if (r->doc->tokens[t].quote != HSAY_NO_QUOTE || r->depth[t])
            break;
        hsay_evidence_phrase p = hsay_evidence__phrase(r, t, end, HSAY_EVIDENCE_LATER);
        *at = t;
        if (p.token_count &&
            (t <= s->first_token + LEAD_WORDS || p.value == HSAY_EVIDENCE_ANONYMOUS))
            return p;
    }
    return (hsay_evidence_phrase){HSAY_EVIDENCE_COUNT, 0};
}

/* "that", "this", "he", "the claim": words that point back; "no evidence" alone does not. */
static bool points_back(const hsay_doc *doc, uint32_t token)
{
    static const char *const WORDS[] = {"that", "this", "the", "it", "he", "she", "they", "those"};
    hsay_str text = hsay_doc_text(doc, token);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (hsay_str_equal_nocase(text, hsay_str_of(WORDS[i])))
            return true;
    return false;
}

static bool tells(const hsay_doc *doc, uint32_t token)
{
    uint8_t tag = doc->tokens[token].tag;
    return tag == HSAY_TAG_NOUN || tag == HSAY_TAG_PROPN || tag == HSAY_TAG_VERB ||
           tag == HSAY_TAG_ADJ;
}

static bool share_word(const hsay_doc *doc, hsay_evidence_range a, hsay_evidence_range b)
{
    for (uint32_t i = a.first; i < a.end && i < a.first + SHARED_TOKENS; i++)
        for (uint32_t k = b.first; k < b.end && k < b.first + SHARED_TOKENS; k++)
            if (doc->tokens[i].lemma.len >= SHARED_BYTES && tells(doc, i) &&
                hsay_str_equal(doc->tokens[i].lemma, doc->tokens[k].lemma))
                return true;
    return false;
}

/* For each sentence the last statement outside others whose content ends there, or HSAY_NONE. */
static uint32_t *last_drafts(const hsay_evidence_reader *r)
{
    uint32_t *last = hsay_arena_array(r->arena, (size_t)r->doc->sentence_count + 1, sizeof *last);
    if (!last)
        return NULL;
    for (uint32_t i = 0; i <= r->doc->sentence_count; i++)
        last[i] = HSAY_NONE;
    for (uint32_t i = 0; i < r->drafts->count; i++)
        if (r->drafts->items[i].statement.outer == HSAY_NONE)
            last[r->doc->tokens[r->drafts->items[i].content_end - 1].sentence] = i;
    return last;
}

/* Does the later sentence, whose phrase stands at `at`, tell of that statement? */
static bool tells_of(const hsay_doc *doc, const hsay_draft *d, const hsay_sentence *s,
                     hsay_evidence_phrase p, uint32_t at)
{
    hsay_evidence_range before = {s->first_token, at};
    hsay_evidence_range behind = {at + p.token_count, s->first_token + s->token_count};
    if (p.value == HSAY_EVIDENCE_ANONYMOUS)
        return share_word(
            doc, before, (hsay_evidence_range){d->source_token, d->source_token + d->source_count});
    return share_word(doc, behind, (hsay_evidence_range){d->content_token, d->content_end});
}

void hsay_evidence__later(const hsay_evidence_reader *r)
{
    const hsay_doc *doc = r->doc;
    uint32_t *last = last_drafts(r);
    for (uint32_t i = 1; last && i < doc->sentence_count; i++) {
        const hsay_sentence *s = &doc->sentences[i];
        uint32_t at = 0;
        hsay_evidence_phrase p = phrase_of(r, s, &at);
        for (uint32_t back = 1; p.token_count && back <= SENTENCES_BACK && back <= i; back++) {
            uint32_t draft = last[i - back];
            if (draft == HSAY_NONE)
                continue;
            hsay_draft *d = &r->drafts->items[draft];
            if ((back == 1 && points_back(doc, s->first_token)) || tells_of(doc, d, s, p, at))
                hsay_evidence__take(r, &d->statement, p.value,
                                    (hsay_evidence_range){at, at + p.token_count});
            break;
        }
    }
}
