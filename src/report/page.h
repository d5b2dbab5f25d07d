/* What the page's parts share: text put so that it is never markup, and the embedded style. */
#ifndef HSAY_REPORT_PAGE_H
#define HSAY_REPORT_PAGE_H

#include "base/buf.h"
#include "hearsay/report.h"

extern const char hsay_page_css_hash[];
extern const unsigned char hsay_page_css[];

/* A statement under its speaker. */
typedef struct hsay_page_said {
    hsay_str speaker;
    uint32_t article, statement;
} hsay_page_said;

/* One speaker's rows of `said`. */
typedef struct hsay_page_speaker {
    hsay_str name; /* empty: nobody is named */
    uint32_t first, count;
} hsay_page_speaker;

typedef struct hsay_page {
    const hsay_snapshot *s;
    hsay_buf out;
    uint32_t statement_count;
    hsay_page_said *said;        /* by speaker, then in the articles' order */
    hsay_page_speaker *speakers; /* most statements first, nobody last; the number is the place */
    uint32_t speaker_count;
    uint32_t *offsets; /* of each article's first statement in `numbers` */
    uint32_t *numbers; /* the number of each statement's speaker, from 1 */
} hsay_page;

/* `markup` is ours; `text` is anybody's: & < > " ' become entities, control characters U+FFFD. */
void hsay_page__markup(hsay_page *p, const char *markup);
void hsay_page__text(hsay_page *p, hsay_str text);
/* A number as people write it: 1200.5, 41, 212,000. */
void hsay_page__number(hsay_page *p, double number);
/* Outlet, or the domain, or the file where neither is known; the domain, too, of an outlet that
 * wears another one's name. */
void hsay_page__outlet(hsay_page *p, uint32_t article);
/* The day, behind a space; nothing where it is not known. */
void hsay_page__date(hsay_page *p, hsay_str date);
/* Outlet and date, linked to the statement in place, or to the article. */
void hsay_page__source(hsay_page *p, hsay_place place);
/* The exact words of a place, with those in `differing` set apart. */
void hsay_page__words(hsay_page *p, hsay_place place, hsay_spans differing);
void hsay_page__tag(hsay_page *p, const char *name, bool strong);
/* One line of explanation; nothing where `text` is empty. */
void hsay_page__why(hsay_page *p, hsay_str text);
/* Whether all members of a thread have the same words. */
bool hsay_page__one_wording(const hsay_page *p, const hsay_thread *t);
/* Opens a section with its anchor, count and one line of explanation. */
void hsay_page__section(hsay_page *p, const char *anchor, const char *title, uint32_t count,
                        const char *note);
/* Opens a group that folds, inside a section: "COUNT WHAT". */
void hsay_page__fold(hsay_page *p, uint32_t count, const char *what, bool open);

/* Fills and releases said, speakers, offsets and numbers; sets out.failed where memory is short. */
void hsay_page__gather(hsay_page *p);
void hsay_page__release(hsay_page *p);
/* How many speakers have a name. */
uint32_t hsay_page__named(const hsay_page *p);

/* The parts, in the page's order; each puts nothing where it has nothing to show. */
void hsay_page__overview(hsay_page *p);
void hsay_page__threads(hsay_page *p);
void hsay_page__figures(hsay_page *p);
void hsay_page__disputes(hsay_page *p);
void hsay_page__copies(hsay_page *p);
void hsay_page__outlets(hsay_page *p);
void hsay_page__speakers(hsay_page *p);
void hsay_page__articles(hsay_page *p);

#endif
