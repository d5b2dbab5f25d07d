/* Which outlet an article is of, and what is known of outlets by their domain. */
#ifndef HSAY_INGEST_OUTLET_H
#define HSAY_INGEST_OUTLET_H

#include "base/arena.h"
#include "hearsay/article.h"

/* A row of data/outlet-facts.txt; all static. */
typedef struct hsay_outlet_facts {
    hsay_str name, country; /* ISO 3166, two capitals */
    hsay_str languages;     /* of ISO 639, spaces between */
    hsay_str kind;          /* agency, broadcaster, magazine, newspaper or site */
} hsay_outlet_facts;

/* False where nothing is known of the domain; `out` is untouched then. */
bool hsay_outlet__facts(hsay_str domain, hsay_outlet_facts *out);

/*
 * Fills `domain` from `url` where it is empty, and gives the outlet of a known domain its own name:
 * in place of none, and of what the page says (`named` false), never of what the input names.
 */
void hsay_outlet__decide(hsay_arena *arena, bool named, hsay_article *article);

#endif
