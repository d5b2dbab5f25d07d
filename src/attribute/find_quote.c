/*
 * Quotations become statements: with the cue that stands behind or before them, broken by their
 * attribution in the middle, going on into the next paragraph, or free of any cue.  A quotation
 * that nothing claims here is left to the clause around it.
 */
#include "attribute/find.h"

#include "base/str.h"

enum { UNLISTED_REACH = 8 /* tokens from a quotation to a verb that no list knows */ };

typedef struct link {
    hsay_range source, cue;
    const char *rule;
    uint32_t end; /* past the attribution where it stands behind the quotation; 0: before it */
} link;

static bool ends_like_speech(const hsay_finder *f, const hsay_quote *q)
{
    if (q->last_token <= q->first_token + 1)
        return false;
    uint8_t class = hsay_find__class(f, q->last_token - q->closed);
    return class == HSAY_WORD_COMMA || class == HSAY_WORD_STOP || class == HSAY_WORD_PUNCT;
}

static bool starts_sentence(const hsay_finder *f, const hsay_quote *q)
{
    return f->doc->sentences[f->doc->tokens[q->first_token].sentence].first_token == q->first_token;
}

/* Begins its sentence and ends with a comma or a mark of its own: "...," he said. */
static bool is_said(const hsay_finder *f, const hsay_quote *q)
{
    uint32_t last = q->last_token - q->closed;
    return starts_sentence(f, q) && q->last_token > q->first_token + 3 &&
           f->doc->tokens[last].kind == HSAY_TOKEN_PUNCT &&
           (hsay_find__is(f, last, ",") || hsay_find__is(f, last, "!") ||
            hsay_find__is(f, last, "?"));
}

static bool is_quote_cue(const hsay_finder *f, uint32_t token)
{
    const hsay_find_word *w = &f->words[token];
    return w->verb && !w->used && (w->takes & HSAY_TAKES_QUOTE);
}

/* "...," said NAME, a title */
static bool link_inverted(hsay_finder *f, uint32_t at, uint32_t high, link *out)
{
    if (!is_quote_cue(f, at) || f->words[at].form == HSAY_CUE_ING)
        return false;
    uint32_t after = at + f->words[at].cue_words;
    out->cue = (hsay_range){at, after};
    out->source = hsay_find__noun_after(f, after, high);
    out->end = out->source.end;
    out->rule = "quote-inverted";
    return true;
}

/* "...," NAME, a title, said */
static bool link_plain(hsay_finder *f, uint32_t at, uint32_t high, link *out)
{
    for (uint32_t i = at + 1; i < high && i - at < HSAY_FIND_NOUN_REACH; i++) {
        uint8_t class = hsay_find__class(f, i);
        if (class == HSAY_WORD_QUOTE || class == HSAY_WORD_STOP)
            return false;
        if (!is_quote_cue(f, i) || f->words[i].form == HSAY_CUE_ING ||
            (f->words[i].form == HSAY_CUE_BASE && f->words[i].noun))
            continue;
        hsay_cue cue = hsay_find__cue(f, i);
        hsay_range source = hsay_find__noun_before(f, cue.group.first, at);
        if (source.first != at || source.first == source.end || cue.passive || cue.to)
            continue;
        *out = (link){source, cue.group, "quote-after", cue.group.end};
        return true;
    }
    return false;
}

/* A word that may be a verb in the past and that no list knows: "stormed", "deadpanned". */
static bool is_past(const hsay_finder *f, uint32_t token)
{
    hsay_str text = hsay_doc_text(f->doc, token);
    return hsay_find__class(f, token) == HSAY_WORD_OTHER && !f->words[token].verb && text.len > 4 &&
           !hsay_char_is_upper(text.ptr[0]) && text.ptr[text.len - 1] == 'd' &&
           text.ptr[text.len - 2] == 'e';
}

/* "...," she stormed; "...," stormed NAME: behind a comma or mark of its own a quotation is said.
 */
