/*
 * Cue verbs with an object: what is accused, urged, described, called, denied or praised is the
 * content, with what is said of it.
 */
#include "attribute/find.h"

static uint32_t find_word(const hsay_finder *f, uint32_t at, uint32_t high, const char *a,
                          const char *b)
{
    for (uint32_t i = at; i < high && i - at < 16; i++) {
        uint8_t class = hsay_find__class(f, i);
        if (class == HSAY_WORD_COMMA || class == HSAY_WORD_STOP)
            return high;
        if (hsay_find__is(f, i, a) || (b && hsay_find__is(f, i, b)))
            return i;
    }
    return high;
}

static bool add(hsay_finder *f, const hsay_cue *cue, const char *rule, hsay_range source,
                uint32_t first, uint32_t end)
{
    hsay_range content = {first, end};
    return end > first && hsay_find__add(f, rule, source, cue->group, &content, 1);
}

/* "called it 'a farce'": a quotation or an article must follow what is named. */
static bool names(const hsay_finder *f, uint32_t at, uint32_t high)
{
    for (uint32_t i = at; i < high && i - at < 16; i++) {
        uint8_t class = hsay_find__class(f, i);
        if (class == HSAY_WORD_QUOTE)
            return true;
        if (class == HSAY_WORD_COMMA || class == HSAY_WORD_STOP)
            return false;
        if (i > at && (hsay_find__is(f, i, "a") || hsay_find__is(f, i, "an")))
            return true;
    }
    return at < high && hsay_find__class(f, at) == HSAY_WORD_OBJECT;
}

bool hsay_find__object(hsay_finder *f, const hsay_cue *cue, hsay_range source, uint32_t at)
{
    uint16_t takes = f->words[cue->token].takes;
    uint32_t high = cue->scene.end;
    uint8_t class = hsay_find__class(f, at);
    if (class == HSAY_WORD_COMMA || class == HSAY_WORD_STOP || class == HSAY_WORD_COLON ||
        class == HSAY_WORD_CONJUNCTION ||
        (class == HSAY_WORD_PREPOSITION && !hsay_find__is(f, at, "over")))
        return false;
    uint32_t end = hsay_find__content_end(f, at, high);
    if ((takes & HSAY_TAKES_OBJECT_TO) && find_word(f, at, high, "to", "not") < high)
        return add(f, cue, "object-to", source, at, end);
    if ((takes & HSAY_TAKES_OBJECT_OF) && find_word(f, at, high, "of", "for") < high)
        return add(f, cue, "object-of", source, at, end);
    if ((takes & HSAY_TAKES_OBJECT_AS) && find_word(f, at, high, "as", NULL) < high)
        return add(f, cue, "object-as", source, at, end);
    if ((takes & HSAY_TAKES_NAME) && names(f, at, high))
        return add(f, cue, "name", source, at, hsay_find__object_end(f, at, high));
    if ((takes & HSAY_TAKES_OBJECT) &&
        (hsay_find__starts_noun(f, at) || class == HSAY_WORD_OBJECT || class == HSAY_WORD_QUOTE))
        return add(f, cue, "object", source, at, hsay_find__object_end(f, at, high));
    return false;
}
