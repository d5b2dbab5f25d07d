/*
 * What signals a saying without a verb: "according to NAME", "NAME's claim that", "a report that".
 */
#include "attribute/find.h"

static bool before_is_attribution(const hsay_finder *f, uint32_t at, uint32_t low)
{
    for (uint32_t i = at; i > low && at - i < 4; i--)
        if (f->words[i - 1].used)
            return true;
    return false;
}

static void according(hsay_finder *f, uint32_t i)
{
    hsay_range scene = hsay_find__scene(f, i), cue = {i, i + 2}, content;
    hsay_range source = hsay_find__noun_after(f, i + 2, scene.end);
    if (source.end == source.first || before_is_attribution(f, i, scene.first))
        return;
    bool leads = i == scene.first || hsay_find__class(f, i - 1) == HSAY_WORD_CONJUNCTION ||
                 hsay_find__class(f, i - 1) == HSAY_WORD_SUBORDINATOR ||
                 (i > scene.first + 1 && hsay_find__class(f, i - 2) == HSAY_WORD_SUBORDINATOR);
    if (leads) {
        uint32_t at = source.end;
        if (at >= scene.end || hsay_find__class(f, at) != HSAY_WORD_COMMA) /* no apposition */
            for (at = source.first; at < source.end && hsay_find__class(f, at) != HSAY_WORD_COMMA;)
                at++;
        source.end = at;
        while (at < scene.end && hsay_find__class(f, at) != HSAY_WORD_COMMA)
            at++;
        content = (hsay_range){at + 1, hsay_find__content_end(f, at + 1, scene.end)};
        if (at + 1 >= scene.end)
            return;
    } else {
        uint32_t first = scene.first, end = i;
        while (end > first && hsay_find__class(f, end - 1) == HSAY_WORD_COMMA)
            end--;
        while (first < end && hsay_find__class(f, first) == HSAY_WORD_CONJUNCTION)
            first++;
        for (uint32_t k = first; k < end; k++)
            if (hsay_find__class(f, k) == HSAY_WORD_STOP && hsay_find__is(f, k, ";"))
                first = k + 1;
        content = (hsay_range){first, end};
    }
    if (content.end > content.first)
        hsay_find__add(f, "according-to", source, cue, &content, 1);
}

static bool is_owner(const hsay_finder *f, uint32_t token)
{
    hsay_str t = hsay_doc_text(f->doc, token);
    if (hsay_find__class(f, token) == HSAY_WORD_POSSESSIVE)
        return true;
    if (t.len < 3 || f->doc->tokens[token].kind != HSAY_TOKEN_WORD)
        return false;
    char last = t.ptr[t.len - 1], before = t.ptr[t.len - 2];
    return (last == 's' && (before == '\'' || (before & 0x80))) || last == '\'';
}

/* "the northern mayor's": back to its article or through its name. */
static hsay_range owner_phrase(const hsay_finder *f, uint32_t owner, uint32_t low)
{
    uint32_t first = owner;
    while (first > low && owner - first < HSAY_FIND_NOUN_REACH) {
        uint8_t class = hsay_find__class(f, first - 1);
        if (class == HSAY_WORD_DETERMINER)
            return (hsay_range){first - 1, owner + 1};
        if (class != HSAY_WORD_CAPITAL && class != HSAY_WORD_OTHER)
            break;
        first--;
    }
    while (first < owner && hsay_find__class(f, first) == HSAY_WORD_OTHER)
        first++;
    return (hsay_range){first, owner + 1};
}

static void cue_noun(hsay_finder *f, uint32_t i)
{
    hsay_range scene = hsay_find__scene(f, i), cue = {i, i + 1}, source = {0, 0};
    if (i + 2 >= scene.end)
        return;
    uint32_t owner = i;
    for (uint32_t k = 0; k < 3 && owner > scene.first && source.end == 0; k++) {
        owner--;
        if (hsay_find__class(f, owner) != HSAY_WORD_POSSESSIVE && is_owner(f, owner)) {
            source = owner_phrase(f, owner, scene.first);
        } else if (is_owner(f, owner))
            source = (hsay_range){owner, owner + 1};
        else if (hsay_find__class(f, owner) != HSAY_WORD_OTHER)
            break;
    }
    bool that = hsay_find__is(f, i + 1, "that") && (f->words[i].noun_takes & HSAY_TAKES_THAT);
    bool to =
        hsay_find__is(f, i + 1, "to") && (f->words[i].noun_takes & HSAY_TAKES_TO) && source.end;
    bool of =
        hsay_find__is(f, i + 1, "of") && (f->words[i].noun_takes & HSAY_TAKES_OF) && source.end;
    uint8_t next = hsay_find__class(f, i + 2);
    if ((!that && !to && !of) || (that && next == HSAY_WORD_AUXILIARY))
        return;
    uint32_t first = i + 1 + !to;
    hsay_range content = {first, hsay_find__content_end(f, first, scene.end)};
    if (content.end > content.first)
        hsay_find__add(f, "noun", source, cue, &content, 1);
}

void hsay_find__others(hsay_finder *f)
{
    uint32_t count = f->doc->token_count;
    for (uint32_t i = 0; i + 2 < count; i++) {
        if (f->words[i].used)
            continue;
        if (hsay_find__is(f, i, "according") && hsay_find__is(f, i + 1, "to"))
            according(f, i);
        else if (f->words[i].noun)
            cue_noun(f, i);
    }
}
