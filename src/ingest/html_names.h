/*
 * Names of elements as numbers: the tags of nodes.h keep theirs, others get numbers as they come,
 * up to a limit.  And what the standard says of the elements' nature, as far as it matters here.
 */
#ifndef HSAY_INGEST_HTML_NAMES_H
#define HSAY_INGEST_HTML_NAMES_H

#include "ingest/nodes.h"

enum {
    HSAY_NAMES_COUNT = 512, /* declared limit: names beyond are not told from each other */
    HSAY_NAMES_BYTES = 48,  /* longer ones likewise */
    HSAY_NAMES_SLOTS = 2 * HSAY_NAMES_COUNT,
};

enum {
    HSAY_ELEMENT_IS_VOID = 1,       /* has no end tag and holds nothing */
    HSAY_ELEMENT_IS_SPECIAL = 2,    /* end tags of inline elements do not reach over it */
    HSAY_ELEMENT_IS_SCOPE = 4,      /* nor do those of most others */
    HSAY_ELEMENT_IS_OF_HEAD = 8,    /* does not end <head> */
    HSAY_ELEMENT_CLOSES_P = 16,     /* ends an open <p> where it begins */
    HSAY_ELEMENT_ENDS_FOREIGN = 32, /* is none of <svg>'s: ends one that was left open */
    HSAY_ELEMENT_IS_RAW = 64,       /* its text is read without tags, and dropped */
};

typedef struct hsay_names {
    struct {
        const char *ptr;
        uint32_t hash;
        uint16_t number;
        uint16_t len;
    } slots[HSAY_NAMES_SLOTS];
    uint16_t count;
} hsay_names;

/* Puts the tags of nodes.h into the empty table. */
void hsay_names__start(hsay_names *names);

/* The number of a name, whatever its case, < HSAY_NAMES_COUNT; the first time, `name` is kept as a
 * view.  HSAY_TAG_OTHER where the table is full. */
uint16_t hsay_names__number(hsay_names *names, hsay_str name);

/* HSAY_ELEMENT_…, of a tag. */
extern const uint8_t hsay_names__flags[HSAY_TAG_COUNT];

/* The attribute's place in the table of nodes.h; -1 where it is not kept. */
int hsay_names__attr(hsay_str name);

#endif
