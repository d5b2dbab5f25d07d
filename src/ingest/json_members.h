/* Which member of a JSON object holds what. */
#ifndef HSAY_INGEST_JSON_MEMBERS_H
#define HSAY_INGEST_JSON_MEMBERS_H

#include <jansson.h>

#include "hearsay/ledger.h"

typedef enum hsay_member {
    HSAY_MEMBER_ID,
    HSAY_MEMBER_URL,
    HSAY_MEMBER_TEXT,
    HSAY_MEMBER_HTML,
    HSAY_MEMBER_TITLE,
    HSAY_MEMBER_AUTHOR,
    HSAY_MEMBER_DATE,
    HSAY_MEMBER_OUTLET,
    HSAY_MEMBER_LANG,
    HSAY_MEMBER_COUNT
} hsay_member;

/*
 * The value: of the member that options->names gives, else of the known name that goes first and
 * holds anything (not null, not "").  Borrowed from `object`; NULL where there is none.
 */
const json_t *hsay_json__member(const json_t *object, const hsay_options *options,
                                hsay_member member);
/* For columns of tables, a blank or dash taken as _: which place `name` has among those that hold
 * `member`: 1 goes first; 0 where it is none. */
int hsay_json__rank(hsay_str name, const hsay_options *options, hsay_member member);
/* The error's text for a value of the wrong type. */
const char *hsay_json__type_error(hsay_member member);

#endif
