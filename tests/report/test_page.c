/* Whatever an article holds, the page holds it as text; and the same snapshot gives the same bytes.
 */
#include "check.h"

#include <math.h>

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
static const hsay_page_facts PAGE = {.updated = {"2031-02-04T08:00Z", 17},
                                     .section = {"<i>Region", 9}};
static const hsay_article ARTICLE = {.input = {"a.txt", 5},
                                     .id = {"a.txt", 5},
                                     .title = {"<script>alert(1)</script>", 25},
                                     .text = {"READ MORE\n\n\"\xC3\xA9<img src=x></p>\" ok", 33},
                                     .furniture = &CUT,
                                     .furniture_count = 1,
                                     .page = &PAGE,
                                     .partial = true};
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
    assert_true(holds(&page, "updated <time>2031-02-04</time> · &lt;i&gt;Region"));
    assert_true(holds(&page, "only a part"));
    assert_false(holds(&page, "http://"));
    assert_false(holds(&page, "https://"));
    hsay_buf_free(&page);
}

/* Two articles that quote one sentence, in three places and two wordings, and give one number. */
static const hsay_span HERE[] = {{0, 9}, {10, 19}};
static const hsay_span NEWER = {0, 3};
static const hsay_statement TWICE[] = {{.content = {&HERE[0], 1}, .speaker = {"Ola Brandt", 10}},
                                       {.content = {&HERE[1], 1}, .speaker = {"Ola Brandt", 10}}};
static const hsay_article FIRST = {.id = {"d/one.txt", 9}, .text = {"old ferry old ferry 41", 22}};
static const hsay_article SECOND = {
    .id = {"d/two.txt", 9}, .outlet = {"The Quay", 8}, .text = {"new ferry 12000", 15}};
static const hsay_view PAIR[] = {{&FIRST, {TWICE, 2}}, {&SECOND, {TWICE, 1}}};
static const hsay_thread_member SAYINGS[] = {
    {{0, 0, {0, 9}}, {NULL, 0}}, {{0, 1, {10, 19}}, {NULL, 0}}, {{1, 0, {0, 9}}, {&NEWER, 1}}};
static const hsay_thread THREAD = {
    .speaker = {"Ola Brandt", 10}, .form = HSAY_FORM_VARIED, .members = SAYINGS, .member_count = 3};
static const hsay_figure_member COUNTS[] = {{{0, HSAY_NONE, {20, 22}}, 41, INFINITY},
                                            {{1, HSAY_NONE, {10, 15}}, 12000, 12000}};
static const hsay_figure FIGURE = {
    .what = {"people", 6}, .members = COUNTS, .member_count = 2, .verdict = HSAY_VERDICT_DIFFER};
static const hsay_dispute DISPUTE = {.claim = {0, 0, {0, 9}}, .answer = {1, 0, {0, 9}}};
static const hsay_snapshot LINKED = {.views = {PAIR, 2},
                                     .threads = &THREAD,
                                     .thread_count = 1,
                                     .figures = &FIGURE,
                                     .figure_count = 1,
                                     .disputes = &DISPUTE,
                                     .dispute_count = 1};

static void a_wording_stands_once_with_all_its_places(void **unused)
{
    (void)unused;
    hsay_buf page = {0};
    assert_int_equal(hsay_report_html(&LINKED, (hsay_sink){take, &page}), HSAY_OK);
    assert_true(holds(&page, "<blockquote>old ferry</blockquote><ul class=\"from\">"
                             "<li><a href=\"#s0-0\">one.txt</a></li>"
                             "<li><a href=\"#s0-1\">one.txt</a></li></ul></div>"
                             "<div><blockquote><mark class=\"differ\">new</mark> ferry"));
    assert_true(holds(&page, "41 or more"));
    assert_true(holds(&page, ">12,000<"));
    hsay_buf_free(&page);
}

static void every_link_leads_to_a_place_of_the_page(void **unused)
{
    (void)unused;
    const hsay_str start = HSAY_STR("href=\"#");
    hsay_buf page = {0}, id = {0};
    uint32_t links = 0;
    hsay_report_html(&LINKED, (hsay_sink){take, &page});
    hsay_str all = hsay_buf_view(&page);
    for (size_t at = 0; (at = hsay_str_find(all, start, at)) != SIZE_MAX; links++) {
        at += start.len;
        hsay_buf_clear(&id);
        hsay_buf_put_text(&id, " id=\"");
        hsay_buf_put_str(&id, hsay_str_cut(all, at, hsay_str_find(all, HSAY_STR("\""), at) + 1));
        assert_true(hsay_str_find(all, hsay_buf_view(&id), 0) != SIZE_MAX);
    }
    assert_true(links > 20);
    hsay_buf_free(&page);
    hsay_buf_free(&id);
}

/* Neighbouring furniture is one fold; the words around it keep their paragraphs. */
static void furniture_between_paragraphs_is_one_fold(void **unused)
{
    (void)unused;
    const hsay_furniture cuts[] = {
        {.span = {5, 9}, .reason = HSAY_FURNITURE_READ_MORE, .rule = {"list", 4}},
        {.span = {11, 15}, .reason = HSAY_FURNITURE_READ_MORE, .rule = {"list", 4}}};
    hsay_article a = {.id = {"b", 1}, .text = {"One\n\nmore\n\nmore\n\nTwo", 20}};
    a.furniture = cuts;
    a.furniture_count = 2;
    hsay_view view = {&a, {NULL, 0}};
    hsay_snapshot s = {.views = {&view, 1}};
    hsay_buf page = {0};
    hsay_report_html(&s, (hsay_sink){take, &page});
    assert_true(holds(&page, "<p>One</p><details class=\"cut\"><summary>cut: read-more</summary>"
                             "<p>more\n\nmore</p></details><p>Two</p>"));
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
    assert_int_equal(hsay_json_article(&ARTICLE, &VIEW.statements, false, (hsay_sink){take, &out}),
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
        cmocka_unit_test(a_wording_stands_once_with_all_its_places),
        cmocka_unit_test(every_link_leads_to_a_place_of_the_page),
        cmocka_unit_test(furniture_between_paragraphs_is_one_fold),
        cmocka_unit_test(the_same_snapshot_gives_the_same_bytes),
        cmocka_unit_test(json_counts_code_points_and_bytes),
        cmocka_unit_test(csv_quotes_and_disarms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
