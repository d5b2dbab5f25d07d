/* An article with its statements, and a search hit, as text for a terminal. */
#include <stdarg.h>
#include <string.h>

#include "cli.h"

enum { LINE_BYTES = 1024 };

static const char BOLD[] = "\033[1m", DIM[] = "\033[2m", PLAIN[] = "\033[0m";

hsay_status print(hsay_sink sink, const char *format, ...)
{
    char line[LINE_BYTES];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (len < 0)
        return HSAY_ARGUMENT;
    return sink.write(sink.ctx, line, (size_t)len < sizeof line ? (size_t)len : sizeof line - 1);
}

static bool is_blank(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7f;
}

/* A C1 control (U+0080 to U+009F), which terminals obey. */
static bool is_control(const char *at, const char *end)
{
    return end - at >= 2 && at[0] == '\xC2' && (unsigned char)at[1] < 0xA0;
}

static size_t columns_of(const char *at, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)at[i] & 0xC0) != 0x80;
    return n;
}

hsay_status words_print(hsay_sink sink, hsay_str text, const char *indent, unsigned width)
{
    const char *at = text.ptr, *end = text.ptr + text.len;
    size_t column = 0, margin = strlen(indent);
    hsay_status status = HSAY_OK;
    while (status == HSAY_OK && at < end) {
        if (is_blank(*at) || is_control(at, end)) {
            at += is_blank(*at) ? 1 : 2;
            continue;
        }
        const char *word = at;
        while (at < end && !is_blank(*at) && !is_control(at, end))
            at++;
        size_t columns = columns_of(word, (size_t)(at - word));
        if (column && width && column + 1 + columns > width) {
            status = print(sink, "\n%s", indent);
            column = margin;
        } else if (column) {
            status = print(sink, " ");
            column++;
        } else {
            column = margin;
        }
        if (status == HSAY_OK)
            status = sink.write(sink.ctx, word, (size_t)(at - word));
        column += columns;
    }
    return status;
}

/* A label and words, where there are any. */
static hsay_status field(hsay_sink sink, const char *label, hsay_str words, bool color,
                         unsigned width)
{
    if (!words.len)
        return HSAY_OK;
    hsay_status s = print(sink, "%s  %-10s%s", color ? DIM : "", label, color ? PLAIN : "");
    if (s == HSAY_OK)
        s = words_print(sink, words, "            ", width);
    return s == HSAY_OK ? print(sink, "\n") : s;
}

static hsay_status head(const hsay_article *a, hsay_sink sink, bool color, unsigned width)
{
    char hash[2 * HSAY_HASH_BYTES + 1];
    for (int i = 0; i < HSAY_HASH_BYTES; i++)
        snprintf(hash + 2 * (size_t)i, 3, "%02x", a->hash[i]);
    hsay_status s = print(sink, "%s", color ? BOLD : "");
    hsay_str untitled = hsay_str_of("(no title)");
    if (s == HSAY_OK)
        s = words_print(sink, a->title.len ? a->title : untitled, "", width);
    if (s == HSAY_OK)
        s = print(sink, "%s\n", color ? PLAIN : "");
    if (s == HSAY_OK)
        s = field(sink, "outlet", a->outlet.len ? a->outlet : a->domain, color, width);
    if (s == HSAY_OK)
        s = field(sink, "date", a->date, color, width);
    for (uint32_t i = 0; s == HSAY_OK && i < a->authors.count; i++)
        s = field(sink, "author", a->authors.items[i], color, width);
    if (s == HSAY_OK)
        s = field(sink, "url", a->url, color, 0);
    if (s == HSAY_OK)
        s = field(sink, "key", a->id, color, 0);
    return s == HSAY_OK ? field(sink, "hash", (hsay_str){hash, 16}, color, width) : s;
}

static hsay_status spans_print(hsay_sink sink, hsay_str text, hsay_spans spans, unsigned width)
{
    hsay_status s = HSAY_OK;
    for (uint32_t i = 0; s == HSAY_OK && i < spans.count; i++) {
        s = print(sink, "%s", i ? " … " : "");
        if (s == HSAY_OK)
            s = words_print(sink, hsay_str_at(text, spans.items[i]), "     ", width);
    }
    return s;
}

