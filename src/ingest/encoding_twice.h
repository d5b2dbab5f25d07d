/* Text that was written as UTF-8 twice: a letter and two controls for each curly quote mark. */
#ifndef HSAY_INGEST_ENCODING_TWICE_H
#define HSAY_INGEST_ENCODING_TWICE_H

#include "base/arena.h"

/*
 * `text`: well-formed UTF-8.  What it was before, in `arena`, where all that is not ASCII reads as
 * UTF-8 once more and at least one character of it is a control (U+0080 to U+009F), which no text
 * has; else, or where memory is short, empty.  Cost: linear; as a rule, up to the first character
 * that is not ASCII.
 */
hsay_str hsay_encoding__undo_twice(hsay_arena *arena, hsay_str text);

#endif
