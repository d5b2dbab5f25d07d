/* What a page says of itself, from each place where it may say it, and which place wins. */
#include "ingest/page.h"

#include <stdio.h>

#define HEAD(words) "<html><head>" words "</head><body><div>" PROSE "</div></body></html>"

static void check_meta(const char *html, const char *title, const char *date, const char *author)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(arena, html);
    assert_str(a.title, title);
    assert_str(a.date, date);
    assert_str(a.authors.count ? a.authors.items[0] : HSAY_STR_NONE, author);
    hsay_arena_free(arena);
}

static void meta_tags_are_read(void **unused)
{
    (void)unused;
    check_meta(HEAD("<meta property='og:title' content='Port closed'>"
                    "<meta name=author content='By Ada Orrin'>"
                    "<meta property='article:published_time' content='2031-05-06T07:08:09Z'>"),
               "Port closed", "2031-05-06T07:08:09Z", "Ada Orrin");
    check_meta(
        HEAD("<meta name=author content='https://social.example/ada'><meta name=x content=y>"), "",
        "", "");
}

static void json_ld_wins_and_broken_json_says_nothing(void **unused)
{
    (void)unused;
#define LD(json) "<script type='application/ld+json'>" json "</script>"
    check_meta(
        HEAD("<meta property='og:title' content='Other'>" LD(
            "{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Port "
            "closed\",\"datePublished\":"
            "\"2031-05-06\",\"author\":{\"@id\":\"#a\"}},{\"@id\":\"#a\",\"@type\":\"Person\","
            "\"name\":\"Ada Orrin\"}]}")),
        "Port closed", "2031-05-06", "Ada Orrin");
    check_meta(HEAD("<meta property='og:title' content='Other'>" LD("{\"@type\":\"NewsArticle\",")),
               "Other", "", "");
    check_meta(HEAD(LD("{\"@type\":\"Product\",\"headline\":\"A lamp\"}")), "", "", "");
#undef LD
}

static void the_outlet_leaves_the_title(void **unused)
{
    (void)unused;
    check_meta(HEAD("<title>Port closed - Velmora Post</title><meta property='og:site_name' "
                    "content='Velmora Post'>"),
               "Port closed", "", "");
    check_meta(HEAD("<title>Port closed - all ferries stay</title>"),
               "Port closed - all ferries stay", "", "");
}

static void authors_are_cut_into_names(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a =
        read_page(arena, HEAD("<meta name=author content='Ada Orrin, Bo Tamm and Cy Vell'>"));
    assert_int_equal(a.authors.count, 3);
    assert_str(a.authors.items[2], "Cy Vell");
    hsay_arena_free(arena);
}

static void the_address_gives_domain_and_day(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(arena, HEAD("<link rel=canonical href="
                                           "'https://www.velmora.co.uk/2031/05/06/port'>"));
    assert_str(a.domain, "velmora.co.uk");
    assert_str(a.date, "2031-05-06");
    hsay_arena_free(arena);
}

static void other_works_tell_their_day(void **unused)
{
    (void)unused;
#define WORK(type)                                                                                 \
    HEAD("<script type='application/ld+json'>{\"@type\":\"" type                                   \
         "\",\"datePublished\":\"2031-05-06\",\"author\":{\"name\":\"Anna Orrin\"}}</script>")
    check_meta(WORK("HowTo"), "", "2031-05-06", "Anna Orrin");
    check_meta(WORK("Review"), "", "", "");
#undef WORK
}

static void the_lines_behind_the_headline_tell_date_and_author(void **unused)
{
    (void)unused;
    check_meta(
        "<body><h1>Port closed</h1><p>By Ada Orrin</p><p>Updated May 6, 2031 | 2 min</p>" PROSE,
        "Port closed", "2031-05-06", "Ada Orrin");
    check_meta("<body><h1>Port closed</h1><span>By</span> <b>Ada Orrin</b>" PROSE, "Port closed",
               "", "Ada Orrin");
    /* what does not look like a name is none, and a year long gone is no day of publishing */
    check_meta("<body><h1>Port closed</h1><p>By the quay they stood.</p><p>May 6, 1904</p>" PROSE,
               "Port closed", "", "");
}

#define PAGE(head, body) "<html lang=en><head>" head "</head><body>" body PROSE "</body></html>"

