/*
 * A walk gives paths, a stream gives the bytes of one, and its form says how they become records:
 * the whole, a line each, a member each.  Invariant: each call answers one record, or moves
 * on to the next input; what fails becomes a record with an error, and the rest goes on.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/records.h"
#include "ingest/saved.h"

hsay_status hsay_records_open(const char *const *inputs, size_t input_count,
                              const hsay_options *options, hsay_records **out)
{
    hsay_records *r = hsay_alloc__new(sizeof *r);
    if (!r)
        return HSAY_MEMORY;
    *r = (hsay_records){.options = options, .limit = options->record_limit_bytes};
    if (r->limit == 0 || r->limit > HSAY_RECORD_LIMIT_MAX_BYTES)
        r->limit = r->limit ? HSAY_RECORD_LIMIT_MAX_BYTES : HSAY_RECORD_LIMIT_BYTES;
    r->walk = hsay_walk_open(inputs, input_count, hsay_saved__is_companion);
    if (!r->walk) {
        hsay_alloc__free(r);
        return HSAY_MEMORY;
    }
    *out = r;
    return HSAY_OK;
}

void hsay_records_close(hsay_records *r)
{
    if (!r)
        return;
    hsay_records__close_input(r);
    hsay_records__leave_all(r);
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
    const hsay_stream *file = r->depth ? r->levels[0].stream : r->stream;
    *done_bytes = r->done_bytes + (file ? hsay_stream_done_bytes(file) : 0);
    *known_bytes = hsay_walk_known_bytes(r->walk);
    *inputs = r->inputs;
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

/* What the bytes of the present input are, and its first record. */
static hsay_record *first_record(hsay_records *r)
{
    switch (r->form) {
    case HSAY_SNIFFED_EMPTY:
        return hsay_records__refuse(r, HSAY_EMPTY, "the file is empty");
    case HSAY_SNIFFED_BINARY:
        return hsay_records__refuse(r, HSAY_UNSUPPORTED,
                                    "the file is no text in an encoding that is read");
    case HSAY_SNIFFED_PACKED:
        return hsay_records__refuse(r, HSAY_UNSUPPORTED, "the file is packed more than once");
    case HSAY_SNIFFED_DOCUMENT:
        return hsay_records__refuse(r, HSAY_UNSUPPORTED,
                                    "office documents and e-books are not read; save it as HTML or "
                                    "plain text");
    case HSAY_SNIFFED_ARCHIVE:
        return hsay_records__enter(r);
    case HSAY_SNIFFED_WARC:
        r->warc = (hsay_warc){.limit = r->limit};
        return hsay_records__next_page(r);
    case HSAY_SNIFFED_CDX:
        if (r->found.listed) /* the WARC files themselves stand there, too */
            return hsay_records__pass_over(r);
        r->cdx = hsay_cdx__begin(hsay_str_of(r->found.path), r->limit);
        return hsay_records__next_range(r);
    case HSAY_SNIFFED_JSON_LINES:
        return hsay_records__next_line(r);
    case HSAY_SNIFFED_FEED:
    case HSAY_SNIFFED_JSON_FEED:
    case HSAY_SNIFFED_TABLE:
    case HSAY_SNIFFED_DATABASE:
    case HSAY_SNIFFED_MAIL:
        return hsay_records__open_source(r);
    default:
        return hsay_records__whole(r);
    }
}

/* `r->stream` is open where the input is a member of an archive. */
static hsay_record *first_of_input(hsay_records *r)
{
    r->made = 0;
    r->inputs++;
    hsay_error error = r->found.error;
    if (error.status == HSAY_OK && r->found.listed && is_passed_over(hsay_str_of(r->found.path)))
        return hsay_records__pass_over(r);
    if (error.status != HSAY_OK)
        return hsay_records__give_up(r, &error);
    if (!r->stream) {
        if (hsay_stream_open(r->found.path, r->limit, &r->stream, &error) != HSAY_OK)
            return hsay_records__give_up(r, &error);
        r->tally = (hsay_tally){0};
        hsay_stream_count(r->stream, &r->tally, true);
    }
    if (sniff(r, &error) != HSAY_OK)
        return hsay_records__give_up(r, &error);
    return first_record(r);
}

hsay_record *hsay_records_next(hsay_records *r)
{
    while (!r->failed) {
        hsay_record *record = NULL;
        if (r->source) {
            record = hsay_records__next_entry(r);
        } else if (r->stream && r->form == HSAY_SNIFFED_JSON_LINES) {
            record = hsay_records__next_line(r);
        } else if (r->stream && r->form == HSAY_SNIFFED_WARC) {
            record = hsay_records__next_page(r);
        } else if (r->stream && r->form == HSAY_SNIFFED_CDX) {
            record = hsay_records__next_range(r);
        } else if (r->stream) {
            record = hsay_records__next_value(r);
        } else if (r->depth) {
            if (hsay_records__next_member(r, &record) && !record)
                record = first_of_input(r);
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
