/* Gold files and a teacher's labels as examples; what is broken is named by its line. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attribute/inputs.h"
#include "attribute/teach.h"
#include "model/crf.h"

static char folder[] = "/tmp/hearsay-teach-XXXXXX";

static const char *put(const char *name, const void *bytes, size_t len)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
    return path;
}

/* Orla Venn said the dam is safe. */
#define GOLD_LINE(content)                                                                         \
    "{\"text\": \"Orla Venn said the dam is safe.\", \"attributions\": [{\"source\": [[0, 9]], "   \
    "\"cue\": [[10, 14]], \"content\": [" content "]}]}\n"

static void gold(void **state)
{
    (void)state;
    static const uint8_t SOURCE[] = {0, 1, 2, 2, 2, 2, 2, 2}, CUE[] = {2, 2, 0, 2, 2, 2, 2, 2},
                         CONTENT[] = {2, 2, 2, 0, 1, 1, 1, 2};
    const char *text = "\n" GOLD_LINE("[15, 30]");
    hsay_arena *arena = hsay_arena_new();
    hsay_lessons lessons = {0};
    assert_non_null(arena);
    const char *path = put("gold.jsonl", text, strlen(text));
    assert_int_equal(hsay_teach__gold(path, arena, &lessons, NULL), HSAY_OK);
    assert_int_equal(lessons.count, 1);
    const hsay_example *e = &lessons.items[0];
    assert_int_equal(e->count, 8);
    assert_null(e->soft);
    for (uint32_t t = 0; t < 8; t++) {
        assert_int_equal(e->gold[t * 3], SOURCE[t]);
        assert_int_equal(e->gold[t * 3 + 1], CUE[t]);
        assert_int_equal(e->gold[t * 3 + 2], CONTENT[t]);
        for (uint32_t f = 0; f < HSAY_INPUT_FIELDS; f++)
            assert_true(e->rows[t * HSAY_INPUT_FIELDS + f] < HSAY_INPUT_ALL_ROWS);
    }
    hsay_arena_free(arena);
}

static void broken_gold(void **state)
{
    (void)state;
    static const char *const LINES[] = {
        GOLD_LINE("[15, 30]") "{\"text\": \"No list.\"}\n",
        GOLD_LINE("[15, 30]") GOLD_LINE("[15, 99]"),
        GOLD_LINE("[15, 30]") GOLD_LINE("[30, 15]"),
        GOLD_LINE("[15, 30]") "{\"text\": \"Cut",
    };
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        hsay_arena *arena = hsay_arena_new();
        hsay_lessons lessons = {0};
        hsay_error error = {0};
        const char *path = put("broken.jsonl", LINES[i], strlen(LINES[i]));
        assert_int_equal(hsay_teach__gold(path, arena, &lessons, &error), HSAY_INPUT);
        assert_int_equal(error.start, 2);
        assert_int_equal(lessons.count, 1);
        hsay_arena_free(arena);
    }
}

/* Two words of a teacher over three of our tokens; "sure" starts at the second. */
static void soft(void **state)
{
    (void)state;
    const char *text = "{\"text\": \"Quite sure.\"}\n";
    uint8_t labels[4 + 2 * 4 + 2 * 9] = {2, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0};
    for (int i = 0; i < 18; i++)
        labels[12 + i] = (uint8_t)(i + 1);
    hsay_arena *arena = hsay_arena_new();
    hsay_lessons lessons = {0};
    put("000.jsonl", text, strlen(text));
    put("000.bin", labels, sizeof labels);
    assert_int_equal(hsay_teach__soft(folder, 0, arena, &lessons, NULL), HSAY_OK);
    assert_int_equal(lessons.count, 1);
    assert_int_equal(lessons.items[0].count, 3);
    assert_memory_equal(lessons.items[0].soft, labels + 12, 18);
    assert_memory_equal(lessons.items[0].soft + 18, labels + 21, 9);
    hsay_error error = {0};
    put("000.bin", labels, sizeof labels - 1);
    assert_int_equal(hsay_teach__soft(folder, 0, arena, &lessons, &error), HSAY_INPUT);
    assert_int_equal(error.start, 1);
    hsay_arena_free(arena);
}

static unsigned told;
static size_t told_count;

static void note(void *ctx, const char *path, size_t count)
{
    (void)ctx;
    assert_non_null(strstr(path, "/gold.jsonl"));
    told++;
    told_count = count;
}

/* A text of just as many tokens as are taken, and one more; then all together. */
static void limits(void **state)
{
    (void)state;
    static const char HEAD[] = "{\"attributions\": [], \"text\": \"", TAIL[] = "\"}\n";
    size_t most = (size_t)HSAY_TEACH_TEXT_TOKENS * 2, size = 0;
    char *bytes = malloc(most + sizeof HEAD + sizeof TAIL + 10);
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    for (uint32_t more = 0; more < 2; more++) {
        size = sizeof HEAD - 1;
        memcpy(bytes, HEAD, size);
        for (uint32_t i = 0; i < HSAY_TEACH_TEXT_TOKENS + more; i++, size += 2)
            memcpy(bytes + size, "a ", 2);
        memcpy(bytes + size, TAIL, sizeof TAIL - 1);
        const char *path = put("gold.jsonl", bytes, size + sizeof TAIL - 1);
        hsay_lessons lessons = {.progress = note};
        hsay_error error = {0};
        told = 0;
        hsay_status status = hsay_teach__gold(path, arena, &lessons, &error);
        assert_int_equal(status, more ? HSAY_LIMIT : HSAY_OK);
        assert_int_equal(error.start, more);
        assert_int_equal(lessons.tokens, more ? 0 : HSAY_TEACH_TEXT_TOKENS);
        assert_int_equal(told, 2);
        assert_int_equal(told_count, !more);
    }
    const char *path = put("gold.jsonl", GOLD_LINE("[15, 30]"), strlen(GOLD_LINE("[15, 30]")));
    hsay_lessons full = {.tokens = HSAY_TEACH_TOKENS - 8};
    assert_int_equal(hsay_teach__gold(path, arena, &full, NULL), HSAY_OK);
    assert_int_equal(hsay_teach__gold(path, arena, &full, NULL), HSAY_LIMIT);
    assert_int_equal(full.count, 1);
    hsay_arena_free(arena);
    free(bytes);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"gold.jsonl", "broken.jsonl", "000.jsonl", "000.bin"};
    char path[256];
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAMES[i]);
        unlink(path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gold), cmocka_unit_test(broken_gold),
                                       cmocka_unit_test(soft), cmocka_unit_test(limits)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
