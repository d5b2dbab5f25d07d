/*
 * A snapshot becomes one self-contained page.  Article text goes through hsay_page__text only, and
 * the page's policy allows nothing but the style that it carries: no script, no network.
 */
#include "report/page.h"

#include <stdio.h>

#include "base/str.h"
#include "hearsay/hearsay.h"

void hsay_page__markup(hsay_page *p, const char *markup)
{
    hsay_buf_put_text(&p->out, markup);
}

void hsay_page__text(hsay_page *p, hsay_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        switch (c) {
        case '&':
            hsay_buf_put_text(&p->out, "&amp;");
            break;
        case '<':
            hsay_buf_put_text(&p->out, "&lt;");
            break;
        case '>':
            hsay_buf_put_text(&p->out, "&gt;");
            break;
        case '"':
            hsay_buf_put_text(&p->out, "&quot;");
            break;
        case '\'':
            hsay_buf_put_text(&p->out, "&#39;");
            break;
        default:
            if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F)
                hsay_buf_put_text(&p->out, "\xEF\xBF\xBD");
            else
                hsay_buf_put_char(&p->out, (char)c);
        }
    }
}

void hsay_page__number(hsay_page *p, const char *format, double number)
{
    char text[64];
    int len = snprintf(text, sizeof text, format, number);
    if (len > 0 && (size_t)len < sizeof text)
        hsay_page__text(p, (hsay_str){text, (size_t)len});
}

void hsay_page__article_name(hsay_page *p, uint32_t article)
{
    const hsay_article *a = p->s->views.items[article].article;
    hsay_buf_put_format(&p->out, "<a href=\"#a%u\"><b>", article);
    hsay_page__text(p, a->outlet.len ? a->outlet : a->domain.len ? a->domain : a->id);
    hsay_page__markup(p, "</b></a>");
    if (a->date.len) {
        hsay_page__markup(p, " · ");
        hsay_page__text(p, hsay_str_cut(a->date, 0, 10));
    }
}

/* The words of `span`, those that lie in `differing` marked. */
static void words(hsay_page *p, hsay_str text, hsay_span span, hsay_spans differing)
{
    uint32_t at = span.start;
    for (uint32_t i = 0; i < differing.count; i++) {
        hsay_span d = differing.items[i];
        if (d.start < at || d.end > span.end)
            continue;
        hsay_page__text(p, hsay_str_at(text, (hsay_span){at, d.start}));
        hsay_page__markup(p, "<mark class=\"differ\">");
        hsay_page__text(p, hsay_str_at(text, d));
        hsay_page__markup(p, "</mark>");
        at = d.end;
    }
    hsay_page__text(p, hsay_str_at(text, (hsay_span){at, span.end}));
}

void hsay_page__place(hsay_page *p, hsay_place place, hsay_spans differing)
{
    hsay_str text = p->s->views.items[place.article].article->text;
    hsay_page__markup(p, "<blockquote>");
    words(p, text, place.span, differing);
    if (place.statement != HSAY_NONE)
        hsay_buf_put_format(&p->out, " <a class=\"back\" href=\"#s%u-%u\">in place</a>",
                            place.article, place.statement);
    hsay_page__markup(p, "</blockquote><div class=\"meta\">");
    hsay_page__article_name(p, place.article);
    hsay_page__markup(p, "</div>");
}

void hsay_page__heading(hsay_page *p, const char *anchor, const char *title, uint32_t count,
                        const char *note)
{
    hsay_buf_put_format(&p->out, "<h2 id=\"%s\">%s <span class=\"meta\">%u</span></h2>", anchor,
                        title, count);
    hsay_buf_put_format(&p->out, "<p class=\"note\">%s</p>\n", note);
}

static uint32_t statement_count(const hsay_snapshot *s)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->views.count; i++)
        count += s->views.items[i].statements.count;
    return count;
}

static void head(hsay_page *p)
{
    hsay_page__markup(p,
                      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "base-uri 'none'; form-action 'none'; style-src '");
    hsay_page__markup(p, hsay_page_css_hash);
    hsay_page__markup(p, "'\"><meta name=\"viewport\" content=\"width=device-width, "
                         "initial-scale=1\"><title>hearsay: who said what</title><style>");
    hsay_page__markup(p, (const char *)hsay_page_css);
    hsay_page__markup(p, "</style></head>\n<body>");
}

static void navigation(hsay_page *p)
{
    const hsay_snapshot *s = p->s;
    const struct {
        const char *anchor, *title;
        uint32_t count;
    } parts[] = {
        {"threads", "Threads", s->thread_count},    {"figures", "Figures", s->figure_count},
        {"disputes", "Disputes", s->dispute_count}, {"copies", "Copies", s->copy_count},
        {"outlets", "Outlets", s->outlet_count},    {"speakers", "By speaker", statement_count(s)},
        {"articles", "Articles", s->views.count}};
    hsay_page__markup(p, "<nav aria-label=\"Sections\"><ul>");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].count)
            hsay_buf_put_format(&p->out, "<li><a href=\"#%s\">%s <b>%u</b></a></li>",
                                parts[i].anchor, parts[i].title, parts[i].count);
    hsay_page__markup(p, "</ul></nav>\n<main>");
}

hsay_status hsay_report_html(const hsay_snapshot *snapshot, hsay_sink sink)
{
    hsay_page p = {.s = snapshot};
    head(&p);
    hsay_page__markup(&p, "<header class=\"top\"><h1>Who said what</h1>");
    hsay_buf_put_format(&p.out,
                        "<p class=\"lead\">%u statements in %u articles. Every line leads back to "
                        "the exact words; nothing here says what is true.</p></header>\n",
                        statement_count(snapshot), snapshot->views.count);
    navigation(&p);
    hsay_page__threads(&p);
    hsay_page__figures(&p);
    hsay_page__disputes(&p);
    hsay_page__copies(&p);
    hsay_page__outlets(&p);
    hsay_page__speakers(&p);
    hsay_page__articles(&p);
    hsay_page__markup(&p, "</main><footer class=\"small\">hearsay " HSAY_VERSION
                          "</footer></body></html>\n");
    hsay_status status = p.out.failed ? HSAY_MEMORY : sink.write(sink.ctx, p.out.ptr, p.out.len);
    hsay_buf_free(&p.out);
    return status;
}
