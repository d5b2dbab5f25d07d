/* A heading's text, what stands above it, and a site's name that looks like a heading. */
#include "ingest/page.h"

#include <stdio.h>

#define HEAD(words) "<title>" words "</title><body><div>"

static void check_title(const char *html, const char *title)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(arena, html);
    assert_str(a.title, title);
    hsay_arena_free(arena);
}

static void what_stands_above_is_left_out(void **unused)
{
    (void)unused;
    check_title(HEAD("Port closed by storm") "<h1><span class=topline>Sea trade</span> "
                                             "<span>Port closed by storm</span></h1>" PROSE,
                "Port closed by storm");
    check_title(HEAD("Port closed by storm") "<h1><time>6 May 2031</time> Port closed by "
                                             "storm</h1>" PROSE,
                "Port closed by storm");
    check_title(HEAD("Sea trade: Port closed") "<h1><span class=name>Sea trade:</span> Port "
                                               "closed</h1>" PROSE,
                "Sea trade: Port closed");
    /* behind the headline it is kept, and where it is all there is */
    check_title(
        HEAD("Port closed") "<h1>Port closed <span class=subtitle>by storm</span></h1>" PROSE,
        "Port closed by storm");
    check_title(HEAD("Port closed") "<h1><span class=kicker>Port closed</span></h1>" PROSE,
                "Port closed");
}

static void a_link_to_the_first_page_is_the_site(void **unused)
{
    (void)unused;
    static const char *const ROOTS[] = {"/", "https://velmora.example", "https://velmora.example/",
                                        "//velmora.example/"};
    char page[2048];
    for (size_t i = 0; i < sizeof ROOTS / sizeof *ROOTS; i++) {
        snprintf(
            page, sizeof page,
            HEAD(
                "Velmora Harbour Post &raquo; Archive &raquo; Port closed again") "<h1><a "
                                                                                  "href='%s'>"
                                                                                  "Velmora Harbour "
                                                                                  "Post</a></"
                                                                                  "h1><h2>Port "
                                                                                  "closed "
                                                                                  "again</"
                                                                                  "h2>" PROSE,
            ROOTS[i]);
        check_title(page, "Port closed again");
    }
    check_title(
        HEAD("Port closed by storm") "<h1><a href='/port'>Port closed by storm</a></h1>" PROSE,
        "Port closed by storm");
}

static void the_outlet_leaves_without_blanks_too(void **unused)
{
    (void)unused;
    check_title(HEAD("\xE6\xB8\xAF\xE5\x8F\xA3\xE5\x85\xB3\xE9\x97\xAD\xE4\xBA\x86-\xE6\x96\xB0"
                     "\xE7\xBD\x91") PROSE,
                "\xE6\xB8\xAF\xE5\x8F\xA3\xE5\x85\xB3\xE9\x97\xAD\xE4\xBA\x86");
    check_title(HEAD("Port re-opened") PROSE, "Port re-opened");
    check_title("<meta property='og:site_name' content='Velmora Post'>" HEAD(
                    "Velmora Post | Port closed by storm") PROSE,
                "Port closed by storm");
    check_title("<meta property='og:site_name' content='A longer name than the title of it'>" HEAD(
                    "Port closed") PROSE,
                "Port closed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_above_is_left_out),
        cmocka_unit_test(a_link_to_the_first_page_is_the_site),
        cmocka_unit_test(the_outlet_leaves_without_blanks_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
