/*
 * A walk gives paths, a stream gives the bytes of one, and its form says how they become records:
 * the whole, a line each, or a JSON value each.  Invariant: each call answers one record, or moves
 * on to the next input; what fails becomes a record with an error, and the rest goes on.
 */
#include "ingest/record.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/files.h"
#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/cdx.h"
#include "ingest/sniff.h"
#include "ingest/source.h"

struct hsay_records {
    const hsay_options *options;
    hsay_walk *walk;
    hsay_source *source; /* open while it has entries left */
    hsay_stream *stream; /* open while an input has records left */
    hsay_found found;
    uint64_t limit, done_bytes, inputs;
    hsay_sniffed form;
    uint64_t made;   /* records of this input so far */
    hsay_str values; /* form JSON: what the stream lent, and where its next value begins */
    size_t values_at;
    hsay_warc warc; /* form WARC */
    hsay_cdx cdx;   /* form CDX */
    bool in_array, failed;
};

hsay_status hsay_records_open(const char *const *inputs, size_t input_count,
                              const hsay_options *options, hsay_records **out)
{
    hsay_records *r = hsay_alloc__new(sizeof *r);
    if (!r)
        return HSAY_MEMORY;
    *r = (hsay_records){.options = options, .limit = options->record_limit_bytes};
    if (r->limit == 0 || r->limit > HSAY_RECORD_LIMIT_MAX_BYTES)
        r->limit = r->limit ? HSAY_RECORD_LIMIT_MAX_BYTES : HSAY_RECORD_LIMIT_BYTES;
    r->walk = hsay_walk_open(inputs, input_count);
    if (!r->walk) {
        hsay_alloc__free(r);
        return HSAY_MEMORY;
    }
    *out = r;
    return HSAY_OK;
}

static void close_input(hsay_records *r)
{
    hsay_source__close(r->source);
    r->source = NULL;
    if (r->stream)
        r->done_bytes += hsay_stream_done_bytes(r->stream);
    hsay_stream_close(r->stream);
    r->stream = NULL;
}

void hsay_records_close(hsay_records *r)
{
    if (!r)
        return;
    close_input(r);
    hsay_walk_close(r->walk);
    hsay_alloc__free(r);
}

bool hsay_records_failed(const hsay_records *r)
{
    return r->failed;
}

void hsay_record_free(hsay_record *record)
{
    if (record)
        hsay_arena_free(record->arena);
}

void hsay_records_progress(const hsay_records *r, uint64_t *done_bytes, uint64_t *known_bytes,
                           uint64_t *inputs)
{
    *done_bytes = r->done_bytes + (r->stream ? hsay_stream_done_bytes(r->stream) : 0);
    *known_bytes = hsay_walk_known_bytes(r->walk);
    *inputs = r->inputs;
}

/* A record of the present input, with copies of all that is given. */
static hsay_record *make(hsay_records *r, hsay_format format, hsay_str bytes, uint64_t start,
                         const hsay_error *error)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_record *record = arena ? hsay_arena_alloc(arena, sizeof *record) : NULL;
    if (record) {
        *record = (hsay_record){
            .arena = arena, .format = format, .input_start_byte = start, .listed = r->found.listed};
        record->input = hsay_arena_copy(arena, hsay_str_of(r->found.path));
        record->bytes = hsay_arena_copy(arena, bytes);
        if (error)
            record->error = *error;
    }
    if (!record || hsay_arena_failed(arena)) {
        hsay_arena_free(arena);
        r->failed = true;
        return NULL;
    }
    r->made++;
    return record;
}

static hsay_record *named(hsay_records *r, hsay_record *record, hsay_str line)
{
    if (!record)
        return NULL;
    record->line = hsay_arena_copy(record->arena, line);
    if (!hsay_arena_failed(record->arena))
        return record;
    hsay_record_free(record);
    r->failed = true;
    return NULL;
}

static hsay_record *numbered(hsay_records *r, hsay_record *record, uint64_t number)
{
    char line[24];
    snprintf(line, sizeof line, "%llu", (unsigned long long)number);
    return named(r, record, hsay_str_of(line));
}

