/*
 * Statements become disputes: a denial is set beside the nearest statement of another speaker in
 * the same article that it can answer: one that names who denies, accuses, or shares its words.
 */
#include <string.h>

#include "base/str.h"
#include "reconcile/reconcile.h"
#include "trace/words.h"

enum { LOOK_BACK = 60, NAMES_DENIER = 3, ACCUSES = 2, LEAST_SCORE = 2, WORDS_MOST = 200 };

/* Telling words that stand in both contents. */
static int shared_words(const hsay_article *a, hsay_words x, hsay_words y)
{
    int shared = 0;
    for (uint32_t i = 0; i < x.count && i < WORDS_MOST; i++) {
        if (hsay_words__is_common(hsay_str_at(a->text, x.items[i].span)))
            continue;
        for (uint32_t k = 0; k < y.count && k < WORDS_MOST; k++)
            if (x.items[i].hash == y.items[k].hash) {
                shared++;
                break;
            }
    }
    return shared;
}

static hsay_span whole(const hsay_statement *s)
{
    return (hsay_span){s->content.items[0].start, s->content.items[s->content.count - 1].end};
}

/* How well `claim` is answered by `answer`, by what was said of whom; 0: not at all. */
static int score(const hsay_article *a, const hsay_statement *claim, const hsay_statement *answer,
                 hsay_words answer_words, hsay_arena *arena)
{
    if (claim->act == HSAY_ACT_DENY || !claim->speaker.len ||
        hsay_str_equal(claim->speaker, answer->speaker) || claim->outer != HSAY_NONE)
        return 0;
    hsay_words w = hsay_words__scan(a, whole(claim), arena);
    hsay_str denier = hsay_str_last_word(answer->speaker);
    bool names =
        denier.len > 3 && hsay_str_find(hsay_str_at(a->text, whole(claim)), denier, 0) != SIZE_MAX;
    return shared_words(a, answer_words, w) + (names ? NAMES_DENIER : 0) +
           (claim->act == HSAY_ACT_ACCUSE ? ACCUSES : 0);
}

hsay_status hsay_disputes_find(hsay_views views, const hsay_story *story, hsay_arena *arena,
                               hsay_disputes *out)
{
    HSAY_VEC(hsay_dispute) disputes = {0};
    for (uint32_t n = 0; n < story->article_count; n++) {
        const hsay_view *v = &views.items[story->articles[n]];
        for (uint32_t i = 0; i < v->statements.count; i++) {
            const hsay_statement *answer = &v->statements.items[i];
            if (answer->act != HSAY_ACT_DENY || !answer->speaker.len)
                continue;
            hsay_words words = hsay_words__scan(v->article, whole(answer), arena);
            int best = LEAST_SCORE - 1;
            uint32_t claim = HSAY_NONE;
            for (uint32_t k = i; k-- > 0 && i - k <= LOOK_BACK;) {
                int points = score(v->article, &v->statements.items[k], answer, words, arena);
                if (points > best) {
                    best = points;
                    claim = k;
                }
            }
            if (claim == HSAY_NONE)
                continue;
            hsay_dispute d = {{story->articles[n], claim, whole(&v->statements.items[claim])},
                              {story->articles[n], i, whole(answer)},
                              HSAY_DISPUTE_DENIAL,
                              HSAY_STR("a denial, and the nearest statement that it can answer")};
            hsay_vec_push(arena, &disputes, d);
        }
    }
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    *out = (hsay_disputes){disputes.items, (uint32_t)disputes.count};
    return HSAY_OK;
}
