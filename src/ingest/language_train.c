/*
 * Word lists to a model: texts of 1 to 40 words are drawn from the lists, and a softmax over the
 * features of each is taught by stochastic gradient with a rate of its own for each weight:
 *
 *   g = p[l] - (l is the text's),   s[f][l] += g^2,   w[f][l] -= rate g / sqrt(s[f][l])
 *
 * (AdaGrad: Duchi, Hazan, Singer 2011, section 1.1, the diagonal).  The same lists and seed give
 * the same bytes on the same processor.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/files.h"
#include "base/str.h"
#include "base/utf8.h"
#include "hearsay/train.h"
#include "ingest/language_model.h"
#include "model/random.h"

enum {
    LISTS = 600,          /* at most */
    LINE_BYTES = 1 << 12, /* of a list's line */
    WORDS_DRAWN = 40,     /* of a text at most */
    LARGE_LIST = 10000,   /* words: a language with so many is drawn more often */
    TURNS_LARGE = 3,
    TURNS_OTHER = 8, /* of "und", which stands for many languages */
    FOREIGN = 12,    /* one word among so many is of any list: names, loans */
    WEIGHT_MOST = 4  /* larger weights are cut */
};
static const float RATE = .25f;
static const uint32_t ROWS[HSAY_SCRIPT_TABLES] = {1 << 15, 1 << 13, 1 << 12, 1 << 12};

typedef struct entry {
    hsay_str word;
    double until; /* the frequencies up to here */
} entry;

/* One list: the words of a language in one script. */
typedef struct list {
    char code[HSAY_LANGUAGE_CODE_BYTES];
    hsay_script script;
    uint32_t column;
    HSAY_VEC(entry) words;
} list;

typedef struct lists {
    hsay_arena *arena;
    list *items;
    uint32_t count;
    bool fresh; /* the next line begins a list */
} lists;

/* ---- reading ---- */

static hsay_script script_of(hsay_str word)
{
    for (size_t at = 0; at < word.len;) {
        hsay_script script = hsay_language__script(hsay_utf8_next(word, &at));
        if (script != HSAY_SCRIPT_NONE)
            return script;
    }
    return HSAY_SCRIPT_NONE;
}

/* The list of a language and script that is being read; NULL where there are too many. */
static list *list_for(lists *all, hsay_str code, hsay_script script, uint32_t first)
{
    for (uint32_t i = first; i < all->count; i++)
        if (all->items[i].script == script)
            return &all->items[i];
    if (all->count == LISTS)
        return NULL;
    list *made = &all->items[all->count++];
    memcpy(made->code, code.ptr, code.len);
    made->script = script;
    return made;
}

/* "code TAB word TAB frequency"; a line that begins with # begins another list. */
static hsay_status read_line(lists *all, hsay_str line, uint32_t *first)
{
    if (line.len && line.ptr[0] == '#') {
        *first = all->count;
        return HSAY_OK;
    }
    size_t one = hsay_str_find(line, HSAY_STR("\t"), 0);
    size_t two = one == SIZE_MAX ? one : hsay_str_find(line, HSAY_STR("\t"), one + 1);
    if (two == SIZE_MAX || one == 0 || one >= HSAY_LANGUAGE_CODE_BYTES)
        return HSAY_INPUT;
    hsay_str number = hsay_arena_copy(all->arena, hsay_str_cut(line, two + 1, line.len));
    hsay_str word = hsay_arena_copy(all->arena, hsay_str_cut(line, one + 1, two));
    double frequency = number.ptr ? strtod(number.ptr, NULL) : 0;
    if (!(frequency > 0 && frequency <= 1e12) || hsay_utf8_valid_prefix(word) != word.len)
        return HSAY_INPUT;
    hsay_script script = script_of(word);
    if (script >= HSAY_SCRIPT_TABLES)
        return HSAY_OK;
    list *to = list_for(all, hsay_str_cut(line, 0, one), script, *first);
    if (!to)
        return HSAY_LIMIT;
    double before = to->words.count ? to->words.items[to->words.count - 1].until : 0;
    hsay_vec_push(all->arena, &to->words, (entry){word, before + frequency});
    return HSAY_OK;
}

