/*
 * Archives as levels: the innermost gives members, each of which is an input like a file of a
 * folder. Invariant: r->found is the input that is read or told of; the levels keep the archives'
 * own.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/str.h"
#include "ingest/records.h"

static void leave(hsay_records *r)
{
    hsay_level *l = &r->levels[--r->depth];
    r->found = l->found;
    if (r->depth == 0)
        r->done_bytes += hsay_archive_done_bytes(l->archive);
    hsay_archive_close(l->archive);
    hsay_stream_close(l->stream);
    hsay_alloc__free(l->member);
}

void hsay_records__leave_all(hsay_records *r)
{
    while (r->depth)
        leave(r);
}

hsay_record *hsay_records__enter(hsay_records *r)
{
    hsay_str head;
    hsay_error error = {0};
    if (r->depth == HSAY_ARCHIVE_DEPTH)
        return hsay_records__refuse(r, HSAY_LIMIT, "archives stand more than 3 deep in each other");
    hsay_level *l = &r->levels[r->depth];
    bool plain =
        r->depth == 0 && strcmp(r->found.path, "-") != 0 && !hsay_stream_is_packed(r->stream);
    hsay_status status = hsay_stream_peek(r->stream, HSAY_SNIFF_BYTES, &head, &error);
    *l = (hsay_level){.stream = r->stream, .found = r->found};
    if (status == HSAY_OK)
        status = hsay_archive_open(hsay_archive__kind(head), plain ? r->found.path : NULL,
                                   r->stream, &r->tally, &l->archive, &error);
    if (status != HSAY_OK)
        return hsay_records__give_up(r, &error);
    if (plain)
        r->tally.packed = r->found.size_bytes;
    r->stream = NULL;
    r->depth++;
    return NULL;
}

/* Hidden files, and what Macs put beside each file. */
static bool is_hidden(hsay_str name)
{
    for (size_t at = 0; at < name.len; at++)
        if (name.ptr[at] == '.' && (at == 0 || name.ptr[at - 1] == '/') && at + 1 < name.len &&
            name.ptr[at + 1] != '/')
            return true;
    return false;
}

/* "pile.zip/page.html"; what is packed keeps the name of its file. */
static bool name_member(hsay_level *l, hsay_str name)
{
    size_t outer = strlen(l->found.path), slash = name.len > 0;
    char *path = hsay_alloc__resize(l->member, outer + slash + name.len + 1);
    if (!path)
        return false;
    memcpy(path, l->found.path, outer);
    if (slash)
        path[outer] = '/';
    if (name.len)
        memcpy(path + outer + slash, name.ptr, name.len);
    path[outer + slash + name.len] = 0;
    l->member = path;
    return true;
}

static bool open_member(hsay_records *r, hsay_level *l, hsay_str name)
{
    hsay_error unused;
    bool packed = name.len == 0;
    if (!name_member(l, name) || hsay_stream_open_reader(hsay_archive_reader(l->archive), r->limit,
                                                         &r->stream, &unused) != HSAY_OK) {
        r->failed = true;
        return false;
    }
    hsay_stream_count(r->stream, &r->tally, false);
    l->members++;
    r->found = (hsay_found){.path = l->member, .listed = packed ? l->found.listed : true};
    return true;
}

bool hsay_records__next_member(hsay_records *r, hsay_record **told)
{
    hsay_level *l = &r->levels[r->depth - 1];
    hsay_str name;
    hsay_error error = {0};
    if (hsay_tally_is_over(&r->tally)) { /* told by the member that went over */
        hsay_records__leave_all(r);
        return false;
    }
    hsay_status status;
    do
        status = hsay_archive_next(l->archive, &name, &error);
    while (status == HSAY_OK && is_hidden(name));
    if (status == HSAY_OK)
        return open_member(r, l, name);
    r->failed = status == HSAY_MEMORY;
    r->found = l->found;
    if (status == HSAY_NOT_FOUND && l->members == 0)
        hsay_error_set(&error, HSAY_EMPTY, "the archive holds no file", 0, 0);
    if (error.status != HSAY_OK && !r->failed)
        *told = hsay_records__make(r, HSAY_FORMAT_TEXT, HSAY_STR_NONE, error.start, &error);
    l->members++; /* or damage was told */
    if (status == HSAY_NOT_FOUND)
        leave(r);
    return false;
}
