/* A mail or a page saved as one file (MHTML) becomes an entry: RFC 5322, 2045 to 2047, 2231, 2557.
 */
#ifndef HSAY_INGEST_MAIL_H
#define HSAY_INGEST_MAIL_H

#include "ingest/entry.h"

enum {
    HSAY_MAIL_DEPTH = 32,           /* of parts in each other; deeper: HSAY_LIMIT */
    HSAY_MAIL_BOUNDARY_BYTES = 256, /* a longer one divides nothing */
};

/* Whether the first bytes are a mail's header. */
bool hsay_mail__is_mail(hsay_str head);

/* Where the mail that begins here ends: in a mailbox, before the next one's line "From ". */
size_t hsay_mail__end(hsay_str bytes);
/* The next line "From " behind `from` that begins a mail: above it a blank one, below it a field;
 * the bytes' end where there is none. */
size_t hsay_mail__next(hsay_str bytes, size_t from);

/*
 * The first part of HTML, else the first of plain text, that is no attachment; subject, sender and
 * date with it.  Of a saved page the part that its head names, and nothing but its address: the
 * rest the page says itself.  HSAY_EMPTY where no part holds text, HSAY_INPUT where there is no
 * header, HSAY_LIMIT, HSAY_MEMORY.  Cost: linear for each level of nesting.
 */
hsay_status hsay_mail__read(hsay_str bytes, uint64_t start, hsay_arena *arena, hsay_entry *out,
                            hsay_error *error);

/* ---- header and coding (mail_header.c, mail_coding.c) ---- */

/* The header at the beginning of `part`; `*body` is where its body begins. */
hsay_str hsay_mail__header(hsay_str part, size_t *body);
/* The value of a field, on one line, in `arena`; empty where it is not there. */
hsay_str hsay_mail__field(hsay_arena *arena, hsay_str header, hsay_str name);
/* A parameter such as charset or boundary, of a field's value; empty where it is not there. */
hsay_str hsay_mail__parameter(hsay_arena *arena, hsay_str value, hsay_str name);
/* "=?utf-8?Q?Caf=C3=A9?=" as UTF-8, and bytes beyond ASCII too. */
hsay_str hsay_mail__words(hsay_arena *arena, hsay_str value);

/* Bytes of base64 or quoted-printable; what is neither stays as it is. */
hsay_str hsay_mail__decode(hsay_arena *arena, hsay_str body, hsay_str encoding);
hsay_str hsay_mail__base64(hsay_arena *arena, hsay_str text);
/* `words`: as in a header, where _ is a blank. */
hsay_str hsay_mail__quoted(hsay_arena *arena, hsay_str text, bool words);

#endif
