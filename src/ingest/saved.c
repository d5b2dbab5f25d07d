/* Only marks of the page's beginning count: what follows is anybody's text. */
#include "ingest/saved.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lexicon.h"
#include "base/str.h"
#include "data/lexicons.h"

enum { NAME_BYTES = 1024 };

/* The words from `at` to the next blank. */
static hsay_str word_at(hsay_str s, size_t at)
{
    while (at < s.len && hsay_char_is_space(s.ptr[at]))
        at++;
    size_t end = at;
    while (end < s.len && !hsay_char_is_space(s.ptr[end]))
        end++;
    return hsay_str_cut(s, at, end);
}

static hsay_str web_address(hsay_str s)
{
    bool web = hsay_str_starts_nocase(s, HSAY_STR("http://")) ||
               hsay_str_starts_nocase(s, HSAY_STR("https://"));
    return web ? s : HSAY_STR_NONE;
}

/* "saved from url=(0027)https://vale.example/gate ": the number counts the address's bytes. */
static hsay_str by_browser(hsay_str comment)
{
    hsay_str mark = HSAY_STR("saved from url=(");
    if (!hsay_str_starts_nocase(comment, mark))
        return HSAY_STR_NONE;
    size_t at = mark.len;
    while (at < comment.len && hsay_char_is_digit(comment.ptr[at]))
        at++;
    if (at == comment.len || comment.ptr[at] != ')')
        return HSAY_STR_NONE;
    return web_address(word_at(comment, at + 1));
}

/* "Page saved with SingleFile", then a line "url: https://vale.example/gate". */
static hsay_str by_single_file(hsay_str comment)
{
    hsay_str key = HSAY_STR("url:");
    if (!hsay_str_starts_nocase(comment, HSAY_STR("Page saved with SingleFile")))
        return HSAY_STR_NONE;
    size_t at = hsay_str_find(comment, key, 0);
    return at == SIZE_MAX ? HSAY_STR_NONE : web_address(word_at(comment, at + key.len));
}

/* __wm.wombat("https://vale.example/gate", …): the Wayback Machine's script is told the address. */
static hsay_str by_archive(hsay_str head)
{
    hsay_str call = HSAY_STR("__wm.wombat(\"");
    size_t at = hsay_str_find(head, call, 0);
    size_t end = at == SIZE_MAX ? at : hsay_str_find(head, HSAY_STR("\""), at + call.len);
    return end == SIZE_MAX ? HSAY_STR_NONE : web_address(hsay_str_cut(head, at + call.len, end));
}

hsay_str hsay_saved__address(hsay_str page)
{
    hsay_str head = hsay_str_cut(page, 0, HSAY_SAVED_PROBE_BYTES);
    hsay_str open = HSAY_STR("<!--"), close = HSAY_STR("-->");
    for (size_t at = 0; (at = hsay_str_find(head, open, at)) != SIZE_MAX;) {
        size_t end = hsay_str_find(head, close, at);
        if (end == SIZE_MAX)
            break;
        hsay_str comment = hsay_str_trim(hsay_str_cut(head, at + open.len, end));
        hsay_str found = by_browser(comment);
        if (found.len == 0)
            found = by_single_file(comment);
        if (found.len)
            return found;
        at = end;
    }
    return by_archive(head);
}

static int by_bytes(const void *name, const void *other)
{
    return strcmp(name, *(char *const *)other);
}

bool hsay_saved__is_companion(const char *folder, const char *const *names, size_t count)
{
    static const char *const ENDS[] = {".html", ".htm", ".HTML", ".HTM", ".xhtml", ".shtml"};
    hsay_str name = hsay_str_of(folder);
    size_t stem = name.len;
    while (stem > 0 && !strchr("-._", name.ptr[stem - 1]))
        stem--;
    if (stem < 2 || name.len > NAME_BYTES ||
        !hsay_lexicon_find(&hsay_lexicon__saved_folders, hsay_str_cut(name, stem - 1, name.len)))
        return false;
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        char page[NAME_BYTES + 8];
        snprintf(page, sizeof page, "%.*s%s", (int)(stem - 1), folder, ENDS[i]);
        if (count && bsearch(page, names, count, sizeof *names, by_bytes))
            return true;
    }
    return false;
}
