/* References of a page become absolute addresses, as RFC 3986 (5.2) has it. */
#ifndef HSAY_INGEST_ADDRESS_H
#define HSAY_INGEST_ADDRESS_H

#include "base/arena.h"

enum { HSAY_ADDRESS_BYTES = 4096 };

/*
 * Where `reference` leads from the page at `base`, with what no address may hold percent-encoded;
 * in `arena`.  The reference itself, trimmed, where it is absolute already, where `base` is not
 * (http and https alone are), and where one of them is over HSAY_ADDRESS_BYTES.
 */
hsay_str hsay_address__resolve(hsay_arena *arena, hsay_str base, hsay_str reference);

#endif
