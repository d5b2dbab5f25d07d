/*
 * One article as something larger holds it: an item of a feed, a row of a table, a mail.  What is
 * said of it beside its text goes into the article as it stands; the body is still to be read.
 */
#ifndef HSAY_INGEST_ENTRY_H
#define HSAY_INGEST_ENTRY_H

#include "base/arena.h"
#include "hearsay/ledger.h"

typedef enum hsay_body {
    HSAY_BODY_NONE,
    HSAY_BODY_TEXT,     /* plain text */
    HSAY_BODY_FRAGMENT, /* HTML, all of it the article's */
    HSAY_BODY_PAGE,     /* HTML from which the article is to be chosen */
} hsay_body;

/* Whether the body is the whole article. */
typedef enum hsay_extent {
    HSAY_EXTENT_WHOLE,
    HSAY_EXTENT_UNTOLD, /* a short one, or one that breaks off, is a part */
    HSAY_EXTENT_PART,   /* a summary */
} hsay_extent;

typedef struct hsay_entry {
    hsay_str id; /* what the container calls it; empty: its number is its name */
    hsay_str url, title, outlet, lang;
    hsay_str date; /* as given */
    hsay_strs authors;
    hsay_body kind;
    hsay_extent extent;
    bool coded_title, coded_outlet; /* these are HTML */
    bool weak_title;                /* the one of the page in it goes before it */
    hsay_str body;                  /* UTF-8, or for HSAY_BODY_PAGE any encoding */
    const char *format;             /* "feed", "table", "mail", "mhtml": static */
    hsay_str bytes;                 /* the entry as it stood in its container, for its hash */
    uint64_t start, end;            /* its range there */
    bool stands;                    /* `bytes` are those of that range */
    uint32_t repaired;              /* ill-formed byte sequences that became U+FFFD */
    const char *wrong;              /* not NULL: it could not be read, and why; static */
} hsay_entry;

typedef HSAY_VEC(hsay_entry) hsay_entries;

enum { HSAY_ENTRIES_MAX = 250 * 1000 }; /* of one feed, which is held as a whole */

/*
 * Fills text, furniture and metadata of `out`; key and hash are ingest's own.  HSAY_EMPTY where the
 * entry holds no text, HSAY_LIMIT, HSAY_MEMORY; `out` is untouched then.
 */
hsay_status hsay_entry__read(const hsay_entry *entry, const hsay_options *options,
                             hsay_arena *arena, hsay_article *out, hsay_error *error);

/* A copy in `arena` that borrows nothing. */
hsay_entry hsay_entry__copy(hsay_arena *arena, const hsay_entry *entry);

#endif
