/* The articles side by side, with what others said in place and page furniture folded. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/str.h"
#include "report/page.h"

enum {
    DAY_BYTES = sizeof "2031-02-03" - 1,
    TEXTS_OPEN = 12
}; /* more articles than these are folded, each to its title */

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
    hsay_page__markup(p, "<mark class=\"said\"");
    if (x->first)
        hsay_buf_put_format(&p->out, " id=\"s%u-%u\"", article, x->statement);
    hsay_page__markup(p, " title=\"");
    hsay_page__text(p, s->speaker.len ? s->speaker : HSAY_STR("nobody is named"));
    hsay_buf_put_format(&p->out, " · %s · %s · %s\">", hsay_kind_name(s->kind),
                        hsay_act_name(s->act), hsay_evidence_name(s->evidence));
    hsay_page__text(p, words);
    hsay_page__markup(p, "</mark>");
    if (!x->first)
        return;
    uint32_t number = p->numbers[p->offsets[article] + x->statement];
    hsay_buf_put_format(&p->out, "<a class=\"ref\" href=\"#p%u\" aria-label=\"said by ", number);
    hsay_page__text(p, s->speaker.len ? s->speaker : HSAY_STR("nobody named"));
    hsay_buf_put_format(&p->out, "\">%u</a>", number);
}

static bool blank(hsay_str text, uint32_t start, uint32_t end)
{
    return start <= end && !hsay_str_trim(hsay_str_at(text, (hsay_span){start, end})).len;
}

/* Furniture from piece `i` on, with white space alone between, folded as one; the last one's index.
 */
static uint32_t folded(hsay_page *p, hsay_str text, const piece *pieces, uint32_t i, uint32_t count)
{
    uint32_t last = i;
    while (last + 1 < count && pieces[last + 1].statement == HSAY_NONE &&
           pieces[last + 1].span.end <= text.len &&
           blank(text, pieces[last].span.end, pieces[last + 1].span.start))
        last++;
    hsay_page__markup(p, "</p><details class=\"cut\"><summary>cut: ");
    for (uint32_t k = i; k <= last; k++)
        if (k == i || pieces[k].reason != pieces[k - 1].reason)
            hsay_buf_put_format(&p->out, "%s%s", k == i ? "" : ", ", pieces[k].reason);
    hsay_page__markup(p, "</summary><p>");
    hsay_page__text(p, hsay_str_at(text, (hsay_span){pieces[i].span.start, pieces[last].span.end}));
    hsay_page__markup(p, "</p></details><p>");
    return last;
}

/* The words between two pieces; white space at the edge of a paragraph is left out. */
static void between(hsay_page *p, hsay_str words, bool begins, bool ends)
{
    hsay_str inner = hsay_str_trim(words);
    if (!inner.len) {
        if (!begins && !ends)
            hsay_page__text(p, words);
        return;
    }
    size_t start = begins ? (size_t)(inner.ptr - words.ptr) : 0;
    size_t end = ends ? (size_t)(inner.ptr - words.ptr) + inner.len : words.len;
    hsay_page__text(p, hsay_str_cut(words, start, end));
}

/* The text in its order; a range that begins inside another one only gets its anchor. */
static void body(hsay_page *p, uint32_t article, const piece *pieces, uint32_t count)
{
    hsay_str text = p->s->views.items[article].article->text;
    uint32_t at = 0;
    bool begins = true; /* nothing stands in the paragraph yet */
    hsay_page__markup(p, "<p>");
    for (uint32_t i = 0; i < count; i++) {
        const piece *x = &pieces[i];
        bool furniture = x->statement == HSAY_NONE;
        if (x->span.start < at || x->span.end > text.len) {
            if (x->first)
                hsay_buf_put_format(&p->out, "<span id=\"s%u-%u\"></span>", article, x->statement);
            continue;
        }
        between(p, hsay_str_at(text, (hsay_span){at, x->span.start}), begins, furniture);
        if (furniture)
            i = folded(p, text, pieces, i, count);
        else
            marked(p, article, x, hsay_str_at(text, x->span));
        at = pieces[i].span.end;
        begins = furniture;
    }
    between(p, hsay_str_at(text, (hsay_span){at, (uint32_t)text.len}), begins, true);
    hsay_page__markup(p, "</p>");
}

/* When it was brought up to date, in which section it stood, and that there is more of it. */
static void reading(hsay_page *p, const hsay_article *a)
{
    hsay_str updated = a->page ? a->page->updated : HSAY_STR_NONE;
    hsay_str day = hsay_str_cut(a->date, 0, DAY_BYTES);
    bool later = updated.len && (day.len == 0 || !hsay_str_starts(updated, day));
    if (later) {
        hsay_page__markup(p, " · updated");
        hsay_page__date(p, updated);
    }
    if (a->page && a->page->section.len) {
        hsay_page__markup(p, " · ");
        hsay_page__text(p, a->page->section);
    }
    if (a->partial)
        hsay_page__markup(p, " · the input holds only a part");
}

static void put_article(hsay_page *p, uint32_t article, const piece *pieces, uint32_t count)
{
    const hsay_article *a = p->s->views.items[article].article;
    hsay_buf_put_format(&p->out, "<article id=\"a%u\" aria-labelledby=\"t%u\"><h3 id=\"t%u\">",
                        article, article, article);
    hsay_page__text(p, a->title.len ? a->title : a->id);
    hsay_page__markup(p, "</h3><div class=\"meta\"><b>");
    hsay_page__outlet(p, article);
    hsay_page__markup(p, "</b>");
    hsay_page__date(p, a->date);
    reading(p, a);
    if (!a->outlet.len && !a->domain.len)
        hsay_page__markup(p, " outlet unknown");
    hsay_page__markup(p, "<br>");
    hsay_page__text(p, a->id);
    hsay_page__markup(p, "</div>");
    bool fold = p->s->views.count > TEXTS_OPEN;
    if (fold)
        hsay_page__markup(p, "<details class=\"group\"><summary>Read it</summary>");
    body(p, article, pieces, count);
    hsay_page__markup(p, fold ? "</details></article>\n" : "</article>\n");
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
    put_article(p, article, pieces, count);
    hsay_alloc__free(pieces);
}

void hsay_page__articles(hsay_page *p)
{
    if (!p->s->views.count)
        return;
    hsay_page__section(p, "articles", "Articles", p->s->views.count,
                       "Side by side, with what others said in place; the number is the "
                       "speaker&#39;s. Page furniture is folded.");
    hsay_page__markup(p, "<div class=\"side\">");
    for (uint32_t a = 0; a < p->s->views.count && !p->out.failed; a++)
        one_article(p, a);
    hsay_page__markup(p, "</div></section>\n");
}
