/*
 * Character references of HTML (&amp; &#8217; &#x27;) become the characters they stand for, by the
 * rules of the HTML Standard (WHATWG), section 13.2.5.72 and following.  The names are those of
 * data/html-references.txt.
 */
#ifndef HSAY_INGEST_HTML_REFERENCE_H
#define HSAY_INGEST_HTML_REFERENCE_H

#include "base/arena.h"

typedef struct hsay_reference_row {
    uint16_t at; /* of the name in the table's text; what it stands for follows the name */
    uint8_t name_len, text_len;
    bool bare; /* stands for its character also where no semicolon follows */
} hsay_reference_row;

/* Made from data/: row number + 1 or 0 in each slot, open addressing by FNV-1a of the name. */
enum { HSAY_REFERENCE_SLOTS = 4096, HSAY_REFERENCE_NAME_BYTES = 31, HSAY_REFERENCE_BARE_BYTES = 6 };
extern const char hsay_reference__text[];
extern const hsay_reference_row hsay_reference__rows[];
extern const uint16_t hsay_reference__slots[HSAY_REFERENCE_SLOTS];

/*
 * The reference that begins with the '&' at `at`: how many bytes it takes, 0 where there is none.
 * `*text`: its characters, in the table or in `room`.  In an attribute a name without a semicolon
 * before '=', a letter or a digit is none.  Cost: linear in the bytes it takes.
 */
size_t hsay_reference__read(hsay_str page, size_t at, bool in_attribute, char room[4],
                            hsay_str *text);

/* An attribute's value with its references replaced: the value itself where it has none, else in
 * `arena`. */
hsay_str hsay_reference__decode(hsay_arena *arena, hsay_str value);

#endif
