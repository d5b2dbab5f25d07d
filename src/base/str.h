/* Small work on views: comparing, trimming, finding.  ASCII case only, bytes otherwise untouched.
 */
#ifndef HSAY_BASE_STR_H
#define HSAY_BASE_STR_H

#include "hearsay/text.h"

#define HSAY_STR(literal) ((hsay_str){(literal), sizeof(literal) - 1})
#define HSAY_STR_NONE ((hsay_str){NULL, 0})

bool hsay_str_equal(hsay_str a, hsay_str b);
bool hsay_str_equal_nocase(hsay_str a, hsay_str b);
int hsay_str_compare(hsay_str a, hsay_str b); /* bytes, then length: <0, 0, >0 */
bool hsay_str_starts(hsay_str s, hsay_str prefix);
bool hsay_str_starts_nocase(hsay_str s, hsay_str prefix);
bool hsay_str_ends(hsay_str s, hsay_str suffix);
/* Offset of the first place of `needle` at or after `from`; SIZE_MAX where there is none. */
size_t hsay_str_find(hsay_str s, hsay_str needle, size_t from);
size_t hsay_str_find_nocase(hsay_str s, hsay_str needle, size_t from);
hsay_str hsay_str_trim(hsay_str s);          /* ASCII white space and U+00A0 off both ends */
hsay_str hsay_str_last_word(hsay_str s);     /* behind the last space; all where there is none */
hsay_str hsay_str_without_owner(hsay_str s); /* without an ending 's, in either apostrophe */
hsay_str hsay_str_cut(hsay_str s, size_t start, size_t end); /* clamped to the string */

/* ASCII only; other bytes as they are. */
char hsay_char_lower(char c);
bool hsay_char_is_space(char c);
bool hsay_char_is_alpha(char c);
bool hsay_char_is_upper(char c);
bool hsay_char_is_digit(char c);

#endif
