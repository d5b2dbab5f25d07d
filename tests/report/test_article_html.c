/* An article as a document: elements by its layout, all text escaped, nothing of the page's own. */
#include "check.h"

#include <stdio.h>

#include "base/buf.h"
#include "report/article_html.h"

#define AT(a, b)                                                                                   \
    {                                                                                              \
        .start = (a), .end = (b)                                                                   \
    }

/* What stands between the header and the end of the article. */
static void assert_body(const hsay_article *a, const char *expected)
{
    hsay_buf out = {0};
    hsay_html__article(a, &out);
    hsay_str all = hsay_buf_view(&out);
    size_t from = hsay_str_find(all, HSAY_STR("</header>\n"), 0) + 10;
    size_t to = hsay_str_find(all, HSAY_STR("</article>"), from);
    assert_str(hsay_str_cut(all, from, to), expected);
    hsay_buf_free(&out);
}

static void assert_holds(const hsay_article *a, const char *part, bool holds)
{
    hsay_buf out = {0};
    hsay_html__article(a, &out);
    assert_int_equal(hsay_str_find(hsay_buf_view(&out), hsay_str_of(part), 0) != SIZE_MAX, holds);
    hsay_buf_free(&out);
}

static void lines_are_paragraphs_where_no_layout_is_known(void **unused)
{
    (void)unused;
    hsay_article a = {.text = hsay_str_of("One <b> & two.\n\nWörter.\n \nEnd")};
    assert_body(&a, "<p data-start=\"0\" data-end=\"14\">One &lt;b&gt; &amp; two.</p>\n"
                    "<p data-start=\"16\" data-end=\"23\">Wörter.</p>\n"
                    "<p data-start=\"26\" data-end=\"29\">End</p>\n");
}

static void ranges_are_elements(void **unused)
{
    (void)unused;
    static const hsay_layout LAYOUT[] = {
        {.span = AT(0, 3), .kind = HSAY_LAYOUT_HEADING, .level = 1},
        {.span = AT(5, 14), .kind = HSAY_LAYOUT_LIST},
        {.span = AT(5, 8), .kind = HSAY_LAYOUT_ITEM},
        {.span = AT(9, 14), .kind = HSAY_LAYOUT_ITEM},
        {.span = AT(10, 12), .kind = HSAY_LAYOUT_STRONG},
        {.span = AT(16, 21), .kind = HSAY_LAYOUT_PARAGRAPH}};
    hsay_article a = {
        .text = hsay_str_of("Top\n\none\ntwo 2\n\na\nb c"), .layout = LAYOUT, .layout_count = 6};
    assert_body(&a, "<h2 data-start=\"0\" data-end=\"3\">Top</h2>\n"
                    "<ul><li data-start=\"5\" data-end=\"8\">one</li>\n"
                    "<li data-start=\"9\" data-end=\"14\">t<strong>wo</strong> 2</li>\n</ul>\n"
                    "<p data-start=\"16\" data-end=\"21\">a<br>\nb c</p>\n");
}

static void furniture_is_left_out_and_captions_are_figures(void **unused)
{
    (void)unused;
    static const hsay_layout LAYOUT[] = {{.span = AT(0, 3), .kind = HSAY_LAYOUT_PARAGRAPH},
                                         {.span = AT(5, 8), .kind = HSAY_LAYOUT_LIST},
                                         {.span = AT(5, 8), .kind = HSAY_LAYOUT_ITEM},
                                         {.span = AT(10, 13), .kind = HSAY_LAYOUT_PARAGRAPH},
                                         {.span = AT(15, 22), .kind = HSAY_LAYOUT_PARAGRAPH}};
    static const hsay_furniture FURNITURE[] = {
        {.span = AT(5, 8), .reason = HSAY_FURNITURE_SHARING},
        {.span = AT(10, 13), .reason = HSAY_FURNITURE_CAPTION},
        {.span = AT(15, 19), .reason = HSAY_FURNITURE_ADVERT}};
    hsay_article a = {.text = hsay_str_of("One\n\nad!\n\nCap\n\nBuy it."),
                      .layout = LAYOUT,
                      .layout_count = 5,
                      .furniture = FURNITURE,
                      .furniture_count = 3};
    assert_body(&a,
                "<p data-start=\"0\" data-end=\"3\">One</p>\n"
                "<figure><figcaption data-start=\"10\" data-end=\"13\">Cap</figcaption></figure>\n"
                "<p data-start=\"15\" data-end=\"22\">it.</p>\n");
}

static void assert_link(const char *href, const char *url, const char *expected)
{
    hsay_layout layout[] = {
        {.span = AT(0, 2), .kind = HSAY_LAYOUT_PARAGRAPH},
        {.span = AT(0, 2), .kind = HSAY_LAYOUT_LINK, .href = hsay_str_of(href)}};
    hsay_article a = {
        .text = hsay_str_of("it"), .url = hsay_str_of(url), .layout = layout, .layout_count = 2};
    char whole[300];
    snprintf(whole, sizeof whole, "<p data-start=\"0\" data-end=\"2\">%s%s%sit%s</p>\n",
             *expected ? "<a href=\"" : "", expected,
             *expected ? "\" rel=\"nofollow noopener noreferrer\">" : "", *expected ? "</a>" : "");
    assert_body(&a, whole);
}

static void links_lead_to_pages_or_nowhere(void **unused)
{
    (void)unused;
    static const char SITE[] = "https://orva.example/a/b?c";
    assert_link("https://x.example/?a=\"b\"", "", "https://x.example/?a=&quot;b&quot;");
    assert_link(" MAILTO:a@x.example ", "", "MAILTO:a@x.example");
    assert_link("/news", SITE, "");
    assert_link("//cdn.example/x", SITE, "");
    assert_link("javascript:alert(1)", SITE, "");
    assert_link("java\nscript:alert(1)", SITE, "");
    assert_link("data:text/html,x", SITE, "");
    assert_link("#part", SITE, "");
    assert_link("/news", "javascript://x", "");
}

static void the_head_says_what_is_known(void **unused)
{
    (void)unused;
    hsay_str authors[] = {hsay_str_of("Mira <Holt>"), hsay_str_of("Tom Reed")};
    hsay_article a = {.text = hsay_str_of("it"),
                      .title = hsay_str_of("A </title><script>x</script>"),
                      .authors = {authors, 2},
                      .domain = hsay_str_of("orva.example"),
                      .date = hsay_str_of("2031-05-03"),
                      .lang = hsay_str_of("de")};
    assert_holds(&a, "<html lang=\"de\">", true);
    assert_holds(&a, "<h1>A &lt;/title&gt;&lt;script&gt;x&lt;/script&gt;</h1>", true);
    assert_holds(&a, "<p>Mira &lt;Holt&gt;, Tom Reed · orva.example · 2031-05-03</p>", true);
    assert_holds(&a, "<script", false);
    a.lang = hsay_str_of("und");
    assert_holds(&a, "<html>", true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_paragraphs_where_no_layout_is_known),
        cmocka_unit_test(ranges_are_elements),
        cmocka_unit_test(furniture_is_left_out_and_captions_are_figures),
        cmocka_unit_test(links_lead_to_pages_or_nowhere),
        cmocka_unit_test(the_head_says_what_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
