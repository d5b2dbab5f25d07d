/* Articles and statements as JSON: members in the order of docs/format-json.md, numbers exact. */
#include "report/json.h"

#include <math.h>

#include "base/hash.h"
#include "base/str.h"
#include "report/article_html.h"

hsay_placer hsay_placer__of(const hsay_article *article)
{
    return (hsay_placer){article, {.text = article->text}};
}

static void texts(hsay_json *j, const char *member, hsay_strs list)
{
    hsay_json__open(j, member, '[');
    for (uint32_t i = 0; i < list.count; i++)
        hsay_json__text(j, NULL, list.items[i]);
    hsay_json__close(j, ']');
}

/* The run that holds the whole span; NULL where none does. */
static const hsay_input_run *run_of(const hsay_article *a, hsay_span span)
{
    uint32_t low = 0, high = a->run_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (a->runs[middle].text_start + a->runs[middle].len_bytes <= span.start)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == a->run_count || a->runs[low].text_start > span.start)
        return NULL;
    return &a->runs[low];
}

/* Where the byte at `at` stands in the input; false where it stands nowhere. */
static bool input_byte(const hsay_article *a, uint32_t at, uint64_t *out)
{
    const hsay_input_run *run = run_of(a, (hsay_span){at, at + 1});
    if (run)
        *out = run->input_start + (at - run->text_start);
    return run != NULL;
}

static void range_members(hsay_json *j, hsay_placer *p, hsay_span span)
{
    uint64_t first, last;
    hsay_json__integer(j, "start", hsay_utf8_cursor_code_point(&p->cursor, span.start));
    hsay_json__integer(j, "end", hsay_utf8_cursor_code_point(&p->cursor, span.end));
    hsay_json__integer(j, "start_byte", span.start);
    hsay_json__integer(j, "end_byte", span.end);
    if (span.end > span.start && input_byte(p->article, span.start, &first) &&
        input_byte(p->article, span.end - 1, &last)) {
        hsay_json__integer(j, "input_start_byte", first);
        hsay_json__integer(j, "input_end_byte", last + 1);
    }
}

void hsay_json__place_members(hsay_json *j, hsay_placer *p, hsay_span span)
{
    range_members(j, p, span);
    hsay_json__text(j, "exact", hsay_str_at(p->article->text, span));
}

void hsay_json__places(hsay_json *j, const char *member, hsay_placer *p, hsay_spans spans)
{
    hsay_json__open(j, member, '[');
    for (uint32_t i = 0; i < spans.count; i++) {
        hsay_json__open(j, NULL, '{');
        hsay_json__place_members(j, p, spans.items[i]);
        hsay_json__close(j, '}');
    }
    hsay_json__close(j, ']');
}

static void furniture(hsay_json *j, hsay_placer *p)
{
    hsay_json__open(j, "furniture", '[');
    for (uint32_t i = 0; i < p->article->furniture_count; i++) {
        const hsay_furniture *f = &p->article->furniture[i];
        hsay_json__open(j, NULL, '{');
        range_members(j, p, f->span);
        hsay_json__name(j, "reason", hsay_furniture_name(f->reason));
        hsay_json__text(j, "rule", f->rule);
        hsay_json__close(j, '}');
    }
    hsay_json__close(j, ']');
}

static void posts(hsay_json *j, const hsay_article *a)
{
    hsay_placer placer = hsay_placer__of(a);
    hsay_json__open(j, "posts", '[');
    for (uint32_t i = 0; i < a->post_count; i++) {
        const hsay_post *p = &a->posts[i];
        hsay_json__open(j, NULL, '{');
        range_members(j, &placer, p->span);
        hsay_json__text_or_null(j, "published", p->published);
        hsay_json__text_or_null(j, "updated", p->updated);
        hsay_json__text_or_null(j, "headline", p->headline);
        hsay_json__text_or_null(j, "author", p->author);
        hsay_json__close(j, '}');
    }
    hsay_json__close(j, ']');
}

