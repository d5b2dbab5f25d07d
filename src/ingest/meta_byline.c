/*
 * Where no element says the author, the first lines behind the headline do: one that begins with
 * "By" and a name.  Only WINDOW texts are looked at.
 */
#include "ingest/meta.h"

#include <string.h>

#include "base/str.h"

enum { WINDOW = 40, LINE_BYTES = 90 };

bool hsay_meta__is_person(hsay_str name)
{
    static const char PARTICLES[] = " de da di du del der den la le van von bin al el ten y e dos ";
    size_t words = 0, start = 0;
    for (size_t i = 0; i <= name.len; i++) {
        if (i < name.len && name.ptr[i] != ' ')
            continue;
        hsay_str word = hsay_str_cut(name, start, i);
        start = i + 1;
        if (word.len == 0)
            continue;
        words++;
        char key[8] = " ";
        if (word.len < sizeof key - 2) {
            memcpy(key + 1, word.ptr, word.len);
            memcpy(key + 1 + word.len, " ", 2);
        }
        bool particle = word.len < sizeof key - 2 && strstr(PARTICLES, key);
        bool capital = hsay_char_is_upper(*word.ptr) || (unsigned char)*word.ptr >= 0x80;
        if (!particle && !capital)
            return false;
    }
    return words >= 2 && words <= 5;
}

/* "By Ada Orrin": the name; "By" alone: *waits, the next text is the name. */
static hsay_str name_in(hsay_str line, bool *waits)
{
    static const hsay_str WORDS[] = {{"By", 2},       {"Von", 3},     {"Par", 3},
                                     {"Por", 3},      {"Author:", 7}, {"Written by", 10},
                                     {"Posted by", 9}};
    bool waited = *waits;
    *waits = false;
    if (waited)
        return line;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!hsay_str_starts_nocase(line, WORDS[i]))
            continue;
        hsay_str rest = hsay_str_cut(line, WORDS[i].len, line.len);
        *waits = rest.len == 0 || (rest.len == 1 && *rest.ptr == ':');
        if (rest.len && (hsay_char_is_space(*rest.ptr) || *rest.ptr == ':'))
            return hsay_str_trim(hsay_str_cut(rest, 1, rest.len));
    }
    return HSAY_STR_NONE;
}

void hsay_meta__byline(hsay_arena *arena, const hsay_nodes *nodes, uint32_t from, hsay_meta *meta)
{
    bool waits = false;
    uint32_t seen = 0;
    for (uint32_t i = from; i < nodes->count && seen < WINDOW; i++) {
        if (hsay_tag__nature(nodes->items[i].tag) & HSAY_TAG_IS_SILENT) {
            i = nodes->items[i].end - 1;
            continue;
        }
        hsay_str line = hsay_str_trim(nodes->items[i].text);
        if (line.len == 0)
            continue;
        seen++;
        hsay_str name = name_in(hsay_str_cut(line, 0, LINE_BYTES), &waits);
        if (hsay_meta__is_person(name))
            hsay_meta__offer(arena, meta, HSAY_META_AUTHOR, name, HSAY_META_RANK_GUESS);
    }
}
