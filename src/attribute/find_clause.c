/*
 * Cue verbs outside the attributions of quotations become statements by what follows them: a clause
 * with or without "that", an infinitive, a gerund; or, where the sentence ends with the cue, by
 * what stands before it.  What takes an object is decided in find_object.c.
 */
#include "attribute/find.h"

#include <stdlib.h>
#include <string.h>

/* Weight of a cue (data/cues.txt) from which it counts inside a quotation: PolNeAR train, 2026-11.
 */
static const double SAID_IN_QUOTES = .85;

static bool is_capital_start(const hsay_finder *f, uint32_t token)
{
    return hsay_find__class(f, token) == HSAY_WORD_CAPITAL;
}

/* A word that only looks like a cue verb: after an article, a possessive or a preposition. */
static bool is_noun_here(const hsay_finder *f, const hsay_cue *cue)
{
    const hsay_find_word *w = &f->words[cue->token];
    if (cue->group.first <= cue->scene.first)
        return w->form == HSAY_CUE_BASE || w->form == HSAY_CUE_S;
    uint32_t before = cue->group.first - 1;
    uint8_t class = hsay_find__class(f, before);
    hsay_str text = hsay_doc_text(f->doc, before);
    bool owner = text.len > 2 && (text.ptr[text.len - 1] == 's') &&
                 (text.ptr[text.len - 2] == '\'' || (text.ptr[text.len - 2] & 0x80));
    if (class == HSAY_WORD_POSSESSIVE || owner)
        return true;
    if (class == HSAY_WORD_PREPOSITION)
        return !cue->to && w->form != HSAY_CUE_ING;
    return class == HSAY_WORD_DETERMINER &&
           (w->form == HSAY_CUE_BASE || w->form == HSAY_CUE_ING ||
            hsay_find__is(f, before, "the") || hsay_find__is(f, before, "a"));
}

static bool is_plural(const hsay_finder *f, hsay_range source)
{
    static const char *const SINGULAR[] = {"he", "she", "it", "someone", "everyone", "nobody"};
    uint32_t last = source.end - 1;
    if (hsay_find__class(f, last) == HSAY_WORD_PRONOUN) {
        for (size_t i = 0; i < sizeof SINGULAR / sizeof *SINGULAR; i++)
            if (hsay_find__is(f, last, SINGULAR[i]))
                return false;
        return true;
    }
    hsay_str text = hsay_doc_text(f->doc, last);
    for (uint32_t i = source.first; i < source.end; i++)
        if (hsay_find__is(f, i, "and"))
            return true;
    return (text.len > 2 && text.ptr[text.len - 1] == 's') || hsay_find__is(f, last, "people") ||
           hsay_find__is(f, last, "police") || hsay_find__is(f, last, "men") ||
           hsay_find__is(f, last, "women");
}

/* "officials claim" but not "the bloody attack"; "she plans" but not "imminent plans". */
static bool agrees(const hsay_finder *f, const hsay_cue *cue, hsay_range source)
{
    const hsay_find_word *w = &f->words[cue->token];
    if (cue->group.first < cue->token &&
        hsay_find__class(f, cue->group.first) == HSAY_WORD_AUXILIARY)
        return true;
    if (w->form == HSAY_CUE_BASE)
        return is_plural(f, source);
    if (w->form != HSAY_CUE_S || !w->noun)
        return true;
    uint8_t last = hsay_find__class(f, source.end - 1), first = hsay_find__class(f, source.first);
    return last == HSAY_WORD_CAPITAL || last == HSAY_WORD_PRONOUN || first == HSAY_WORD_DETERMINER;
}

/* Inside a quotation only others' sayings count: not "I think". */
static bool is_own_thought(const hsay_finder *f, const hsay_cue *cue, hsay_range source)
{
    if (f->doc->tokens[cue->token].quote == HSAY_NO_QUOTE)
        return false;
    if (strtod(f->words[cue->token].verb->fields[2], NULL) < SAID_IN_QUOTES)
        return true;
    if (source.end != source.first + 1)
        return false;
    return hsay_find__is(f, source.first, "i") || hsay_find__is(f, source.first, "we") ||
           hsay_find__is(f, source.first, "you") || hsay_find__is(f, source.first, "who");
}

static hsay_range source_of(const hsay_finder *f, const hsay_cue *cue)
{
    uint32_t at = cue->group.first;
    hsay_range none = {at, at};
    bool finite = hsay_find__class(f, cue->group.first) == HSAY_WORD_AUXILIARY;
    if (f->words[cue->token].form == HSAY_CUE_ING && !finite)
        return hsay_find__subject(f, at, cue->scene);
    if (at > cue->scene.first && hsay_find__class(f, at - 1) == HSAY_WORD_CONJUNCTION)
        return hsay_find__subject(f, at, cue->scene);
    hsay_range r = hsay_find__noun_before(f, at, cue->scene.first);
    if (r.first == r.end && at > cue->scene.first &&
        hsay_find__class(f, at - 1) == HSAY_WORD_SUBORDINATOR && !hsay_find__is(f, at - 1, "that"))
        return none;
    return r;
}

