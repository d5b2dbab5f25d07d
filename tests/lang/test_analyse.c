/*
 * What the carried model says of invented sentences, what is left out where nobody wants it, and
 * models that do not fit.
 */
#include "check.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "lang/analyse.h"
#include "lang/word_inputs.h"

static hsay_arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = hsay_arena_new();
    return !arena;
}

static int end(void **state)
{
    (void)state;
    hsay_arena_free(arena);
    return 0;
}

static hsay_words analysed(const char *text, unsigned want)
{
    static hsay_article article;
    static hsay_doc doc;
    hsay_words words = {0};
    const hsay_analyser *a = hsay_analyser__carried();
    assert_non_null(a);
    article = (hsay_article){.text = hsay_str_of(text)};
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    assert_int_equal(doc.sentence_count, 1);
    assert_int_equal(hsay_analyse_sentence(a, &doc, 0, want, arena, &words), HSAY_OK);
    return words;
}

enum { ALL = HSAY_WANT_LEMMAS | HSAY_WANT_NAMES | HSAY_WANT_TREE };

static void a_plain_sentence(void **state)
{
    (void)state;
    hsay_words w = analysed("The old keeper painted two boats.", ALL);
    static const struct {
        const char *tag, *lemma, *relation;
        uint16_t head;
    } WANT[] = {{"DET", "the", "det", 3},       {"ADJ", "old", "amod", 3},
                {"NOUN", "keeper", "nsubj", 4}, {"VERB", "paint", "root", 0},
                {"NUM", "two", "nummod", 6},    {"NOUN", "boat", "obj", 4},
                {"PUNCT", ".", "punct", 4}};
    const hsay_analyser *a = hsay_analyser__carried();
    assert_int_equal(w.count, sizeof WANT / sizeof *WANT);
    for (uint32_t i = 0; i < w.count; i++) {
        assert_string_equal(hsay_tag_name(w.items[i].tag), WANT[i].tag);
        assert_str(w.items[i].lemma, WANT[i].lemma);
        assert_str(a->relations[w.items[i].relation], WANT[i].relation);
        assert_int_equal(w.items[i].head, WANT[i].head);
        assert_int_equal(w.items[i].name, HSAY_NAME_OUTSIDE);
    }
    assert_true(hsay_str_find(a->features[w.items[5].features], HSAY_STR("Number=Plur"), 0) !=
                SIZE_MAX);
}

/* The same word is a name, and none. */
static void names(void **state)
{
    (void)state;
    hsay_words w = analysed("Yesterday Mary Baker met voters in London.", HSAY_WANT_NAMES);
    assert_string_equal(hsay_name_label(w.items[1].name), "B-PER");
    assert_string_equal(hsay_name_label(w.items[2].name), "I-PER");
    assert_string_equal(hsay_name_label(w.items[6].name), "B-LOC");
    w = analysed("Yesterday a baker met voters in a harbour.", HSAY_WANT_NAMES);
    for (uint32_t i = 0; i < w.count; i++)
        assert_int_equal(w.items[i].name, HSAY_NAME_OUTSIDE);
}

static void only_what_is_wanted(void **state)
{
    (void)state;
    hsay_words w = analysed("Mary Baker sold boats in London.", HSAY_WANT_TAGS);
    for (uint32_t i = 0; i < w.count; i++) {
        assert_int_equal(w.items[i].lemma.len, 0);
        assert_int_equal(w.items[i].name, HSAY_NAME_OUTSIDE);
        assert_int_equal(w.items[i].head, HSAY_NO_HEAD);
    }
    assert_string_equal(hsay_tag_name(w.items[2].tag), "VERB");
}

