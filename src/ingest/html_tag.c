/*
 * Tags, comments and doctypes.  The states of the standard are lines of code in their order; each
 * moves m->at on.  Sections 13.2.5.6 to 13.2.5.8 (tags), .32 to .40 (attributes), .41 to .52
 * (comments), .53 to .68 (doctypes).
 */
#include "ingest/html_markup.h"

const uint8_t hsay_markup__bytes[256] = {
    ['\t'] = HSAY_BYTE_SPACE,  ['\n'] = HSAY_BYTE_SPACE, ['\f'] = HSAY_BYTE_SPACE,
    ['\r'] = HSAY_BYTE_SPACE,  [' '] = HSAY_BYTE_SPACE,  ['/'] = HSAY_BYTE_SLASH,
    ['>'] = HSAY_BYTE_GREATER, ['='] = HSAY_BYTE_EQUALS};

enum { NAME_ENDS = HSAY_BYTE_SPACE | HSAY_BYTE_SLASH | HSAY_BYTE_GREATER };

static hsay_str cut(const hsay_markup *m, size_t start, size_t end)
{
    return (hsay_str){m->page.ptr + start, end - start};
}

static bool ended(hsay_markup *m)
{
    if (m->at < m->page.len)
        return false;
    m->at = m->page.len;
    return true;
}

/* What stands behind '='; false where the page ends in it. */
static bool read_value(hsay_markup *m, hsay_str *value)
{
    m->at = hsay_markup__skip_space(m, m->at);
    if (ended(m))
        return false;
    char quote = m->page.ptr[m->at];
    if (quote != '"' && quote != '\'') {
        size_t start = m->at;
        m->at = hsay_markup__until(m, start, HSAY_BYTE_SPACE | HSAY_BYTE_GREATER);
        *value = cut(m, start, m->at);
        return !ended(m);
    }
    size_t start = m->at + 1, end = hsay_markup__find(m, start, quote);
    *value = cut(m, start, end);
    m->at = end;
    if (ended(m))
        return false;
    m->at++;
    return true;
}

/* One attribute at m->at, which holds no blank, '/' or '>'. */
static bool read_attribute(hsay_markup *m)
{
    hsay_markup_attr attr = {0};
    size_t start = m->at; /* a '=' here is the name's first letter */
    m->at = hsay_markup__until(m, start + 1, NAME_ENDS | HSAY_BYTE_EQUALS);
    attr.name = cut(m, start, m->at);
    m->at = hsay_markup__skip_space(m, m->at);
    if (ended(m))
        return false;
    bool whole = true;
    if (m->page.ptr[m->at] == '=') {
        m->at++;
        whole = read_value(m, &attr.value);
    }
    if (m->attr_count < HSAY_MARKUP_ATTRIBUTES)
        m->attrs[m->attr_count++] = attr;
    return whole;
}

hsay_markup_kind hsay_markup__tag(hsay_markup *m)
{
    bool closes = m->page.ptr[m->at + 1] == '/';
    size_t start = m->at + 1 + closes;
    m->at = hsay_markup__until(m, start, NAME_ENDS);
    m->text = cut(m, start, m->at);
    m->attr_count = 0;
    m->self_closing = false;
    for (;;) {
        m->at = hsay_markup__skip_space(m, m->at);
        if (ended(m))
            return m->kind = HSAY_MARKUP_END;
        char c = m->page.ptr[m->at];
        m->self_closing = c == '/';
        if (c == '>')
            break;
        if (c == '/') {
            m->at++;
            if (m->at < m->page.len && m->page.ptr[m->at] == '>')
                break;
        } else if (!read_attribute(m)) {
            return m->kind = HSAY_MARKUP_END;
        }
    }
    m->at++;
    return m->kind = closes ? HSAY_MARKUP_END_TAG : HSAY_MARKUP_START_TAG;
}