static bool link_unlisted(hsay_finder *f, uint32_t at, uint32_t high, link *out)
{
    if (is_past(f, at)) {
        hsay_range source = hsay_find__noun_after(f, at + 1, high);
        *out = (link){source, {at, at + 1}, "quote-unlisted", source.end};
        return source.end > source.first && hsay_find__class(f, source.first) == HSAY_WORD_CAPITAL;
    }
    for (uint32_t i = at + 1; i < high && i - at < UNLISTED_REACH; i++) {
        if (!is_past(f, i))
            continue;
        hsay_range source = hsay_find__noun_before(f, i, at);
        *out = (link){source, {i, i + 1}, "quote-unlisted", i + 1};
        return source.first == at && source.end == i;
    }
    return false;
}

static bool link_after(hsay_finder *f, const hsay_quote *q, link *out)
{
    uint32_t at = q->last_token + 1;
    if (!q->closed || at >= f->doc->token_count)
        return false;
    const hsay_sentence *s = &f->doc->sentences[f->doc->tokens[at].sentence];
    uint32_t high = s->first_token + s->token_count;
    if (f->doc->sentences[f->doc->tokens[q->last_token].sentence].paragraph != s->paragraph)
        return false;
    bool comma = hsay_find__class(f, at) == HSAY_WORD_COMMA;
    at += comma;
    if (at >= high || (!comma && !ends_like_speech(f, q)))
        return false;
    bool stop = hsay_find__is(f, q->last_token - 1, ".");
    if (stop && at == s->first_token)
        return false;
    if (at + 2 < high && hsay_find__is(f, at, "according") && hsay_find__is(f, at + 1, "to")) {
        hsay_range source = hsay_find__noun_after(f, at + 2, high);
        *out = (link){source, {at, at + 2}, "quote-according", source.end};
        return source.end > source.first;
    }
    return link_inverted(f, at, high, out) || link_plain(f, at, high, out) ||
           (is_said(f, q) && link_unlisted(f, at, high, out));
}

/* A quotation that ends as speech does, or with its sentence. */
static bool is_whole(const hsay_finder *f, const hsay_quote *q)
{
    uint32_t behind = q->last_token + 1;
    return ends_like_speech(f, q) || behind >= f->doc->token_count ||
           hsay_find__class(f, behind) == HSAY_WORD_STOP;
}

/* NAME said [in a statement]: "..." */
static bool link_before(hsay_finder *f, const hsay_quote *q, link *out)
{
    if (!q->first_token)
        return false;
    uint32_t at = q->first_token - 1, low = at > 30 ? at - 30 : 0;
    uint8_t last = hsay_find__class(f, at);
    bool mark = last == HSAY_WORD_COMMA || last == HSAY_WORD_COLON;
    uint32_t paragraph = f->doc->sentences[f->doc->tokens[at].sentence].paragraph;
    if (paragraph != f->doc->sentences[f->doc->tokens[q->first_token].sentence].paragraph)
        return false;
    for (uint32_t i = at + 1; i-- > low;) {
        uint8_t class = hsay_find__class(f, i);
        if (class == HSAY_WORD_STOP || class == HSAY_WORD_QUOTE ||
            f->doc->sentences[f->doc->tokens[i].sentence].paragraph != paragraph)
            return false;
        if (!is_quote_cue(f, i) || i + f->words[i].cue_words > at + 1)
            continue;
        if (!mark && (i + f->words[i].cue_words <= at || !is_whole(f, q)))
            return false; /* he felt "uneasy" about it: the clause has it */
        hsay_cue cue = hsay_find__cue(f, i);
        if (cue.passive)
            continue;
        hsay_range source = hsay_find__noun_before(f, cue.group.first, cue.scene.first);
        if (source.first == source.end)
            source = hsay_find__subject(f, cue.group.first, cue.scene);
        *out = (link){source, cue.group, "quote-before", 0};
        return true;
    }
    return false;
}

static hsay_range inside(const hsay_quote *q)
{
    return (hsay_range){q->first_token + 1, q->last_token + !q->closed};
}

