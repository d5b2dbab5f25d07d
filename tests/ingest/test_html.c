/* Whole pages: places in the input, fallbacks, errors that leave the article as it was, failing
 * memory. */
#include "ingest/page.h"

#include "base/alloc.h"

static void runs_lead_back_to_the_input(void **unused)
{
    (void)unused;
    const char *html = "<html><body><div><p>A&amp;B  said:\n<b>caf\xC3\xA9</b></p>" PROSE "</div>";
    hsay_record record = {.bytes = hsay_str_of(html), .input_start_byte = 1000};
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = {0};
    assert_int_equal(hsay_html_read(&record, &options, arena, &a, NULL), HSAY_OK);
    assert_str(a.format, "html");
    assert_true(a.run_count > 3);
    uint32_t covered = 0, before = 0;
    for (uint32_t i = 0; i < a.run_count; i++) {
        const hsay_input_run *run = &a.runs[i];
        assert_true(run->text_start >= before);
        before = run->text_start + run->len_bytes;
        assert_true(before <= a.text.len);
        assert_memory_equal(a.text.ptr + run->text_start, html + run->input_start - 1000,
                            run->len_bytes);
        covered += run->len_bytes;
    }
    assert_true(covered * 10 > a.text.len * 9);
    hsay_arena_free(arena);
}

static void the_body_given_as_data_is_the_last_resort(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
#define BODY                                                                                       \
    "The harbour of Velmora was closed on Monday, said the port office. Two ferries stayed in "    \
    "port. "
    hsay_article a =
        read_page(arena, "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
                         "\"articleBody\":\"" BODY BODY BODY BODY "\"}</script><p>Please wait.");
    assert_true(has_text(&a, "Two ferries"));
    a = read_page(arena, "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
                         "\"articleBody\":\"Two boats.\"}</script>" PROSE);
    assert_false(has_text(&a, "Two boats"));
    hsay_arena_free(arena);
}

static void a_page_without_text_is_an_error(void **unused)
{
    (void)unused;
    static const char *const PAGES[] = {"", " ", "<html></html>", "<script>x</script>", "<!-- x"};
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        hsay_arena *arena = hsay_arena_new();
        hsay_article a = {.title = HSAY_STR("kept")};
        hsay_error error = {0};
        assert_int_equal(hsay_html_read_bytes(hsay_str_of(PAGES[i]), UINT64_MAX, arena, &a, &error),
                         HSAY_EMPTY);
        assert_int_equal(error.status, HSAY_EMPTY);
        assert_str(a.title, "kept");
        assert_null(a.text.ptr);
        hsay_arena_free(arena);
    }
}

static void ill_formed_bytes_are_counted(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(arena, "<p>caf\xC3\xA9, caf\xC3\xA9 \xFF</p>" PROSE);
    assert_int_equal(a.repaired_count, 1);
    assert_true(has_text(&a, "caf\xC3\xA9 \xEF\xBF\xBD"));
    hsay_arena_free(arena);
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    hsay_str html =
        HSAY_STR("<title>Port closed</title><meta name=author content='Ada Orrin'>" PROSE
                 "<link rel=canonical href='https://velmora.example/2031/05/06/a'>");
    hsay_status status = HSAY_MEMORY;
    for (size_t n = 1; status != HSAY_OK; n++) {
        hsay_arena *arena = hsay_arena_new();
        hsay_article a = {0};
        hsay_alloc__fail_nth(n);
        status = hsay_html_read_bytes(html, UINT64_MAX, arena, &a, NULL);
        hsay_alloc__fail_nth(0);
        assert_true(status == HSAY_OK || status == HSAY_MEMORY);
        assert_true(status == HSAY_OK || a.text.ptr == NULL);
        assert_true(n < 1000);
        hsay_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_lead_back_to_the_input),
        cmocka_unit_test(the_body_given_as_data_is_the_last_resort),
        cmocka_unit_test(a_page_without_text_is_an_error),
        cmocka_unit_test(ill_formed_bytes_are_counted),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
