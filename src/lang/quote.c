/*
 * Quote marks become quotations: paired by a stack within a paragraph.  One that its paragraph does
 * not close stays open only where the next paragraph opens with a mark again (it goes on there) or
 * where it is the paragraph's last one; no quotation reaches over its paragraph.
 */
#include "base/str.h"
#include "lang/build.h"

enum { DEPTH = 4 };

/* The family of a mark: what may close what. */
static int family(hsay_str mark)
{
    if (mark.len == 1)
        return mark.ptr[0] == '"' ? 2 : 1;
    if (mark.len == 2)
        return (mark.ptr[0] & 0x80) ? 3 : 2; /* « » or a double of two single ones */
    unsigned char last = (unsigned char)mark.ptr[2];
    return last >= 0x98 && last <= 0x9B ? 1 : 2;
}

static uint32_t open_quote(hsay_build *b, uint32_t token, uint32_t outer)
{
    hsay_span mark = b->tokens.items[token].span;
    hsay_quote q = {.span = mark,
                    .inside = {mark.end, mark.end},
                    .first_token = token,
                    .last_token = token,
                    .outer = outer,
                    .continues = HSAY_NO_QUOTE};
    hsay_vec_push(b->arena, &b->quotes, q);
    return (uint32_t)b->quotes.count - 1;
}

static void close_quote(hsay_build *b, uint32_t quote, uint32_t token)
{
    hsay_quote *q = &b->quotes.items[quote];
    hsay_span mark = b->tokens.items[token].span;
    q->inside.end = mark.start;
    q->span.end = mark.end;
    q->last_token = token;
    q->closed = true;
}

/* The stack's entry that this closing mark ends; -1: none. */
static int matching(const hsay_build *b, const uint32_t *stack, int depth, uint32_t token)
{
    int kind = family(hsay_build__text(b, token));
    for (int i = depth - 1; i >= 0; i--)
        if (family(hsay_build__text(b, b->quotes.items[stack[i]].first_token)) == kind)
            return i;
    return depth == 1 && kind != 1 ? 0 : -1;
}

static void leave_open(hsay_build *b, uint32_t quote, uint32_t last)
{
    hsay_quote *q = &b->quotes.items[quote];
    q->last_token = last;
    q->span.end = q->inside.end = b->tokens.items[last].span.end;
}

void hsay_build__quotes(hsay_build *b, uint32_t first, uint32_t end)
{
    uint32_t stack[DEPTH];
    int depth = 0;
    for (uint32_t i = first; i < end && i < b->tokens.count; i++) {
        hsay_token *t = &b->tokens.items[i];
        if (t->kind == HSAY_TOKEN_OPEN && depth < DEPTH) {
            uint32_t q = open_quote(b, i, depth ? stack[depth - 1] : HSAY_NO_QUOTE);
            if (q < b->quotes.count)
                stack[depth++] = q;
        } else if (t->kind == HSAY_TOKEN_CLOSE) {
            int at = matching(b, stack, depth, i);
            if (at >= 0) {
                t->quote = stack[at];
                for (int k = depth - 1; k > at; k--)
                    leave_open(b, stack[k], i - 1);
                close_quote(b, stack[at], i);
                depth = at;
                continue;
            }
            t->kind = HSAY_TOKEN_PUNCT;
        }
        t->quote = depth ? stack[depth - 1] : HSAY_NO_QUOTE;
    }
    for (int k = depth - 1; k >= 0 && end > first; k--)
        leave_open(b, stack[k], end - 1);
}

void hsay_build__continued_quotes(hsay_build *b)
{
    uint32_t open = HSAY_NO_QUOTE; /* the last paragraph's quotation that was not closed */
    uint32_t open_paragraph = 0;
    for (uint32_t i = 0; i < b->quotes.count; i++) {
        hsay_quote *q = &b->quotes.items[i];
        uint32_t paragraph = b->sentences.items[b->tokens.items[q->first_token].sentence].paragraph;
        bool starts = q->span.start == b->paragraphs.items[paragraph].span.start;
        if (open != HSAY_NO_QUOTE && starts && paragraph == open_paragraph + 1)
            q->continues = open;
        if (q->outer == HSAY_NO_QUOTE && !q->closed) {
            open = i;
            open_paragraph = paragraph;
        }
    }
}
