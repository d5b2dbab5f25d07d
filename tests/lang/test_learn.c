/* Teaching the tagging model: what is learnt, that it is the same each time, what is refused. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "hearsay/tag.h"
#include "hearsay/train.h"

static char folder[] = "/tmp/hearsay-learn-XXXXXX";
static char gold[64], model[64], other[64];

static int begin(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return 1;
    snprintf(gold, sizeof gold, "%s/gold.conllu", folder);
    snprintf(model, sizeof model, "%s/a.model", folder);
    snprintf(other, sizeof other, "%s/b.model", folder);
    return 0;
}

static int end(void **state)
{
    (void)state;
    unlink(gold);
    unlink(model);
    unlink(other);
    return rmdir(folder);
}

/* Subject, verb, object of a few invented words, in all combinations. */
static void write_gold(void)
{
    static const char *const WHO[] = {"Ilvo", "Marra", "Tesk", "Ondra"};
    static const char *const DOES[] = {"sells", "mends", "paints", "buys"};
    static const char *const WHAT[] = {"boats", "nets", "oars", "lamps"};
    FILE *file = fopen(gold, "wb");
    assert_non_null(file);
    for (int i = 0; i < 64; i++) {
        const char *who = WHO[i % 4], *does = DOES[i / 4 % 4], *what = WHAT[i / 16];
        fprintf(file, "1\t%s\t%s\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tNE=B-PER\n", who, who);
        fprintf(file, "2\t%s\t%.*s\tVERB\t_\tMood=Ind\t0\troot\t_\tNE=O\n", does,
                (int)strlen(does) - 1, does);
        fprintf(file, "3\t%s\t%.*s\tNOUN\t_\tNumber=Plur\t2\tobj\t_\tNE=O\n\n", what,
                (int)strlen(what) - 1, what);
    }
    fclose(file);
}

static double right[6];

static void keep_right(void *ctx, const hsay_train_epoch *e)
{
    (void)ctx;
    assert_true(e->tagged);
    const double all[] = {e->tags, e->features, e->lemmas, e->names, e->heads, e->relations};
    memcpy(right, all, sizeof right);
}

static hsay_train_tagging_options options_of(const char *const *files)
{
    hsay_train_tagging_options o = HSAY_TRAIN_TAGGING_OPTIONS_INIT;
    o.gold = files;
    o.gold_count = 1;
    o.check = gold;
    o.epochs = 12;
    o.width = 16;
    o.layers = 2;
    o.words_a_step = 40;
    o.rate = 1e-2f;
    o.epoch = keep_right;
    return o;
}

static size_t bytes_of(const char *path, char **out)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    *out = malloc(size + 1);
    assert_int_equal(fread(*out, 1, size, file), size);
    fclose(file);
    return size;
}

static hsay_status keep_text(void *ctx, const void *bytes, size_t size)
{
    char *out = ctx;
    if (strlen(out) + size < 2000)
        strncat(out, bytes, size);
    return HSAY_OK;
}

/* One thread and two give the same bytes; what was taught is known, in floats and in the file. */
static void learns(void **state)
{
    (void)state;
    const char *const files[] = {gold};
    hsay_train_tagging_options o = options_of(files);
    write_gold();
    o.threads = 1;
    assert_int_equal(hsay_train_tagging(&o, model, NULL), HSAY_OK);
    for (int k = 0; k < 6; k++)
        assert_true(right[k] > .97);
    o.threads = 2;
    assert_int_equal(hsay_train_tagging(&o, other, NULL), HSAY_OK);
    char *a, *b, text[2000] = "";
    size_t size = bytes_of(model, &a);
    assert_int_equal(bytes_of(other, &b), size);
    assert_memory_equal(a, b, size);
    free(a);
    free(b);
    hsay_tagger *tagger = NULL;
    assert_int_equal(hsay_tagger_open(model, &tagger, NULL), HSAY_OK);
    hsay_article article = {.id = HSAY_STR("x"), .text = HSAY_STR("Tesk mends lamps")};
    assert_int_equal(hsay_tagger_article(tagger, &article, (hsay_sink){keep_text, text}), HSAY_OK);
    assert_string_equal(text, "# newdoc id = x\n# newpar\n# sent_id = 1\n"
                              "1\tTesk\tTesk\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tNE=B-PER\n"
                              "2\tmends\tmend\tVERB\t_\tMood=Ind\t0\troot\t_\tNE=O\n"
                              "3\tlamps\tlamp\tNOUN\t_\tNumber=Plur\t2\tobj\t_\tNE=O\n\n");
    hsay_tagger_close(tagger);
}

