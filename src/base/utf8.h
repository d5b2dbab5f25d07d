/* UTF-8: checked, decoded, repaired, and counted in code points. */
#ifndef HSAY_BASE_UTF8_H
#define HSAY_BASE_UTF8_H

#include "base/arena.h"

#define HSAY_UTF8_REPLACEMENT 0xFFFDu

/* What hsay_utf8_next does for all that is not ASCII. */
uint32_t hsay_utf8__next_long(hsay_str text, size_t *at);
/*
 * Decodes the character at `*at` (< text.len) and moves `*at` behind it.  An ill-formed sequence
 * answers U+FFFD and moves over its maximal ill-formed part (Unicode 15, 3.9, practice of W3C).
 */
static inline uint32_t hsay_utf8_next(hsay_str text, size_t *at)
{
    unsigned char c = (unsigned char)text.ptr[*at];
    if (c >= 0x80)
        return hsay_utf8__next_long(text, at);
    ++*at;
    return c;
}
/* The character that ends at `at` (> 0) of well-formed text; its first byte in `*start`. */
uint32_t hsay_utf8_before(hsay_str text, size_t at, size_t *start);
/* Writes one to four bytes; 0xFFFD for what is no scalar value.  Answers how many. */
size_t hsay_utf8_put(uint32_t code_point, char out[4]);

/* Bytes up to the first ill-formed sequence: text.len where all is well. */
size_t hsay_utf8_valid_prefix(hsay_str text);
/* Code points in well-formed text. */
size_t hsay_utf8_count(hsay_str text);

/*
 * Well-formed text in `arena` from any bytes, each ill-formed sequence as U+FFFD, NUL too (it is no
 * text); `*repaired` counts them.  Text that is well already is not copied.
 */
hsay_str hsay_utf8_repair(hsay_arena *arena, hsay_str bytes, uint32_t *repaired);
/* UTF-16 (without its mark) to UTF-8. */
hsay_str hsay_utf8_from_utf16(hsay_arena *arena, hsay_str bytes, bool big_endian,
                              uint32_t *repaired);

/*
 * Byte offsets to code-point offsets at the cost of the bytes between one offset and the next,
 * either way, so that near neighbours are cheap in any order: start from (hsay_utf8_cursor){.text =
 * text}.
 */
typedef struct hsay_utf8_cursor {
    hsay_str text;
    size_t byte, code_point;
} hsay_utf8_cursor;
size_t hsay_utf8_cursor_code_point(hsay_utf8_cursor *cursor, size_t byte);

#endif
