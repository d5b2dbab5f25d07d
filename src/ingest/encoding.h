/* Bytes of a page become UTF-8: by their mark, by being UTF-8, by what the page says, else by
 * guess. */
#ifndef HSAY_INGEST_ENCODING_H
#define HSAY_INGEST_ENCODING_H

#include "base/arena.h"

/*
 * Well-formed UTF-8 of `bytes`, in `arena`, or the bytes themselves (behind a mark) where they are
 * that already.  Ill-formed sequences become U+FFFD and are counted in `*repaired`.  Order: byte
 * order mark; well-formed as UTF-8; `charset`, which the HTTP head names; charset named in the
 * first HSAY_ENCODING_PROBE_BYTES; UTF-8 where most of the bytes over 127 are such; windows-1252.
 * A failure of memory shows in the arena. Cost: linear.
 */
hsay_str hsay_encoding__to_utf8(hsay_arena *arena, hsay_str bytes, hsay_str charset,
                                uint32_t *repaired);

enum { HSAY_ENCODING_PROBE_BYTES = 4096 };

#endif
