/*
 * A snapshot becomes one self-contained page.  Article text goes through hsay_page__text only, and
 * the page's policy allows nothing but the style that it carries: no script, no network.
 */
#include "report/page.h"

#include <stdio.h>
#include <string.h>

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

void hsay_page__number(hsay_page *p, double number)
{
    enum { GROUPED_FROM = 10000, GROUP = 3 }; /* below, a comma hinders more than it helps */
    char text[64];
    int len = snprintf(text, sizeof text, "%.15g", number);
    bool whole = len > 0 && number >= GROUPED_FROM && number < 1e15;
    int digits = whole ? (int)strcspn(text, ".") : 0;
    for (int i = 0; i < len && i < (int)sizeof text; i++) {
        if (i && i < digits && (digits - i) % GROUP == 0)
            hsay_buf_put_char(&p->out, ',');
        hsay_buf_put_char(&p->out, text[i]);
    }
}

static hsay_str file_name(hsay_str path)
{
    size_t start = path.len;
    while (start && path.ptr[start - 1] != '/')
        start--;
    return start < path.len ? hsay_str_cut(path, start, path.len) : path;
}

static bool wears_a_name(const hsay_snapshot *s, hsay_str domain)
{
    for (uint32_t i = 0; domain.len && i < s->outlet_count; i++)
        if (s->outlets[i].resembles_domain.len && hsay_str_equal(s->outlets[i].domain, domain))
            return true;
    return false;
}

void hsay_page__outlet(hsay_page *p, uint32_t article)
{
    const hsay_article *a = p->s->views.items[article].article;
    hsay_page__text(p, a->outlet.len ? a->outlet : a->domain.len ? a->domain : file_name(a->id));
    if (!a->outlet.len || !wears_a_name(p->s, a->domain))
        return;
    hsay_page__markup(p, " (");
    hsay_page__text(p, a->domain);
    hsay_page__markup(p, ")");
}

void hsay_page__date(hsay_page *p, hsay_str date)
{
    if (!date.len)
        return;
    hsay_page__markup(p, " <time>");
    hsay_page__text(p, hsay_str_cut(date, 0, sizeof "2024-05-31" - 1));
    hsay_page__markup(p, "</time>");
}

void hsay_page__source(hsay_page *p, hsay_place place)
{
    const hsay_article *a = p->s->views.items[place.article].article;
    if (place.statement == HSAY_NONE)
        hsay_buf_put_format(&p->out, "<a href=\"#a%u\">", place.article);
    else
        hsay_buf_put_format(&p->out, "<a href=\"#s%u-%u\">", place.article, place.statement);
    hsay_page__outlet(p, place.article);
    hsay_page__markup(p, "</a>");
    hsay_page__date(p, a->date);
}

void hsay_page__words(hsay_page *p, hsay_place place, hsay_spans differing)
{
    hsay_str text = p->s->views.items[place.article].article->text;
    uint32_t at = place.span.start;
    for (uint32_t i = 0; i < differing.count; i++) {
        hsay_span d = differing.items[i];
        if (d.start < at || d.end > place.span.end)
            continue;
        hsay_page__text(p, hsay_str_at(text, (hsay_span){at, d.start}));
        hsay_page__markup(p, "<mark class=\"differ\">");
        hsay_page__text(p, hsay_str_at(text, d));
        hsay_page__markup(p, "</mark>");
        at = d.end;
    }
    hsay_page__text(p, hsay_str_at(text, (hsay_span){at, place.span.end}));
}

void hsay_page__tag(hsay_page *p, const char *name, bool strong)
{
    hsay_buf_put_format(&p->out, "<span class=\"tag%s\">%s</span>", strong ? " strong" : "", name);
}

void hsay_page__why(hsay_page *p, hsay_str text)
{
    if (!text.len)
        return;
    hsay_page__markup(p, "<p class=\"why\">");
    hsay_page__text(p, text);
    hsay_page__markup(p, "</p>");
}

void hsay_page__section(hsay_page *p, const char *anchor, const char *title, uint32_t count,
                        const char *note)
{
    hsay_buf_put_format(&p->out,
                        "<section aria-labelledby=\"%s\"><h2 id=\"%s\">%s "
                        "<span class=\"count\">%u</span></h2><p class=\"note\">%s</p>\n",
                        anchor, anchor, title, count, note);
}

void hsay_page__fold(hsay_page *p, uint32_t count, const char *what, bool open)
{
    hsay_buf_put_format(&p->out, "<details class=\"group\"%s><summary>%u %s</summary>\n",
                        open ? " open" : "", count, what);
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
    hsay_page__markup(p, "</style></head>\n<body id=\"top\">"
                         "<a class=\"skip\" href=\"#main\">Skip to the findings</a>");
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
        {"outlets", "Outlets", s->outlet_count},    {"speakers", "Speakers", hsay_page__named(p)},
        {"articles", "Articles", s->views.count}};
    hsay_page__markup(p, "<nav aria-label=\"Sections\"><ul><li><a href=\"#top\">Top</a></li>");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].count)
            hsay_buf_put_format(&p->out, "<li><a href=\"#%s\">%s <b>%u</b></a></li>",
                                parts[i].anchor, parts[i].title, parts[i].count);
    hsay_page__markup(p, "</ul></nav>\n<main id=\"main\">");
}

hsay_status hsay_report_html(const hsay_snapshot *snapshot, hsay_sink sink)
{
    hsay_page p = {.s = snapshot};
    hsay_page__gather(&p);
    if (!p.out.failed) {
        head(&p);
        hsay_page__overview(&p);
        navigation(&p);
        hsay_page__threads(&p);
        hsay_page__figures(&p);
        hsay_page__disputes(&p);
        hsay_page__copies(&p);
        hsay_page__outlets(&p);
        hsay_page__speakers(&p);
        hsay_page__articles(&p);
        hsay_page__markup(&p, "</main><footer>hearsay " HSAY_VERSION
                              " · <a href=\"#top\">to the top</a></footer></body></html>\n");
    }
    hsay_status status = p.out.failed ? HSAY_MEMORY : sink.write(sink.ctx, p.out.ptr, p.out.len);
    hsay_page__release(&p);
    hsay_buf_free(&p.out);
    return status;
}
