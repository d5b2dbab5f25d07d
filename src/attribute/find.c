/*
 * A doc becomes drafts: statements with source, cue, content, kind, rule and probability, sorted by
 * content.  Quotations are taken first, then what cue verbs leave, then cues that are no verbs; a
 * cue belongs to one statement only.
 */
#include "attribute/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { NEAR = 8 /* drafts to either side among which an outer one is looked for */ };

static hsay_span span_of(const hsay_doc *doc, hsay_range r)
{
    return (hsay_span){doc->tokens[r.first].span.start, doc->tokens[r.end - 1].span.end};
}

static hsay_spans spans_of(hsay_finder *f, const hsay_range *ranges, uint32_t count)
{
    hsay_span *items = hsay_arena_array(f->arena, count ? count : 1, sizeof *items);
    hsay_spans out = {items, 0};
    for (uint32_t i = 0; items && i < count; i++)
        if (ranges[i].end > ranges[i].first)
            items[out.count++] = span_of(f->doc, ranges[i]);
    return out;
}

/* Quote marks that enclose the whole of a range are not its content. */
static hsay_range unquote(const hsay_finder *f, hsay_range r)
{
    const hsay_doc *d = f->doc;
    if (r.end < r.first + 3 || d->tokens[r.first].kind != HSAY_TOKEN_OPEN)
        return r;
    uint32_t q = d->tokens[r.first].quote;
    if (q != HSAY_NO_QUOTE && d->quotes[q].first_token == r.first && d->quotes[q].closed &&
        d->quotes[q].last_token == r.end - 1)
        return (hsay_range){r.first + 1, r.end - 1};
    return r;
}

static hsay_kind kind_of(const hsay_finder *f, const hsay_range *parts, uint32_t count,
                         uint32_t base)
{
    uint32_t quoted = 0, words = 0;
    for (uint32_t p = 0; p < count; p++)
        for (uint32_t i = parts[p].first; i < parts[p].end; i++) {
            if (f->doc->tokens[i].kind > HSAY_TOKEN_NUMBER)
                continue;
            words++;
            uint32_t quote = f->doc->tokens[i].quote;
            quoted += quote != HSAY_NO_QUOTE && quote != base;
        }
    return !quoted ? HSAY_KIND_INDIRECT : quoted == words ? HSAY_KIND_DIRECT : HSAY_KIND_MIXED;
}

/*
 * How often a rule's statement is one of the annotators', sharing words of source and content with
 * it: measured on PolNeAR train (840 articles), 2026-11.  quote-free has no like there, and of
 * quote-unlisted there are ten: set by hand.
 */
static const struct {
    const char *rule;
    double rate;
} RATES[] = {
    {"according-to", 0.92},
    {"bare", 0.80},
    {"gerund", 1.00},
    {"name", 0.72},
    {"noun", 0.28},
    {"object", 0.65},
    {"object-as", 0.72},
    {"object-of", 0.79},
    {"object-to", 0.67},
    {"parenthesis", 0.90},
    {"passive-that", 0.62},
    {"passive-to", 0.66},
    {"quote-according", 0.91},
    {"quote-after", 0.97},
    {"quote-before", 0.73},
    {"quote-free", 0.70},
    {"quote-inverted", 0.95},
    {"quote-unlisted", 0.90},
    {"that", 0.87},
    {"to", 0.66},
    {"trailing", 0.77},
    {"whether", 0.67},
};

static double rate_of(const char *rule)
{
    for (size_t i = 0; i < sizeof RATES / sizeof *RATES; i++)
        if (!strcmp(RATES[i].rule, rule))
            return RATES[i].rate;
    return .5;
}

