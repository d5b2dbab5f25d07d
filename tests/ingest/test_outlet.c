/* URLs to outlets: registered domains, doors to them, blogs on hosts of many; names by domain. */
#include "articles.h"

#include "data/lexicons.h"
#include "ingest/domain.h"
#include "ingest/outlet.h"

static void assert_domain(const char *url, const char *domain)
{
    hsay_arena *arena = hsay_arena_new();
    assert_str(hsay_domain__of(arena, hsay_str_of(url)), domain);
    hsay_arena_free(arena);
}

static void doors_lead_to_one_outlet(void **unused)
{
    (void)unused;
    static const char *const URLS[] = {
        "https://varnpost.example/a",
        "http://www.varnpost.example:8080/a?b#c",
        "https://m.varnpost.example/a",
        "https://amp.news.VARNPOST.example./a",
        "//mobile.varnpost.example",
        "https://someone:secret@varnpost.example/",
        "https://www-varnpost-example.cdn.ampproject.org/c/s/www.varnpost.example/a/amp",
        "https://varnpost-example.cdn.ampproject.org/v/varnpost.example/a",
        "https://www.google.com/amp/s/m.varnpost.example/a",
        "https://web.archive.org/web/20310503100000/https://www.varnpost.example/a",
        "https://web.archive.org/web/2031im_/http://varnpost.example/a",
        "https://archive.ph/20310503100000/https://www.varnpost.example/a",
        "https://archive.today/2031.05.03-100000/https://www.varnpost.example/a",
        "https://www-varnpost-example.translate.goog/a?_x_tr_sl=de",
        "https://web.archive.org/web/2031/https://www.google.com/amp/s/varnpost.example/a",
    };
    for (size_t i = 0; i < sizeof URLS / sizeof *URLS; i++)
        assert_domain(URLS[i], "varnpost.example");
}

/* Twins of the doors: hosts and paths that only look like them. */
static void what_is_no_door_is_itself(void **unused)
{
    (void)unused;
    assert_domain("https://web.archive.org/about/https://varnpost.example/", "archive.org");
    assert_domain("https://web.archive.org/web/2031/notes", "archive.org");
    assert_domain("https://archive.ph/AbC1e", "archive.ph");
    assert_domain("https://www.google.com/search?q=https://varnpost.example", "google.com");
    assert_domain("https://www.google.com/amp/", "google.com");
    assert_domain("https://varn-post.translate.example/a", "translate.example");
    assert_domain("https://a--b-example.translate.goog/a", "a-b.example");
    assert_domain("https://192.0.2.7/a", "192.0.2.7");
    assert_domain("/a/b", "");
    assert_domain("https://", "");
    assert_domain("https://localhost/a", "");
    assert_domain("https://varn post.example/", "");
}

static void each_blog_of_a_host_of_many_is_an_outlet(void **unused)
{
    (void)unused;
    assert_domain("https://orva.substack.com/p/a", "orva.substack.com");
    assert_domain("https://www.orva.substack.com/p/a", "orva.substack.com");
    assert_domain("https://open.substack.com/pub/orva/p/a", "orva.substack.com");
    assert_domain("https://orva.blogspot.com/2031/05/a.html", "orva.blogspot.com");
    assert_domain("https://Orva.wordpress.com/a", "orva.wordpress.com");
    assert_domain("https://orva.medium.com/a-7f", "orva.medium.com");
    assert_domain("https://medium.com/@Orva/a-7f", "orva.medium.com");
    assert_domain("https://medium.com/the-orva/a-7f", "the-orva.medium.com");
    assert_domain("https://t.me/orva_news/12", "orva_news.t.me");
    assert_domain("https://t.me/s/orva_news", "orva_news.t.me");
    assert_domain("https://telegram.me/orva_news", "orva_news.t.me");
}

static void a_host_of_many_is_nobodys_blog(void **unused)
{
    (void)unused;
    assert_domain("https://substack.com/home", "substack.com");
    assert_domain("https://www.wordpress.com/", "wordpress.com");
    assert_domain("https://medium.com/", "medium.com");
    assert_domain("https://medium.com/tag/rivers", "medium.com");
    assert_domain("https://medium.com/p/7f", "medium.com");
    assert_domain("https://t.me/joinchat/x", "t.me");
    assert_domain("https://open.substack.com/users/1", "substack.com");
    assert_domain("https://substack.com.example/p", "com.example");
    assert_domain("https://medium.com/%40orva", "medium.com");
}

static void a_known_domain_has_one_name(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
#define PAGE(url, name)                                                                            \
    "<html><head><meta property=og:site_name content='" name "'><link rel=canonical href='" url    \
    "'></head><body><article><h1>Bridge</h1><p>The bridge is old and will be closed until "        \
    "the week is over, the mayor said.</p></article></body></html>"
    hsay_article a =
        article_of(arena, HSAY_FORMAT_HTML, PAGE("https://m.spiegel.de/a", "Spiegel Politik"));
    assert_str(a.outlet, "DER SPIEGEL");
    assert_str(a.domain, "spiegel.de");
    a = article_of(arena, HSAY_FORMAT_HTML, PAGE("https://varnpost.example/a", "Varn Post"));
    assert_str(a.outlet, "Varn Post");
    a = article_of(arena, HSAY_FORMAT_JSON,
                   "{\"text\": \"It is old.\", \"url\": \"https://www.spiegel.de/a\"}");
    assert_str(a.outlet, "DER SPIEGEL");
    a = article_of(arena, HSAY_FORMAT_JSON,
                   "{\"text\": \"It is old.\", \"outlet\": \"SPON\", \"url\": "
                   "\"https://www.spiegel.de/a\"}");
    assert_str(a.outlet, "SPON"); /* what the input names stands */
    assert_str(a.domain, "spiegel.de");
    hsay_arena_free(arena);
}

/* Every well-known domain has its facts, and all facts are of the kinds that are told. */
static void the_list_is_whole(void **unused)
{
    (void)unused;
    static const char KINDS[] = "agency broadcaster magazine newspaper site";
    for (uint32_t i = 0; i < hsay_lexicon__outlet_domains.row_count; i++) {
        hsay_outlet_facts facts;
        if (!hsay_outlet__facts(hsay_str_of(hsay_lexicon__outlet_domains.rows[i].key), &facts))
            fail_msg("%s has no facts", hsay_lexicon__outlet_domains.rows[i].key);
    }
    for (uint32_t i = 0; i < hsay_lexicon__outlet_facts.row_count; i++) {
        const hsay_lexicon_row *row = &hsay_lexicon__outlet_facts.rows[i];
        hsay_arena *arena = hsay_arena_new();
        hsay_str url = hsay_arena_format(arena, "https://www.%s/a", row->key);
        assert_str(hsay_domain__of(arena, url), row->key);
        assert_true(strlen(row->fields[0]) && strlen(row->fields[1]) == 2);
        assert_true(strlen(row->fields[2]) % 3 == 2);
        assert_non_null(strstr(KINDS, row->fields[3]));
        hsay_arena_free(arena);
    }
    assert_false(hsay_outlet__facts(HSAY_STR("varnpost.example"), &(hsay_outlet_facts){0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doors_lead_to_one_outlet),
        cmocka_unit_test(what_is_no_door_is_itself),
        cmocka_unit_test(each_blog_of_a_host_of_many_is_an_outlet),
        cmocka_unit_test(a_host_of_many_is_nobodys_blog),
        cmocka_unit_test(a_known_domain_has_one_name),
        cmocka_unit_test(the_list_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
