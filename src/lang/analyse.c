/* A sentence through the network, and what its scores say. */
#include "lang/analyse.h"

#include <pthread.h>

#include "base/str.h"
#include "lang/script.h"
#include "lang/word_inputs.h"
#include "model/quant.h"

extern const char hsay_model_tagging[], hsay_model_tagging_end[];

enum {
    LISTS = 3,
    LABELS_MOST = 1024,
    PIECE_WORDS = 2048 /* whose scores are held at once: 6 MB; no sentence is as long */
};

/* What a sentence's pieces share: results are laid into `arena`, all else into `work`. */
typedef struct pieces {
    const hsay_analyser *analyser;
    unsigned want;
    hsay_arena *arena, *work;
} pieces;

const char *hsay_tag_name(hsay_tag tag)
{
    static const char *const NAMES[] = {
#define TAG_TEXT(name) #name,
        HSAY_TAG_TABLE(TAG_TEXT)
#undef TAG_TEXT
    };
    return tag < HSAY_TAG_COUNT ? NAMES[tag] : "X";
}

const char *hsay_name_label(uint32_t label)
{
    static const char *const NAMES[HSAY_NAME_LABELS] = {
        "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"};
    return label < HSAY_NAME_LABELS ? NAMES[label] : "O";
}

/* The labels of one line, with tabs between; the lines behind it stay in `text`.  NULL where there
 * is no line, or memory is short. */
static const hsay_str *labels_of(hsay_str *text, uint32_t *count, hsay_arena *arena)
{
    HSAY_VEC(hsay_str) out = {0};
    size_t end = hsay_str_find(*text, HSAY_STR("\n"), 0);
    if (end == SIZE_MAX)
        return NULL;
    for (size_t at = 0, start = 0; at <= end; at++)
        if (at == end || text->ptr[at] == '\t') {
            hsay_vec_push(arena, &out, hsay_str_cut(*text, start, at));
            start = at + 1;
        }
    *text = hsay_str_cut(*text, end + 1, text->len);
    *count = (uint32_t)out.count;
    return out.items;
}

static bool are_sound(const hsay_str *labels, uint32_t count)
{
    uint32_t i = 0;
    while (labels && i < count && labels[i].len <= HSAY_LABEL_BYTES)
        i++;
    return count && count <= LABELS_MOST && i == count;
}

hsay_status hsay_analyser_open(hsay_str bytes, hsay_arena *arena, hsay_analyser *out,
                               hsay_error *error)
{
    hsay_analyser a = {0};
    hsay_status status = hsay_model_open(bytes, &a.model, error);
    if (status != HSAY_OK)
        return status;
    hsay_str names = a.model.names;
    const hsay_str **const lists[LISTS] = {&a.features, &a.scripts, &a.relations};
    uint32_t counts[LISTS] = {0};
    bool fits = true;
    for (int i = 0; i < LISTS; i++) {
        *lists[i] = labels_of(&names, &counts[i], arena);
        fits &= are_sound(*lists[i], counts[i]);
    }
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    const hsay_net_shape *s = &a.model.shape;
    a.heads = hsay_heads_of((uint32_t[]){HSAY_TAG_COUNT, counts[0], counts[1], HSAY_NAME_LABELS},
                            counts[2]);
    if (!fits || names.len || a.model.inputs_version != HSAY_WORD_INPUTS_VERSION ||
        s->rows != HSAY_WORD_INPUT_ALL_ROWS || s->fields != HSAY_WORD_INPUT_FIELDS ||
        s->outputs != a.heads.outputs || s->extra != a.heads.extra ||
        a.heads.relation_room > HSAY_HEADS_RELATIONS)
        return hsay_error_set(error, HSAY_UNSUPPORTED,
                              "the model was made for another version of hearsay", 0, 0);
    *out = a;
    return HSAY_OK;
}

static hsay_analyser carried;
static hsay_arena *carried_labels; /* as long as the program */
static bool carried_usable;

static void open_carried(void)
{
    hsay_str bytes = {hsay_model_tagging, (size_t)(hsay_model_tagging_end - hsay_model_tagging)};
    carried_labels = hsay_arena_new();
    carried_usable =
        carried_labels && hsay_analyser_open(bytes, carried_labels, &carried, NULL) == HSAY_OK;
}

const hsay_analyser *hsay_analyser__carried(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_carried);
    return carried_usable ? &carried : NULL;
}

static uint16_t best_of(const hsay_analyser *a, const float *y, hsay_ask ask)
{
    return (uint16_t)hsay_heads__best(y + a->heads.first[ask], a->heads.counts[ask]);
}

static bool may_follow(uint32_t before, uint32_t label)
{
    return label == HSAY_NAME_OUTSIDE || label % 2 || before == label || before + 1 == label;
}

