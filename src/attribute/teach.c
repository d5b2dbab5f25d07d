/*
 * Texts become examples: the same doc, rules and inputs as in marking.  Gold ranges and a teacher's
 * words are laid on our tokens by where they begin.
 */
#include "attribute/teach.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "attribute/inputs.h"
#include "base/files.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/crf.h"

enum { LINE_BYTES = 1 << 26, PATH_BYTES = 4096 };

/* A text read as marking reads it.  Rows live in the arena of all lessons, the doc in its own. */
typedef struct reading {
    hsay_arena *arena;
    hsay_article article;
    hsay_doc doc;
    const uint32_t *rows;
} reading;

static hsay_status read_text(hsay_str text, hsay_arena *lessons, reading *r)
{
    hsay_arena_reset(r->arena);
    r->article = (hsay_article){.text = hsay_arena_copy(r->arena, text)};
    hsay_status status = hsay_doc_make(&r->article, r->arena, &r->doc);
    if (status != HSAY_OK)
        return status;
    hsay_drafts drafts;
    hsay_find__statements(&r->doc, r->arena, &drafts);
    if (hsay_arena_failed(r->arena))
        return HSAY_MEMORY;
    const uint32_t *rows = hsay_inputs__make(&r->doc, drafts.words, &drafts, r->arena);
    size_t count = (size_t)r->doc.token_count * HSAY_INPUT_FIELDS;
    uint32_t *kept = hsay_arena_array(lessons, count + 1, sizeof *kept);
    if (!rows || !kept)
        return HSAY_MEMORY;
    memcpy(kept, rows, count * sizeof *kept);
    r->rows = kept;
    return HSAY_OK;
}

/* Byte offset of each code point, one more than there are; in the reading's arena. */
static const uint32_t *bytes_of(const reading *r, uint32_t *count)
{
    hsay_str text = r->article.text;
    uint32_t *at = hsay_arena_array(r->arena, text.len + 1, sizeof *at), n = 0;
    for (size_t i = 0; at && i < text.len; n++) {
        at[n] = (uint32_t)i;
        hsay_utf8_next(text, &i);
    }
    if (at)
        at[n] = (uint32_t)text.len;
    *count = n;
    return at;
}

static bool lay_range(const reading *r, const uint32_t *bytes, uint32_t points, json_t *range,
                      uint8_t *gold, uint32_t role)
{
    json_int_t start = json_integer_value(json_array_get(range, 0));
    json_int_t end = json_integer_value(json_array_get(range, 1));
    if (json_array_size(range) != 2 || start < 0 || end <= start || end > points)
        return false;
    uint32_t first = hsay_doc_token_at(&r->doc, bytes[start]);
    for (uint32_t t = first; t < r->doc.token_count && r->doc.tokens[t].span.start < bytes[end];
         t++)
        gold[t * HSAY_ROLES + role] = t == first ? HSAY_LABEL_B : HSAY_LABEL_I;
    return true;
}

static bool lay_attributions(const reading *r, json_t *list, uint8_t *gold)
{
    static const char *const NAMES[] = {"source", "cue", "content"};
    uint32_t points;
    const uint32_t *bytes = bytes_of(r, &points);
    memset(gold, HSAY_LABEL_O, (size_t)r->doc.token_count * HSAY_ROLES);
    bool ok = bytes && json_is_array(list);
    size_t i, k;
    json_t *item, *range;
    json_array_foreach(list, i, item) for (uint32_t role = 0; role < HSAY_ROLES; role++)
    {
        ok = ok && json_is_array(json_object_get(item, NAMES[role]));
        json_array_foreach(json_object_get(item, NAMES[role]), k, range) ok =
            ok && lay_range(r, bytes, points, range, gold, role);
    }
    return ok;
}

static hsay_status gold_line(hsay_str line, reading *r, hsay_arena *arena, hsay_lessons *out)
{
    json_t *row = json_loadb(line.ptr, line.len, 0, NULL);
    json_t *text = json_object_get(row, "text");
    hsay_status status = HSAY_INPUT;
    if (json_is_string(text)) {
        status = read_text((hsay_str){json_string_value(text), json_string_length(text)}, arena, r);
        uint8_t *gold = hsay_arena_array(arena, (size_t)r->doc.token_count * HSAY_ROLES + 1, 1);
        if (status == HSAY_OK &&
            (!gold || !lay_attributions(r, json_object_get(row, "attributions"), gold)))
            status = gold ? HSAY_INPUT : HSAY_MEMORY;
        if (status == HSAY_OK && r->doc.token_count)
            hsay_vec_push(arena, out, (hsay_example){r->doc.token_count, r->rows, gold, NULL});
    }
    json_decref(row);
    return status;
}

