/* Who a source is, as twins: invented sentences where a rule fires, and where it must not. */
#include "check.h"

#include <time.h>

#include "attribute/attribute.h"
#include "base/alloc.h"

static void assert_last_speaker(const char *text, const char *expected)
{
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    hsay_article article = {.text = hsay_str_of(text)};
    hsay_doc doc;
    hsay_statements out;
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    assert_int_equal(hsay_statements_mark_with(&doc, NULL, arena, &out), HSAY_OK);
    assert_true(out.count > 0);
    assert_str(out.items[out.count - 1].speaker, expected);
    hsay_arena_free(arena);
}

static void pronoun(void **state)
{
    (void)state;
    assert_last_speaker("Mr. Robert Tallow arrived. “The dam is safe,” he said.", "Robert Tallow");
    assert_last_speaker("The car arrived. “The dam is safe,” he said.", "he");
}

/* Who is named in what "he" says is another, who is named before it is he. */
static void named_in_content(void **state)
{
    (void)state;
    assert_last_speaker("Robert Tallow arrived. Mr. Peter Marsh is wrong, he said.",
                        "Robert Tallow");
    assert_last_speaker("Robert Tallow arrived. Mr. Peter Marsh left. The dam leaks, he said.",
                        "Peter Marsh");
}

static void surname(void **state)
{
    (void)state;
    assert_last_speaker("Robert Tallow arrived. “The dam is safe,” Mr. Tallow said.",
                        "Robert Tallow");
    assert_last_speaker("Robert Tallow arrived. “The dam is safe,” two engineers said.",
                        "two engineers");
}

/* A suffix, a place and a day are no part of what tells a person apart. */
static void fullest_name(void **state)
{
    (void)state;
    assert_last_speaker("Robert Tallow III arrived. “The dam is safe,” Mr. Tallow said.",
                        "Robert Tallow III");
    assert_last_speaker("Mr. Robert Tallow of Hill County arrived. “The dam is safe,” Mr. "
                        "Tallow said.",
                        "Robert Tallow");
    assert_last_speaker("The Bank of Hillmark met. “The dam is safe,” the Bank of Hillmark said.",
                        "Bank of Hillmark");
    assert_last_speaker("On Monday Robert Tallow arrived. “The dam is safe,” Tallow said.",
                        "Robert Tallow");
}

static void behind_a_description(void **state)
{
    (void)state;
    assert_last_speaker("Northern Water engineer Robert Tallow said that the dam is safe.",
                        "Robert Tallow");
    assert_last_speaker("Northern Water engineers said that the dam is safe.",
                        "Northern Water engineers");
}

static void title(void **state)
{
    (void)state;
    assert_last_speaker("Prime Minister Robert Tallow arrived. “The dam is safe,” the prime "
                        "minister said.",
                        "Robert Tallow");
    assert_last_speaker("Prime Minister Robert Tallow arrived. “The dam is safe,” the prime "
                        "contractor said.",
                        "the prime contractor");
}

static void several(void **state)
{
    (void)state;
    assert_last_speaker("Robert Tallow met Anna Marsh. “The dam is safe,” Tallow and Marsh said.",
                        "Robert Tallow and Anna Marsh");
    assert_last_speaker("Robert Tallow met Anna Marsh. “The dam is safe,” Tallow said.",
                        "Robert Tallow");
    assert_last_speaker("“The dam is safe,” two engineers said. “It is full,” they said.",
                        "two engineers");
    assert_last_speaker("“The dam is safe,” one engineer said. “It is full,” they said.", "they");
}

/* Statements, pronouns and titles many times over cost as many times the time. */
static double milliseconds(uint32_t sentences)
{
    static const char *const PARTS[] = {"Minister Anna Marsh said that the dam is safe. ",
                                        "“It may leak,” she added, without offering evidence. ",
                                        "They said there is no evidence of it, and he, who ",
                                        "was there, said that the minister lied. "};
    size_t len = 0, size = (size_t)sentences * 64 + 1;
    char *text = hsay_alloc__new(size);
    assert_non_null(text);
    for (uint32_t i = 0; i < sentences; i++) {
        size_t part = strlen(PARTS[i % 4]);
        memcpy(text + len, PARTS[i % 4], part);
        len += part;
    }
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    hsay_article article = {.text = {text, len}};
    hsay_doc doc;
    hsay_statements out;
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    clock_t start = clock();
    assert_int_equal(hsay_statements_mark(&doc, arena, &out), HSAY_OK);
    clock_t end = clock();
    assert_true(out.count > sentences / 4);
    hsay_arena_free(arena);
    hsay_alloc__free(text);
    return 1000.0 * (double)(end - start) / CLOCKS_PER_SEC;
}

static void grows_linearly(void **state)
{
    (void)state;
    double few = milliseconds(4000), many = milliseconds(32000);
    if (many > 8 * 6 * few + 200) /* 8 times the text; quadratic would be 64 times */
        fail_msg("%.0f ms for 8 times what took %.0f ms", many, few);
}

/* Marking with each allocation failing once: a status, no crash, no leak. */
static void any_allocation_may_fail(void **state)
{
    (void)state;
    const char *text = "Robert Tallow and Anna Marsh told Reuters that the dam might leak, citing "
                       "records. There is no evidence that it leaks. “We will see,” they said.";
    hsay_article article = {.text = hsay_str_of(text)};
    bool done = false;
    uint32_t failed = 0;
    for (size_t n = 1; !done && n < 5000; n++) {
        hsay_doc doc;
        hsay_statements out = {0};
        hsay_alloc__fail_nth(n);
        hsay_arena *arena = hsay_arena_new();
        hsay_status status = HSAY_MEMORY;
        if (arena && hsay_doc_make(&article, arena, &doc) == HSAY_OK)
            status = hsay_statements_mark(&doc, arena, &out);
        done = hsay_alloc__fail_nth(0) < n;
        assert_int_equal(status, done ? HSAY_OK : HSAY_MEMORY);
        failed += status == HSAY_MEMORY;
        hsay_arena_free(arena);
    }
    assert_true(done);
    assert_true(failed > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pronoun),
        cmocka_unit_test(surname),
        cmocka_unit_test(named_in_content),
        cmocka_unit_test(fullest_name),
        cmocka_unit_test(behind_a_description),
        cmocka_unit_test(title),
        cmocka_unit_test(several),
        cmocka_unit_test(grows_linearly),
        cmocka_unit_test(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
