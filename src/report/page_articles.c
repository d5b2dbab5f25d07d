/* The sections on what was said: by speaker, and in place in the articles, with furniture folded.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/str.h"
#include "report/page.h"

typedef struct said {
    hsay_str speaker;
    uint32_t article, statement;
} said;

static int by_speaker(const void *a, const void *b)
{
    const said *x = a, *y = b;
    int order = hsay_str_compare(x->speaker, y->speaker);
    if (order)
        return !x->speaker.len ? 1 : !y->speaker.len ? -1 : order; /* nobody named: last */
    if (x->article != y->article)
        return x->article < y->article ? -1 : 1;
    return (x->statement > y->statement) - (x->statement < y->statement);
}

static void row(hsay_page *p, const said *r)
{
    const hsay_view *v = &p->s->views.items[r->article];
    const hsay_statement *s = &v->statements.items[r->statement];
    hsay_page__markup(p, "<tr><td class=\"meta\">");
    hsay_page__article_name(p, r->article);
    hsay_page__markup(p, "</td><td>");
    for (uint32_t i = 0; i < s->content.count; i++) {
        hsay_page__markup(p, i ? " … " : "");
        hsay_page__text(p, hsay_str_at(v->article->text, s->content.items[i]));
    }
    hsay_buf_put_format(&p->out, " <a class=\"back\" href=\"#s%u-%u\">in place</a></td><td>",
                        r->article, r->statement);
    hsay_buf_put_format(&p->out, "<span class=\"tag\">%s</span> <span class=\"tag\">%s</span> ",
                        hsay_kind_name(s->kind), hsay_act_name(s->act));
    hsay_buf_put_format(&p->out, "<span class=\"tag%s\">%s</span>",
                        s->evidence == HSAY_EVIDENCE_NONE_STATED ? "" : " strong",
                        hsay_evidence_name(s->evidence));
    for (uint32_t i = 0; i < s->evidence_words.count; i++) {
        hsay_page__markup(p, " <span class=\"meta\">“");
        hsay_page__text(p, hsay_str_at(v->article->text, s->evidence_words.items[i]));
        hsay_page__markup(p, "”</span>");
    }
    for (uint32_t i = 0; i < s->chain_count; i++) {
        hsay_page__markup(p, i ? ", " : " <span class=\"meta\">by way of </span>");
        hsay_page__text(p, s->chain[i].name);
    }
    hsay_page__markup(p, "</td></tr>\n");
}

static void speaker_rows(hsay_page *p, const said *rows, uint32_t count)
{
    for (uint32_t i = 0; i < count;) {
        uint32_t end = i + 1;
        while (end < count && hsay_str_equal(rows[end].speaker, rows[i].speaker))
            end++;
        hsay_buf_put_format(&p->out, "<details class=\"card\"%s><summary><b>",
                            i < 40 ? " open" : "");
        hsay_page__text(p, rows[i].speaker.len ? rows[i].speaker : HSAY_STR("Nobody is named"));
        hsay_buf_put_format(&p->out,
                            "</b> %u</summary><table class=\"said\"><thead><tr><th>outlet</th>"
                            "<th>exact words</th><th>kind, act, evidence</th></tr></thead><tbody>",
                            end - i);
        for (; i < end; i++)
            row(p, &rows[i]);
        hsay_page__markup(p, "</tbody></table></details>\n");
    }
}

void hsay_page__speakers(hsay_page *p)
{
    uint32_t count = 0, at = 0;
    for (uint32_t a = 0; a < p->s->views.count; a++)
        count += p->s->views.items[a].statements.count;
    if (!count)
        return;
    said *rows = hsay_alloc__new(count * sizeof *rows);
    if (!rows) {
        p->out.failed = true;
        return;
    }
    for (uint32_t a = 0; a < p->s->views.count; a++)
        for (uint32_t i = 0; i < p->s->views.items[a].statements.count; i++)
            rows[at++] = (said){p->s->views.items[a].statements.items[i].speaker, a, i};
    qsort(rows, count, sizeof *rows, by_speaker);
    hsay_page__heading(
        p, "speakers", "By speaker", count,
        "Each statement with its outlet, exact words, act, and what the article says it "
        "rests on.");
    speaker_rows(p, rows, count);
    hsay_alloc__free(rows);
}

