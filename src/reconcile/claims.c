/*
 * How surely one unit is the claim that another answers: the sum of the weights of what holds for
 * the pair, the log odds of a logistic regression.  Invariant: what holds is read from the two
 * units and their places alone, so that a pair scores the same in any order of search.
 */
#include "base/str.h"
#include "data/lexicons.h"
#include "reconcile/disputes.h"

enum {
    BEFORE_BYTES = 240,
    BEHIND_BYTES = 160,
    NEAR = 2,
    BRIEF_WORDS = 12,
    FEW_WORDS = 5,
    MANY_WORDS = 40
};

/*
 * What may hold, and its weight: fitted to hand-made events (24, marked by rules and by the
 * network) with a square penalty of 3, 2026-11-25.
 */
#define CLAIM_TABLE(X)                                                                             \
    X(ALWAYS, -7.08)                                                                               \
    X(SHARES_ONE, .78) /* so many telling words stand in both */                                   \
    X(SHARES_TWO, .41)                                                                             \
    X(SHARES_THREE, .56)                                                                           \
    X(PEOPLE, .67)      /* a name beside the answer stands in the claim */                         \
    X(ACCUSES, .55)     /* the claim does */                                                       \
    X(TURNED, .6)       /* the answer negates a word of the claim */                               \
    X(TURNED_TWO, .69)  /* by a mere negation, and shares two words */                             \
    X(TURNED_BRIEF, .6) /* by a mere negation, in few words */                                     \
    X(BEFORE, 1.03)     /* the claim stands before the answer */                                   \
    X(JUST_BEFORE, .83)                                                                            \
    X(JUST_BEHIND, 1.01)                                                                           \
    X(SAME_PARAGRAPH, .98)                                                                         \
    X(NEXT_PARAGRAPH, 1.12) /* or the same */                                                      \
    X(MEETS_ASIDE, .39)     /* the answer has a word of the claim's source or cue: "the ad" */     \
    X(MEETS_NOUN, 1.26)     /* that speaks of what was said */                                     \
    X(REFERS, 1.25) /* both have a word for what was said: "the suit", "the complaint says" */     \
    X(REJECTS, .69) /* a word of the answer rejects */                                             \
    X(CUE, .3)      /* the answer's cue denies or rejects */                                       \
    X(REJECTS_ACCUSER, .82)                                                                        \
    X(VAGUE, .42) /* the claimant is described or not named */                                     \
    X(MANY, -.83) /* words in the claim */                                                         \
    X(FEW, -.78)                                                                                   \
    X(SELF, -.88)          /* the answer is in the first person */                                 \
    X(SOFT, -.05)          /* the claim demands, asks or refuses */                                \
    X(INNER, -.55)         /* the claim stands inside another statement */                         \
    X(NAMED, .5)           /* the claim names whose cue denies */                                  \
    X(DENIES_ACCUSER, 1.5) /* set by hand: the claim accuses, the answer denies */

enum {
#define CLAIM_NAME(name, weight) CLAIM_##name,
    CLAIM_TABLE(CLAIM_NAME)
#undef CLAIM_NAME
        CLAIM_COUNT
};

static const double WEIGHTS[] = {
#define CLAIM_WEIGHT(name, weight) weight,
    CLAIM_TABLE(CLAIM_WEIGHT)
#undef CLAIM_WEIGHT
};

typedef HSAY_VEC(hsay_word) word_list;

static hsay_stems stems_of(const hsay_disputer *d, const hsay_article *article, word_list *list)
{
    return hsay_stems__of(article, (hsay_words){list->items, (uint32_t)list->count}, d->work);
}

/* The line's names around an answer, up to a reach. */
hsay_stems hsay_claims__around(const hsay_disputer *d, const hsay_unit *answer)
{
    const hsay_article *article = d->views.items[answer->place.article].article;
    hsay_str text = article->text;
    size_t start = answer->place.span.start, end = answer->place.span.end;
    while (start > 0 && answer->place.span.start - start < BEFORE_BYTES &&
           text.ptr[start - 1] != '\n')
        start--;
    while (end < text.len && end - answer->place.span.end < BEHIND_BYTES && text.ptr[end] != '\n')
        end++;
    hsay_words all =
        hsay_words__scan(article, (hsay_span){(uint32_t)start, (uint32_t)end}, d->work);
    word_list names = {0};
    for (uint32_t i = 0; i < all.count; i++)
        if (hsay_char_is_upper(text.ptr[all.items[i].span.start]))
            hsay_vec_push(d->work, &names, all.items[i]);
    return stems_of(d, article, &names);
}

static void add_words(const hsay_disputer *d, const hsay_article *article, hsay_span span,
                      word_list *list)
{
    hsay_words w = hsay_words__scan(article, span, d->work);
    for (uint32_t i = 0; i < w.count; i++)
        hsay_vec_push(d->work, list, w.items[i]);
}

static bool is_name(hsay_str word)
{
    return hsay_char_is_upper(word.ptr[0]) && !hsay_lexicon_find(&hsay_lexicon__titles, word) &&
           !hsay_lexicon_find(&hsay_lexicon__places, word);
}