/* The best path of name labels in which inside stands behind begin or inside of its type. */
static bool name_words(const hsay_analyser *a, const float *y, hsay_word *words, uint32_t n,
                       hsay_arena *arena)
{
    uint8_t(*back)[HSAY_NAME_LABELS] = hsay_arena_array(arena, n, sizeof *back);
    float score[HSAY_NAME_LABELS] = {0}, next[HSAY_NAME_LABELS];
    if (!back)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        const float *s = y + (size_t)i * a->heads.outputs + a->heads.first[HSAY_ASK_NAME];
        for (uint32_t k = 0; k < HSAY_NAME_LABELS; k++) {
            uint32_t best = i ? k - !(k % 2) * (k > 0) : 0; /* itself or its begin */
            for (uint32_t b = 0; i && b < HSAY_NAME_LABELS; b++)
                if (may_follow(b, k) && score[b] > score[best])
                    best = b;
            back[i][k] = (uint8_t)best;
            next[k] = s[k] + (i ? score[best] : may_follow(0, k) ? 0 : -1e9f);
        }
        memcpy(score, next, sizeof score);
    }
    uint32_t at = hsay_heads__best(score, HSAY_NAME_LABELS);
    for (uint32_t i = n; i-- > 0; at = back[i][at])
        words[i].name = (uint8_t)at;
    return true;
}

static bool grow_tree(const hsay_analyser *a, const float *y, hsay_word *words, uint32_t n,
                      hsay_arena *arena)
{
    float *arcs = hsay_arena_array(arena, (size_t)n * (n + 1), sizeof *arcs);
    uint32_t heads[HSAY_HEADS_WORDS];
    if (!arcs)
        return false;
    hsay_heads__arcs(&a->heads, y, n, arcs);
    hsay_heads__tree(arcs, n, heads);
    for (uint32_t i = 0; i < n; i++) {
        hsay_arc arc = {i, heads[i]};
        words[i].head = (uint16_t)heads[i];
        words[i].relation = (uint16_t)hsay_heads__relation(&a->heads, y, a->model.extra, arc);
    }
    return true;
}

/* The scores of all words, [n][outputs] in `work`; NULL where memory is short. */
static const float *scores_of(const hsay_analyser *a, const hsay_word *words, uint32_t n,
                              hsay_arena *work)
{
    hsay_str *forms = hsay_arena_array(work, n, sizeof *forms);
    uint32_t *rows = hsay_arena_array(work, (size_t)n * HSAY_WORD_INPUT_FIELDS, sizeof *rows);
    if (!forms || !rows)
        return NULL;
    for (uint32_t i = 0; i < n; i++)
        forms[i] = words[i].form;
    hsay_word_inputs__make(forms, n, 0, rows);
    return hsay_quant_run(&a->model, rows, n, HSAY_QUANT_BEST, work);
}

static bool analyse_piece(const pieces *p, hsay_word *words, uint32_t n)
{
    const hsay_analyser *a = p->analyser;
    const float *y = scores_of(a, words, n, p->work);
    for (uint32_t i = 0; y && i < n; i++) {
        const float *s = y + (size_t)i * a->heads.outputs;
        words[i].tag = (uint8_t)best_of(a, s, HSAY_ASK_TAG);
        words[i].features = best_of(a, s, HSAY_ASK_FEATURES);
        words[i].head = HSAY_NO_HEAD;
        if (p->want & HSAY_WANT_LEMMAS)
            words[i].lemma = hsay_script_apply(words[i].form,
                                               a->scripts[best_of(a, s, HSAY_ASK_LEMMA)], p->arena);
    }
    return y && (!(p->want & HSAY_WANT_NAMES) || name_words(a, y, words, n, p->work)) &&
           (!(p->want & HSAY_WANT_TREE) || grow_tree(a, y, words, n, p->work));
}

hsay_status hsay_analyse(const hsay_analyser *a, hsay_word *words, uint32_t n, unsigned want,
                         hsay_arena *arena)
{
    pieces p = {a, want, arena, hsay_arena_new()};
    if (!p.work)
        return HSAY_MEMORY;
    if (n > HSAY_HEADS_WORDS)
        p.want &= ~(unsigned)HSAY_WANT_TREE;
    bool ok = true;
    for (uint32_t at = 0; ok && at < n; at += PIECE_WORDS) {
        ok = analyse_piece(&p, words + at, n - at < PIECE_WORDS ? n - at : PIECE_WORDS);
        hsay_arena_reset(p.work);
    }
    hsay_arena_free(p.work);
    return ok && !hsay_arena_failed(arena) ? HSAY_OK : HSAY_MEMORY;
}

hsay_status hsay_analyse_sentence(const hsay_analyser *a, const hsay_doc *doc, uint32_t sentence,
                                  unsigned want, hsay_arena *arena, hsay_words *out)
{
    const hsay_sentence *s = &doc->sentences[sentence];
    hsay_words words = hsay_words__of(doc, s->first_token, s->token_count, arena);
    if (hsay_arena_failed(arena))
        return HSAY_MEMORY;
    hsay_status status = hsay_analyse(a, words.items, words.count, want, arena);
    if (status == HSAY_OK)
        *out = words;
    return status;
}