hsay_status hsay_teach__gold(const char *path, hsay_arena *arena, hsay_lessons *out,
                             hsay_error *error)
{
    hsay_stream *stream = NULL;
    reading r = {.arena = hsay_arena_new()};
    hsay_status status = r.arena ? hsay_stream_open(path, LINE_BYTES, &stream, error) : HSAY_MEMORY;
    hsay_line line;
    while (status == HSAY_OK && (status = hsay_stream_line(stream, &line, error)) == HSAY_OK) {
        if (!hsay_str_trim(line.bytes).len)
            continue;
        status = line.too_long ? HSAY_LIMIT : gold_line(line.bytes, &r, arena, out);
        if (status != HSAY_OK)
            hsay_error_set(error, status, "no text with attributions", line.number, line.number);
    }
    hsay_stream_close(stream);
    hsay_arena_free(r.arena);
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    return status == HSAY_NOT_FOUND ? HSAY_OK : status;
}

static uint32_t u32_at(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* A token takes the shares of the teacher's word that covers its first byte. */
static uint8_t *soft_of(const reading *r, const char *starts, uint32_t words, hsay_arena *arena)
{
    uint32_t points, word = 0, share_count = HSAY_ROLES * HSAY_LABELS;
    const uint32_t *bytes = bytes_of(r, &points);
    uint8_t *soft = hsay_arena_array(arena, (size_t)r->doc.token_count * share_count + 1, 1);
    const char *shares = starts + (size_t)words * 4;
    for (uint32_t t = 0; bytes && soft && t < r->doc.token_count && words; t++) {
        while (word + 1 < words && u32_at(starts + (size_t)(word + 1) * 4) < points &&
               bytes[u32_at(starts + (size_t)(word + 1) * 4)] <= r->doc.tokens[t].span.start)
            word++;
        memcpy(soft + (size_t)t * share_count, shares + (size_t)word * share_count, share_count);
    }
    return bytes ? soft : NULL;
}

static hsay_status soft_line(hsay_str line, hsay_str labels, size_t *at, reading *r,
                             hsay_arena *arena, hsay_lessons *out)
{
    json_t *row = json_loadb(line.ptr, line.len, 0, NULL);
    json_t *text = json_object_get(row, "text");
    uint32_t words = *at + 4 <= labels.len ? u32_at(labels.ptr + *at) : 0;
    size_t size = (size_t)words * (4 + HSAY_ROLES * HSAY_LABELS);
    hsay_status status = HSAY_INPUT;
    if (json_is_string(text) && *at + 4 + size <= labels.len) {
        status = read_text((hsay_str){json_string_value(text), json_string_length(text)}, arena, r);
        uint8_t *soft = status == HSAY_OK ? soft_of(r, labels.ptr + *at + 4, words, arena) : NULL;
        if (status == HSAY_OK && !soft)
            status = HSAY_MEMORY;
        if (soft && r->doc.token_count && words)
            hsay_vec_push(arena, out, (hsay_example){r->doc.token_count, r->rows, NULL, soft});
        *at += 4 + size;
    }
    json_decref(row);
    return status;
}

static hsay_status soft_pair(const char *texts, const char *labels_path, uint32_t limit, reading *r,
                             hsay_arena *arena, hsay_lessons *out, hsay_error *error)
{
    hsay_stream *stream = NULL, *bin = NULL;
    hsay_str labels = HSAY_STR_NONE;
    size_t at = 0;
    hsay_line line;
    hsay_status status = hsay_stream_open(labels_path, 1u << 30, &bin, error);
    if (status == HSAY_OK)
        status = hsay_stream_rest(bin, &labels, error);
    if (status == HSAY_OK)
        status = hsay_stream_open(texts, LINE_BYTES, &stream, error);
    while (status == HSAY_OK && (!limit || out->count < limit) &&
           (status = hsay_stream_line(stream, &line, error)) == HSAY_OK) {
        status = soft_line(line.bytes, labels, &at, r, arena, out);
        if (status != HSAY_OK)
            hsay_error_set(error, status, "no text, or labels that do not fit it", line.number,
                           line.number);
    }
    hsay_stream_close(stream);
    hsay_stream_close(bin);
    return status == HSAY_NOT_FOUND ? HSAY_OK : status;
}

hsay_status hsay_teach__soft(const char *folder, uint32_t limit, hsay_arena *arena,
                             hsay_lessons *out, hsay_error *error)
{
    reading r = {.arena = hsay_arena_new()};
    hsay_status status = r.arena ? HSAY_OK : HSAY_MEMORY;
    for (uint32_t n = 0; status == HSAY_OK && (!limit || out->count < limit); n++) {
        char texts[PATH_BYTES], labels[PATH_BYTES];
        snprintf(texts, sizeof texts, "%s/%03u.jsonl", folder, n);
        snprintf(labels, sizeof labels, "%s/%03u.bin", folder, n);
        if (n && access(labels, F_OK))
            break;
        status = soft_pair(texts, labels, limit, &r, arena, out, error);
    }
    hsay_arena_free(r.arena);
    return hsay_arena_failed(arena) ? HSAY_MEMORY : status;
}
