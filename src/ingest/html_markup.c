/*
 * Text up to the next tag or reference, by mode.  A reference is a piece of its own, so that the
 * text around it stays a view of the page.
 */
#include "ingest/html_markup.h"

#include "ingest/html_reference.h"

hsay_markup *hsay_markup__new(hsay_arena *arena, hsay_str page)
{
    hsay_markup *m = hsay_arena_alloc(arena, sizeof *m);
    if (!m)
        return NULL;
    m->arena = arena;
    m->page = page;
    m->has_nul = page.len && memchr(page.ptr, 0, page.len);
    return m;
}

static hsay_markup_kind put_text(hsay_markup *m, size_t start, size_t end)
{
    m->text = (hsay_str){m->page.ptr + start, end - start};
    m->at = end;
    return m->kind = HSAY_MARKUP_TEXT;
}

/* Sixteen bytes at a time: '<', or '&' where references count. */
typedef unsigned char bytes16 __attribute__((vector_size(16)));
typedef uint64_t words2 __attribute__((vector_size(16)));

static size_t scan(const hsay_markup *m, size_t at, char other)
{
    bytes16 open, amp;
    memset(&open, '<', sizeof open);
    memset(&amp, other, sizeof amp);
    for (; at + 16 <= m->page.len; at += 16) {
        bytes16 b;
        memcpy(&b, m->page.ptr + at, 16);
        words2 hit = (words2)((b == open) | (b == amp));
        if (hit[0] | hit[1])
            break;
    }
    while (at < m->page.len && m->page.ptr[at] != '<' && m->page.ptr[at] != other)
        at++;
    return at;
}

/* Whether the '<' at `at` begins markup in text whose tags count. */
static bool begins_markup(const hsay_markup *m, size_t at)
{
    char next = at + 1 < m->page.len ? m->page.ptr[at + 1] : 0;
    return hsay_char_is_alpha(next) || next == '!' || next == '?' ||
           (next == '/' && at + 2 < m->page.len);
}

/* Whether `at` begins "</" or "<" and a name, whatever its case, with an end behind it. */
static bool is_tag_of(const hsay_markup *m, size_t at, hsay_str before, hsay_str name)
{
    hsay_str rest = hsay_str_cut(m->page, at, at + before.len + name.len + 1);
    if (rest.len != before.len + name.len + 1 || !hsay_str_starts(rest, before))
        return false;
    unsigned char behind = (unsigned char)rest.ptr[rest.len - 1];
    return (hsay_markup__bytes[behind] & (HSAY_BYTE_SPACE | HSAY_BYTE_SLASH | HSAY_BYTE_GREATER)) &&
           hsay_str_starts_nocase(hsay_str_cut(rest, before.len, rest.len), name);
}

static bool is_closing(const hsay_markup *m, size_t at)
{
    return m->closing.len && is_tag_of(m, at, HSAY_STR("</"), m->closing);
}

/* A reference at `at`, whose characters wait for the next call; false where there is none. */
static bool read_reference(hsay_markup *m, size_t at)
{
    hsay_str text;
    size_t taken = hsay_reference__read(m->page, at, false, m->room, &text);
    m->work += taken + 1;
    if (!taken)
        return false;
    m->waiting = text.ptr == m->room ? hsay_arena_copy(m->arena, text) : text;
    m->at = at + taken;
    return true;
}

static hsay_markup_kind put_waiting(hsay_markup *m)
{
    m->text = m->waiting;
    m->waiting = HSAY_STR_NONE;
    return m->kind = HSAY_MARKUP_TEXT;
}

static hsay_markup_kind end_tag(hsay_markup *m)
{
    m->mode = HSAY_MARKUP_DATA;
    return hsay_markup__tag(m);
}

/* DATA and RCDATA. */
static hsay_markup_kind read_text(hsay_markup *m)
{
    bool tags = m->mode == HSAY_MARKUP_DATA;
    size_t start = m->at, at = start;
    for (;; at++) {
        size_t before = at;
        at = scan(m, at, '&');
        m->work += at - before;
        if (at >= m->page.len || (m->page.ptr[at] == '<' && tags && begins_markup(m, at)) ||
            (m->page.ptr[at] == '<' && !tags && is_closing(m, at)))
            break;
        if (m->page.ptr[at] != '&' || !read_reference(m, at))
            continue;
        if (at == start)
            return put_waiting(m);
        size_t behind = m->at;
        put_text(m, start, at);
        m->at = behind;
        return m->kind;
    }
    return put_text(m, start, at);
}

static hsay_markup_kind read_data(hsay_markup *m)
{
    if (m->page.ptr[m->at] != '<' || !begins_markup(m, m->at))
        return read_text(m);
    char next = m->page.ptr[m->at + 1];
    if (hsay_char_is_alpha(next))
        return hsay_markup__tag(m);
    if (next == '/') {
        char third = m->page.ptr[m->at + 2];
        if (hsay_char_is_alpha(third))
            return hsay_markup__tag(m);
        if (third == '>') { /* "</>" is nothing */
            m->at += 3;
            return m->kind = HSAY_MARKUP_NOTHING;
        }
    }
    hsay_str rest = hsay_str_cut(m->page, m->at, m->page.len);
    if (!m->cdata_allowed || !hsay_str_starts(rest, HSAY_STR("<![CDATA[")))
        return hsay_markup__declaration(m);
    m->mode = HSAY_MARKUP_CDATA;
    m->at += 9;
    return m->kind = HSAY_MARKUP_NOTHING;
}

