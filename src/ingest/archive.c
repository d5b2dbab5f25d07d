/*
 * A zip that is a plain file is read by its directory at the end, all else as it comes.  Invariant:
 * what comes out is counted before it is given on, so no archive makes more than the tally allows.
 */
#include "ingest/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>

#include "base/alloc.h"
#include "base/str.h"

enum {
    STEP_BYTES = 64 * 1024,
    TAR_HEADER_BYTES = 512,
    TAR_SUM_START = 148,
    TAR_SUM_BYTES = 8,
    ZIP_NAME_START = 30,   /* in the head of the first member */
    DAMAGES_IN_A_ROW = 16, /* then the archive ends */
};

struct hsay_archive {
    struct archive *archive;
    struct archive_entry *entry;
    hsay_stream *stream;
    hsay_tally *tally;
    size_t shown; /* of the stream, to be passed by the next step */
    hsay_error stream_error;
    uint32_t damages;
    locale_t utf8; /* names are converted by the locale of the thread */
    bool from_path, packed, ended;
};

static uint32_t octal(hsay_str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= '0' && s.ptr[i] <= '7')
            n = n * 8 + (uint32_t)(s.ptr[i] - '0');
    return n;
}

/* The sum of the header's bytes stands in it, its own place counted as blanks. */
static bool is_tar(hsay_str head)
{
    if (head.len < TAR_HEADER_BYTES || head.ptr[0] == 0)
        return false;
    uint32_t sum = TAR_SUM_BYTES * ' ';
    for (size_t i = 0; i < TAR_HEADER_BYTES; i++)
        if (i < TAR_SUM_START || i >= TAR_SUM_START + TAR_SUM_BYTES)
            sum += (unsigned char)head.ptr[i];
    return octal(hsay_str_cut(head, TAR_SUM_START, TAR_SUM_START + TAR_SUM_BYTES)) == sum;
}

hsay_archive_kind hsay_archive__kind(hsay_str head)
{
    if (hsay_str_starts(head, HSAY_STR("PK\x03\x04")) ||
        hsay_str_starts(head, HSAY_STR("PK\x05\x06")))
        return HSAY_ARCHIVE_ZIP;
    bool bzip2 = head.len > 4 && hsay_str_starts(head, HSAY_STR("BZh")) &&
                 hsay_char_is_digit(head.ptr[3]) &&
                 hsay_str_starts(hsay_str_cut(head, 4, head.len), HSAY_STR("1AY&SY"));
    if (bzip2 || hsay_str_starts(head, HSAY_STR("\xFD"
                                                "7zXZ")))
        return HSAY_ARCHIVE_PACKED;
    return is_tar(head) ? HSAY_ARCHIVE_TAR : HSAY_ARCHIVE_NONE;
}

bool hsay_archive__is_document(hsay_str head)
{
    static const char *const FIRST[] = {"[Content_Types].xml",
                                        "_rels/",
                                        "docProps/",
                                        "word/",
                                        "xl/",
                                        "ppt/",
                                        "mimetype",
                                        "META-INF/"};
    hsay_str name = hsay_str_cut(head, ZIP_NAME_START, head.len);
    for (size_t i = 0; i < sizeof FIRST / sizeof *FIRST; i++)
        if (hsay_str_starts(name, hsay_str_of(FIRST[i])))
            return hsay_archive__kind(head) == HSAY_ARCHIVE_ZIP;
    return false;
}

static la_ssize_t give_bytes(struct archive *archive, void *ctx, const void **bytes)
{
    hsay_archive *a = ctx;
    hsay_str shown;
    hsay_status status = hsay_stream_skip(a->stream, a->shown, &a->stream_error);
    a->shown = 0;
    if (status == HSAY_OK)
        status = hsay_stream_peek(a->stream, STEP_BYTES, &shown, &a->stream_error);
    if (status != HSAY_OK) {
        archive_set_error(archive, EIO, "reading failed");
        return -1;
    }
    a->shown = shown.len;
    *bytes = shown.ptr;
    return (la_ssize_t)shown.len;
}

static hsay_status fail(hsay_archive *a, const char *text, hsay_error *error)
{
    uint64_t at = hsay_archive_done_bytes(a);
    if (a->stream_error.status != HSAY_OK) {
        *error = a->stream_error;
        a->ended = true;
        return error->status;
    }
    if (archive_errno(a->archive) == ENOMEM)
        return hsay_error_set(error, HSAY_MEMORY, NULL, at, at);
    return hsay_error_set(error, HSAY_INPUT, text, at, at);
}

/* Only what is asked for is tried, so that no file is taken for what its first bytes did not say.
 */
