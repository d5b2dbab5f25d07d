/* The sections on what joins articles: threads, figures, disputes, copies, outlets. */
#include <math.h>

#include "base/str.h"
#include "ingest/outlet.h"
#include "report/page.h"

static const hsay_spans NONE = {NULL, 0};

enum { MEMBERS_SHOWN = 200 }; /* of one thread or figure; NDJSON has them all */

static uint32_t shown(uint32_t count)
{
    return count < MEMBERS_SHOWN ? count : MEMBERS_SHOWN;
}

static void rest(hsay_page *p, uint32_t count)
{
    if (count > MEMBERS_SHOWN)
        hsay_buf_put_format(&p->out, "<p class=\"why\">and %u more</p>", count - MEMBERS_SHOWN);
}

static bool same_words(const hsay_page *p, hsay_place a, hsay_place b)
{
    return hsay_str_equal(hsay_str_at(p->s->views.items[a.article].article->text, a.span),
                          hsay_str_at(p->s->views.items[b.article].article->text, b.span));
}

bool hsay_page__one_wording(const hsay_page *p, const hsay_thread *t)
{
    for (uint32_t i = 1; i < t->member_count; i++)
        if (!same_words(p, t->members[0].place, t->members[i].place))
            return false;
    return true;
}

/* Member `k`'s words once, and all the articles that have them. */
static void wording(hsay_page *p, const hsay_thread *t, uint32_t k)
{
    for (uint32_t i = 0; i < k; i++)
        if (same_words(p, t->members[i].place, t->members[k].place))
            return;
    hsay_page__markup(p, "<div><blockquote>");
    hsay_page__words(p, t->members[k].place, t->members[k].differing);
    hsay_page__markup(p, "</blockquote><ul class=\"from\">");
    for (uint32_t i = k; i < shown(t->member_count); i++) {
        if (!same_words(p, t->members[i].place, t->members[k].place))
            continue;
        hsay_page__markup(p, "<li>");
        hsay_page__source(p, t->members[i].place);
        hsay_page__markup(p, "</li>");
    }
    hsay_page__markup(p, "</ul></div>");
}

static void thread(hsay_page *p, const hsay_thread *t)
{
    hsay_page__markup(p, "<div class=\"card\"><h3>");
    hsay_page__text(p, t->speaker.len ? t->speaker : HSAY_STR("Nobody is named"));
    hsay_page__markup(p, " ");
    hsay_page__tag(p, hsay_form_name(t->form), t->form == HSAY_FORM_VARIED);
    hsay_page__markup(p, "</h3><div class=\"pair\">");
    for (uint32_t k = 0; k < shown(t->member_count); k++)
        wording(p, t, k);
    hsay_page__markup(p, "</div>");
    rest(p, t->member_count);
    hsay_page__why(p, t->difference.len ? t->difference : t->why);
    hsay_page__markup(p, "</div>\n");
}

void hsay_page__threads(hsay_page *p)
{
    uint32_t count = p->s->thread_count, same = 0;
    if (!count)
        return;
    hsay_page__section(p, "threads", "Threads", count,
                       "One utterance as several articles report it, each wording once. Words that "
                       "another wording has not are <mark class=\"differ\">bold and "
                       "underlined</mark>.");
    for (uint32_t i = 0; i < count; i++)
        same += hsay_page__one_wording(p, &p->s->threads[i]);
    for (int varied = 1; varied >= 0; varied--) /* these first */
        for (uint32_t i = 0; i < count; i++)
            if ((p->s->threads[i].form == HSAY_FORM_VARIED) == varied &&
                !hsay_page__one_wording(p, &p->s->threads[i]))
                thread(p, &p->s->threads[i]);
    if (same) {
        hsay_page__fold(p, same, "in the same words", same == count);
        for (uint32_t i = 0; i < count; i++)
            if (hsay_page__one_wording(p, &p->s->threads[i]))
                thread(p, &p->s->threads[i]);
        hsay_page__markup(p, "</details>");
    }
    hsay_page__markup(p, "</section>\n");
}

static void bounds(hsay_page *p, const hsay_figure_member *m)
{
    if (isfinite(m->low)) {
        hsay_page__number(p, m->low);
        if (m->low == m->high)
            return;
        hsay_page__markup(p, isfinite(m->high) ? " to " : " or more");
    }
    if (isfinite(m->high)) {
        hsay_page__number(p, m->high);
        if (!isfinite(m->low))
            hsay_page__markup(p, " or less");
    }
}

