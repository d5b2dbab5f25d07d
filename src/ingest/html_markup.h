/*
 * A page's bytes become markup: tags, text, comments, one after the other, by the tokenisation of
 * the HTML Standard (WHATWG), section 13.2.5.  All are views of the page but what a reference or a
 * replaced NUL made.  Invariant: `at` never goes back, so the work is linear in the page.
 *
 * Where we differ: errors are not reported; letters keep their case, which does not count in names;
 * of attributes with one name all are listed, and the first counts; line ends are as in the page.
 */
#ifndef HSAY_INGEST_HTML_MARKUP_H
#define HSAY_INGEST_HTML_MARKUP_H

#include "base/arena.h"
#include "base/str.h"

enum { HSAY_MARKUP_ATTRIBUTES = 512 }; /* declared limit: what a tag has beyond is not kept */

typedef enum hsay_markup_kind {
    HSAY_MARKUP_END, /* of the page */
    HSAY_MARKUP_TEXT,
    HSAY_MARKUP_START_TAG,
    HSAY_MARKUP_END_TAG,
    HSAY_MARKUP_COMMENT,
    HSAY_MARKUP_DOCTYPE,
    HSAY_MARKUP_NOTHING, /* never answered: what was read is none of these */
} hsay_markup_kind;

/* How text is read.  All but DATA and PLAINTEXT return to DATA by themselves at their end. */
typedef enum hsay_markup_mode {
    HSAY_MARKUP_DATA,
    HSAY_MARKUP_RCDATA,  /* references count, tags do not: <title>, <textarea> */
    HSAY_MARKUP_RAWTEXT, /* neither do: <style>, <iframe>, … */
    HSAY_MARKUP_SCRIPT,
    HSAY_MARKUP_PLAINTEXT,
    HSAY_MARKUP_CDATA,
} hsay_markup_mode;

typedef struct hsay_markup_attr {
    hsay_str name;
    hsay_str value; /* as it stands, references not replaced; ptr NULL where there is none */
} hsay_markup_attr;

typedef struct hsay_markup {
    /* The piece that was read last: its text, or the name of a tag or doctype. */
    hsay_markup_kind kind;
    hsay_str text;
    bool self_closing;
    uint32_t attr_count;
    hsay_str public_id, system_id; /* of a doctype; ptr NULL where there is none */
    bool quirks;                   /* of a doctype: ill-formed */

    /* What the reader of the tags may set between two pieces. */
    hsay_markup_mode mode;
    hsay_str closing;   /* the tag name that ends RCDATA, RAWTEXT and SCRIPT */
    bool cdata_allowed; /* inside <svg> or <math> */

    hsay_arena *arena;
    hsay_str page;
    size_t at;
    bool has_nul;
    hsay_str waiting;  /* a reference's characters that stand behind the last piece */
    size_t escape_end; /* of the <!-- that a script is in */
    uint64_t work;     /* bytes and names looked at */
    char room[4];
    hsay_markup_attr attrs[HSAY_MARKUP_ATTRIBUTES];
} hsay_markup;

/* `page`: UTF-8, borrowed.  NULL where memory is short. */
hsay_markup *hsay_markup__new(hsay_arena *arena, hsay_str page);

/* Reads the next piece; END for ever at the end of the page. */
hsay_markup_kind hsay_markup__next(hsay_markup *m);

/* The tag, comment or doctype that begins with the '<' at m->at; a tag that the page's end cuts off
 * is none: END. */
hsay_markup_kind hsay_markup__tag(hsay_markup *m);
hsay_markup_kind
hsay_markup__declaration(hsay_markup *m); /* at "<!", "<?" or "</" without a name */

/* Bytes of tags by class, for their reader. */
enum { HSAY_BYTE_SPACE = 1, HSAY_BYTE_SLASH = 2, HSAY_BYTE_GREATER = 4, HSAY_BYTE_EQUALS = 8 };
extern const uint8_t hsay_markup__bytes[256];

/* The first byte of class `classes` at or behind m->at; the page's length where there is none. */
static inline size_t hsay_markup__until(hsay_markup *m, size_t at, unsigned classes)
{
    size_t start = at;
    while (at < m->page.len && !(hsay_markup__bytes[(unsigned char)m->page.ptr[at]] & classes))
        at++;
    m->work += at - start;
    return at;
}

static inline size_t hsay_markup__skip_space(const hsay_markup *m, size_t at)
{
    while (at < m->page.len &&
           (hsay_markup__bytes[(unsigned char)m->page.ptr[at]] & HSAY_BYTE_SPACE))
        at++;
    return at;
}

/* The first place of a byte at or behind `at`; the page's length where there is none. */
static inline size_t hsay_markup__find(hsay_markup *m, size_t at, char c)
{
    const char *found = at < m->page.len ? memchr(m->page.ptr + at, c, m->page.len - at) : NULL;
    size_t end = found ? (size_t)(found - m->page.ptr) : m->page.len;
    m->work += end - at;
    return end;
}

#endif
