/*
 * The words that name who said it become the fullest name in the article: a name by its entity, a
 * pronoun by whoever was speaking or named last, "the president" by who bears that title.  A
 * description without a name stays, without its relative clause.  A quotation without a source goes
 * on with the speaker before it.
 */
#include <string.h>

#include "attribute/attribute.h"
#include "base/str.h"
#include "data/lexicons.h"

enum {
    SENTENCES_BACK = 8,    /* in which a pronoun's name is looked for */
    SENTENCE_WORDS = 200,  /* of each of them that are read */
    PARAGRAPHS_ON = 1,     /* over which a speaker goes on */
    STATEMENTS_BACK = 64,  /* among which who spoke last is looked for */
    MENTIONS_REACH = 2000, /* to either side, among which a title is looked for */
    TITLE_WORDS = 4        /* of "the prime minister" */
};

typedef struct resolver {
    const hsay_doc *doc;
    hsay_arena *arena;
    uint32_t *mention_at; /* for each token the mention that covers it, or HSAY_NONE */
    uint32_t *speaking;   /* for each draft its entity, or HSAY_NONE */
    hsay_drafts *drafts;
} resolver;

static bool is_person(const resolver *r, uint32_t entity)
{
    hsay_entity_type type = r->doc->entities[entity].type;
    return type == HSAY_ENTITY_PERSON ||
           (type == HSAY_ENTITY_OTHER && r->doc->entities[entity].gender);
}

static bool fits(const resolver *r, uint32_t entity, char gender)
{
    uint8_t known = r->doc->entities[entity].gender;
    if (gender == 'p')
        return !is_person(r, entity);
    return is_person(r, entity) && (!known || known == gender);
}

/* A name of one word that spoke in the sentence before may be a person never named in full. */
static bool may_speak(const resolver *r, uint32_t before, uint32_t token, char gender)
{
    const hsay_entity *e = &r->doc->entities[r->speaking[before]];
    uint32_t said_in = r->doc->tokens[r->drafts->items[before].cue_token].sentence;
    return gender != 'p' && e->type == HSAY_ENTITY_OTHER && e->mention_count > 1 &&
           (!e->gender || e->gender == gender) && r->doc->tokens[token].sentence <= said_in + 1;
}

static bool is_word(const resolver *r, uint32_t token, const char *word)
{
    return hsay_str_equal_nocase(hsay_doc_text(r->doc, token), hsay_str_of(word));
}