bool hsay_find__add(hsay_finder *f, const char *rule, hsay_range source, hsay_range cue,
                    const hsay_range *contents, uint32_t count)
{
    hsay_range parts[HSAY_FIND_PARTS];
    if (!count || count > HSAY_FIND_PARTS)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        parts[i] = unquote(f, contents[i]);
        if (parts[i].end <= parts[i].first)
            return false;
    }
    uint32_t base = cue.end > cue.first ? f->doc->tokens[cue.first].quote : HSAY_NO_QUOTE;
    hsay_draft d = {.cue_token = cue.first,
                    .cue_count = cue.end - cue.first,
                    .source_token = source.first,
                    .source_count = source.end - source.first,
                    .content_token = parts[0].first,
                    .content_end = parts[count - 1].end};
    d.statement.content = spans_of(f, parts, count);
    d.statement.source = spans_of(f, &source, 1);
    d.statement.cue = spans_of(f, &cue, 1);
    d.statement.kind = kind_of(f, parts, count, base);
    d.build = d.statement.rule = hsay_str_of(rule);
    d.statement.engine = hsay_str_of("rules-1");
    d.statement.probability = rate_of(rule);
    d.statement.outer = HSAY_NONE;
    for (uint32_t i = cue.first; i < cue.end; i++)
        f->words[i].used = true;
    if (source.end > source.first)
        f->said[f->doc->tokens[source.first].sentence] = source;
    size_t had = f->drafts.count;
    hsay_vec_push(f->arena, &f->drafts, d);
    return f->drafts.count > had;
}

static int by_content(const void *a, const void *b)
{
    const hsay_draft *x = a, *y = b;
    if (x->content_token != y->content_token)
        return x->content_token < y->content_token ? -1 : 1;
    if (x->content_end != y->content_end)
        return x->content_end < y->content_end ? -1 : 1;
    return x->cue_token < y->cue_token ? -1 : x->cue_token > y->cue_token;
}

static uint32_t first_of(const hsay_draft *d)
{
    return d->cue_count && d->cue_token < d->content_token ? d->cue_token : d->content_token;
}

static bool holds(const hsay_draft *outer, const hsay_draft *inner)
{
    return outer->content_token <= first_of(inner) && outer->content_end >= inner->content_end &&
           outer->content_end - outer->content_token > inner->content_end - inner->content_token;
}

/* A statement whose content and cue stand inside another's content is inside it: the nearest. */
static void set_outer(hsay_finder *f)
{
    hsay_draft *items = f->drafts.items;
    for (uint32_t i = 0; i < f->drafts.count; i++) {
        uint32_t low = i > NEAR ? i - NEAR : 0, high = i + NEAR, best = HSAY_NONE;
        if (high >= f->drafts.count)
            high = (uint32_t)f->drafts.count - 1;
        for (uint32_t k = low; k <= high; k++)
            if (k != i && holds(&items[k], &items[i]) &&
                (best == HSAY_NONE || holds(&items[best], &items[k])))
                best = k;
        items[i].statement.outer = best;
    }
}

bool hsay_find__begin(hsay_finder *f, const hsay_doc *doc, hsay_arena *arena)
{
    *f = (hsay_finder){.doc = doc, .arena = arena};
    f->words = hsay_arena_array(arena, doc->token_count + 1, sizeof *f->words);
    f->quote_drafts = hsay_arena_array(arena, doc->quote_count + 1, sizeof *f->quote_drafts);
    f->said = hsay_arena_array(arena, doc->sentence_count + 1, sizeof *f->said);
    return f->words && f->quote_drafts && f->said;
}

void hsay_find__end(hsay_finder *f, hsay_drafts *out)
{
    if (f->drafts.count)
        qsort(f->drafts.items, f->drafts.count, sizeof *f->drafts.items, by_content);
    set_outer(f);
    *out = (hsay_drafts){f->drafts.items, (uint32_t)f->drafts.count, f->words};
}

void hsay_find__statements(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *out)
{
    hsay_finder f;
    *out = (hsay_drafts){0};
    if (!hsay_find__begin(&f, doc, arena))
        return;
    hsay_find__words(&f);
    hsay_find__quotes(&f);
    hsay_find__clauses(&f);
    hsay_find__others(&f);
    hsay_find__free_quotes(&f);
    hsay_find__end(&f, out);
}