/* A cut in the text: a statement's range or furniture begins or ends. */
typedef struct piece {
    hsay_span span;
    uint32_t statement; /* HSAY_NONE: furniture */
    const char *reason;
    bool first; /* the statement's first range carries its anchor */
} piece;

static int by_start(const void *a, const void *b)
{
    const piece *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return (x->span.end < y->span.end) - (x->span.end > y->span.end);
}

static uint32_t collect(const hsay_view *v, piece *out)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < v->article->furniture_count; i++)
        out[count++] = (piece){v->article->furniture[i].span, HSAY_NONE,
                               hsay_furniture_name(v->article->furniture[i].reason), false};
    for (uint32_t i = 0; i < v->statements.count; i++)
        for (uint32_t k = 0; k < v->statements.items[i].content.count; k++)
            out[count++] = (piece){v->statements.items[i].content.items[k], i, NULL, k == 0};
    return count;
}

static void marked(hsay_page *p, uint32_t article, const piece *x, hsay_str words)
{
    const hsay_statement *s = &p->s->views.items[article].statements.items[x->statement];
    hsay_page__markup(p, "<mark class=\"said\" title=\"");
    hsay_page__text(p, s->speaker.len ? s->speaker : HSAY_STR("nobody is named"));
    hsay_buf_put_format(&p->out, " · %s · %s · %s\">", hsay_kind_name(s->kind),
                        hsay_act_name(s->act), hsay_evidence_name(s->evidence));
    hsay_page__text(p, words);
    hsay_page__markup(p, "</mark>");
}

/* The text in its order; a range that begins inside another one only gets its anchor. */
static void body(hsay_page *p, uint32_t article, const piece *pieces, uint32_t count)
{
    hsay_str text = p->s->views.items[article].article->text;
    uint32_t at = 0;
    hsay_page__markup(p, "<p>");
    for (uint32_t i = 0; i < count; i++) {
        const piece *x = &pieces[i];
        if (x->first)
            hsay_buf_put_format(&p->out, "<span id=\"s%u-%u\"></span>", article, x->statement);
        if (x->span.start < at || x->span.end > text.len)
            continue;
        hsay_page__text(p, hsay_str_at(text, (hsay_span){at, x->span.start}));
        hsay_str words = hsay_str_at(text, x->span);
        if (x->statement != HSAY_NONE) {
            marked(p, article, x, words);
        } else {
            hsay_buf_put_format(&p->out, "</p><details class=\"cut\"><summary>cut: %s</summary><p>",
                                x->reason);
            hsay_page__text(p, words);
            hsay_page__markup(p, "</p></details><p>");
        }
        at = x->span.end;
    }
    hsay_page__text(p, hsay_str_at(text, (hsay_span){at, (uint32_t)text.len}));
    hsay_page__markup(p, "</p>");
}

static void one_article(hsay_page *p, uint32_t article)
{
    const hsay_view *v = &p->s->views.items[article];
    size_t most = v->article->furniture_count;
    for (uint32_t i = 0; i < v->statements.count; i++)
        most += v->statements.items[i].content.count;
    piece *pieces = hsay_alloc__new(most * sizeof *pieces);
    if (!pieces) {
        p->out.failed = true;
        return;
    }
    uint32_t count = collect(v, pieces);
    qsort(pieces, count, sizeof *pieces, by_start);
    hsay_buf_put_format(&p->out, "<article id=\"a%u\"><div class=\"meta\">", article);
    hsay_page__article_name(p, article);
    hsay_page__markup(p, "</div><h3>");
    hsay_page__text(p, v->article->title.len ? v->article->title : v->article->id);
    hsay_page__markup(p, "</h3><div class=\"meta\">");
    hsay_page__text(p, v->article->id);
    hsay_page__markup(p, "</div>");
    body(p, article, pieces, count);
    hsay_page__markup(p, "</article>\n");
    hsay_alloc__free(pieces);
}

void hsay_page__articles(hsay_page *p)
{
    if (!p->s->views.count)
        return;
    hsay_page__heading(p, "articles", "Articles", p->s->views.count,
                       "Side by side, with what others said in place; page furniture is folded.");
    hsay_page__markup(p, "<div class=\"side\">");
    for (uint32_t a = 0; a < p->s->views.count && !p->out.failed; a++)
        one_article(p, a);
    hsay_page__markup(p, "</div>");
}