/* Behind "<!--": to "-->" or "--!>"; what the page's end leaves open is a comment too. */
static void read_comment(hsay_markup *m)
{
    hsay_str rest = hsay_str_cut(m->page, m->at, m->page.len);
    size_t start = m->at;
    for (size_t early = 1; early <= 2; early++)
        if (rest.len >= early && memcmp(rest.ptr, early == 1 ? ">" : "->", early) == 0) {
            m->text = cut(m, start, start);
            m->at += early;
            return;
        }
    for (size_t at = start; (at = hsay_markup__find(m, at, '-')) < m->page.len; at++) {
        hsay_str end = hsay_str_cut(m->page, at, at + 4);
        bool bang = hsay_str_equal(end, HSAY_STR("--!>"));
        if (!bang && !hsay_str_starts(end, HSAY_STR("-->")))
            continue;
        m->text = cut(m, start, at);
        m->at = at + (bang ? 4 : 3);
        return;
    }
    m->text = cut(m, start, m->page.len);
    m->at = m->page.len;
    static const hsay_str CUT[] = {HSAY_STR("--!"), HSAY_STR("--"), HSAY_STR("-")};
    for (size_t i = 0; i < sizeof CUT / sizeof *CUT; i++)
        if (hsay_str_ends(m->text, CUT[i])) {
            m->text.len -= CUT[i].len;
            return;
        }
}

/* Moves behind a quoted name of a doctype; false: the doctype ends here, ill-formed. */
static bool read_id(hsay_markup *m, hsay_str *id)
{
    char quote = m->page.ptr[m->at++];
    size_t start = m->at;
    while (m->at < m->page.len && m->page.ptr[m->at] != quote && m->page.ptr[m->at] != '>')
        m->at++;
    *id = cut(m, start, m->at);
    if (ended(m) || m->page.ptr[m->at] == '>')
        return false;
    m->at++;
    return true;
}

/* The two quoted names of a doctype, the public one first; false: ill-formed from here on. */
static bool read_ids(hsay_markup *m)
{
    hsay_str rest = hsay_str_cut(m->page, m->at, m->at + 6);
    bool public = hsay_str_equal_nocase(rest, HSAY_STR("public"));
    if (!public && !hsay_str_equal_nocase(rest, HSAY_STR("system")))
        return false;
    m->at += rest.len;
    for (int which = public ? 0 : 1; which < 2; which++) {
        m->at = hsay_markup__skip_space(m, m->at);
        bool may_end = which == 1 && public;
        if (ended(m))
            return false;
        char c = m->page.ptr[m->at];
        if (c == '>' && may_end)
            return true;
        if ((c != '"' && c != '\'') || !read_id(m, which == 0 ? &m->public_id : &m->system_id))
            return false;
    }
    m->at = hsay_markup__skip_space(m, m->at);
    return !ended(m);
}

/* Behind "<!doctype". */
static void read_doctype(hsay_markup *m)
{
    m->public_id = m->system_id = HSAY_STR_NONE;
    m->at = hsay_markup__skip_space(m, m->at);
    size_t start = m->at;
    m->at = hsay_markup__until(m, start, HSAY_BYTE_SPACE | HSAY_BYTE_GREATER);
    m->text = m->at > start ? cut(m, start, m->at) : HSAY_STR_NONE;
    m->quirks = m->at == start;
    m->at = hsay_markup__skip_space(m, m->at);
    if (m->at < m->page.len && m->page.ptr[m->at] != '>')
        m->quirks |= !read_ids(m);
    m->quirks |= ended(m);
    m->at = hsay_markup__find(m, m->at, '>') + 1;
}

hsay_markup_kind hsay_markup__declaration(hsay_markup *m)
{
    hsay_str rest = hsay_str_cut(m->page, m->at, m->at + 9);
    m->kind = HSAY_MARKUP_COMMENT;
    if (hsay_str_starts(rest, HSAY_STR("<!--"))) {
        m->at += 4;
        read_comment(m);
    } else if (hsay_str_equal_nocase(rest, HSAY_STR("<!doctype"))) {
        m->at += 9;
        m->kind = HSAY_MARKUP_DOCTYPE;
        read_doctype(m);
    } else { /* "<!", "</" or "<?" and no more that is known: a comment, with the '?' */
        size_t start = m->at + (rest.ptr[1] == '?' ? 1 : 2);
        size_t end = hsay_markup__find(m, start, '>');
        m->text = cut(m, start, end);
        m->at = end + 1;
    }
    if (m->at > m->page.len)
        m->at = m->page.len;
    return m->kind;
}
