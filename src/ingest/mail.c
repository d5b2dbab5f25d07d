/*
 * A mail's parts are walked in order, none decoded but the one that is taken.  Invariant: a part is
 * a view of the mail; nesting has a declared limit, so each byte is looked at a bounded number of
 * times.
 */
#include "ingest/mail.h"

#include "base/str.h"
#include "ingest/encoding.h"

typedef struct found_part {
    hsay_str header, body, type;
} found_part;

typedef struct reader {
    hsay_arena *arena;
    hsay_str root; /* Content-ID of the part that a saved page begins with; empty: the first */
    found_part html, plain, first_html;
    bool too_deep;
} reader;

static bool is_name(hsay_str line, size_t *colon)
{
    size_t at = 0;
    while (at < line.len && line.ptr[at] > ' ' && line.ptr[at] != ':')
        at++;
    *colon = at;
    return at > 0 && at < line.len && line.ptr[at] == ':';
}

static hsay_str without_from_line(hsay_str s)
{
    if (!hsay_str_starts(s, HSAY_STR("From ")))
        return s;
    size_t newline = hsay_str_find(s, HSAY_STR("\n"), 0);
    return newline == SIZE_MAX ? HSAY_STR_NONE : hsay_str_cut(s, newline + 1, s.len);
}

size_t hsay_mail__next(hsay_str bytes, size_t from)
{
    hsay_str mark = HSAY_STR("\nFrom ");
    for (size_t at = from; (at = hsay_str_find(bytes, mark, at)) != SIZE_MAX; at++) {
        size_t line = at && bytes.ptr[at - 1] == '\r' ? at - 1 : at, colon;
        size_t newline = hsay_str_find(bytes, HSAY_STR("\n"), at + 1);
        bool blank_above = line > 0 && bytes.ptr[line - 1] == '\n';
        if (blank_above && newline != SIZE_MAX &&
            is_name(hsay_str_cut(bytes, newline + 1, bytes.len), &colon))
            return at + 1;
    }
    return bytes.len;
}

size_t hsay_mail__end(hsay_str bytes)
{
    return hsay_str_starts(bytes, HSAY_STR("From ")) ? hsay_mail__next(bytes, 0) : bytes.len;
}

bool hsay_mail__is_mail(hsay_str head)
{
    static const char *const SURE[] = {"MIME-Version", "Message-ID", "Received", "Return-Path",
                                       "Delivered-To"};
    size_t at = 0, body, fields = 0, sure = 0, colon;
    hsay_str header = hsay_mail__header(without_from_line(head), &body);
    while (at < header.len) {
        size_t newline = hsay_str_find(header, HSAY_STR("\n"), at);
        size_t end = newline == SIZE_MAX ? header.len : newline + 1;
        hsay_str line = hsay_str_cut(header, at, end);
        bool goes_on = fields && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
        if (!goes_on && !is_name(line, &colon))
            return end == header.len && newline == SIZE_MAX && sure && fields > 2;
        for (size_t i = 0; !goes_on && i < sizeof SURE / sizeof *SURE; i++)
            sure += hsay_str_equal_nocase(hsay_str_cut(line, 0, colon), hsay_str_of(SURE[i]));
        fields += !goes_on;
        at = end;
    }
    return sure && fields > 2;
}

static bool is_attachment(hsay_arena *arena, hsay_str header)
{
    hsay_str value = hsay_mail__field(arena, header, HSAY_STR("Content-Disposition"));
    return hsay_str_starts_nocase(value, HSAY_STR("attachment"));
}

static bool is_type(hsay_str value, const char *type)
{
    hsay_str wanted = hsay_str_of(type);
    return hsay_str_starts_nocase(value, wanted) &&
           (value.len == wanted.len || !hsay_char_is_alpha(value.ptr[wanted.len]));
}

static void walk(reader *r, hsay_str part, unsigned depth);

/* The line of `body` from `at` on that divides its parts, `--boundary`, and whether it is the last.
 */
static size_t divider(hsay_str body, hsay_str boundary, size_t at, size_t *end, bool *last)
{
    for (; (at = hsay_str_find(body, HSAY_STR("--"), at)) != SIZE_MAX; at += 2) {
        hsay_str rest = hsay_str_cut(body, at + 2, body.len);
        if ((at > 0 && body.ptr[at - 1] != '\n') || !hsay_str_starts(rest, boundary))
            continue;
        size_t newline = hsay_str_find(body, HSAY_STR("\n"), at);
        *end = newline == SIZE_MAX ? body.len : newline + 1;
        rest = hsay_str_trim(hsay_str_cut(body, at + 2 + boundary.len, *end));
        *last = hsay_str_equal(rest, HSAY_STR("--"));
        if (*last || rest.len == 0)
            return at;
    }
    return SIZE_MAX;
}

static void walk_parts(reader *r, hsay_str body, hsay_str boundary, unsigned depth)
{
    size_t end = 0, next_end = 0;
    bool last = false;
    size_t at = divider(body, boundary, 0, &end, &last);
    while (at != SIZE_MAX && !last && r->html.body.len == 0 && !r->too_deep) {
        size_t next = divider(body, boundary, end, &next_end, &last);
        walk(r, hsay_str_cut(body, end, next == SIZE_MAX ? body.len : next), depth + 1);
        at = next;
        end = next_end;
    }
}

