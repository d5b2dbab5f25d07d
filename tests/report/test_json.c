/* Each sort of line to the byte; what a text holds never breaks a line; memory that fails. */
#include "made.h"

#include <jansson.h>

#include "base/alloc.h"

static hsay_str line_of(const hsay_buf *buf, unsigned number)
{
    hsay_str all = hsay_buf_view(buf);
    size_t at = 0;
    for (; number > 1; number--)
        at = hsay_str_find(all, HSAY_STR("\n"), at) + 1;
    return hsay_str_cut(all, at, hsay_str_find(all, HSAY_STR("\n"), at));
}

#define PLACE_A                                                                                    \
    "\"start\":0,\"end\":6,\"start_byte\":0,\"end_byte\":6,\"input_start_byte\":100,"              \
    "\"input_end_byte\":106,\"exact\":\"Twenty\",\"article\":\"a.txt\","
#define PLACE_B                                                                                    \
    "\"start\":0,\"end\":6,\"start_byte\":0,\"end_byte\":6,\"exact\":\"Twenty\",\"article\":"      \
    "\"b.txt\","
#define SPEAKER "\"speaker\":\"Orla \\\"O\\\" Venn\""

static void a_known_outlet_is_told_with_what_is_known(void **unused)
{
    (void)unused;
    static const hsay_outlet OUTLETS[] = {
        {.domain = {"france24.com", 12}, .name = {"France 24", 9}, .resembles = HSAY_NONE}};
    const hsay_snapshot one = {.outlets = OUTLETS, .outlet_count = 1};
    hsay_buf out = {0};
    assert_int_equal(hsay_report_json(&one, (hsay_sink){take, &out}), HSAY_OK);
    assert_str(line_of(&out, 0),
               "{\"type\":\"outlet\",\"domain\":\"france24.com\",\"name\":\"France 24\","
               "\"country\":\"FR\",\"languages\":[\"fr\",\"en\",\"es\",\"ar\"],"
               "\"kind\":\"broadcaster\",\"articles\":[],\"resembles\":null,\"why\":null}");
    hsay_buf_free(&out);
}

static void every_line_is_as_documented(void **unused)
{
    (void)unused;
    hsay_buf out = {0};
    assert_int_equal(hsay_report_json(&MADE, (hsay_sink){take, &out}), HSAY_OK);
    assert_str(line_of(&out, 6), "{\"type\":\"outlet\",\"domain\":\"x.test\",\"name\":\"X\","
                                 "\"country\":null,\"languages\":[],\"kind\":null,"
                                 "\"articles\":[\"a.txt\"],\"resembles\":\"y.test\","
                                 "\"why\":\"label\"}");
    assert_str(line_of(&out, 7), "{\"type\":\"outlet\",\"domain\":null,\"name\":\"Y\","
                                 "\"country\":null,\"languages\":[],\"kind\":null,"
                                 "\"articles\":[\"b.txt\"],\"resembles\":null,\"why\":null}");
    assert_str(line_of(&out, 8), "{\"type\":\"story\",\"articles\":[\"a.txt\",\"b.txt\"],"
                                 "\"why\":\"together\"}");
    assert_str(line_of(&out, 9),
               "{\"type\":\"copy\",\"copy\":\"b.txt\",\"original\":\"a.txt\",\"directed\":true,"
               "\"kind\":\"edited\",\"copy_share\":1.0,\"original_share\":0.3333,\"passages\":["
               "{\"words\":2,\"copy\":{" PLACE_B "\"statement\":null},\"original\":{\"start\":15,"
               "\"end\":23,\"start_byte\":16,\"end_byte\":24,\"input_start_byte\":116,"
               "\"input_end_byte\":124,\"exact\":\"the gate\",\"article\":\"a.txt\","
               "\"statement\":null}}],\"why\":\"later\"}");
    assert_str(
        line_of(&out, 10),
        "{\"type\":\"thread\",\"speaker\":\"Venn\",\"form\":\"varied\",\"members\":[{" PLACE_A
        "\"statement\":0," SPEAKER ",\"differing\":[]},{" PLACE_B
        "\"statement\":null,\"differing\":[{\"start\":0,\"end\":6,\"start_byte\":0,"
        "\"end_byte\":6,\"exact\":\"Twenty\"}]}],\"difference\":\"one word\","
        "\"why\":\"same\"}");
    assert_str(
        line_of(&out, 11),
        "{\"type\":\"figure\",\"what\":\"people\",\"verdict\":\"differ\",\"members\":[{" PLACE_A
        "\"statement\":null,\"low\":20.0,\"high\":null},{" PLACE_B "\"statement\":0," SPEAKER
        ",\"low\":null,\"high\":1e21}],\"why\":\"20\"}");
    assert_str(line_of(&out, 12), "{\"type\":\"dispute\",\"kind\":\"denial\",\"claim\":{" PLACE_A
                                  "\"statement\":0," SPEAKER "},\"answer\":{" PLACE_B
                                  "\"statement\":0," SPEAKER "},\"why\":\"denied\"}");
    hsay_buf_free(&out);
}

