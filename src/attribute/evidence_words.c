/* Tokens become phrases of data/evidence.txt, and of two values the one that weighs more stands. */
#include <string.h>

#include "attribute/evidence.h"
#include "attribute/phrases.h"
#include "data/lexicons.h"

enum { OUTLET_WORDS = 4, HEAD_WORDS = 3 };

/* The order of the annotation guidelines: of two values that fit, the one that stands. */
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
    return HSAY_EVIDENCE_COUNT;
}

hsay_evidence_phrase hsay_evidence__phrase(const hsay_evidence_reader *r, uint32_t token,
                                           uint32_t end, char place)
{
    if (end > r->doc->token_count)
        end = r->doc->token_count;
    if (token >= end || !r->starts[token])
        return (hsay_evidence_phrase){HSAY_EVIDENCE_COUNT, 0};
    for (uint32_t n = hsay_lexicon__evidence.longest_words; n > 0; n--) {
        if (token + n > end)
            continue;
        const hsay_lexicon_row *row = hsay_phrases__row(&hsay_lexicon__evidence, r->doc, token, n);
        if (row && strchr(row->fields[1], place))
            return (hsay_evidence_phrase){value_named(row->fields[0]), n};
    }
    return (hsay_evidence_phrase){HSAY_EVIDENCE_COUNT, 0};
}

/* "published in", "released on Thursday" stand behind a head, "the filed papers" before it. */
static bool is_behind(const hsay_doc *doc, uint32_t token, uint32_t end)
{
    if (token + 1 >= end)
        return true;
    uint8_t next = doc->tokens[token + 1].tag;
    return next != HSAY_TAG_NOUN && next != HSAY_TAG_ADJ;
}

/* A noun phrase's head ends before this token: "by", "from", "who", "released", a comma. */
static bool ends_head(const hsay_doc *doc, uint32_t token, uint32_t end)
{
    const hsay_token *t = &doc->tokens[token];
    switch (t->tag) {
    case HSAY_TAG_ADP:
    case HSAY_TAG_SCONJ:
    case HSAY_TAG_PRON:
    case HSAY_TAG_AUX:
    case HSAY_TAG_PART:
        return true;
    case HSAY_TAG_VERB:
        return t->verb_form != HSAY_VERB_GERUND && is_behind(doc, token, end);
    default:
        return hsay_evidence__is_mark(doc, token);
    }
}

bool hsay_evidence__is_mark(const hsay_doc *doc, uint32_t token)
{
    hsay_str text = hsay_doc_text(doc, token);
    return doc->tokens[token].kind >= HSAY_TOKEN_PUNCT && text.len && text.ptr[0] != '/' &&
           text.ptr[0] != '&';
}

/* "the Northern Times report": what an outlet reports is no document. */
static bool is_outlets(const hsay_evidence_reader *r, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++) {
        if (hsay_evidence__phrase(r, t, end, HSAY_EVIDENCE_OF_OUTLET).token_count)
            return true;
        for (uint32_t n = 1; n <= OUTLET_WORDS && t + n <= end; n++) {
            if (hsay_phrases__row(&hsay_lexicon__outlets, r->doc, t, n))
                return true;
        }
    }
    return false;
}

hsay_evidence hsay_evidence__head(const hsay_evidence_reader *r, hsay_evidence_range noun,
                                  char place)
{
    uint32_t end = noun.first;
    while (end < noun.end && !(end > noun.first && ends_head(r->doc, end, noun.end)))
        end++;
    for (uint32_t n = HEAD_WORDS; n > 0; n--) {
        if (end < noun.first + n)
            continue;
        hsay_evidence_phrase p = hsay_evidence__phrase(r, end - n, end, place);
        if (p.token_count == n && p.value != HSAY_EVIDENCE_COUNT)
            return p.value == HSAY_EVIDENCE_DOCUMENT && is_outlets(r, noun.first, end)
                       ? HSAY_EVIDENCE_NONE_STATED
                       : p.value;
    }
    return HSAY_EVIDENCE_NONE_STATED;
}

void hsay_evidence__take(const hsay_evidence_reader *r, hsay_statement *s, hsay_evidence value,
                         hsay_evidence_range words)
{
    if (value >= HSAY_EVIDENCE_COUNT || words.end <= words.first ||
        WEIGHT[value] <= WEIGHT[s->evidence])
        return;
    hsay_span *span = hsay_arena_alloc(r->arena, sizeof *span);
    if (!span)
        return;
    *span =
        (hsay_span){r->doc->tokens[words.first].span.start, r->doc->tokens[words.end - 1].span.end};
    s->evidence = value;
    s->evidence_words = (hsay_spans){span, 1};
}
