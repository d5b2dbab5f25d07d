/* The registered domain of a URL: whose name it is by the public suffix list. */
#ifndef HSAY_INGEST_DOMAIN_H
#define HSAY_INGEST_DOMAIN_H

#include "base/arena.h"

enum { HSAY_DOMAIN_HOST_BYTES = 253 };

/* The host of `url` in lower case, without user and port, in `arena`; empty where there is none. */
hsay_str hsay_domain__host(hsay_arena *arena, hsay_str url);

/*
 * "news.example.co.uk" or a URL of it gives "example.co.uk", as "m." and "amp." of it do, and a URL
 * that an archive, a cache of fast pages or a translator has wrapped; a blog on a host of many has
 * its own name ("ana.blogs.example"), also where the host writes it into the path.  The host itself
 * where it is an address or a public suffix alone; empty without a host.  In `arena` or static.
 * Any thread.
 */
hsay_str hsay_domain__of(hsay_arena *arena, hsay_str url);

#endif
