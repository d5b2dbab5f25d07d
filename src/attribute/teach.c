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

enum { LINE_BYTES = 1 << 26, LABELS_BYTES = 1 << 30, PATH_BYTES = 4096 };

/* A text read as marking reads it, in an arena of its own; what becomes of it goes to `out`. */
typedef struct reading {
    hsay_arena *arena, *lessons;
    hsay_lessons *out;
    hsay_article article;
    hsay_doc doc;
    const uint32_t *rows;
    hsay_str labels; /* of a teacher, for the texts of one file */
    size_t at;       /* those of the next text */
} reading;

static hsay_status read_text(hsay_str text, reading *r)
{
    hsay_arena_reset(r->arena);
    r->article = (hsay_article){.text = hsay_arena_copy(r->arena, text)};
    hsay_status status = hsay_doc_make(&r->article, r->arena, &r->doc);
    if (status != HSAY_OK)
        return status;
    if (r->doc.token_count > HSAY_TEACH_TEXT_TOKENS ||
        r->out->tokens + r->doc.token_count > HSAY_TEACH_TOKENS)
        return HSAY_LIMIT;
    hsay_drafts drafts;
    hsay_find__statements(&r->doc, r->arena, &drafts);
    if (hsay_arena_failed(r->arena))
        return HSAY_MEMORY;
    const uint32_t *rows = hsay_inputs__make(&r->doc, drafts.words, &drafts, r->arena);
    size_t count = (size_t)r->doc.token_count * HSAY_INPUT_FIELDS;
    uint32_t *kept = hsay_arena_array(r->lessons, count + 1, sizeof *kept);
    if (!rows || !kept)
        return HSAY_MEMORY;
    memcpy(kept, rows, count * sizeof *kept);
    r->rows = kept;
    return HSAY_OK;
}

/* An example of the text, with gold or soft labels. */
static hsay_status keep(reading *r, const uint8_t *gold, const uint8_t *soft)
{
    hsay_vec_push(
        r->lessons, r->out,
        (hsay_example){.count = r->doc.token_count, .rows = r->rows, .gold = gold, .soft = soft});
    r->out->tokens += r->doc.token_count;
    return hsay_arena_failed(r->lessons) ? HSAY_MEMORY : HSAY_OK;
}

static void tell(const hsay_lessons *out, const char *path)
{
    if (out->progress)
        out->progress(out->ctx, path, out->count);
}

