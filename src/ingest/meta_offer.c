/* Values for the fields are cleaned and ranked; authors' lists are cut into names. */
#include "ingest/meta.h"

#include <string.h>

#include "base/str.h"
#include "ingest/date.h"

enum { VALUE_BYTES = 2048, NAME_BYTES = 80 };

static const struct {
    hsay_str escaped, plain;
} ENTITIES[] = {
    {{"&amp;", 5}, {"&", 1}},
    {{"&quot;", 6}, {"\"", 1}},
    {{"&#39;", 5}, {"'", 1}},
    {{"&#039;", 6}, {"'", 1}},
    {{"&apos;", 6}, {"'", 1}},
    {{"&#x27;", 6}, {"'", 1}},
    {{"&lt;", 4}, {"<", 1}},
    {{"&gt;", 4}, {">", 1}},
    {{"&nbsp;", 6}, {" ", 1}},
    {{"&#8217;", 7}, {"\xE2\x80\x99", 3}},
    {{"&#8216;", 7}, {"\xE2\x80\x98", 3}},
    {{"&#8220;", 7}, {"\xE2\x80\x9C", 3}},
    {{"&#8221;", 7}, {"\xE2\x80\x9D", 3}},
    {{"&#8211;", 7}, {"\xE2\x80\x93", 3}},
    {{"&rsquo;", 7}, {"\xE2\x80\x99", 3}},
    {{"&ndash;", 7}, {"\xE2\x80\x93", 3}},
};

static size_t entity_at(hsay_str s, size_t at, hsay_str *plain)
{
    for (size_t k = 0; k < sizeof ENTITIES / sizeof *ENTITIES; k++)
        if (hsay_str_starts(hsay_str_cut(s, at, s.len), ENTITIES[k].escaped)) {
            *plain = ENTITIES[k].plain;
            return ENTITIES[k].escaped.len;
        }
    return 0;
}

/* White space to single blanks, entities that stood in an attribute or JSON decoded. */
static hsay_str clean(hsay_arena *arena, hsay_str value)
{
    value = hsay_str_trim(value);
    char *out = hsay_arena_alloc(arena, value.len + 1);
    size_t len = 0;
    for (size_t i = 0; out && i < value.len;) {
        hsay_str plain = hsay_str_cut(value, i, i + 1);
        size_t taken = value.ptr[i] == '&' ? entity_at(value, i, &plain) : 0;
        i += taken ? taken : 1;
        if (plain.len == 1 && hsay_char_is_space(*plain.ptr)) {
            if (len && out[len - 1] != ' ')
                out[len++] = ' ';
            continue;
        }
        memcpy(out + len, plain.ptr, plain.len);
        len += plain.len;
    }
    return out ? hsay_str_trim((hsay_str){out, len}) : HSAY_STR_NONE;
}

static bool is_name(hsay_str name)
{
    if (name.len < 2 || name.len > NAME_BYTES ||
        hsay_str_find(name, HSAY_STR("//"), 0) != SIZE_MAX || memchr(name.ptr, '@', name.len))
        return false;
    size_t digits = 0;
    for (size_t i = 0; i < name.len; i++)
        digits += hsay_char_is_digit(name.ptr[i]);
    return digits < 3;
}

static void add_author(hsay_meta *meta, hsay_str name, int rank)
{
    static const hsay_str BEFORE[] = {{"By ", 3},  {"by ", 3},  {"BY ", 3},
                                      {"by: ", 4}, {"By: ", 4}, {"Von ", 4},
                                      {"von ", 4}, {"Par ", 4}, {"Por ", 4}};
    name = hsay_str_trim(name);
    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++)
        if (hsay_str_starts(name, BEFORE[i]))
            name = hsay_str_trim(hsay_str_cut(name, BEFORE[i].len, name.len));
    bool doubtful = rank > HSAY_META_RANK_ELEMENT + 3 && !hsay_meta__is_person(name);
    if (doubtful || !is_name(name) || meta->author_count == HSAY_META_AUTHORS)
        return;
    for (uint32_t i = 0; i < meta->author_count; i++)
        if (hsay_str_equal_nocase(meta->authors[i], name))
            return;
    meta->authors[meta->author_count++] = name;
}

static size_t separator_at(hsay_str s, size_t at)
{
    static const hsay_str MARKS[] = {{" and ", 5}, {" und ", 5}, {" et ", 4}, {" y ", 3}, {", ", 2},
                                     {";", 1},     {" & ", 3},   {"|", 1},    {" / ", 3}};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (hsay_str_starts(hsay_str_cut(s, at, s.len), MARKS[i]))
            return MARKS[i].len;
    return 0;
}

/* "A Name, B Name and C Name" are three. */
static void offer_authors(hsay_meta *meta, hsay_str value, int rank)
{
    if (rank > meta->ranks[HSAY_META_AUTHOR])
        return;
    if (rank < meta->ranks[HSAY_META_AUTHOR])
        meta->author_count = 0;
    uint32_t before = meta->author_count;
    size_t start = 0;
    for (size_t at = 0; at < value.len;) {
        size_t skip = separator_at(value, at);
        if (skip) {
            add_author(meta, hsay_str_cut(value, start, at), rank);
            start = at + skip;
        }
        at += skip ? skip : 1;
    }
    add_author(meta, hsay_str_cut(value, start, value.len), rank);
    if (meta->author_count > before)
        meta->ranks[HSAY_META_AUTHOR] = rank;
}

void hsay_meta__offer(hsay_arena *arena, hsay_meta *meta, hsay_meta_field field, hsay_str value,
                      int rank)
{
    if (field != HSAY_META_AUTHOR && rank >= meta->ranks[field])
        return;
    value = clean(arena, field == HSAY_META_BODY ? value : hsay_str_cut(value, 0, VALUE_BYTES));
    if (value.len == 0)
        return;
    if (field == HSAY_META_AUTHOR) {
        hsay_meta kept = *meta;
        offer_authors(meta, value, rank);
        if (meta->author_count == 0)
            *meta = kept;
        return;
    }
    if (field == HSAY_META_DATE || field == HSAY_META_UPDATED) {
        value = hsay_date__read(arena, value, meta->order, NULL);
        if (value.len == 0)
            return;
    }
    meta->values[field] = value;
    meta->ranks[field] = rank;
}