static bool same_figure(const hsay_page *p, const hsay_figure_member *a,
                        const hsay_figure_member *b)
{
    return a->low == b->low && a->high == b->high && same_words(p, a->place, b->place);
}

/* Member `k`'s value once, and all the articles that give it so. */
static void value(hsay_page *p, const hsay_figure *f, uint32_t k)
{
    for (uint32_t i = 0; i < k; i++)
        if (same_figure(p, &f->members[i], &f->members[k]))
            return;
    hsay_page__markup(p, "<tr><td class=\"value\">");
    bounds(p, &f->members[k]);
    hsay_page__markup(p, "</td><td>“");
    hsay_page__words(p, f->members[k].place, NONE);
    hsay_page__markup(p, "”</td><td><ul class=\"from\">");
    for (uint32_t i = k; i < shown(f->member_count); i++) {
        if (!same_figure(p, &f->members[i], &f->members[k]))
            continue;
        hsay_page__markup(p, "<li>");
        hsay_page__source(p, f->members[i].place);
        hsay_page__markup(p, "</li>");
    }
    hsay_page__markup(p, "</ul></td></tr>");
}

static void figure(hsay_page *p, const hsay_figure *f)
{
    hsay_page__markup(p, "<div class=\"card\"><h3>");
    hsay_page__text(p, f->what);
    hsay_page__markup(p, " ");
    hsay_page__tag(p, hsay_verdict_name(f->verdict), f->verdict != HSAY_VERDICT_AGREE);
    hsay_page__markup(p, "</h3><table><thead><tr><th scope=\"col\">value</th><th scope=\"col\">"
                         "words</th><th scope=\"col\">outlets</th></tr></thead><tbody>");
    for (uint32_t k = 0; k < shown(f->member_count); k++)
        value(p, f, k);
    hsay_page__markup(p, "</tbody></table>");
    rest(p, f->member_count);
    hsay_page__why(p, f->why);
    hsay_page__markup(p, "</div>\n");
}

void hsay_page__figures(hsay_page *p)
{
    uint32_t count = p->s->figure_count, agree = 0;
    if (!count)
        return;
    hsay_page__section(p, "figures", "Figures", count,
                       "One quantity as the articles give it, with its bounds.");
    for (uint32_t i = 0; i < count; i++) {
        agree += p->s->figures[i].verdict == HSAY_VERDICT_AGREE;
        if (p->s->figures[i].verdict != HSAY_VERDICT_AGREE)
            figure(p, &p->s->figures[i]);
    }
    if (agree) {
        hsay_page__fold(p, agree, "on which the articles agree", agree == count);
        for (uint32_t i = 0; i < count; i++)
            if (p->s->figures[i].verdict == HSAY_VERDICT_AGREE)
                figure(p, &p->s->figures[i]);
        hsay_page__markup(p, "</details>");
    }
    hsay_page__markup(p, "</section>\n");
}

static void side(hsay_page *p, const char *name, hsay_place place)
{
    hsay_str who = HSAY_STR_NONE;
    if (place.statement != HSAY_NONE)
        who = p->s->views.items[place.article].statements.items[place.statement].speaker;
    hsay_buf_put_format(&p->out, "<div><div class=\"meta\">%s</div><b class=\"who\">", name);
    hsay_page__text(p, who.len ? who : HSAY_STR("Nobody is named"));
    hsay_page__markup(p, "</b><blockquote>");
    hsay_page__words(p, place, NONE);
    hsay_page__markup(p, "</blockquote><ul class=\"from\"><li>");
    hsay_page__source(p, place);
    hsay_page__markup(p, "</li></ul></div>");
}

void hsay_page__disputes(hsay_page *p)
{
    if (!p->s->dispute_count)
        return;
    hsay_page__section(p, "disputes", "Disputes", p->s->dispute_count,
                       "A claim, and what answers it.");
    for (uint32_t i = 0; i < p->s->dispute_count; i++) {
        const hsay_dispute *d = &p->s->disputes[i];
        hsay_page__markup(p, "<div class=\"card\"><h3>");
        hsay_page__tag(p, hsay_dispute_name(d->kind), true);
        hsay_page__markup(p, "</h3>");
        hsay_page__markup(p, "<div class=\"pair\">");
        side(p, "claim", d->claim);
        side(p, "answer", d->answer);
        hsay_page__markup(p, "</div>");
        hsay_page__why(p, d->why);
        hsay_page__markup(p, "</div>\n");
    }
    hsay_page__markup(p, "</section>\n");
}

