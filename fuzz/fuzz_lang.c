/* Any bytes as an article's text: every span lies in it, everything is in order and well nested. */
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "lang/doc.h"

static void promise(bool kept)
{
    if (!kept)
        abort();
}

static bool within(hsay_span inner, hsay_span outer)
{
    return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

static void check_sentences(const hsay_doc *d)
{
    uint32_t token = 0, sentence = 0;
    for (uint32_t p = 0; p < d->paragraph_count; p++) {
        promise(d->paragraphs[p].first_sentence == sentence);
        for (uint32_t end = sentence + d->paragraphs[p].sentence_count; sentence < end;
             sentence++) {
            const hsay_sentence *s = &d->sentences[sentence];
            promise(s->paragraph == p && s->first_token == token && s->token_count > 0);
            promise(within(s->span, d->paragraphs[p].span));
            for (uint32_t last = token + s->token_count; token < last; token++) {
                promise(d->tokens[token].sentence == sentence);
                promise(within(d->tokens[token].span, s->span));
                promise(token == 0 || d->tokens[token - 1].span.end <= d->tokens[token].span.start);
            }
        }
    }
    promise(token == d->token_count && sentence == d->sentence_count);
}

static void check_quotes(const hsay_doc *d)
{
    for (uint32_t i = 0; i < d->quote_count; i++) {
        const hsay_quote *q = &d->quotes[i];
        promise(within(q->inside, q->span) && q->span.end <= d->article->text.len);
        promise(q->first_token <= q->last_token && q->last_token < d->token_count);
        promise(q->continues == HSAY_NO_QUOTE || q->continues < i);
        promise(i == 0 || d->quotes[i - 1].span.start < q->span.start);
        if (q->outer != HSAY_NO_QUOTE)
            promise(q->outer < i && within(q->span, d->quotes[q->outer].inside));
    }
    for (uint32_t i = 0; i < d->token_count; i++) {
        uint32_t q = d->tokens[i].quote;
        promise(q == HSAY_NO_QUOTE || q < d->quote_count);
        promise(q == HSAY_NO_QUOTE || within(d->tokens[i].span, d->quotes[q].span));
    }
}

static void check_names(const hsay_doc *d)
{
    for (uint32_t i = 0; i < d->mention_count; i++) {
        const hsay_mention *m = &d->mentions[i];
        promise(m->entity < d->entity_count && m->name_count > 0);
        promise(m->first_token <= m->name_token);
        promise(m->name_token + m->name_count <= m->first_token + m->token_count);
        promise(m->first_token + m->token_count <= d->token_count);
    }
    for (uint32_t i = 0; i < d->entity_count; i++)
        promise(d->entities[i].name.len > 0 && d->entities[i].span.end <= d->article->text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsay_arena *arena = hsay_arena_new();
    if (!arena)
        return 0;
    uint32_t repaired = 0;
    hsay_furniture cut = {
        {(uint32_t)size / 3, (uint32_t)size / 2}, HSAY_FURNITURE_ADVERT, {NULL, 0}};
    hsay_article article = {
        .text = hsay_utf8_repair(arena, (hsay_str){(const char *)data, size}, &repaired)};
    if (repaired == 0 && size > 0 && data[0] < 0x80) {
        while (cut.span.start > 0 && (data[cut.span.start] & 0xC0) == 0x80)
            cut.span.start--;
        while (cut.span.end > 0 && (data[cut.span.end] & 0xC0) == 0x80)
            cut.span.end--;
        article.furniture = &cut;
        article.furniture_count = 1;
    }
    hsay_doc doc;
    if (hsay_doc_make(&article, arena, &doc) == HSAY_OK) {
        check_sentences(&doc);
        check_quotes(&doc);
        check_names(&doc);
    }
    hsay_arena_free(arena);
    return 0;
}
