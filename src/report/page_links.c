/* The sections on what joins articles: threads, figures, disputes, copies, outlets. */
#include <math.h>

#include "report/page.h"

static const hsay_spans NONE = {NULL, 0};

static void why(hsay_page *p, hsay_str text)
{
    if (!text.len)
        return;
    hsay_page__markup(p, "<p class=\"why\">");
    hsay_page__text(p, text);
    hsay_page__markup(p, "</p>");
}

static void tag(hsay_page *p, const char *name, bool strong)
{
    hsay_buf_put_format(&p->out, "<span class=\"tag%s\">%s</span>", strong ? " strong" : "", name);
}

void hsay_page__threads(hsay_page *p)
{
    if (!p->s->thread_count)
        return;
    hsay_page__heading(
        p, "threads", "Threads", p->s->thread_count,
        "One utterance in several articles. Words that the first account has not are "
        "bold and underlined.");
    for (uint32_t i = 0; i < p->s->thread_count; i++) {
        const hsay_thread *t = &p->s->threads[i];
        hsay_page__markup(p, "<section class=\"card\"><h3>");
        hsay_page__text(p, t->speaker);
        hsay_page__markup(p, " ");
        tag(p, hsay_form_name(t->form), t->form == HSAY_FORM_VARIED);
        hsay_page__markup(p, "</h3><div class=\"pair\">");
        for (uint32_t k = 0; k < t->member_count; k++) {
            hsay_page__markup(p, "<div>");
            hsay_page__place(p, t->members[k].place, t->members[k].differing);
            hsay_page__markup(p, "</div>");
        }
        hsay_page__markup(p, "</div>");
        why(p, t->difference.len ? t->difference : t->why);
        hsay_page__markup(p, "</section>\n");
    }
}

static void bounds(hsay_page *p, const hsay_figure_member *m)
{
    if (isfinite(m->low) && isfinite(m->high) && m->low == m->high) {
        hsay_page__number(p, "%.15g", m->low);
        return;
    }
    if (isfinite(m->low))
        hsay_page__number(p, "%.15g or more", m->low);
    if (isfinite(m->low) && isfinite(m->high))
        hsay_page__markup(p, ", ");
    if (isfinite(m->high))
        hsay_page__number(p, "%.15g or less", m->high);
}

void hsay_page__figures(hsay_page *p)
{
    if (!p->s->figure_count)
        return;
    hsay_page__heading(p, "figures", "Figures", p->s->figure_count,
                       "One quantity as the articles give it.");
    for (uint32_t i = 0; i < p->s->figure_count; i++) {
        const hsay_figure *f = &p->s->figures[i];
        hsay_page__markup(p, "<section class=\"card\"><h3>");
        hsay_page__text(p, f->what);
        hsay_page__markup(p, " ");
        tag(p, hsay_verdict_name(f->verdict), f->verdict == HSAY_VERDICT_DIFFER);
        hsay_page__markup(p,
                          "</h3><table><thead><tr><th>words</th><th>value</th><th>article</th></tr>"
                          "</thead><tbody>");
        for (uint32_t k = 0; k < f->member_count; k++) {
            const hsay_article *a = p->s->views.items[f->members[k].place.article].article;
            hsay_page__markup(p, "<tr><td>");
            hsay_page__text(p, hsay_str_at(a->text, f->members[k].place.span));
            hsay_page__markup(p, "</td><td>");
            bounds(p, &f->members[k]);
            hsay_page__markup(p, "</td><td class=\"meta\">");
            hsay_page__article_name(p, f->members[k].place.article);
            hsay_page__markup(p, "</td></tr>");
        }
        hsay_page__markup(p, "</tbody></table>");
        why(p, f->why);
        hsay_page__markup(p, "</section>\n");
    }
}

static void side(hsay_page *p, const char *name, hsay_place place)
{
    hsay_buf_put_format(&p->out, "<div><div class=\"meta\">%s", name);
    if (place.statement != HSAY_NONE) {
        hsay_page__markup(p, " · ");
        hsay_page__text(p,
                        p->s->views.items[place.article].statements.items[place.statement].speaker);
    }
    hsay_page__markup(p, "</div>");
    hsay_page__place(p, place, NONE);
    hsay_page__markup(p, "</div>");
}

void hsay_page__disputes(hsay_page *p)
{
    if (!p->s->dispute_count)
        return;
    hsay_page__heading(p, "disputes", "Disputes", p->s->dispute_count,
                       "A claim, and what answers it.");
    for (uint32_t i = 0; i < p->s->dispute_count; i++) {
        const hsay_dispute *d = &p->s->disputes[i];
        hsay_page__markup(p, "<section class=\"card\">");
        tag(p, hsay_dispute_name(d->kind), true);
        hsay_page__markup(p, "<div class=\"pair\">");
        side(p, "claim", d->claim);
        side(p, "answer", d->answer);
        hsay_page__markup(p, "</div>");
        why(p, d->why);
        hsay_page__markup(p, "</section>\n");
    }
}

void hsay_page__copies(hsay_page *p)
{
    if (!p->s->copy_count)
        return;
    hsay_page__heading(p, "copies", "Copies", p->s->copy_count,
                       "Articles that share passages, verified word by word.");
    for (uint32_t i = 0; i < p->s->copy_count; i++) {
        const hsay_copy *c = &p->s->copies[i];
        hsay_page__markup(p, "<section class=\"card\"><h3>");
        hsay_page__article_name(p, c->copy);
        hsay_page__markup(p, c->directed ? " copies " : " shares its words with ");
        hsay_page__article_name(p, c->original);
        hsay_page__markup(p, "</h3>");
        tag(p, hsay_copy_name(c->kind), c->kind == HSAY_COPY_IDENTICAL);
        hsay_page__number(p, " %.0f%% of its words", c->copy_share * 100);
        why(p, c->why);
        hsay_buf_put_format(&p->out, "<details><summary>%u shared passages</summary>",
                            c->passage_count);
        for (uint32_t k = 0; k < c->passage_count; k++)
            hsay_page__place(p, (hsay_place){c->copy, HSAY_NONE, c->passages[k].copy}, NONE);
        hsay_page__markup(p, "</details></section>\n");
    }
}

void hsay_page__outlets(hsay_page *p)
{
    if (!p->s->outlet_count)
        return;
    hsay_page__heading(
        p, "outlets", "Outlets", p->s->outlet_count,
        "Who published what; an outlet that wears another one&#39;s name is set apart.");
    hsay_page__markup(
        p, "<table><thead><tr><th>outlet</th><th>domain</th><th>articles</th><th></th></tr>"
           "</thead><tbody>");
    for (uint32_t i = 0; i < p->s->outlet_count; i++) {
        const hsay_outlet *o = &p->s->outlets[i];
        hsay_page__markup(p, "<tr><td>");
        hsay_page__text(p, o->name);
        hsay_page__markup(p, "</td><td>");
        hsay_page__text(p, o->domain);
        hsay_buf_put_format(&p->out, "</td><td>%u</td><td>", o->article_count);
        if (o->resembles_domain.len) {
            hsay_page__markup(p, "<span class=\"tag strong\">resembles ");
            hsay_page__text(p, o->resembles_domain);
            hsay_page__markup(p, "</span>");
            why(p, o->why);
        }
        hsay_page__markup(p, "</td></tr>");
    }
    hsay_page__markup(p, "</tbody></table>\n");
}
