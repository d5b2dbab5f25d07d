/* Feeds become entries: RSS 0.9x, 1.0 and 2.0, Atom, news sitemaps, JSON Feed. */
#ifndef HSAY_INGEST_FEED_H
#define HSAY_INGEST_FEED_H

#include "ingest/entry.h"

/* Declared limits of an XML feed. */
enum {
    HSAY_FEED_TAG_ATTRIBUTES = 256, /* in one tag; more: HSAY_LIMIT */
    HSAY_FEED_NAMESPACES = 256,     /* in force at one place */
    HSAY_FEED_DEPTH = 256,          /* of elements in each other, libxml2's own */
};

typedef enum hsay_feed_kind { HSAY_FEED_NONE, HSAY_FEED_XML, HSAY_FEED_JSON } hsay_feed_kind;

/* What the first bytes are; of JSON as much as its first members. */
hsay_feed_kind hsay_feed__kind(hsay_str head);

/*
 * All items of a feed, in order, each with a body or without one.  `bytes` stand at `start` in the
 * input.  What stands before an error is in `out` all the same.  HSAY_INPUT where the feed is no
 * feed, breaks off, or uses entities of its own (they are never expanded); HSAY_LIMIT; HSAY_MEMORY.
 * Cost: linear.
 */
hsay_status hsay_feed__read(hsay_feed_kind kind, hsay_str bytes, uint64_t start, hsay_arena *arena,
                            hsay_entries *out, hsay_error *error);

hsay_status hsay_feed__read_xml(hsay_str bytes, uint64_t start, hsay_arena *arena,
                                hsay_entries *out, hsay_error *error);
hsay_status hsay_feed__read_json(hsay_str bytes, uint64_t start, hsay_arena *arena,
                                 hsay_entries *out, hsay_error *error);

#endif
