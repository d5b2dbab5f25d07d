/*
 * Name first, then content: an extension that says JSON or HTML is believed; for the rest the first
 * bytes decide.  What is no text in any encoding that we read is binary.
 */
#include "ingest/sniff.h"

#include <string.h>

#include "base/str.h"
#include "base/unpack.h"
#include "base/utf8.h"
#include "ingest/archive.h"
#include "ingest/cdx.h"
#include "ingest/encoding.h"
#include "ingest/feed.h"
#include "ingest/mail.h"
#include "ingest/table.h"
#include "ingest/warc.h"

enum { BINARY_NUL_PERCENT = 5, BINARY_ILL_FORMED_PERCENT = 30, NARROW_BYTES = 4096 };

/* First bytes of formats that are no text: archives, images, documents, databases, programs. */
static const hsay_str MAGIC[] = {
    HSAY_STR("PK\x03\x04"), /* what is no archive of files */
    HSAY_STR("7z\xBC\xAF"),
    HSAY_STR("\x89PNG"),
    HSAY_STR("\xFF\xD8\xFF"),
    HSAY_STR("GIF8"),
    HSAY_STR("RIFF"),
    HSAY_STR("\xD0\xCF\x11\xE0"),
    HSAY_STR("SQLite format 3"),
    HSAY_STR("\x7F"
             "ELF"),
};

static bool has_extension(hsay_str path, const char *extension)
{
    hsay_str end = hsay_str_of(extension);
    return path.len > end.len &&
           hsay_str_equal_nocase(hsay_str_cut(path, path.len - end.len, path.len), end);
}

static hsay_str skip_mark_and_space(hsay_str s)
{
    if (hsay_str_starts(s, HSAY_STR("\xEF\xBB\xBF")))
        s = hsay_str_cut(s, 3, s.len);
    return hsay_str_trim(s);
}

static size_t count_nuls(hsay_str head)
{
    size_t nuls = 0;
    for (size_t at = 0; (at = hsay_str_find(head, (hsay_str){"", 1}, at)) != SIZE_MAX; at++)
        nuls++;
    return nuls;
}

/* Bytes of controls and of what is no UTF-8. */
static size_t count_bad(hsay_str head)
{
    size_t bad = 0;
    for (size_t at = 0; at < head.len;) {
        size_t before = at;
        if (head.ptr[at] >= ' ' &&
            (unsigned char)head.ptr[at] < 0x80) { /* most bytes of most files */
            at++;
            continue;
        }
        uint32_t c = hsay_utf8_next(head, &at);
        bool control = c < 0x20 && !hsay_char_is_space((char)c);
        if (control || c == HSAY_UTF8_REPLACEMENT)
            bad += at - before;
    }
    return bad;
}

static bool is_binary(hsay_str head, bool encoding_may_be_declared)
{
    for (size_t i = 0; i < sizeof MAGIC / sizeof *MAGIC; i++)
        if (hsay_str_starts(head, MAGIC[i]))
            return true;
    return count_nuls(head) * 100 > head.len * BINARY_NUL_PERCENT ||
           (!encoding_may_be_declared &&
            count_bad(head) * 100 > head.len * BINARY_ILL_FORMED_PERCENT);
}

static bool looks_like_html(hsay_str head)
{
    static const char *const BEGINNINGS[] = {"<!doctype html", "<html", "<head", "<body", "<!--",
                                             "<article",       "<div",  "<p>",   "<?xml"};
    for (size_t i = 0; i < sizeof BEGINNINGS / sizeof *BEGINNINGS; i++)
        if (hsay_str_starts_nocase(head, hsay_str_of(BEGINNINGS[i])))
            return true;
    return false;
}

static bool looks_like_json(hsay_str head)
{
    if (head.len < 2 || (head.ptr[0] != '{' && head.ptr[0] != '['))
        return false;
    hsay_str inside = hsay_str_trim(hsay_str_cut(head, 1, head.len));
    char first = inside.len ? inside.ptr[0] : 0;
    return head.ptr[0] == '{' ? first == '"' || first == '}' : first == '{' || first == ']';
}

size_t hsay_sniff__json_end(hsay_str text, size_t at)
{
    size_t depth = 0;
    bool in_string = false;
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (in_string) {
            if (c == '\\')
                at++;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (depth == 0 && (c == ',' || c == ']')) {
            return at;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return at + 1;
        }
    }
    return text.len;
}

/* One value a line: the first line is a whole value, and another begins in a line below. */
static bool is_lines(hsay_str head)
{
    size_t newline = hsay_str_find(head, HSAY_STR("\n"), 0);
    if (newline == SIZE_MAX || head.ptr[0] != '{')
        return false;
    hsay_str below = hsay_str_trim(hsay_str_cut(head, newline, head.len));
    return below.len && hsay_sniff__json_end(head, 0) <= newline;
}

