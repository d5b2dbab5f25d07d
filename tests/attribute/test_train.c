/*
 * Every n-th allocation fails once while a model is taught: HSAY_MEMORY, nothing written, nothing
 * leaked, and the next try is whole.
 */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "hearsay/train.h"

enum { EACH = 40, STRIDES = 60, MOST = 1000000, GOLD, TEXTS, LABELS, MODEL, FILES };

static char folder[] = "/tmp/hearsay-train-XXXXXX";
static char paths[FILES][64];

static void put(const char *path, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/* Two gold texts and, by a teacher of one word, a soft one. */
static int make_files(void **state)
{
    (void)state;
    static const char *const NAMES[] = {
        [GOLD] = "gold.jsonl", [TEXTS] = "000.jsonl", [LABELS] = "000.bin", [MODEL] = "model"};
    static const char LESSONS[] =
        "{\"text\": \"Orla Venn said the dam is safe.\", \"attributions\": [{\"source\": [[0, 9]], "
        "\"cue\": [[10, 14]], \"content\": [[15, 30]]}]}\n"
        "{\"text\": \"It rained.\", \"attributions\": []}\n";
    static const char SOFT[] = "{\"text\": \"Quite sure.\"}\n";
    static const uint8_t SHARES[4 + 4 + 9] = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0, 255};
    if (!mkdtemp(folder))
        return -1;
    for (int i = GOLD; i < FILES; i++)
        snprintf(paths[i], sizeof paths[i], "%s/%s", folder, NAMES[i]);
    put(paths[GOLD], LESSONS, sizeof LESSONS - 1);
    put(paths[TEXTS], SOFT, sizeof SOFT - 1);
    put(paths[LABELS], SHARES, sizeof SHARES);
    return 0;
}

static int remove_files(void **state)
{
    (void)state;
    for (int i = GOLD; i < FILES; i++)
        unlink(paths[i]);
    return rmdir(folder);
}

static hsay_status train(void)
{
    const char *gold[] = {paths[GOLD]};
    hsay_train_options o = HSAY_TRAIN_OPTIONS_INIT;
    o.gold = gold;
    o.gold_count = 1;
    o.soft = folder;
    o.check = paths[GOLD];
    o.epochs = o.soft_epochs = o.layers = 1;
    o.width = 16;
    o.threads = 1;
    return hsay_train_attribution(&o, paths[MODEL], NULL);
}

static void memory(void **state)
{
    (void)state;
    hsay_alloc__fail_nth(MOST);
    assert_int_equal(train(), HSAY_OK);
    size_t count = hsay_alloc__fail_nth(0), stride = count / STRIDES + 1, failed = 0;
    for (size_t n = 1; n <= count; n += n < EACH || n + EACH > count ? 1 : stride) {
        unlink(paths[MODEL]);
        hsay_alloc__fail_nth(n);
        hsay_status status = train();
        hsay_alloc__fail_nth(0);
        if (status != HSAY_MEMORY)
            fail_msg("failure %zu of %zu: %s", n, count, hsay_status_text(status));
        assert_int_not_equal(access(paths[MODEL], F_OK), 0);
        failed++;
    }
    assert_true(failed > 2 * EACH);
    assert_int_equal(train(), HSAY_OK);
    assert_int_equal(access(paths[MODEL], F_OK), 0);
}

/* A rate that no weights stand is told, and leaves what was there. */
static void runs_away(void **state)
{
    (void)state;
    const char *gold[] = {paths[GOLD]};
    hsay_train_options o = HSAY_TRAIN_OPTIONS_INIT;
    hsay_error error = {0};
    o.gold = gold;
    o.gold_count = 1;
    o.layers = 1;
    o.width = 16;
    o.rate = 1e30f;
    put(paths[MODEL], "before", 6);
    assert_int_equal(hsay_train_attribution(&o, paths[MODEL], &error), HSAY_LIMIT);
    assert_non_null(strstr(error.text, "the loss grew past all numbers"));
    char found[8] = "";
    FILE *file = fopen(paths[MODEL], "rb");
    assert_non_null(file);
    assert_int_equal(fread(found, 1, sizeof found, file), 6);
    fclose(file);
    assert_string_equal(found, "before");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory), cmocka_unit_test(runs_away)};
    return cmocka_run_group_tests(tests, make_files, remove_files);
}