/* RAWTEXT: to the end tag.  Where the text is empty, the tag is read. */
static hsay_markup_kind read_raw(hsay_markup *m)
{
    size_t start = m->at, at = start;
    while ((at = hsay_markup__find(m, at, '<')) < m->page.len && !is_closing(m, at))
        at++;
    return at == start ? end_tag(m) : put_text(m, start, at);
}

/*
 * SCRIPT: a "<!--" hides end tags of scripts that begin behind it, until "-->".  The place of that
 * is looked for once for each "<!--", and never again where there is none.
 */
static size_t script_end(hsay_markup *m, size_t at)
{
    static const hsay_str OPEN = {"<", 1}, CLOSE = {"</", 2};
    hsay_str script = HSAY_STR("script");
    bool escaped = false, twice = false;
    for (; (at = hsay_markup__find(m, at, '<')) < m->page.len; at++) {
        if (escaped && at >= m->escape_end)
            escaped = twice = false;
        if (!twice && is_closing(m, at))
            break;
        if (!escaped && hsay_str_starts(hsay_str_cut(m->page, at, at + 4), HSAY_STR("<!--"))) {
            escaped = true;
            if (m->escape_end < at + 5) {
                size_t end = hsay_str_find(m->page, HSAY_STR("-->"), at + 2);
                m->escape_end = end == SIZE_MAX ? m->page.len : end + 3;
                m->work += m->escape_end - at;
            }
        } else if (escaped && is_tag_of(m, at, twice ? CLOSE : OPEN, script)) {
            twice = !twice;
        }
    }
    return at;
}

static hsay_markup_kind read_script(hsay_markup *m)
{
    size_t start = m->at, end = script_end(m, start);
    return end == start ? end_tag(m) : put_text(m, start, end);
}

static hsay_markup_kind read_cdata(hsay_markup *m)
{
    size_t start = m->at, end = hsay_str_find(m->page, HSAY_STR("]]>"), start);
    bool closed = end != SIZE_MAX;
    m->mode = HSAY_MARKUP_DATA;
    put_text(m, start, closed ? end : m->page.len);
    m->work += m->text.len;
    if (closed)
        m->at += 3;
    return m->kind = m->text.len ? HSAY_MARKUP_TEXT : HSAY_MARKUP_NOTHING;
}

/* U+FFFD for NUL in all but plain text; pages that come decoded have none. */
static hsay_str without_nul(hsay_markup *m, hsay_str s)
{
    if (s.len == 0 || !memchr(s.ptr, 0, s.len))
        return s;
    char *out = hsay_arena_array(m->arena, s.len, 3);
    size_t len = 0;
    for (size_t i = 0; out && i < s.len; i++) {
        hsay_str c = s.ptr[i] ? (hsay_str){s.ptr + i, 1} : HSAY_STR("\xEF\xBF\xBD");
        memcpy(out + len, c.ptr, c.len);
        len += c.len;
    }
    return (hsay_str){out, out ? len : 0};
}

static void replace_nuls(hsay_markup *m, hsay_markup_mode mode)
{
    if (m->kind == HSAY_MARKUP_TEXT && (mode == HSAY_MARKUP_DATA || mode == HSAY_MARKUP_CDATA))
        return;
    m->text = without_nul(m, m->text);
    if (m->kind == HSAY_MARKUP_DOCTYPE) {
        m->public_id = without_nul(m, m->public_id);
        m->system_id = without_nul(m, m->system_id);
    }
    for (uint32_t i = 0; m->kind == HSAY_MARKUP_START_TAG && i < m->attr_count; i++) {
        m->attrs[i].name = without_nul(m, m->attrs[i].name);
        m->attrs[i].value = without_nul(m, m->attrs[i].value);
    }
}

static hsay_markup_kind read_piece(hsay_markup *m)
{
    switch (m->mode) {
    case HSAY_MARKUP_DATA:
        return read_data(m);
    case HSAY_MARKUP_RCDATA:
        return m->page.ptr[m->at] == '<' && is_closing(m, m->at) ? end_tag(m) : read_text(m);
    case HSAY_MARKUP_RAWTEXT:
        return read_raw(m);
    case HSAY_MARKUP_SCRIPT:
        return read_script(m);
    case HSAY_MARKUP_CDATA:
        return read_cdata(m);
    case HSAY_MARKUP_PLAINTEXT:
        break;
    }
    return put_text(m, m->at, m->page.len);
}

hsay_markup_kind hsay_markup__next(hsay_markup *m)
{
    m->work++;
    if (m->waiting.len)
        return put_waiting(m);
    hsay_markup_mode mode;
    do {
        if (m->at >= m->page.len)
            return m->kind = HSAY_MARKUP_END;
        mode = m->mode;
    } while (read_piece(m) == HSAY_MARKUP_NOTHING);
    if (m->has_nul)
        replace_nuls(m, mode);
    return m->kind;
}
