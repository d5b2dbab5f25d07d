/*
 * The words of a content become an act.  Each phrase of data/act-words.txt weighs for its act,
 * where it stands where it must; the heaviest act wins.  A negated accusation denies, one of
 * oneself admits.  A question asks.
 */
#include <string.h>

#include "attribute/act.h"
#include "attribute/phrases.h"
#include "base/str.h"
#include "data/lexicons.h"

/* Set by hand on the 24 events of the event gold, 2026-11. */
enum {
    READ_TOKENS = 80,   /* of a content: the act is in its first sentences */
    PHRASE_WORDS = 4,   /* words of the longest phrase */
    NEGATION_REACH = 4, /* tokens behind a negation that it turns */
    SELF_REACH = 10,    /* tokens behind a word for the speaker that tell of him */
    FIRST_FACTOR = 2,   /* what the first range weighs more than what goes on after it */
    BELIEF_WEIGHT = 4,  /* what a cue of belief weighs for a guess */
    QUESTION_WEIGHT = 10,
    WEIGHT_LEAST = 4 /* under which a content says nothing */
};

typedef struct reading {
    const hsay_doc *doc;
    const uint8_t *starts; /* for each token: may a phrase start there? */
    const hsay_draft *draft;
    uint32_t negated_to, self_to; /* tokens before these stand near a negation, the speaker */
    uint32_t stops, questions;
    int factor; /* of the range that is read */
    int weight[HSAY_ACT_COUNT];
} reading;

/* "your mistakes": not the speaker's. */
static bool is_anothers(const reading *r, uint32_t token)
{
    static const char *const OWNERS[] = {"your", "their", "his", "her", "its"};
    for (size_t i = 0; token > 0 && i < sizeof OWNERS / sizeof *OWNERS; i++)
        if (hsay_str_equal_nocase(hsay_doc_text(r->doc, token - 1), hsay_str_of(OWNERS[i])))
            return true;
    return false;
}

/* Does the phrase at `token` stand where its row says that it must? */
static bool in_place(const reading *r, uint32_t token, char place)
{
    bool quoted = r->doc->tokens[token].quote != HSAY_NO_QUOTE;
    bool first = token == r->draft->content_token;
    bool starts = token > 0 && r->doc->tokens[token - 1].kind == HSAY_TOKEN_OPEN;
    switch (place) {
    case 'a':
        return true;
    case 'q':
        return quoted;
    case 'b':
        return !quoted && first;
    case 's':
        return quoted && (first || starts);
    case 'f':
        return token < r->self_to && !is_anothers(r, token);
    default:
        return false;
    }
}

static hsay_act act_here(const reading *r, uint32_t token, hsay_act act)
{
    if (act == HSAY_ACT_ACCUSE && token < r->negated_to)
        return HSAY_ACT_DENY;
    return act == HSAY_ACT_ACCUSE && token < r->self_to ? HSAY_ACT_ADMIT : act;
}

/* The longest phrase at `token`; answers how many tokens it takes. */
static uint32_t read_phrase(reading *r, uint32_t token, uint32_t end)
{
    for (uint32_t n = r->starts[token] ? PHRASE_WORDS : 0; n > 0; n--) {
        if (token + n > end)
            continue;
        const hsay_lexicon_row *row = hsay_phrases__row(&hsay_lexicon__act_words, r->doc, token, n);
        if (!row)
            continue;
        if (!strcmp(row->fields[0], "not"))
            r->negated_to = token + 1 + NEGATION_REACH;
        if (!row->fields[2][0] || !in_place(r, token, row->fields[2][0]))
            return 1;
        if (!strcmp(row->fields[0], "self"))
            r->self_to = token + 1 + SELF_REACH;
        hsay_act act = hsay_act__named(row->fields[0]);
        if (act == HSAY_ACT_COUNT)
            return 1;
        r->weight[act_here(r, token, act)] += r->factor * (row->fields[1][0] - '0');
        return n;
    }
    return 1;
}

/* Counts the marks that end sentences, and how many of them ask. */
static void count_stops(reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++) {
        hsay_str text = hsay_doc_text(r->doc, t);
        bool mark = r->doc->tokens[t].kind == HSAY_TOKEN_PUNCT && text.len;
        r->stops += mark && strchr(".!?", text.ptr[0]) != NULL;
        r->questions += mark && text.ptr[0] == '?';
    }
}

/* The ranges of the content, without the attribution that stands between them. */
static void read_content(reading *r)
{
    const hsay_draft *d = r->draft;
    uint32_t most = d->content_token + READ_TOKENS, t = d->content_token;
    uint32_t high = d->content_end < most ? d->content_end : most;
    for (uint32_t i = 0; i < d->statement.content.count && t < high; i++) {
        hsay_span span = d->statement.content.items[i];
        while (t < high && r->doc->tokens[t].span.start < span.start)
            t++;
        uint32_t end = t;
        while (end < high && r->doc->tokens[end].span.end <= span.end)
            end++;
        r->factor = i ? 1 : FIRST_FACTOR;
        count_stops(r, t, end);
        while (t < end)
            t += read_phrase(r, t, end);
    }
    bool asks = high == d->content_end && high > d->content_token &&
                hsay_str_equal(hsay_doc_text(r->doc, high - 1), HSAY_STR("?"));
    if (d->statement.kind == HSAY_KIND_DIRECT && asks && 2 * r->questions >= r->stops)
        r->weight[HSAY_ACT_ASK] += QUESTION_WEIGHT;
}

/* Who accuses by what they are: prosecutors, a lawsuit. */
static void read_source(reading *r)
{
    uint32_t end = r->draft->source_token + r->draft->source_count;
    for (uint32_t t = r->draft->source_token; t < end; t++)
        for (uint32_t n = 1; n <= 2 && t + n <= end; n++) {
            const hsay_lexicon_row *row = hsay_phrases__row(&hsay_lexicon__act_words, r->doc, t, n);
            if (row && row->fields[2][0] == 'w') {
                r->weight[HSAY_ACT_ACCUSE] += FIRST_FACTOR * (row->fields[1][0] - '0');
                return;
            }
        }
}

hsay_act hsay_act__of_content(const hsay_doc *doc, const uint8_t *starts, const hsay_draft *draft,
                              hsay_act act)
{
    reading r = {.doc = doc, .starts = starts, .draft = draft};
    if (act == HSAY_ACT_SPECULATE)
        r.weight[act] = BELIEF_WEIGHT;
    read_content(&r);
    read_source(&r);
    hsay_act best = act;
    for (hsay_act a = HSAY_ACT_ASSERT; a < HSAY_ACT_COUNT; a++)
        if (r.weight[a] >= WEIGHT_LEAST && r.weight[a] > r.weight[best])
            best = a;
    return best;
}
