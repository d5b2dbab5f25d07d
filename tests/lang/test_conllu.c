/* CoNLL-U as sentences: what is passed over, what is refused and in which line. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lang/conllu.h"

static char path[] = "/tmp/hearsay-conllu-XXXXXX";
static hsay_arena *arena;

static hsay_stream *open_text(const char *text)
{
    FILE *file = fopen(path, "wb");
    hsay_stream *stream = NULL;
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(hsay_stream_open(path, HSAY_CONLLU_LINE_BYTES, &stream, NULL), HSAY_OK);
    return stream;
}

static int begin(void **state)
{
    (void)state;
    int file = mkstemp(path);
    arena = hsay_arena_new();
    return file < 0 || close(file) || !arena;
}

static int end(void **state)
{
    (void)state;
    hsay_arena_free(arena);
    return unlink(path);
}

static void sentences(void **state)
{
    (void)state;
    hsay_stream *s = open_text("\n# newdoc\n# sent_id = a-1\n"
                               "1-2\tDidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                               "1\tDid\tdo\tAUX\t_\tMood=Ind\t0\troot\t_\tSpaceAfter=No|NE=O\n"
                               "2\tn't\tnot\tPART\t_\t_\t1\tadvmod\t_\tNE=B-PER\n"
                               "2.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_\n\n\n"
                               "1\tIlvo\t_\t_\t_\t_\t_\t_\t_\t_");
    hsay_conllu_sentence out;
    assert_int_equal(hsay_conllu_next(s, arena, &out, NULL), HSAY_OK);
    assert_int_equal(out.count, 2);
    assert_str(out.name, "a-1");
    assert_str(out.words[0].form, "Did");
    assert_str(out.words[0].lemma, "do");
    assert_str(out.words[0].name, "O");
    assert_str(out.words[1].name, "B-PER");
    assert_str(out.words[1].relation, "advmod");
    assert_int_equal(hsay_conllu_next(s, arena, &out, NULL), HSAY_OK);
    assert_int_equal(out.count, 1);
    assert_str(out.name, "");
    assert_str(out.words[0].lemma, "");
    assert_str(out.words[0].name, "");
    assert_int_equal(hsay_conllu_next(s, arena, &out, NULL), HSAY_NOT_FOUND);
    hsay_stream_close(s);
}

static void refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t line;
    } CASES[] = {
        {"# x\n1\tIlvo\t_\t_\t_\t_\t_\t_\t_\n", 2},                          /* nine cells */
        {"1\tIlvo\t_\t_\t_\t_\t_\t_\t_\t_\t_\n", 1},                         /* eleven */
        {"1\tIlvo\t\t_\t_\t_\t_\t_\t_\t_\n", 1},                             /* an empty one */
        {"1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n3\tB\t_\t_\t_\t_\t_\t_\t_\t_\n", 2}, /* 2 is left out */
        {"x\tA\t_\t_\t_\t_\t_\t_\t_\t_\n", 1},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        hsay_stream *s = open_text(CASES[i].text);
        hsay_conllu_sentence out = {.count = 77};
        hsay_error error = {0};
        assert_int_equal(hsay_conllu_next(s, arena, &out, &error), HSAY_INPUT);
        assert_int_equal(error.start, CASES[i].line);
        assert_int_equal(out.count, 77); /* untouched */
        hsay_stream_close(s);
    }
}

/* One word more than a sentence may have, and one that may not be so long. */
static void limits(void **state)
{
    (void)state;
    size_t room = (size_t)(HSAY_CONLLU_WORDS + 1) * 32, at = 0;
    char *text = malloc(room);
    assert_non_null(text);
    for (int i = 1; i <= HSAY_CONLLU_WORDS + 1; i++)
        at += (size_t)snprintf(text + at, room - at, "%d\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", i);
    hsay_stream *s = open_text(text);
    hsay_conllu_sentence out;
    hsay_error error = {0};
    assert_int_equal(hsay_conllu_next(s, arena, &out, &error), HSAY_LIMIT);
    assert_int_equal(error.start, HSAY_CONLLU_WORDS + 1);
    hsay_stream_close(s);
    free(text);
    text = malloc(HSAY_CONLLU_LINE_BYTES + 10);
    assert_non_null(text);
    memset(text, 'a', HSAY_CONLLU_LINE_BYTES + 5);
    text[HSAY_CONLLU_LINE_BYTES + 5] = 0;
    s = open_text(text);
    assert_int_equal(hsay_conllu_next(s, arena, &out, &error), HSAY_LIMIT);
    assert_int_equal(error.start, 1);
    hsay_stream_close(s);
    free(text);
}

static void shares(void **state)
{
    (void)state;
    hsay_str cell = HSAY_STR("NOUN/90 1/2 and/or X/0 PROPN/101");
    static const struct {
        const char *text;
        uint32_t percent;
    } WANT[] = {{"NOUN", 90}, {"1", 2}, {"and/or", 100}, {"X/0", 100}, {"PROPN", 100}};
    hsay_conllu_value v;
    for (size_t i = 0; i < sizeof WANT / sizeof *WANT; i++) {
        assert_true(hsay_conllu_value_next(&cell, &v));
        assert_str(v.text, WANT[i].text);
        assert_int_equal(v.percent, WANT[i].percent);
    }
    assert_false(hsay_conllu_value_next(&cell, &v));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sentences), cmocka_unit_test(refused),
                                       cmocka_unit_test(limits), cmocka_unit_test(shares)};
    return cmocka_run_group_tests(tests, begin, end);
}
