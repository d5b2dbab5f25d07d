/*
 * How a statement reached the article: through the speaker of the statement that it stands in, and
 * the outlet to which the cue says it was told, or the one that it is said "according to".  The
 * article's own outlet is no station, nor are the speaker's own words.
 */
#include "attribute/attribute.h"
#include "base/str.h"
#include "data/lexicons.h"

enum { OUTLET_WORDS = 5, LINKS = 3, OWN_LEAST = 3, NAME_BYTES = 48, INSIDE_REACH = 6 };

/* Small letters of a name without "the", spaces and marks: "The New Hill Times" is newhilltimes;
 * `initials`: only the first of each word, nht. */
static size_t letters_of(hsay_str name, bool initials, char *out)
{
    if (hsay_str_starts_nocase(name, HSAY_STR("the ")))
        name = hsay_str_cut(name, 4, name.len);
    size_t len = 0;
    for (size_t i = 0; i < name.len && len < NAME_BYTES; i++)
        if (hsay_char_is_alpha(name.ptr[i]) &&
            (!initials || i == 0 || !hsay_char_is_alpha(name.ptr[i - 1])))
            out[len++] = hsay_char_lower(name.ptr[i]);
    return len;
}

/* "Hill" and "hill.example" are Hill News, "nht" is the New Hill Times. */
static bool is_own(const hsay_doc *doc, hsay_str name)
{
    char own[NAME_BYTES], letters[NAME_BYTES], initials[NAME_BYTES];
    hsay_str label = doc->article->outlet;
    size_t dot = hsay_str_find(label, HSAY_STR("."), 0);
    if (dot != SIZE_MAX)
        label = hsay_str_cut(label, 0, dot);
    hsay_str a = {own, letters_of(label, false, own)};
    hsay_str b = {letters, letters_of(name, false, letters)};
    hsay_str c = {initials, letters_of(name, true, initials)};
    if (a.len < OWN_LEAST)
        return a.len && hsay_str_equal(a, b);
    return hsay_str_starts(b, a) || hsay_str_equal(a, c);
}

/* The longest outlet's name at a token, which is not the article's own. */
static bool outlet_at(const hsay_doc *doc, uint32_t token, hsay_chain_link *out)
{
    for (uint32_t n = OUTLET_WORDS; n > 0; n--) {
        if (token + n > doc->token_count)
            continue;
        hsay_span span = {doc->tokens[token].span.start, doc->tokens[token + n - 1].span.end};
        hsay_str name = hsay_str_at(doc->article->text, span);
        if (!hsay_lexicon_find(&hsay_lexicon__outlets, name) || is_own(doc, name))
            continue;
        *out = (hsay_chain_link){name, span};
        return true;
    }
    return false;
}

/* "told" and an outlet's name, or "quoted in" one, among the cue's words or right behind them. */
static bool told_outlet(const hsay_doc *doc, const hsay_draft *d, hsay_chain_link *out)
{
    uint32_t end = d->cue_token + d->cue_count;
    bool told = false;
    for (uint32_t t = d->cue_token; t <= end && t < doc->token_count; t++) {
        hsay_str word = hsay_doc_text(doc, t);
        if (told && outlet_at(doc, t, out))
            return true;
        if (t < end)
            told |= hsay_str_equal_nocase(word, HSAY_STR("told")) ||
                    hsay_str_equal_nocase(word, HSAY_STR("quoted")) ||
                    hsay_str_equal_nocase(word, HSAY_STR("tells"));
    }
    return false;
}

