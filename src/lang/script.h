/*
 * How a lemma is made of a form, as a short text: "1" where letters are made small first, "0" where
 * they stay; how many bytes go from the end, one digit; what comes there.  "13y" makes "city" of
 * "Cities".  Where nothing of the form would stay: "=" and the lemma.
 */
#ifndef HSAY_LANG_SCRIPT_H
#define HSAY_LANG_SCRIPT_H

#include "base/arena.h"

hsay_str hsay_script_make(hsay_str form, hsay_str lemma, hsay_arena *arena);
/* The lemma; the form in small letters where the script does not fit it. */
hsay_str hsay_script_apply(hsay_str form, hsay_str script, hsay_arena *arena);

#endif
