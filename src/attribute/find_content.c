/*
 * Where a content starts and ends: it goes to the end of its sentence unless a new saying of the
 * same or another source begins before ("..., adding that", "... and called it").
 */
#include "attribute/find.h"

static bool is_finite_cue(const hsay_finder *f, uint32_t token)
{
    const hsay_find_word *w = &f->words[token];
    return w->verb && !w->noun && (w->form == HSAY_CUE_PAST || w->form == HSAY_CUE_S);
}

/* At a comma or a conjunction: does another saying start behind it? */
static bool turns(const hsay_finder *f, uint32_t at, uint32_t high)
{
    uint32_t i = at;
    bool comma = hsay_find__class(f, i) == HSAY_WORD_COMMA;
    i += comma;
    if (i + 1 < high && hsay_find__is(f, i, "according") && hsay_find__is(f, i + 1, "to"))
        return true;
    if (comma && i < high && f->words[i].verb && f->words[i].form == HSAY_CUE_ING)
        return true;
    bool joined = i < high && hsay_find__class(f, i) == HSAY_WORD_CONJUNCTION;
    i += joined;
    for (uint32_t k = 0; k < 3 && i < high; k++) {
        uint8_t class = hsay_find__class(f, i);
        if (class != HSAY_WORD_ADVERB && class != HSAY_WORD_AUXILIARY &&
            !hsay_find__is(f, i, "instead"))
            break;
        i++;
    }
    if (joined && i < high && is_finite_cue(f, i))
        return true;
    return comma && i + 1 < high && hsay_find__is(f, i, "a") && f->words[i + 1].noun;
}

/* A content that would end inside a quotation that it opened goes to its end. */
static uint32_t close_quote(const hsay_finder *f, uint32_t first, uint32_t end)
{
    if (end <= first)
        return end;
    uint32_t q = f->doc->tokens[end - 1].quote;
    if (q == HSAY_NO_QUOTE || f->doc->quotes[q].first_token < first || !f->doc->quotes[q].closed)
        return end;
    uint32_t last = f->doc->quotes[q].last_token;
    return last >= end && last - first < HSAY_FIND_REACH ? last + 1 : end;
}

static uint32_t trim(const hsay_finder *f, uint32_t first, uint32_t end)
{
    while (end > first) {
        uint8_t class = hsay_find__class(f, end - 1);
        if (class != HSAY_WORD_COMMA && class != HSAY_WORD_STOP && class != HSAY_WORD_COLON &&
            class != HSAY_WORD_CONJUNCTION)
            break;
        end--;
    }
    return end;
}

uint32_t hsay_find__content_end(const hsay_finder *f, uint32_t first, uint32_t high)
{
    uint32_t i = first, depth = 0;
    for (; i < high; i++) {
        uint8_t kind = f->doc->tokens[i].kind, class = hsay_find__class(f, i);
        if (kind == HSAY_TOKEN_OPEN)
            depth++;
        else if (kind == HSAY_TOKEN_CLOSE && depth)
            depth--;
        if (depth || i <= first + 1)
            continue;
        if (hsay_find__is(f, i, ";"))
            break;
        if ((class == HSAY_WORD_COMMA || class == HSAY_WORD_CONJUNCTION ||
             hsay_find__is(f, i, "according") || kind == HSAY_TOKEN_CLOSE) &&
            turns(f, kind == HSAY_TOKEN_CLOSE ? i + 1 : i, high)) {
            i += kind == HSAY_TOKEN_CLOSE;
            break;
        }
        if (kind == HSAY_TOKEN_CLOSE && i + 2 < high && hsay_find__is(f, i + 1, "a") &&
            (f->words[i + 2].noun || hsay_find__class(f, i - 1) == HSAY_WORD_COMMA)) {
            i++;
            break;
        }
    }
    return trim(f, first, close_quote(f, first, trim(f, first, i)));
}

