/*
 * One table of a snapshot as CSV (RFC 4180): a header, CRLF line ends, every text field quoted.  A
 * field that a spreadsheet would take for a formula gets an apostrophe before it.
 */
#include "base/buf.h"
#include "base/str.h"
#include "hearsay/report.h"
#include "ingest/outlet.h"

typedef struct table {
    const hsay_snapshot *s;
    hsay_buf out;
    bool started; /* a field of this row is put already */
} table;

static void text(table *t, hsay_str field)
{
    hsay_buf_put_text(&t->out, t->started ? ",\"" : "\"");
    t->started = true;
    if (field.len &&
        (field.ptr[0] == '=' || field.ptr[0] == '+' || field.ptr[0] == '-' || field.ptr[0] == '@'))
        hsay_buf_put_char(&t->out, '\'');
    for (size_t i = 0; i < field.len; i++) {
        if (field.ptr[i] == '"')
            hsay_buf_put_char(&t->out, '"');
        hsay_buf_put_char(&t->out, field.ptr[i]);
    }
    hsay_buf_put_char(&t->out, '"');
}

static void number(table *t, double value)
{
    hsay_buf_put_text(&t->out, t->started ? "," : "");
    t->started = true;
    if (value > -1e300 && value < 1e300)
        hsay_buf_put_format(&t->out, "%.15g", value);
}

static void end_row(table *t)
{
    hsay_buf_put_text(&t->out, "\r\n");
    t->started = false;
}

static void place(table *t, hsay_place p)
{
    const hsay_view *v = &t->s->views.items[p.article];
    text(t, v->article->id);
    text(t, p.statement == HSAY_NONE ? HSAY_STR_NONE : v->statements.items[p.statement].speaker);
    text(t, hsay_str_at(v->article->text, p.span));
    number(t, p.span.start);
    number(t, p.span.end);
}

/* Names in one field, a semicolon between two. */
static void names(table *t, hsay_strs all)
{
    hsay_buf joined = {0};
    for (uint32_t i = 0; i < all.count; i++) {
        hsay_buf_put_text(&joined, i ? "; " : "");
        hsay_buf_put_str(&joined, all.items[i]);
    }
    t->out.failed = t->out.failed || joined.failed;
    text(t, hsay_buf_view(&joined));
    hsay_buf_free(&joined);
}

static void articles(table *t)
{
    for (uint32_t i = 0; i < t->s->views.count; i++) {
        const hsay_article *a = t->s->views.items[i].article;
        text(t, a->id);
        text(t, a->outlet);
        text(t, a->domain);
        text(t, a->url);
        text(t, a->title);
        text(t, a->date);
        number(t, t->s->views.items[i].statements.count);
        names(t, a->authors);
        text(t, a->lang);
        const hsay_page_facts none = {0}, *page = a->page ? a->page : &none;
        text(t, page->section);
        text(t, page->updated);
        text(t, page->canonical_url);
        number(t, a->partial);
        end_row(t);
    }
}

static void statements(table *t)
{
    for (uint32_t i = 0; i < t->s->views.count; i++)
        for (uint32_t k = 0; k < t->s->views.items[i].statements.count; k++) {
            const hsay_statement *s = &t->s->views.items[i].statements.items[k];
            hsay_span words = s->content.count ? s->content.items[0] : (hsay_span){0, 0};
            place(t, (hsay_place){i, k, words});
            text(t, hsay_str_of(hsay_kind_name(s->kind)));
            text(t, hsay_str_of(hsay_act_name(s->act)));
            text(t, hsay_str_of(hsay_evidence_name(s->evidence)));
            text(t, s->rule);
            number(t, s->probability);
            end_row(t);
        }
}

static void outlets(table *t)
{
    for (uint32_t i = 0; i < t->s->outlet_count; i++) {
        hsay_outlet_facts facts = {0};
        hsay_outlet__facts(t->s->outlets[i].domain, &facts);
        text(t, t->s->outlets[i].name);
        text(t, t->s->outlets[i].domain);
        number(t, t->s->outlets[i].article_count);
        text(t, t->s->outlets[i].resembles_domain);
        text(t, t->s->outlets[i].why);
        text(t, facts.country);
        text(t, facts.languages);
        text(t, facts.kind);
        end_row(t);
    }
}

