/* The registered domain of a URL: whose name it is by the public suffix list. */
#ifndef HSAY_INGEST_DOMAIN_H
#define HSAY_INGEST_DOMAIN_H

#include "base/arena.h"

enum { HSAY_DOMAIN_HOST_BYTES = 253 };

/* The host of `url` in lower case, without user and port, in `arena`; empty where there is none. */
hsay_str hsay_domain__host(hsay_arena *arena, hsay_str url);

/* "news.example.co.uk" or a URL of it gives "example.co.uk"; the host itself where it is an address
 * or a public suffix alone; empty without a host.  In `arena`.  Any thread. */
hsay_str hsay_domain__of(hsay_arena *arena, hsay_str url);

#endif