/* The input as a whole has failed, or what is left of it. */
static hsay_record *give_up(hsay_records *r, const hsay_error *error)
{
    if (error->status == HSAY_MEMORY) {
        r->failed = true;
        return NULL;
    }
    hsay_record *record = make(r, HSAY_FORMAT_TEXT, HSAY_STR_NONE, error->start, error);
    close_input(r);
    return record;
}

static hsay_record *refuse(hsay_records *r, hsay_status status, const char *text)
{
    hsay_error error = {status, text, 0, r->found.size_bytes};
    return give_up(r, &error);
}

static hsay_record *next_line(hsay_records *r)
{
    hsay_line line;
    hsay_error error = {0};
    for (;;) {
        hsay_status status = hsay_stream_line(r->stream, &line, &error);
        if (status == HSAY_NOT_FOUND) {
            if (r->made == 0)
                return refuse(r, HSAY_EMPTY, "the file holds no record");
            close_input(r);
            return NULL;
        }
        if (status != HSAY_OK)
            return give_up(r, &error);
        if (line.number == 1 && hsay_str_starts(line.bytes, HSAY_STR("\xEF\xBB\xBF"))) {
            line.bytes = hsay_str_cut(line.bytes, 3, line.bytes.len);
            line.start += 3;
        }
        if (line.too_long) {
            hsay_error_set(&error, HSAY_LIMIT, "the line is over the size limit", line.start,
                           line.end);
            hsay_record *refused = make(r, HSAY_FORMAT_JSON, HSAY_STR_NONE, line.start, &error);
            return numbered(r, refused, line.number);
        }
        if (hsay_str_trim(line.bytes).len)
            return numbered(r, make(r, HSAY_FORMAT_JSON, line.bytes, line.start, NULL),
                            line.number);
    }
}

static hsay_record *page_of(hsay_records *r, const hsay_warc_page *page)
{
    const hsay_error *error = page->error.status == HSAY_OK ? NULL : &page->error;
    hsay_record *record = make(r, HSAY_FORMAT_HTML, page->body, page->start, error);
    if (record && !error) {
        record->coded_bytes = page->coded_bytes;
        record->url = hsay_arena_copy(record->arena, page->url);
        record->charset = hsay_arena_copy(record->arena, page->charset);
    }
    return record;
}

/* The next page of a WARC file, or what is damaged in it. */
static hsay_record *next_page(hsay_records *r)
{
    hsay_arena *scratch = hsay_arena_new();
    hsay_warc_page page;
    hsay_status status =
        scratch ? hsay_warc_next(&r->warc, r->stream, scratch, &page) : HSAY_MEMORY;
    hsay_record *record = NULL;
    if (status == HSAY_OK) {
        record = numbered(r, page_of(r, &page), page.number);
    } else if (status == HSAY_NOT_FOUND) {
        if (r->made == 0)
            record = refuse(r, HSAY_EMPTY, "the file holds no page");
        else
            close_input(r);
    } else {
        r->failed = true;
    }
    hsay_arena_free(scratch);
    return record;
}

/* The page of the next record that a CDX file names, as a record of its WARC file. */
static hsay_record *next_range(hsay_records *r)
{
    hsay_arena *scratch = hsay_arena_new();
    hsay_cdx_page found;
    hsay_error error = {0};
    hsay_status status =
        scratch ? hsay_cdx_next(&r->cdx, r->stream, scratch, &found, &error) : HSAY_MEMORY;
    hsay_record *record = NULL;
    if (status == HSAY_OK) {
        record = page_of(r, &found.page);
        if (record && found.warc.len)
            record->input = hsay_arena_copy(record->arena, found.warc);
        record = named(r, record, found.record);
    } else if (status != HSAY_NOT_FOUND) {
        hsay_error_set(&error, status, error.text, error.start, error.end);
        record = give_up(r, &error);
    } else if (r->made == 0) {
        record = refuse(r, HSAY_EMPTY, "the file names no page");
    } else {
        close_input(r);
    }
    hsay_arena_free(scratch);
    return record;
}

