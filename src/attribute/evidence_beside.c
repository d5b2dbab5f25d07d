/*
 * What stands beside a content in its sentence: "according to court records", "citing documents",
 * "in a poll", "without offering evidence", "on condition of anonymity".  Only the article's own
 * words count: not what stands in quote marks or in somebody else's content.
 */
#include "attribute/evidence.h"
#include "base/str.h"

enum {
    BESIDE_REACH = 60, /* tokens to either side of cue and content */
    TAIL_REACH = 8,    /* tokens of a tail before the phrase: ", but the mayor gave" */
    NOUN_REACH = 14    /* tokens of what an adverbial names */
};

static bool is_mark(const hsay_doc *doc, uint32_t token, const char *mark)
{
    return hsay_str_equal(hsay_doc_text(doc, token), hsay_str_of(mark));
}

/* In a tail that a comma or a closing mark sets off: right behind it, or in its relative clause. */
static bool in_tail(const hsay_doc *doc, uint32_t token, uint32_t low)
{
    static const char *const JOINTS[] = {"which", "but", "though", "although", "despite"};
    if (is_mark(doc, token - 1, ",") || doc->tokens[token - 1].kind == HSAY_TOKEN_CLOSE)
        return true;
    for (uint32_t t = token - 1; t > low && token - t <= TAIL_REACH; t--)
        for (size_t i = 0; i < sizeof JOINTS / sizeof *JOINTS; i++)
            if (is_mark(doc, t, JOINTS[i]) && is_mark(doc, t - 1, ","))
                return true;
    return false;
}

/* Around cue and content, within the sentences that they stand in. */
static hsay_evidence_range around(const hsay_doc *doc, const hsay_draft *d)
{
    uint32_t low = d->cue_token < d->content_token ? d->cue_token : d->content_token;
    uint32_t high = d->cue_token + d->cue_count;
    const hsay_sentence *from = &doc->sentences[doc->tokens[d->cue_token].sentence];
    uint32_t first = from->first_token, end = first + from->token_count;
    if (d->content_end > high && d->content_end <= end)
        high = d->content_end;
    if (first + BESIDE_REACH < low)
        first = low - BESIDE_REACH;
    if (end > high + BESIDE_REACH)
        end = high + BESIDE_REACH;
    return (hsay_evidence_range){first, end};
}

/* Does the article itself speak at this token?  In the statement's own content only behind a
 * comma or a "but": what ends a clause that the content's end did not see. */
static bool is_own_voice(const hsay_evidence_reader *r, const hsay_draft *d, uint32_t token)
{
    const hsay_token *t = &r->doc->tokens[token];
    bool in_content = hsay_evidence__in_content(r, d, token);
    if (t->quote != r->doc->tokens[d->cue_token].quote ||
        (t->quote != HSAY_NO_QUOTE && in_content) || r->depth[token] > in_content)
        return false;
    return !in_content || (d->statement.kind != HSAY_KIND_DIRECT && token > d->content_token + 2 &&
                           in_tail(r->doc, token, d->content_token));
}

/* The noun phrase behind an opening word, to a comma or a stop. */
static hsay_evidence_range noun_at(const hsay_doc *doc, uint32_t first, uint32_t end)
{
    hsay_evidence_range noun = {first, first};
    while (noun.end < end && noun.end - first < NOUN_REACH &&
           !hsay_evidence__is_mark(doc, noun.end))
        noun.end++;
    return noun;
}

/* The statement's own "according to": its source is read already. */
static bool is_cue(const hsay_draft *d, uint32_t token)
{
    return token >= d->cue_token && token < d->cue_token + d->cue_count;
}

/* "In a poll, ..." and "said in court papers that ...", not "who came second in a poll". */
static bool may_carry(const hsay_doc *doc, const hsay_draft *d, uint32_t token)
{
    return token == d->cue_token + d->cue_count ||
           token == doc->sentences[doc->tokens[token].sentence].first_token ||
           hsay_evidence__is_mark(doc, token - 1);
}

static void by_opener(const hsay_evidence_reader *r, hsay_draft *d, uint32_t token, uint32_t end)
{
    static const char OPENERS[] = {HSAY_EVIDENCE_OPENS, HSAY_EVIDENCE_OPENS_CARRIER};
    static const char HEADS[] = {HSAY_EVIDENCE_IN_HEAD, HSAY_EVIDENCE_IN_CARRIER};
    for (size_t i = 0; i < sizeof OPENERS; i++) {
        hsay_evidence_phrase p = hsay_evidence__phrase(r, token, end, OPENERS[i]);
        if (!p.token_count ||
            (OPENERS[i] == HSAY_EVIDENCE_OPENS_CARRIER && !may_carry(r->doc, d, token)))
            continue;
        hsay_evidence_range noun = noun_at(r->doc, token + p.token_count, end);
        if (noun.end == noun.first || is_cue(d, token))
            continue;
        hsay_evidence_range words = {token, noun.end};
        hsay_evidence__take(r, &d->statement, hsay_evidence__head(r, noun, HEADS[i]), words);
        for (uint32_t t = noun.first; t < noun.end && OPENERS[i] == HSAY_EVIDENCE_OPENS; t++)
            hsay_evidence__take(
                r, &d->statement,
                hsay_evidence__phrase(r, t, noun.end, HSAY_EVIDENCE_IN_SOURCE).value, words);
    }
}

void hsay_evidence__beside(const hsay_evidence_reader *r, uint32_t draft)
{
    hsay_draft *d = &r->drafts->items[draft];
    hsay_evidence_range in = around(r->doc, d);
    for (uint32_t t = in.first; t < in.end; t++) {
        if (!r->starts[t] || !is_own_voice(r, d, t))
            continue;
        hsay_evidence_phrase p = hsay_evidence__phrase(r, t, in.end, HSAY_EVIDENCE_BESIDE);
        if (p.token_count)
            hsay_evidence__take(r, &d->statement, p.value,
                                (hsay_evidence_range){t, t + p.token_count});
        by_opener(r, d, t, in.end);
    }
}
