/*
 * A page as a flat table: elements and runs of text in the order of the page, each with its parent
 * and the end of its subtree.  Invariant: parent < node < end <= count; a subtree is [node, end).
 */
#ifndef HSAY_INGEST_NODES_H
#define HSAY_INGEST_NODES_H

#include "base/arena.h"

enum {
    HSAY_TAG_IS_BLOCK = 1,  /* text before, in and behind it is not one paragraph */
    HSAY_TAG_IS_SILENT = 2, /* what it holds is never an article's text */
    HSAY_TAG_IS_HEADING = 4,
    HSAY_TAG_IS_ITEM = 8,   /* one newline behind it, not two */
    HSAY_TAG_IS_ASIDE = 16, /* no article's text, unless most of the page stands in it unclosed */
};

/* Name and nature of the elements that matter, for what they hold or for what they close; sorted by
 * name.  All others are OTHER: inline. */
#define HSAY_TAG_TABLE(X)                                                                          \
    X(A, "a", 0)                                                                                   \
    X(ADDRESS, "address", 1)                                                                       \
    X(APPLET, "applet", 16)                                                                        \
    X(AREA, "area", 0)                                                                             \
    X(ARTICLE, "article", 1)                                                                       \
    X(ASIDE, "aside", 17)                                                                          \
    X(AUDIO, "audio", 17)                                                                          \
    X(B, "b", 0)                                                                                   \
    X(BASE, "base", 2)                                                                             \
    X(BASEFONT, "basefont", 2)                                                                     \
    X(BGSOUND, "bgsound", 2)                                                                       \
    X(BIG, "big", 0)                                                                               \
    X(BLOCKQUOTE, "blockquote", 1)                                                                 \
    X(BODY, "body", 1)                                                                             \
    X(BR, "br", 0)                                                                                 \
    X(BUTTON, "button", 16)                                                                        \
    X(CANVAS, "canvas", 17)                                                                        \
    X(CAPTION, "caption", 1)                                                                       \
    X(CENTER, "center", 1)                                                                         \
    X(CODE, "code", 0)                                                                             \
    X(COL, "col", 0)                                                                               \
    X(COLGROUP, "colgroup", 0)                                                                     \
    X(DD, "dd", 9)                                                                                 \
    X(DESC, "desc", 0)                                                                             \
    X(DETAILS, "details", 1)                                                                       \
    X(DIALOG, "dialog", 17)                                                                        \
    X(DIR, "dir", 1)                                                                               \
    X(DIV, "div", 1)                                                                               \
    X(DL, "dl", 1)                                                                                 \
    X(DT, "dt", 9)                                                                                 \
    X(EM, "em", 0)                                                                                 \
    X(EMBED, "embed", 16)                                                                          \
    X(FIELDSET, "fieldset", 1)                                                                     \
    X(FIGCAPTION, "figcaption", 1)                                                                 \
    X(FIGURE, "figure", 1)                                                                         \
    X(FOOTER, "footer", 17)                                                                        \
    X(FOREIGNOBJECT, "foreignobject", 0)                                                           \
    X(FORM, "form", 17)                                                                            \
    X(FRAME, "frame", 0)                                                                           \
    X(FRAMESET, "frameset", 0)                                                                     \
    X(H1, "h1", 5)                                                                                 \
    X(H2, "h2", 5)                                                                                 \
    X(H3, "h3", 5)                                                                                 \
    X(H4, "h4", 5)                                                                                 \
    X(H5, "h5", 5)                                                                                 \
    X(H6, "h6", 5)                                                                                 \
    X(HEAD, "head", 3)                                                                             \
    X(HEADER, "header", 1)                                                                         \
    X(HGROUP, "hgroup", 1)                                                                         \
    X(HR, "hr", 1)                                                                                 \
    X(HTML, "html", 1)                                                                             \
    X(I, "i", 0)                                                                                   \
    X(IFRAME, "iframe", 3)                                                                         \
    X(IMG, "img", 0)                                                                               \
    X(INPUT, "input", 16)                                                                          \
    X(KEYGEN, "keygen", 0)                                                                         \
    X(LABEL, "label", 0)                                                                           \
    X(LI, "li", 9)                                                                                 \
    X(LINK, "link", 2)                                                                             \
    X(LISTING, "listing", 1)                                                                       \
    X(MAIN, "main", 1)                                                                             \
    X(MARQUEE, "marquee", 0)                                                                       \
    X(MATH, "math", 0)                                                                             \
    X(MENU, "menu", 17)                                                                            \
    X(META, "meta", 2)                                                                             \
    X(NAV, "nav", 17)                                                                              \
    X(NOBR, "nobr", 0)                                                                             \
    X(NOEMBED, "noembed", 2)                                                                       \
    X(NOFRAMES, "noframes", 2)                                                                     \
    X(NOSCRIPT, "noscript", 17)                                                                    \
    X(OBJECT, "object", 16)                                                                        \
    X(OL, "ol", 1)                                                                                 \
    X(OPTGROUP, "optgroup", 0)                                                                     \
    X(OPTION, "option", 16)                                                                        \
    X(P, "p", 1)                                                                                   \
    X(PARAM, "param", 0)                                                                           \
    X(PLAINTEXT, "plaintext", 1)                                                                   \
    X(PRE, "pre", 1)                                                                               \
    X(RP, "rp", 0)                                                                                 \
    X(RT, "rt", 0)                                                                                 \
    X(RUBY, "ruby", 0)                                                                             \
    X(S, "s", 0)                                                                                   \
    X(SCRIPT, "script", 2)                                                                         \
    X(SEARCH, "search", 0)                                                                         \
    X(SECTION, "section", 1)                                                                       \
    X(SELECT, "select", 16)                                                                        \
    X(SMALL, "small", 0)                                                                           \
    X(SOURCE, "source", 0)                                                                         \
    X(SPAN, "span", 0)                                                                             \
    X(STRIKE, "strike", 0)                                                                         \
    X(STRONG, "strong", 0)                                                                         \
    X(STYLE, "style", 2)                                                                           \
    X(SUB, "sub", 0)                                                                               \
    X(SUMMARY, "summary", 1)                                                                       \
    X(SUP, "sup", 0)                                                                               \
    X(SVG, "svg", 16)                                                                              \
    X(TABLE, "table", 1)                                                                           \
    X(TBODY, "tbody", 1)                                                                           \
    X(TD, "td", 9)                                                                                 \
    X(TEMPLATE, "template", 3)                                                                     \
    X(TEXTAREA, "textarea", 2)                                                                     \
    X(TFOOT, "tfoot", 1)                                                                           \
    X(TH, "th", 9)                                                                                 \
    X(THEAD, "thead", 1)                                                                           \
    X(TIME, "time", 0)                                                                             \
    X(TITLE, "title", 3)                                                                           \
    X(TR, "tr", 1)                                                                                 \
    X(TRACK, "track", 0)                                                                           \
    X(TT, "tt", 0)                                                                                 \
    X(U, "u", 0)                                                                                   \
    X(UL, "ul", 1)                                                                                 \
    X(VAR, "var", 0)                                                                               \
    X(VIDEO, "video", 17)                                                                          \
    X(WBR, "wbr", 0)                                                                               \
    X(XMP, "xmp", 1)