/* Skips white space, and in an array commas, before the next value. */
static void to_value(hsay_records *r)
{
    hsay_str s = r->values;
    while (r->values_at < s.len &&
           (hsay_char_is_space(s.ptr[r->values_at]) || (r->in_array && s.ptr[r->values_at] == ',')))
        r->values_at++;
    if (r->in_array && r->values_at < s.len && s.ptr[r->values_at] == ']') {
        r->in_array = false;
        r->values_at++;
        to_value(r);
    }
}

static hsay_record *next_value(hsay_records *r)
{
    to_value(r);
    size_t start = r->values_at, end = start;
    if (start == r->values.len) {
        if (r->made == 0)
            return refuse(r, HSAY_EMPTY, "the file holds no record");
        close_input(r);
        return NULL;
    }
    end = hsay_sniff__json_end(r->values, start);
    if (end == start) /* a stray bracket: the rest is one broken record */
        end = r->values.len;
    r->values_at = end;
    hsay_str bytes = hsay_str_trim(hsay_str_cut(r->values, start, end));
    bool only = !r->in_array && r->made == 0 &&
                hsay_str_trim(hsay_str_cut(r->values, end, r->values.len)).len == 0;
    hsay_record *record = make(r, HSAY_FORMAT_JSON, bytes, start, NULL);
    return only ? record : numbered(r, record, r->made);
}

static hsay_record *whole(hsay_records *r)
{
    hsay_str bytes;
    hsay_error error = {0};
    if (hsay_stream_rest(r->stream, &bytes, &error) != HSAY_OK)
        return give_up(r, &error);
    if (r->form == HSAY_SNIFFED_JSON) {
        r->values = bytes;
        r->values_at = hsay_str_starts(bytes, HSAY_STR("\xEF\xBB\xBF")) ? 3 : 0;
        r->in_array = false;
        to_value(r);
        if (r->values_at < bytes.len && bytes.ptr[r->values_at] == '[') {
            r->in_array = true;
            r->values_at++;
        }
        return next_value(r);
    }
    hsay_format format = r->form == HSAY_SNIFFED_HTML ? HSAY_FORMAT_HTML : HSAY_FORMAT_TEXT;
    hsay_record *record = make(r, format, bytes, 0, NULL);
    close_input(r);
    return record;
}

/* Shows the sniffer the head; of JSON as much as its first line and the beginning of the next. */
static hsay_status sniff(hsay_records *r, hsay_error *error)
{
    hsay_str path = hsay_str_of(r->found.path), head;
    size_t want = HSAY_SNIFF_BYTES;
    for (;; want *= 2) {
        hsay_status status = hsay_stream_peek(r->stream, want, &head, error);
        if (status != HSAY_OK)
            return status;
        bool all = head.len < want || want > r->limit;
        size_t newline = hsay_str_find(head, HSAY_STR("\n"), 0);
        bool line_and_more = newline != SIZE_MAX && newline + 1 < head.len;
        if (all || line_and_more || !hsay_sniff__is_json(path, head))
            break;
    }
    r->form = hsay_sniff__format(path, head);
    return HSAY_OK;
}