/* Where the text stands in the input: what a place of this line can be led back by. */
static void runs(hsay_json *j, const hsay_article *a)
{
    hsay_json__open(j, "runs", '[');
    for (uint32_t i = 0; i < a->run_count; i++) {
        hsay_json__open(j, NULL, '[');
        hsay_json__integer(j, NULL, a->runs[i].text_start);
        hsay_json__integer(j, NULL, a->runs[i].input_start);
        hsay_json__integer(j, NULL, a->runs[i].len_bytes);
        hsay_json__close(j, ']');
    }
    hsay_json__close(j, ']');
}

static void page(hsay_json *j, const hsay_page_facts *p)
{
    hsay_json__open(j, "page", '{');
    hsay_json__text_or_null(j, "canonical_url", p->canonical_url);
    hsay_json__text_or_null(j, "published", p->published);
    hsay_json__text_or_null(j, "updated", p->updated);
    hsay_json__text_or_null(j, "section", p->section);
    hsay_json__text_or_null(j, "access", p->access);
    hsay_json__open(j, "images", '[');
    for (uint32_t i = 0; i < p->image_count; i++) {
        hsay_json__open(j, NULL, '{');
        hsay_json__text(j, "url", p->images[i].url);
        hsay_json__text_or_null(j, "caption", p->images[i].caption);
        hsay_json__close(j, '}');
    }
    hsay_json__close(j, ']');
    hsay_json__open(j, "methods", '{');
    for (int i = 0; i < HSAY_FACT_COUNT; i++)
        if (p->methods[i] != HSAY_METHOD_UNKNOWN)
            hsay_json__name(j, hsay_fact_name((hsay_fact)i), hsay_method_name(p->methods[i]));
    hsay_json__close(j, '}');
    hsay_json__close(j, '}');
}

void hsay_json__article_members(hsay_json *j, const hsay_article *a)
{
    char hex[HSAY_HASH_BYTES * 2 + 1];
    hsay_placer placer = hsay_placer__of(a);
    hsay_hash_hex(a->hash, hex);
    hsay_json__name(j, "type", "article");
    hsay_json__text(j, "id", a->id);
    hsay_json__text(j, "input", a->input);
    hsay_json__text_or_null(j, "record", a->record);
    hsay_json__name(j, "hash", hex);
    hsay_json__text_or_null(j, "url", a->url);
    hsay_json__text_or_null(j, "outlet", a->outlet);
    hsay_json__text_or_null(j, "domain", a->domain);
    hsay_json__text_or_null(j, "title", a->title);
    texts(j, "authors", a->authors);
    hsay_json__text_or_null(j, "date", a->date);
    hsay_json__text_or_null(j, "lang", a->lang);
    hsay_json__text_or_null(j, "lang_from", a->lang_from);
    hsay_json__text_or_null(j, "format", a->format);
    hsay_json__text_or_null(j, "method", a->method);
    if (a->page)
        page(j, a->page);
    if (a->partial)
        hsay_json__bool(j, "partial", true);
    if (a->partial && a->partial_from.len)
        hsay_json__text(j, "partial_from", a->partial_from);
    hsay_json__integer(j, "repaired", a->repaired_count);
    hsay_json__integer(j, "input_start_byte", a->input_start_byte);
    hsay_json__integer(j, "input_end_byte", a->input_end_byte);
    hsay_json__text(j, "text", a->text);
    furniture(j, &placer);
    if (a->post_count)
        posts(j, a);
    if (a->run_count)
        runs(j, a);
}

static void chain(hsay_json *j, const hsay_statement *s)
{
    hsay_json__open(j, "chain", '[');
    for (uint32_t i = 0; i < s->chain_count; i++)
        hsay_json__text(j, NULL, s->chain[i].name);
    hsay_json__close(j, ']');
}