static hsay_status statement_print(const hsay_article *a, const hsay_statement *st, uint32_t number,
                                   hsay_sink sink, bool color, unsigned width)
{
    hsay_str nobody = hsay_str_of("nobody is named");
    hsay_status s = print(sink, "\n%3u. %s", number, color ? BOLD : "");
    if (s == HSAY_OK)
        s = words_print(sink, st->speaker.len ? st->speaker : nobody, "     ", width);
    if (s == HSAY_OK)
        s = print(sink, "%s%s  %s %s", color ? PLAIN : "", color ? DIM : "",
                  hsay_kind_name(st->kind), hsay_act_name(st->act));
    for (uint32_t i = 0; s == HSAY_OK && i < st->chain_count; i++) {
        s = print(sink, "%s", i ? ", " : ", by way of ");
        if (s == HSAY_OK)
            s = words_print(sink, st->chain[i].name, "     ", 0);
    }
    if (s == HSAY_OK)
        s = print(sink, "%s\n     ", color ? PLAIN : "");
    if (s == HSAY_OK)
        s = spans_print(sink, a->text, st->content, width > 5 ? width - 5 : width);
    if (s != HSAY_OK || st->evidence == HSAY_EVIDENCE_NONE_STATED)
        return s == HSAY_OK ? print(sink, "\n") : s;
    s = print(sink, "\n     %sevidence: %s%s", color ? DIM : "", hsay_evidence_name(st->evidence),
              st->evidence_words.count ? " (" : "");
    if (s == HSAY_OK)
        s = spans_print(sink, a->text, st->evidence_words, 0);
    return s == HSAY_OK
               ? print(sink, "%s%s\n", st->evidence_words.count ? ")" : "", color ? PLAIN : "")
               : s;
}

hsay_status article_print(const hsay_article *a, const hsay_statements *statements, hsay_sink sink,
                          bool color, unsigned width)
{
    hsay_status s = head(a, sink, color, width);
    if (s == HSAY_OK && statements->count == 0)
        s = print(sink, "\n     No statement was found in it.\n");
    for (uint32_t i = 0; s == HSAY_OK && i < statements->count; i++)
        s = statement_print(a, &statements->items[i], i + 1, sink, color, width);
    return s == HSAY_OK ? print(sink, "\n") : s;
}

hsay_status hit_print(const hsay_hit *hit, hsay_sink sink, bool color)
{
    const hsay_article *a = hit->article;
    hsay_str who = hit->statement ? hit->statement->speaker : a->title;
    hsay_str none = hsay_str_of(hit->statement ? "nobody is named" : "(no title)");
    hsay_status s = print(sink, "%s", color ? BOLD : "");
    if (s == HSAY_OK)
        s = words_print(sink, who.len ? who : none, "", 0);
    if (s == HSAY_OK)
        s = print(sink, "%s%s  %s%s", color ? PLAIN : "", color ? DIM : "",
                  hit->statement ? hsay_kind_name(hit->statement->kind) : "article",
                  a->outlet.len || a->date.len ? ", " : "");
    if (s == HSAY_OK)
        s = words_print(sink, a->outlet, "", 0);
    if (s == HSAY_OK)
        s = print(sink, "%s", a->outlet.len && a->date.len ? " " : "");
    if (s == HSAY_OK)
        s = words_print(sink, a->date, "", 0);
    if (s == HSAY_OK)
        s = print(sink, "%s\n  ", color ? PLAIN : "");
    if (s == HSAY_OK)
        s = words_print(sink, hsay_str_at(a->text, hit->span), "  ", 80);
    if (s == HSAY_OK)
        s = print(sink, "\n  %s", color ? DIM : "");
    if (s == HSAY_OK)
        s = words_print(sink, a->id, "  ", 0);
    return s == HSAY_OK ? print(sink, "%s\n\n", color ? PLAIN : "") : s;
}
