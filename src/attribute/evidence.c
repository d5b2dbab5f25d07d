/*
 * What a statement rests on, from words of data/evidence.txt: in its source, in its cue and just
 * before it.  Of two values the one that weighs more stands.  Each phrase is looked up once.
 */
#include "attribute/attribute.h"

#include <string.h>

#include "data/lexicons.h"

enum { PHRASE_WORDS = 4, BEFORE_CUE = 2 };

static const uint8_t WEIGHT[HSAY_EVIDENCE_COUNT] = {
    [HSAY_EVIDENCE_DISCLAIMED] = 8,   [HSAY_EVIDENCE_CORROBORATED] = 7,
    [HSAY_EVIDENCE_INTELLIGENCE] = 6, [HSAY_EVIDENCE_DOCUMENT] = 5,
    [HSAY_EVIDENCE_DATA] = 4,         [HSAY_EVIDENCE_MEDIA] = 3,
    [HSAY_EVIDENCE_WITNESS] = 2,      [HSAY_EVIDENCE_ANONYMOUS] = 1};

static hsay_evidence value_named(const char *text)
{
    for (hsay_evidence e = HSAY_EVIDENCE_NONE_STATED; e < HSAY_EVIDENCE_COUNT; e++)
        if (!strcmp(hsay_evidence_name(e), text))
            return e;
    return HSAY_EVIDENCE_NONE_STATED;
}

static void take(hsay_arena *arena, hsay_statement *s, hsay_evidence value, hsay_span span)
{
    if (WEIGHT[value] <= WEIGHT[s->evidence])
        return;
    hsay_span *words = hsay_arena_alloc(arena, sizeof *words);
    if (!words)
        return;
    *words = span;
    s->evidence = value;
    s->evidence_words.items = words;
    s->evidence_words.count = 1;
}

/* Every phrase of tokens [from, to) whose row says `place`. */
static void look(const hsay_doc *doc, hsay_arena *arena, hsay_statement *s, uint32_t from,
                 uint32_t to, char place)
{
    for (uint32_t t = from; t < to && t < doc->token_count; t++)
        for (uint32_t n = 1; n <= PHRASE_WORDS && t + n <= to && t + n <= doc->token_count; n++) {
            hsay_span span = {doc->tokens[t].span.start, doc->tokens[t + n - 1].span.end};
            const hsay_lexicon_row *row =
                hsay_lexicon_find(&hsay_lexicon__evidence, hsay_str_at(doc->article->text, span));
            if (row && strchr(row->fields[1], place))
                take(arena, s, value_named(row->fields[0]), span);
        }
}

/* Past the head of the source: where its first preposition or comma stands. */
static uint32_t head_end(const hsay_doc *doc, const hsay_draft *d)
{
    uint32_t t = d->source_token, end = d->source_token + d->source_count;
    while (t < end && doc->tokens[t].tag != HSAY_TAG_ADP && doc->tokens[t].kind != HSAY_TOKEN_PUNCT)
        t++;
    return t;
}

void hsay_evidence__decide(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    for (uint32_t i = 0; i < drafts->count; i++) {
        const hsay_draft *d = &drafts->items[i];
        hsay_statement *s = &drafts->items[i].statement;
        s->evidence = HSAY_EVIDENCE_NONE_STATED;
        if (d->source_count) {
            uint32_t end = head_end(doc, d);
            if (end > d->source_token)
                look(doc, arena, s, end - 1, end, 'h');
            look(doc, arena, s, d->source_token, d->source_token + d->source_count, 's');
        }
        if (d->cue_count) {
            uint32_t back = d->cue_token < BEFORE_CUE ? d->cue_token : BEFORE_CUE;
            look(doc, arena, s, d->cue_token - back, d->cue_token + d->cue_count + 3, 'c');
        }
    }
}
