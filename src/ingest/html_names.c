/*
 * Open addressing by FNV-1a of the letters in lower case.  What closes what is from the HTML
 * Standard (WHATWG): void elements 13.1.2, special elements and scopes 13.2.4.2, <p> 13.2.6.4.7,
 * foreign content 13.2.6.5.
 */
#include "ingest/html_names.h"

#include "base/str.h"

enum {
    V = HSAY_ELEMENT_IS_VOID | HSAY_ELEMENT_IS_SPECIAL,
    S = HSAY_ELEMENT_IS_SPECIAL,
    C = HSAY_ELEMENT_IS_SCOPE | HSAY_ELEMENT_IS_SPECIAL,
    H = HSAY_ELEMENT_IS_OF_HEAD,
    P = HSAY_ELEMENT_CLOSES_P | HSAY_ELEMENT_IS_SPECIAL,
    F = HSAY_ELEMENT_ENDS_FOREIGN,
    R = HSAY_ELEMENT_IS_RAW | HSAY_ELEMENT_IS_SPECIAL,
};

const uint8_t hsay_names__flags[HSAY_TAG_COUNT] = {
    [HSAY_TAG_ADDRESS] = P,
    [HSAY_TAG_APPLET] = C,
    [HSAY_TAG_AREA] = V,
    [HSAY_TAG_ARTICLE] = P,
    [HSAY_TAG_ASIDE] = P,
    [HSAY_TAG_B] = F,
    [HSAY_TAG_BASE] = V | H,
    [HSAY_TAG_BASEFONT] = V | H,
    [HSAY_TAG_BGSOUND] = V | H,
    [HSAY_TAG_BIG] = F,
    [HSAY_TAG_BLOCKQUOTE] = P | F,
    [HSAY_TAG_BODY] = S | F,
    [HSAY_TAG_BR] = V | F,
    [HSAY_TAG_BUTTON] = S,
    [HSAY_TAG_CAPTION] = C,
    [HSAY_TAG_CENTER] = P | F,
    [HSAY_TAG_CODE] = F,
    [HSAY_TAG_COL] = V,
    [HSAY_TAG_COLGROUP] = S,
    [HSAY_TAG_DD] = P | F,
    [HSAY_TAG_DETAILS] = P,
    [HSAY_TAG_DIALOG] = P,
    [HSAY_TAG_DIR] = P,
    [HSAY_TAG_DIV] = P | F,
    [HSAY_TAG_DL] = P | F,
    [HSAY_TAG_DT] = P | F,
    [HSAY_TAG_EM] = F,
    [HSAY_TAG_EMBED] = V | F,
    [HSAY_TAG_FIELDSET] = P,
    [HSAY_TAG_FIGCAPTION] = P,
    [HSAY_TAG_FIGURE] = P,
    [HSAY_TAG_FOOTER] = P,
    [HSAY_TAG_FORM] = P,
    [HSAY_TAG_FRAME] = V,
    [HSAY_TAG_FRAMESET] = S,
    [HSAY_TAG_H1] = P | F,
    [HSAY_TAG_H2] = P | F,
    [HSAY_TAG_H3] = P | F,
    [HSAY_TAG_H4] = P | F,
    [HSAY_TAG_H5] = P | F,
    [HSAY_TAG_H6] = P | F,
    [HSAY_TAG_HEAD] = S | F | H,
    [HSAY_TAG_HEADER] = P,
    [HSAY_TAG_HGROUP] = P,
    [HSAY_TAG_HR] = V | P | F,
    [HSAY_TAG_HTML] = C,
    [HSAY_TAG_I] = F,
    [HSAY_TAG_IFRAME] = R,
    [HSAY_TAG_IMG] = V | F,
    [HSAY_TAG_INPUT] = V,
    [HSAY_TAG_KEYGEN] = V,
    [HSAY_TAG_LI] = P | F,
    [HSAY_TAG_LINK] = V | H,
    [HSAY_TAG_LISTING] = P | F,
    [HSAY_TAG_MAIN] = P,
    [HSAY_TAG_MARQUEE] = C,
    [HSAY_TAG_MENU] = P | F,
    [HSAY_TAG_META] = V | H | F,
    [HSAY_TAG_NAV] = P,
    [HSAY_TAG_NOBR] = F,
    [HSAY_TAG_NOEMBED] = R,
    [HSAY_TAG_NOFRAMES] = R | H,
    [HSAY_TAG_NOSCRIPT] = S | H,
    [HSAY_TAG_OBJECT] = C,
    [HSAY_TAG_OL] = P | F,
    [HSAY_TAG_P] = P | F,
    [HSAY_TAG_PARAM] = V,
    [HSAY_TAG_PLAINTEXT] = P,
    [HSAY_TAG_PRE] = P | F,
    [HSAY_TAG_RUBY] = F,
    [HSAY_TAG_S] = F,
    [HSAY_TAG_SCRIPT] = R | H,
    [HSAY_TAG_SEARCH] = P,
    [HSAY_TAG_SECTION] = P,
    [HSAY_TAG_SELECT] = S,
    [HSAY_TAG_SMALL] = F,
    [HSAY_TAG_SOURCE] = V,
    [HSAY_TAG_SPAN] = F,
    [HSAY_TAG_STRIKE] = F,
    [HSAY_TAG_STRONG] = F,
    [HSAY_TAG_STYLE] = R | H,
    [HSAY_TAG_SUB] = F,
    [HSAY_TAG_SUMMARY] = P,
    [HSAY_TAG_SUP] = F,
    [HSAY_TAG_TABLE] = C | P | F,
    [HSAY_TAG_TBODY] = S,
    [HSAY_TAG_TD] = C,
    [HSAY_TAG_TEMPLATE] = C | H,
    [HSAY_TAG_TEXTAREA] = S,
    [HSAY_TAG_TFOOT] = S,
    [HSAY_TAG_TH] = C,
    [HSAY_TAG_THEAD] = S,
    [HSAY_TAG_TITLE] = S | H,
    [HSAY_TAG_TR] = S,
    [HSAY_TAG_TRACK] = V,
    [HSAY_TAG_TT] = F,
    [HSAY_TAG_U] = F,
    [HSAY_TAG_UL] = P | F,
    [HSAY_TAG_VAR] = F,
    [HSAY_TAG_WBR] = V,
    [HSAY_TAG_XMP] = P,
};