static void long_sentences(void **state)
{
    (void)state;
    static hsay_word words[HSAY_HEADS_WORDS + 1];
    const hsay_analyser *a = hsay_analyser__carried();
    for (uint32_t i = 0; i <= HSAY_HEADS_WORDS; i++)
        words[i] = (hsay_word){.form = HSAY_STR("boats")};
    assert_int_equal(hsay_analyse(a, words, HSAY_HEADS_WORDS + 1, ALL, arena), HSAY_OK);
    assert_int_equal(words[0].head, HSAY_NO_HEAD);
    assert_int_equal(hsay_analyse(a, words, HSAY_HEADS_WORDS, ALL, arena), HSAY_OK);
    assert_true(words[0].head <= HSAY_HEADS_WORDS);
    assert_int_equal(hsay_analyse(a, words, 0, ALL, arena), HSAY_OK);
}

/* Inside stands behind begin or inside of its class alone, whatever the words. */
static void labels_agree(void **state)
{
    (void)state;
    static const char *const FORMS[] = {"Ilvo", "of",  "London", "Bank", "the", "'s",
                                        "-",    "Inc", "and",    "Mary", ",",   "UNION"};
    enum { COUNT = 200, FORM_COUNT = sizeof FORMS / sizeof *FORMS };
    hsay_word words[COUNT];
    uint32_t random = 1, found = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        random = random * 1664525u + 1013904223u;
        words[i] = (hsay_word){.form = hsay_str_of(FORMS[(random >> 16) % FORM_COUNT])};
    }
    const hsay_analyser *a = hsay_analyser__carried();
    assert_int_equal(hsay_analyse(a, words, COUNT, HSAY_WANT_NAMES, arena), HSAY_OK);
    for (uint32_t i = 0; i < COUNT; i++) {
        uint8_t label = words[i].name, before = i ? words[i - 1].name : HSAY_NAME_OUTSIDE;
        found += label != HSAY_NAME_OUTSIDE;
        if (label && label % 2 == 0)
            assert_true(before == label || before + 1 == label);
    }
    assert_true(found > 10);
}

/* A sound network whose labels are not the analyser's. */
static void models_that_do_not_fit(void **state)
{
    (void)state;
    hsay_net_shape shape = {.width = 16, .outputs = 16, .rows = 4, .fields = 1, .sequences = 1};
    hsay_net net = {.shape = shape};
    net.table = calloc(4 * 16, sizeof(float));
    net.dense = calloc(hsay_net_dense_count(&shape), sizeof(float));
    net.steps = calloc(9, sizeof(float));
    char *packed = NULL, *bytes = NULL;
    size_t size = 0;
    assert_int_equal(hsay_model_pack(&net, 1, &packed, &size), HSAY_OK);
    assert_int_equal(posix_memalign((void **)&bytes, HSAY_MODEL_ALIGN, size), 0);
    memcpy(bytes, packed, size);
    hsay_analyser a = {.features = (const hsay_str *)bytes};
    hsay_error error = {0};
    assert_int_equal(hsay_analyser_open((hsay_str){bytes, size}, arena, &a, &error),
                     HSAY_UNSUPPORTED);
    assert_int_equal(hsay_analyser_open((hsay_str){bytes, size - 1}, arena, &a, &error),
                     HSAY_INPUT);
    assert_ptr_equal(a.features, bytes); /* untouched */
    hsay_alloc__free(packed);
    free(bytes);
    free(net.table);
    free(net.dense);
    free(net.steps);
}

static void one_word(void **state)
{
    (void)state;
    hsay_word word = {.form = HSAY_STR("Stop")};
    const hsay_analyser *a = hsay_analyser__carried();
    assert_int_equal(hsay_analyse(a, &word, 1, ALL, arena), HSAY_OK);
    assert_int_equal(word.head, 0);
    assert_str(a->relations[word.relation], "root");
    assert_true(word.lemma.len > 0);
}

/* A file of the given shape but for what `odd` changes; names of two features, a script and three
 * relations fit. */