static bool add(hsay_finder *f, const hsay_cue *cue, const char *rule, hsay_range source,
                uint32_t first, uint32_t end)
{
    if (first < end && hsay_find__class(f, first) == HSAY_WORD_COMMA) {
        uint32_t i = first + 1; /* "said that, according to others, ..." */
        while (i < end && i - first < 12 && hsay_find__class(f, i) != HSAY_WORD_COMMA)
            i++;
        first = i < end && i - first < 12 ? i + 1 : first + 1;
    }
    bool relative =
        source.end == source.first + 1 && source.end == cue->group.first &&
        source.first > cue->scene.first + 1 &&
        hsay_find__class(f, source.first - 1) == HSAY_WORD_COMMA &&
        (hsay_find__is(f, source.first, "who") || hsay_find__is(f, source.first, "which"));
    if (relative) /* ", who said it was so," ends with its comma */
        end = hsay_find__object_end(f, first, end);
    hsay_range content = {first, end};
    return end > first && hsay_find__add(f, rule, source, cue->group, &content, 1);
}

/* "it was alleged that ...", "he is said to ...": nobody is named, unless "by NAME" follows. */
static bool passive(hsay_finder *f, hsay_cue *cue)
{
    uint16_t takes = f->words[cue->token].takes;
    uint32_t at = cue->group.end, high = cue->scene.end;
    hsay_range source = {0, 0};
    if (!(takes & HSAY_TAKES_THAT) || (takes & HSAY_TAKES_TOLD))
        return false;
    if (at + 1 < high && hsay_find__is(f, at, "by")) {
        source = hsay_find__noun_after(f, at + 1, high);
        at = source.end;
    }
    if (at < high && hsay_find__is(f, at, "that"))
        return add(f, cue, "passive-that", source, at + 1, hsay_find__content_end(f, at + 1, high));
    if (at < high && hsay_find__is(f, at, "to"))
        return add(f, cue, "passive-to", source, at, hsay_find__content_end(f, at, high));
    return false;
}

/* CONTENT, NAME said. · CONTENT, said NAME. */
static bool trailing(hsay_finder *f, hsay_cue *cue, hsay_range source)
{
    uint32_t before = source.first < source.end && source.end <= cue->group.first
                          ? source.first
                          : cue->group.first;
    hsay_range scene = cue->scene;
    if (before <= scene.first + 1 || hsay_find__class(f, before - 1) != HSAY_WORD_COMMA)
        return false;
    uint32_t first = scene.first;
    while (first < before && (hsay_find__class(f, first) == HSAY_WORD_CONJUNCTION ||
                              hsay_find__class(f, first) == HSAY_WORD_COMMA))
        first++;
    for (uint32_t i = first; i < before; i++)
        if (f->words[i].used || hsay_find__class(f, i) == HSAY_WORD_STOP)
            first = i + 1;
    uint32_t end = before - 1;
    if (end <= first || (end < first + 3 && hsay_find__class(f, cue->group.end) != HSAY_WORD_COMMA))
        return false;
    uint32_t rest = cue->group.end > source.end ? cue->group.end : source.end;
    if (rest + 2 >= scene.end || hsay_find__class(f, rest) != HSAY_WORD_COMMA ||
        hsay_find__content_end(f, rest - 1, scene.end) == rest)
        return add(f, cue, "trailing", source, first, end);
    hsay_range parts[] = {{first, end}, /* CONTENT, NAME said, CONTENT */
                          {rest + 1, hsay_find__content_end(f, rest + 1, scene.end)}};
    return hsay_find__add(f, "parenthesis", source, cue->group, parts,
                          1 + (parts[1].end > parts[1].first));
}

static bool inverted(hsay_finder *f, hsay_cue *cue)
{
    uint32_t at = cue->group.first;
    if (at <= cue->scene.first || hsay_find__class(f, at - 1) != HSAY_WORD_COMMA ||
        f->words[cue->token].form == HSAY_CUE_ING || cue->group.end >= cue->scene.end ||
        !(f->words[cue->token].takes & HSAY_TAKES_BARE) ||
        (f->words[cue->token].takes & HSAY_TAKES_TOLD))
        return false;
    if (!(is_capital_start(f, cue->group.end) ||
          hsay_find__class(f, cue->group.end) == HSAY_WORD_DETERMINER))
        return false;
    hsay_range source = hsay_find__noun_after(f, cue->group.end, cue->scene.end);
    if (source.end < cue->scene.end && hsay_find__class(f, source.end) != HSAY_WORD_STOP &&
        hsay_find__class(f, source.end) != HSAY_WORD_COMMA)
        return false;
    return source.end > source.first && trailing(f, cue, source);
}