static void any_text_is_one_line_of_json(void **unused)
{
    (void)unused;
    hsay_buf out = {0};
    hsay_article a = MADE_ARTICLES[0];
    assert_int_equal(hsay_json_article(&a, NULL, false, (hsay_sink){take, &out}), HSAY_OK);
    assert_true(hsay_str_find(hsay_buf_view(&out),
                              HSAY_STR("\"text\":\"Twenty\\t\xC3\xA9 \\u0001\\\"as\\\" the "),
                              0) != SIZE_MAX);
    hsay_buf_clear(&out);
    char bytes[256];
    for (int i = 0; i < 256; i++)
        bytes[i] = (char)i;
    a.text = (hsay_str){bytes, sizeof bytes};
    assert_int_equal(hsay_json_article(&a, NULL, false, (hsay_sink){take, &out}), HSAY_OK);
    json_t *object = json_loadb(out.ptr, out.len, JSON_ALLOW_NUL, NULL);
    assert_non_null(object);
    const json_t *text = json_object_get(object, "text");
    assert_int_equal(json_string_length(text), 128 + 128 * 3); /* U+FFFD for each above 7F */
    assert_memory_equal(json_string_value(text), bytes, 128);
    json_decref(object);
    hsay_buf_free(&out);
}

static void a_line_with_html_has_layout_and_document(void **unused)
{
    (void)unused;
    static const hsay_layout LAYOUT[] = {
        {.span = {0, 7}, .kind = HSAY_LAYOUT_HEADING, .level = 3},
        {.span = {5, 7}, .kind = HSAY_LAYOUT_LINK, .href = {"/x", 2}}};
    static const hsay_input_run RUNS[] = {{100, 0, 7}};
    const hsay_article a = {.text = {"W\xC3\xB6r it", 7},
                            .layout = LAYOUT,
                            .layout_count = 2,
                            .runs = RUNS,
                            .run_count = 1};
    hsay_buf out = {0};
    assert_int_equal(hsay_json_article(&a, NULL, true, (hsay_sink){take, &out}), HSAY_OK);
    static const char EXPECTED[] =
        "\"runs\":[[0,100,7]],\"layout\":[{\"start\":0,\"end\":6,\"start_byte\":0,\"end_byte\":7,"
        "\"input_start_byte\":100,\"input_end_byte\":107,\"kind\":\"heading\",\"level\":3},"
        "{\"start\":4,\"end\":6,\"start_byte\":5,\"end_byte\":7,\"input_start_byte\":105,"
        "\"input_end_byte\":107,\"kind\":\"link\",\"href\":\"/x\"}],\"html\":\"<!doctype html>";
    assert_true(hsay_str_find(hsay_buf_view(&out), HSAY_STR(EXPECTED), 0) != SIZE_MAX);
    hsay_buf_clear(&out);
    assert_int_equal(hsay_json_article(&a, NULL, false, (hsay_sink){take, &out}), HSAY_OK);
    assert_true(hsay_str_find(hsay_buf_view(&out), HSAY_STR("\"layout\""), 0) == SIZE_MAX);
    hsay_buf_free(&out);
}

static hsay_status all_forms(void *out)
{
    hsay_sink sink = {take, out};
    const hsay_hit hit = {&MADE_ARTICLES[0], &MADE_SAID[0], {0, 6}, 1};
    hsay_status status = hsay_report_json(&MADE, sink);
    status = status != HSAY_OK ? status : hsay_json_hit(&hit, sink);
    status = status != HSAY_OK ? status : hsay_report_html(&MADE, sink);
    status = status != HSAY_OK ? status : hsay_json_article(&MADE_ARTICLES[0], NULL, true, sink);
    status = status != HSAY_OK ? status : hsay_report_summary(&MADE, true, sink);
    static const char *const TABLES[] = {"article", "statement", "outlet", "copy",
                                         "story",   "thread",    "figure", "dispute"};
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        status = status != HSAY_OK ? status : hsay_report_csv(&MADE, TABLES[i], sink);
    return status;
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    hsay_status status = HSAY_MEMORY;
    size_t n = 0;
    while (status != HSAY_OK) {
        hsay_buf out = {0};
        hsay_alloc__fail_nth(++n);
        status = all_forms(&out);
        hsay_alloc__fail_nth(0);
        hsay_buf_free(&out);
        assert_true(status == HSAY_OK || status == HSAY_MEMORY);
        assert_in_range(n, 1, 5000);
    }
    assert_true(n > 30);
}

static void a_page_is_told_with_its_methods(void **unused)
{
    (void)unused;
    static const hsay_image IMAGES[] = {{{"a.jpg", 5}, {"The \"quay\"", 10}}, {{"b.jpg", 5}, {0}}};
    static const hsay_page_facts PAGE = {
        .published = {"2031-05-06", 10},
        .images = IMAGES,
        .image_count = 2,
        .methods = {
            [HSAY_FACT_TITLE] = HSAY_METHOD_HEADING, [HSAY_FACT_PUBLISHED] = HSAY_METHOD_META}};
    static const hsay_article ARTICLE = {
        .id = {"a", 1}, .input = {"a", 1}, .text = {"Twenty", 6}, .page = &PAGE};
    hsay_buf out = {0};
    assert_int_equal(hsay_json_article(&ARTICLE, NULL, false, (hsay_sink){take, &out}), HSAY_OK);
    assert_true(
        hsay_str_find(hsay_buf_view(&out),
                      HSAY_STR("\"page\":{\"canonical_url\":null,\"published\":"
                               "\"2031-05-06\",\"updated\":null,\"section\":null,\"access\":null,"
                               "\"images\":[{\"url\":\"a.jpg\",\"caption\":"
                               "\"The \\\"quay\\\"\"},{\"url\":\"b.jpg\",\"caption\":"
                               "null}],\"methods\":{\"title\":\"heading\","
                               "\"published\":\"meta\"}}"),
                      0) != SIZE_MAX);
    hsay_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_known_outlet_is_told_with_what_is_known),
        cmocka_unit_test(a_page_is_told_with_its_methods),
        cmocka_unit_test(every_line_is_as_documented),
        cmocka_unit_test(any_text_is_one_line_of_json),
        cmocka_unit_test(a_line_with_html_has_layout_and_document),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