static bool is_preposition(const resolver *r, uint32_t token)
{
    static const char *const WORDS[] = {"of", "for", "at", "from", "by", "to", "in", "with", "on"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (is_word(r, token, WORDS[i]))
            return true;
    return false;
}

/* Where the words stop that may name the source: at what only describes it. */
static uint32_t name_limit(const resolver *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (r->mention_at[i] == HSAY_NONE && (is_preposition(r, i) || is_word(r, i, "who") ||
                                              is_word(r, i, "which") || is_word(r, i, "and")))
            return i;
    return end;
}

static uint32_t mention_end(const resolver *r, uint32_t mention)
{
    return r->doc->mentions[mention].first_token + r->doc->mentions[mention].token_count;
}

/*
 * The name that the source is, not one that only describes it ("a spokesman for X").  A common noun
 * behind a name is what speaks ("U.S. officials"), unless a person is named behind that ("the
 * Northern spokesman Robert Tallow").
 */
static uint32_t named(const resolver *r, uint32_t first, uint32_t end)
{
    uint32_t limit = name_limit(r, first, end), found = HSAY_NONE;
    for (uint32_t i = first; i < limit; i++) {
        uint32_t m = r->mention_at[i];
        if (m == HSAY_NONE) {
            bool common = r->doc->tokens[i].kind == HSAY_TOKEN_WORD && found != HSAY_NONE;
            if (common)
                found = HSAY_NONE;
            else if (is_word(r, i, ",") && found != HSAY_NONE)
                break;
            continue;
        }
        if (found == HSAY_NONE || is_person(r, r->doc->mentions[m].entity))
            found = m;
        i = mention_end(r, m) - 1;
    }
    return found == HSAY_NONE ? HSAY_NONE : r->doc->mentions[found].entity;
}

/* "who" and "which": the name that stands before them, perhaps with a comma between. */
static uint32_t antecedent(const resolver *r, uint32_t token)
{
    uint32_t at = token;
    if (at > 0 && is_word(r, at - 1, ","))
        at--;
    return at > 0 && r->mention_at[at - 1] != HSAY_NONE
               ? r->doc->mentions[r->mention_at[at - 1]].entity
               : HSAY_NONE;
}

/* The last statement outside any other that ended before `draft` and within reach. */
static uint32_t before_of(const resolver *r, uint32_t draft, uint32_t paragraphs)
{
    const hsay_doc *doc = r->doc;
    uint32_t at = r->drafts->items[draft].content_token;
    uint32_t mine = doc->sentences[doc->tokens[at].sentence].paragraph;
    for (uint32_t i = draft; i-- > 0 && draft - i <= STATEMENTS_BACK;) {
        const hsay_draft *d = &r->drafts->items[i];
        uint32_t theirs = doc->sentences[doc->tokens[d->content_token].sentence].paragraph;
        if (theirs + paragraphs < mine)
            return HSAY_NONE;
        if (d->statement.outer == HSAY_NONE && d->statement.speaker.len)
            return i;
    }
    return HSAY_NONE;
}

/* A name in what "he" says is somebody else's: "Marsh is wrong, he said." */
static bool is_said(const hsay_draft *d, uint32_t token)
{
    return token >= d->content_token && token < d->content_end;
}

/* Whoever of that gender is the first name of a sentence, from `token` backwards. */
static uint32_t last_named(const resolver *r, const hsay_draft *own, uint32_t token, char gender)
{
    const hsay_doc *doc = r->doc;
    uint32_t here = doc->tokens[token].sentence;
    for (uint32_t back = 0; back <= SENTENCES_BACK && back <= here; back++) {
        const hsay_sentence *s = &doc->sentences[here - back];
        uint32_t end = back ? s->first_token + s->token_count : token;
        if (end > s->first_token + SENTENCE_WORDS)
            end = s->first_token + SENTENCE_WORDS;
        for (uint32_t i = s->first_token; i < end; i++) {
            uint32_t m = r->mention_at[i];
            bool quoted = doc->tokens[i].quote != HSAY_NO_QUOTE || is_said(own, i);
            if (m != HSAY_NONE && !quoted && fits(r, doc->mentions[m].entity, gender))
                return doc->mentions[m].entity;
        }
    }
    return HSAY_NONE;
}

/* A pronoun: the first name of its own sentence, else who spoke last near by, else who was named
 * last. */
static uint32_t by_pronoun(const resolver *r, uint32_t draft, uint32_t token, char gender)
{
    uint32_t before = before_of(r, draft, PARAGRAPHS_ON);
    uint32_t named_last = last_named(r, &r->drafts->items[draft], token, gender);
    if (before == HSAY_NONE || r->speaking[before] == HSAY_NONE ||
        !(fits(r, r->speaking[before], gender) || may_speak(r, before, token, gender)))
        return named_last;
    const hsay_draft *d = &r->drafts->items[before];
    uint32_t said_in = r->doc->tokens[d->content_token].sentence;
    uint32_t here = r->doc->tokens[token].sentence;
    for (uint32_t s = said_in + 1; s <= here && named_last != HSAY_NONE; s++) {
        uint32_t i = r->doc->sentences[s].first_token, m = r->mention_at[i];
        if (i < token && m != HSAY_NONE && !is_said(&r->drafts->items[draft], i) &&
            r->doc->mentions[m].entity == named_last)
            return named_last; /* a new subject since */
    }
    return r->speaking[before];
}

static bool bears(const resolver *r, uint32_t mention, uint32_t token)
{
    const hsay_mention *m = &r->doc->mentions[mention];
    for (uint32_t k = m->first_token; k < m->name_token; k++)
        if (hsay_str_equal_nocase(hsay_doc_text(r->doc, k), hsay_doc_text(r->doc, token)))
            return true;
    return false;
}

/* "the president": whoever bears that title in a mention, nearest before, else the next after. */
static uint32_t by_title(const resolver *r, uint32_t token)
{
    uint32_t after = 0, high = r->doc->mention_count;
    while (after < high) { /* the first mention behind the token */
        uint32_t middle = after + (high - after) / 2;
        if (r->doc->mentions[middle].first_token <= token)
            after = middle + 1;
        else
            high = middle;
    }
    for (uint32_t back = 1; back <= after && back <= MENTIONS_REACH; back++)
        if (bears(r, after - back, token))
            return r->doc->mentions[after - back].entity;
    for (uint32_t i = after; i < r->doc->mention_count && i < after + MENTIONS_REACH; i++)
        if (bears(r, i, token))
            return r->doc->mentions[i].entity;
    return HSAY_NONE;
}

/* The description up to a comma or a relative clause, without quote marks at its ends. */
static hsay_span description(const resolver *r, uint32_t first, uint32_t end)
{
    uint32_t stop = first;
    while (stop < end && !(stop > first && (is_word(r, stop, ",") || is_word(r, stop, "who") ||
                                            is_word(r, stop, "which"))))
        stop++;
    return (hsay_span){r->doc->tokens[first].span.start, r->doc->tokens[stop - 1].span.end};
}

/* "the president", "the attorney general": an article and titles, nothing else. */
static bool is_title(const resolver *r, uint32_t first, uint32_t end)
{
    if (end - first < 2 || end - first > TITLE_WORDS || !is_word(r, first, "the"))
        return false;
    for (uint32_t i = first + 1; i < end; i++)
        if (!hsay_lexicon_find(&hsay_lexicon__titles, hsay_doc_text(r->doc, i)))
            return false;
    return true;
}

/* "Ines Vell herself": past the words that name somebody. */
static uint32_t source_end(const resolver *r, const hsay_draft *d)
{
    static const char *const SELVES[] = {"himself", "herself", "itself", "themselves"};
    uint32_t end = d->source_token + d->source_count;
    for (size_t i = 0; i < sizeof SELVES / sizeof *SELVES && d->source_count > 1; i++)
        if (is_word(r, end - 1, SELVES[i]))
            return end - 1;
    return end;
}

static uint32_t entity_of(const resolver *r, uint32_t draft)
{
    const hsay_draft *d = &r->drafts->items[draft];
    uint32_t first = d->source_token, end = source_end(r, d);
    const hsay_lexicon_row *pronoun =
        hsay_lexicon_find(&hsay_lexicon__pronouns, hsay_doc_text(r->doc, first));
    if (pronoun && end == first + 1)
        return by_pronoun(r, draft, first, pronoun->fields[0][0]);
    if (d->source_count == 1 && (is_word(r, first, "who") || is_word(r, first, "which")))
        return antecedent(r, first);
    uint32_t entity = named(r, first, end);
    if (entity != HSAY_NONE)
        return entity;
    return is_title(r, first, end) ? by_title(r, end - 1) : HSAY_NONE;
}

/* "Tallow and Marsh": the fullest names of both; they are several, so nobody's pronoun alone. */
static bool join_names(resolver *r, hsay_draft *d)
{
    uint32_t first = d->source_token, end = first + d->source_count, and = first;
    while (and < end && !is_word(r, and, "and"))
        and++;
    if (and == first || and+1 >= end || r->mention_at[and-1] == HSAY_NONE ||
        r->mention_at[and+1] == HSAY_NONE)
        return false;
    hsay_str a = r->doc->entities[r->doc->mentions[r->mention_at[and-1]].entity].name;
    hsay_str b = r->doc->entities[r->doc->mentions[r->mention_at[and+1]].entity].name;
    char *out = hsay_arena_alloc(r->arena, a.len + b.len + 5);
    if (!out)
        return false;
    memcpy(out, a.ptr, a.len);
    memcpy(out + a.len, " and ", 5);
    memcpy(out + a.len + 5, b.ptr, b.len);
    d->statement.speaker = (hsay_str){out, a.len + b.len + 5};
    d->statement.speaker_span =
        (hsay_span){r->doc->tokens[first].span.start, r->doc->tokens[end - 1].span.end};
    return true;
}

/* Several by its form: "two engineers", "Tallow and Marsh". */
static bool is_group(const resolver *r, const hsay_draft *d)
{
    for (uint32_t i = d->source_token; i < d->source_token + d->source_count; i++)
        if (is_word(r, i, "and"))
            return true;
    hsay_str last = hsay_str_last_word(d->statement.speaker);
    return r->speaking[d - r->drafts->items] == HSAY_NONE && last.len > 3 &&
           last.ptr[last.len - 1] == 's' && last.ptr[last.len - 2] != 's';
}

/* "they": the several who spoke before. */
static bool go_on_as_group(resolver *r, uint32_t draft)
{
    hsay_draft *d = &r->drafts->items[draft];
    if (d->source_count != 1 || !is_word(r, d->source_token, "they"))
        return false;
    uint32_t before = before_of(r, draft, PARAGRAPHS_ON);
    if (before == HSAY_NONE || !r->drafts->items[before].source_count ||
        !is_group(r, &r->drafts->items[before]))
        return false;
    d->statement.speaker = r->drafts->items[before].statement.speaker;
    d->statement.speaker_span = r->drafts->items[before].statement.speaker_span;
    return true;
}

static void resolve(resolver *r, uint32_t draft)
{
    hsay_draft *d = &r->drafts->items[draft];
    hsay_statement *s = &d->statement;
    r->speaking[draft] = HSAY_NONE;
    if (!d->source_count) {
        uint32_t before =
            s->kind == HSAY_KIND_INDIRECT ? HSAY_NONE : before_of(r, draft, PARAGRAPHS_ON);
        if (before == HSAY_NONE || d->cue_count)
            return;
        r->speaking[draft] = r->speaking[before];
        s->speaker = r->drafts->items[before].statement.speaker;
        s->speaker_span = r->drafts->items[before].statement.speaker_span;
        return;
    }
    if (go_on_as_group(r, draft))
        return;
    uint32_t entity = entity_of(r, draft);
    r->speaking[draft] = entity;
    if (entity == HSAY_NONE || join_names(r, d))
        entity = HSAY_NONE;
    if (entity != HSAY_NONE) {
        s->speaker = r->doc->entities[entity].name;
        s->speaker_span = r->doc->entities[entity].span;
        return;
    }
    if (s->speaker.len)
        return;
    s->speaker_span = description(r, d->source_token, source_end(r, d));
    s->speaker = hsay_str_at(r->doc->article->text, s->speaker_span);
}

void hsay_speaker__resolve(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    resolver r = {.doc = doc, .arena = arena, .drafts = drafts};
    r.mention_at = hsay_arena_array(arena, doc->token_count + 1, sizeof *r.mention_at);
    r.speaking = hsay_arena_array(arena, drafts->count, sizeof *r.speaking);
    if (!r.mention_at || !r.speaking)
        return;
    for (uint32_t i = 0; i < doc->token_count; i++)
        r.mention_at[i] = HSAY_NONE;
    for (uint32_t m = 0; m < doc->mention_count; m++)
        for (uint32_t k = 0; k < doc->mentions[m].token_count; k++)
            r.mention_at[doc->mentions[m].first_token + k] = m;
    for (uint32_t i = 0; i < drafts->count; i++)
        resolve(&r, i);
}
