/* HTML becomes an article: main content as text, its furniture, and what the page says of itself.
 */
#ifndef HSAY_INGEST_HTML_H
#define HSAY_INGEST_HTML_H

#include "ingest/record.h"

/*
 * Fills `out` from a whole page; key, hash and what `options` give are ingest's own.  `out` lives
 * in `arena`.  HSAY_EMPTY where the page holds no text, HSAY_LIMIT, HSAY_MEMORY; `out` is untouched
 * then.
 */
hsay_status hsay_html_read(const hsay_record *record, const hsay_options *options,
                           hsay_arena *arena, hsay_article *out, hsay_error *error);

/*
 * The same for HTML that stood inside another format: fills text, furniture, title, authors, date,
 * outlet, url and lang where found, and leaves the others as they are.  `start` is its place in the
 * input, UINT64_MAX where it stands nowhere; `out->url` is where it was fetched, if that is known.
 * Errors name ranges of `html`.
 */
hsay_status hsay_html_read_bytes(hsay_str html, uint64_t start, hsay_arena *arena,
                                 hsay_article *out, hsay_error *error);

#endif