uint32_t hsay_find__object_end(const hsay_finder *f, uint32_t first, uint32_t high)
{
    uint32_t end = hsay_find__content_end(f, first, high), depth = 0;
    for (uint32_t i = first + 1; i < end; i++) {
        uint8_t kind = f->doc->tokens[i].kind, class = hsay_find__class(f, i);
        depth += kind == HSAY_TOKEN_OPEN;
        depth -= kind == HSAY_TOKEN_CLOSE && depth;
        bool while_ = class == HSAY_WORD_SUBORDINATOR && !hsay_find__is(f, i, "that") &&
                      !hsay_find__is(f, i, "as");
        if (!depth && (class == HSAY_WORD_COMMA || while_))
            return trim(f, first, i);
    }
    return end;
}

/* "on Monday", "last week", "in a statement to the paper": words of when and where. */
uint32_t hsay_find__skip_scene(const hsay_finder *f, uint32_t at, uint32_t high)
{
    uint32_t i = at;
    for (uint32_t rounds = 0; rounds < 4 && i < high; rounds++) {
        uint32_t start = i;
        if (hsay_find__class(f, i) == HSAY_WORD_DAY)
            i++;
        else if (i + 1 < high &&
                 (hsay_find__is(f, i, "last") || hsay_find__is(f, i, "this") ||
                  hsay_find__is(f, i, "earlier")) &&
                 hsay_find__class(f, i + 1) == HSAY_WORD_DAY)
            i += 2;
        else if (i + 1 < high && hsay_find__class(f, i) == HSAY_WORD_PREPOSITION &&
                 hsay_find__class(f, i + 1) != HSAY_WORD_QUOTE && !hsay_find__is(f, i, "to")) {
            for (i++; i < high && i - start < 12; i++)
                if (hsay_find__class(f, i) == HSAY_WORD_COMMA || hsay_find__is(f, i, "that") ||
                    hsay_find__class(f, i) == HSAY_WORD_COLON ||
                    hsay_find__class(f, i) == HSAY_WORD_QUOTE ||
                    (i > start + 1 && hsay_find__class(f, i - 1) == HSAY_WORD_DAY) ||
                    (i > start + 1 && hsay_find__class(f, i) == HSAY_WORD_PRONOUN))
                    break;
            if (i == high || hsay_find__class(f, i) == HSAY_WORD_STOP || i - start >= 12)
                return i - start >= 12 ? start : i;
        } else
            break;
    }
    return i;
}

/* Who was told: "reporters", "the court", "Northern News". */
uint32_t hsay_find__skip_hearer(const hsay_finder *f, uint32_t at, uint32_t high)
{
    if (at >= high)
        return at;
    uint8_t class = hsay_find__class(f, at);
    if (class == HSAY_WORD_OBJECT || class == HSAY_WORD_PRONOUN || class == HSAY_WORD_QUOTE)
        return at + (class != HSAY_WORD_QUOTE);
    for (uint32_t i = at; i < high && i - at < 10; i++) {
        if (hsay_find__is(f, i, "that"))
            return i;
        if (i + 1 < high && hsay_find__class(f, i) == HSAY_WORD_QUOTE &&
            hsay_find__is(f, i + 1, "that"))
            return i + 1;
        uint8_t c = hsay_find__class(f, i);
        if (c == HSAY_WORD_COMMA || c == HSAY_WORD_QUOTE || c == HSAY_WORD_STOP ||
            c == HSAY_WORD_COLON)
            return i;
        if (i > at && (c == HSAY_WORD_PRONOUN || (c == HSAY_WORD_POSSESSIVE && i > at + 1)))
            return i;
    }
    uint32_t i = at;
    if (class == HSAY_WORD_DETERMINER || class == HSAY_WORD_POSSESSIVE)
        i++;
    if (i < high && hsay_find__class(f, i) == HSAY_WORD_CAPITAL)
        while (i < high && hsay_find__class(f, i) == HSAY_WORD_CAPITAL)
            i++;
    else
        i++;
    return i < high ? i : high;
}
