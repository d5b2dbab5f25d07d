/*
 * JSON, written straight into a buffer: the values of articles and links, shared by the writers of
 * this folder.  `member` is the name in an object, NULL in a list.  Failures are kept by the
 * buffer; hsay_json__line tells.
 */
#ifndef HSAY_REPORT_JSON_H
#define HSAY_REPORT_JSON_H

#include "base/buf.h"
#include "base/utf8.h"
#include "hearsay/report.h"

typedef struct hsay_json {
    hsay_buf out;
    bool comma; /* a value stands before: the next one needs a comma */
} hsay_json;

void hsay_json__open(hsay_json *j, const char *member, char bracket);
void hsay_json__close(hsay_json *j, char bracket);
/* Ill-formed bytes (a ledger may hold any) become U+FFFD. */
void hsay_json__text(hsay_json *j, const char *member, hsay_str text);
void hsay_json__name(hsay_json *j, const char *member, const char *text);
void hsay_json__text_or_null(hsay_json *j, const char *member, hsay_str text);
void hsay_json__null(hsay_json *j, const char *member);
void hsay_json__bool(hsay_json *j, const char *member, bool value);
void hsay_json__integer(hsay_json *j, const char *member, uint64_t value);
/* Twelve digits; null where it is not finite. */
void hsay_json__real(hsay_json *j, const char *member, double value);
/* Writes what stands in the buffer as a line, and empties it; HSAY_MEMORY where a value is lost. */
hsay_status hsay_json__line(hsay_json *j, hsay_sink sink);

/*
 * Turns byte ranges of one article into places.  Code points are counted from the last range asked
 * for, so ranges in text order cost one pass.
 */
typedef struct hsay_placer {
    const hsay_article *article;
    hsay_utf8_cursor cursor;
} hsay_placer;

hsay_placer hsay_placer__of(const hsay_article *article);

/* "start","end","start_byte","end_byte","input_start_byte"?,"input_end_byte"?,"exact" */
void hsay_json__place_members(hsay_json *j, hsay_placer *placer, hsay_span span);
void hsay_json__places(hsay_json *j, const char *member, hsay_placer *placer, hsay_spans spans);
void hsay_json__article_members(hsay_json *j, const hsay_article *article);
void hsay_json__statement_members(hsay_json *j, hsay_placer *placer,
                                  const hsay_statement *statement);

#endif
