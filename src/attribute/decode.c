/*
 * Runs become statements: each content goes to the cue that costs least, each cue that has contents
 * takes the source that costs least.  A cost is a distance in tokens with tolls for what lies
 * between.  What the rules know beyond the network is kept from them.
 */
#include "attribute/decode.h"

#include "attribute/inputs.h"
#include "attribute/runs.h"
#include "base/str.h"
#include "model/quant.h"

/* Tokens that a toll is worth.  PolNeAR train, gold runs, 2026-11: 98 of 100 contents go right. */
enum {
    TOLL_SENTENCE = 20,   /* a content in another sentence than its cue */
    TOLL_PARAGRAPH = 10,  /* or paragraph, on top */
    SOURCE_BEHIND = 3,    /* a source behind its cue */
    SOURCE_SENTENCE = 12, /* a source in another sentence */
    SOURCE_MOST = 60,     /* a source that costs more is none */
    REACH_RUNS = 8,       /* cues looked at on either side of a content, sources of a cue */
    SAME_START = 2,       /* tokens between the heads of two readings of a content */
    REACH_TOKENS = 400
};

/* Statements less likely are left out; a rule that is right less often adds nothing inside others.
 */
static const double LEAST_PROBABILITY = 0.3, LEAST_NESTED = 0.7;

typedef struct decoder {
    hsay_labels labels;
    hsay_finder finder;
    const hsay_drafts *rules;
    uint8_t *lent;     /* for each token: a cue begins there that only the rules have */
    uint32_t *rule_at; /* for each token 1 + the statement of the rules whose cue it is in, or 0 */
    hsay_arena *arena;
} decoder;

/* ---- which run goes with which ---- */

static bool overlap(hsay_range a, hsay_range b)
{
    return a.first < b.end && b.first < a.end;
}

static uint32_t gap(hsay_range a, hsay_range b)
{
    if (overlap(a, b))
        return 0;
    return a.first < b.first ? b.first - a.end : a.first - b.end;
}

static uint32_t sentences_between(const hsay_doc *doc, hsay_range a, hsay_range b)
{
    hsay_range early = a.first < b.first ? a : b, late = a.first < b.first ? b : a;
    uint32_t from = doc->tokens[early.end - 1].sentence, to = doc->tokens[late.first].sentence;
    return to > from ? to - from : 0;
}

static uint32_t paragraphs_between(const hsay_doc *doc, hsay_range a, hsay_range b)
{
    uint32_t x = doc->sentences[doc->tokens[a.first].sentence].paragraph;
    uint32_t y = doc->sentences[doc->tokens[b.first].sentence].paragraph;
    return x < y ? y - x : x - y;
}

static uint32_t content_cost(const hsay_doc *doc, hsay_range content, hsay_range cue)
{
    uint32_t cost = gap(content, cue);
    if (overlap(content, cue) || cost > REACH_TOKENS)
        return UINT32_MAX;
    return cost + TOLL_SENTENCE * sentences_between(doc, content, cue) +
           TOLL_PARAGRAPH * paragraphs_between(doc, content, cue);
}

static uint32_t source_cost(const hsay_doc *doc, hsay_range cue, hsay_range source)
{
    if (paragraphs_between(doc, cue, source))
        return UINT32_MAX;
    return gap(cue, source) + SOURCE_SENTENCE * sentences_between(doc, cue, source) +
           (source.first > cue.first ? SOURCE_BEHIND : 0);
}

typedef uint32_t cost_fn(const hsay_doc *doc, hsay_range of, hsay_range other);

/* The run of `in` near `of` that costs least, less than `most`; or HSAY_NONE. */
static uint32_t cheapest(const decoder *d, uint32_t role, hsay_range of, cost_fn *cost,
                         uint32_t most)
{
    const hsay_runs *in = &d->labels.found[role];
    uint32_t at = hsay_runs__behind(in, of.first), best = HSAY_NONE;
    for (uint32_t i = at > REACH_RUNS ? at - REACH_RUNS : 0; i < in->count && i < at + REACH_RUNS;
         i++) {
        uint32_t price = cost(d->labels.doc, of, in->items[i]);
        if (price < most) {
            most = price;
            best = i;
        }
    }
    return best;
}