bool hsay_sniff__is_json(hsay_str path, hsay_str head)
{
    return has_extension(path, ".json") ||
           (looks_like_json(skip_mark_and_space(head)) && !has_extension(path, ".txt"));
}

static bool has_one_of(hsay_str path, const char *const *extensions)
{
    for (; *extensions; extensions++)
        if (has_extension(path, *extensions))
            return true;
    return false;
}

/* UTF-16 as the ASCII in it, enough to tell what it is. */
static hsay_str narrow(hsay_str head, size_t from, bool big_endian, char to[NARROW_BYTES])
{
    size_t len = 0, first = big_endian;
    for (size_t i = from; i + 1 < head.len && len < NARROW_BYTES; i += 2)
        to[len++] = head.ptr[i + 1 - first] ? '?' : head.ptr[i + first];
    return (hsay_str){to, len};
}

/* What holds entries, whatever its name but for the guess at a table; HSAY_SNIFFED_TEXT for all
 * else. */
static hsay_sniffed holds_entries(hsay_str path, hsay_str head)
{
    static const char *const TABLES[] = {".csv", ".tsv", ".tab", NULL};
    static const char *const MAILS[] = {".eml", ".mht", ".mhtml", NULL};
    static const char *const OTHERS[] = {".txt",   ".html",   ".htm", ".xhtml",
                                         ".jsonl", ".ndjson", NULL};
    hsay_feed_kind feed = hsay_feed__kind(head);
    if (feed != HSAY_FEED_NONE)
        return feed == HSAY_FEED_XML ? HSAY_SNIFFED_FEED : HSAY_SNIFFED_JSON_FEED;
    if (hsay_mail__is_mail(head))
        return HSAY_SNIFFED_MAIL;
    bool table = has_one_of(path, TABLES), mail = has_one_of(path, MAILS);
    if (has_one_of(path, OTHERS) || (!table && !mail && hsay_sniff__is_json(path, head)) ||
        is_binary(head, true))
        return HSAY_SNIFFED_TEXT;
    if (table || mail)
        return table ? HSAY_SNIFFED_TABLE : HSAY_SNIFFED_MAIL;
    return hsay_csv__is_table(head) ? HSAY_SNIFFED_TABLE : HSAY_SNIFFED_TEXT;
}

static hsay_str without_packing(hsay_str path)
{
    static const char *const ENDINGS[] = {".gz", ".zst", ".xz", ".bz2"};
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (has_extension(path, ENDINGS[i]))
            path.len -= strlen(ENDINGS[i]);
    return path;
}

hsay_sniffed hsay_sniff__format(hsay_str path, hsay_str head)
{
    char ascii[NARROW_BYTES];
    bool big_endian;
    size_t mark_bytes;
    if (hsay_encoding__is_utf16(head, &big_endian, &mark_bytes))
        head = narrow(head, mark_bytes, big_endian, ascii);
    hsay_str text = skip_mark_and_space(head);
    if (text.len == 0)
        return HSAY_SNIFFED_EMPTY;
    if (hsay_warc__is(head))
        return HSAY_SNIFFED_WARC;
    if (hsay_cdx__is(path, head))
        return HSAY_SNIFFED_CDX;
    if (hsay_unpack__sniff(head) != HSAY_PACKING_NONE)
        return HSAY_SNIFFED_PACKED;
    if (hsay_str_starts(head, HSAY_STR("SQLite format 3")))
        return HSAY_SNIFFED_DATABASE;
    if (hsay_str_starts(text, HSAY_STR("%PDF-")))
        return HSAY_SNIFFED_PDF;
    if (hsay_archive__kind(head) != HSAY_ARCHIVE_NONE)
        return hsay_archive__is_document(head) ? HSAY_SNIFFED_DOCUMENT : HSAY_SNIFFED_ARCHIVE;
    path = without_packing(path);
    hsay_sniffed holder = holds_entries(path, head);
    if (holder != HSAY_SNIFFED_TEXT)
        return holder;
    bool html = has_extension(path, ".html") || has_extension(path, ".htm") ||
                has_extension(path, ".xhtml") || looks_like_html(text);
    if (is_binary(head, html))
        return HSAY_SNIFFED_BINARY;
    if (has_extension(path, ".jsonl") || has_extension(path, ".ndjson"))
        return HSAY_SNIFFED_JSON_LINES;
    if (hsay_sniff__is_json(path, head))
        return is_lines(text) ? HSAY_SNIFFED_JSON_LINES : HSAY_SNIFFED_JSON;
    return html ? HSAY_SNIFFED_HTML : HSAY_SNIFFED_TEXT;
}