/* Does a clause of its own start here? */
static bool starts_clause(const hsay_finder *f, uint32_t at, uint32_t high)
{
    if (at >= high || !(hsay_find__starts_noun(f, at) || hsay_find__is(f, at, "there")))
        return hsay_find__is(f, at < high ? at : high - 1, "there");
    if (hsay_find__class(f, at) == HSAY_WORD_PRONOUN)
        return true;
    for (uint32_t i = at + 1; i < high && i - at < 16; i++) {
        uint8_t class = hsay_find__class(f, i), tag = f->doc->tokens[i].tag;
        if (class == HSAY_WORD_AUXILIARY ||
            (tag == HSAY_TAG_VERB && f->doc->tokens[i].verb_form == HSAY_VERB_FINITE))
            return true;
        if (class == HSAY_WORD_COMMA || class == HSAY_WORD_STOP)
            return false;
    }
    return false;
}

static bool is_strong(const hsay_finder *f, uint32_t token)
{
    return strtod(f->words[token].verb->fields[2], NULL) >= .94;
}

static bool clause(hsay_finder *f, hsay_cue *cue, hsay_range source)
{
    uint16_t takes = f->words[cue->token].takes;
    uint32_t high = cue->scene.end, at = cue->group.end;
    if (takes & HSAY_TAKES_TOLD)
        at = hsay_find__skip_hearer(f, at, high);
    else if ((takes & HSAY_TAKES_HEARER) && at < high && !hsay_find__is(f, at, "that") &&
             !is_strong(f, cue->token)) {
        uint32_t past = hsay_find__skip_hearer(f, at, high);
        at = past < high && hsay_find__is(f, past, "that") ? past : at;
    }
    uint32_t behind = hsay_find__skip_scene(f, at, high);
    if (behind < high && hsay_find__class(f, behind) == HSAY_WORD_COMMA && behind + 1 < high &&
        hsay_find__is(f, behind + 1, "that"))
        behind++;
    bool that = behind < high && hsay_find__is(f, behind, "that");
    if (that && (takes & HSAY_TAKES_THAT))
        return add(f, cue, "that", source, behind + 1, hsay_find__content_end(f, behind + 1, high));
    if (behind >= high || hsay_find__class(f, behind) == HSAY_WORD_STOP ||
        hsay_find__class(f, behind) == HSAY_WORD_COMMA)
        return trailing(f, cue, source);
    if (!(takes & HSAY_TAKES_BARE) || at >= high)
        return false;
    bool strong = is_strong(f, cue->token) || (takes & HSAY_TAKES_TOLD);
    if (strong || starts_clause(f, behind, high))
        return add(f, cue, "bare", source, behind, hsay_find__content_end(f, behind, high));
    return false;
}

static bool other_frames(hsay_finder *f, hsay_cue *cue, hsay_range source)
{
    uint16_t takes = f->words[cue->token].takes;
    uint32_t high = cue->scene.end, at = cue->group.end;
    if (at >= high)
        return false;
    if ((takes & HSAY_TAKES_TO) && hsay_find__is(f, at, "to"))
        return add(f, cue, "to", source, at, hsay_find__content_end(f, at, high));
    if ((takes & (HSAY_TAKES_WHETHER | HSAY_TAKES_THAT)) &&
        (hsay_find__is(f, at, "whether") || hsay_find__is(f, at, "why") ||
         hsay_find__is(f, at, "how") || hsay_find__is(f, at, "what") || hsay_find__is(f, at, "if")))
        return add(f, cue, "whether", source, at, hsay_find__content_end(f, at, high));
    hsay_str next = hsay_doc_text(f->doc, at);
    if ((takes & HSAY_TAKES_GERUND) && next.len > 4 && !memcmp(next.ptr + next.len - 3, "ing", 3))
        return add(f, cue, "gerund", source, at, hsay_find__content_end(f, at, high));
    return hsay_find__object(f, cue, source, at);
}

static void cue_verb(hsay_finder *f, uint32_t token)
{
    hsay_cue cue = hsay_find__cue(f, token);
    if (is_noun_here(f, &cue) || cue.to)
        return;
    if (cue.passive) {
        passive(f, &cue);
        return;
    }
    if (inverted(f, &cue))
        return;
    hsay_range source = source_of(f, &cue);
    if (source.first == source.end || !agrees(f, &cue, source) || is_own_thought(f, &cue, source))
        return;
    uint16_t takes = f->words[token].takes;
    if ((takes & (HSAY_TAKES_THAT | HSAY_TAKES_BARE)) && clause(f, &cue, source))
        return;
    other_frames(f, &cue, source);
}

void hsay_find__clauses(hsay_finder *f)
{
    for (uint32_t i = 0; i < f->doc->token_count; i++)
        if (f->words[i].verb && !f->words[i].used)
            cue_verb(f, i);
}
