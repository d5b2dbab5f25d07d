/* Values of articles and links as JSON, shared by the writers of this folder. */
#ifndef HSAY_REPORT_JSON_H
#define HSAY_REPORT_JSON_H

#include <jansson.h>

#include "base/utf8.h"
#include "hearsay/report.h"

/*
 * Turns byte ranges of one article into places.  Code points are counted from the last range asked
 * for, so ranges in text order cost one pass.
 */
typedef struct hsay_placer {
    const hsay_article *article;
    hsay_utf8_cursor cursor;
} hsay_placer;

hsay_placer hsay_placer__of(const hsay_article *article);

/* A string, or null where it is empty.  All values are the caller's; NULL where memory is short. */
json_t *hsay_json__text(hsay_str text);
json_t *hsay_json__text_or_null(hsay_str text);
json_t *hsay_json__texts(hsay_strs texts);
/* {"start","end","start_byte","end_byte","input_start_byte"?,"input_end_byte"?,"exact"} */
json_t *hsay_json__place(hsay_placer *placer, hsay_span span);
json_t *hsay_json__places(hsay_placer *placer, hsay_spans spans);
json_t *hsay_json__article(const hsay_article *article);
/* `id` and `index` are of the article and of the statement in it. */
json_t *hsay_json__statement(hsay_placer *placer, const hsay_statement *statement);

/* Writes the value as a line and releases it; a NULL value is HSAY_MEMORY. */
hsay_status hsay_json__line(json_t *value, hsay_sink sink);

#endif
