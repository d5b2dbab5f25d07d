/*
 * The words that name who said it become the fullest name in the article: a name by its entity, a
 * pronoun by whoever was speaking or named last, "the president" by who bears that title.  A
 * description without a name stays, without its relative clause.  A quotation without a source goes
 * on with the speaker before it.
 */
#include "attribute/attribute.h"
#include "base/str.h"
#include "data/lexicons.h"

enum { SENTENCES_BACK = 8, PARAGRAPHS_ON = 1 };

typedef struct resolver {
    const hsay_doc *doc;
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

/* The name that the source is, not one that only describes it ("a spokesman for X"). */
static uint32_t named(const resolver *r, uint32_t first, uint32_t end)
{
    uint32_t found = HSAY_NONE;
    for (uint32_t i = first; i < end; i++) {
        uint32_t m = r->mention_at[i];
        if (m == HSAY_NONE) {
            if (is_preposition(r, i) || is_word(r, i, "who") || is_word(r, i, "which") ||
                is_word(r, i, "and"))
                break;
            continue;
        }
        bool person = is_person(r, r->doc->mentions[m].entity);
        if (found == HSAY_NONE || person)
            found = m;
        if (person)
            break;
        i = r->doc->mentions[m].first_token + r->doc->mentions[m].token_count - 1;
    }
    if (found == HSAY_NONE)
        return HSAY_NONE;
    /* "Trump spokesman", "U.S. officials": a common noun behind the name is what speaks */
    uint32_t behind = r->doc->mentions[found].first_token + r->doc->mentions[found].token_count;
    bool common = behind < end && r->doc->tokens[behind].kind == HSAY_TOKEN_WORD &&
                  r->mention_at[behind] == HSAY_NONE && !is_preposition(r, behind) &&
                  !is_word(r, behind, "and") && !is_word(r, behind, "who");
    return common ? HSAY_NONE : r->doc->mentions[found].entity;
}

/* The last statement outside any other that ended before `draft` and within reach. */
static uint32_t before_of(const resolver *r, uint32_t draft, uint32_t paragraphs)
{
    const hsay_doc *doc = r->doc;
    uint32_t at = r->drafts->items[draft].content_token;
    uint32_t mine = doc->sentences[doc->tokens[at].sentence].paragraph;
    for (uint32_t i = draft; i-- > 0;) {
        const hsay_draft *d = &r->drafts->items[i];
        uint32_t theirs = doc->sentences[doc->tokens[d->content_token].sentence].paragraph;
        if (theirs + paragraphs < mine)
            return HSAY_NONE;
        if (d->statement.outer == HSAY_NONE && d->statement.speaker.len)
            return i;
    }
    return HSAY_NONE;
}

/* Whoever of that gender is the first name of a sentence, from `token` backwards. */
static uint32_t last_named(const resolver *r, uint32_t token, char gender)
{
    const hsay_doc *doc = r->doc;
    uint32_t here = doc->tokens[token].sentence;
    for (uint32_t back = 0; back <= SENTENCES_BACK && back <= here; back++) {
        const hsay_sentence *s = &doc->sentences[here - back];
        uint32_t end = back ? s->first_token + s->token_count : token;
        for (uint32_t i = s->first_token; i < end; i++) {
            uint32_t m = r->mention_at[i];
            bool quoted = doc->tokens[i].quote != HSAY_NO_QUOTE;
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
    uint32_t named_last = last_named(r, token, gender);
    if (before == HSAY_NONE || r->speaking[before] == HSAY_NONE ||
        !(fits(r, r->speaking[before], gender) || may_speak(r, before, token, gender)))
        return named_last;
    const hsay_draft *d = &r->drafts->items[before];
    uint32_t said_in = r->doc->tokens[d->content_token].sentence;
    uint32_t here = r->doc->tokens[token].sentence;
    for (uint32_t s = said_in + 1; s <= here && named_last != HSAY_NONE; s++) {
        uint32_t i = r->doc->sentences[s].first_token, m = r->mention_at[i];
        if (i < token && m != HSAY_NONE && r->doc->mentions[m].entity == named_last)
            return named_last; /* a new subject since */
    }
    return r->speaking[before];
}

/* "the president": whoever bears that title in a mention, nearest before, else anywhere. */
static uint32_t by_title(const resolver *r, uint32_t token)
{
    uint32_t found = HSAY_NONE;
    for (uint32_t i = 0; i < r->doc->mention_count; i++) {
        const hsay_mention *m = &r->doc->mentions[i];
        if (m->first_token > token && found != HSAY_NONE)
            break;
        for (uint32_t k = m->first_token; k < m->name_token; k++)
            if (hsay_str_equal_nocase(hsay_doc_text(r->doc, k), hsay_doc_text(r->doc, token)))
                found = m->entity;
    }
    return found;
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
    uint32_t entity = named(r, first, end);
    if (entity != HSAY_NONE)
        return entity;
    bool definite = d->source_count == 2 && is_word(r, first, "the");
    return definite && hsay_lexicon_find(&hsay_lexicon__titles, hsay_doc_text(r->doc, first + 1))
               ? by_title(r, first + 1)
               : HSAY_NONE;
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
    uint32_t entity = entity_of(r, draft);
    r->speaking[draft] = entity;
    if (entity != HSAY_NONE) {
        s->speaker = r->doc->entities[entity].name;
        s->speaker_span = r->doc->entities[entity].span;
        return;
    }
    s->speaker_span = description(r, d->source_token, source_end(r, d));
    s->speaker = hsay_str_at(r->doc->article->text, s->speaker_span);
}

void hsay_speaker__resolve(const hsay_doc *doc, hsay_arena *arena, hsay_drafts *drafts)
{
    resolver r = {.doc = doc, .drafts = drafts};
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
