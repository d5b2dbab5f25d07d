/* Articles and statements as JSON values: members in the order of docs/format-json.md, numbers
 * exact. */
#include "report/json.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/str.h"

hsay_placer hsay_placer__of(const hsay_article *article)
{
    return (hsay_placer){article, {.text = article->text}};
}

json_t *hsay_json__text(hsay_str text)
{
    return json_stringn_nocheck(text.len ? text.ptr : "", text.len);
}

json_t *hsay_json__text_or_null(hsay_str text)
{
    return text.len ? hsay_json__text(text) : json_null();
}

json_t *hsay_json__texts(hsay_strs texts)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < texts.count; i++)
        json_array_append_new(array, hsay_json__text(texts.items[i]));
    return array;
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

static json_t *range(hsay_placer *p, hsay_span span)
{
    json_t *o = json_object();
    size_t start = hsay_utf8_cursor_code_point(&p->cursor, span.start);
    size_t end = hsay_utf8_cursor_code_point(&p->cursor, span.end);
    json_object_set_new(o, "start", json_integer((json_int_t)start));
    json_object_set_new(o, "end", json_integer((json_int_t)end));
    json_object_set_new(o, "start_byte", json_integer(span.start));
    json_object_set_new(o, "end_byte", json_integer(span.end));
    uint64_t first, last;
    if (span.end > span.start && input_byte(p->article, span.start, &first) &&
        input_byte(p->article, span.end - 1, &last)) {
        json_object_set_new(o, "input_start_byte", json_integer((json_int_t)first));
        json_object_set_new(o, "input_end_byte", json_integer((json_int_t)last + 1));
    }
    return o;
}

json_t *hsay_json__place(hsay_placer *p, hsay_span span)
{
    json_t *o = range(p, span);
    json_object_set_new(o, "exact", hsay_json__text(hsay_str_at(p->article->text, span)));
    return o;
}

json_t *hsay_json__places(hsay_placer *p, hsay_spans spans)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < spans.count; i++)
        json_array_append_new(array, hsay_json__place(p, spans.items[i]));
    return array;
}

static json_t *furniture(hsay_placer *p)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < p->article->furniture_count; i++) {
        const hsay_furniture *f = &p->article->furniture[i];
        json_t *o = range(p, f->span);
        json_object_set_new(o, "reason", json_string(hsay_furniture_name(f->reason)));
        json_object_set_new(o, "rule", hsay_json__text(f->rule));
        json_array_append_new(array, o);
    }
    return array;
}

json_t *hsay_json__article(const hsay_article *a)
{
    char hex[HSAY_HASH_BYTES * 2 + 1];
    hsay_placer placer = hsay_placer__of(a);
    json_t *o = json_object();
    hsay_hash_hex(a->hash, hex);
    json_object_set_new(o, "type", json_string("article"));
    json_object_set_new(o, "id", hsay_json__text(a->id));
    json_object_set_new(o, "input", hsay_json__text(a->input));
    json_object_set_new(o, "record", hsay_json__text_or_null(a->record));
    json_object_set_new(o, "hash", json_string(hex));
    json_object_set_new(o, "url", hsay_json__text_or_null(a->url));
    json_object_set_new(o, "outlet", hsay_json__text_or_null(a->outlet));
    json_object_set_new(o, "domain", hsay_json__text_or_null(a->domain));
    json_object_set_new(o, "title", hsay_json__text_or_null(a->title));
    json_object_set_new(o, "authors", hsay_json__texts(a->authors));
    json_object_set_new(o, "date", hsay_json__text_or_null(a->date));
    json_object_set_new(o, "lang", hsay_json__text_or_null(a->lang));
    json_object_set_new(o, "format", hsay_json__text_or_null(a->format));
    json_object_set_new(o, "repaired", json_integer(a->repaired_count));
    json_object_set_new(o, "input_start_byte", json_integer((json_int_t)a->input_start_byte));
    json_object_set_new(o, "input_end_byte", json_integer((json_int_t)a->input_end_byte));
    json_object_set_new(o, "text", hsay_json__text(a->text));
    json_object_set_new(o, "furniture", furniture(&placer));
    return o;
}

static json_t *chain(const hsay_statement *s)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < s->chain_count; i++)
        json_array_append_new(array, hsay_json__text(s->chain[i].name));
    return array;
}

json_t *hsay_json__statement(hsay_placer *p, const hsay_statement *s)
{
    json_t *o = json_object();
    json_object_set_new(o, "content", hsay_json__places(p, s->content));
    json_object_set_new(o, "source", hsay_json__places(p, s->source));
    json_object_set_new(o, "cue", hsay_json__places(p, s->cue));
    json_object_set_new(o, "speaker", hsay_json__text_or_null(s->speaker));
    json_object_set_new(o, "kind", json_string(hsay_kind_name(s->kind)));
    json_object_set_new(o, "act", json_string(hsay_act_name(s->act)));
    json_object_set_new(o, "evidence", json_string(hsay_evidence_name(s->evidence)));
    json_object_set_new(o, "evidence_words", hsay_json__places(p, s->evidence_words));
    json_object_set_new(o, "chain", chain(s));
    json_object_set_new(o, "outer", s->outer == HSAY_NONE ? json_null() : json_integer(s->outer));
    json_object_set_new(o, "rule", hsay_json__text(s->rule));
    json_object_set_new(o, "engine", hsay_json__text(s->engine));
    json_object_set_new(o, "probability", json_real(round(s->probability * 10000) / 10000));
    return o;
}

hsay_status hsay_json__line(json_t *value, hsay_sink sink)
{
    char *line = value ? json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(12)) : NULL;
    json_decref(value);
    if (!line)
        return HSAY_MEMORY;
    hsay_str text = hsay_str_of(line);
    hsay_status status = sink.write(sink.ctx, text.ptr, text.len);
    if (status == HSAY_OK)
        status = sink.write(sink.ctx, "\n", 1);
    free(line);
    return status;
}

hsay_status hsay_json_article(const hsay_article *article, const hsay_statements *statements,
                              hsay_sink sink)
{
    json_t *o = hsay_json__article(article);
    hsay_placer placer = hsay_placer__of(article);
    if (statements) {
        json_t *array = json_array();
        for (uint32_t i = 0; i < statements->count; i++)
            json_array_append_new(array, hsay_json__statement(&placer, &statements->items[i]));
        json_object_set_new(o, "statements", array);
    }
    return hsay_json__line(o, sink);
}

hsay_status hsay_json_hit(const hsay_hit *hit, hsay_sink sink)
{
    hsay_placer placer = hsay_placer__of(hit->article);
    json_t *o = json_object();
    json_object_set_new(o, "type", json_string("hit"));
    json_object_set_new(o, "article", hsay_json__text(hit->article->id));
    json_object_set_new(o, "outlet", hsay_json__text_or_null(hit->article->outlet));
    json_object_set_new(o, "title", hsay_json__text_or_null(hit->article->title));
    json_object_set_new(o, "date", hsay_json__text_or_null(hit->article->date));
    json_object_set_new(o, "place", hsay_json__place(&placer, hit->span));
    json_object_set_new(o, "statement",
                        hit->statement ? hsay_json__statement(&placer, hit->statement)
                                       : json_null());
    return hsay_json__line(o, sink);
}