/* Does the quotation go straight on from an attribution that ended at `end`? */
static bool goes_on(const hsay_finder *f, const hsay_quote *q, uint32_t end)
{
    const hsay_doc *d = f->doc;
    uint32_t a = d->tokens[end - 1].sentence, b = d->tokens[q->first_token].sentence;
    if (q->outer != HSAY_NO_QUOTE || d->sentences[a].paragraph != d->sentences[b].paragraph)
        return false;
    if (a == b) {
        uint8_t before = hsay_find__class(f, q->first_token - 1);
        return q->first_token - end < 16 &&
               (before == HSAY_WORD_COMMA || before == HSAY_WORD_COLON ||
                before == HSAY_WORD_PUNCT);
    }
    return b == a + 1 && starts_sentence(f, q);
}

/* From quotation `n` on: it and those that go on from it as one statement.  Answers the next. */
static uint32_t take(hsay_finder *f, uint32_t n, const link *l)
{
    hsay_range parts[HSAY_FIND_PARTS] = {{0, 0}};
    uint32_t count = 0, next = n, end = l->end, taken[HSAY_FIND_PARTS];
    while (next < f->doc->quote_count && count < HSAY_FIND_PARTS) {
        const hsay_quote *q = &f->doc->quotes[next];
        link own;
        if (next > n && q->outer != HSAY_NO_QUOTE) {
            next++;
            continue;
        }
        bool continues = next > n && q->continues != HSAY_NO_QUOTE && q->continues >= n;
        if (next > n && !continues && (!end || !goes_on(f, q, end)))
            break;
        if (next > n && (f->quote_drafts[next] || link_after(f, q, &own)))
            break;
        taken[count] = next;
        parts[count++] = inside(q);
        if (next > n)
            end = 0;
        next++;
    }
    if (hsay_find__add(f, l->rule, l->source, l->cue, parts, count))
        for (uint32_t i = 0; i < count; i++)
            f->quote_drafts[taken[i]] = (uint32_t)f->drafts.count;
    for (uint32_t i = l->cue.first; i < l->cue.end; i++)
        f->words[i].used = true;
    return next;
}

/* A whole sentence in quote marks without a cue. */
static bool is_free(const hsay_finder *f, const hsay_quote *q)
{
    uint32_t behind = q->last_token + 1;
    return starts_sentence(f, q) && q->last_token - q->first_token >= 4 && ends_like_speech(f, q) &&
           (behind >= f->doc->token_count ||
            f->doc->tokens[behind].sentence != f->doc->tokens[q->last_token].sentence);
}

void hsay_find__quotes(hsay_finder *f)
{
    for (uint32_t n = 0; n < f->doc->quote_count;) {
        const hsay_quote *q = &f->doc->quotes[n];
        link l;
        if (q->outer != HSAY_NO_QUOTE || q->last_token <= q->first_token ||
            !(link_after(f, q, &l) || link_before(f, q, &l))) {
            n++;
            continue;
        }
        uint32_t next = take(f, n, &l);
        n = next > n ? next : n + 1;
    }
}

static uint32_t paragraph_of(const hsay_finder *f, uint32_t token)
{
    return f->doc->sentences[f->doc->tokens[token].sentence].paragraph;
}

void hsay_find__free_quotes(hsay_finder *f)
{
    const hsay_doc *d = f->doc;
    uint8_t *spoken = hsay_arena_array(f->arena, d->paragraph_count + 1, sizeof *spoken);
    for (size_t i = 0; spoken && i < f->drafts.count; i++)
        spoken[paragraph_of(f, f->drafts.items[i].content_token)] = 1;
    for (uint32_t n = 0; spoken && n < d->quote_count;) {
        const hsay_quote *q = &d->quotes[n];
        uint32_t p = paragraph_of(f, q->first_token);
        if (f->quote_drafts[n] || q->outer != HSAY_NO_QUOTE || q->last_token <= q->first_token ||
            !is_free(f, q) || !(spoken[p] || (p && spoken[p - 1]))) {
            n++;
            continue;
        }
        link l = {{0, 0}, {0, 0}, "quote-free", 0};
        uint32_t next = take(f, n, &l);
        spoken[p] = 1;
        n = next > n ? next : n + 1;
    }
}
