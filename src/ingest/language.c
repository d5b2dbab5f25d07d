/*
 * Text to language: the script of most letters decides where one language of the press is written
 * in it; else the model's table for the script.  What is short or not clear is unknown.
 */
#include "ingest/language.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* Chosen on paragraphs of the declaration that were not learnt from, 2026-11-25. */
enum {
    WORDS_MOST = 1000,   /* of a text: what comes behind tells no more */
    EVIDENCE_WORDS = 40, /* more words make an answer no surer than these */
    LETTERS_TABLE = 12,  /* at least, where a model's table decides */
    LETTERS_SCRIPT = 12, /* at least, where the script does */
    LETTERS_HAN = 30,    /* at least, where no kana stands among them: names are Han in Japanese */
    WIDE_LETTER = 3,     /* a letter of Chinese, Japanese or Korean counts as so many */
    KANA_SHARE = 20      /* Han with one kana among so many letters is Japanese */
};
static const float SURE = .95f;

static const char *const SCRIPT_CODES[HSAY_SCRIPT_COUNT] = {
    [HSAY_SCRIPT_HAN] = "zh",      [HSAY_SCRIPT_KANA] = "ja",      [HSAY_SCRIPT_HANGUL] = "ko",
    [HSAY_SCRIPT_GREEK] = "el",    [HSAY_SCRIPT_HEBREW] = "he",    [HSAY_SCRIPT_ARMENIAN] = "hy",
    [HSAY_SCRIPT_GEORGIAN] = "ka", [HSAY_SCRIPT_BENGALI] = "bn",   [HSAY_SCRIPT_GURMUKHI] = "pa",
    [HSAY_SCRIPT_GUJARATI] = "gu", [HSAY_SCRIPT_TAMIL] = "ta",     [HSAY_SCRIPT_TELUGU] = "te",
    [HSAY_SCRIPT_KANNADA] = "kn",  [HSAY_SCRIPT_MALAYALAM] = "ml", [HSAY_SCRIPT_SINHALA] = "si",
    [HSAY_SCRIPT_THAI] = "th",     [HSAY_SCRIPT_LAO] = "lo",       [HSAY_SCRIPT_MYANMAR] = "my",
    [HSAY_SCRIPT_KHMER] = "km",    [HSAY_SCRIPT_ETHIOPIC] = "am",
};

typedef struct word {
    uint32_t letters[HSAY_LANGUAGE_WORD_LETTERS];
    uint32_t count;
    hsay_script script;
} word;

/* Sixteen columns at once, by the compiler's vector types; a word's sums fit 16 bits. */
typedef int8_t weights __attribute__((vector_size(HSAY_LANGUAGE_LANES)));
typedef int16_t part_sums __attribute__((vector_size(2 * HSAY_LANGUAGE_LANES)));
_Static_assert(HSAY_LANGUAGE_WORD_FEATURES * 128 <= INT16_MAX, "the sums of a word fit");

enum { PARTS = HSAY_LANGUAGE_COLUMNS / HSAY_LANGUAGE_LANES };
_Static_assert(PARTS == 3, "add_rows has a case for each number of parts");

/* `parts` is a constant where this is used, so that the sums stand in registers. */
static inline __attribute__((always_inline)) void add_parts(const hsay_language_table *t,
                                                            const uint32_t *features,
                                                            uint32_t count, int32_t *sums,
                                                            uint32_t parts)
{
    part_sums part[PARTS] = {0};
    for (uint32_t i = 0; i < count; i++) {
        size_t at = (size_t)(features[i] & (t->rows - 1)) * parts * HSAY_LANGUAGE_LANES;
        for (uint32_t p = 0; p < parts; p++) {
            weights row;
            memcpy(&row, t->weights + at + p * HSAY_LANGUAGE_LANES, sizeof row);
            part[p] += __builtin_convertvector(row, part_sums);
        }
    }
    for (uint32_t p = 0; p < parts; p++)
        for (uint32_t l = 0; l < HSAY_LANGUAGE_LANES; l++)
            sums[p * HSAY_LANGUAGE_LANES + l] += part[p][l];
}

static inline __attribute__((always_inline)) void
add_rows(const hsay_language_table *t, const uint32_t *features, uint32_t count, int32_t *sums)
{
    uint32_t parts = t->columns / HSAY_LANGUAGE_LANES;
    if (parts == 1)
        add_parts(t, features, count, sums, 1);
    else if (parts == 2)
        add_parts(t, features, count, sums, 2);
    else
        add_parts(t, features, count, sums, 3);
}

#if defined(__x86_64__)
/* The same in fewer steps. */
__attribute__((target("avx2"))) static void
add_rows_avx2(const hsay_language_table *t, const uint32_t *features, uint32_t count, int32_t *sums)
{
    add_rows(t, features, count, sums);
}
#endif

static void add_word(const hsay_language_model *model, const word *w, hsay_language_count *count)
{
    if (!w->count || w->script >= HSAY_SCRIPT_TABLES)
        return;
    const hsay_language_table *t = &model->tables[w->script];
    uint32_t features[HSAY_LANGUAGE_WORD_FEATURES];
    uint32_t n = hsay_language__features(w->letters, w->count, features);
    int32_t *sums = count->sums[w->script];
    count->words[w->script]++;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        add_rows_avx2(t, features, n, sums);
        return;
    }
#endif
    add_rows(t, features, n, sums);
}

