/*
 * Statements become disputes.  An answer shows itself by a cue that denies or rejects, by a word of
 * its content that does, or by a negation; its claim is the statement of somebody else nearby that
 * it can answer best: by the telling words that both share, by who is accused, by who is named
 * beside the answer, by nearness.  Of one article first (across.c looks across).  Cost:
 * linear in the statements, times LOOK_BACK + LOOK_AHEAD.
 */
#include "reconcile/disputes.h"

#include "base/str.h"

enum { LOOK_BACK = 60, LOOK_AHEAD = 20, BEFORE_BYTES = 240, BEHIND_BYTES = 160, CLAIM_WORDS = 3 };

/* Hand-made events (24) and samples, 2026-11-25. */
static const struct {
    double shared, full_weight;     /* for shared words, full from that much weight on */
    double names_answerer, accuses; /* the claim names who answers; it accuses */
    double names_claimant;          /* the claimant is named beside the answer */
    double people;                  /* a name beside the answer stands in the claim */
    double before, behind;          /* for nearness, the claim before or behind the answer */
    double turned;                  /* the answer negates a word of the claim */
    uint32_t negated_shared;        /* telling words that a mere negation must share */
    double no_claim;                /* taken off where the claim denies, asks, demands or refuses */
    double least[HSAY_ANSWER_CUE + 1]; /* to be a dispute, by the answer's sign */
} NEED = {2, 9, 1, .7, 1, .5, 1, .4, .7, 3, 1.2, {99, 2.3, 2.6, 2.1, 1.8}};

/* The line's words around an answer, up to a reach. */
static hsay_stems around(const hsay_disputer *d, const hsay_unit *answer, bool names_only)
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
    HSAY_VEC(hsay_word) names = {0};
    for (uint32_t i = 0; i < all.count; i++)
        if (!names_only || hsay_char_is_upper(text.ptr[all.items[i].span.start]))
            hsay_vec_push(d->work, &names, all.items[i]);
    return hsay_stems__of(article, (hsay_words){names.items, (uint32_t)names.count}, d->work);
}

static bool holds(hsay_stems stems, uint64_t stem)
{
    for (uint32_t i = 0; stem && i < stems.count; i++)
        if (stems.items[i] == stem)
            return true;
    return false;
}

double hsay_disputes__share(const hsay_disputer *d, const hsay_unit *a, const hsay_unit *b)
{
    hsay_overlap both = hsay_stems__overlap(a->stems, b->stems, d->weights);
    double less = a->weight < b->weight ? a->weight : b->weight;
    if (!both.count)
        return 0;
    double full = both.weight / NEED.full_weight;
    double share = both.weight / less, all = both.weight / (a->weight + b->weight - both.weight);
    return (share + all) / 2 * (full < 1 ? full : 1);
}

static double claim_score(const hsay_disputer *d, uint32_t claim, uint32_t answer,
                          const hsay_beside *beside)
{
    const hsay_unit *c = &d->units.items[claim], *a = &d->units.items[answer];
    const hsay_answer *sign = &d->answers[answer];
    hsay_act act = hsay_disputes__statement(d, claim)->act;
    bool before = c->place.span.start < a->place.span.start;
    double reach = before ? LOOK_BACK : LOOK_AHEAD;
    double off = (before ? answer - claim : claim - answer) / reach;
    bool no_claim = d->answers[claim].sign == HSAY_ANSWER_CUE || act == HSAY_ACT_ASK ||
                    act == HSAY_ACT_DEMAND || act == HSAY_ACT_REFUSE;
    bool turned = hsay_answers__turns(sign, c->stems, &d->answers[claim]);
    uint32_t shared = hsay_stems__overlap(c->stems, a->stems, d->weights).count;
    bool named = holds(c->stems, a->speaker_stem), claimant = holds(beside->words, c->speaker_stem);
    bool people = hsay_stems__overlap(beside->names, c->stems, d->weights).count > 0;
    bool accused = act == HSAY_ACT_ACCUSE && (named || people);
    if (!(shared || named || claimant || people || sign->refers) ||
        (sign->sign == HSAY_ANSWER_NEGATION &&
         (!turned || (shared < NEED.negated_shared && !accused))))
        return 0;
    double points = NEED.shared * hsay_disputes__share(d, c, a);
    points += named ? NEED.names_answerer : 0;
    points += claimant ? NEED.names_claimant : 0;
    points += people ? NEED.people : 0;
    points += act == HSAY_ACT_ACCUSE ? NEED.accuses : 0;
    points += (before ? NEED.before : NEED.behind) * (1 - off) * (1 - off);
    points -= no_claim ? NEED.no_claim : 0;
    return points + (turned ? NEED.turned : 0);
}

