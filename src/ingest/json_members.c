/* The members of an object go once through data/json-members.txt; the smallest rank wins. */
#include "ingest/json_members.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "data/lexicons.h"

static const char *const ROLES[HSAY_MEMBER_COUNT] = {"id",     "url",  "text",   "html", "title",
                                                     "author", "date", "outlet", "lang"};

static const char *chosen_name(const hsay_json_names *names, hsay_member member)
{
    const char *const chosen[HSAY_MEMBER_COUNT] = {names->id,   names->url,    names->text,
                                                   names->html, names->title,  names->author,
                                                   names->date, names->outlet, NULL};
    return chosen[member];
}

static bool holds_something(const json_t *value)
{
    if (json_is_string(value))
        return json_string_length(value) > 0;
    return value && !json_is_null(value);
}

int hsay_json__rank(hsay_str name, const hsay_options *options, hsay_member member)
{
    const char *chosen = chosen_name(&options->names, member);
    if (chosen)
        return hsay_str_equal_nocase(name, hsay_str_of(chosen));
    char plain[HSAY_LEXICON_KEY_BYTES];
    for (size_t i = 0; i < name.len && i < sizeof plain; i++)
        plain[i] = name.ptr[i] == ' ' || name.ptr[i] == '-' ? '_' : name.ptr[i];
    const hsay_lexicon_row *row =
        name.len <= sizeof plain
            ? hsay_lexicon_find(&hsay_lexicon__json_members, (hsay_str){plain, name.len})
            : NULL;
    return row && strcmp(row->fields[0], ROLES[member]) == 0 ? atoi(row->fields[1]) : 0;
}

const json_t *hsay_json__member(const json_t *object, const hsay_options *options,
                                hsay_member member)
{
    const char *chosen = chosen_name(&options->names, member), *key;
    if (chosen)
        return json_object_get(object, chosen);
    const json_t *best = NULL;
    int best_rank = INT32_MAX;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        const hsay_lexicon_row *row =
            hsay_lexicon_find(&hsay_lexicon__json_members, hsay_str_of(key));
        if (!row || strcmp(row->fields[0], ROLES[member]) != 0 || !holds_something(value))
            continue;
        int rank = atoi(row->fields[1]);
        if (rank < best_rank) {
            best = value;
            best_rank = rank;
        }
    }
    return best;
}

const char *hsay_json__type_error(hsay_member member)
{
    static const char *const TEXTS[HSAY_MEMBER_COUNT] = {
        "the id is neither a string nor a whole number",
        "the URL is no string",
        "the text is no string",
        "the HTML is no string",
        "the title is no string",
        "the author is neither a name nor a list",
        "the date is neither a string nor a number",
        "the outlet is no string",
        "the language is no string"};
    return TEXTS[member];
}