/* `text` says what is wrong where the line itself is. */
static hsay_status failed(hsay_status status, const char *text, uint64_t line, hsay_error *error)
{
    if (status == HSAY_LIMIT)
        text = "the text is longer than is taken, or all texts together are";
    else if (status != HSAY_INPUT)
        text = hsay_status_text(status);
    return hsay_error_set(error, status, text, line, line);
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

static hsay_status gold_line(const hsay_line *line, reading *r)
{
    if (line->too_long)
        return HSAY_LIMIT;
    json_t *row = json_loadb(line->bytes.ptr, line->bytes.len, 0, NULL);
    json_t *text = json_object_get(row, "text");
    hsay_status status = HSAY_INPUT;
    if (json_is_string(text))
        status = read_text((hsay_str){json_string_value(text), json_string_length(text)}, r);
    if (status == HSAY_OK) {
        uint8_t *gold =
            hsay_arena_array(r->lessons, (size_t)r->doc.token_count * HSAY_ROLES + 1, 1);
        if (!gold)
            status = HSAY_MEMORY;
        else if (!lay_attributions(r, json_object_get(row, "attributions"), gold))
            status = hsay_arena_failed(r->arena) ? HSAY_MEMORY : HSAY_INPUT;
        else if (r->doc.token_count)
            status = keep(r, gold, NULL);
    }
    json_decref(row);
    return status;
}

hsay_status hsay_teach__gold(const char *path, hsay_arena *arena, hsay_lessons *out,
                             hsay_error *error)
{
    hsay_stream *stream = NULL;
    reading r = {.arena = hsay_arena_new(), .lessons = arena, .out = out};
    tell(out, path);
    hsay_status status = r.arena ? hsay_stream_open(path, LINE_BYTES, &stream, error) : HSAY_MEMORY;
    hsay_line line;
    while (status == HSAY_OK && (status = hsay_stream_line(stream, &line, error)) == HSAY_OK) {
        if (!line.too_long && !hsay_str_trim(line.bytes).len)
            continue;
        status = gold_line(&line, &r);
        if (status != HSAY_OK)
            failed(status, "no text with attributions", line.number, error);
        tell(out, path);
    }
    hsay_stream_close(stream);
    hsay_arena_free(r.arena);
    return status == HSAY_NOT_FOUND ? HSAY_OK : status;
}

static uint32_t u32_at(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* A token takes the shares of the teacher's word that covers its first byte. */
static uint8_t *soft_of(const reading *r, const char *starts, uint32_t words)
{
    uint32_t points, word = 0, share_count = HSAY_ROLES * HSAY_LABELS;
    const uint32_t *bytes = bytes_of(r, &points);
    uint8_t *soft = hsay_arena_array(r->lessons, (size_t)r->doc.token_count * share_count + 1, 1);
    const char *shares = starts + (size_t)words * 4;
    for (uint32_t t = 0; bytes && soft && t < r->doc.token_count && words; t++) {
        while (word + 1 < words && u32_at(starts + (size_t)(word + 1) * 4) < points &&
               bytes[u32_at(starts + (size_t)(word + 1) * 4)] <= r->doc.tokens[t].span.start)
            word++;
        memcpy(soft + (size_t)t * share_count, shares + (size_t)word * share_count, share_count);
    }
    return bytes ? soft : NULL;
}

static hsay_status soft_line(const hsay_line *line, reading *r)
{
    if (line->too_long)
        return HSAY_LIMIT;
    json_t *row = json_loadb(line->bytes.ptr, line->bytes.len, 0, NULL);
    json_t *text = json_object_get(row, "text");
    const char *labels = r->labels.ptr + r->at;
    uint32_t words = r->at + 4 <= r->labels.len ? u32_at(labels) : 0;
    size_t size = 4 + (size_t)words * (4 + HSAY_ROLES * HSAY_LABELS);
    hsay_status status = HSAY_INPUT;
    if (json_is_string(text) && r->at + size <= r->labels.len) {
        r->at += size;
        status = read_text((hsay_str){json_string_value(text), json_string_length(text)}, r);
    }
    if (status == HSAY_OK && r->doc.token_count && words) {
        uint8_t *soft = soft_of(r, labels + 4, words);
        status = soft ? keep(r, NULL, soft) : HSAY_MEMORY;
    }
    json_decref(row);
    return status;
}

static hsay_status soft_texts(const char *path, uint32_t limit, reading *r, hsay_error *error)
{
    hsay_stream *stream = NULL;
    hsay_line line;
    tell(r->out, path);
    hsay_status status = hsay_stream_open(path, LINE_BYTES, &stream, error);
    while (status == HSAY_OK && (!limit || r->out->count < limit) &&
           (status = hsay_stream_line(stream, &line, error)) == HSAY_OK) {
        status = soft_line(&line, r);
        if (status != HSAY_OK)
            failed(status, "no text, or labels that do not fit it", line.number, error);
        tell(r->out, path);
    }
    hsay_stream_close(stream);
    return status == HSAY_NOT_FOUND ? HSAY_OK : status;
}

/* FOLDER/NNN.jsonl with FOLDER/NNN.bin; HSAY_NOT_FOUND where there are no more. */
static hsay_status soft_pair(const char *folder, uint32_t n, uint32_t limit, reading *r,
                             hsay_error *error)
{
    char path[PATH_BYTES];
    hsay_stream *stream = NULL;
    if (snprintf(path, sizeof path, "%s/%03u.jsonl", folder, n) >= PATH_BYTES)
        return hsay_error_set(error, HSAY_LIMIT, "the path is too long", 0, 0);
    snprintf(path, sizeof path, "%s/%03u.bin", folder, n);
    if (n && access(path, F_OK))
        return HSAY_NOT_FOUND;
    tell(r->out, path);
    r->labels = HSAY_STR_NONE;
    r->at = 0;
    hsay_status status = hsay_stream_open(path, LABELS_BYTES, &stream, error);
    if (status == HSAY_OK)
        status = hsay_stream_rest(stream, &r->labels, error);
    snprintf(path, sizeof path, "%s/%03u.jsonl", folder, n);
    if (status == HSAY_OK)
        status = soft_texts(path, limit, r, error);
    hsay_stream_close(stream);
    return status;
}

hsay_status hsay_teach__soft(const char *folder, uint32_t limit, hsay_arena *arena,
                             hsay_lessons *out, hsay_error *error)
{
    reading r = {.arena = hsay_arena_new(), .lessons = arena, .out = out};
    hsay_status status = r.arena ? HSAY_OK : HSAY_MEMORY;
    for (uint32_t n = 0; status == HSAY_OK && (!limit || out->count < limit); n++)
        status = soft_pair(folder, n, limit, &r, error);
    hsay_arena_free(r.arena);
    return status == HSAY_NOT_FOUND ? HSAY_OK : status;
}
