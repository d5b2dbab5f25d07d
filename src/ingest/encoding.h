/* Bytes of a page become UTF-8: by their mark, by being UTF-8, by what the page says, else by
 * guess. */
#ifndef HSAY_INGEST_ENCODING_H
#define HSAY_INGEST_ENCODING_H

#include "base/arena.h"

/*
 * Well-formed UTF-8 of `bytes`, in `arena`, or the bytes themselves (behind a mark) where they are
 * that already.  Ill-formed sequences become U+FFFD and are counted in `*repaired`.  Order: byte
 * order mark; `charset`, which what holds the bytes names (an HTTP head, a mail, a declaration), if
 * that is one of seven bits; well-formed as UTF-8; `charset`; charset named in the
 * first HSAY_ENCODING_PROBE_BYTES; UTF-8 where most of the bytes over 127 are such; windows-1252.
 * A failure of memory shows in the arena. Cost: linear.
 */
hsay_str hsay_encoding__to_utf8(hsay_arena *arena, hsay_str bytes, hsay_str charset,
                                uint32_t *repaired);

/*
 * The same where the input's container names the charset (an XML declaration, a mail's header): it
 * goes before what the bytes name, unless they are well-formed UTF-8 or carry a mark.  A name that
 * is not known is as none.
 */
hsay_str hsay_encoding__from(hsay_arena *arena, hsay_str bytes, hsay_str charset,
                             uint32_t *repaired);

enum { HSAY_ENCODING_PROBE_BYTES = 4096 };

#endif
