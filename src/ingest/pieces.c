/*
 * Lines are cut apart; where many lines go on in lower case the text is wrapped, and paragraphs
 * are. A line is cut in two where a small letter meets a capital without a space and one side alone
 * is furniture: there a line end was lost.
 */
#include "ingest/pieces.h"

#include "base/str.h"

enum {
    WRAPPED_LINES_LEAST = 3, /* lines that go on in lower case, in number and in percent */
    WRAPPED_PERCENT = 20,
    GLUE_TRIES = 6, /* places tried in a line */
    GLUE_LEFT_WORDS = 2,
    GLUE_RIGHT_WORDS = 5,
    GLUE_CUE_BYTES = 400, /* a furniture side is no longer than this */
};

typedef HSAY_VEC(hsay_piece) piece_list;

static uint32_t count_words(hsay_str s)
{
    uint32_t words = 0;
    for (size_t at = 0, n; at < s.len;) {
        bool any = false;
        while ((n = hsay_cues__word_bytes(s, at)) > 0) {
            at += n;
            any = true;
        }
        words += any;
        at += any ? 0 : 1;
    }
    return words;
}

static bool ends_open(hsay_str s)
{
    static const hsay_str CLOSERS[] = {
        HSAY_STR("\""),           HSAY_STR("'"), HSAY_STR("\xE2\x80\x9D"),
        HSAY_STR("\xE2\x80\x99"), HSAY_STR(")"), HSAY_STR("]")};
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof CLOSERS / sizeof *CLOSERS; i++)
            if (hsay_str_ends(s, CLOSERS[i])) {
                s.len -= CLOSERS[i].len;
                again = true;
            }
    }
    char last = s.len ? s.ptr[s.len - 1] : 0;
    return last != '.' && last != '!' && last != '?' && last != ':' && last != ';' && last != ',' &&
           !hsay_str_ends(s, HSAY_STR("\xE2\x80\xA6"));
}

static bool has_quote(hsay_str s)
{
    return hsay_str_find(s, HSAY_STR("\""), 0) != SIZE_MAX ||
           hsay_str_find(s, HSAY_STR("\xE2\x80\x9C"), 0) != SIZE_MAX ||
           hsay_str_find(s, HSAY_STR("\xE2\x80\x9D"), 0) != SIZE_MAX;
}

hsay_piece hsay_pieces__measure(hsay_str text, hsay_span span)
{
    hsay_str s = hsay_str_trim(hsay_str_at(text, span));
    hsay_piece p = {0};
    if (s.len == 0)
        return p;
    p.span.start = (uint32_t)(s.ptr - text.ptr);
    p.span.end = p.span.start + (uint32_t)s.len;
    p.words = count_words(s);
    p.open = ends_open(s);
    p.quoted = has_quote(s);
    p.bullet = hsay_str_starts(s, HSAY_STR("\xE2\x80\xA2")) || hsay_str_starts(s, HSAY_STR("* ")) ||
               hsay_str_starts(s, HSAY_STR("- ")) || hsay_str_starts(s, HSAY_STR("\xC2\xB7"));
    return p;
}

/* A line end was lost before `at`: a small letter or a mark, then a capital and a small letter. */
static bool is_glue(hsay_str s, size_t at)
{
    char before = s.ptr[at - 1];
    bool left = (before >= 'a' && before <= 'z') || before == '.' || before == '!' ||
                before == '?' || before == ')';
    return left && hsay_char_is_upper(s.ptr[at]) && at + 1 < s.len && s.ptr[at + 1] >= 'a' &&
           s.ptr[at + 1] <= 'z';
}

static bool is_furniture_side(hsay_str text, hsay_piece *p)
{
    return p->span.end - p->span.start <= GLUE_CUE_BYTES && hsay_cues__match(text, p, false);
}

/* Puts the two halves of a glued line; false where it is whole. */
static bool put_halves(hsay_arena *arena, hsay_str text, hsay_span line, piece_list *out)
{
    hsay_str s = hsay_str_at(text, line);
    int tries = 0;
    for (size_t at = 1; at + 1 < s.len && tries < GLUE_TRIES; at++) {
        if (!is_glue(s, at))
            continue;
        tries++;
        uint32_t cut = line.start + (uint32_t)at;
        hsay_piece left = hsay_pieces__measure(text, (hsay_span){line.start, cut});
        hsay_piece right = hsay_pieces__measure(text, (hsay_span){cut, line.end});
        bool heavy_left = left.words >= GLUE_RIGHT_WORDS && !left.open;
        bool heavy_right = right.words >= GLUE_RIGHT_WORDS && !right.open;
        bool cut_left = left.words >= GLUE_LEFT_WORDS && heavy_right &&
                        (left.bullet || is_furniture_side(text, &left));
        if (!cut_left && !(heavy_left && is_furniture_side(text, &right)))
            continue;
        left.furniture = right.furniture = false;
        right.glued = true;
        hsay_vec_push(arena, out, left);
        hsay_vec_push(arena, out, right);
        return true;
    }
    return false;
}

static void put(hsay_arena *arena, hsay_str text, hsay_span range, piece_list *out)
{
    hsay_piece p = hsay_pieces__measure(text, range);
    if (p.span.end && !put_halves(arena, text, p.span, out))
        hsay_vec_push(arena, out, p);
}

static size_t line_end(hsay_str text, size_t at)
{
    while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r')
        at++;
    return at;
}

/* Behind the line end at `at`. */
static size_t line_next(hsay_str text, size_t at)
{
    bool pair = at + 1 < text.len && text.ptr[at] == '\r' && text.ptr[at + 1] == '\n';
    return at + (pair ? 2 : 1);
}

static bool is_wrapped(hsay_str text)
{
    size_t lines = 0, going_on = 0;
    for (size_t at = 0; at < text.len; at = line_next(text, line_end(text, at))) {
        size_t end = line_end(text, at);
        lines += end > at;
        going_on += at > 0 && end > at && text.ptr[at] >= 'a' && text.ptr[at] <= 'z';
    }
    return going_on >= WRAPPED_LINES_LEAST && going_on * 100 > lines * WRAPPED_PERCENT;
}

hsay_pieces hsay_pieces__split(hsay_arena *arena, hsay_str text)
{
    piece_list list = {0};
    bool wrapped = is_wrapped(text);
    size_t start = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = line_end(text, at), next = line_next(text, end);
        bool blank = hsay_str_trim(hsay_str_cut(text, at, end)).len == 0;
        if (!wrapped || blank) {
            put(arena, text, (hsay_span){(uint32_t)start, (uint32_t)end}, &list);
            start = next;
        }
        at = next;
    }
    if (start < text.len)
        put(arena, text, (hsay_span){(uint32_t)start, (uint32_t)text.len}, &list);
    return (hsay_pieces){list.items, (uint32_t)list.count};
}
