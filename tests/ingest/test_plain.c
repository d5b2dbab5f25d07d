/* Title, byline and date of a text; where each byte of it stood; and every allocation failing. */
#include "articles.h"

#include <jansson.h>

#include "base/alloc.h"

static void the_head_of_a_text_is_read(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(arena, HSAY_FORMAT_TEXT,
                                "Varn Votes for a Bridge\n\nBy Tom Reed and Mira Holt\n"
                                "Published 3 May 2031\n\nThe council voted on Monday.\n");
    assert_str(a.title, "Varn Votes for a Bridge");
    assert_str(a.date, "2031-05-03");
    assert_int_equal(a.authors.count, 2);
    assert_str(a.authors.items[0], "Tom Reed");
    assert_str(a.authors.items[1], "Mira Holt");
    assert_int_equal(a.furniture_count, 3);
    assert_str(a.format, "text");
    hsay_arena_free(arena);
}

static void a_first_sentence_is_no_headline(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(arena, HSAY_FORMAT_TEXT, "The vote was held.\nThe mayor won.\n");
    assert_str(a.title, "");
    assert_int_equal(a.furniture_count, 0);
    hsay_arena_free(arena);
}

static void whole_cuts_nothing(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_options options = HSAY_OPTIONS_INIT;
    options.whole = true;
    options.outlet = "Varn Post";
    options.date = "3 May 2031";
    hsay_article a = {0};
    hsay_str text = HSAY_STR("Varn Votes\n\nThe vote was held.\n\nAdvertisement\n");
    assert_int_equal(ingest_bytes(arena, HSAY_FORMAT_TEXT, text, &options, &a, NULL), HSAY_OK);
    assert_int_equal(a.furniture_count, 0);
    assert_str(a.outlet, "Varn Post");
    assert_str(a.date, "2031-05-03");
    hsay_arena_free(arena);
}

static void runs_lead_back_to_the_input(void **unused)
{
    (void)unused;
    static const char BYTES[] = "\xEF\xBB\xBFThe \xFFvote\r\nwas\xC3 held.\r\n\xE2\x82";
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(arena, HSAY_FORMAT_TEXT, BYTES);
    assert_str(a.text, "The \xEF\xBF\xBDvote\r\nwas\xEF\xBF\xBD held.\r\n\xEF\xBF\xBD");
    assert_int_equal(a.repaired_count, 3);
    assert_int_equal(a.run_count, 3);
    for (uint32_t i = 0; i < a.run_count; i++)
        assert_memory_equal(a.text.ptr + a.runs[i].text_start, BYTES + a.runs[i].input_start,
                            a.runs[i].len_bytes);
    assert_int_equal(a.runs[0].input_start, 3);
    hsay_arena_free(arena);
}

static void utf16_is_read(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_article a = {0};
    hsay_str bytes = HSAY_STR("\xFF\xFEH\0i\0,\0 \0\xE9\0.\0");
    assert_int_equal(ingest_bytes(arena, HSAY_FORMAT_TEXT, bytes, &options, &a, NULL), HSAY_OK);
    assert_str(a.text, "Hi, \xC3\xA9.");
    assert_int_equal(a.run_count, 0);
    hsay_arena_free(arena);
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    static const struct {
        hsay_format format;
        const char *text;
    } CASES[] = {
        {HSAY_FORMAT_TEXT,
         "Varn Votes\n\nBy Tom Reed\n\nThe \xFFvote.\n\nAdvertisement\n\nShare\n"},
        {HSAY_FORMAT_JSON,
         "{\"id\": 1, \"text\": \"The vote.\\n\\nShare\\n\", \"authors\": [\"A B\"]}"},
    };
    json_set_alloc_funcs(hsay_alloc__new, hsay_alloc__free);
    hsay_options options = HSAY_OPTIONS_INIT;
    for (size_t c = 0; c < sizeof CASES / sizeof *CASES; c++) {
        hsay_status status = HSAY_MEMORY;
        for (size_t n = 1; status != HSAY_OK; n++) {
            assert_in_range(n, 1, 1000);
            hsay_article a = {0};
            hsay_error error = {0};
            hsay_arena *arena = hsay_arena_new();
            hsay_alloc__fail_nth(n);
            status = ingest_bytes(arena, CASES[c].format, hsay_str_of(CASES[c].text), &options, &a,
                                  &error);
            hsay_alloc__fail_nth(0);
            hsay_arena_free(arena);
            bool token = CASES[c].format == HSAY_FORMAT_JSON && status == HSAY_INPUT; /* jansson */
            assert_true(status == HSAY_OK || status == HSAY_MEMORY || token);
            assert_int_equal(error.status, status);
        }
    }
    json_set_alloc_funcs(malloc, free);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_of_a_text_is_read),
        cmocka_unit_test(a_first_sentence_is_no_headline),
        cmocka_unit_test(whole_cuts_nothing),
        cmocka_unit_test(runs_lead_back_to_the_input),
        cmocka_unit_test(utf16_is_read),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
