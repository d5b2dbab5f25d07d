/*
 * What a statement rests on, by data/evidence.txt: its source is a document or a witness, its cue
 * is called false, something beside the content says so, or a later sentence takes it back.
 */
#include "attribute/evidence.h"
#include "attribute/phrases.h"
#include "base/str.h"
#include "data/lexicons.h"

enum {
    SOURCE_WORDS = 40,   /* tokens of a source that are read */
    RELATIVE_WORDS = 25, /* tokens of the clause before a source */
    BEFORE_CUE = 4,
    IN_FRONT = 2, /* tokens before a cue among which an adjective may stand */
    AFTER_CUE = 3,
    CONTENT_WORDS = 40 /* tokens of a content that are read */
};

static bool same_quote(const hsay_doc *doc, uint32_t a, uint32_t b)
{
    return doc->tokens[a].quote == doc->tokens[b].quote;
}

static void take_all(const hsay_evidence_reader *r, hsay_statement *s, hsay_evidence_range in,
                     char place)
{
    for (uint32_t t = in.first; t < in.end; t++) {
        hsay_evidence_phrase p = hsay_evidence__phrase(r, t, in.end, place);
        if (p.token_count)
            hsay_evidence__take(r, s, p.value, (hsay_evidence_range){t, t + p.token_count});
    }
}

/* "according to" and its source. */
static bool is_according(const hsay_draft *d)
{
    return d->cue_count == 2 && d->cue_token + 2 == d->source_token;
}

/*
 * The source without what a comma sets apart.  Behind "according to" it goes on to a comma, also
 * where the finder took less.
 */
static hsay_evidence_range source_of(const hsay_doc *doc, const hsay_draft *d)
{
    bool according = is_according(d);
    uint32_t end = d->source_token, most = d->source_token + d->source_count;
    const hsay_sentence *in = &doc->sentences[doc->tokens[d->source_token].sentence];
    if (according)
        most = in->first_token + in->token_count;
    if (most > d->source_token + SOURCE_WORDS)
        most = d->source_token + SOURCE_WORDS;
    while (end < most && !hsay_evidence__is_mark(doc, end))
        end++;
    return (hsay_evidence_range){d->source_token, end};
}

/* The clause before a source or cue: back to a mark. */
static uint32_t clause_start(const hsay_doc *doc, uint32_t token)
{
    uint32_t low = doc->sentences[doc->tokens[token].sentence].first_token, first = token;
    while (first > low && token - first < RELATIVE_WORDS && !hsay_evidence__is_mark(doc, first - 1))
        first--;
    return first;
}

/* "A study by three doctors found": the finder took who stands last, the clause begins with what
 * they made. */
static hsay_evidence_range whole_source(const hsay_doc *doc, const hsay_draft *d)
{
    hsay_evidence_range source = source_of(doc, d);
    bool inner = source.first > 0 && doc->tokens[source.first - 1].tag == HSAY_TAG_ADP &&
                 d->cue_count && d->cue_token >= source.end;
    return inner ? (hsay_evidence_range){clause_start(doc, source.first), source.end} : source;
}

/* Between the source and the cue, and in the clause before them. */
static hsay_evidence_range relative_of(const hsay_doc *doc, const hsay_draft *d)
{
    uint32_t first = d->source_token, end = d->source_token + d->source_count;
    if (d->cue_count && d->cue_token >= end) {
        end = d->cue_token;
        first = clause_start(doc, d->source_token);
    }
    if (end > d->source_token + SOURCE_WORDS)
        end = d->source_token + SOURCE_WORDS;
    return (hsay_evidence_range){first, end};
}

/* A video that shows is evidence; one that says something only carries words. */
static bool shows(const hsay_evidence_reader *r, const hsay_draft *d)
{
    for (uint32_t t = d->cue_token; t < d->cue_token + d->cue_count; t++)
        if (hsay_evidence__phrase(r, t, t + 1, HSAY_EVIDENCE_SHOWS).token_count)
            return true;
    return false;
}