static bool is_passed_over(hsay_str path)
{
    size_t dot = path.len;
    while (dot > 0 && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/')
        dot--;
    return dot > 0 && path.ptr[dot - 1] == '.' &&
           hsay_lexicon_find(&hsay_lexicon__passed_over, hsay_str_cut(path, dot, path.len));
}

/* The source's next entry as a record, or what could not be read of it. */
static hsay_record *next_entry(hsay_records *r)
{
    uint64_t number = 0;
    hsay_error error = {0};
    hsay_record *record = make(r, HSAY_FORMAT_ENTRY, HSAY_STR_NONE, 0, NULL);
    hsay_entry *entry = record ? hsay_arena_alloc(record->arena, sizeof *entry) : NULL;
    hsay_status status =
        entry ? hsay_source__next(r->source, record->arena, entry, &number, &error) : HSAY_MEMORY;
    if (status == HSAY_OK) {
        record->entry = entry;
        record->bytes = entry->bytes;
        record->input_start_byte = entry->start;
        record->coded_bytes = entry->stands ? 0 : entry->end - entry->start;
        return number ? numbered(r, record, number) : record;
    }
    hsay_record_free(record);
    r->failed = status == HSAY_MEMORY;
    if (status == HSAY_NOT_FOUND)
        close_input(r);
    if (status == HSAY_NOT_FOUND || r->failed)
        return NULL;
    record = make(r, HSAY_FORMAT_ENTRY, HSAY_STR_NONE, error.start, &error);
    return number ? numbered(r, record, number) : record;
}

static hsay_record *open_source(hsay_records *r)
{
    bool plain = strcmp(r->found.path, "-") != 0 && !hsay_stream_is_packed(r->stream);
    hsay_source_input in = {r->form, plain ? r->found.path : NULL, r->stream, r->found.size_bytes,
                            r->options};
    hsay_error error = {0};
    hsay_status status = hsay_source__open(&in, &r->source, &error);
    if (status == HSAY_OK)
        return next_entry(r);
    hsay_record *record = give_up(r, &error);
    if (record && record->listed) /* a folder's table or database of other things */
        record->passed_over = status == HSAY_EMPTY && r->form != HSAY_SNIFFED_FEED &&
                              r->form != HSAY_SNIFFED_JSON_FEED;
    return record;
}

static hsay_record *pass_over(hsay_records *r)
{
    hsay_record *record = refuse(r, HSAY_UNSUPPORTED, "a folder's file of this ending");
    if (record)
        record->passed_over = true;
    return record;
}

static hsay_record *first_of_input(hsay_records *r)
{
    r->made = 0;
    r->inputs++;
    hsay_error error = r->found.error;
    if (error.status == HSAY_OK && r->found.listed && is_passed_over(hsay_str_of(r->found.path)))
        return pass_over(r);
    if (error.status != HSAY_OK)
        return give_up(r, &error);
    if (hsay_stream_open(r->found.path, r->limit, &r->stream, &error) != HSAY_OK)
        return give_up(r, &error);
    if (sniff(r, &error) != HSAY_OK)
        return give_up(r, &error);
    switch (r->form) {
    case HSAY_SNIFFED_EMPTY:
        return refuse(r, HSAY_EMPTY, "the file is empty");
    case HSAY_SNIFFED_BINARY:
        return refuse(r, HSAY_UNSUPPORTED, "the file is no text in an encoding that is read");
    case HSAY_SNIFFED_PACKED:
        return refuse(r, HSAY_UNSUPPORTED, "the file is packed more than once");
    case HSAY_SNIFFED_WARC:
        r->warc = (hsay_warc){.limit = r->limit};
        return next_page(r);
    case HSAY_SNIFFED_CDX:
        if (r->found.listed) /* the WARC files themselves stand there, too */
            return pass_over(r);
        r->cdx = hsay_cdx__begin(hsay_str_of(r->found.path), r->limit);
        return next_range(r);
    case HSAY_SNIFFED_JSON_LINES:
        return next_line(r);
    case HSAY_SNIFFED_FEED:
    case HSAY_SNIFFED_JSON_FEED:
    case HSAY_SNIFFED_TABLE:
    case HSAY_SNIFFED_DATABASE:
    case HSAY_SNIFFED_MAIL:
        return open_source(r);
    default:
        return whole(r);
    }
}

hsay_record *hsay_records_next(hsay_records *r)
{
    while (!r->failed) {
        hsay_record *record = NULL;
        if (r->source) {
            record = next_entry(r);
        } else if (r->stream && r->form == HSAY_SNIFFED_JSON_LINES) {
            record = next_line(r);
        } else if (r->stream && r->form == HSAY_SNIFFED_WARC) {
            record = next_page(r);
        } else if (r->stream && r->form == HSAY_SNIFFED_CDX) {
            record = next_range(r);
        } else if (r->stream) {
            record = next_value(r);
        } else {
            hsay_status status = hsay_walk_next(r->walk, &r->found);
            r->failed = status == HSAY_MEMORY;
            if (status != HSAY_OK)
                return NULL;
            record = first_of_input(r);
        }
        if (record)
            return record;
    }
    return NULL;
}
