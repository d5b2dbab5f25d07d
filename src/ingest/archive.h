/*
 * Archives become their members' bytes: zip, tar, and what bzip2 or xz packed (a single member), by
 * libarchive.  Nothing is written to a disk, and nothing in a member's name is followed.
 */
#ifndef HSAY_INGEST_ARCHIVE_H
#define HSAY_INGEST_ARCHIVE_H

#include "base/files.h"

typedef enum hsay_archive_kind {
    HSAY_ARCHIVE_NONE,
    HSAY_ARCHIVE_ZIP,
    HSAY_ARCHIVE_TAR,
    HSAY_ARCHIVE_PACKED, /* by bzip2 or xz */
} hsay_archive_kind;

/* By the first bytes. */
hsay_archive_kind hsay_archive__kind(hsay_str head);
/* A zip that is a document of an office program, an e-book or a program. */
bool hsay_archive__is_document(hsay_str head);

typedef struct hsay_archive hsay_archive;

/*
 * `path` is that of a plain file, else NULL: then the bytes come from the stream, which is borrowed
 * in both cases, and so is the tally.  HSAY_INPUT, HSAY_IO, HSAY_MEMORY.  `*out` is yours.
 */
hsay_status hsay_archive_open(hsay_archive_kind kind, const char *path, hsay_stream *stream,
                              hsay_tally *tally, hsay_archive **out, hsay_error *error);
void hsay_archive_close(hsay_archive *archive); /* NULL is fine */

/*
 * The next member that is a file, its name borrowed until the next call, empty for what is packed.
 * HSAY_NOT_FOUND at the end; HSAY_INPUT where the archive is damaged: what can be read behind comes
 * next.
 */
hsay_status hsay_archive_next(hsay_archive *archive, hsay_str *name, hsay_error *error);
/* The member's bytes, as a reader.  HSAY_UNSUPPORTED where it is encrypted, HSAY_INPUT where it is
 * damaged, HSAY_LIMIT where the tally is over. */
hsay_reader hsay_archive_reader(hsay_archive *archive);
/* Bytes of the archive that were read. */
uint64_t hsay_archive_done_bytes(const hsay_archive *archive);

#endif
