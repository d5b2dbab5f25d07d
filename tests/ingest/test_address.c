/* References lead where RFC 3986 (5.4) says, and nowhere else. */
#include "check.h"

#include <stdio.h>

#include "base/alloc.h"
#include "ingest/address.h"
#include "ingest/html.h"

static hsay_arena *arena;

static int open_arena(void **unused)
{
    (void)unused;
    arena = hsay_arena_new();
    return arena ? 0 : -1;
}

static int close_arena(void **unused)
{
    (void)unused;
    hsay_arena_free(arena);
    return 0;
}

static void leads(const char *base, const char *reference, const char *expected)
{
    assert_str(hsay_address__resolve(arena, hsay_str_of(base), hsay_str_of(reference)), expected);
}

static void references_lead_from_the_page(void **unused)
{
    (void)unused;
    static const char PAGE[] = "https://orva.example/news/2031/gate.html?x=1#top";
    leads(PAGE, "/mill", "https://orva.example/mill");
    leads(PAGE, "mill.jpg", "https://orva.example/news/2031/mill.jpg");
    leads(PAGE, "../mill/./a.jpg", "https://orva.example/news/mill/a.jpg");
    leads(PAGE, "../../../../a", "https://orva.example/a");
    leads(PAGE, "//cdn.example/a b.jpg", "https://cdn.example/a%20b.jpg");
    leads(PAGE, "?page=2", "https://orva.example/news/2031/gate.html?page=2");
    leads(PAGE, " \n/m\xC3\xBChle%20x ", "https://orva.example/m%C3%BChle%20x");
    leads("HTTP://orva.example", "a", "HTTP://orva.example/a");
}

static void what_can_not_lead_stays_as_it_is(void **unused)
{
    (void)unused;
    leads("https://orva.example/", "http://b.example/ \xC3\xA9", "http://b.example/ \xC3\xA9");
    leads("https://orva.example/", "mailto:a@b.example", "mailto:a@b.example");
    leads("https://orva.example/", "javascript:alert(1)", "javascript:alert(1)");
    leads("https://orva.example/", "", "");
    leads("", "/mill", "/mill");
    leads("file:///home/x/gate.html", "mill", "mill");
    leads("/gate", "/mill", "/mill");
    static char long_one[HSAY_ADDRESS_BYTES + 2];
    memset(long_one, 'a', sizeof long_one - 1);
    leads("https://orva.example/", long_one, long_one);
    long_one[HSAY_ADDRESS_BYTES] = '\0';
    hsay_str made =
        hsay_address__resolve(arena, HSAY_STR("https://o.example/"), hsay_str_of(long_one));
    assert_int_equal(made.len, HSAY_ADDRESS_BYTES + sizeof "https://o.example/" - 1);
}

static const char WORDS[] = "The gate was shut all night, Orla Venn said on Monday in the hall. "
                            "Nobody came, she added, and the mill stood dark behind the river. "
                            "The keeper of the lock, who lives by the quay, had heard nothing at "
                            "all until the morning, when the water stood in his kitchen.";

static hsay_article read(const char *head, const char *url)
{
    char page[2048];
    snprintf(page, sizeof page,
             "<html><head><title>Gate</title>%s</head><body><article><h1>Gate</h1><p>%s "
             "<a href='next'>More</a> of it.</p><figure><img src='/i/gate.jpg'><figcaption>The "
             "gate</figcaption></figure><p>%s</p></article></body></html>",
             head, WORDS, WORDS);
    hsay_article a = {.url = hsay_str_of(url)};
    assert_int_equal(
        hsay_html_read_bytes(hsay_arena_copy(arena, hsay_str_of(page)), 0, arena, &a, NULL),
        HSAY_OK);
    return a;
}

static hsay_str link_of(const hsay_article *a)
{
    for (uint32_t i = 0; i < a->layout_count; i++)
        if (a->layout[i].kind == HSAY_LAYOUT_LINK)
            return a->layout[i].href;
    return HSAY_STR_NONE;
}

static void a_page_resolves_its_links_and_pictures(void **unused)
{
    (void)unused;
    static const char CANONICAL[] = "<link rel=canonical href='https://orva.example/n/gate'>";
    hsay_article a = read(CANONICAL, "");
    assert_str(link_of(&a), "https://orva.example/n/next");
    assert_str(a.page->images[0].url, "https://orva.example/i/gate.jpg");
    a = read("<link rel=canonical href='/n/gate'>", "https://m.orva.example/x/gate");
    assert_str(a.page->canonical_url, "https://m.orva.example/n/gate");
    assert_str(link_of(&a), "https://m.orva.example/x/next");
    a = read("<base href='/deep/er/'>", "https://m.orva.example/x/gate");
    assert_str(link_of(&a), "https://m.orva.example/deep/er/next");
    assert_str(a.page->images[0].url, "https://m.orva.example/i/gate.jpg");
    a = read("", "");
    assert_str(link_of(&a), "next");
    assert_str(a.page->images[0].url, "/i/gate.jpg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_lead_from_the_page),
        cmocka_unit_test(what_can_not_lead_stays_as_it_is),
        cmocka_unit_test(a_page_resolves_its_links_and_pictures),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