static void the_heading_that_agrees_is_the_title(void **unused)
{
    (void)unused;
    static const char OG[] = "<meta property='og:title' content='Port of Velmora closed by storm'>";
    char html[2048];
    static const struct {
        const char *head, *body, *title;
    } CASES[] = {
        /* what readers see wins over what was shortened for machines */
        {OG, "<h1>Port of Velmora is closed by the storm</h1>",
         "Port of Velmora is closed by the storm"},
        /* the outlet's own h1 does not; a lesser heading that agrees does */
        {OG, "<h1>Velmora Post</h1>", "Port of Velmora closed by storm"},
        {OG, "<h1>Velmora Post</h1><h2>Port of Velmora, closed by storm</h2>",
         "Port of Velmora, closed by storm"},
        {OG, "<h1>Velmora Post</h1><h2>Ferries stay away</h2>", "Port of Velmora closed by storm"},
        /* the only h1, too long for a name; not so one of several */
        {OG, "<h1>No ferry left on a morning of wind</h1>", "No ferry left on a morning of wind"},
        {OG, "<h1>No ferry left on a morning of wind</h1><h1>News</h1>",
         "Port of Velmora closed by storm"},
        {"<title>Velmora Post</title>", "<h1>Port closed</h1>", "Port closed"},
        /* a longer part of <title>, where the page's first h1 is another's; a short part is none */
        {"<title>Velmora Post - News - Port closed by storm</title>",
         "<h1>Velmora</h1><h1>Port closed by storm</h1>", "Port closed by storm"},
        {"<title>Velmora Post - Ferries - Port</title>", "<h1>Velmora</h1><h2>Ferries</h2>",
         "Velmora"},
        /* a line above the title in the heading, where the title is told; else it stays */
        {OG, "<h1><span>Weather</span> Port of Velmora closed by storm</h1>",
         "Port of Velmora closed by storm"},
        {"", "<h1><span>Weather</span> Port of Velmora closed by storm</h1>",
         "Weather Port of Velmora closed by storm"},
        {"", "<h1></h1><h1>Port closed</h1>", "Port closed"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        (void)snprintf(html, sizeof html, "<html lang=en><head>%s</head><body>%s%s", CASES[i].head,
                       CASES[i].body, PROSE);
        check_meta(html, CASES[i].title, "", "");
    }
}

/* A text as long as those of an article's own. */
#define LEAD                                                                                       \
    "<p>The harbour of Velmora was closed on Monday, the port office said, after the storm, and "  \
    "two ferries stayed in port while the third came back by noon.</p>"

static void the_best_place_names_the_author(void **unused)
{
    (void)unused;
#define WHO(name) "<meta name=author content='" name "'>"
    static const char SITE[] = "<meta property='og:site_name' content='Velmora Post'>";
    static const struct {
        const char *head, *body, *author;
    } CASES[] = {
        {WHO("Ada Orrin"), "<h1>Port</h1>", "Ada Orrin"},
        /* a name that the page shows between headline and text, though another is told */
        {WHO("Bo Tamm"), "<h1>Port</h1><p>By Anna Orrin</p>", "Anna Orrin"},
        {WHO("Bo Tamm"), "<h1>Port</h1>" LEAD "<p>By Anna Orrin</p>", "Bo Tamm"},
        /* the outlet itself comes last */
        {WHO("Velmora Post"), "<h1>Port</h1><p>By <a href='/author/ada'>Ada Orrin</a></p>",
         "Ada Orrin"},
        {WHO("Velmora Post"), "<h1>Port</h1>", "Velmora Post"},
        {WHO("Velmora News (www.velmora.example)"), "<h1>Port</h1>" LEAD "<p>By Anna Orrin</p>",
         "Anna Orrin"},
        /* a link to a writer's page, a class, a card; not those of comments and menus */
        {"", "<h1>Port</h1><a href='/autoren/ada'>Ada</a>", "Ada"},
        {"", "<a href='/autoren/alle'>Alle</a><h1>Port</h1>", ""},
        {"", "<h1>Port</h1><span class='post-author'>Ada</span>", "Ada"},
        {"", "<h1>Port</h1><div class=comments><span class=author>Ada</span></div>", ""},
        {"<meta name='twitter:label1' content='Written by'>"
         "<meta name='twitter:data1' content='Ada Orrin'>",
         "<h1>Port</h1>", "Ada Orrin"},
        {"<meta name='twitter:label1' content='Reading time'>"
         "<meta name='twitter:data1' content='Four minutes'>",
         "<h1>Port</h1>", ""},
        /* beside the day, where it is a known first name */
        {"", "<h1>Port</h1><p>4 May 2031 | Anna Orrin</p>", "Anna Orrin"},
        {"", "<h1>Port</h1><p>4 May 2031 | Old Velmora</p>", ""},
        /* one name is filled out */
        {WHO("Anna"), "<h1>Port</h1>" PROSE "<p>Written by Anna Orrin</p>", "Anna Orrin"},
    };
    char html[2048];
    hsay_arena *arena = hsay_arena_new();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        (void)snprintf(html, sizeof html, "<html lang=en><head>%s%s</head><body>%s%s", SITE,
                       CASES[i].head, CASES[i].body, PROSE);
        hsay_article a = read_page(arena, html);
        assert_str(a.authors.count ? a.authors.items[0] : HSAY_STR_NONE, CASES[i].author);
    }
    hsay_arena_free(arena);
#undef WHO
}

