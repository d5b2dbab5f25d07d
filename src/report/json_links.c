/* A whole snapshot as NDJSON: articles, statements, then what joins them, each in the snapshot's
 * order. */
#include <math.h>

#include "base/str.h"
#include "ingest/outlet.h"
#include "report/json.h"

static const hsay_article *article_of(const hsay_snapshot *s, uint32_t article)
{
    return s->views.items[article].article;
}

static void article_ids(hsay_json *j, const hsay_snapshot *s, const uint32_t *articles,
                        uint32_t count)
{
    hsay_json__open(j, "articles", '[');
    for (uint32_t i = 0; i < count; i++)
        hsay_json__text(j, NULL, article_of(s, articles[i])->id);
    hsay_json__close(j, ']');
}

/* A place with its article, statement and who said it. */
static void place_members(hsay_json *j, const hsay_snapshot *s, hsay_place place)
{
    const hsay_view *view = &s->views.items[place.article];
    hsay_placer placer = hsay_placer__of(view->article);
    hsay_json__place_members(j, &placer, place.span);
    hsay_json__text(j, "article", view->article->id);
    if (place.statement == HSAY_NONE) {
        hsay_json__null(j, "statement");
        return;
    }
    hsay_json__integer(j, "statement", place.statement);
    hsay_json__text_or_null(j, "speaker", view->statements.items[place.statement].speaker);
}

static void place(hsay_json *j, const char *member, const hsay_snapshot *s, hsay_place at)
{
    hsay_json__open(j, member, '{');
    place_members(j, s, at);
    hsay_json__close(j, '}');
}

/* What is known of an outlet by its domain; null each where it is on no list. */
static void listed(hsay_json *j, hsay_str domain)
{
    hsay_outlet_facts facts = {0};
    hsay_outlet__facts(domain, &facts);
    hsay_json__text_or_null(j, "country", facts.country);
    hsay_json__open(j, "languages", '[');
    for (size_t at = 0; at < facts.languages.len;) {
        size_t end = hsay_str_find(facts.languages, HSAY_STR(" "), at);
        hsay_json__text(j, NULL, hsay_str_cut(facts.languages, at, end));
        at = end == SIZE_MAX ? facts.languages.len : end + 1;
    }
    hsay_json__close(j, ']');
    hsay_json__text_or_null(j, "kind", facts.kind);
}

static void outlet_members(hsay_json *j, const hsay_snapshot *s, uint32_t i)
{
    const hsay_outlet *x = &s->outlets[i];
    hsay_json__name(j, "type", "outlet");
    hsay_json__text_or_null(j, "domain", x->domain);
    hsay_json__text_or_null(j, "name", x->name);
    listed(j, x->domain);
    article_ids(j, s, x->articles, x->article_count);
    hsay_json__text_or_null(j, "resembles", x->resembles_domain);
    hsay_json__text_or_null(j, "why", x->why);
}

static double rounded(double share)
{
    return round(share * 10000) / 10000;
}

static void copy_members(hsay_json *j, const hsay_snapshot *s, uint32_t i)
{
    const hsay_copy *x = &s->copies[i];
    hsay_json__name(j, "type", "copy");
    hsay_json__text(j, "copy", article_of(s, x->copy)->id);
    hsay_json__text(j, "original", article_of(s, x->original)->id);
    hsay_json__bool(j, "directed", x->directed);
    hsay_json__name(j, "kind", hsay_copy_name(x->kind));
    hsay_json__real(j, "copy_share", rounded(x->copy_share));
    hsay_json__real(j, "original_share", rounded(x->original_share));
    hsay_json__open(j, "passages", '[');
    for (uint32_t k = 0; k < x->passage_count; k++) {
        hsay_json__open(j, NULL, '{');
        hsay_json__integer(j, "words", x->passages[k].words);
        place(j, "copy", s, (hsay_place){x->copy, HSAY_NONE, x->passages[k].copy});
        place(j, "original", s, (hsay_place){x->original, HSAY_NONE, x->passages[k].original});
        hsay_json__close(j, '}');
    }
    hsay_json__close(j, ']');
    hsay_json__text(j, "why", x->why);
}

static void story_members(hsay_json *j, const hsay_snapshot *s, uint32_t i)
{
    hsay_json__name(j, "type", "story");
    article_ids(j, s, s->stories[i].articles, s->stories[i].article_count);
    hsay_json__text(j, "why", s->stories[i].why);
}