typedef enum hsay_tag {
    HSAY_TAG_OTHER,
    HSAY_TAG_TEXT,
#define HSAY_TAG_ENUM(name, text, nature) HSAY_TAG_##name,
    HSAY_TAG_TABLE(HSAY_TAG_ENUM)
#undef HSAY_TAG_ENUM
        HSAY_TAG_COUNT
} hsay_tag;

/* The attributes that are kept; sorted by name. */
#define HSAY_ATTR_TABLE(X)                                                                         \
    X(ARIA_HIDDEN, "aria-hidden")                                                                  \
    X(CLASS, "class")                                                                              \
    X(CONTENT, "content")                                                                          \
    X(DATA_SRC, "data-src")                                                                        \
    X(DATA_URL, "data-url")                                                                        \
    X(DATETIME, "datetime")                                                                        \
    X(HIDDEN, "hidden")                                                                            \
    X(HREF, "href")                                                                                \
    X(ID, "id")                                                                                    \
    X(ITEMID, "itemid")                                                                            \
    X(ITEMPROP, "itemprop")                                                                        \
    X(ITEMTYPE, "itemtype")                                                                        \
    X(LANG, "lang")                                                                                \
    X(NAME, "name")                                                                                \
    X(PROPERTY, "property")                                                                        \
    X(REL, "rel")                                                                                  \
    X(ROLE, "role")                                                                                \
    X(SRC, "src")                                                                                  \
    X(STYLE, "style")                                                                              \
    X(TITLE, "title")                                                                              \
    X(TYPE, "type")

typedef enum hsay_attr_name {
#define HSAY_ATTR_ENUM(name, text) HSAY_ATTR_##name,
    HSAY_ATTR_TABLE(HSAY_ATTR_ENUM)
#undef HSAY_ATTR_ENUM
        HSAY_ATTR_COUNT
} hsay_attr_name;

typedef struct hsay_attr {
    hsay_attr_name name;
    hsay_str value;
} hsay_attr;

typedef struct hsay_node {
    hsay_str text;   /* of TEXT, references decoded; a view of the page where it stands there so */
    uint32_t parent; /* the root is its own */
    uint32_t end;
    uint32_t attr_first;
    hsay_tag tag : 8;
    uint32_t attr_count : 8; /* no name twice */
    bool broken : 1; /* of TEXT: a <br> without attributes stands behind it, and is no node */
} hsay_node;

typedef struct hsay_nodes {
    const hsay_node *items;
    uint32_t count;
    const hsay_attr *attrs;
    uint64_t work; /* bytes looked at, nodes made and elements closed: linear in the page */
} hsay_nodes;

/* Declared limits of a page; of a tag's attributes, HSAY_MARKUP_ATTRIBUTES. */
enum {
    HSAY_NODES_DEPTH = 512,     /* what is nested deeper becomes a neighbour */
    HSAY_NODES_COUNT = 1 << 23, /* more: HSAY_LIMIT */
};

/*
 * `page`: well-formed UTF-8, borrowed by `out`, text and attributes alike.  HSAY_EMPTY, HSAY_LIMIT,
 * HSAY_MEMORY.  Cost: linear.
 */
hsay_status hsay_nodes__read(hsay_arena *arena, hsay_str page, hsay_nodes *out, hsay_error *error);

extern const uint8_t hsay_tag__natures[HSAY_TAG_COUNT];
static inline unsigned hsay_tag__nature(hsay_tag tag)
{
    return hsay_tag__natures[tag];
}

/* Empty where the node has it not; `hidden` without a value is " ". */
hsay_str hsay_node__attr(const hsay_nodes *nodes, uint32_t node, hsay_attr_name name);

/*
 * The folded text of the subtree (white space to single spaces, silent parts left out), cut behind
 * `most_bytes`.  At most `most_bytes` nodes and 16 times as many bytes are looked at.
 */
hsay_str hsay_node__text(hsay_arena *arena, const hsay_nodes *nodes, uint32_t node,
                         size_t most_bytes);

#endif