static const hsay_str TAGS[HSAY_TAG_COUNT] = {{"", 0},
                                              {"", 0},
#define ROW(name, text, nature) {text, sizeof text - 1},
                                              HSAY_TAG_TABLE(ROW)
#undef ROW
};

static const hsay_str ATTRS[HSAY_ATTR_COUNT] = {
#define ROW(name, text) {text, sizeof text - 1},
    HSAY_ATTR_TABLE(ROW)
#undef ROW
};

static uint32_t hash_of(hsay_str name)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < name.len; i++)
        h = (h ^ (unsigned char)hsay_char_lower(name.ptr[i])) * 16777619u;
    return h ^ h >> 15;
}

static size_t slot_of(const hsay_names *names, hsay_str name, uint32_t hash)
{
    for (size_t at = hash % HSAY_NAMES_SLOTS;; at = (at + 1) % HSAY_NAMES_SLOTS)
        if (!names->slots[at].ptr ||
            (names->slots[at].hash == hash && names->slots[at].len == name.len &&
             hsay_str_starts_nocase(name, (hsay_str){names->slots[at].ptr, name.len})))
            return at;
}

static uint16_t add(hsay_names *names, size_t slot, hsay_str name, uint32_t hash)
{
    names->slots[slot].ptr = name.ptr;
    names->slots[slot].len = (uint16_t)name.len;
    names->slots[slot].hash = hash;
    names->slots[slot].number = names->count;
    return names->count++;
}

void hsay_names__start(hsay_names *names)
{
    names->count = HSAY_TAG_TEXT + 1;
    for (int i = HSAY_TAG_TEXT + 1; i < HSAY_TAG_COUNT; i++) {
        uint32_t hash = hash_of(TAGS[i]);
        add(names, slot_of(names, TAGS[i], hash), TAGS[i], hash);
    }
}

uint16_t hsay_names__number(hsay_names *names, hsay_str name)
{
    if (name.len > HSAY_NAMES_BYTES)
        return HSAY_TAG_OTHER;
    uint32_t hash = hash_of(name);
    size_t slot = slot_of(names, name, hash);
    if (names->slots[slot].ptr)
        return names->slots[slot].number;
    return names->count == HSAY_NAMES_COUNT ? (uint16_t)HSAY_TAG_OTHER
                                            : add(names, slot, name, hash);
}

int hsay_names__attr(hsay_str name)
{
    char first = hsay_char_lower(*name.ptr);
    for (int i = 0; i < HSAY_ATTR_COUNT && *ATTRS[i].ptr <= first; i++)
        if (*ATTRS[i].ptr == first && hsay_str_equal_nocase(name, ATTRS[i]))
            return i;
    return -1;
}