static void by_source(const hsay_evidence_reader *r, const hsay_draft *d, hsay_statement *s)
{
    hsay_evidence_range source = whole_source(r->doc, d), words = source;
    hsay_evidence value = hsay_evidence__head(r, source, HSAY_EVIDENCE_IN_HEAD);
    if (is_according(d)) /* "according to court records": all of it says so */
        words.first = d->cue_token;
    if (value != HSAY_EVIDENCE_MEDIA || shows(r, d))
        hsay_evidence__take(r, s, value, words);
    source = source_of(r->doc, d);
    for (uint32_t t = source.first; t < source.end; t++) {
        hsay_evidence_phrase p = hsay_evidence__phrase(r, t, source.end, HSAY_EVIDENCE_IN_SOURCE);
        if (p.token_count)
            hsay_evidence__take(r, s, p.value,
                                is_according(d) ? (hsay_evidence_range){d->cue_token, source.end}
                                                : source);
    }
    take_all(r, s, relative_of(r->doc, d), HSAY_EVIDENCE_IN_RELATIVE);
}

/* Where the words before the owner of a noun begin: "casting doubt on her claim". */
static uint32_t before_owner(const hsay_evidence_reader *r, const hsay_draft *d, uint32_t first)
{
    uint32_t front = d->source_count && d->source_token < first ? d->source_token : first;
    uint32_t low = r->doc->sentences[r->doc->tokens[d->cue_token].sentence].first_token;
    while (front > low && d->cue_token - front < 2 * BEFORE_CUE &&
           same_quote(r->doc, front - 1, d->cue_token))
        front--;
    return front;
}

/* "figures showing that": what shows it stands before the cue. */
static void by_participle(const hsay_evidence_reader *r, const hsay_draft *d, hsay_statement *s)
{
    uint32_t t = d->cue_token;
    if (t == 0 || !hsay_str_ends(hsay_doc_text(r->doc, t), HSAY_STR("ing")))
        return;
    hsay_evidence_range noun = {t - 1, t};
    hsay_evidence__take(r, s, hsay_evidence__head(r, noun, HSAY_EVIDENCE_IN_HEAD), noun);
}

/* "falsely claimed", "claimed without evidence", "the false claim that". */
static void by_cue(const hsay_evidence_reader *r, const hsay_draft *d, hsay_statement *s)
{
    const hsay_doc *doc = r->doc;
    const hsay_sentence *in = &doc->sentences[doc->tokens[d->cue_token].sentence];
    uint32_t first = d->cue_token, end = d->cue_token + d->cue_count;
    while (first > in->first_token && d->cue_token - first < BEFORE_CUE &&
           same_quote(doc, first - 1, d->cue_token))
        first--;
    uint32_t most = in->first_token + in->token_count, after = end;
    while (after < most && after - end < AFTER_CUE && same_quote(doc, after, d->cue_token))
        after++;
    if (r->depth[d->cue_token] > hsay_evidence__in_content(r, d, d->cue_token))
        return; /* in somebody's mouth, not in the article's */
    take_all(r, s, (hsay_evidence_range){first, after}, HSAY_EVIDENCE_AT_CUE);
    uint32_t front = d->cue_token < first + IN_FRONT ? first : d->cue_token - IN_FRONT;
    if (hsay_str_equal(s->rule, HSAY_STR("noun"))) /* "debunked her false claim that" */
        front = before_owner(r, d, first);
    take_all(r, s, (hsay_evidence_range){front, d->cue_token}, HSAY_EVIDENCE_IN_FRONT);
}

/* "I saw the wall fall." */
static void by_content(const hsay_evidence_reader *r, const hsay_draft *d, hsay_statement *s)
{
    uint32_t end = d->content_end;
    if (end > d->content_token + CONTENT_WORDS)
        end = d->content_token + CONTENT_WORDS;
    take_all(r, s, (hsay_evidence_range){d->content_token, end}, HSAY_EVIDENCE_IN_CONTENT);
}

