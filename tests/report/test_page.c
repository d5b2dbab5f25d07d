/* Whatever an article holds, the page holds it as text; and the same snapshot gives the same bytes.
 */
#include "check.h"

#include "base/buf.h"
#include "hearsay/report.h"

static hsay_status take(void *ctx, const void *bytes, size_t len)
{
    hsay_buf_put(ctx, bytes, len);
    return HSAY_OK;
}

static const hsay_span WORDS = {12, 29};
static const hsay_statement SAID = {.content = {&WORDS, 1},
                                    .speaker = {"Ola \"<b>\" Brandt", 16},
                                    .kind = HSAY_KIND_DIRECT,
                                    .outer = HSAY_NONE};
static const hsay_furniture CUT = {{0, 9}, HSAY_FURNITURE_READ_MORE, {"list", 4}};
static const hsay_article ARTICLE = {.input = {"a.txt", 5},
                                     .id = {"a.txt", 5},
                                     .title = {"<script>alert(1)</script>", 25},
                                     .text = {"READ MORE\n\n\"\xC3\xA9<img src=x></p>\" ok", 33},
                                     .furniture = &CUT,
                                     .furniture_count = 1};
static const hsay_view VIEW = {&ARTICLE, {&SAID, 1}};
static const hsay_snapshot SNAPSHOT = {.views = {&VIEW, 1}};

static bool holds(const hsay_buf *buf, const char *words)
{
    return hsay_str_find(hsay_buf_view(buf), hsay_str_of(words), 0) != SIZE_MAX;
}

static void article_text_is_never_markup(void **unused)
{
    (void)unused;
    hsay_buf page = {0};
    assert_int_equal(hsay_report_html(&SNAPSHOT, (hsay_sink){take, &page}), HSAY_OK);
    assert_false(holds(&page, "<script"));
    assert_false(holds(&page, "<img"));
    assert_false(holds(&page, "Ola \"<b>"));
    assert_true(holds(&page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_true(holds(&page, "&lt;img src=x&gt;"));
    assert_true(holds(&page, "default-src 'none'"));
    assert_true(holds(&page, "cut: read-more"));
    assert_false(holds(&page, "http://"));
    assert_false(holds(&page, "https://"));
    hsay_buf_free(&page);
}

static void the_same_snapshot_gives_the_same_bytes(void **unused)
{
    (void)unused;
    hsay_buf one = {0}, two = {0};
    hsay_report_html(&SNAPSHOT, (hsay_sink){take, &one});
    hsay_report_html(&SNAPSHOT, (hsay_sink){take, &two});
    assert_true(hsay_str_equal(hsay_buf_view(&one), hsay_buf_view(&two)));
    hsay_buf_free(&one);
    hsay_buf_free(&two);
}

static void json_counts_code_points_and_bytes(void **unused)
{
    (void)unused;
    hsay_buf out = {0};
    assert_int_equal(hsay_json_article(&ARTICLE, &VIEW.statements, (hsay_sink){take, &out}),
                     HSAY_OK);
    assert_true(holds(&out, "\"start\":12,\"end\":28,\"start_byte\":12,\"end_byte\":29"));
    assert_true(holds(&out, "\"furniture\":[{\"start\":0,\"end\":9"));
    assert_true(holds(&out, "\"evidence\":\"disclaimed\"") == false);
    assert_int_equal(out.ptr[out.len - 1], '\n');
    hsay_buf_free(&out);
}

static void csv_quotes_and_disarms(void **unused)
{
    (void)unused;
    hsay_article a = ARTICLE;
    a.title = HSAY_STR("=1+\"2\"");
    hsay_view view = {&a, {&SAID, 1}};
    hsay_snapshot s = {.views = {&view, 1}};
    hsay_buf out = {0};
    assert_int_equal(hsay_report_csv(&s, "article", (hsay_sink){take, &out}), HSAY_OK);
    assert_true(holds(&out, "\"'=1+\"\"2\"\"\""));
    assert_int_equal(hsay_report_csv(&s, "nothing", (hsay_sink){take, &out}), HSAY_NOT_FOUND);
    hsay_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(article_text_is_never_markup),
        cmocka_unit_test(the_same_snapshot_gives_the_same_bytes),
        cmocka_unit_test(json_counts_code_points_and_bytes),
        cmocka_unit_test(csv_quotes_and_disarms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
