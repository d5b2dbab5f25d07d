/* A PDF becomes text by pdftotext, where that is installed: a process of its own, within limits. */
#ifndef HSAY_INGEST_PDF_H
#define HSAY_INGEST_PDF_H

#include "ingest/record.h"

enum {
    HSAY_PDF_SECONDS = 60,            /* of the wall and of the processor */
    HSAY_PDF_MEMORY_MEBIBYTES = 2048, /* of the process */
};

/*
 * Fills text, furniture and what the first lines say.  HSAY_UNSUPPORTED where there is no pdftotext
 * or the PDF does not let its text be copied, HSAY_INPUT, HSAY_EMPTY (a scan), HSAY_LIMIT, HSAY_IO,
 * HSAY_MEMORY; `out` is untouched then.
 */
hsay_status hsay_pdf_read(const hsay_record *record, const hsay_options *options, hsay_arena *arena,
                          hsay_article *out, hsay_error *error);

/* What pdftotext prints of `pdf`, at most `limit` bytes, in `arena`. */
hsay_status hsay_pdf__print(hsay_str pdf, size_t limit, uint32_t seconds, hsay_arena *arena,
                            hsay_str *out, hsay_error *error);

/* Lines as they stood on pages become paragraphs: lines joined, words that a line end had divided
 * made whole.  In `arena`; cost: linear. */
hsay_str hsay_pdf__paragraphs(hsay_arena *arena, hsay_str lines);

#endif
