/* Fields of a header, their parameters (RFC 2045, 2231) and coded words (RFC 2047). */
#include "base/str.h"
#include "ingest/encoding.h"
#include "ingest/mail.h"

hsay_str hsay_mail__header(hsay_str part, size_t *body)
{
    size_t at = 0;
    while (at < part.len) {
        size_t newline = hsay_str_find(part, HSAY_STR("\n"), at);
        size_t end = newline == SIZE_MAX ? part.len : newline + 1;
        hsay_str line = hsay_str_cut(part, at, end);
        if (hsay_str_equal(line, HSAY_STR("\n")) || hsay_str_equal(line, HSAY_STR("\r\n"))) {
            *body = end;
            return hsay_str_cut(part, 0, at);
        }
        at = end;
    }
    *body = part.len;
    return part;
}

/* Behind the field that begins at `at`: its first line and those that begin with a blank. */
static size_t field_end(hsay_str header, size_t at)
{
    do {
        size_t newline = hsay_str_find(header, HSAY_STR("\n"), at);
        at = newline == SIZE_MAX ? header.len : newline + 1;
    } while (at < header.len && (header.ptr[at] == ' ' || header.ptr[at] == '\t'));
    return at;
}

/* Line ends go; the blank that follows one stays. */
static hsay_str unfold(hsay_arena *arena, hsay_str value)
{
    char *out = hsay_arena_alloc(arena, value.len + 1);
    size_t len = 0;
    for (size_t i = 0; out && i < value.len; i++)
        if (value.ptr[i] != '\r' && value.ptr[i] != '\n')
            out[len++] = value.ptr[i] == '\t' ? ' ' : value.ptr[i];
    return out ? hsay_str_trim((hsay_str){out, len}) : HSAY_STR_NONE;
}

hsay_str hsay_mail__field(hsay_arena *arena, hsay_str header, hsay_str name)
{
    for (size_t at = 0, end; at < header.len; at = end) {
        end = field_end(header, at);
        hsay_str field = hsay_str_cut(header, at, end);
        if (!hsay_str_starts_nocase(field, name))
            continue;
        size_t colon = name.len;
        while (colon < field.len && field.ptr[colon] == ' ')
            colon++;
        if (colon < field.len && field.ptr[colon] == ':')
            return unfold(arena, hsay_str_cut(field, colon + 1, field.len));
    }
    return HSAY_STR_NONE;
}

/* The value that begins at `at`: in quotes, where \ takes the next byte as it is, or up to ;. */
static hsay_str parameter_value(hsay_arena *arena, hsay_str s, size_t *at)
{
    if (*at >= s.len || s.ptr[*at] != '"') {
        size_t start = *at;
        while (*at < s.len && s.ptr[*at] != ';')
            ++*at;
        return hsay_str_trim(hsay_str_cut(s, start, *at));
    }
    char *out = hsay_arena_alloc(arena, s.len - *at);
    size_t len = 0;
    for (++*at; out && *at < s.len && s.ptr[*at] != '"'; ++*at) {
        if (s.ptr[*at] == '\\' && *at + 1 < s.len)
            ++*at;
        out[len++] = s.ptr[*at];
    }
    while (*at < s.len && s.ptr[*at] != ';')
        ++*at;
    return out ? (hsay_str){out, len} : HSAY_STR_NONE;
}

hsay_str hsay_mail__parameter(hsay_arena *arena, hsay_str value, hsay_str name)
{
    size_t at = 0;
    while (at < value.len && value.ptr[at] != ';')
        at++;
    while (at < value.len) {
        at++;
        while (at < value.len && hsay_char_is_space(value.ptr[at]))
            at++;
        size_t start = at;
        while (at < value.len && value.ptr[at] != '=' && value.ptr[at] != ';')
            at++;
        hsay_str key = hsay_str_trim(hsay_str_cut(value, start, at));
        if (hsay_str_ends(key, HSAY_STR("*"))) /* charset'language'value */
            key.len--;
        if (at >= value.len || value.ptr[at] == ';')
            continue;
        at++;
        while (at < value.len && hsay_char_is_space(value.ptr[at]))
            at++;
        bool wanted = hsay_str_equal_nocase(key, name);
        size_t from = at;
        hsay_str found = wanted ? parameter_value(arena, value, &at) : HSAY_STR_NONE;
        if (wanted)
            return found;
        if (from < value.len && value.ptr[from] == '"') /* past the closing quote */
            for (at++; at < value.len && value.ptr[at] != '"'; at++)
                at += value.ptr[at] == '\\';
        while (at < value.len && value.ptr[at] != ';')
            at++;
    }
    return HSAY_STR_NONE;
}

/* A coded word at `at`, =?charset?Q?text?=: its text in UTF-8 and where it ends; else false. */
static bool coded_word(hsay_arena *arena, hsay_str s, size_t at, hsay_str *out, size_t *end)
{
    size_t marks[3] = {0}, found = 0, i = at + 2;
    for (; i < s.len && found < 3 && !hsay_char_is_space(s.ptr[i]); i++)
        if (s.ptr[i] == '?')
            marks[found++] = i;
    if (found < 2)
        return false;
    size_t close = hsay_str_find(s, HSAY_STR("?="), marks[1] + 1);
    if (close == SIZE_MAX || marks[1] - marks[0] != 2)
        return false;
    char coding = hsay_char_lower(s.ptr[marks[0] + 1]);
    hsay_str charset = hsay_str_cut(s, at + 2, marks[0]);
    size_t star = hsay_str_find(charset, HSAY_STR("*"), 0); /* charset*language */
    charset = hsay_str_cut(charset, 0, star);
    hsay_str text = hsay_str_cut(s, marks[1] + 1, close);
    uint32_t repaired;
    if (coding != 'q' && coding != 'b')
        return false;
    text = coding == 'q' ? hsay_mail__quoted(arena, text, true) : hsay_mail__base64(arena, text);
    *out = hsay_encoding__to_utf8(arena, text, charset, &repaired);
    *end = close + 2;
    return true;
}

static bool is_blank(hsay_str s)
{
    return hsay_str_trim(s).len == 0;
}

hsay_str hsay_mail__words(hsay_arena *arena, hsay_str value)
{
    uint32_t repaired;
    hsay_str s = hsay_encoding__to_utf8(arena, value, HSAY_STR_NONE, &repaired), word;
    HSAY_VEC(hsay_str) parts = {0};
    size_t from = 0, end = 0, total = 0;
    bool after_word = false;
    for (size_t at = 0; (at = hsay_str_find(s, HSAY_STR("=?"), at)) != SIZE_MAX;) {
        if (!coded_word(arena, s, at, &word, &end)) {
            at += 2;
            continue;
        }
        hsay_str between = hsay_str_cut(s, from, at);
        if (!(after_word && is_blank(between)))
            hsay_vec_push(arena, &parts, between);
        hsay_vec_push(arena, &parts, word);
        after_word = true;
        at = from = end;
    }
    if (parts.count == 0)
        return s;
    hsay_vec_push(arena, &parts, hsay_str_cut(s, from, s.len));
    for (size_t i = 0; i < parts.count; i++)
        total += parts.items[i].len;
    char *out = hsay_arena_alloc(arena, total + 1);
    size_t len = 0;
    for (size_t i = 0; out && i < parts.count; i++) {
        if (parts.items[i].len)
            memcpy(out + len, parts.items[i].ptr, parts.items[i].len);
        len += parts.items[i].len;
    }
    return out ? (hsay_str){out, len} : HSAY_STR_NONE;
}
