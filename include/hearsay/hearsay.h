/* hearsay: who said what, on what evidence, in which outlet.  All public headers. */
#ifndef HEARSAY_H
#define HEARSAY_H

#include "hearsay/article.h"
#include "hearsay/ledger.h"
#include "hearsay/links.h"
#include "hearsay/report.h"
#include "hearsay/statement.h"
#include "hearsay/status.h"
#include "hearsay/tag.h"
#include "hearsay/text.h"
#include "hearsay/train.h"

#define HSAY_VERSION "0.1.0"

/* The library's version: static, the value of HSAY_VERSION that it was built with. */
const char *hsay_version(void);

#endif
