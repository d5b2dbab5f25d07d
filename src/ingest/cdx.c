/*
 * A line names a range, the range is opened as a stream of its own, and the one record at its
 * beginning is read.  Invariant: no name reaches a file that does not lie under the CDX's folder
 * (but by links that stand there), and each line costs itself alone.
 * Forms: the header of CDX (" CDX N b a m s k r M S V g"), and the nine or eleven fields that
 * crawlers write without one; "key time {json}" or the JSON alone.
 */
#include "ingest/cdx.h"

#include <sys/stat.h>

#include <jansson.h>

#include "base/str.h"

enum { FIELDS = 32, PATH_BYTES = 4096 };

static bool ends(hsay_str path, const char *ending)
{
    hsay_str end = hsay_str_of(ending);
    return path.len > end.len &&
           hsay_str_equal_nocase(hsay_str_cut(path, path.len - end.len, path.len), end);
}

static bool is_header(hsay_str line)
{
    return hsay_str_starts(line, HSAY_STR("CDX ")) ||
           (line.len > 5 && hsay_str_starts(hsay_str_cut(line, 1, line.len), HSAY_STR("CDX")) &&
            line.ptr[4] == line.ptr[0] && !hsay_char_is_alpha(line.ptr[0]));
}

bool hsay_cdx__is(hsay_str path, hsay_str head)
{
    if (ends(path, ".gz"))
        path.len -= 3;
    return is_header(head) || ends(path, ".cdx") || ends(path, ".cdxj");
}

hsay_cdx hsay_cdx__begin(hsay_str path, size_t limit)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return (hsay_cdx){.limit = limit, .folder = hsay_str_cut(path, 0, end)};
}

/* The fields of a line: `out[0]` stays empty, so that they are numbered from 1. */
static uint32_t split(hsay_str line, char delimiter, hsay_str out[FIELDS])
{
    uint32_t count = 1;
    size_t from = 0;
    out[0] = HSAY_STR_NONE;
    for (size_t at = 0; at <= line.len && count < FIELDS; at++)
        if (at == line.len || line.ptr[at] == delimiter) {
            out[count++] = hsay_str_cut(line, from, at);
            from = at + 1;
        }
    return count - 1;
}

/* " CDX N b a m s k r M S V g": which field is which. */
static void read_header(hsay_cdx *c, hsay_str line)
{
    hsay_str fields[FIELDS];
    bool marked = line.ptr[0] != 'C';
    c->delimiter = marked ? line.ptr[0] : ' ';
    c->file_field = c->offset_field = c->length_field = 0;
    uint32_t count =
        split(hsay_str_trim(hsay_str_cut(line, marked, line.len)), c->delimiter, fields);
    for (uint32_t i = 2; i <= count; i++) {
        char letter = fields[i].len == 1 ? fields[i].ptr[0] : 0;
        if (letter == 'g')
            c->file_field = i - 1;
        else if (letter == 'V')
            c->offset_field = i - 1;
        else if (letter == 'S')
            c->length_field = i - 1;
    }
}

static bool read_number(hsay_str digits, uint64_t *out)
{
    uint64_t n = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (!hsay_char_is_digit(digits.ptr[i]) || n > UINT64_MAX / 100)
            return false;
        n = n * 10 + (uint64_t)(digits.ptr[i] - '0');
    }
    *out = n;
    return digits.len > 0;
}

static hsay_status refuse(hsay_error *error, const char *text)
{
    return hsay_error_set(error, HSAY_INPUT, text, 0, 0);
}