static int support(struct archive *archive, hsay_archive_kind kind)
{
    if (kind == HSAY_ARCHIVE_ZIP)
        return archive_read_support_format_zip(archive);
    if (kind == HSAY_ARCHIVE_TAR)
        return archive_read_support_format_tar(archive);
    int bzip2 = archive_read_support_filter_bzip2(archive);
    int xz = archive_read_support_filter_xz(archive);
    int raw = archive_read_support_format_raw(archive);
    return bzip2 == ARCHIVE_OK && xz == ARCHIVE_OK ? raw : ARCHIVE_FATAL;
}

hsay_status hsay_archive_open(hsay_archive_kind kind, const char *path, hsay_stream *stream,
                              hsay_tally *tally, hsay_archive **out, hsay_error *error)
{
    hsay_archive *a = hsay_alloc__zeroed(sizeof *a);
    if (a)
        a->archive = archive_read_new();
    if (!a || !a->archive) {
        hsay_alloc__free(a);
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    }
    a->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    a->stream = stream;
    a->tally = tally;
    a->from_path = path && kind == HSAY_ARCHIVE_ZIP;
    a->packed = kind == HSAY_ARCHIVE_PACKED;
    int rc = support(a->archive, kind);
    if (rc == ARCHIVE_OK)
        rc = a->from_path ? archive_read_open_filename(a->archive, path, STEP_BYTES)
                          : archive_read_open(a->archive, a, NULL, give_bytes, NULL);
    hsay_status status = HSAY_OK;
    if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
        status = fail(a, "the archive can not be opened", error);
    if (status == HSAY_OK)
        *out = a;
    else
        hsay_archive_close(a);
    return status;
}

void hsay_archive_close(hsay_archive *a)
{
    if (!a)
        return;
    archive_read_free(a->archive);
    if (a->utf8)
        freelocale(a->utf8);
    hsay_alloc__free(a);
}

static int next_header(hsay_archive *a)
{
    locale_t before = a->utf8 ? uselocale(a->utf8) : (locale_t)0;
    int rc = archive_read_next_header(a->archive, &a->entry);
    if (rc != ARCHIVE_EOF && rc != ARCHIVE_FATAL)
        archive_entry_pathname_utf8(a->entry); /* kept in it */
    if (a->utf8)
        uselocale(before);
    return rc;
}

/* UTF-8 where it is known to be, else as it stands. */
static hsay_str name_of(const hsay_archive *a)
{
    const char *name = a->packed ? "" : archive_entry_pathname_utf8(a->entry);
    if (!name)
        name = archive_entry_pathname(a->entry);
    return name ? hsay_str_of(name) : HSAY_STR("?");
}

hsay_status hsay_archive_next(hsay_archive *a, hsay_str *name, hsay_error *error)
{
    while (!a->ended) {
        int rc = next_header(a);
        if (rc == ARCHIVE_EOF)
            return HSAY_NOT_FOUND;
        if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN) {
            a->ended = rc == ARCHIVE_FATAL || ++a->damages == DAMAGES_IN_A_ROW;
            return fail(a, "the archive is damaged or cut off here", error);
        }
        a->damages = 0;
        if (archive_entry_filetype(a->entry) == AE_IFREG && !archive_entry_hardlink(a->entry)) {
            *name = name_of(a);
            return HSAY_OK;
        }
    }
    return HSAY_NOT_FOUND;
}

static hsay_status read_member(void *ctx, char *to, size_t room, size_t *made, hsay_error *error)
{
    hsay_archive *a = ctx;
    uint64_t at = hsay_archive_done_bytes(a);
    if (archive_entry_is_data_encrypted(a->entry))
        return hsay_error_set(error, HSAY_UNSUPPORTED, "the file is encrypted in its archive", at,
                              at);
    la_ssize_t n = archive_read_data(a->archive, to, room);
    if (n < 0)
        return fail(a, "the file is damaged in its archive, or packed in a way that is not read",
                    error);
    a->tally->unpacked += (uint64_t)n;
    if (hsay_tally_is_over(a->tally)) {
        a->ended = true;
        return hsay_error_set(error, HSAY_LIMIT, hsay_tally__over, at, at);
    }
    *made = (size_t)n;
    return HSAY_OK;
}

hsay_reader hsay_archive_reader(hsay_archive *a)
{
    return (hsay_reader){read_member, a};
}

uint64_t hsay_archive_done_bytes(const hsay_archive *a)
{
    if (!a->from_path)
        return hsay_stream_done_bytes(a->stream);
    la_int64_t n = archive_filter_bytes(a->archive, -1);
    return n > 0 ? (uint64_t)n : 0;
}
