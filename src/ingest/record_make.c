/* Records of the present input, and the ends of inputs. */
#include <stdio.h>

#include "ingest/records.h"

#include "base/str.h"

void hsay_records__close_input(hsay_records *r)
{
    hsay_source__close(r->source);
    r->source = NULL;
    if (r->stream && r->depth == 0)
        r->done_bytes += hsay_stream_done_bytes(r->stream);
    hsay_stream_close(r->stream);
    r->stream = NULL;
}

hsay_record *hsay_records__make(hsay_records *r, hsay_format format, hsay_str bytes, uint64_t start,
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

hsay_record *hsay_records__named(hsay_records *r, hsay_record *record, hsay_str line)
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

hsay_record *hsay_records__numbered(hsay_records *r, hsay_record *record, uint64_t number)
{
    char line[24];
    snprintf(line, sizeof line, "%llu", (unsigned long long)number);
    return hsay_records__named(r, record, hsay_str_of(line));
}

hsay_record *hsay_records__give_up(hsay_records *r, const hsay_error *error)
{
    if (error->status == HSAY_MEMORY) {
        r->failed = true;
        return NULL;
    }
    hsay_record *record =
        hsay_records__make(r, HSAY_FORMAT_TEXT, HSAY_STR_NONE, error->start, error);
    hsay_records__close_input(r);
    return record;
}

hsay_record *hsay_records__refuse(hsay_records *r, hsay_status status, const char *text)
{
    hsay_error error = {status, text, 0, r->found.size_bytes};
    return hsay_records__give_up(r, &error);
}

hsay_record *hsay_records__pass_over(hsay_records *r)
{
    hsay_record *record =
        hsay_records__refuse(r, HSAY_UNSUPPORTED, "a folder's file of this ending");
    if (record)
        record->passed_over = true;
    return record;
}