/* ---- runs in our convention ---- */

static bool in_quote(const hsay_doc *doc, uint32_t token)
{
    return doc->tokens[token].quote != HSAY_NO_QUOTE;
}

/* "called it 'vile'", "told me, 'Go'": of a pronoun and a quotation the quotation is the content.
 */
static uint32_t past_pronoun(const decoder *d, hsay_range r)
{
    uint32_t t = r.first;
    uint8_t class = hsay_find__class(&d->finder, t);
    if (class != HSAY_WORD_OBJECT && class != HSAY_WORD_PRONOUN)
        return r.first;
    for (t++; t < r.end && t < r.first + 3; t++)
        if (d->labels.doc->tokens[t].kind == HSAY_TOKEN_OPEN)
            return t;
        else if (hsay_find__class(&d->finder, t) != HSAY_WORD_COMMA &&
                 !hsay_find__is(&d->finder, t, "as"))
            break;
    return r.first;
}

/* No "that" at the head of a content, no quote mark whose partner is outside. */
static hsay_range trimmed(const decoder *d, hsay_range r)
{
    const hsay_doc *doc = d->labels.doc;
    if (r.end > r.first + 1 && hsay_find__is(&d->finder, r.first, "that"))
        r.first++;
    r.first = past_pronoun(d, r);
    const hsay_token *first = &doc->tokens[r.first], *last = &doc->tokens[r.end - 1];
    if (r.end > r.first + 1 && first->kind == HSAY_TOKEN_OPEN && in_quote(doc, r.first) &&
        (!doc->quotes[first->quote].closed || doc->quotes[first->quote].last_token >= r.end))
        r.first++;
    if (r.end > r.first + 1 && last->kind == HSAY_TOKEN_CLOSE && in_quote(doc, r.end - 1) &&
        doc->quotes[last->quote].first_token < r.first)
        r.end--;
    return r;
}

/* "Not a word of it," he said: a quotation that ends with a mark of its own is a whole. */
static bool ends_like_speech(const decoder *d, hsay_range r)
{
    uint32_t last = r.end - 1;
    if (d->labels.doc->tokens[last].kind == HSAY_TOKEN_CLOSE && last > r.first)
        last--;
    uint8_t class = hsay_find__class(&d->finder, last);
    return in_quote(d->labels.doc, last) && (class == HSAY_WORD_COMMA || class == HSAY_WORD_STOP);
}

/* ---- statements ---- */

/* The rule that took a word of this cue for its own, and reads a content that begins like this one.
 */
static hsay_str build_of(const decoder *d, hsay_range cue, hsay_range content)
{
    for (uint32_t t = cue.first; t < cue.end; t++) {
        const hsay_draft *r = d->rule_at[t] ? &d->rules->items[d->rule_at[t] - 1] : NULL;
        if (r && r->content_token < content.first + SAME_START &&
            content.first < r->content_token + SAME_START)
            return r->build;
    }
    return HSAY_STR_NONE;
}

static const hsay_draft *lent(const decoder *d, hsay_range cue)
{
    bool is_lent = cue.end > cue.first && d->lent[cue.first];
    return is_lent ? &d->rules->items[d->rule_at[cue.first] - 1] : NULL;
}

static hsay_range source_of(const decoder *d, hsay_range cue, hsay_range content)
{
    bool has_cue = cue.end > cue.first;
    uint32_t s = cheapest(d, HSAY_ROLE_SOURCE, has_cue ? cue : content, source_cost, SOURCE_MOST);
    if (s != HSAY_NONE)
        return d->labels.found[HSAY_ROLE_SOURCE].items[s];
    return has_cue ? hsay_runs__further(&d->labels, HSAY_ROLE_SOURCE, cue) : (hsay_range){0, 0};
}