static bool is_inside(const hsay_doc *doc, uint32_t token)
{
    static const char *const WORDS[] = {"to", "with", "on", "in"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (hsay_str_equal_nocase(hsay_doc_text(doc, token), hsay_str_of(WORDS[i])))
            return true;
    return false;
}

/* "said on Hill News", "said in an interview with Hill News": close behind the cue. */
static bool said_inside(const hsay_doc *doc, const hsay_draft *d, hsay_chain_link *out)
{
    uint32_t sentence = doc->tokens[d->cue_token].sentence, first = d->cue_token + d->cue_count;
    if (d->source_count && d->source_token == first)
        first += d->source_count; /* said NAME in ... */
    for (uint32_t t = first; t + 1 < doc->token_count && t < first + INSIDE_REACH; t++) {
        const hsay_token *token = &doc->tokens[t];
        if (token->sentence != sentence || token->kind >= HSAY_TOKEN_PUNCT ||
            (d->content_token > d->cue_token && t >= d->content_token))
            return false;
        if (is_inside(doc, t) && outlet_at(doc, t + 1, out))
            return true;
    }
    return false;
}

/* The first mention that begins at or after a token: mentions stand in text order. */
static uint32_t mention_from(const hsay_doc *doc, uint32_t token)
{
    uint32_t low = 0, high = doc->mention_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->mentions[middle].name_token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* "NAME said, according to OTHER": the name behind those words, in the cue's sentence. */
static bool according_to(const hsay_doc *doc, const hsay_draft *d, hsay_chain_link *out)
{
    uint32_t t = d->cue_token + d->cue_count, sentence = doc->tokens[d->cue_token].sentence;
    bool own = hsay_str_equal_nocase(hsay_doc_text(doc, d->cue_token), HSAY_STR("according"));
    if (own || t + 3 >= doc->token_count || !hsay_str_equal(hsay_doc_text(doc, t), HSAY_STR(",")) ||
        !hsay_str_equal_nocase(hsay_doc_text(doc, t + 1), HSAY_STR("according")))
        return false;
    uint32_t m = mention_from(doc, t + 3);
    if (m >= doc->mention_count || doc->mentions[m].name_token > t + 2 + OUTLET_WORDS ||
        doc->tokens[doc->mentions[m].name_token].sentence != sentence)
        return false;
    const hsay_entity *e = &doc->entities[doc->mentions[m].entity];
    *out = (hsay_chain_link){e->name, e->span};
    return true;
}

static uint32_t links_of(const hsay_doc *doc, const hsay_drafts *drafts, uint32_t draft,
                         hsay_chain_link *links)
{
    const hsay_draft *d = &drafts->items[draft];
    const hsay_statement *s = &d->statement;
    const hsay_statement *outer =
        s->outer < drafts->count ? &drafts->items[s->outer].statement : NULL;
    uint32_t count = 0;
    if (outer && outer->speaker.len && !hsay_str_equal(outer->speaker, s->speaker))
        links[count++] = (hsay_chain_link){outer->speaker, outer->speaker_span};
    if (d->cue_count && (told_outlet(doc, d, &links[count]) || said_inside(doc, d, &links[count])))
        count++;
    if (d->cue_count && according_to(doc, d, &links[count]))
        count++;
    return count;
}

static uint32_t paragraph_of(const hsay_doc *doc, const hsay_draft *d)
{
    return doc->sentences[doc->tokens[d->content_token].sentence].paragraph;
}

/* What follows from the same interview: the same speaker goes on in the paragraph or the next. */
static bool goes_on(const hsay_doc *doc, const hsay_draft *before, const hsay_draft *d)
{
    return before && d->statement.outer == HSAY_NONE && before->statement.chain_count &&
           hsay_str_equal(before->statement.speaker, d->statement.speaker) &&
           paragraph_of(doc, d) <= paragraph_of(doc, before) + 1;
}

void hsay_chain__collect(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    const hsay_draft *before = NULL; /* the last outside all others */
    for (uint32_t i = 0; i < drafts->count; i++) {
        hsay_statement *s = &drafts->items[i].statement;
        hsay_chain_link links[LINKS];
        uint32_t count = links_of(doc, drafts, i, links);
        if (!count && goes_on(doc, before, &drafts->items[i]))
            links[count++] = before->statement.chain[0];
        hsay_chain_link *kept = count ? hsay_arena_array(arena, count, sizeof *kept) : NULL;
        for (uint32_t k = 0; kept && k < count; k++)
            kept[k] = links[k];
        s->chain = kept;
        s->chain_count = kept ? count : 0;
        if (s->outer == HSAY_NONE)
            before = &drafts->items[i];
    }
}
