/*
 * A JSON object to an article, parsed by jansson.  The bytes are repaired first (ill-formed UTF-8
 * and lone surrogates become U+FFFD, counted), so that bad text is never broken JSON.
 *
 * jansson's allocator is one for the process and belongs to the program, not to a library in it: it
 * is left alone here; tests set it to ours, and so make its allocations fail too.  jansson tells
 * some of its failed allocations as an invalid token; those can not be told from broken JSON.
 */
#include "ingest/json.h"

#include <jansson.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ingest/date.h"
#include "ingest/furniture.h"
#include "ingest/html.h"
#include "ingest/json_members.h"
#include "ingest/json_own.h"

typedef struct reader {
    const hsay_record *record;
    const hsay_options *options;
    hsay_arena *arena;
    hsay_error *error;
    const json_t *object;
    hsay_article *out;
} reader;

static hsay_status fail(const reader *r, hsay_status status, const char *text)
{
    uint64_t start = r->record->input_start_byte;
    return hsay_error_set(r->error, status, text, start, start + r->record->bytes.len);
}

/* The value of \uXXXX at `at`, or -1. */
static int escape_at(hsay_str s, size_t at)
{
    if (at + 6 > s.len || s.ptr[at] != '\\' || s.ptr[at + 1] != 'u')
        return -1;
    int value = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        char c = hsay_char_lower(s.ptr[i]);
        if (!hsay_char_is_digit(c) && (c < 'a' || c > 'f'))
            return -1;
        value = value * 16 + (hsay_char_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return value;
}

/* Surrogate escapes that are no pair become \uFFFD, in a copy of the same length. */
static hsay_str repair_surrogates(hsay_arena *arena, hsay_str s, uint32_t *repaired)
{
    char *copy = NULL;
    for (size_t at = hsay_str_find(s, HSAY_STR("\\"), 0); at != SIZE_MAX;
         at = hsay_str_find(s, HSAY_STR("\\"), at)) {
        int unit = escape_at(s, at);
        bool high = unit >= 0xD800 && unit <= 0xDBFF, low = unit >= 0xDC00 && unit <= 0xDFFF;
        int next = high ? escape_at(s, at + 6) : -1;
        if (high && next >= 0xDC00 && next <= 0xDFFF) {
            at += 12;
            continue;
        }
        if (high || low || unit == 0) {
            if (!copy) {
                hsay_str whole = hsay_arena_copy(arena, s);
                if (!whole.ptr)
                    return s;
                copy = (char *)whole.ptr;
                s = whole;
            }
            memcpy(copy + at + 2, "FFFD", 4);
            ++*repaired;
        }
        at += unit >= 0 ? 6 : 2;
    }
    return s;
}

static const char *parse_error_text(enum json_error_code code)
{
    switch (code) {
    case json_error_duplicate_key:
        return "a member stands twice in the JSON object";
    case json_error_premature_end_of_input:
        return "the JSON ends too early";
    case json_error_stack_overflow:
        return "the JSON is nested too deep";
    case json_error_numeric_overflow:
        return "a number in the JSON is too large";
    case json_error_end_of_input_expected:
        return "something follows the JSON object";
    default:
        return "the JSON is broken";
    }
}

static hsay_status parse(const reader *r, hsay_str text, json_t **out)
{
    json_error_t error;
    *out = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &error);
    if (*out)
        return HSAY_OK;
    enum json_error_code code = json_error_code(&error);
    if (code == json_error_out_of_memory || code == json_error_unknown)
        return fail(r, HSAY_MEMORY, NULL);
    uint64_t start = r->record->input_start_byte;
    uint64_t at = error.position > 0 ? start + (uint64_t)error.position : start;
    uint64_t end = start + r->record->bytes.len;
    return hsay_error_set(r->error, HSAY_INPUT, parse_error_text(code), at < end ? at : start, end);
}

/* A string or number member as a string in the arena. */
static hsay_status get_string(const reader *r, hsay_member member, hsay_str *out)
{
    const json_t *value = hsay_json__member(r->object, r->options, member);
    if (json_is_object(value))
        value = json_object_get(value, "name");
    if (!value || json_is_null(value))
        return HSAY_OK;
    if (json_is_integer(value) && member == HSAY_MEMBER_ID)
        *out = hsay_arena_format(r->arena, "%lld", (long long)json_integer_value(value));
    else if (json_is_string(value))
        *out = hsay_arena_copy(r->arena, hsay_str_trim((hsay_str){json_string_value(value),
                                                                  json_string_length(value)}));
    else
        return fail(r, HSAY_INPUT, hsay_json__type_error(member));
    return HSAY_OK;
}

static hsay_str name_of(const reader *r, const json_t *value)
{
    if (json_is_object(value))
        value = json_object_get(value, "name");
    hsay_str name = {json_string_value(value), json_string_length(value)};
    return hsay_arena_copy(r->arena, hsay_str_trim(name));
}

/* A string, an object with a name, or a list of these. */
static hsay_status get_authors(const reader *r)
{
    const json_t *value = hsay_json__member(r->object, r->options, HSAY_MEMBER_AUTHOR);
    if (!value || json_is_null(value))
        return HSAY_OK;
    bool list = json_is_array(value);
    if (!list && !json_is_string(value) && !json_is_object(value))
        return fail(r, HSAY_INPUT, hsay_json__type_error(HSAY_MEMBER_AUTHOR));
    HSAY_VEC(hsay_str) names = {0};
    for (size_t i = 0; i < (list ? json_array_size(value) : 1); i++) {
        const json_t *one = list ? json_array_get(value, i) : value;
        if (!json_is_string(one) && !json_is_object(one) && !json_is_null(one))
            return fail(r, HSAY_INPUT, hsay_json__type_error(HSAY_MEMBER_AUTHOR));
        hsay_str name = name_of(r, one);
        if (name.len)
            hsay_vec_push(r->arena, &names, name);
    }
    if (names.count)
        r->out->authors = (hsay_strs){names.items, (uint32_t)names.count};
    return HSAY_OK;
}