static void check_method(const hsay_article *a, hsay_fact fact, const char *name)
{
    assert_str(hsay_str_of(hsay_method_name(a->page->methods[fact])), name);
}

static void what_is_told_beside_is_kept_with_its_method(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(
        arena,
        PAGE("<title>Port | Post</title>"
             "<meta property='article:published_time' content='2031-05-06T07:08:09+02:00'>"
             "<meta name='parsely-section' content='Sea'>"
             "<link rel=canonical href='https://velmora.example/port'>"
             "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
             "\"dateModified\":\"2031-06-09T07:00:00Z\",\"articleSection\":\"Harbours\"}</script>",
             "<h1>Port</h1><p>By <a href='/author/anna'>Anna Orrin</a></p><p>May 6, 2031</p>"));
    assert_str(a.page->published, "2031-05-06T07:08:09+02:00");
    assert_str(a.page->updated, "2031-06-09T07:00:00Z");
    assert_str(a.date, "2031-05-06T07:08:09+02:00");
    assert_str(a.page->section, "Harbours");
    assert_str(a.page->canonical_url, "https://velmora.example/port");
    check_method(&a, HSAY_FACT_TITLE, "heading");
    check_method(&a, HSAY_FACT_AUTHORS, "line");
    check_method(&a, HSAY_FACT_DATE, "meta");
    check_method(&a, HSAY_FACT_PUBLISHED, "meta");
    check_method(&a, HSAY_FACT_UPDATED, "json-ld");
    check_method(&a, HSAY_FACT_SECTION, "json-ld");
    check_method(&a, HSAY_FACT_URL, "element");
    check_method(&a, HSAY_FACT_LANG, "element");
    check_method(&a, HSAY_FACT_OUTLET, "");
    a = read_page(arena, "<title>Port</title><body><p>Updated 6 May 2031</p>" PROSE);
    assert_str(a.page->updated, "2031-05-06");
    assert_str(a.page->published, "");
    check_method(&a, HSAY_FACT_TITLE, "title");
    check_method(&a, HSAY_FACT_UPDATED, "line");
    hsay_arena_free(arena);
}

static void pictures_come_with_their_captions(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(
        arena,
        PAGE("<meta property='og:image' content='https://velmora.example/a.jpg'>",
             "<h1>Port</h1><figure><img src='data:image/gif;base64,x' data-src='b.jpg'>"
             "<figcaption>The &amp; old quay</figcaption></figure>"
             "<figure><img "
             "src='https://velmora.example/a.jpg'><figcaption>Again</figcaption></figure>"
             "<div class=wp-caption><img src='c.jpg'><p class=wp-caption-text>A ferry</p></div>"
             "<img src='pixel.gif'><aside><figure><img src='d.jpg'></figure></aside>"));
    assert_int_equal(a.page->image_count, 3);
    assert_str(a.page->images[0].url, "https://velmora.example/a.jpg");
    assert_str(a.page->images[0].caption, "Again");
    assert_str(a.page->images[1].url, "b.jpg");
    assert_str(a.page->images[1].caption, "The & old quay");
    assert_str(a.page->images[2].url, "c.jpg");
    assert_str(a.page->images[2].caption, "A ferry");
    a = read_page(arena, PAGE("", "<h1>Port</h1><img src='pixel.gif'>"));
    assert_int_equal(a.page->image_count, 0);
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(meta_tags_are_read),
        cmocka_unit_test(json_ld_wins_and_broken_json_says_nothing),
        cmocka_unit_test(the_outlet_leaves_the_title),
        cmocka_unit_test(the_lines_behind_the_headline_tell_date_and_author),
        cmocka_unit_test(the_heading_that_agrees_is_the_title),
        cmocka_unit_test(the_best_place_names_the_author),
        cmocka_unit_test(what_is_told_beside_is_kept_with_its_method),
        cmocka_unit_test(pictures_come_with_their_captions),
        cmocka_unit_test(other_works_tell_their_day),
        cmocka_unit_test(authors_are_cut_into_names),
        cmocka_unit_test(the_address_gives_domain_and_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
