/* Pages that a browser has saved: where they come from, and what it put beside them. */
#ifndef HSAY_INGEST_SAVED_H
#define HSAY_INGEST_SAVED_H

#include "hearsay/text.h"

enum { HSAY_SAVED_PROBE_BYTES = 4096 };

/*
 * The address that a browser ("saved from url"), SingleFile or the Wayback Machine has written into
 * the first HSAY_SAVED_PROBE_BYTES of the page; a view of it, empty where there is none.  http and
 * https alone.
 */
hsay_str hsay_saved__address(hsay_str page);

/*
 * Whether a folder holds what belongs to a page among `names`, which stand beside it, sorted by
 * bytes: "gate_files" by gate.html, as in data/saved-folders.txt.
 */
bool hsay_saved__is_companion(const char *folder, const char *const *names, size_t count);

#endif
