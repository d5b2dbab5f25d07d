/* Outlets by registered domain: one name for all pages of one, however each calls it. */
#include "ingest/outlet.h"

#include "base/lexicon.h"
#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/domain.h"

bool hsay_outlet__facts(hsay_str domain, hsay_outlet_facts *out)
{
    const hsay_lexicon_row *row =
        domain.len ? hsay_lexicon_find(&hsay_lexicon__outlet_facts, domain) : NULL;
    if (row)
        *out = (hsay_outlet_facts){hsay_str_of(row->fields[0]), hsay_str_of(row->fields[1]),
                                   hsay_str_of(row->fields[2]), hsay_str_of(row->fields[3])};
    return row != NULL;
}

void hsay_outlet__decide(hsay_arena *arena, bool named, hsay_article *a)
{
    hsay_outlet_facts facts;
    if (a->domain.len == 0)
        a->domain = hsay_domain__of(arena, a->url);
    if ((a->outlet.len == 0 || !named) && hsay_outlet__facts(a->domain, &facts))
        a->outlet = facts.name;
}
