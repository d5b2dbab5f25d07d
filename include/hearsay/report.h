/* Views of articles and ledgers for people and programs: HTML, NDJSON, CSV, a summary.  Read-only.
 */
#ifndef HEARSAY_REPORT_H
#define HEARSAY_REPORT_H

#include "hearsay/ledger.h"

/*
 * One article as one NDJSON line (docs/format-json.md); with its statements where `statements` is
 * not NULL, with its layout and as a clean HTML document where `html` is true.  HSAY_MEMORY, or
 * what the sink answered.  Cost: linear in the text.
 */
hsay_status hsay_json_article(const hsay_article *article, const hsay_statements *statements,
                              bool html, hsay_sink sink);

/* One search hit as one NDJSON line. */
hsay_status hsay_json_hit(const hsay_hit *hit, hsay_sink sink);

/* All of a snapshot as NDJSON: a line an article, statement, outlet, copy, story, thread, figure,
 * dispute. */
hsay_status hsay_report_json(const hsay_snapshot *snapshot, hsay_sink sink);

/* One self-contained page. */
hsay_status hsay_report_html(const hsay_snapshot *snapshot, hsay_sink sink);

/* One table as CSV (RFC 4180); `table`: article, statement, outlet, copy, story, thread, figure,
 * dispute. */
hsay_status hsay_report_csv(const hsay_snapshot *snapshot, const char *table, hsay_sink sink);

/* A screenful for the terminal.  `color`: ANSI colours. */
hsay_status hsay_report_summary(const hsay_snapshot *snapshot, bool color, hsay_sink sink);

#endif