static void copy(hsay_page *p, const hsay_copy *c)
{
    hsay_page__markup(p, "<div class=\"card\"><h3>");
    hsay_page__source(p, (hsay_place){c->copy, HSAY_NONE, {0, 0}});
    hsay_page__markup(p, c->directed ? " copies " : " shares its words with ");
    hsay_page__source(p, (hsay_place){c->original, HSAY_NONE, {0, 0}});
    hsay_page__markup(p, " ");
    hsay_page__tag(p, hsay_copy_name(c->kind), c->kind == HSAY_COPY_IDENTICAL);
    hsay_buf_put_format(&p->out,
                        "</h3><p class=\"meta\">%.0f%% of its words, %.0f%% of the other&#39;s</p>",
                        c->copy_share * 100, c->original_share * 100);
    hsay_page__why(p, c->why);
    hsay_page__fold(p, c->passage_count,
                    c->passage_count == 1 ? "shared passage" : "shared passages", false);
    for (uint32_t k = 0; k < shown(c->passage_count); k++) {
        hsay_page__markup(p, "<blockquote>");
        hsay_page__words(p, (hsay_place){c->copy, HSAY_NONE, c->passages[k].copy}, NONE);
        hsay_page__markup(p, "</blockquote>");
    }
    rest(p, c->passage_count);
    hsay_page__markup(p, "</details></div>\n");
}

void hsay_page__copies(hsay_page *p)
{
    if (!p->s->copy_count)
        return;
    hsay_page__section(p, "copies", "Copies", p->s->copy_count,
                       "Articles that share passages, verified word by word.");
    for (uint32_t i = 0; i < p->s->copy_count; i++)
        copy(p, &p->s->copies[i]);
    hsay_page__markup(p, "</section>\n");
}

/* An outlet that wears another one's name, with the articles that came from it. */
static void impostor(hsay_page *p, const hsay_outlet *o)
{
    hsay_page__markup(p, "<div class=\"card alert\"><h3>");
    hsay_page__text(p, o->domain.len ? o->domain : o->name);
    hsay_page__markup(p, " resembles ");
    hsay_page__text(p, o->resembles_domain);
    hsay_page__markup(p, "</h3>");
    hsay_page__why(p, o->why);
    hsay_page__markup(p, "<ul class=\"from\">");
    for (uint32_t i = 0; i < shown(o->article_count); i++) {
        hsay_page__markup(p, "<li>");
        hsay_page__source(p, (hsay_place){o->articles[i], HSAY_NONE, {0, 0}});
        hsay_page__markup(p, "</li>");
    }
    hsay_page__markup(p, "</ul>");
    rest(p, o->article_count);
    hsay_page__markup(p, "</div>\n");
}

void hsay_page__outlets(hsay_page *p)
{
    if (!p->s->outlet_count)
        return;
    hsay_page__section(
        p, "outlets", "Outlets", p->s->outlet_count,
        "Who published what; an outlet that wears another one&#39;s name is set apart.");
    for (uint32_t i = 0; i < p->s->outlet_count; i++)
        if (p->s->outlets[i].resembles_domain.len)
            impostor(p, &p->s->outlets[i]);
    hsay_page__markup(p, "<table><thead><tr><th scope=\"col\">outlet</th><th scope=\"col\">domain"
                         "</th><th scope=\"col\">country</th><th scope=\"col\">kind</th>"
                         "<th scope=\"col\">articles</th></tr></thead><tbody>");
    for (uint32_t i = 0; i < p->s->outlet_count; i++) {
        hsay_outlet_facts facts = {0};
        hsay_outlet__facts(p->s->outlets[i].domain, &facts);
        hsay_page__markup(p, "<tr><td>");
        hsay_page__text(p, p->s->outlets[i].name);
        hsay_page__markup(p, "</td><td>");
        hsay_page__text(p, p->s->outlets[i].domain);
        hsay_page__markup(p, "</td><td>");
        hsay_page__text(p, facts.country);
        hsay_page__markup(p, "</td><td>");
        hsay_page__text(p, facts.kind);
        hsay_buf_put_format(&p->out, "</td><td>%u</td></tr>\n", p->s->outlets[i].article_count);
    }
    hsay_page__markup(p, "</tbody></table></section>\n");
}