static hsay_status get_date(const reader *r)
{
    const json_t *value = hsay_json__member(r->object, r->options, HSAY_MEMBER_DATE);
    hsay_str date = {0};
    if (json_is_integer(value))
        date = hsay_date__from_epoch(r->arena, json_integer_value(value));
    else if (json_is_string(value))
        date = hsay_date__normalize(r->arena, hsay_str_of(json_string_value(value)), NULL);
    else if (value && !json_is_null(value) && !json_is_real(value))
        return fail(r, HSAY_INPUT, hsay_json__type_error(HSAY_MEMBER_DATE));
    if (date.len)
        r->out->date = date;
    return HSAY_OK;
}

/* The text member, untrimmed; else the HTML member's main content. */
static hsay_status get_text(const reader *r)
{
    const json_t *text = hsay_json__member(r->object, r->options, HSAY_MEMBER_TEXT);
    const json_t *html = hsay_json__member(r->object, r->options, HSAY_MEMBER_HTML);
    if (text && !json_is_null(text) && !json_is_string(text))
        return fail(r, HSAY_INPUT, hsay_json__type_error(HSAY_MEMBER_TEXT));
    if (html && !json_is_null(html) && !json_is_string(html))
        return fail(r, HSAY_INPUT, hsay_json__type_error(HSAY_MEMBER_HTML));
    hsay_str given = {json_string_value(text), json_string_length(text)};
    if (hsay_str_trim(given).len) {
        r->out->text = hsay_arena_copy(r->arena, given);
        return HSAY_OK;
    }
    hsay_str page = {json_string_value(html), json_string_length(html)};
    if (hsay_str_trim(page).len == 0)
        return fail(r, HSAY_EMPTY, "the record holds no text");
    hsay_error inner = {0};
    page = hsay_arena_copy(r->arena, page);
    hsay_status status = get_string(r, HSAY_MEMBER_URL, &r->out->url);
    if (status != HSAY_OK)
        return status;
    status = hsay_html_read_bytes(page, UINT64_MAX, r->arena, r->out, &inner);
    return status == HSAY_OK ? status : fail(r, status, inner.text);
}

static hsay_status get_strings(const reader *r)
{
    hsay_article *out = r->out;
    const struct {
        hsay_member member;
        hsay_str *to;
    } strings[] = {{HSAY_MEMBER_ID, &out->record},
                   {HSAY_MEMBER_URL, &out->url},
                   {HSAY_MEMBER_TITLE, &out->title},
                   {HSAY_MEMBER_LANG, &out->lang},
                   {HSAY_MEMBER_OUTLET, &out->outlet}};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        hsay_status status = get_string(r, strings[i].member, strings[i].to);
        if (status != HSAY_OK)
            return status;
    }
    if (hsay_str_find(out->outlet, HSAY_STR("://"), 0) != SIZE_MAX) {
        if (out->url.len == 0) /* the page's address under an outlet's name */
            out->url = out->outlet;
        out->outlet = HSAY_STR_NONE;
    }
    return HSAY_OK;
}

static hsay_status read_object(const reader *r)
{
    if (!json_is_object(r->object))
        return fail(r, HSAY_INPUT, "the record is no JSON object");
    if (hsay_json__is_own(r->object)) {
        const char *wrong = hsay_json__read_own(r->object, r->arena, r->out);
        if (r->options->whole)
            r->out->furniture_count = 0;
        return wrong ? fail(r, HSAY_INPUT, wrong) : HSAY_OK;
    }
    hsay_status status = get_text(r);
    if (status == HSAY_OK)
        status = get_strings(r);
    if (status == HSAY_OK)
        status = get_authors(r);
    if (status == HSAY_OK)
        status = get_date(r);
    bool from_html = r->out->furniture != NULL;
    if (status == HSAY_OK && !r->options->whole && !from_html)
        hsay_furniture__find(r->arena, r->out);
    if (r->options->whole)
        r->out->furniture_count = 0;
    return status;
}

hsay_status hsay_json_read(const hsay_record *record, const hsay_options *options,
                           hsay_arena *arena, hsay_article *out, hsay_error *error)
{
    hsay_article article = *out;
    reader r = {record, options, arena, error, NULL, &article};
    uint32_t surrogates = 0;
    hsay_str text = hsay_utf8_repair(arena, record->bytes, &article.repaired_count);
    text = repair_surrogates(arena, text, &surrogates);
    if (hsay_arena_failed(arena))
        return fail(&r, HSAY_MEMORY, NULL);
    article.repaired_count += surrogates;
    article.format = HSAY_STR("jsonl");
    json_t *object;
    hsay_status status = parse(&r, text, &object);
    if (status != HSAY_OK)
        return status;
    r.object = object;
    status = read_object(&r);
    json_decref(object);
    if (status == HSAY_OK && hsay_arena_failed(arena))
        status = fail(&r, HSAY_MEMORY, NULL);
    if (status == HSAY_OK)
        *out = article;
    return status;
}
