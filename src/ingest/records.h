/* Of records inside this folder: what is open, and how each form gives its records. */
#ifndef HSAY_INGEST_RECORDS_H
#define HSAY_INGEST_RECORDS_H

#include "base/files.h"
#include "ingest/archive.h"
#include "ingest/cdx.h"
#include "ingest/record.h"
#include "ingest/sniff.h"
#include "ingest/source.h"

/* An archive whose members are being read. */
typedef struct hsay_level {
    hsay_archive *archive;
    hsay_stream *stream; /* of the archive's bytes */
    hsay_found found;    /* of the archive itself */
    uint64_t members;
    char *member; /* the path of the member that is open, beginning with the archive's own */
} hsay_level;

enum { HSAY_ARCHIVE_DEPTH = 3 }; /* of archives in each other */

struct hsay_records {
    const hsay_options *options;
    hsay_walk *walk;
    hsay_source *source; /* open while it has entries left */
    hsay_stream *stream; /* open while an input has records left */
    hsay_found found;    /* the input: a file, or a member of an archive */
    hsay_level levels[HSAY_ARCHIVE_DEPTH];
    uint32_t depth;
    hsay_tally tally; /* of the file that is read, and of all archives in it */
    uint64_t limit, done_bytes, inputs;
    hsay_sniffed form;
    uint64_t made;   /* records of this input so far */
    hsay_str values; /* form JSON: what the stream lent, and where its next value begins */
    size_t values_at;
    hsay_warc warc; /* form WARC */
    hsay_cdx cdx;   /* form CDX */
    bool in_array, failed;
};

/* ---- record_make.c: all answer NULL where memory is short, and set `failed` ---- */

/* A record of the present input, with copies of all that is given. */
hsay_record *hsay_records__make(hsay_records *r, hsay_format format, hsay_str bytes, uint64_t start,
                                const hsay_error *error);
hsay_record *hsay_records__named(hsay_records *r, hsay_record *record, hsay_str line);
hsay_record *hsay_records__numbered(hsay_records *r, hsay_record *record, uint64_t number);
/* The input as a whole has failed, or what is left of it: told by a record, and closed. */
hsay_record *hsay_records__give_up(hsay_records *r, const hsay_error *error);
hsay_record *hsay_records__refuse(hsay_records *r, hsay_status status, const char *text);
hsay_record *hsay_records__pass_over(hsay_records *r);
void hsay_records__close_input(hsay_records *r);

/* ---- record_forms.c: the next record of a form; NULL where the input has ended ---- */

hsay_record *hsay_records__next_line(hsay_records *r);
hsay_record *hsay_records__next_page(hsay_records *r);
hsay_record *hsay_records__next_range(hsay_records *r);
hsay_record *hsay_records__next_value(hsay_records *r);
hsay_record *hsay_records__next_entry(hsay_records *r);
hsay_record *hsay_records__open_source(hsay_records *r);
hsay_record *hsay_records__whole(hsay_records *r);

/* ---- record_levels.c ---- */

/* The present input is an archive: its members come next.  A record where that can not be. */
hsay_record *hsay_records__enter(hsay_records *r);
/* Makes the next member of the innermost archive the present input, its stream open; or a record
 * that tells of damage; or leaves the archive.  False where there was no member. */
bool hsay_records__next_member(hsay_records *r, hsay_record **told);
/* Closes all archives. */
void hsay_records__leave_all(hsay_records *r);

#endif
