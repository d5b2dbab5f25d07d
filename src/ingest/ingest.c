/*
 * A record goes to the reader of its format; what all formats share is done here: key, hash, the
 * outlet's domain, and the outlet and date of options where the input has none.
 */
#include "ingest/ingest.h"

#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ingest/bylines.h"
#include "ingest/date.h"
#include "ingest/entry.h"
#include "ingest/html.h"
#include "ingest/json.h"
#include "ingest/language_article.h"
#include "ingest/outlet.h"
#include "ingest/pdf.h"
#include "ingest/plain.h"

static void name(hsay_arena *arena, const hsay_record *record, hsay_article *a)
{
    uint32_t repaired;
    if (a->input.len == 0)
        a->input = hsay_utf8_repair(arena, record->input, &repaired);
    if (a->record.len == 0)
        a->record = record->line;
    if (a->id.len == 0)
        a->id = a->record.len ? hsay_arena_format(arena, "%.*s#%.*s", (int)a->input.len,
                                                  a->input.ptr, (int)a->record.len, a->record.ptr)
                              : a->input;
}

/* The others of the record are numbered behind its name: "7#2", or of a whole file "2". */
static void name_others(hsay_arena *arena, hsay_article *first)
{
    unsigned number = 2;
    for (hsay_article *a = first->next; a; a = a->next, number++) {
        const char *mark = first->record.len ? "#" : "";
        a->input = first->input;
        a->record = hsay_arena_format(arena, "%.*s%s%u", (int)first->record.len,
                                      first->record.len ? first->record.ptr : "", mark, number);
        a->id = hsay_arena_format(arena, "%.*s#%.*s", (int)a->input.len, a->input.ptr,
                                  (int)a->record.len, a->record.ptr);
        a->input_start_byte = first->input_start_byte;
        a->input_end_byte = first->input_end_byte;
        a->format = first->format;
        memcpy(a->hash, first->hash, sizeof a->hash);
    }
}

static void complete(hsay_arena *arena, const hsay_options *options, hsay_article *a)
{
    hsay_outlet__decide(arena, true, a);
    if (a->outlet.len == 0 && options->outlet)
        a->outlet = hsay_str_of(options->outlet);
    if (a->date.len == 0 && options->date)
        a->date = hsay_date__normalize(arena, hsay_str_of(options->date), NULL);
    if (a->lang_from.len) /* a line of our own: all is decided */
        return;
    hsay_language__decide(arena, a);
    if (!options->whole)
        hsay_bylines__mark(arena, a);
}

static hsay_status read_format(const hsay_record *record, const hsay_options *options,
                               hsay_arena *arena, hsay_article *out, hsay_error *error)
{
    switch (record->format) {
    case HSAY_FORMAT_HTML:
        return hsay_html_read(record, options, arena, out, error);
    case HSAY_FORMAT_JSON:
        return hsay_json_read(record, options, arena, out, error);
    case HSAY_FORMAT_PDF:
        return hsay_pdf_read(record, options, arena, out, error);
    case HSAY_FORMAT_TEXT:
        return hsay_plain_read(record, options, arena, out, error);
    case HSAY_FORMAT_ENTRY:
        return hsay_entry__read(record->entry, options, arena, out, error);
    }
    return hsay_error_set(error, HSAY_ARGUMENT, "the record has no known format", 0, 0);
}

hsay_status hsay_ingest(const hsay_record *record, const hsay_options *options, hsay_arena *arena,
                        hsay_article *out, hsay_error *error)
{
    uint64_t start = record->input_start_byte;
    uint64_t end = start + (record->coded_bytes ? record->coded_bytes : record->bytes.len);
    if (record->error.status != HSAY_OK)
        return hsay_error_set(error, record->error.status, record->error.text, record->error.start,
                              record->error.end);
    if (record->bytes.len > HSAY_RECORD_LIMIT_MAX_BYTES)
        return hsay_error_set(error, HSAY_LIMIT, "the record is over the size limit", start, end);
    hsay_article article = {.input_start_byte = start, .input_end_byte = end};
    hsay_hash_content(record->bytes, article.hash);
    hsay_status status = read_format(record, options, arena, &article, error);
    if (status != HSAY_OK && error && record->format == HSAY_FORMAT_HTML) { /* the whole page */
        error->start = start;
        error->end = end;
    }
    if (status != HSAY_OK)
        return status;
    name(arena, record, &article);
    name_others(arena, &article);
    for (hsay_article *a = &article; a; a = a->next)
        complete(arena, options, a);
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, end);
    *out = article;
    return HSAY_OK;
}
