/* The encoding of bytes that name none and are no UTF-8: by the language that their text is in. */
#ifndef HSAY_INGEST_ENCODING_LEGACY_H
#define HSAY_INGEST_ENCODING_LEGACY_H

#include "base/arena.h"

/*
 * The encoding, as iconv names it, in which the text reads as a language that was written in it;
 * NULL where none is clear.  Static.  Cost: a declared number of bytes, some twenty times; memory
 * in `arena`.
 */
const char *hsay_encoding__by_text(hsay_arena *arena, hsay_str bytes);

#endif
