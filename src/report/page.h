/* What the page's parts share: text put so that it is never markup, and the embedded style. */
#ifndef HSAY_REPORT_PAGE_H
#define HSAY_REPORT_PAGE_H

#include "base/buf.h"
#include "hearsay/report.h"

extern const char hsay_page_css_hash[];
extern const unsigned char hsay_page_css[];

typedef struct hsay_page {
    const hsay_snapshot *s;
    hsay_buf out;
} hsay_page;

/* `markup` is ours; `text` is anybody's: & < > " ' become entities, control characters U+FFFD. */
void hsay_page__markup(hsay_page *p, const char *markup);
void hsay_page__text(hsay_page *p, hsay_str text);
void hsay_page__number(hsay_page *p, const char *format, double number);
/* Outlet (or the key where it is unknown), date and title, with a link to the article. */
void hsay_page__article_name(hsay_page *p, uint32_t article);
/* The exact words of a place, with those in `differing` set apart, linked to where they stand. */
void hsay_page__place(hsay_page *p, hsay_place place, hsay_spans differing);
/* A heading with its anchor, count and one line of explanation. */
void hsay_page__heading(hsay_page *p, const char *anchor, const char *title, uint32_t count,
                        const char *note);

/* The sections, in the page's order; each puts nothing where it has nothing to show. */
void hsay_page__outlets(hsay_page *p);
void hsay_page__threads(hsay_page *p);
void hsay_page__figures(hsay_page *p);
void hsay_page__disputes(hsay_page *p);
void hsay_page__copies(hsay_page *p);
void hsay_page__speakers(hsay_page *p);
void hsay_page__articles(hsay_page *p);

#endif