static void copies(table *t)
{
    for (uint32_t i = 0; i < t->s->copy_count; i++) {
        const hsay_copy *c = &t->s->copies[i];
        text(t, t->s->views.items[c->copy].article->id);
        text(t, t->s->views.items[c->original].article->id);
        text(t, hsay_str_of(hsay_copy_name(c->kind)));
        number(t, c->directed);
        number(t, c->copy_share);
        number(t, c->original_share);
        text(t, c->why);
        end_row(t);
    }
}

static void stories(table *t)
{
    for (uint32_t i = 0; i < t->s->story_count; i++)
        for (uint32_t k = 0; k < t->s->stories[i].article_count; k++) {
            number(t, i + 1);
            text(t, t->s->views.items[t->s->stories[i].articles[k]].article->id);
            end_row(t);
        }
}

static void threads(table *t)
{
    for (uint32_t i = 0; i < t->s->thread_count; i++)
        for (uint32_t k = 0; k < t->s->threads[i].member_count; k++) {
            number(t, i + 1);
            text(t, hsay_str_of(hsay_form_name(t->s->threads[i].form)));
            place(t, t->s->threads[i].members[k].place);
            end_row(t);
        }
}

static void figures(table *t)
{
    for (uint32_t i = 0; i < t->s->figure_count; i++)
        for (uint32_t k = 0; k < t->s->figures[i].member_count; k++) {
            const hsay_figure_member *m = &t->s->figures[i].members[k];
            number(t, i + 1);
            text(t, t->s->figures[i].what);
            text(t, hsay_str_of(hsay_verdict_name(t->s->figures[i].verdict)));
            number(t, m->low);
            number(t, m->high);
            place(t, m->place);
            end_row(t);
        }
}

static void disputes(table *t)
{
    for (uint32_t i = 0; i < t->s->dispute_count; i++)
        for (int answer = 0; answer < 2; answer++) {
            number(t, i + 1);
            text(t, hsay_str_of(hsay_dispute_name(t->s->disputes[i].kind)));
            text(t, answer ? HSAY_STR("answer") : HSAY_STR("claim"));
            place(t, answer ? t->s->disputes[i].answer : t->s->disputes[i].claim);
            end_row(t);
        }
}

#define ARTICLE                                                                                    \
    "article,outlet,domain,url,title,date,statements,authors,lang,section,updated,canonical_url,"  \
    "partial"
#define PLACE "article,speaker,exact,start_byte,end_byte"

static const struct {
    const char *name, *header;
    void (*rows)(table *);
} TABLES[] = {
    {"article", ARTICLE, articles},
    {"statement", PLACE ",kind,act,evidence,rule,probability", statements},
    {"outlet", "outlet,domain,articles,resembles,why,country,languages,kind", outlets},
    {"copy", "copy,original,kind,directed,copy_share,original_share,why", copies},
    {"story", "story,article", stories},
    {"thread", "thread,form," PLACE, threads},
    {"figure", "figure,what,verdict,low,high," PLACE, figures},
    {"dispute", "dispute,kind,side," PLACE, disputes},
};

hsay_status hsay_report_csv(const hsay_snapshot *snapshot, const char *name, hsay_sink sink)
{
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        if (!hsay_str_equal(hsay_str_of(TABLES[i].name), hsay_str_of(name)))
            continue;
        table t = {.s = snapshot};
        hsay_buf_put_text(&t.out, TABLES[i].header);
        end_row(&t);
        TABLES[i].rows(&t);
        hsay_status status =
            t.out.failed ? HSAY_MEMORY : sink.write(sink.ctx, t.out.ptr, t.out.len);
        hsay_buf_free(&t.out);
        return status;
    }
    return HSAY_NOT_FOUND;
}