static void thread_members(hsay_json *j, const hsay_snapshot *s, uint32_t i)
{
    const hsay_thread *x = &s->threads[i];
    hsay_json__name(j, "type", "thread");
    hsay_json__text_or_null(j, "speaker", x->speaker);
    hsay_json__name(j, "form", hsay_form_name(x->form));
    hsay_json__open(j, "members", '[');
    for (uint32_t k = 0; k < x->member_count; k++) {
        const hsay_thread_member *m = &x->members[k];
        hsay_placer placer = hsay_placer__of(article_of(s, m->place.article));
        hsay_json__open(j, NULL, '{');
        place_members(j, s, m->place);
        hsay_json__places(j, "differing", &placer, m->differing);
        hsay_json__close(j, '}');
    }
    hsay_json__close(j, ']');
    hsay_json__text_or_null(j, "difference", x->difference);
    hsay_json__text(j, "why", x->why);
}

static void figure_members(hsay_json *j, const hsay_snapshot *s, uint32_t i)
{
    const hsay_figure *x = &s->figures[i];
    hsay_json__name(j, "type", "figure");
    hsay_json__text(j, "what", x->what);
    hsay_json__name(j, "verdict", hsay_verdict_name(x->verdict));
    hsay_json__open(j, "members", '[');
    for (uint32_t k = 0; k < x->member_count; k++) {
        hsay_json__open(j, NULL, '{');
        place_members(j, s, x->members[k].place);
        hsay_json__real(j, "low", x->members[k].low); /* null: the bound is open */
        hsay_json__real(j, "high", x->members[k].high);
        hsay_json__close(j, '}');
    }
    hsay_json__close(j, ']');
    hsay_json__text(j, "why", x->why);
}

static void dispute_members(hsay_json *j, const hsay_snapshot *s, uint32_t i)
{
    const hsay_dispute *x = &s->disputes[i];
    hsay_json__name(j, "type", "dispute");
    hsay_json__name(j, "kind", hsay_dispute_name(x->kind));
    place(j, "claim", s, x->claim);
    place(j, "answer", s, x->answer);
    hsay_json__text(j, "why", x->why);
}

static void article_members(hsay_json *j, const hsay_snapshot *s, uint32_t i)
{
    hsay_json__article_members(j, article_of(s, i));
}

static hsay_status statement_lines(hsay_json *j, const hsay_snapshot *s, uint32_t article,
                                   hsay_sink sink)
{
    const hsay_view *view = &s->views.items[article];
    hsay_placer placer = hsay_placer__of(view->article);
    hsay_status status = HSAY_OK;
    for (uint32_t i = 0; i < view->statements.count && status == HSAY_OK; i++) {
        hsay_json__open(j, NULL, '{');
        hsay_json__name(j, "type", "statement");
        hsay_json__text(j, "article", view->article->id);
        hsay_json__integer(j, "index", i);
        hsay_json__statement_members(j, &placer, &view->statements.items[i]);
        hsay_json__close(j, '}');
        status = hsay_json__line(j, sink);
    }
    return status;
}

typedef struct part {
    uint32_t count;
    void (*members)(hsay_json *, const hsay_snapshot *, uint32_t);
} part;

static hsay_status part_lines(hsay_json *j, const hsay_snapshot *s, part p, hsay_sink sink)
{
    hsay_status status = HSAY_OK;
    for (uint32_t i = 0; i < p.count && status == HSAY_OK; i++) {
        hsay_json__open(j, NULL, '{');
        p.members(j, s, i);
        hsay_json__close(j, '}');
        status = hsay_json__line(j, sink);
    }
    return status;
}

hsay_status hsay_report_json(const hsay_snapshot *s, hsay_sink sink)
{
    const part parts[] = {{s->outlet_count, outlet_members}, {s->story_count, story_members},
                          {s->copy_count, copy_members},     {s->thread_count, thread_members},
                          {s->figure_count, figure_members}, {s->dispute_count, dispute_members}};
    hsay_json j = {0};
    hsay_status status = part_lines(&j, s, (part){s->views.count, article_members}, sink);
    for (uint32_t i = 0; i < s->views.count && status == HSAY_OK; i++)
        status = statement_lines(&j, s, i, sink);
    for (size_t k = 0; k < sizeof parts / sizeof *parts && status == HSAY_OK; k++)
        status = part_lines(&j, s, parts[k], sink);
    hsay_buf_free(&j.out);
    return status;
}