hsay_aside hsay_claims__aside(const hsay_disputer *d, const hsay_unit *unit)
{
    const hsay_view *view = &d->views.items[unit->place.article];
    const hsay_statement *s = &view->statements.items[unit->place.statement];
    hsay_str text = view->article->text;
    word_list words = {0}, names = {0};
    hsay_aside aside = {.claims = false};
    add_words(d, view->article, s->speaker_span, &words);
    for (size_t i = 0; i < words.count; i++)
        if (is_name(hsay_str_at(text, words.items[i].span)))
            hsay_vec_push(d->work, &names, words.items[i]);
    for (uint32_t i = 0; i < s->source.count; i++)
        add_words(d, view->article, s->source.items[i], &words);
    for (uint32_t i = 0; i < s->cue.count; i++)
        add_words(d, view->article, s->cue.items[i], &words);
    for (size_t i = 0; i < words.count && !aside.claims; i++)
        aside.claims = hsay_lexicon_find(&hsay_lexicon__claim_nouns,
                                         hsay_str_at(text, words.items[i].span)) != NULL;
    aside.words = stems_of(d, view->article, &words);
    aside.names = stems_of(d, view->article, &names);
    return aside;
}

static bool holds(hsay_stems stems, uint64_t stem)
{
    for (uint32_t i = 0; stem && i < stems.count; i++)
        if (stems.items[i] == stem)
            return true;
    return false;
}

static bool share_any(const hsay_disputer *d, hsay_stems a, hsay_stems b)
{
    return hsay_stems__overlap(a, b, d->weights).count > 0;
}

/* Runs of line ends between two ranges of a text, MOST at most. */
static uint32_t paragraphs_between(hsay_str text, hsay_span a, hsay_span b, uint32_t most)
{
    uint32_t at = a.end < b.start ? a.end : b.end, end = a.end < b.start ? b.start : a.start;
    uint32_t count = 0;
    for (; at < end && count < most; at++)
        count += text.ptr[at] == '\n' && text.ptr[at - 1] != '\n';
    return count;
}

static void read_places(const hsay_disputer *d, const hsay_unit *c, const hsay_unit *a, bool *is)
{
    hsay_str text = d->views.items[a->place.article].article->text;
    bool before = c->place.span.start < a->place.span.start;
    uint32_t x = c->place.statement, y = a->place.statement;
    uint32_t apart = paragraphs_between(text, c->place.span, a->place.span, 2);
    is[CLAIM_BEFORE] = before;
    is[CLAIM_JUST_BEFORE] = before && (x > y || y - x <= NEAR);
    is[CLAIM_JUST_BEHIND] = !before && (y > x || x - y <= 1);
    is[CLAIM_SAME_PARAGRAPH] = apart == 0;
    is[CLAIM_NEXT_PARAGRAPH] = apart <= 1;
}

static void read_words(const hsay_disputer *d, uint32_t claim, uint32_t answer, bool *is)
{
    const hsay_unit *c = &d->units.items[claim], *a = &d->units.items[answer];
    const hsay_answer *says = &d->answers[answer];
    const hsay_aside *aside = &d->asides[claim];
    uint32_t shared = hsay_stems__overlap(c->stems, a->stems, d->weights).count;
    bool negates = says->sign == HSAY_ANSWER_NEGATION;
    bool turned = hsay_answers__turns(says, c->stems, &d->answers[claim]);
    is[CLAIM_SHARES_ONE] = shared >= 1;
    is[CLAIM_SHARES_TWO] = shared >= 2;
    is[CLAIM_SHARES_THREE] = shared >= 3;
    is[CLAIM_TURNED] = turned;
    is[CLAIM_TURNED_TWO] = negates && turned && shared >= 2;
    is[CLAIM_TURNED_BRIEF] = negates && turned && a->words.count <= BRIEF_WORDS;
    is[CLAIM_MEETS_ASIDE] = share_any(d, a->stems, aside->words);
    for (uint32_t i = 0; i < says->noun_count; i++)
        is[CLAIM_MEETS_NOUN] |= holds(aside->words, says->nouns[i]);
    is[CLAIM_REFERS] = says->noun_count && aside->claims;
    is[CLAIM_MANY] = c->words.count > MANY_WORDS;
    is[CLAIM_FEW] = c->words.count <= FEW_WORDS;
}

double hsay_claims__score(const hsay_disputer *d, uint32_t claim, uint32_t answer,
                          hsay_stems people)
{
    const hsay_unit *c = &d->units.items[claim], *a = &d->units.items[answer];
    const hsay_answer *says = &d->answers[answer];
    hsay_act act = hsay_disputes__statement(d, claim)->act;
    bool is[CLAIM_COUNT] = {[CLAIM_ALWAYS] = true}, accuses = act == HSAY_ACT_ACCUSE;
    read_places(d, c, a, is);
    read_words(d, claim, answer, is);
    is[CLAIM_PEOPLE] = share_any(d, people, c->stems);
    is[CLAIM_ACCUSES] = accuses;
    is[CLAIM_REJECTS] = says->sign == HSAY_ANSWER_WORD;
    is[CLAIM_CUE] = says->sign == HSAY_ANSWER_CUE;
    is[CLAIM_REJECTS_ACCUSER] = accuses && says->sign == HSAY_ANSWER_WORD;
    is[CLAIM_VAGUE] = c->vague;
    is[CLAIM_SELF] = says->self;
    is[CLAIM_SOFT] = act == HSAY_ACT_ASK || act == HSAY_ACT_DEMAND || act == HSAY_ACT_REFUSE;
    is[CLAIM_INNER] = c->inner;
    is[CLAIM_DENIES_ACCUSER] = accuses && hsay_disputes__statement(d, answer)->act == HSAY_ACT_DENY;
    is[CLAIM_NAMED] = says->sign == HSAY_ANSWER_CUE && holds(c->stems, a->speaker_stem);
    double sum = 0;
    for (int i = 0; i < CLAIM_COUNT; i++)
        sum += is[i] ? WEIGHTS[i] : 0;
    return sum;
}