static hsay_status read_lists(const char *path, lists *all, hsay_error *error)
{
    hsay_stream *stream;
    hsay_line line = {0};
    uint32_t first = 0;
    hsay_status status = hsay_stream_open(path, LINE_BYTES, &stream, error);
    if (status != HSAY_OK)
        return status;
    while ((status = hsay_stream_line(stream, &line, error)) == HSAY_OK) {
        status = line.too_long ? HSAY_LIMIT : read_line(all, line.bytes, &first);
        if (status != HSAY_OK) {
            hsay_error_set(error, status, "the line is no language, word and frequency",
                           line.number, line.number);
            break;
        }
    }
    hsay_stream_close(stream);
    return status != HSAY_NOT_FOUND        ? status
           : hsay_arena_failed(all->arena) ? HSAY_MEMORY
                                           : HSAY_OK;
}

/* ---- teaching ---- */

typedef struct school {
    const lists *all;
    hsay_script script;
    hsay_language_table *table;
    float *weights, *squares; /* [rows][columns] */
    uint32_t turns[HSAY_LANGUAGE_COLUMNS * TURNS_OTHER],
        turn_count; /* columns, as often as drawn */
    uint32_t of_column[HSAY_LANGUAGE_COLUMNS][LISTS], list_count[HSAY_LANGUAGE_COLUMNS];
    uint64_t random;
    uint32_t *features, feature_count, word_count;
} school;