static hsay_status open_with(const char *names, uint32_t inputs, void (*odd)(hsay_net_shape *))
{
    const uint32_t counts[HSAY_ASK_LABELS] = {HSAY_TAG_COUNT, 2, 1, HSAY_NAME_LABELS};
    hsay_heads h = hsay_heads_of(counts, 3);
    hsay_net_shape shape = {.width = 16,
                            .outputs = h.outputs,
                            .rows = HSAY_WORD_INPUT_ALL_ROWS,
                            .fields = HSAY_WORD_INPUT_FIELDS,
                            .extra = h.extra};
    if (odd)
        odd(&shape);
    hsay_net net = {.shape = shape, .names = hsay_str_of(names)};
    net.table = calloc((size_t)shape.rows * shape.width, sizeof(float));
    net.dense = calloc(hsay_net_dense_count(&shape), sizeof(float));
    net.steps = calloc(1, sizeof(float));
    char *packed = NULL, *bytes = NULL;
    size_t size = 0;
    hsay_analyser a = {0};
    assert_int_equal(hsay_model_pack(&net, inputs, &packed, &size), HSAY_OK);
    assert_int_equal(posix_memalign((void **)&bytes, HSAY_MODEL_ALIGN, size), 0);
    memcpy(bytes, packed, size);
    hsay_status status = hsay_analyser_open((hsay_str){bytes, size}, arena, &a, NULL);
    assert_int_equal(a.features != NULL, status == HSAY_OK);
    hsay_alloc__free(packed);
    free(bytes);
    free(net.table);
    free(net.dense);
    free(net.steps);
    return status;
}

static void more_rows(hsay_net_shape *s)
{
    s->rows++;
}

static void fewer_fields(hsay_net_shape *s)
{
    s->fields--;
}

static void more_outputs(hsay_net_shape *s)
{
    s->outputs += 16;
}

static void less_extra(hsay_net_shape *s)
{
    s->extra--;
}

#define TEN "0123456789"
#define LABEL_120 TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static void lists_that_do_not_fit(void **state)
{
    (void)state;
    static const char *const FITS[] = {"a\tb\n00\nx\ty\tz\n", "\t\n\n\t\t\n",
                                       "a\t" LABEL_120 "12345678\n00\nx\ty\tz\n"};
    /* Another number of labels counts only where it makes the outputs or the room another. */
    static const char *const NONE[] = {
        "",
        "a\tb\n00\n",
        "a\tb\n00\nx\ty\tz",
        "a\tb\n00\nx\ty\tz\n\n",
        "a\tb\n00\nx\ty\tz\nw\n",
        "a\t" LABEL_120 "123456789\n00\nx\ty\tz\n",
        "a\tb\n0\t1\t2\t3\t4\t5\t6\t7\t8\t9\t0\t1\t2\t3\t4\t5\t6\nx\n",
        "a\tb\n00\n0\t1\t2\t3\t4\t5\t6\t7\t8\t9\t0\t1\t2\t3\t4\t5\t6\n"};
    static void (*const ODD[])(hsay_net_shape *) = {more_rows, fewer_fields, more_outputs,
                                                    less_extra};
    for (size_t i = 0; i < sizeof FITS / sizeof *FITS; i++)
        assert_int_equal(open_with(FITS[i], HSAY_WORD_INPUTS_VERSION, NULL), HSAY_OK);
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        assert_int_equal(open_with(NONE[i], HSAY_WORD_INPUTS_VERSION, NULL), HSAY_UNSUPPORTED);
    assert_int_equal(open_with(FITS[0], HSAY_WORD_INPUTS_VERSION + 1, NULL), HSAY_UNSUPPORTED);
    for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++)
        assert_int_equal(open_with(FITS[0], HSAY_WORD_INPUTS_VERSION, ODD[i]), HSAY_UNSUPPORTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_sentence),      cmocka_unit_test(names),
        cmocka_unit_test(only_what_is_wanted),   cmocka_unit_test(long_sentences),
        cmocka_unit_test(labels_agree),          cmocka_unit_test(one_word),
        cmocka_unit_test(lists_that_do_not_fit), cmocka_unit_test(models_that_do_not_fit)};
    return cmocka_run_group_tests(tests, begin, end);
}
