/*
 * The noun phrase of a source: before its cue ("a spokesman for the mayor, Ann Orr, said") or after
 * it
 * ("said Ann Orr, a spokesman").  A phrase holds no clause boundary, and nothing of a quotation.
 */
#include "attribute/find.h"

#include "base/str.h"

enum { BRACKET_REACH = 8 /* tokens of "(R-Ohio)" */ };

bool hsay_find__starts_noun(const hsay_finder *f, uint32_t token)
{
    uint8_t class = hsay_find__class(f, token);
    return class == HSAY_WORD_CAPITAL || class == HSAY_WORD_DETERMINER ||
           class == HSAY_WORD_POSSESSIVE || class == HSAY_WORD_PRONOUN || class == HSAY_WORD_OTHER;
}

static bool is_in_noun(const hsay_finder *f, uint32_t token)
{
    switch (hsay_find__class(f, token)) {
    case HSAY_WORD_CAPITAL:
    case HSAY_WORD_DETERMINER:
    case HSAY_WORD_POSSESSIVE:
    case HSAY_WORD_DAY:
        return true;
    case HSAY_WORD_OTHER:
        if (f->doc->tokens[token].tag == HSAY_TAG_VERB &&
            f->doc->tokens[token].verb_form == HSAY_VERB_FINITE)
            return false;
        return !f->words[token].verb || f->words[token].noun ||
               f->words[token].form == HSAY_CUE_BASE;
    case HSAY_WORD_PREPOSITION:
        return true;
    case HSAY_WORD_PUNCT: /* - % $ / inside a name */
        return f->doc->tokens[token].span.end - f->doc->tokens[token].span.start == 1 &&
               !hsay_find__is(f, token, "(") && !hsay_find__is(f, token, ")");
    case HSAY_WORD_STOP: /* of "Rep." or an initial */
        return hsay_find__is(f, token, ".") && token && token + 1 < f->doc->token_count &&
               hsay_find__class(f, token - 1) == HSAY_WORD_CAPITAL &&
               hsay_find__class(f, token + 1) == HSAY_WORD_CAPITAL &&
               f->doc->tokens[token].sentence == f->doc->tokens[token + 1].sentence;
    default:
        return false;
    }
}

/* "and" between two names or two nouns. */
static bool joins_nouns(const hsay_finder *f, uint32_t token, hsay_range scene)
{
    if (!hsay_find__is(f, token, "and") || token <= scene.first || token + 1 >= scene.end)
        return false;
    uint8_t left = hsay_find__class(f, token - 1), right = hsay_find__class(f, token + 1);
    return (left == HSAY_WORD_CAPITAL &&
            (right == HSAY_WORD_CAPITAL || right == HSAY_WORD_DETERMINER)) ||
           (left == HSAY_WORD_OTHER && right == HSAY_WORD_OTHER && !f->words[token + 1].verb);
}

/* A prepositional phrase of time or place at the start is no part of the name. */
static hsay_range drop_lead(const hsay_finder *f, hsay_range r)
{
    while (r.first < r.end && hsay_find__class(f, r.first) == HSAY_WORD_PREPOSITION) {
        uint32_t i = r.first + 1;
        while (i < r.end && hsay_find__class(f, i) != HSAY_WORD_DAY)
            i++;
        if (i >= r.end)
            return r;
        r.first = i + 1;
    }
    while (r.first < r.end && hsay_find__class(f, r.first) == HSAY_WORD_DAY)
        r.first++;
    while (r.end > r.first &&
           (hsay_find__class(f, r.end - 1) == HSAY_WORD_PREPOSITION ||
            hsay_find__class(f, r.end - 1) == HSAY_WORD_PUNCT) &&
           !hsay_find__is(f, r.end - 1, ")"))
        r.end--;
    if (r.end > r.first + 1 && hsay_find__class(f, r.end - 1) == HSAY_WORD_DAY) {
        r.end--;
        if (r.end > r.first + 1 && hsay_find__class(f, r.end - 1) == HSAY_WORD_PREPOSITION)
            r.end--;
    }
    return r;
}