static void add(decoder *d, hsay_range cue, const hsay_range *contents, uint32_t count)
{
    hsay_range parts[HSAY_FIND_PARTS], source = source_of(d, cue, contents[0]);
    double sure = 1;
    const hsay_draft *rule = lent(d, cue);
    if (count > HSAY_FIND_PARTS)
        count = HSAY_FIND_PARTS;
    for (uint32_t i = 0; i < count; i++) {
        parts[i] = trimmed(d, contents[i]);
        sure *= hsay_runs__sure(&d->labels, HSAY_ROLE_CONTENT, contents[i]);
    }
    if (!rule && source.end > source.first)
        sure *= hsay_runs__sure(&d->labels, HSAY_ROLE_SOURCE, source);
    if (!rule && cue.end > cue.first)
        sure *= hsay_runs__sure(&d->labels, HSAY_ROLE_CUE, cue);
    if (rule)
        source = (hsay_range){rule->source_token, rule->source_token + rule->source_count};
    double probability = hsay_certainty__right(sure);
    if (probability < LEAST_PROBABILITY ||
        !hsay_find__add(&d->finder, "model", source, cue, parts, count))
        return;
    hsay_draft *draft = &d->finder.drafts.items[d->finder.drafts.count - 1];
    draft->build = build_of(d, cue, parts[0]);
    draft->statement.engine = HSAY_STR("fast-1");
    draft->statement.probability = probability;
}

/*
 * The contents of one cue are one statement, but not words in quote marks and words outside them
 * that stand in other sentences: a quotation, and what was said of it.
 */
static void add_all(decoder *d, hsay_range cue, const hsay_range *contents, uint32_t count)
{
    const hsay_doc *doc = d->labels.doc;
    uint32_t from = 0;
    for (uint32_t i = 1; i <= count; i++) {
        bool apart = i < count &&
                     in_quote(doc, contents[i - 1].first) != in_quote(doc, contents[i].first) &&
                     (sentences_between(doc, contents[i - 1], contents[i]) ||
                      ends_like_speech(d, contents[i - 1]));
        if (i == count || apart) {
            add(d, cue, contents + from, i - from);
            from = i;
        }
    }
}

static uint32_t quote_at(const hsay_doc *doc, hsay_span span)
{
    uint32_t t = hsay_doc_token_at(doc, span.start);
    return t < doc->token_count ? doc->tokens[t].quote : HSAY_NO_QUOTE;
}

/* For each quotation 1 + the one that it goes on from, by the rules or as a new paragraph; 0: none.
 */
static uint32_t *followed(const decoder *d)
{
    const hsay_doc *doc = d->labels.doc;
    uint32_t *follows = hsay_arena_array(d->arena, doc->quote_count + 1, sizeof *follows);
    for (uint32_t i = 0; follows && i < d->rules->count; i++) {
        hsay_spans parts = d->rules->items[i].statement.content;
        bool quoted = hsay_str_starts(d->rules->items[i].statement.rule, HSAY_STR("quote-"));
        for (uint32_t k = 1; quoted && k < parts.count; k++) {
            uint32_t q = quote_at(doc, parts.items[k]), before = quote_at(doc, parts.items[k - 1]);
            if (q != HSAY_NO_QUOTE && before != HSAY_NO_QUOTE && before < q)
                follows[q] = before + 1;
        }
    }
    for (uint32_t q = 0; follows && q < doc->quote_count; q++)
        if (doc->quotes[q].continues != HSAY_NO_QUOTE)
            follows[q] = doc->quotes[q].continues + 1;
    return follows;
}

/*
 * The cue of each content, or HSAY_NONE.  What goes on from a quotation of the paragraph before has
 * the cue of that one, unless the cue that costs least stands inside the quotation too.
 */
