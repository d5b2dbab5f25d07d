/* A source by its form: a list of entries that was read at once, or rows and mails as they come. */
#include "ingest/source.h"

#include "base/alloc.h"
#include "base/str.h"
#include "ingest/feed.h"
#include "ingest/mail.h"
#include "ingest/mailbox.h"
#include "ingest/record.h"
#include "ingest/source_rows.h"
#include "ingest/table.h"

struct hsay_source {
    hsay_sniffed form;
    hsay_arena *arena;
    hsay_entries entries;
    size_t next;
    bool single;
    hsay_error left; /* told once, behind the entries */
    hsay_mailbox mailbox;
    hsay_stream *stream; /* of a mailbox */
    hsay_rows *rows;
    hsay_database *database;
    uint64_t database_bytes;
    bool changes_beside; /* of a database, in a file that was not read */
    bool ended;
};

/* A feed whose items are titles and addresses alone is told as one thing, not by each of them. */
static hsay_status check_bodies(const hsay_source *s, hsay_error *error)
{
    for (size_t i = 0; i < s->entries.count; i++)
        if (s->entries.items[i].kind != HSAY_BODY_NONE || s->entries.items[i].wrong)
            return HSAY_OK;
    if (s->left.status != HSAY_OK) {
        *error = s->left;
        return error->status;
    }
    return hsay_error_set(error, HSAY_EMPTY,
                          s->entries.count
                              ? "the feed gives titles and addresses, but no text, and "
                                "nothing is fetched"
                              : "the feed holds no item",
                          0, 0);
}

static hsay_status open_feed(hsay_source *s, hsay_str bytes, hsay_error *error)
{
    hsay_feed_kind kind = s->form == HSAY_SNIFFED_JSON_FEED ? HSAY_FEED_JSON : HSAY_FEED_XML;
    hsay_status status = hsay_feed__read(kind, bytes, 0, s->arena, &s->entries, &s->left);
    if (status == HSAY_MEMORY)
        return hsay_error_set(error, status, NULL, 0, 0);
    return check_bodies(s, error);
}

/* The next mail, in `s->arena`, which has room for no more than one; a part of it is borrowed from
 * the stream. */
static hsay_status read_mail(hsay_source *s, hsay_entry *out, hsay_error *error)
{
    hsay_str mail;
    uint64_t start = 0;
    hsay_arena_reset(s->arena);
    hsay_status status = hsay_mailbox_next(&s->mailbox, s->stream, &mail, &start, error);
    return status == HSAY_OK ? hsay_mail__read(mail, start, s->arena, out, error) : status;
}

/* A mail, or a mailbox; the first mail stands in the list. */
static hsay_status open_mail(hsay_source *s, const hsay_source_input *in, hsay_error *error)
{
    hsay_entry first;
    uint64_t limit = in->options->record_limit_bytes;
    s->mailbox.limit = limit && limit < HSAY_RECORD_LIMIT_MAX_BYTES ? limit
                       : limit                                      ? HSAY_RECORD_LIMIT_MAX_BYTES
                                                                    : HSAY_RECORD_LIMIT_BYTES;
    s->stream = in->stream;
    hsay_status status = read_mail(s, &first, error);
    s->single = s->mailbox.single;
    if (status == HSAY_MEMORY || (status != HSAY_OK && (s->single || s->mailbox.ended)))
        return status;
    if (status != HSAY_OK)
        first = (hsay_entry){.wrong = error->text, .start = error->start, .end = error->end};
    hsay_vec_push(s->arena, &s->entries, first);
    return hsay_arena_failed(s->arena) ? hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0) : HSAY_OK;
}

