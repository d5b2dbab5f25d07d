/*
 * Runs of capitals become mentions, with the titles before them; mentions of one name become an
 * entity. A surname alone belongs to the entity that ends in it.  Entities are found by the hash of
 * their name's last word, so that the cost is linear.
 */
#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "data/lexicons.h"
#include "lang/build.h"

enum { NAME_MOST_TOKENS = 8, PROBES_MOST = 64, SMALL_WORD_BYTES = 64 };

typedef struct table {
    uint32_t *slots; /* entity index + 1 */
    uint64_t *small; /* hashes of the words that stand in small letters */
    uint32_t mask;
} table;

static bool is_capital(const hsay_build *b, uint32_t i)
{
    const hsay_token *t = &b->tokens.items[i];
    hsay_str word = hsay_build__text(b, i);
    return t->kind == HSAY_TOKEN_WORD && word.len &&
           (hsay_char_is_upper(word.ptr[0]) || ((unsigned char)word.ptr[0] == 0xC3));
}

static const hsay_lexicon_row *title(const hsay_build *b, uint32_t i)
{
    return hsay_lexicon_find(&hsay_lexicon__titles, hsay_build__text(b, i));
}

/* A word of the closed classes; two capitals are an acronym (US, IT). */
static bool is_listed(const hsay_build *b, uint32_t i)
{
    hsay_str word = hsay_build__text(b, i);
    bool acronym = word.len == 2 && hsay_char_is_upper(word.ptr[1]);
    return !acronym && hsay_lexicon_find(&hsay_lexicon__closed_words, word) != NULL;
}

/* A weekday, a month: capitals, but nobody's name. */
static bool is_day(const hsay_build *b, uint32_t i)
{
    const hsay_lexicon_row *row =
        hsay_lexicon_find(&hsay_lexicon__clause_words, hsay_build__text(b, i));
    return row && hsay_str_equal(hsay_str_of(row->fields[0]), HSAY_STR("day"));
}

/* X. or X.Y.: an initial, an abbreviated place. */
static bool is_dotted(const hsay_build *b, uint32_t i)
{
    hsay_str word = hsay_build__text(b, i);
    return word.len >= 2 && word.ptr[1] == '.' && hsay_char_is_upper(word.ptr[0]);
}

/* A title before it, a first name or an initial in it: a person, who is not "of" anything. */
static bool is_persons(const hsay_build *b, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if ((i > first && is_dotted(b, i)) ||
            hsay_lexicon_find(&hsay_lexicon__first_names, hsay_build__text(b, i)))
            return true;
    return first > 0 && title(b, first - 1);
}

/* Tokens of the name that starts at `i`: capitals, and "of", "de", "van" between two of them. */
static uint32_t name_end(const hsay_build *b, uint32_t i)
{
    uint32_t end = i, sentence = b->tokens.items[i].sentence;
    while (end < b->tokens.count && end - i < NAME_MOST_TOKENS &&
           b->tokens.items[end].sentence == sentence) {
        hsay_str word = hsay_build__text(b, end);
        bool small = hsay_str_equal(word, HSAY_STR("of")) || hsay_str_equal(word, HSAY_STR("de")) ||
                     hsay_str_equal(word, HSAY_STR("van")) ||
                     hsay_str_equal(word, HSAY_STR("von")) ||
                     hsay_str_equal(word, HSAY_STR("bin")) || hsay_str_equal(word, HSAY_STR("al"));
        if (small ? end == i || end + 1 >= b->tokens.count || !is_capital(b, end + 1)
                  : !is_capital(b, end) || is_listed(b, end))
            break;
        if (small ? hsay_str_equal(word, HSAY_STR("of")) && is_persons(b, i, end) : is_day(b, end))
            break;
        end++;
        if (!small && hsay_str_without_owner(word).len != word.len)
            break;
        if (end == i + 1 && i > 0 && is_dotted(b, i) &&
            hsay_str_equal(hsay_build__text(b, i - 1), HSAY_STR(",")))
            break; /* "Hill City, H.C. Tallow said" */
    }
    return end;
}

static hsay_str name_text(const hsay_build *b, uint32_t first, uint32_t count)
{
    hsay_span s = b->tokens.items[first].span;
    s.end = b->tokens.items[first + count - 1].span.end;
    return hsay_str_without_owner(hsay_str_at(b->article->text, s));
}

