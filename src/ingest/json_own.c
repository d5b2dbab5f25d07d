/* Checked as any input is: a range outside the text or inside a character is an error. */
#include "ingest/json_own.h"

#include <string.h>

#include "base/str.h"
#include "ingest/json_page.h"

static hsay_str string_at(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return (hsay_str){json_string_value(value), json_string_length(value)};
}

static int hex(char c)
{
    if (hsay_char_is_digit(c))
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hash(hsay_str digits, uint8_t out[HSAY_HASH_BYTES])
{
    if (digits.len != 2 * HSAY_HASH_BYTES)
        return false;
    for (size_t i = 0; i < HSAY_HASH_BYTES; i++) {
        int high = hex(digits.ptr[2 * i]), low = hex(digits.ptr[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

bool hsay_json__is_own(const json_t *object)
{
    uint8_t hash[HSAY_HASH_BYTES];
    return read_hash(string_at(object, "hash"), hash) && string_at(object, "input").len &&
           string_at(object, "id").len && string_at(object, "text").len &&
           json_is_array(json_object_get(object, "furniture"));
}

static bool is_boundary(hsay_str text, json_int_t at)
{
    return (uint64_t)at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static bool read_reason(hsay_str name, hsay_furniture_reason *out)
{
    for (int i = 0; i < HSAY_FURNITURE_COUNT; i++)
        if (hsay_str_equal(name, hsay_str_of(hsay_furniture_name((hsay_furniture_reason)i)))) {
            *out = (hsay_furniture_reason)i;
            return true;
        }
    return false;
}

static const char *read_furniture(const json_t *list, hsay_arena *arena, hsay_article *out)
{
    size_t count = json_array_size(list);
    hsay_furniture *all = count ? hsay_arena_array(arena, count, sizeof *all) : NULL;
    json_int_t last = 0;
    for (size_t i = 0; all && i < count; i++) {
        const json_t *one = json_array_get(list, i);
        const json_t *from = json_object_get(one, "start_byte"),
                     *to = json_object_get(one, "end_byte");
        json_int_t start = json_integer_value(from), end = json_integer_value(to);
        if (!json_is_integer(from) || !json_is_integer(to) || start < last || end <= start ||
            end > (json_int_t)out->text.len || !is_boundary(out->text, start) ||
            !is_boundary(out->text, end))
            return "a range of furniture does not fit the text";
        if (!read_reason(string_at(one, "reason"), &all[i].reason))
            return "the reason of a piece of furniture is not known";
        all[i].span = (hsay_span){(uint32_t)start, (uint32_t)end};
        all[i].rule = hsay_arena_copy(arena, string_at(one, "rule"));
        last = end;
    }
    out->furniture = all;
    out->furniture_count = all ? (uint32_t)count : 0;
    return NULL;
}

static const char *read_authors(const json_t *list, hsay_arena *arena, hsay_article *out)
{
    size_t count = json_array_size(list);
    hsay_str *names = count ? hsay_arena_array(arena, count, sizeof *names) : NULL;
    for (size_t i = 0; names && i < count; i++) {
        const json_t *name = json_array_get(list, i);
        if (!json_is_string(name))
            return "an author is no string";
        names[i] = hsay_arena_copy(arena, hsay_str_of(json_string_value(name)));
    }
    out->authors = (hsay_strs){names, names ? (uint32_t)count : 0};
    return NULL;
}

static void read_range(const json_t *object, hsay_article *out)
{
    json_int_t start = json_integer_value(json_object_get(object, "input_start_byte"));
    json_int_t end = json_integer_value(json_object_get(object, "input_end_byte"));
    if (start < 0 || end <= start)
        start = end = 0;
    out->input_start_byte = (uint64_t)start;
    out->input_end_byte = (uint64_t)end;
    json_int_t repaired = json_integer_value(json_object_get(object, "repaired"));
    if (repaired > 0 && repaired < UINT32_MAX - out->repaired_count)
        out->repaired_count += (uint32_t)repaired;
}

/* [text_start, input_start, length] each, in text order. */
static bool read_run(const json_t *run, uint64_t least, uint64_t most, hsay_input_run *out)
{
    uint64_t n[3] = {0};
    for (size_t k = 0; k < 3; k++) {
        const json_t *number = json_array_get(run, k);
        if (!json_is_integer(number) || json_integer_value(number) < 0)
            return false;
        n[k] = (uint64_t)json_integer_value(number);
    }
    if (json_array_size(run) != 3 || n[0] < least || n[0] > most || n[2] == 0 ||
        n[2] > most - n[0] || n[1] > (uint64_t)INT64_MAX - n[2])
        return false;
    *out = (hsay_input_run){n[1], (uint32_t)n[0], (uint32_t)n[2]};
    return true;
}

static const char *read_runs(const json_t *list, hsay_arena *arena, hsay_article *out)
{
    size_t count = json_array_size(list);
    hsay_input_run *all = count ? hsay_arena_array(arena, count, sizeof *all) : NULL;
    uint64_t last = 0;
    for (size_t i = 0; all && i < count; i++) {
        if (!read_run(json_array_get(list, i), last, out->text.len, &all[i]))
            return "a run of the text does not fit it";
        last = (uint64_t)all[i].text_start + all[i].len_bytes;
    }
    out->runs = all;
    out->run_count = all ? (uint32_t)count : 0;
    return NULL;
}

static const char *read_posts(const json_t *list, hsay_arena *arena, hsay_article *out)
{
    size_t count = json_array_size(list);
    hsay_post *all = count ? hsay_arena_array(arena, count, sizeof *all) : NULL;
    json_int_t last = 0;
    for (size_t i = 0; all && i < count; i++) {
        const json_t *one = json_array_get(list, i);
        json_int_t start = json_integer_value(json_object_get(one, "start_byte"));
        json_int_t end = json_integer_value(json_object_get(one, "end_byte"));
        if (start < last || end <= start || end > (json_int_t)out->text.len ||
            !is_boundary(out->text, start) || !is_boundary(out->text, end))
            return "a post does not fit the text";
        all[i] = (hsay_post){{(uint32_t)start, (uint32_t)end},
                             hsay_arena_copy(arena, string_at(one, "published")),
                             hsay_arena_copy(arena, string_at(one, "updated")),
                             hsay_arena_copy(arena, string_at(one, "headline")),
                             hsay_arena_copy(arena, string_at(one, "author"))};
        last = end;
    }
    out->posts = all;
    out->post_count = all ? (uint32_t)count : 0;
    return NULL;
}

const char *hsay_json__read_own(const json_t *object, hsay_arena *arena, hsay_article *out)
{
    const struct {
        const char *key;
        hsay_str *to;
    } strings[] = {{"input", &out->input},
                   {"record", &out->record},
                   {"id", &out->id},
                   {"url", &out->url},
                   {"outlet", &out->outlet},
                   {"title", &out->title},
                   {"date", &out->date},
                   {"lang", &out->lang},
                   {"text", &out->text},
                   {"domain", &out->domain},
                   {"format", &out->format},
                   {"lang_from", &out->lang_from},
                   {"partial_from", &out->partial_from},
                   {"method", &out->method}};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        hsay_str value = string_at(object, strings[i].key);
        *strings[i].to = value.len ? hsay_arena_copy(arena, value) : HSAY_STR_NONE;
    }
    if (out->text.len == 0)
        return NULL; /* memory: the arena has failed */
    if (out->format.len == 0)
        out->format = HSAY_STR("jsonl");
    out->page = hsay_json__page(json_object_get(object, "page"), arena);
    out->partial = json_is_true(json_object_get(object, "partial"));
    read_hash(string_at(object, "hash"), out->hash);
    read_range(object, out);
    const char *wrong = read_authors(json_object_get(object, "authors"), arena, out);
    if (!wrong)
        wrong = read_furniture(json_object_get(object, "furniture"), arena, out);
    if (!wrong)
        wrong = read_posts(json_object_get(object, "posts"), arena, out);
    return wrong ? wrong : read_runs(json_object_get(object, "runs"), arena, out);
}
