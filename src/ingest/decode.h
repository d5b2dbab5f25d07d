/* Bytes of a text file become UTF-8, and each run of it knows where it stood. */
#ifndef HSAY_INGEST_DECODE_H
#define HSAY_INGEST_DECODE_H

#include "base/arena.h"
#include "hearsay/article.h"

/*
 * Sets text, runs and repaired_count of `out`.  A mark (BOM) is dropped; UTF-16 with one is read
 * (its text stands nowhere in the input: no runs); ill-formed bytes and NUL become U+FFFD.
 * `input_start` is the place of `bytes` in the input.  A failure of memory shows in the arena.
 */
void hsay_decode__text(hsay_arena *arena, hsay_str bytes, uint64_t input_start, hsay_article *out);

#endif
