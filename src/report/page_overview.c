/* The top of the page: what it holds in a few lines, each a link, and the articles by name. */
#include "report/page.h"

enum { LISTED_OPEN = 12 }; /* so many articles are listed unfolded */

static void found(hsay_page *p, const char *anchor, uint32_t count, const char *one,
                  const char *many)
{
    if (count)
        hsay_buf_put_format(&p->out, "<li><a href=\"#%s\"><b>%u</b> %s</a></li>", anchor, count,
                            count == 1 ? one : many);
}

static uint32_t impostors(const hsay_snapshot *s)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->outlet_count; i++)
        count += s->outlets[i].resembles_domain.len > 0;
    return count;
}

static void findings(hsay_page *p)
{
    const hsay_snapshot *s = p->s;
    uint32_t worded = 0, differing = 0;
    for (uint32_t i = 0; i < s->thread_count; i++)
        worded += !hsay_page__one_wording(p, &s->threads[i]);
    for (uint32_t i = 0; i < s->figure_count; i++)
        differing += s->figures[i].verdict != HSAY_VERDICT_AGREE;
    hsay_page__markup(p, "<ul class=\"found\">");
    found(p, "outlets", impostors(s), "outlet wears another&#39;s name",
          "outlets wear another&#39;s name");
    found(p, "disputes", s->dispute_count, "claim is answered", "claims are answered");
    found(p, "figures", differing, "figure differs", "figures differ");
    found(p, "threads", worded, "utterance stands in differing words",
          "utterances stand in differing words");
    found(p, "copies", s->copy_count, "pair of articles shares passages",
          "pairs of articles share passages");
    hsay_page__markup(p, "</ul>");
}

static void listed(hsay_page *p, uint32_t article)
{
    const hsay_view *v = &p->s->views.items[article];
    hsay_page__markup(p, "<li><span class=\"meta\">");
    hsay_page__outlet(p, article);
    hsay_page__markup(p, "</span> ");
    hsay_buf_put_format(&p->out, "<a href=\"#a%u\">", article);
    hsay_page__text(p, v->article->title.len ? v->article->title : v->article->id);
    hsay_buf_put_format(&p->out, "</a> <span class=\"meta\">%u</span></li>\n", v->statements.count);
}

void hsay_page__overview(hsay_page *p)
{
    uint32_t count = p->s->views.count, named = hsay_page__named(p);
    hsay_page__markup(p, "<header class=\"top\"><h1>Who said what</h1>");
    hsay_buf_put_format(&p->out,
                        "<p class=\"lead\">%u statement%s by %u speaker%s in %u article%s. Every "
                        "line leads back to the exact words; nothing here says what is true.</p>",
                        p->statement_count, p->statement_count == 1 ? "" : "s", named,
                        named == 1 ? "" : "s", count, count == 1 ? "" : "s");
    findings(p);
    if (count) {
        hsay_buf_put_format(&p->out,
                            "<details class=\"group\"%s><summary>The articles, each with how many "
                            "statements it has</summary><ol class=\"listed\">\n",
                            count <= LISTED_OPEN ? " open" : "");
        for (uint32_t a = 0; a < count; a++)
            listed(p, a);
        hsay_page__markup(p, "</ol></details>");
    }
    hsay_page__markup(p, "</header>\n");
}
