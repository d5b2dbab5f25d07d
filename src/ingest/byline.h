/* The words of a byline become names: "By Ada Orrin, Staff Writer, and Bo Tamm" is two. */
#ifndef HSAY_INGEST_BYLINE_H
#define HSAY_INGEST_BYLINE_H

#include "base/arena.h"

enum { HSAY_BYLINE_NAMES = 16 };

/* How much the place of the words says that they are names. */
typedef enum hsay_byline_trust {
    HSAY_BYLINE_GUESS,  /* only full names with capitals are taken */
    HSAY_BYLINE_FIELD,  /* a field for authors: single names and groups too */
    HSAY_BYLINE_TURNED, /* likewise, with the last part of a name first: "Orrin, Ada" */
} hsay_byline_trust;

/* What stands at the beginning of the words. */
typedef enum hsay_byline_label {
    HSAY_BYLINE_NO_LABEL,
    HSAY_BYLINE_PLAIN_LABEL, /* "by", "von": other things follow it too */
    HSAY_BYLINE_FULL_LABEL,  /* "written by", "Autor:": a name follows */
    HSAY_BYLINE_OTHER_LABEL, /* "reviewed by", "Foto:": a name that is no author's */
} hsay_byline_label;

/*
 * Cuts cleaned words into names, views of them, and answers how many, at most HSAY_BYLINE_NAMES.
 * Labels, days, titles of jobs and what is known to stand behind names are left out.
 * Cost: linear in `words`.
 */
uint32_t hsay_byline__names(hsay_arena *arena, hsay_str words, hsay_byline_trust trust,
                            hsay_str out[HSAY_BYLINE_NAMES]);

/* The label at the beginning; `*rest`: what follows it and a colon. */
hsay_byline_label hsay_byline__label(hsay_str words, hsay_str *rest);

/* The same where the text `before` may begin it: "Medically reviewed", "by Bo Tamm". */
hsay_byline_label hsay_byline__label_behind(hsay_arena *arena, hsay_str before, hsay_str words,
                                            hsay_str *rest);

/* The first label at a word of `words` that something follows. */
hsay_byline_label hsay_byline__find(hsay_str words, hsay_str *rest);

/* Whether data/byline-words.txt says so of these words. */
bool hsay_byline__says(hsay_str words, const char *what);

/* Two to five words with capitals, but for particles ("de", "van"). */
bool hsay_byline__is_person(hsay_str name);

/* Whether its first word is a first name of data/first-names.txt or data/given-names.txt. */
bool hsay_byline__is_known(hsay_str name);

#endif