/* The best claim for a unit that answers; keeps the better pair in `best`. */
static void look_around(const hsay_disputer *d, uint32_t answer, hsay_match *best)
{
    const hsay_unit *units = d->units.items, *a = &units[answer];
    hsay_beside beside = {around(d, a, false), around(d, a, true)};
    uint32_t first = answer > LOOK_BACK ? answer - LOOK_BACK : 0;
    for (uint32_t c = first; c < d->units.count && c <= answer + LOOK_AHEAD; c++) {
        bool apart = units[c].place.span.end <= a->place.span.start ||
                     a->place.span.end <= units[c].place.span.start;
        if (units[c].place.article != a->place.article || !apart ||
            units[c].place.statement == a->place.statement ||
            units[c].speaker_stem == a->speaker_stem || units[c].words.count < CLAIM_WORDS)
            continue;
        double score = claim_score(d, c, answer, &beside);
        if (score >= NEED.least[d->answers[answer].sign] && score > best->score)
            *best = (hsay_match){score, c, answer};
    }
}

static hsay_str why(const hsay_disputer *d, const hsay_match *m)
{
    static const char *const SIGNS[] = {"", "the content negates", "the cue replies",
                                        "the content rejects", "the cue rejects"};
    const hsay_answer *a = &d->answers[m->answer];
    hsay_overlap both = hsay_stems__overlap(d->units.items[m->claim].stems,
                                            d->units.items[m->answer].stems, d->weights);
    return hsay_arena_format(d->arena, "%s (\"%.*s\"); %u telling words shared", SIGNS[a->sign],
                             (int)a->word.len, a->word.ptr, both.count);
}

void hsay_disputes__add(hsay_disputer *d, const hsay_match *m)
{
    hsay_dispute dispute = {d->units.items[m->claim].place, d->units.items[m->answer].place,
                            d->answers[m->answer].kind, why(d, m)};
    hsay_vec_push(d->arena, &d->disputes, dispute);
    d->in_dispute[m->claim] = d->in_dispute[m->answer] = true;
}

/* A shorter unit inside shows the same sign, or the range stands in a dispute already. */
static bool is_covered(const hsay_disputer *d, uint32_t answer)
{
    const hsay_unit *units = d->units.items, *a = &units[answer];
    uint32_t first = answer > LOOK_AHEAD ? answer - LOOK_AHEAD : 0;
    for (uint32_t i = first; i < d->units.count && i <= answer + LOOK_AHEAD; i++) {
        if (i == answer || units[i].place.article != a->place.article ||
            units[i].place.span.end <= a->place.span.start ||
            a->place.span.end <= units[i].place.span.start)
            continue;
        bool inside =
            units[i].place.statement == a->place.statement && units[i].words.count < a->words.count;
        if (d->in_dispute[i] || (inside && d->answers[answer].sign != HSAY_ANSWER_CUE &&
                                 d->answers[i].sign >= d->answers[answer].sign))
            return true;
    }
    return false;
}

/* One dispute an answering statement, with the claim that it answers best. */
static void look_within(hsay_disputer *d)
{
    for (uint32_t i = 0; i < d->units.count; i++) {
        const hsay_place *place = &d->units.items[i].place;
        hsay_match best = {0, HSAY_NONE, HSAY_NONE};
        if (d->seen[i])
            continue;
        for (uint32_t k = i; k < d->units.count && k <= i + LOOK_AHEAD; k++) {
            const hsay_place *other = &d->units.items[k].place;
            if (other->article != place->article || other->statement != place->statement)
                continue;
            d->seen[k] = true;
            if (d->answers[k].sign != HSAY_ANSWER_NONE && !is_covered(d, k))
                look_around(d, k, &best);
        }
        if (best.claim != HSAY_NONE)
            hsay_disputes__add(d, &best);
    }
}

static void find(hsay_disputer *d, const hsay_story *story)
{
    hsay_units__make(d->views, story, 1, d->work, &d->units, &d->weights);
    d->answers = hsay_arena_array(d->work, d->units.count, sizeof *d->answers);
    d->in_dispute = hsay_arena_array(d->work, d->units.count, sizeof *d->in_dispute);
    d->seen = hsay_arena_array(d->work, d->units.count, sizeof *d->seen);
    if (hsay_arena_failed(d->work))
        return;
    for (uint32_t i = 0; i < d->units.count; i++) {
        const hsay_unit *u = &d->units.items[i];
        d->answers[i] = hsay_answers__read(d->views.items[u->place.article].article,
                                           hsay_disputes__statement(d, i), u);
    }
    look_within(d);
    hsay_disputes__look_across(d);
}

hsay_status hsay_disputes_find(hsay_views views, const hsay_story *story, hsay_arena *arena,
                               hsay_disputes *out)
{
    hsay_disputer d = {.views = views, .arena = arena, .work = hsay_arena_new()};
    if (!d.work)
        return HSAY_MEMORY;
    find(&d, story);
    bool failed = hsay_arena_failed(arena) || hsay_arena_failed(d.work);
    hsay_arena_free(d.work);
    if (failed)
        return HSAY_MEMORY;
    *out = (hsay_disputes){d.disputes.items, (uint32_t)d.disputes.count};
    return HSAY_OK;
}