void hsay_language__add(const hsay_language_model *model, hsay_str text, hsay_language_count *count)
{
    word w = {.script = HSAY_SCRIPT_NONE};
    for (size_t at = 0; at < text.len && count->all_words < WORDS_MOST;) {
        uint32_t c = hsay_utf8_next(text, &at);
        hsay_script script = hsay_language__script(c);
        if (script != w.script) {
            add_word(model, &w, count);
            count->all_words += w.count > 0;
            w = (word){.script = script};
        }
        if (script == HSAY_SCRIPT_NONE)
            continue;
        count->letters[script]++;
        if (w.count < HSAY_LANGUAGE_WORD_LETTERS)
            w.letters[w.count++] = hsay_language__fold(c);
    }
    add_word(model, &w, count);
}

static uint32_t weight_of(const hsay_language_count *c, int script)
{
    bool wide = script >= HSAY_SCRIPT_HAN && script <= HSAY_SCRIPT_HANGUL;
    return c->letters[script] * (wide ? WIDE_LETTER : 1);
}

/* The script of most letters; Han and kana are one. */
static hsay_script main_script(const hsay_language_count *c, uint32_t *weight)
{
    hsay_script best = HSAY_SCRIPT_NONE;
    *weight = 0;
    for (int s = 0; s < HSAY_SCRIPT_COUNT; s++) {
        uint32_t w = weight_of(c, s);
        if (s == HSAY_SCRIPT_HAN)
            w += weight_of(c, HSAY_SCRIPT_KANA);
        if (w > *weight) {
            *weight = w;
            best = (hsay_script)s;
        }
    }
    bool japanese = best == HSAY_SCRIPT_HAN &&
                    c->letters[HSAY_SCRIPT_KANA] * KANA_SHARE >= c->letters[HSAY_SCRIPT_HAN];
    return japanese ? HSAY_SCRIPT_KANA : best;
}

/* p = softmax(bias + scale sums min(1, EVIDENCE_WORDS / words)); answers the likeliest. */
static uint32_t by_table(const hsay_language_table *t, const int32_t *sums, uint32_t words,
                         float p[HSAY_LANGUAGE_COLUMNS])
{
    float total = 0, part = words > EVIDENCE_WORDS ? (float)EVIDENCE_WORDS / (float)words : 1;
    uint32_t best = 0;
    for (uint32_t l = 0; l < t->languages; l++) {
        p[l] = t->bias[l] + t->scale * part * (float)sums[l];
        if (p[l] > p[best])
            best = l;
    }
    float top = p[best];
    for (uint32_t l = 0; l < t->languages; l++)
        total += p[l] = expf(p[l] - top);
    for (uint32_t l = 0; l < t->languages; l++)
        p[l] /= total;
    return best;
}

hsay_language hsay_language__of(const hsay_language_model *model, const hsay_language_count *count)
{
    hsay_language out = {.code = "und", .best = "und"};
    float p[HSAY_LANGUAGE_COLUMNS];
    uint32_t weight, least = LETTERS_TABLE;
    out.script = main_script(count, &weight);
    if (out.script == HSAY_SCRIPT_NONE)
        return out;
    if (out.script < HSAY_SCRIPT_TABLES) {
        const hsay_language_table *t = &model->tables[out.script];
        uint32_t best = by_table(t, count->sums[out.script], count->words[out.script], p);
        out.best = t->codes[best];
        out.probability = p[best];
    } else {
        out.best = SCRIPT_CODES[out.script];
        out.probability = 1;
        least = out.script == HSAY_SCRIPT_HAN ? LETTERS_HAN : LETTERS_SCRIPT;
    }
    if (weight >= least && out.probability >= SURE)
        out.code = out.best;
    return out;
}

static bool is_code(const char *code, hsay_str wanted)
{
    return hsay_str_equal(hsay_str_of(code), wanted);
}

float hsay_language__score(const hsay_language_model *model, const hsay_language_count *count,
                           hsay_str code)
{
    uint32_t weight;
    hsay_script script = main_script(count, &weight);
    if (script >= HSAY_SCRIPT_TABLES)
        return 0;
    const hsay_language_table *t = &model->tables[script];
    for (uint32_t l = 0; l < t->languages; l++)
        if (is_code(t->codes[l], code))
            return t->scale * (float)count->sums[script][l];
    return 0;
}

/* Whether some text can be answered by the code. */
static bool is_ours(const hsay_language_model *model, hsay_str code)
{
    for (int s = 0; s < HSAY_SCRIPT_COUNT; s++) {
        if (s >= HSAY_SCRIPT_TABLES && is_code(SCRIPT_CODES[s], code))
            return true;
        for (uint32_t l = 0; s < HSAY_SCRIPT_TABLES && l < model->tables[s].languages; l++)
            if (is_code(model->tables[s].codes[l], code))
                return true;
    }
    return false;
}

float hsay_language__share(const hsay_language_model *model, const hsay_language_count *count,
                           hsay_str code)
{
    float p[HSAY_LANGUAGE_COLUMNS];
    uint32_t weight;
    hsay_script script = main_script(count, &weight);
    if (script == HSAY_SCRIPT_NONE)
        return 1;
    if (script >= HSAY_SCRIPT_TABLES)
        return is_code(SCRIPT_CODES[script], code) || !is_ours(model, code);
    const hsay_language_table *t = &model->tables[script];
    uint32_t best = by_table(t, count->sums[script], count->words[script], p);
    for (uint32_t l = 0; l < t->languages; l++)
        if (is_code(t->codes[l], code))
            return weight < LETTERS_TABLE ? 1 : p[l];
    return !is_ours(model, code) &&
           (weight < LETTERS_TABLE || is_code(t->codes[best], HSAY_STR("und")));
}