static hsay_status open_form(hsay_source *s, const hsay_source_input *in, hsay_error *error)
{
    hsay_str bytes = {0};
    if (s->form == HSAY_SNIFFED_TABLE)
        return hsay_rows__open(in->stream, in->options, &s->rows, error);
    if (s->form == HSAY_SNIFFED_MAIL)
        return open_mail(s, in, error);
    if (s->form == HSAY_SNIFFED_DATABASE && in->path) {
        s->database_bytes = in->file_bytes;
        s->changes_beside = hsay_database__has_changes_beside(in->path);
        return hsay_database__open(in->path, bytes, in->options, &s->database, error);
    }
    hsay_status status = hsay_stream_rest(in->stream, &bytes, error);
    if (status == HSAY_LIMIT && s->form == HSAY_SNIFFED_DATABASE)
        error->text = "a database that is packed or comes through a pipe must fit in the size "
                      "limit; give it as a file";
    if (status != HSAY_OK)
        return status;
    s->database_bytes = bytes.len;
    if (s->form == HSAY_SNIFFED_DATABASE)
        return hsay_database__open(NULL, bytes, in->options, &s->database, error);
    return open_feed(s, bytes, error);
}

hsay_status hsay_source__open(const hsay_source_input *in, hsay_source **out, hsay_error *error)
{
    hsay_source *s = hsay_alloc__zeroed(sizeof *s);
    if (s)
        s->arena = hsay_arena_new();
    if (!s || !s->arena) {
        hsay_alloc__free(s);
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    }
    s->form = in->form;
    hsay_status status = open_form(s, in, error);
    if (status == HSAY_OK)
        *out = s;
    else
        hsay_source__close(s);
    return status;
}

void hsay_source__close(hsay_source *s)
{
    if (!s)
        return;
    hsay_rows__close(s->rows);
    hsay_database__close(s->database);
    hsay_arena_free(s->arena);
    hsay_alloc__free(s);
}

static hsay_status next_listed(hsay_source *s, hsay_arena *arena, hsay_entry *out, uint64_t *number,
                               hsay_error *error)
{
    if (s->next < s->entries.count) {
        const hsay_entry *next = &s->entries.items[s->next++];
        *number = s->single ? 0 : s->next;
        if (next->wrong)
            return hsay_error_set(error, HSAY_INPUT, next->wrong, next->start, next->end);
        *out = hsay_entry__copy(arena, next);
        if (hsay_arena_failed(arena))
            return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
        return HSAY_OK;
    }
    s->ended = true;
    *number = 0;
    if (s->left.status == HSAY_OK)
        return HSAY_NOT_FOUND;
    *error = s->left;
    return error->status;
}

static hsay_status next_of_database(hsay_source *s, hsay_arena *arena, hsay_entry *out,
                                    uint64_t *number, hsay_error *error)
{
    hsay_status status = hsay_database__next(s->database, arena, out, number, error);
    s->ended = status == HSAY_NOT_FOUND;
    if (status == HSAY_OK)
        out->end = s->database_bytes;
    if (status != HSAY_NOT_FOUND || !s->changes_beside)
        return status;
    *number = 0;
    return hsay_error_set(error, HSAY_INPUT,
                          "the database has changes in its -wal file, which are not read; open and "
                          "close it once with the program that writes it",
                          0, 0);
}

/* Behind the first. */
static hsay_status next_mail(hsay_source *s, hsay_arena *arena, hsay_entry *out, uint64_t *number,
                             hsay_error *error)
{
    hsay_entry mail;
    hsay_status status = read_mail(s, &mail, error);
    s->ended = s->mailbox.ended;
    *number = s->ended ? 0 : s->mailbox.number;
    if (status == HSAY_EMPTY) /* as of the first */
        return hsay_error_set(error, HSAY_INPUT, error->text, error->start, error->end);
    if (status != HSAY_OK)
        return status;
    *out = hsay_entry__copy(arena, &mail);
    return hsay_arena_failed(arena) ? hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0) : HSAY_OK;
}

hsay_status hsay_source__next(hsay_source *s, hsay_arena *arena, hsay_entry *out, uint64_t *number,
                              hsay_error *error)
{
    if (s->ended)
        return HSAY_NOT_FOUND;
    if (s->rows)
        return hsay_rows__next(s->rows, arena, out, number, error);
    if (s->database)
        return next_of_database(s, arena, out, number, error);
    if (s->form == HSAY_SNIFFED_MAIL && s->next == s->entries.count)
        return next_mail(s, arena, out, number, error);
    return next_listed(s, arena, out, number, error);
}