static hsay_status read_fields(const hsay_cdx *c, hsay_str line, hsay_cdx_range *out,
                               hsay_error *error)
{
    hsay_str fields[FIELDS];
    hsay_cdx cdx = *c;
    if (!cdx.delimiter)
        cdx.delimiter = ' ';
    uint32_t count = split(line, cdx.delimiter, fields);
    if (!c->delimiter && (count == 9 || count == 11)) { /* ... V g, ... S V g */
        cdx.file_field = count;
        cdx.offset_field = count - 1;
        cdx.length_field = count == 11 ? count - 2 : 0;
    }
    if (!cdx.file_field || !cdx.offset_field || count < cdx.file_field ||
        count < cdx.offset_field || count < cdx.length_field)
        return refuse(error, "the line names no WARC file and offset");
    out->file = fields[cdx.file_field];
    hsay_str length = fields[cdx.length_field];
    if (!read_number(fields[cdx.offset_field], &out->offset))
        return refuse(error, "the line's offset is no number");
    if (length.len && !hsay_str_equal(length, HSAY_STR("-")) &&
        !read_number(length, &out->length_bytes))
        return refuse(error, "the line's length is no number");
    return HSAY_OK;
}

/* CDXJ has numbers as such and as strings. */
static bool number_of(const json_t *value, uint64_t *out)
{
    if (json_is_integer(value) && json_integer_value(value) >= 0) {
        *out = (uint64_t)json_integer_value(value);
        return true;
    }
    return json_is_string(value) &&
           read_number((hsay_str){json_string_value(value), json_string_length(value)}, out);
}

static hsay_status read_json(hsay_str text, hsay_arena *arena, hsay_cdx_range *out,
                             hsay_error *error)
{
    json_error_t reason;
    json_t *object = json_loadb(text.ptr, text.len, 0, &reason);
    if (!object)
        return json_error_code(&reason) == json_error_out_of_memory
                   ? HSAY_MEMORY
                   : refuse(error, "the line's JSON is broken");
    const json_t *file = json_object_get(object, "filename"),
                 *length = json_object_get(object, "length");
    hsay_status status = HSAY_OK;
    if (json_is_string(file))
        out->file =
            hsay_arena_copy(arena, (hsay_str){json_string_value(file), json_string_length(file)});
    if (!json_is_string(file) || !json_object_get(object, "offset"))
        status = refuse(error, "the line names no WARC file and offset");
    else if (!number_of(json_object_get(object, "offset"), &out->offset))
        status = refuse(error, "the line's offset is no number");
    else if (length && !number_of(length, &out->length_bytes))
        status = refuse(error, "the line's length is no number");
    json_decref(object);
    return hsay_arena_failed(arena) ? HSAY_MEMORY : status;
}

/* Relative, and no part of it leads up. */
static bool stays_inside(hsay_str file)
{
    if (!file.len || file.ptr[0] == '/' || memchr(file.ptr, 0, file.len))
        return false;
    for (size_t from = 0; from <= file.len;) {
        size_t end = hsay_str_find(file, HSAY_STR("/"), from);
        end = end == SIZE_MAX ? file.len : end;
        if (hsay_str_equal(hsay_str_cut(file, from, end), HSAY_STR("..")))
            return false;
        from = end + 1;
    }
    return true;
}

hsay_status hsay_cdx__range(hsay_cdx *c, hsay_str line, hsay_arena *arena, hsay_cdx_range *out,
                            hsay_error *error)
{
    hsay_cdx_range range = {.length_bytes = UINT64_MAX};
    if (is_header(line)) {
        read_header(c, line);
        return HSAY_NOT_FOUND;
    }
    hsay_str text = hsay_str_trim(line);
    if (!text.len || text.ptr[0] == '!' || text.ptr[0] == '@') /* headers of CDXJ */
        return HSAY_NOT_FOUND;
    size_t brace = hsay_str_find(text, HSAY_STR(" {"), 0); /* no URL has a space */
    bool json = !c->delimiter && (text.ptr[0] == '{' || brace != SIZE_MAX);
    size_t from = text.ptr[0] == '{' ? 0 : brace;
    hsay_status status = json ? read_json(hsay_str_cut(text, from, text.len), arena, &range, error)
                              : read_fields(c, line, &range, error);
    if (status != HSAY_OK)
        return status;
    if (!stays_inside(range.file))
        return refuse(error, "the line names a file outside of the CDX file's folder");
    if (range.file.len + c->folder.len >= PATH_BYTES)
        return refuse(error, "the line names a file whose path is too long");
    *out = range;
    return HSAY_OK;
}

