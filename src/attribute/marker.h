/* What marks: the rules with the carried model, with another one from a file, or alone. */
#ifndef HSAY_ATTRIBUTE_MARKER_H
#define HSAY_ATTRIBUTE_MARKER_H

#include "hearsay/ledger.h"
#include "model/model_file.h"

typedef struct hsay_marker {
    const hsay_model *model; /* NULL: the rules alone */
    hsay_model loaded;
    void *map; /* of the file, or NULL */
    size_t map_bytes;
} hsay_marker;

/* The model that the library carries, checked once; NULL where it is unusable. */
const hsay_model *hsay_marker__carried(void);

/*
 * The engine `fast` takes the model of `path`, NULL: the carried one; `rules` takes none.  The file
 * is mapped and must stay as it is until hsay_marker_close.  HSAY_IO, HSAY_INPUT, HSAY_NEWER,
 * HSAY_LIMIT, HSAY_UNSUPPORTED where the model was made for other inputs; `out` is untouched then.
 * Several threads may use one marker.
 */
hsay_status hsay_marker_open(const char *path, hsay_engine engine, hsay_marker *out,
                             hsay_error *error);
void hsay_marker_close(hsay_marker *marker);

#endif
