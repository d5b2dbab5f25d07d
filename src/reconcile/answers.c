/* A cue and the words of a content become the sign that a statement answers another. */
#include "reconcile/answers.h"

#include "base/str.h"
#include "data/lexicons.h"

enum { PHRASE_WORDS = 5, REACH = 4, DOUBT_REACH = 2 };

static hsay_dispute_kind kind_of(const char *field)
{
    hsay_str name = hsay_str_of(field);
    for (int k = 0; k < HSAY_DISPUTE_COUNT; k++)
        if (hsay_str_equal(name, hsay_str_of(hsay_dispute_name((hsay_dispute_kind)k))))
            return (hsay_dispute_kind)k;
    return HSAY_DISPUTE_CONTRADICTION;
}

static bool is_negation(hsay_str word)
{
    static const char *const WORDS[] = {"not",    "no",      "never",  "none",   "nothing",
                                        "nobody", "neither", "cannot", "nowhere"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (hsay_str_equal_nocase(word, hsay_str_of(WORDS[i])))
            return true;
    return hsay_str_ends(word, HSAY_STR("n't")) || hsay_str_ends(word, HSAY_STR("n\xE2\x80\x99t"));
}

/* "not know", "not only": the negation denies nothing. */
static bool is_doubt(hsay_str text, hsay_words w, uint32_t negation)
{
    for (uint32_t i = negation + 1; i < w.count && i <= negation + DOUBT_REACH; i++)
        if (hsay_lexicon_find(&hsay_lexicon__dispute_doubts, hsay_str_at(text, w.items[i].span)))
            return true;
    return false;
}

/* The longest phrase of the list that begins at word `i`. */
static const hsay_lexicon_row *phrase_at(hsay_str text, hsay_words w, uint32_t i)
{
    uint32_t most = w.count - i < PHRASE_WORDS ? w.count - i : PHRASE_WORDS;
    for (uint32_t n = most; n > 0; n--) {
        hsay_span s = {w.items[i].span.start, w.items[i + n - 1].span.end};
        const hsay_lexicon_row *row =
            hsay_lexicon_find(&hsay_lexicon__dispute_words, hsay_str_at(text, s));
        if (row)
            return row;
    }
    return NULL;
}

/* The telling words behind a negation, as far as it reaches. */
static void add_scope(hsay_str text, hsay_words w, uint32_t negation, hsay_answer *a)
{
    for (uint32_t i = negation + 1; i < w.count && i <= negation + REACH; i++) {
        hsay_str word = hsay_str_at(text, w.items[i].span);
        if (w.items[i].starts || a->scope_count == HSAY_ANSWER_SCOPE)
            return;
        if (!hsay_words__is_common(word))
            a->scope[a->scope_count++] = hsay_stem__of(hsay_str_without_owner(word));
    }
}

static void read_content(hsay_str text, hsay_words w, hsay_answer *a)
{
    const hsay_lexicon_row *row = NULL;
    for (uint32_t i = 0; i < w.count; i++) {
        hsay_str word = hsay_str_at(text, w.items[i].span);
        bool turned = i > 0 && is_negation(hsay_str_at(text, w.items[i - 1].span));
        a->self |= hsay_str_equal(word, HSAY_STR("I"));
        if (a->noun_count < HSAY_ANSWER_NOUNS &&
            hsay_lexicon_find(&hsay_lexicon__claim_nouns, word))
            a->nouns[a->noun_count++] = hsay_stem__of(word);
        if (!row && !turned) /* "not false" rejects nothing */
            row = phrase_at(text, w, i);
        if (!is_negation(word) || is_doubt(text, w, i))
            continue;
        add_scope(text, w, i, a);
        if (!a->word.len)
            a->word = word;
    }
    if (a->word.len)
        a->sign = HSAY_ANSWER_NEGATION;
    if (row) {
        a->sign = HSAY_ANSWER_WORD;
        a->kind = kind_of(row->fields[0]);
        a->word = hsay_str_of(row->key);
    }
}

/* The word of the list in the cue, "has flatly denied". */
static const hsay_lexicon_row *cue_row(const hsay_article *article, const hsay_statement *s)
{
    for (uint32_t c = 0; c < s->cue.count; c++) {
        hsay_str cue = hsay_str_at(article->text, s->cue.items[c]);
        for (size_t at = 0; at < cue.len;) {
            size_t end = hsay_str_find(cue, HSAY_STR(" "), at);
            end = end == SIZE_MAX ? cue.len : end;
            const hsay_lexicon_row *row =
                hsay_lexicon_find(&hsay_lexicon__dispute_cues, hsay_str_cut(cue, at, end));
            if (row)
                return row;
            at = end + 1;
        }
    }
    return NULL;
}

/* Who asks, demands or judges with a "not" says nothing against somebody's word. */
static bool may_negate(hsay_act act)
{
    return act != HSAY_ACT_ASK && act != HSAY_ACT_DEMAND && act != HSAY_ACT_JUDGE &&
           act != HSAY_ACT_REFUSE && act != HSAY_ACT_PROMISE;
}

hsay_answer hsay_answers__read(const hsay_article *article, const hsay_statement *statement,
                               const hsay_unit *unit)
{
    hsay_answer a = {.sign = HSAY_ANSWER_NONE, .kind = HSAY_DISPUTE_CONTRADICTION};
    read_content(article->text, unit->words, &a);
    hsay_act act = statement->act;
    if (act == HSAY_ACT_ACCUSE || (a.sign == HSAY_ANSWER_NEGATION && !may_negate(act)) ||
        (a.sign == HSAY_ANSWER_WORD && act == HSAY_ACT_ADMIT))
        a.sign = HSAY_ANSWER_NONE; /* "accused him of lies" is a claim, "I was wrong" admits */
    const hsay_lexicon_row *row = cue_row(article, statement);
    bool replies = row && hsay_str_equal(hsay_str_of(row->fields[0]), HSAY_STR("reply"));
    if (replies && a.sign == HSAY_ANSWER_NONE) {
        a.sign = HSAY_ANSWER_REPLY;
        a.word = hsay_str_of(row->key);
    } else if (row && !replies) {
        a.sign = HSAY_ANSWER_CUE;
        a.kind = kind_of(row->fields[0]);
        a.word = hsay_str_of(row->key);
    } else if (act == HSAY_ACT_DENY && a.sign < HSAY_ANSWER_WORD) {
        a.sign = a.sign == HSAY_ANSWER_NONE ? HSAY_ANSWER_CUE : a.sign;
        a.kind = HSAY_DISPUTE_DENIAL;
        a.word = a.word.len ? a.word : HSAY_STR("denied");
    }
    return a;
}

static bool in_scope(const hsay_answer *a, uint64_t stem)
{
    for (uint32_t i = 0; i < a->scope_count; i++)
        if (a->scope[i] == stem)
            return true;
    return false;
}

bool hsay_answers__turns(const hsay_answer *answer, hsay_stems claim, const hsay_answer *own)
{
    for (uint32_t i = 0; i < claim.count; i++)
        if (in_scope(answer, claim.items[i]) && !in_scope(own, claim.items[i]))
            return true;
    return false;
}
