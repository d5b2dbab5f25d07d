/* What a file is, by its name and its first bytes. */
#ifndef HSAY_INGEST_SNIFF_H
#define HSAY_INGEST_SNIFF_H

#include "hearsay/text.h"

typedef enum hsay_sniffed {
    HSAY_SNIFFED_TEXT,
    HSAY_SNIFFED_HTML,
    HSAY_SNIFFED_JSON_LINES,
    HSAY_SNIFFED_JSON, /* values that may stand over several lines */
    HSAY_SNIFFED_WARC,
    HSAY_SNIFFED_CDX,
    HSAY_SNIFFED_PACKED, /* packed more than once */
    HSAY_SNIFFED_PDF,
    HSAY_SNIFFED_ARCHIVE,
    HSAY_SNIFFED_DOCUMENT, /* of an office program, or an e-book */
    HSAY_SNIFFED_FEED,     /* of XML */
    HSAY_SNIFFED_JSON_FEED,
    HSAY_SNIFFED_TABLE,    /* delimited text with a header */
    HSAY_SNIFFED_DATABASE, /* of SQLite */
    HSAY_SNIFFED_MAIL,     /* or a page saved as one file */
    HSAY_SNIFFED_EMPTY,    /* nothing but white space */
    HSAY_SNIFFED_BINARY,
} hsay_sniffed;

enum { HSAY_SNIFF_BYTES = 64 * 1024 };

/* `head`: the first bytes, HSAY_SNIFF_BYTES or all; of JSON rather the first line and a byte more.
 */
hsay_sniffed hsay_sniff__format(hsay_str path, hsay_str head);
/* Whether `head` looks like JSON, so that more of it should be shown to tell its form. */
bool hsay_sniff__is_json(hsay_str path, hsay_str head);
/* The end of the JSON value that begins at `at`: behind its last bracket, or before `,` or `]`. */
size_t hsay_sniff__json_end(hsay_str text, size_t at);

#endif
