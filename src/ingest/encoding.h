/* Bytes of a page become UTF-8: by their mark, by being UTF-8, by what the page says, else by
 * guess. */
#ifndef HSAY_INGEST_ENCODING_H
#define HSAY_INGEST_ENCODING_H

#include "base/arena.h"

/*
 * Well-formed UTF-8 of `bytes`, in `arena`, or the bytes themselves (behind a mark) where they are
 * that already.  Ill-formed sequences become U+FFFD and are counted in `*repaired`.  Order: byte
 * order mark; a tag in UTF-16; `charset`, which what holds the bytes names (an HTTP head, a mail, a
 * declaration), if that is UTF-16 or of seven bits; well-formed as UTF-8; `charset`; charset named
 * in the first HSAY_ENCODING_PROBE_BYTES; UTF-8 where most of the bytes over 127 are such; for
 * what names none, or UTF-8 and is not, the encoding in which the text reads as a language
 * (encoding_legacy.h); the usual one of the language that the page's root states there;
 * windows-1252.  UTF-8 that was written so twice is undone once.  A failure of memory shows in the
 * arena.  Cost: linear.
 */
hsay_str hsay_encoding__to_utf8(hsay_arena *arena, hsay_str bytes, hsay_str charset,
                                uint32_t *repaired);

/* UTF-16 by its mark, or a page in it by the tag that it begins with. */
bool hsay_encoding__is_utf16(hsay_str bytes, bool *big_endian, size_t *mark_bytes);

/* From an encoding that iconv knows (a static name), as well as it goes; what it refuses becomes
 * U+FFFD. */
hsay_str hsay_encoding__convert(hsay_arena *arena, const char *name, hsay_str bytes,
                                uint32_t *repaired);

enum { HSAY_ENCODING_PROBE_BYTES = 4096 };

#endif