/* A teacher's shares teach what no gold word says. */
static void learns_from_shares(void **state)
{
    (void)state;
    const char *const files[] = {gold};
    char soft[80];
    snprintf(soft, sizeof soft, "%s/soft", folder);
    hsay_train_tagging_options o = options_of(files);
    write_gold();
    FILE *file = fopen(soft, "wb");
    assert_non_null(file);
    for (int i = 0; i < 40; i++)
        fputs("1\tUlm\t_\tPROPN/80 NOUN/20\t_\t_\t2/90 0/10\tnsubj\t_\tNE=B-LOC/90 O/10\n"
              "2\tsinks\t_\tVERB\t_\tMood=Ind\t0\troot\t_\tNE=O\n\n",
              file);
    fclose(file);
    o.soft = soft;
    o.check = soft;
    o.soft_epochs = 8;
    o.epochs = 1;
    hsay_status status = hsay_train_tagging(&o, model, NULL);
    unlink(soft);
    assert_int_equal(status, HSAY_OK);
    hsay_tagger *tagger = NULL;
    char text[2000] = "";
    assert_int_equal(hsay_tagger_open(model, &tagger, NULL), HSAY_OK);
    hsay_article article = {.id = HSAY_STR("x"), .text = HSAY_STR("Ulm sinks")};
    assert_int_equal(hsay_tagger_article(tagger, &article, (hsay_sink){keep_text, text}), HSAY_OK);
    assert_non_null(strstr(text, "NE=B-LOC"));
    hsay_tagger_close(tagger);
}

static void refused(void **state)
{
    (void)state;
    const char *const files[] = {gold};
    hsay_train_tagging_options o = options_of(files);
    hsay_error error = {0};
    write_gold();
    o.width = 20;
    assert_int_equal(hsay_train_tagging(&o, model, &error), HSAY_ARGUMENT);
    o.width = 16;
    assert_int_equal(hsay_train_tagging(&o, "/nowhere/at/all", &error), HSAY_IO);
    FILE *file = fopen(gold, "ab");
    fputs("1\tbroken\n", file);
    fclose(file);
    assert_int_equal(hsay_train_tagging(&o, model, &error), HSAY_INPUT);
    assert_int_equal(error.start, 64 * 4 + 1);
    file = fopen(gold, "wb");
    fputs("1\tIlvo\t_\t_\t_\t_\t_\t_\t_\tNE=O\n", file);
    fclose(file);
    assert_int_equal(hsay_train_tagging(&o, model, &error), HSAY_EMPTY);
}

/* Each failure in turn would be thousands of trainings: the first ones, then strides. */
static void memory_is_short(void **state)
{
    (void)state;
    enum { EACH = 30, STRIDES = 60, MOST = 10000000 };
    const char *const files[] = {gold};
    hsay_train_tagging_options o = options_of(files);
    write_gold();
    o.soft = gold;
    o.soft_epochs = o.epochs = o.threads = 1;
    o.width = 16;
    o.layers = 1;
    hsay_alloc__fail_nth(MOST);
    assert_int_equal(hsay_train_tagging(&o, model, NULL), HSAY_OK);
    size_t count = hsay_alloc__fail_nth(0), stride = count / STRIDES + 1, failed = 0;
    assert_in_range(count, EACH, MOST - 1);
    for (size_t n = 1; n <= count; n += n < EACH ? 1 : stride) {
        unlink(other);
        hsay_alloc__fail_nth(n);
        hsay_status status = hsay_train_tagging(&o, other, NULL);
        hsay_alloc__fail_nth(0);
        if (status != HSAY_OK && status != HSAY_MEMORY)
            fail_msg("failure %zu of %zu: %s", n, count, hsay_status_text(status));
        assert_int_equal(access(other, F_OK) == 0, status == HSAY_OK);
        failed += status != HSAY_OK;
    }
    assert_true(failed > EACH);
}

/* Opening a model and tagging with it: each failure in turn. */
static void memory_is_short_for_tagging(void **state)
{
    (void)state;
    const char *const files[] = {gold};
    hsay_train_tagging_options o = options_of(files);
    hsay_article article = {.id = HSAY_STR("x"), .text = HSAY_STR("Tesk’s nets sink. Ilvo left.")};
    hsay_status status = HSAY_MEMORY;
    char whole[2000] = "";
    write_gold();
    o.epochs = 1;
    assert_int_equal(hsay_train_tagging(&o, model, NULL), HSAY_OK);
    for (size_t n = 1; status != HSAY_OK; n++) {
        hsay_tagger *tagger = NULL;
        char text[20000] = "";
        hsay_alloc__fail_nth(n);
        status = hsay_tagger_open(model, &tagger, NULL);
        assert_int_equal(tagger != NULL, status == HSAY_OK);
        if (status == HSAY_OK)
            status = hsay_tagger_article(tagger, &article, (hsay_sink){keep_text, text});
        if (status == HSAY_OK)
            status = hsay_tagger_words(tagger, gold, (hsay_sink){keep_text, text}, NULL);
        hsay_alloc__fail_nth(0);
        assert_true(status == HSAY_OK || status == HSAY_MEMORY);
        if (tagger) { /* what failed once is whole the next time */
            *whole = 0;
            assert_int_equal(hsay_tagger_article(tagger, &article, (hsay_sink){keep_text, whole}),
                             HSAY_OK);
            assert_non_null(strstr(whole, "# sent_id = 2"));
        }
        hsay_tagger_close(tagger);
        assert_in_range(n, 1, 20000);
        if (status == HSAY_OK)
            assert_true(n > 40);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(learns), cmocka_unit_test(learns_from_shares), cmocka_unit_test(refused),
        cmocka_unit_test(memory_is_short), cmocka_unit_test(memory_is_short_for_tagging)};
    return cmocka_run_group_tests(tests, begin, end);
}
