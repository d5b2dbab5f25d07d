/*
 * The elements that are open where a page is read, and the node table as it grows.  Invariant: the
 * root is always open until the end; a closed element's node has its end.
 */
#ifndef HSAY_INGEST_HTML_STACK_H
#define HSAY_INGEST_HTML_STACK_H

#include "ingest/html_names.h"

/* Indices into the stack are one more than the place; 0: none. */
typedef struct hsay_open_element {
    uint32_t node;
    uint16_t name;
    uint16_t outer;   /* the next of the same name */
    uint16_t scope;   /* the nearest scope, itself counted */
    uint16_t special; /* the nearest special element, likewise */
    uint16_t stop;    /* likewise, but for <address>, <div> and <p> */
    bool ended;       /* its end tag came while a block was open in it */
} hsay_open_element;

typedef struct hsay_stack {
    hsay_arena *arena;
    HSAY_VEC(hsay_node) nodes;
    hsay_open_element open[HSAY_NODES_DEPTH];
    uint32_t depth;
    uint32_t beyond; /* open elements beyond the depth limit, all in the deepest */
    uint16_t latest[HSAY_NAMES_COUNT]; /* by name: the innermost open element */
    uint64_t closed;
} hsay_stack;

static inline hsay_tag hsay_stack__tag(uint16_t name)
{
    return name < HSAY_TAG_COUNT ? (hsay_tag)name : HSAY_TAG_OTHER;
}

static inline bool hsay_stack__is_heading(hsay_tag tag)
{
    return tag >= HSAY_TAG_H1 && tag <= HSAY_TAG_H6;
}

/* The innermost open element. */
static inline hsay_open_element *hsay_stack__top(hsay_stack *s)
{
    return &s->open[s->depth - 1];
}

/* Puts a node into the innermost open element; its number. */
uint32_t hsay_stack__add(hsay_stack *s, hsay_node node);
/* Opens the element of a node; at HSAY_NODES_DEPTH it only counts it. */
void hsay_stack__open(hsay_stack *s, uint32_t node, uint16_t name);

/* Closes until `depth` elements are open, and those whose end came before. */
void hsay_stack__close_to(hsay_stack *s, uint32_t depth);
/* By an end tag: the innermost element of the name and all in it; false where none can be reached.
 */
bool hsay_stack__close(hsay_stack *s, uint16_t name);
bool hsay_stack__close_heading(hsay_stack *s);
/* The link ends here, the blocks open in it go on.  No link stands in a link, so an element goes on
 * once at most. */
void hsay_stack__close_link(hsay_stack *s);
/* The end tag of an inline element, of a form, or of one that we know nothing about: where a block
 * is open in it, it ends with that. */
void hsay_stack__close_inline(hsay_stack *s, uint16_t name);
/* Closes what cannot hold an element that begins here. */
void hsay_stack__make_room(hsay_stack *s, hsay_tag tag);

#endif
