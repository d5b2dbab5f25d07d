/*
 * Statements become disputes.  An answer shows itself by a cue that denies or rejects, by a word of
 * its content that does, or by a negation; its claim is the statement of somebody else nearby that
 * it can answer best (claims.c).  Of one article first (across.c looks across).  Cost:
 * linear in the statements, times LOOK_BACK + LOOK_AHEAD.
 */
#include "reconcile/disputes.h"

#include <math.h>

enum { LOOK_BACK = 60, LOOK_AHEAD = 20, CLAIM_WORDS = 3 };

/* Hand-made events (24), 2026-11-25. */
static const double LEAST = -2.5;    /* log odds of a claim and an answer to be a dispute */
static const double FULL_WEIGHT = 9; /* shared words count full from that much weight on */

double hsay_disputes__share(const hsay_disputer *d, const hsay_unit *a, const hsay_unit *b)
{
    hsay_overlap both = hsay_stems__overlap(a->stems, b->stems, d->weights);
    double less = a->weight < b->weight ? a->weight : b->weight;
    if (!both.count)
        return 0;
    double full = both.weight / FULL_WEIGHT;
    double share = both.weight / less, all = both.weight / (a->weight + b->weight - both.weight);
    return (share + all) / 2 * (full < 1 ? full : 1);
}

/* One speaker, or one and who speaks for that one: "Tallow", "Tallow's lawyer". */
static bool is_one_side(const hsay_disputer *d, uint32_t a, uint32_t b)
{
    return d->units.items[a].speaker_stem == d->units.items[b].speaker_stem ||
           hsay_stems__overlap(d->asides[a].names, d->asides[b].names, d->weights).count > 0;
}

/* The best claim for a unit that answers; keeps the better pair in `best`. */
static void look_around(const hsay_disputer *d, uint32_t answer, hsay_match *best)
{
    const hsay_unit *units = d->units.items, *a = &units[answer];
    hsay_stems people = hsay_claims__around(d, a);
    uint32_t first = answer > LOOK_BACK ? answer - LOOK_BACK : 0;
    for (uint32_t c = first; c < d->units.count && c <= answer + LOOK_AHEAD; c++) {
        bool apart = units[c].place.span.end <= a->place.span.start ||
                     a->place.span.end <= units[c].place.span.start;
        if (units[c].place.article != a->place.article || !apart ||
            units[c].place.statement == a->place.statement || is_one_side(d, c, answer) ||
            units[c].words.count < CLAIM_WORDS)
            continue;
        double score = hsay_claims__score(d, c, answer, people);
        if (score >= LEAST && score > best->score)
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
        hsay_match best = {-INFINITY, HSAY_NONE, HSAY_NONE};
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
    d->asides = hsay_arena_array(d->work, d->units.count, sizeof *d->asides);
    d->in_dispute = hsay_arena_array(d->work, d->units.count, sizeof *d->in_dispute);
    d->seen = hsay_arena_array(d->work, d->units.count, sizeof *d->seen);
    if (hsay_arena_failed(d->work))
        return;
    for (uint32_t i = 0; i < d->units.count; i++) {
        const hsay_unit *u = &d->units.items[i];
        d->answers[i] = hsay_answers__read(d->views.items[u->place.article].article,
                                           hsay_disputes__statement(d, i), u);
        d->asides[i] = hsay_claims__aside(d, u);
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
