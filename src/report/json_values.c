/* Values become JSON bytes: compact, members as they come, text in UTF-8 as it stands. */
#include <math.h>
#include <stdio.h>

#include "base/str.h"
#include "report/json.h"

enum { NUMBER_BYTES = 40, REAL_DIGITS = 12 };

/* A comma where one is due, and the member's name. */
static void begin(hsay_json *j, const char *member)
{
    if (j->comma)
        hsay_buf_put_char(&j->out, ',');
    j->comma = true;
    if (!member)
        return;
    hsay_buf_put_char(&j->out, '"');
    hsay_buf_put_text(&j->out, member);
    hsay_buf_put(&j->out, "\":", 2);
}

void hsay_json__open(hsay_json *j, const char *member, char bracket)
{
    begin(j, member);
    hsay_buf_put_char(&j->out, bracket);
    j->comma = false;
}

void hsay_json__close(hsay_json *j, char bracket)
{
    hsay_buf_put_char(&j->out, bracket);
    j->comma = true;
}

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

static void put_escape(hsay_buf *out, char c)
{
    static const char SHORT[][2] = {{'\b', 'b'}, {'\t', 't'}, {'\n', 'n'}, {'\f', 'f'},
                                    {'\r', 'r'}, {'"', '"'},  {'\\', '\\'}};
    for (size_t i = 0; i < sizeof SHORT / sizeof *SHORT; i++)
        if (SHORT[i][0] == c) {
            hsay_buf_put(out, (const char[]){'\\', SHORT[i][1]}, 2);
            return;
        }
    char text[8];
    hsay_buf_put(out, text, (size_t)snprintf(text, sizeof text, "\\u%04X", (unsigned)c));
}

/* Runs of plain bytes go out at once. */
static void put_well_formed(hsay_buf *out, hsay_str text)
{
    for (size_t at = 0; at < text.len; at++) {
        size_t from = at;
        while (at < text.len && is_plain(text.ptr[at]))
            at++;
        hsay_buf_put(out, text.ptr + from, at - from);
        if (at < text.len)
            put_escape(out, text.ptr[at]);
    }
}

void hsay_json__text(hsay_json *j, const char *member, hsay_str text)
{
    begin(j, member);
    hsay_buf_put_char(&j->out, '"');
    while (text.len) {
        size_t well = hsay_utf8_valid_prefix(text), behind = well;
        put_well_formed(&j->out, hsay_str_cut(text, 0, well));
        if (well < text.len) {
            hsay_utf8_next(text, &behind);
            hsay_buf_put(&j->out, "\xEF\xBF\xBD", 3);
        }
        text = hsay_str_cut(text, behind, text.len);
    }
    hsay_buf_put_char(&j->out, '"');
}

void hsay_json__name(hsay_json *j, const char *member, const char *text)
{
    hsay_json__text(j, member, hsay_str_of(text));
}

void hsay_json__text_or_null(hsay_json *j, const char *member, hsay_str text)
{
    if (text.len)
        hsay_json__text(j, member, text);
    else
        hsay_json__null(j, member);
}

void hsay_json__null(hsay_json *j, const char *member)
{
    begin(j, member);
    hsay_buf_put(&j->out, "null", 4);
}

void hsay_json__bool(hsay_json *j, const char *member, bool value)
{
    begin(j, member);
    hsay_buf_put_text(&j->out, value ? "true" : "false");
}

void hsay_json__integer(hsay_json *j, const char *member, uint64_t value)
{
    char digits[NUMBER_BYTES];
    size_t at = sizeof digits;
    begin(j, member);
    do
        digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    hsay_buf_put(&j->out, digits + at, sizeof digits - at);
}

/* A real keeps its point (2.0), an exponent has neither plus nor leading zeros (1e20). */
void hsay_json__real(hsay_json *j, const char *member, double value)
{
    char digits[NUMBER_BYTES];
    if (!isfinite(value)) {
        hsay_json__null(j, member);
        return;
    }
    begin(j, member);
    int len = snprintf(digits, sizeof digits, "%.*g", REAL_DIGITS, value);
    bool exponent = false, real = false, leading = false;
    for (int i = 0; i < len; i++) {
        char c = digits[i];
        bool mark = !hsay_char_is_digit(c) && c != '-' && c != '+' && c != 'e';
        if (c == 'e')
            exponent = leading = true;
        real |= mark || c == 'e';
        if (exponent && (c == '+' || (c == '0' && leading && i + 1 < len)))
            continue;
        leading &= !hsay_char_is_digit(c);
        hsay_buf_put_char(&j->out, mark ? '.' : c); /* whatever the locale's point is */
    }
    if (!real)
        hsay_buf_put(&j->out, ".0", 2);
}

hsay_status hsay_json__line(hsay_json *j, hsay_sink sink)
{
    hsay_buf_put_char(&j->out, '\n');
    hsay_str line = hsay_buf_view(&j->out);
    hsay_status status = j->out.failed ? HSAY_MEMORY : sink.write(sink.ctx, line.ptr, line.len);
    hsay_buf_clear(&j->out);
    j->comma = false;
    return status;
}
