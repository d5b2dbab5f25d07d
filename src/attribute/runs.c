/* Paths, shares and further runs of the three label sequences. */
#include "attribute/runs.h"

/* Tuned on PolNeAR dev, linked at an overlap of .5, 2026-11. */
/* Log-odds against none at which a further run is still taken. */
static const float FURTHER_LEAST[HSAY_ROLES] = {-1.0f, 0, -1.0f};
/* Added to each B: a run that is nearly as likely as none is taken. */
static const float LEAN[HSAY_ROLES] = {0.2f, 0.2f, 0.2f};
enum { FURTHER_REACH = 200 /* tokens on either side of a cue */ };

typedef struct work {
    uint8_t *back, *path;
    double *sums;
} work;

static void collect(const uint8_t *path, uint32_t count, hsay_runs *out)
{
    for (uint32_t t = 0; t < count; t++) {
        if (path[t] == HSAY_LABEL_B)
            out->items[out->count++] = (hsay_range){t, t + 1};
        else if (path[t] == HSAY_LABEL_I && out->count)
            out->items[out->count - 1].end = t + 1;
    }
}

bool hsay_runs__read(const hsay_doc *doc, const hsay_model *model, const float *y,
                     hsay_arena *arena, hsay_labels *out)
{
    uint32_t n = doc->token_count;
    size_t all = (size_t)n * HSAY_LABELS + 1;
    work w = {hsay_arena_array(arena, all, 1), hsay_arena_array(arena, n + 1, 1),
              hsay_arena_array(arena, n + 1, HSAY_CRF_WORK * sizeof(double))};
    *out = (hsay_labels){.doc = doc};
    for (uint32_t role = 0; role < HSAY_ROLES; role++) {
        hsay_crf c = {y + role * HSAY_LABELS, model->shape.outputs, n, model->steps + role * 9, 0};
        hsay_crf leaning = c;
        leaning.lean = LEAN[role];
        out->crfs[role] = c;
        out->shares[role] = hsay_arena_array(arena, all, sizeof(float));
        out->found[role].items = hsay_arena_array(arena, n + 1, sizeof(hsay_range));
        if (!w.back || !w.path || !w.sums || !out->shares[role] || !out->found[role].items)
            return false;
        hsay_crf_best(&leaning, w.back, w.path);
        hsay_crf_marginals(&c, w.sums, out->shares[role], NULL);
        collect(w.path, n, &out->found[role]);
    }
    return true;
}

uint32_t hsay_runs__behind(const hsay_runs *runs, uint32_t token)
{
    uint32_t low = 0, high = runs->count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (runs->items[mid].first < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The cue's sentence within reach, up to the neighbouring runs of the role. */
static hsay_range room_around(const hsay_labels *l, uint32_t role, hsay_range cue)
{
    const hsay_sentence *s = &l->doc->sentences[l->doc->tokens[cue.first].sentence];
    hsay_range room = {s->first_token, s->first_token + s->token_count};
    const hsay_runs *in = &l->found[role];
    uint32_t at = hsay_runs__behind(in, cue.first);
    if (cue.first - room.first > FURTHER_REACH)
        room.first = cue.first - FURTHER_REACH;
    if (room.end > cue.end + FURTHER_REACH)
        room.end = cue.end + FURTHER_REACH;
    if (at > 0 && in->items[at - 1].end > room.first)
        room.first = in->items[at - 1].end;
    if (at < in->count && in->items[at].first < room.end)
        room.end = in->items[at].first;
    return room;
}

hsay_range hsay_runs__further(const hsay_labels *l, uint32_t role, hsay_range cue)
{
    hsay_range room = room_around(l, role, cue), best = {0, 0};
    hsay_range sides[] = {{room.first, cue.first < room.end ? cue.first : room.end},
                          {cue.end > room.first ? cue.end : room.first, room.end}};
    float least = FURTHER_LEAST[role];
    for (uint32_t i = 0; i < 2; i++) {
        if (sides[i].first >= sides[i].end)
            continue;
        uint32_t run[2] = {0, 0};
        float score = hsay_crf_best_run(&l->crfs[role], sides[i].first, sides[i].end, run);
        if (score > least) {
            least = score;
            best = (hsay_range){run[0], run[1]};
        }
    }
    return best;
}

double hsay_runs__sure(const hsay_labels *l, uint32_t role, hsay_range run)
{
    const float *p = l->shares[role];
    double begins = (double)p[run.first * HSAY_LABELS + HSAY_LABEL_B];
    bool last = run.end >= l->doc->token_count;
    return begins * (last ? 1 : 1 - (double)p[run.end * HSAY_LABELS + HSAY_LABEL_I]);
}