static void choose_cues(decoder *d, const uint32_t *follows, uint32_t *cue_of,
                        uint32_t *cue_of_quote)
{
    const hsay_doc *doc = d->labels.doc;
    const hsay_runs *cues = &d->labels.found[HSAY_ROLE_CUE];
    const hsay_runs *contents = &d->labels.found[HSAY_ROLE_CONTENT];
    for (uint32_t i = 0; i < contents->count; i++) {
        hsay_range content = contents->items[i];
        uint32_t cue = cheapest(d, HSAY_ROLE_CUE, content, content_cost, UINT32_MAX);
        uint32_t q = doc->tokens[content.first].quote;
        cue_of[i] = cue;
        if (q == HSAY_NO_QUOTE ||
            (cue != HSAY_NONE && doc->tokens[cues->items[cue].first].quote == q))
            continue;
        uint32_t before = follows[q];
        if (before && cue_of_quote[before - 1])
            cue_of[i] = cue_of_quote[before - 1] - 1;
        if (cue_of[i] != HSAY_NONE)
            cue_of_quote[q] = cue_of[i] + 1;
    }
}

static bool any_overlaps(const hsay_runs *runs, hsay_range r)
{
    uint32_t at = hsay_runs__behind(runs, r.first);
    return (at > 0 && overlap(runs->items[at - 1], r)) ||
           (at < runs->count && overlap(runs->items[at], r));
}

static hsay_range cue_of_rule(const hsay_draft *r)
{
    return (hsay_range){r->cue_token, r->cue_token + r->cue_count};
}

/* A quotation with cue and source of the rules, of which the network has the content alone. */
static bool is_lendable(const decoder *d, const hsay_draft *r)
{
    const hsay_runs *found = d->labels.found;
    hsay_range content = {r->content_token, r->content_end}, cue = cue_of_rule(r);
    return r->cue_count && r->source_count &&
           hsay_str_starts(r->statement.rule, HSAY_STR("quote-")) &&
           any_overlaps(&found[HSAY_ROLE_CONTENT], content) &&
           !any_overlaps(&found[HSAY_ROLE_CUE], cue) &&
           !any_overlaps(&found[HSAY_ROLE_CONTENT], cue);
}

/* Such cues are runs, too. */
static bool lend_cues(decoder *d)
{
    uint32_t tokens = d->labels.doc->token_count, from = 0;
    hsay_runs *cues = &d->labels.found[HSAY_ROLE_CUE], all = {0};
    all.items = hsay_arena_array(d->arena, tokens + 1, sizeof *all.items);
    d->lent = hsay_arena_array(d->arena, tokens + 1, sizeof *d->lent);
    if (!all.items || !d->lent)
        return false;
    for (uint32_t i = 0; i < d->rules->count; i++)
        if (is_lendable(d, &d->rules->items[i]))
            d->lent[d->rules->items[i].cue_token] = true;
    for (uint32_t t = 0; t < tokens; t++) {
        if (from < cues->count && cues->items[from].first == t)
            all.items[all.count++] = cues->items[from++];
        else if (d->lent[t])
            all.items[all.count++] = cue_of_rule(&d->rules->items[d->rule_at[t] - 1]);
    }
    *cues = all;
    return true;
}