/* "some", "many", "most" before a noun or before "of". */
static bool is_quantity(const hsay_finder *f, uint32_t token)
{
    static const char *const WORDS[] = {"some", "many", "most", "others", "one"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (hsay_find__is(f, token, WORDS[i]))
            return true;
    return false;
}

/* "(R-Ohio)" stands inside a source; answers its opening mark, or `close` where it is none. */
static uint32_t open_bracket(const hsay_finder *f, uint32_t close, uint32_t low)
{
    if (!hsay_find__is(f, close, ")"))
        return close;
    for (uint32_t i = close; i > low && close - i < BRACKET_REACH; i--)
        if (hsay_find__is(f, i - 1, "("))
            return i - 1;
    return close;
}

static uint32_t run_before(const hsay_finder *f, uint32_t at, uint32_t low)
{
    hsay_range scene = {low, at};
    uint32_t first = at;
    while (first > low && at - first < HSAY_FIND_NOUN_REACH) {
        uint32_t open = open_bracket(f, first - 1, low);
        if (open == first - 1 && !is_in_noun(f, open) && !joins_nouns(f, open, scene))
            break;
        first = open;
    }
    if (first > low && is_quantity(f, first - 1))
        first--;
    return first;
}

/* "NAME, a spokesman for the mayor,": from the name on. */
static hsay_range with_apposition(const hsay_finder *f, uint32_t comma, uint32_t low)
{
    uint32_t inner = comma;
    while (inner > low && comma - inner < HSAY_FIND_NOUN_REACH &&
           hsay_find__class(f, inner - 1) != HSAY_WORD_COMMA &&
           hsay_find__class(f, inner - 1) != HSAY_WORD_QUOTE)
        inner--;
    if (inner == low || inner == comma || hsay_find__class(f, inner - 1) != HSAY_WORD_COMMA)
        return drop_lead(f, (hsay_range){inner == low ? run_before(f, comma, low) : comma, comma});
    uint32_t first = run_before(f, inner - 1, low);
    if (first == inner - 1)
        return (hsay_range){comma, comma};
    hsay_range name = drop_lead(f, (hsay_range){first, inner - 1});
    return (hsay_range){name.first, comma};
}

hsay_range hsay_find__noun_before(const hsay_finder *f, uint32_t at, uint32_t low)
{
    hsay_range none = {at, at};
    if (at <= low)
        return none;
    uint8_t class = hsay_find__class(f, at - 1);
    bool self = hsay_find__is(f, at - 1, "himself") || hsay_find__is(f, at - 1, "herself");
    if (self && at - 1 > low && hsay_find__class(f, at - 2) == HSAY_WORD_CAPITAL)
        class = hsay_find__class(f, --at - 1);
    if (class == HSAY_WORD_COMMA)
        return with_apposition(f, at - 1, low);
    if (class == HSAY_WORD_PRONOUN)
        return (hsay_range){at - 1, at};
    if (class == HSAY_WORD_DETERMINER && !hsay_find__is(f, at - 1, "the"))
        return hsay_find__is(f, at - 1, "a") ? none : (hsay_range){at - 1, at};
    hsay_range r = drop_lead(f, (hsay_range){run_before(f, at, low), at});
    if (r.first < r.end && hsay_find__class(f, r.first) == HSAY_WORD_PREPOSITION) {
        uint32_t i = r.end;
        while (i > r.first && hsay_find__class(f, i - 1) != HSAY_WORD_DETERMINER &&
               hsay_find__class(f, i - 1) != HSAY_WORD_PREPOSITION)
            i--;
        r.first = i > r.first && hsay_find__class(f, i - 1) == HSAY_WORD_DETERMINER ? i - 1 : i;
    }
    return r;
}

/* Words that a source may go over into after its name: of, for, from, at, with, in + a name. */
static bool goes_on(const hsay_finder *f, uint32_t token, uint32_t high)
{
    static const char *const BINDS[] = {"of", "for", "from", "at", "with", "to", "by"};
    if (hsay_find__class(f, token) != HSAY_WORD_PREPOSITION || token + 1 >= high)
        return false;
    for (size_t i = 0; i < sizeof BINDS / sizeof *BINDS; i++)
        if (hsay_find__is(f, token, BINDS[i]))
            return true;
    return hsay_find__is(f, token, "in") && hsay_find__class(f, token + 1) == HSAY_WORD_CAPITAL;
}

/* The closing mark of "(R-Ohio)", or `open` where there is none near. */
static uint32_t close_bracket(const hsay_finder *f, uint32_t open, uint32_t high)
{
    for (uint32_t i = open + 1; i < high && i - open < BRACKET_REACH; i++)
        if (hsay_find__is(f, i, ")"))
            return i;
    return open;
}

static uint32_t run_after(const hsay_finder *f, uint32_t at, uint32_t high)
{
    uint32_t i = at;
    hsay_range scene = {at, high};
    for (; i < high && i - at < HSAY_FIND_NOUN_REACH; i++) {
        uint8_t class = hsay_find__class(f, i);
        if (i > at && hsay_find__is(f, i, "(")) {
            i = close_bracket(f, i, high);
            continue;
        }
        if (class == HSAY_WORD_PREPOSITION
                ? !goes_on(f, i, high)
                : class == HSAY_WORD_DAY || (!is_in_noun(f, i) && !joins_nouns(f, i, scene)))
            break;
    }
    return i;
}

hsay_range hsay_find__noun_after(const hsay_finder *f, uint32_t at, uint32_t high)
{
    if (at >= high)
        return (hsay_range){at, at};
    if (hsay_find__class(f, at) == HSAY_WORD_PRONOUN || hsay_find__class(f, at) == HSAY_WORD_OBJECT)
        return (hsay_range){at, at + 1};
    uint32_t end = run_after(f, at, high);
    if (end == at || end + 2 >= high || hsay_find__class(f, end) != HSAY_WORD_COMMA)
        return (hsay_range){at, end};
    uint8_t next = hsay_find__class(f, end + 1);
    bool relative = hsay_find__is(f, end + 1, "who") || hsay_find__is(f, end + 1, "which");
    if (next != HSAY_WORD_DETERMINER && !relative && next != HSAY_WORD_OTHER)
        return (hsay_range){at, end};
    uint32_t i = end + 1;
    while (i < high && i - at < HSAY_FIND_NOUN_REACH && hsay_find__class(f, i) != HSAY_WORD_COMMA &&
           hsay_find__class(f, i) != HSAY_WORD_STOP && hsay_find__class(f, i) != HSAY_WORD_QUOTE)
        i++;
    return (hsay_range){at, i};
}

hsay_range hsay_find__subject(const hsay_finder *f, uint32_t at, hsay_range scene)
{
    hsay_range said = f->said[f->doc->tokens[at].sentence];
    if (said.end > said.first && said.first >= scene.first && said.first < at)
        return said;
    uint32_t i = scene.first;
    while (i < at &&
           (hsay_find__class(f, i) == HSAY_WORD_CONJUNCTION ||
            hsay_find__class(f, i) == HSAY_WORD_DAY || hsay_find__class(f, i) == HSAY_WORD_ADVERB))
        i++;
    if (i < at && hsay_find__class(f, i) == HSAY_WORD_PREPOSITION) {
        while (i < at && hsay_find__class(f, i) != HSAY_WORD_COMMA)
            i++;
        i += i < at;
    }
    hsay_range r = hsay_find__noun_after(f, i, at);
    for (i = r.first + 1; i < r.end; i++) {
        /* after a name, a word in small letters is the verb; after a noun, one in -ed */
        bool name = hsay_find__class(f, i - 1) == HSAY_WORD_CAPITAL;
        bool past = hsay_find__class(f, i - 1) == HSAY_WORD_OTHER &&
                    hsay_str_ends(hsay_doc_text(f->doc, i), HSAY_STR("ed"));
        if (hsay_find__class(f, i) == HSAY_WORD_OTHER && (name || past))
            return (hsay_range){r.first, i};
    }
    return r;
}