/* The name without Jr., Sr., II, III, IV at its end. */
static hsay_str core_of(hsay_str name)
{
    static const char *const SUFFIXES[] = {" Jr.", " Jr", " Sr.", " Sr", " II", " III", " IV"};
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++)
        if (hsay_str_ends(name, hsay_str_of(SUFFIXES[i])))
            return hsay_str_cut(name, 0, name.len - strlen(SUFFIXES[i]));
    return name;
}

static bool same_entity(hsay_str entity, hsay_str name)
{
    entity = core_of(entity);
    name = core_of(name);
    if (hsay_str_equal(entity, name))
        return true;
    hsay_str shorter = entity.len < name.len ? entity : name;
    hsay_str longer = entity.len < name.len ? name : entity;
    return hsay_str_equal(shorter, hsay_str_last_word(shorter)) && hsay_str_ends(longer, shorter);
}

static hsay_entity_type type_of(const hsay_build *b, const hsay_mention *m, hsay_str name)
{
    if (hsay_lexicon_find(&hsay_lexicon__places, name))
        return HSAY_ENTITY_PLACE;
    for (uint32_t i = 0; i < m->name_count; i++)
        if (hsay_lexicon_find(&hsay_lexicon__organisation_words,
                              hsay_str_without_owner(hsay_build__text(b, m->name_token + i))))
            return HSAY_ENTITY_ORGANISATION;
    if (m->name_token > m->first_token || (m->name_count >= 2 && m->name_count <= 4))
        return HSAY_ENTITY_PERSON;
    bool acronym = name.len >= 2 && name.len <= 6;
    for (size_t i = 0; i < name.len; i++)
        acronym &= hsay_char_is_upper(name.ptr[i]);
    return acronym ? HSAY_ENTITY_ORGANISATION : HSAY_ENTITY_OTHER;
}

static uint8_t gender_of(const hsay_build *b, const hsay_mention *m)
{
    for (uint32_t i = m->first_token; i < m->name_token; i++) {
        const hsay_lexicon_row *row = title(b, i);
        if (row && row->fields[0][0])
            return (uint8_t)row->fields[0][0];
    }
    const hsay_lexicon_row *first =
        hsay_lexicon_find(&hsay_lexicon__first_names, hsay_build__text(b, m->name_token));
    return first && m->name_count > 1 ? (uint8_t)first->fields[0][0] : 0;
}

/*
 * The slot of the entity that `name` belongs to, or the empty one where it would stand.  Many names
 * with one last word would make the probing quadratic: after PROBES_MOST it starts from the whole
 * name.
 */
static uint32_t *find_slot(table *t, const hsay_build *b, hsay_str name)
{
    uint32_t at = (uint32_t)hsay_hash_fast(hsay_str_last_word(core_of(name)), 0) & t->mask;
    for (uint32_t probes = 0; probes < PROBES_MOST; probes++, at = (at + 1) & t->mask) {
        uint32_t e = t->slots[at];
        if (e == 0 || same_entity(b->entities.items[e - 1].name, name))
            return &t->slots[at];
    }
    for (at = (uint32_t)hsay_hash_fast(name, 1) & t->mask;; at = (at + 1) & t->mask) {
        uint32_t e = t->slots[at];
        if (e == 0 || hsay_str_equal(b->entities.items[e - 1].name, name))
            return &t->slots[at];
    }
}

static void add_mention(hsay_build *b, table *t, hsay_mention m)
{
    hsay_str name = name_text(b, m.name_token, m.name_count);
    uint32_t *slot = find_slot(t, b, name);
    hsay_span span = {b->tokens.items[m.name_token].span.start, 0};
    span.end = span.start + (uint32_t)name.len;
    if (*slot == 0) {
        hsay_vec_push(b->arena, &b->entities,
                      (hsay_entity){.name = name, .span = span, .type = type_of(b, &m, name)});
        *slot = (uint32_t)b->entities.count;
        if (b->entities.count == 0)
            return;
    }
    hsay_entity *e = &b->entities.items[*slot - 1];
    if (name.len > e->name.len) {
        e->name = name;
        e->span = span;
        e->type = type_of(b, &m, name);
    }
    if (m.name_token > m.first_token && e->type == HSAY_ENTITY_OTHER)
        e->type = HSAY_ENTITY_PERSON;
    if (!e->gender)
        e->gender = gender_of(b, &m);
    e->mention_count++;
    m.entity = *slot - 1;
    hsay_vec_push(b->arena, &b->mentions, m);
}