void hsay_json__statement_members(hsay_json *j, hsay_placer *p, const hsay_statement *s)
{
    hsay_json__places(j, "content", p, s->content);
    hsay_json__places(j, "source", p, s->source);
    hsay_json__places(j, "cue", p, s->cue);
    hsay_json__text_or_null(j, "speaker", s->speaker);
    hsay_json__name(j, "kind", hsay_kind_name(s->kind));
    hsay_json__name(j, "act", hsay_act_name(s->act));
    hsay_json__name(j, "evidence", hsay_evidence_name(s->evidence));
    hsay_json__places(j, "evidence_words", p, s->evidence_words);
    chain(j, s);
    if (s->outer == HSAY_NONE)
        hsay_json__null(j, "outer");
    else
        hsay_json__integer(j, "outer", s->outer);
    hsay_json__text(j, "rule", s->rule);
    hsay_json__text(j, "engine", s->engine);
    hsay_json__real(j, "probability", round(s->probability * 10000) / 10000);
}

static void layout(hsay_json *j, const hsay_article *a)
{
    hsay_placer placer = hsay_placer__of(a);
    hsay_json__open(j, "layout", '[');
    for (uint32_t i = 0; i < a->layout_count; i++) {
        const hsay_layout *l = &a->layout[i];
        hsay_json__open(j, NULL, '{');
        range_members(j, &placer, l->span);
        hsay_json__name(j, "kind", hsay_layout_name(l->kind));
        if (l->level)
            hsay_json__integer(j, "level", l->level);
        if (l->kind == HSAY_LAYOUT_LINK)
            hsay_json__text(j, "href", l->href);
        hsay_json__close(j, '}');
    }
    hsay_json__close(j, ']');
}

static void document(hsay_json *j, const hsay_article *a)
{
    hsay_buf html = {0};
    hsay_html__article(a, &html);
    hsay_json__text(j, "html", hsay_buf_view(&html));
    j->out.failed |= html.failed;
    hsay_buf_free(&html);
}

hsay_status hsay_json_article(const hsay_article *article, const hsay_statements *statements,
                              bool html, hsay_sink sink)
{
    hsay_json j = {0};
    hsay_placer placer = hsay_placer__of(article);
    hsay_json__open(&j, NULL, '{');
    hsay_json__article_members(&j, article);
    if (html) {
        layout(&j, article);
        document(&j, article);
    }
    if (statements) {
        hsay_json__open(&j, "statements", '[');
        for (uint32_t i = 0; i < statements->count; i++) {
            hsay_json__open(&j, NULL, '{');
            hsay_json__statement_members(&j, &placer, &statements->items[i]);
            hsay_json__close(&j, '}');
        }
        hsay_json__close(&j, ']');
    }
    hsay_json__close(&j, '}');
    hsay_status status = hsay_json__line(&j, sink);
    hsay_buf_free(&j.out);
    return status;
}

hsay_status hsay_json_hit(const hsay_hit *hit, hsay_sink sink)
{
    hsay_json j = {0};
    hsay_placer placer = hsay_placer__of(hit->article);
    hsay_json__open(&j, NULL, '{');
    hsay_json__name(&j, "type", "hit");
    hsay_json__text(&j, "article", hit->article->id);
    hsay_json__text_or_null(&j, "outlet", hit->article->outlet);
    hsay_json__text_or_null(&j, "title", hit->article->title);
    hsay_json__text_or_null(&j, "date", hit->article->date);
    hsay_json__open(&j, "place", '{');
    hsay_json__place_members(&j, &placer, hit->span);
    hsay_json__close(&j, '}');
    if (hit->statement) {
        hsay_json__open(&j, "statement", '{');
        hsay_json__statement_members(&j, &placer, hit->statement);
        hsay_json__close(&j, '}');
    } else {
        hsay_json__null(&j, "statement");
    }
    hsay_json__close(&j, '}');
    hsay_status status = hsay_json__line(&j, sink);
    hsay_buf_free(&j.out);
    return status;
}
