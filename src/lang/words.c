/*
 * Tokens of a doc become words as treebanks cut them: a short form behind an apostrophe is a word,
 * so is each part of a compound and the hyphen itself.
 */
#include "base/str.h"
#include "data/lexicons.h"
#include "lang/analyse.h"

typedef struct cutter {
    const hsay_doc *doc;
    hsay_arena *arena;
    HSAY_VEC(hsay_word) words;
} cutter;

static void add(cutter *c, uint32_t token, uint32_t start, uint32_t end)
{
    hsay_span span = {start, end};
    if (start < end)
        hsay_vec_push(c->arena, &c->words,
                      (hsay_word){.form = hsay_str_at(c->doc->article->text, span),
                                  .span = span,
                                  .token = token,
                                  .head = HSAY_NO_HEAD});
}

/* Bytes of a short form at the word's end: 's, n't, 're; 0 where there is none. */
static size_t short_form(hsay_str word)
{
    static const hsay_str FORMS[] = {HSAY_STR("s"), HSAY_STR("re"), HSAY_STR("ve"), HSAY_STR("ll"),
                                     HSAY_STR("d"), HSAY_STR("m"),  HSAY_STR("t")};
    static const hsay_str MARKS[] = {HSAY_STR("'"), HSAY_STR("\xE2\x80\x99")};
    for (size_t f = 0; f < sizeof FORMS / sizeof *FORMS; f++)
        for (size_t m = 0; m < 2; m++) {
            size_t len = FORMS[f].len + MARKS[m].len;
            if (word.len <= len ||
                !hsay_str_equal_nocase(hsay_str_cut(word, word.len - FORMS[f].len, word.len),
                                       FORMS[f]) ||
                !hsay_str_equal(hsay_str_cut(word, word.len - len, word.len - FORMS[f].len),
                                MARKS[m]))
                continue;
            if (FORMS[f].ptr[0] != 't')
                return len;
            return word.len > len + 1 && hsay_char_lower(word.ptr[word.len - len - 1]) == 'n'
                       ? len + 1
                       : 0;
        }
    return hsay_str_equal_nocase(word, HSAY_STR("cannot")) ? 3 : 0;
}

static void cut_compound(cutter *c, uint32_t token, uint32_t start, uint32_t end)
{
    hsay_str text = c->doc->article->text;
    uint32_t from = start;
    for (uint32_t at = start + 1; at + 1 < end; at++) {
        if (text.ptr[at] != '-' || hsay_lexicon_find(&hsay_lexicon__bound_prefixes,
                                                     hsay_str_at(text, (hsay_span){from, at})))
            continue;
        add(c, token, from, at);
        add(c, token, at, at + 1);
        from = at + 1;
    }
    add(c, token, from, end);
}

hsay_words hsay_words__of(const hsay_doc *doc, uint32_t first, uint32_t count, hsay_arena *arena)
{
    cutter c = {.doc = doc, .arena = arena};
    for (uint32_t t = first; t < first + count; t++) {
        hsay_span s = doc->tokens[t].span;
        if (doc->tokens[t].kind != HSAY_TOKEN_WORD) {
            add(&c, t, s.start, s.end);
            continue;
        }
        uint32_t tail = (uint32_t)short_form(hsay_doc_text(doc, t));
        cut_compound(&c, t, s.start, s.end - tail);
        add(&c, t, s.end - tail, s.end);
    }
    return (hsay_words){c.words.items, (uint32_t)c.words.count};
}