/* A word of the closed classes with a short form behind it: it's, there's, we're. */
static bool is_contraction(const hsay_build *b, uint32_t i)
{
    hsay_str word = hsay_build__text(b, i);
    size_t at = 0;
    while (at < word.len && word.ptr[at] != '\'' && (unsigned char)word.ptr[at] != 0xE2)
        at++;
    return at < word.len &&
           hsay_lexicon_find(&hsay_lexicon__closed_words, hsay_str_cut(word, 0, at)) != NULL;
}

static bool starts_name(const hsay_build *b, uint32_t i)
{
    return is_capital(b, i) && !is_listed(b, i) && !title(b, i) && !is_contraction(b, i) &&
           !is_day(b, i);
}

static uint64_t small_hash(hsay_str word)
{
    char small[SMALL_WORD_BYTES];
    size_t len = word.len < sizeof small ? word.len : sizeof small;
    for (size_t i = 0; i < len; i++)
        small[i] = hsay_char_lower(word.ptr[i]);
    return hsay_hash_fast((hsay_str){small, len}, 0) | 1;
}

/* The article's words in small letters: hashes, open addressing. */
static uint64_t *small_words(const hsay_build *b, uint32_t mask)
{
    uint64_t *set = hsay_arena_array(b->arena, (size_t)mask + 1, sizeof *set);
    for (uint32_t i = 0; set && i < b->tokens.count; i++) {
        if (b->tokens.items[i].kind != HSAY_TOKEN_WORD || is_capital(b, i))
            continue;
        uint64_t hash = small_hash(hsay_build__text(b, i));
        uint32_t at = (uint32_t)(hash >> 32) & mask;
        while (set[at] && set[at] != hash)
            at = (at + 1) & mask;
        set[at] = hash;
    }
    return set;
}

/* A sentence's first capital is no name where the article writes the word in small letters too. */
static bool is_common_start(const hsay_build *b, const table *t, uint32_t i)
{
    const hsay_token *tokens = b->tokens.items;
    if (i > 0 && tokens[i - 1].sentence == tokens[i].sentence &&
        tokens[i - 1].kind != HSAY_TOKEN_OPEN)
        return false;
    uint64_t hash = small_hash(hsay_str_without_owner(hsay_build__text(b, i)));
    uint32_t at = (uint32_t)(hash >> 32) & t->mask;
    while (t->small[at] && t->small[at] != hash)
        at = (at + 1) & t->mask;
    return t->small[at] != 0;
}

/* A title inside the run belongs to what stands before it ("Russian President"): the name follows.
 */
static uint32_t after_title(const hsay_build *b, uint32_t first, uint32_t end)
{
    for (uint32_t i = end - 1; i > first; i--) {
        hsay_str last = hsay_str_without_owner(hsay_build__text(b, end - 1));
        if (title(b, i - 1) && !title(b, i) && is_capital(b, i))
            return hsay_lexicon_find(&hsay_lexicon__organisation_words, last) ? first : i;
    }
    return first;
}

void hsay_build__mentions(hsay_build *b)
{
    table t = {.mask = 63};
    while (t.mask < 2 * b->tokens.count)
        t.mask = t.mask * 2 + 1;
    t.slots = hsay_arena_array(b->arena, (size_t)t.mask + 1, sizeof *t.slots);
    t.small = small_words(b, t.mask);
    if (!t.slots || !t.small)
        return;
    for (uint32_t i = 0; i < b->tokens.count;) {
        uint32_t first = i;
        while (first < b->tokens.count && title(b, first) && is_capital(b, first) &&
               b->tokens.items[first].sentence == b->tokens.items[i].sentence)
            first++;
        if (first >= b->tokens.count || !starts_name(b, first) ||
            b->tokens.items[first].sentence != b->tokens.items[i].sentence) {
            i = first > i ? first : i + 1;
            continue;
        }
        uint32_t end = name_end(b, first);
        if (end == first)
            end = first + 1;
        if (first == i && end == i + 1 && is_common_start(b, &t, i)) {
            i = end;
            continue;
        }
        uint32_t name = after_title(b, first, end);
        add_mention(b, &t, (hsay_mention){i, end - i, name, end - name, 0});
        i = end;
    }
}