static void take_leaf(reader *r, found_part part)
{
    bool html = is_type(part.type, "text/html") || is_type(part.type, "application/xhtml+xml");
    bool plain = part.type.len == 0 || is_type(part.type, "text/plain");
    if (hsay_str_trim(part.body).len == 0 || is_attachment(r->arena, part.header))
        return;
    bool root =
        r->root.len == 0 ||
        hsay_str_equal(r->root, hsay_mail__field(r->arena, part.header, HSAY_STR("Content-ID")));
    if (html && r->first_html.body.len == 0)
        r->first_html = part;
    if (html && root && r->html.body.len == 0)
        r->html = part;
    else if (plain && r->plain.body.len == 0)
        r->plain = part;
}

static void walk(reader *r, hsay_str part, unsigned depth)
{
    if (depth > HSAY_MAIL_DEPTH) {
        r->too_deep = true;
        return;
    }
    size_t body;
    found_part p = {.header = hsay_mail__header(part, &body)};
    p.body = hsay_str_cut(part, body, part.len);
    p.type = hsay_mail__field(r->arena, p.header, HSAY_STR("Content-Type"));
    hsay_str boundary = hsay_mail__parameter(r->arena, p.type, HSAY_STR("boundary"));
    if (hsay_str_starts_nocase(p.type, HSAY_STR("multipart/"))) {
        if (boundary.len && boundary.len <= HSAY_MAIL_BOUNDARY_BYTES)
            walk_parts(r, p.body, boundary, depth);
    } else if (is_type(p.type, "message/rfc822")) {
        walk(r, p.body, depth + 1);
    } else {
        take_leaf(r, p);
    }
}

/* "Varn Post <news@varn.example>" is its name; a mere address is its host. */
static hsay_str sender_name(hsay_arena *arena, hsay_str from)
{
    hsay_str text = hsay_mail__words(arena, from);
    size_t open = hsay_str_find(text, HSAY_STR("<"), 0);
    hsay_str name = hsay_str_trim(hsay_str_cut(text, 0, open));
    size_t at = hsay_str_find(text, HSAY_STR("@"), 0);
    if (name.len > 1 && name.ptr[0] == '"' && name.ptr[name.len - 1] == '"')
        name = hsay_str_trim(hsay_str_cut(name, 1, name.len - 1));
    if (name.len && hsay_str_find(name, HSAY_STR("@"), 0) == SIZE_MAX)
        return name;
    size_t end = at == SIZE_MAX ? text.len : at + 1;
    while (end < text.len &&
           (hsay_char_is_alpha(text.ptr[end]) || hsay_char_is_digit(text.ptr[end]) ||
            text.ptr[end] == '.' || text.ptr[end] == '-'))
        end++;
    return at == SIZE_MAX ? HSAY_STR_NONE : hsay_str_cut(text, at + 1, end);
}

/* Where a saved page came from, on the web or a disk; empty for a mail. */
static hsay_str page_address(hsay_arena *arena, hsay_str header, const found_part *part)
{
    hsay_str saved = hsay_mail__field(arena, header, HSAY_STR("Snapshot-Content-Location"));
    return saved.len ? saved : hsay_mail__field(arena, part->header, HSAY_STR("Content-Location"));
}

static void describe(hsay_arena *arena, hsay_str header, const found_part *part, hsay_entry *e)
{
    hsay_str subject = hsay_mail__field(arena, header, HSAY_STR("Subject"));
    e->title = hsay_mail__words(arena, subject);
    hsay_str address = page_address(arena, header, part);
    bool html = part->type.len && !is_type(part->type, "text/plain");
    e->kind = html ? HSAY_BODY_FRAGMENT : HSAY_BODY_TEXT;
    if (address.len && html) { /* a page says itself who wrote it and when; its day here is the
                                 saving's */
        if (hsay_str_starts_nocase(address, HSAY_STR("http")))
            e->url = address;
        e->kind = HSAY_BODY_PAGE;
        e->weak_title = true;
        e->format = "mhtml";
        return;
    }
    e->date = hsay_mail__field(arena, header, HSAY_STR("Date"));
    e->outlet = sender_name(arena, hsay_mail__field(arena, header, HSAY_STR("From")));
}

hsay_status hsay_mail__read(hsay_str bytes, uint64_t start, hsay_arena *arena, hsay_entry *out,
                            hsay_error *error)
{
    uint64_t end = start + bytes.len;
    size_t body, colon;
    hsay_str mail = without_from_line(bytes), header = hsay_mail__header(mail, &body);
    if (!is_name(header, &colon))
        return hsay_error_set(error, HSAY_INPUT, "the mail has no header", start, end);
    reader r = {.arena = arena};
    hsay_str type = hsay_mail__field(arena, header, HSAY_STR("Content-Type"));
    if (hsay_str_starts_nocase(type, HSAY_STR("multipart/related")))
        r.root = hsay_mail__parameter(arena, type, HSAY_STR("start"));
    walk(&r, mail, 0);
    if (r.html.body.len == 0)
        r.html = r.first_html;
    const found_part *part = r.html.body.len ? &r.html : &r.plain;
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, end);
    if (part->body.len == 0 && r.too_deep)
        return hsay_error_set(error, HSAY_LIMIT, "the mail's parts are nested too deep", start,
                              end);
    if (part->body.len == 0)
        return hsay_error_set(error, HSAY_EMPTY, "no part of the mail holds text", start, end);
    hsay_entry e = {.format = "mail", .bytes = bytes, .start = start, .end = end, .stands = true};
    describe(arena, header, part, &e);
    hsay_str coding = hsay_mail__field(arena, part->header, HSAY_STR("Content-Transfer-Encoding"));
    hsay_str charset = hsay_mail__parameter(arena, part->type, HSAY_STR("charset"));
    e.body = hsay_encoding__to_utf8(arena, hsay_mail__decode(arena, part->body, coding), charset,
                                    &e.repaired);
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, end);
    *out = e;
    return HSAY_OK;
}
