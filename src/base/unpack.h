/*
 * Packed bytes become the bytes that were packed, step by step in bounded memory: gzip (RFC 1952)
 * of any number of members, zstd (RFC 8878) of any number of frames, with a dictionary in the first
 * frame as WARC files carry it, deflate (RFC 1950, 1951) and Brotli (RFC 7932).  What is damaged is
 * left out up to the next member or frame.
 */
#ifndef HSAY_BASE_UNPACK_H
#define HSAY_BASE_UNPACK_H

#include "base/arena.h"

typedef enum hsay_packing {
    HSAY_PACKING_NONE,
    HSAY_PACKING_GZIP,
    HSAY_PACKING_ZSTD,
    HSAY_PACKING_DEFLATE,
    HSAY_PACKING_BROTLI
} hsay_packing;

/* By the first four bytes: gzip, zstd or none. */
hsay_packing hsay_unpack__sniff(hsay_str head);

typedef struct hsay_unpack hsay_unpack;

/* `*out` is yours (hsay_unpack_close).  HSAY_MEMORY. */
hsay_status hsay_unpack_open(hsay_packing packing, hsay_unpack **out);
void hsay_unpack_close(hsay_unpack *unpack); /* NULL is fine */

/*
 * Takes bytes off the front of `*in` and writes up to `room` bytes, their count to `*made`; `last`:
 * nothing comes behind `in`.  Call it again while it takes or makes anything.  HSAY_INPUT, once for
 * each damage: go on with the rest.  HSAY_MEMORY.
 */
hsay_status hsay_unpack_step(hsay_unpack *unpack, hsay_str *in, bool last, char *out, size_t room,
                             size_t *made);

/* All of `packed`, in `arena`.  HSAY_LIMIT where it is more than `limit` bytes. */
hsay_status hsay_unpack_all(hsay_packing packing, hsay_str packed, size_t limit, hsay_arena *arena,
                            hsay_str *out);

#endif
