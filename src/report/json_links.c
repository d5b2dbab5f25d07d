/* A whole snapshot as NDJSON: articles, statements, then what joins them, each in the snapshot's
 * order. */
#include <math.h>

#include "report/json.h"

static json_t *article_id(const hsay_snapshot *s, uint32_t article)
{
    return hsay_json__text(s->views.items[article].article->id);
}

static json_t *article_ids(const hsay_snapshot *s, const uint32_t *articles, uint32_t count)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < count; i++)
        json_array_append_new(array, article_id(s, articles[i]));
    return array;
}

/* A place with its article, statement and who said it. */
static json_t *place_of(const hsay_snapshot *s, hsay_place place)
{
    const hsay_view *view = &s->views.items[place.article];
    hsay_placer placer = hsay_placer__of(view->article);
    json_t *o = hsay_json__place(&placer, place.span);
    bool said = place.statement != HSAY_NONE;
    json_object_set_new(o, "article", hsay_json__text(view->article->id));
    json_object_set_new(o, "statement", said ? json_integer(place.statement) : json_null());
    if (said)
        json_object_set_new(
            o, "speaker", hsay_json__text_or_null(view->statements.items[place.statement].speaker));
    return o;
}

static json_t *outlet_line(const hsay_snapshot *s, uint32_t i)
{
    const hsay_outlet *x = &s->outlets[i];
    json_t *o = json_pack("{s:s}", "type", "outlet");
    json_object_set_new(o, "domain", hsay_json__text_or_null(x->domain));
    json_object_set_new(o, "name", hsay_json__text_or_null(x->name));
    json_object_set_new(o, "articles", article_ids(s, x->articles, x->article_count));
    json_object_set_new(o, "resembles", hsay_json__text_or_null(x->resembles_domain));
    json_object_set_new(o, "why", hsay_json__text_or_null(x->why));
    return o;
}

static json_t *copy_line(const hsay_snapshot *s, uint32_t i)
{
    const hsay_copy *x = &s->copies[i];
    json_t *o = json_pack("{s:s}", "type", "copy"), *passages = json_array();
    for (uint32_t k = 0; k < x->passage_count; k++) {
        hsay_place copy = {x->copy, HSAY_NONE, x->passages[k].copy};
        hsay_place original = {x->original, HSAY_NONE, x->passages[k].original};
        json_array_append_new(passages,
                              json_pack("{s:i,s:o?,s:o?}", "words", x->passages[k].words, "copy",
                                        place_of(s, copy), "original", place_of(s, original)));
    }
    json_object_set_new(o, "copy", article_id(s, x->copy));
    json_object_set_new(o, "original", article_id(s, x->original));
    json_object_set_new(o, "directed", json_boolean(x->directed));
    json_object_set_new(o, "kind", json_string(hsay_copy_name(x->kind)));
    json_object_set_new(o, "copy_share", json_real(round(x->copy_share * 10000) / 10000));
    json_object_set_new(o, "original_share", json_real(round(x->original_share * 10000) / 10000));
    json_object_set_new(o, "passages", passages);
    json_object_set_new(o, "why", hsay_json__text(x->why));
    return o;
}

static json_t *story_line(const hsay_snapshot *s, uint32_t i)
{
    json_t *o = json_pack("{s:s}", "type", "story");
    json_object_set_new(o, "articles",
                        article_ids(s, s->stories[i].articles, s->stories[i].article_count));
    json_object_set_new(o, "why", hsay_json__text(s->stories[i].why));
    return o;
}

static json_t *thread_line(const hsay_snapshot *s, uint32_t i)
{
    const hsay_thread *x = &s->threads[i];
    json_t *o = json_pack("{s:s}", "type", "thread"), *members = json_array();
    for (uint32_t k = 0; k < x->member_count; k++) {
        json_t *m = place_of(s, x->members[k].place);
        hsay_placer placer = hsay_placer__of(s->views.items[x->members[k].place.article].article);
        json_object_set_new(m, "differing", hsay_json__places(&placer, x->members[k].differing));
        json_array_append_new(members, m);
    }
    json_object_set_new(o, "speaker", hsay_json__text_or_null(x->speaker));
    json_object_set_new(o, "form", json_string(hsay_form_name(x->form)));
    json_object_set_new(o, "members", members);
    json_object_set_new(o, "difference", hsay_json__text_or_null(x->difference));
    json_object_set_new(o, "why", hsay_json__text(x->why));
    return o;
}

static json_t *bound(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *figure_line(const hsay_snapshot *s, uint32_t i)
{
    const hsay_figure *x = &s->figures[i];
    json_t *o = json_pack("{s:s}", "type", "figure"), *members = json_array();
    for (uint32_t k = 0; k < x->member_count; k++) {
        json_t *m = place_of(s, x->members[k].place);
        json_object_set_new(m, "low", bound(x->members[k].low));
        json_object_set_new(m, "high", bound(x->members[k].high));
        json_array_append_new(members, m);
    }
    json_object_set_new(o, "what", hsay_json__text(x->what));
    json_object_set_new(o, "verdict", json_string(hsay_verdict_name(x->verdict)));
    json_object_set_new(o, "members", members);
    json_object_set_new(o, "why", hsay_json__text(x->why));
    return o;
}

static json_t *dispute_line(const hsay_snapshot *s, uint32_t i)
{
    const hsay_dispute *x = &s->disputes[i];
    json_t *o = json_pack("{s:s}", "type", "dispute");
    json_object_set_new(o, "kind", json_string(hsay_dispute_name(x->kind)));
    json_object_set_new(o, "claim", place_of(s, x->claim));
    json_object_set_new(o, "answer", place_of(s, x->answer));
    json_object_set_new(o, "why", hsay_json__text(x->why));
    return o;
}

static hsay_status view_lines(const hsay_snapshot *s, uint32_t article, hsay_sink sink)
{
    const hsay_view *view = &s->views.items[article];
    hsay_placer placer = hsay_placer__of(view->article);
    hsay_status status = HSAY_OK;
    for (uint32_t i = 0; i < view->statements.count && status == HSAY_OK; i++) {
        json_t *o = json_pack("{s:s}", "type", "statement");
        json_object_set_new(o, "article", hsay_json__text(view->article->id));
        json_object_set_new(o, "index", json_integer(i));
        json_t *rest = hsay_json__statement(&placer, &view->statements.items[i]);
        json_object_update(o, rest);
        json_decref(rest);
        status = hsay_json__line(o, sink);
    }
    return status;
}

typedef json_t *(*line_fn)(const hsay_snapshot *, uint32_t);

hsay_status hsay_report_json(const hsay_snapshot *s, hsay_sink sink)
{
    hsay_status status = HSAY_OK;
    for (uint32_t i = 0; i < s->views.count && status == HSAY_OK; i++)
        status = hsay_json__line(hsay_json__article(s->views.items[i].article), sink);
    for (uint32_t i = 0; i < s->views.count && status == HSAY_OK; i++)
        status = view_lines(s, i, sink);
    const struct {
        uint32_t count;
        line_fn line;
    } parts[] = {{s->outlet_count, outlet_line}, {s->story_count, story_line},
                 {s->copy_count, copy_line},     {s->thread_count, thread_line},
                 {s->figure_count, figure_line}, {s->dispute_count, dispute_line}};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
        for (uint32_t i = 0; i < parts[k].count && status == HSAY_OK; i++)
            status = hsay_json__line(parts[k].line(s, i), sink);
    return status;
}