/* Contents by cue; those that no cue reaches stand alone. */
static bool link_runs(decoder *d)
{
    if (!lend_cues(d))
        return false;
    const hsay_runs *cues = &d->labels.found[HSAY_ROLE_CUE];
    const hsay_runs *contents = &d->labels.found[HSAY_ROLE_CONTENT];
    uint32_t *heads = hsay_arena_array(d->arena, cues->count + 1, sizeof *heads);
    uint32_t *next = hsay_arena_array(d->arena, contents->count + 1, sizeof *next);
    uint32_t *cue_of = hsay_arena_array(d->arena, contents->count + 1, sizeof *cue_of);
    uint32_t *cue_of_quote =
        hsay_arena_array(d->arena, d->labels.doc->quote_count + 1, sizeof *cue_of_quote);
    hsay_range *mine = hsay_arena_array(d->arena, contents->count + 1, sizeof *mine);
    uint32_t *follows = followed(d);
    if (!heads || !next || !mine || !cue_of || !cue_of_quote || !follows)
        return false;
    choose_cues(d, follows, cue_of, cue_of_quote);
    for (uint32_t i = contents->count; i-- > 0;) {
        uint32_t cue = cue_of[i];
        if (cue == HSAY_NONE) {
            add(d, (hsay_range){0, 0}, &contents->items[i], 1);
            continue;
        }
        next[i] = heads[cue];
        heads[cue] = i + 1;
    }
    for (uint32_t q = 0; q < cues->count; q++) {
        uint32_t count = 0;
        for (uint32_t i = heads[q]; i; i = next[i - 1])
            mine[count++] = contents->items[i - 1];
        if (!count) {
            mine[0] = hsay_runs__further(&d->labels, HSAY_ROLE_CONTENT, cues->items[q]);
            count = mine[0].end > mine[0].first;
        }
        if (count)
            add_all(d, cues->items[q], mine, count);
    }
    return true;
}

/* The rules' statement stands inside a content of the model's, cue and all. */
static bool stands_inside(const hsay_draft *r, hsay_range content)
{
    uint32_t cue_end = r->cue_token + r->cue_count;
    return r->cue_count && content.first <= r->cue_token && content.end >= cue_end &&
           content.first <= r->content_token && content.end >= r->content_end &&
           content.end - content.first > r->content_end - r->content_token;
}

/* Statements inside statements, and quotations without a cue that the model leaves out. */
static bool is_kept(const decoder *d, const hsay_draft *r)
{
    const hsay_runs *contents = &d->labels.found[HSAY_ROLE_CONTENT];
    hsay_range mine = {r->content_token, r->content_end};
    bool alone = hsay_str_equal(r->statement.rule, HSAY_STR("quote-free")), inside = false;
    uint32_t at = hsay_runs__behind(contents, mine.first + 1);
    if (r->cue_count && d->finder.words[r->cue_token].used)
        return false;
    for (uint32_t k = at > REACH_RUNS ? at - REACH_RUNS : 0;
         k < contents->count && k < at + REACH_RUNS; k++) {
        if (alone && overlap(contents->items[k], mine))
            return false;
        inside |= stands_inside(r, contents->items[k]);
    }
    return alone || (inside && r->statement.probability >= LEAST_NESTED);
}

hsay_status hsay_decode__statements(const hsay_doc *doc, const hsay_model *model,
                                    const hsay_drafts *rules, hsay_arena *arena, hsay_drafts *out)
{
    decoder d = {.rules = rules, .arena = arena};
    *out = *rules;
    if (!doc->token_count)
        return HSAY_OK;
    uint32_t *rows = hsay_inputs__make(doc, rules->words, rules, arena);
    float *y = rows ? hsay_quant_run(model, rows, doc->token_count, HSAY_QUANT_BEST, arena) : NULL;
    d.rule_at = hsay_arena_array(arena, doc->token_count, sizeof *d.rule_at);
    if (!y || !d.rule_at || !hsay_runs__read(doc, model, y, arena, &d.labels) ||
        !hsay_find__begin(&d.finder, doc, arena))
        return HSAY_MEMORY;
    for (uint32_t t = 0; t < doc->token_count; t++)
        d.finder.words[t].class = rules->words[t].class;
    for (uint32_t i = 0; i < rules->count; i++)
        for (uint32_t k = 0; k < rules->items[i].cue_count; k++)
            d.rule_at[rules->items[i].cue_token + k] = i + 1;
    if (!link_runs(&d))
        return HSAY_MEMORY;
    for (uint32_t i = 0; i < rules->count; i++)
        if (is_kept(&d, &rules->items[i]))
            hsay_vec_push(arena, &d.finder.drafts, rules->items[i]);
    hsay_find__end(&d.finder, out);
    out->words = rules->words;
    return hsay_arena_failed(arena) ? HSAY_MEMORY : HSAY_OK;
}
