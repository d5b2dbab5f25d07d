/*
 * How each form gives its records.  Invariant: each call answers one record, or closes the input;
 * what fails becomes a record with an error, and the rest goes on.
 */
#include <string.h>

#include "base/str.h"
#include "ingest/records.h"

hsay_record *hsay_records__next_line(hsay_records *r)
{
    hsay_line line;
    hsay_error error = {0};
    for (;;) {
        hsay_status status = hsay_stream_line(r->stream, &line, &error);
        if (status == HSAY_NOT_FOUND) {
            if (r->made == 0)
                return hsay_records__refuse(r, HSAY_EMPTY, "the file holds no record");
            hsay_records__close_input(r);
            return NULL;
        }
        if (status != HSAY_OK)
            return hsay_records__give_up(r, &error);
        if (line.number == 1 && hsay_str_starts(line.bytes, HSAY_STR("\xEF\xBB\xBF"))) {
            line.bytes = hsay_str_cut(line.bytes, 3, line.bytes.len);
            line.start += 3;
        }
        if (line.too_long) {
            hsay_error_set(&error, HSAY_LIMIT, "the line is over the size limit", line.start,
                           line.end);
            hsay_record *refused =
                hsay_records__make(r, HSAY_FORMAT_JSON, HSAY_STR_NONE, line.start, &error);
            return hsay_records__numbered(r, refused, line.number);
        }
        if (hsay_str_trim(line.bytes).len)
            return hsay_records__numbered(
                r, hsay_records__make(r, HSAY_FORMAT_JSON, line.bytes, line.start, NULL),
                line.number);
    }
}

static hsay_record *page_of(hsay_records *r, const hsay_warc_page *page)
{
    const hsay_error *error = page->error.status == HSAY_OK ? NULL : &page->error;
    hsay_record *record = hsay_records__make(r, HSAY_FORMAT_HTML, page->body, page->start, error);
    if (record && !error) {
        record->coded_bytes = page->coded_bytes;
        record->url = hsay_arena_copy(record->arena, page->url);
        record->charset = hsay_arena_copy(record->arena, page->charset);
    }
    return record;
}

/* Or what is damaged in the file. */
hsay_record *hsay_records__next_page(hsay_records *r)
{
    hsay_arena *scratch = hsay_arena_new();
    hsay_warc_page page;
    hsay_status status =
        scratch ? hsay_warc_next(&r->warc, r->stream, scratch, &page) : HSAY_MEMORY;
    hsay_record *record = NULL;
    if (status == HSAY_OK) {
        record = hsay_records__numbered(r, page_of(r, &page), page.number);
    } else if (status == HSAY_NOT_FOUND) {
        if (r->made == 0)
            record = hsay_records__refuse(r, HSAY_EMPTY, "the file holds no page");
        else
            hsay_records__close_input(r);
    } else {
        r->failed = true;
    }
    hsay_arena_free(scratch);
    return record;
}

/* The page of the next record that a CDX file names, as a record of its WARC file. */
hsay_record *hsay_records__next_range(hsay_records *r)
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
        record = hsay_records__named(r, record, found.record);
    } else if (status != HSAY_NOT_FOUND) {
        hsay_error_set(&error, status, error.text, error.start, error.end);
        record = hsay_records__give_up(r, &error);
    } else if (r->made == 0) {
        record = hsay_records__refuse(r, HSAY_EMPTY, "the file names no page");
    } else {
        hsay_records__close_input(r);
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

hsay_record *hsay_records__next_value(hsay_records *r)
{
    to_value(r);
    size_t start = r->values_at, end = start;
    if (start == r->values.len) {
        if (r->made == 0)
            return hsay_records__refuse(r, HSAY_EMPTY, "the file holds no record");
        hsay_records__close_input(r);
        return NULL;
    }
    end = hsay_sniff__json_end(r->values, start);
    if (end == start) /* a stray bracket: the rest is one broken record */
        end = r->values.len;
    r->values_at = end;
    hsay_str bytes = hsay_str_trim(hsay_str_cut(r->values, start, end));
    bool only = !r->in_array && r->made == 0 &&
                hsay_str_trim(hsay_str_cut(r->values, end, r->values.len)).len == 0;
    hsay_record *record = hsay_records__make(r, HSAY_FORMAT_JSON, bytes, start, NULL);
    return only ? record : hsay_records__numbered(r, record, r->made);
}

hsay_record *hsay_records__whole(hsay_records *r)
{
    hsay_str bytes;
    hsay_error error = {0};
    if (hsay_stream_rest(r->stream, &bytes, &error) != HSAY_OK)
        return hsay_records__give_up(r, &error);
    if (r->form == HSAY_SNIFFED_JSON) {
        r->values = bytes;
        r->values_at = hsay_str_starts(bytes, HSAY_STR("\xEF\xBB\xBF")) ? 3 : 0;
        r->in_array = false;
        to_value(r);
        if (r->values_at < bytes.len && bytes.ptr[r->values_at] == '[') {
            r->in_array = true;
            r->values_at++;
        }
        return hsay_records__next_value(r);
    }
    hsay_format format = r->form == HSAY_SNIFFED_HTML  ? HSAY_FORMAT_HTML
                         : r->form == HSAY_SNIFFED_PDF ? HSAY_FORMAT_PDF
                                                       : HSAY_FORMAT_TEXT;
    hsay_record *record = hsay_records__make(r, format, bytes, 0, NULL);
    hsay_records__close_input(r);
    return record;
}

/* The source's next entry as a record, or what could not be read of it. */
hsay_record *hsay_records__next_entry(hsay_records *r)
{
    uint64_t number = 0;
    hsay_error error = {0};
    hsay_record *record = hsay_records__make(r, HSAY_FORMAT_ENTRY, HSAY_STR_NONE, 0, NULL);
    hsay_entry *entry = record ? hsay_arena_alloc(record->arena, sizeof *entry) : NULL;
    hsay_status status =
        entry ? hsay_source__next(r->source, record->arena, entry, &number, &error) : HSAY_MEMORY;
    if (status == HSAY_OK) {
        record->entry = entry;
        record->bytes = entry->bytes;
        record->input_start_byte = entry->start;
        record->coded_bytes = entry->stands ? 0 : entry->end - entry->start;
        return number ? hsay_records__numbered(r, record, number) : record;
    }
    hsay_record_free(record);
    r->failed = status == HSAY_MEMORY;
    if (status == HSAY_NOT_FOUND)
        hsay_records__close_input(r);
    if (status == HSAY_NOT_FOUND || r->failed)
        return NULL;
    record = hsay_records__make(r, HSAY_FORMAT_ENTRY, HSAY_STR_NONE, error.start, &error);
    return number ? hsay_records__numbered(r, record, number) : record;
}

hsay_record *hsay_records__open_source(hsay_records *r)
{
    bool plain =
        r->depth == 0 && strcmp(r->found.path, "-") != 0 && !hsay_stream_is_packed(r->stream);
    hsay_source_input in = {r->form, plain ? r->found.path : NULL, r->stream, r->found.size_bytes,
                            r->options};
    hsay_error error = {0};
    hsay_status status = hsay_source__open(&in, &r->source, &error);
    if (status == HSAY_OK)
        return hsay_records__next_entry(r);
    hsay_record *record = hsay_records__give_up(r, &error);
    if (record && record->listed) /* a folder's table or database of other things */
        record->passed_over = status == HSAY_EMPTY && r->form != HSAY_SNIFFED_FEED &&
                              r->form != HSAY_SNIFFED_JSON_FEED;
    return record;
}