bool hsay_evidence__in_content(const hsay_evidence_reader *r, const hsay_draft *d, uint32_t token)
{
    hsay_span at = r->doc->tokens[token].span;
    for (uint32_t i = 0; i < d->statement.content.count; i++) {
        hsay_span span = d->statement.content.items[i];
        if (at.start >= span.start && at.end <= span.end)
            return true;
    }
    return false;
}

/* Ranges that start less ranges that end, summed up.  The differences wrap; the sums do not. */
static bool count_depth(hsay_evidence_reader *r)
{
    uint32_t count = r->doc->token_count;
    r->depth = hsay_arena_array(r->arena, (size_t)count + 2, sizeof *r->depth);
    if (!r->depth)
        return false;
    for (uint32_t i = 0; i < r->drafts->count; i++) {
        const hsay_draft *d = &r->drafts->items[i];
        bool was = false;
        for (uint32_t t = d->content_token; t < d->content_end; t++) {
            bool in = hsay_evidence__in_content(r, d, t);
            r->depth[t] += (uint32_t)in - (uint32_t)was;
            was = in;
        }
        r->depth[d->content_end] -= was;
    }
    for (uint32_t t = 1; t <= count; t++)
        r->depth[t] += r->depth[t - 1];
    return true;
}

/* "Police said a witness told them that": who names a witness rests on one. */
static void by_inner(const hsay_evidence_reader *r, uint32_t draft)
{
    const hsay_statement *inner = &r->drafts->items[draft].statement;
    uint32_t outer = inner->outer;
    if (outer >= r->drafts->count || inner->evidence != HSAY_EVIDENCE_WITNESS)
        return;
    const hsay_draft *d = &r->drafts->items[draft];
    hsay_draft *o = &r->drafts->items[outer];
    if (d->cue_count && d->source_count && d->source_token <= o->content_token + 1)
        hsay_evidence__take(r, &o->statement, HSAY_EVIDENCE_WITNESS,
                            (hsay_evidence_range){d->source_token, d->cue_token + d->cue_count});
}

/* "Two sources said they believe that": the same people, unnamed in both. */
static void by_outer(const hsay_evidence_reader *r, uint32_t draft)
{
    const hsay_draft *d = &r->drafts->items[draft];
    hsay_statement *inner = &r->drafts->items[draft].statement;
    if (inner->outer >= r->drafts->count || d->source_count != 1 ||
        !hsay_lexicon_find(&hsay_lexicon__pronouns, hsay_doc_text(r->doc, d->source_token)))
        return;
    const hsay_statement *outer = &r->drafts->items[inner->outer].statement;
    if (outer->evidence != HSAY_EVIDENCE_ANONYMOUS || inner->evidence != HSAY_EVIDENCE_NONE_STATED)
        return;
    inner->evidence = outer->evidence;
    inner->evidence_words = outer->evidence_words;
}

void hsay_evidence__decide(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    hsay_evidence_reader r = {.doc = doc, .arena = arena, .drafts = drafts};
    r.starts = hsay_phrases__starts(&hsay_lexicon__evidence, doc, arena);
    if (!r.starts || !count_depth(&r))
        return;
    for (uint32_t i = 0; i < drafts->count; i++) {
        const hsay_draft *d = &drafts->items[i];
        hsay_statement *s = &drafts->items[i].statement;
        s->evidence = HSAY_EVIDENCE_NONE_STATED;
        if (d->source_count)
            by_source(&r, d, s);
        if (d->cue_count) {
            by_participle(&r, d, s);
            by_cue(&r, d, s);
            hsay_evidence__beside(&r, i);
        }
        by_content(&r, d, s);
    }
    for (uint32_t i = 0; i < drafts->count; i++)
        by_inner(&r, i);
    for (uint32_t i = 0; i < drafts->count; i++)
        by_outer(&r, i);
    hsay_evidence__later(&r);
}