static const hsay_str *draw_word(const list *from, uint64_t *random)
{
    double at = hsay_random__unit(random) * from->words.items[from->words.count - 1].until;
    size_t low = 0, high = from->words.count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (from->words.items[middle].until <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return &from->words.items[low].word;
}

/* The parts of a word as a text gives them: cut where no letter stands. */
static void add_features(school *s, hsay_str word)
{
    uint32_t letters[HSAY_LANGUAGE_WORD_LETTERS], count = 0;
    for (size_t at = 0; at <= word.len;) {
        uint32_t c = at < word.len ? hsay_utf8_next(word, &at) : (at++, ' ');
        if (hsay_language__script(c) == s->script) {
            if (count < HSAY_LANGUAGE_WORD_LETTERS)
                letters[count++] = hsay_language__fold(c);
        } else if (count) {
            s->feature_count +=
                hsay_language__features(letters, count, s->features + s->feature_count);
            count = 0;
            if (++s->word_count == WORDS_DRAWN)
                return;
        }
    }
}

/* A column by its turns, then one of its lists. */
static const list *draw_list(school *s)
{
    uint32_t column = s->turns[hsay_random__below(&s->random, s->turn_count)];
    uint32_t one = hsay_random__below(&s->random, s->list_count[column]);
    return &s->all->items[s->of_column[column][one]];
}

/* Half of the texts have up to ten words. */
static const list *draw_text(school *s)
{
    float u = hsay_random__unit(&s->random);
    uint32_t words = 1 + (uint32_t)(u * u * (float)(WORDS_DRAWN - 1));
    const list *l = draw_list(s);
    s->feature_count = s->word_count = 0;
    while (s->word_count < words) {
        bool foreign = s->word_count && hsay_random__below(&s->random, FOREIGN) == 0;
        add_features(s, *draw_word(foreign ? draw_list(s) : l, &s->random));
    }
    return l;
}

static float learn(school *s, const list *l, float rate)
{
    hsay_language_table *t = s->table;
    uint32_t n = t->columns, mask = t->rows - 1;
    float p[HSAY_LANGUAGE_COLUMNS] = {0}, top = -1e30f, total = 0;
    memcpy(p, t->bias, n * sizeof *p);
    for (uint32_t i = 0; i < s->feature_count; i++) {
        const float *row = s->weights + (size_t)(s->features[i] & mask) * n;
        for (uint32_t c = 0; c < n; c++)
            p[c] += row[c];
    }
    for (uint32_t c = 0; c < t->languages; c++)
        top = fmaxf(top, p[c]);
    for (uint32_t c = 0; c < n; c++)
        total += p[c] = c < t->languages ? expf(p[c] - top) : 0;
    for (uint32_t c = 0; c < n; c++)
        p[c] = p[c] / total - (c == l->column ? 1 : 0);
    for (uint32_t c = 0; c < t->languages; c++)
        t->bias[c] -= rate * .01f * p[c];
    for (uint32_t i = 0; i < s->feature_count; i++) {
        size_t at = (size_t)(s->features[i] & mask) * n;
        float *row = s->weights + at, *squares = s->squares + at;
        for (uint32_t c = 0; c < n; c++) {
            squares[c] += p[c] * p[c];
            row[c] -= rate * p[c] / sqrtf(squares[c] + 1e-3f);
        }
    }
    return -logf(fmaxf(p[l->column] + 1, 1e-9f));
}

/* The languages of a script, in the order of their codes, as columns. */
static void lay_columns(lists *all, school *s)
{
    hsay_language_table *t = s->table;
    for (uint32_t i = 0; i < all->count; i++) {
        list *l = &all->items[i];
        if (l->script != s->script)
            continue;
        uint32_t c = 0;
        while (c < t->languages && strcmp(t->codes[c], l->code))
            c++;
        if (c == HSAY_LANGUAGE_COLUMNS)
            continue;
        if (c == t->languages)
            memcpy(t->codes[t->languages++], l->code, sizeof l->code);
        l->column = c;
        uint32_t turns = s->list_count[c]               ? 0
                         : strcmp(l->code, "und") == 0  ? TURNS_OTHER
                         : l->words.count >= LARGE_LIST ? TURNS_LARGE
                                                        : 1;
        s->of_column[c][s->list_count[c]++] = i;
        while (turns--)
            s->turns[s->turn_count++] = c;
    }
    t->columns =
        (t->languages + HSAY_LANGUAGE_LANES - 1) / HSAY_LANGUAGE_LANES * HSAY_LANGUAGE_LANES;
}

static void round_weights(const school *s, int8_t *out)
{
    size_t count = (size_t)s->table->rows * s->table->columns;
    float top = 0;
    for (size_t i = 0; i < count; i++)
        top = fmaxf(top, fabsf(s->weights[i]));
    top = fminf(fmaxf(top, 1e-3f), WEIGHT_MOST);
    s->table->scale = top / 127;
    for (size_t i = 0; i < count; i++)
        out[i] = (int8_t)lrintf(fmaxf(-top, fminf(top, s->weights[i])) / s->table->scale);
    s->table->weights = out;
}

static hsay_status teach(lists *all, const hsay_train_language_options *options, hsay_script script,
                         hsay_language_table *table)
{
    enum { TOLD = 20 };
    school *s = hsay_arena_alloc(all->arena, sizeof *s);
    if (!s)
        return HSAY_MEMORY;
    *s = (school){.all = all, .script = script, .table = table, .random = options->seed + script};
    table->rows = ROWS[script];
    lay_columns(all, s);
    if (!s->turn_count)
        return HSAY_EMPTY;
    size_t count = (size_t)table->rows * table->columns;
    s->weights = hsay_arena_array(all->arena, count, sizeof *s->weights);
    s->squares = hsay_arena_array(all->arena, count, sizeof *s->squares);
    int8_t *rounded = hsay_arena_array(all->arena, count, 1);
    s->features = hsay_arena_array(all->arena, (WORDS_DRAWN + 1) * HSAY_LANGUAGE_WORD_FEATURES,
                                   sizeof *s->features);
    if (hsay_arena_failed(all->arena))
        return HSAY_MEMORY;
    uint32_t texts = options->texts * table->languages / 4;
    double loss = 0;
    for (uint32_t i = 0; i < texts; i++) {
        float rate = RATE * (1 - (float)i / (float)texts);
        loss += learn(s, draw_text(s), rate);
        if (options->epoch && (i + 1) % (texts / TOLD ? texts / TOLD : 1) == 0) {
            options->epoch(options->ctx, &(hsay_train_epoch){.number = (i + 1) / (texts / TOLD),
                                                             .count = TOLD,
                                                             .loss = loss / (texts / TOLD)});
            loss = 0;
        }
    }
    round_weights(s, rounded);
    return HSAY_OK;
}

static void tell_file(const hsay_train_language_options *o, const char *path)
{
    if (o->progress)
        o->progress(o->ctx, &(hsay_train_progress){.file = path});
}

hsay_status hsay_train_language(const hsay_train_language_options *options, const char *path,
                                hsay_error *error)
{
    hsay_language_model *model = NULL;
    hsay_status status = hsay_save_check(path, error);
    if (status != HSAY_OK)
        return status;
    lists all = {.arena = hsay_arena_new()};
    status = HSAY_MEMORY;
    if (all.arena) {
        all.items = hsay_arena_array(all.arena, LISTS, sizeof *all.items);
        model = hsay_arena_alloc(all.arena, sizeof *model);
    }
    if (model && all.items) {
        tell_file(options, options->lists);
        status = read_lists(options->lists, &all, error);
    }
    if (status == HSAY_OK)
        tell_file(options, NULL);
    for (int s = 0; status == HSAY_OK && s < HSAY_SCRIPT_TABLES; s++) {
        status = teach(&all, options, (hsay_script)s, &model->tables[s]);
        if (status == HSAY_EMPTY)
            hsay_error_set(error, status, "a script has no words in the lists", 0, 0);
    }
    if (status == HSAY_OK)
        status = hsay_language_write(model, path, error);
    hsay_arena_free(all.arena);
    return status;
}