static bool is_there(hsay_str path)
{
    struct stat about;
    return stat(path.ptr, &about) == 0;
}

/* The file under the folder, or, where only the file was brought, the last part of its name. */
static hsay_str path_of(const hsay_cdx *c, hsay_str file, hsay_arena *arena)
{
    int folder = (int)c->folder.len;
    const char *at = folder ? c->folder.ptr : "";
    hsay_str path = hsay_arena_format(arena, "%.*s%.*s", folder, at, (int)file.len, file.ptr);
    size_t from = file.len;
    while (from > 0 && file.ptr[from - 1] != '/')
        from--;
    if (hsay_arena_failed(arena) || !from || from == file.len || is_there(path))
        return path;
    hsay_str beside =
        hsay_arena_format(arena, "%.*s%.*s", folder, at, (int)(file.len - from), file.ptr + from);
    return beside.len && is_there(beside) ? beside : path;
}

/* The one record of a range; `*found` stays false where it holds no page. */
static hsay_status read_range(const hsay_cdx *c, const hsay_cdx_range *range, hsay_arena *arena,
                              hsay_cdx_page *out, bool *found, hsay_error *error)
{
    hsay_stream *s;
    hsay_str path = path_of(c, range->file, arena);
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    hsay_status status =
        hsay_stream_open_range(path.ptr, range->offset, range->length_bytes, c->limit, &s, error);
    if (status == HSAY_IO && !is_there(path))
        return hsay_error_set(error, status, "the WARC file that the line names is not there", 0,
                              0);
    if (status != HSAY_OK)
        return status;
    hsay_warc warc = {.limit = c->limit, .one = true};
    hsay_warc_page page;
    status = hsay_warc_next(&warc, s, arena, &page);
    uint64_t end = range->offset + hsay_stream_done_bytes(s);
    if (status == HSAY_OK && hsay_stream_is_packed(s)) { /* places are those of the packed bytes */
        page.start = page.error.start = range->offset;
        page.coded_bytes = end - range->offset;
        page.error.end = end;
    }
    hsay_stream_close(s);
    *found = status == HSAY_OK;
    if (status != HSAY_OK)
        return status == HSAY_NOT_FOUND ? HSAY_OK : status;
    out->warc = path;
    out->record = hsay_arena_format(arena, "@%llu", (unsigned long long)range->offset);
    out->page = page;
    return hsay_arena_failed(arena) ? HSAY_MEMORY : HSAY_OK;
}

/* A line that can not be used. */
static hsay_status tell(const hsay_line *line, hsay_arena *arena, hsay_error error,
                        hsay_cdx_page *out)
{
    error.start = line->start;
    error.end = line->end;
    *out = (hsay_cdx_page){.page = {.error = error}};
    out->record = hsay_arena_format(arena, "%llu", (unsigned long long)line->number);
    return hsay_arena_failed(arena) ? HSAY_MEMORY : HSAY_OK;
}

hsay_status hsay_cdx_next(hsay_cdx *c, hsay_stream *lines, hsay_arena *arena, hsay_cdx_page *out,
                          hsay_error *error)
{
    for (;;) {
        hsay_line line;
        hsay_cdx_range range;
        bool found = false;
        hsay_error why = {HSAY_LIMIT, "the line is over the size limit", 0, 0};
        hsay_arena_reset(arena);
        hsay_status status = hsay_stream_line(lines, &line, error);
        if (status != HSAY_OK)
            return status;
        if (line.too_long)
            return tell(&line, arena, why, out);
        status = hsay_cdx__range(c, line.bytes, arena, &range, &why);
        if (status == HSAY_OK)
            status = read_range(c, &range, arena, out, &found, &why);
        if (status == HSAY_MEMORY || (status == HSAY_OK && found))
            return status;
        if (status != HSAY_OK && status != HSAY_NOT_FOUND)
            return tell(&line, arena, why, out);
    }
}
