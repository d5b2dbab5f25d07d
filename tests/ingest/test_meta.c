/* What a page says of itself, from each place where it may say it, and which place wins. */
#include "ingest/page.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(meta_tags_are_read),
        cmocka_unit_test(json_ld_wins_and_broken_json_says_nothing),
        cmocka_unit_test(the_outlet_leaves_the_title),
        cmocka_unit_test(the_lines_behind_the_headline_tell_date_and_author),
        cmocka_unit_test(authors_are_cut_into_names),
        cmocka_unit_test(the_address_gives_domain_and_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
