/* One article as a document of its own. */
#ifndef HSAY_REPORT_ARTICLE_HTML_H
#define HSAY_REPORT_ARTICLE_HTML_H

#include "base/buf.h"
#include "hearsay/article.h"

/* Puts the document behind what `out` holds.  A failure of memory shows in `out`. */
void hsay_html__article(const hsay_article *article, hsay_buf *out);

#endif
