/* Pages of which only the beginning is there, and their twins that are whole. */
#include "ingest/page.h"

#include "ingest/paywall.h"

#define MORE                                                                                       \
    "<p>The port office had asked for a new wall since the flood of the year before, it said.</p>" \
    "<p>Builders of three towns sent offers, and the council will choose among them in May.</p>"   \
    "<p>The boats of the fishermen were brought to the inner basin, where the water is calm.</p>"  \
    "<p>The harbour master, Ada Orrin, thanked the crews, who had worked through the night.</p>"   \
    "<p>The lamps along the quay will be mended before the summer, the town has promised.</p>"
#define FOOT                                                                                       \
    "<footer><p>The Velmora Post, Quay 1.</p><p>Legal notice.</p><p>Privacy.</p></footer></body>"
#define LD(members)                                                                                \
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Port closed\","  \
    "" members "}</script>"

static void check(const char *html, const char *from, const char *access)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(arena, html);
    if (!hsay_str_equal(a.partial_from, hsay_str_of(from)))
        fail_msg("%.*s, not %s: %s", (int)a.partial_from.len, a.partial_from.ptr, from, html);
    assert_int_equal(a.partial, *from != 0);
    assert_str(a.page->access, access);
    assert_int_equal(reason_of(&a, "The harbour of Velmora"), HSAY_FURNITURE_COUNT);
    hsay_arena_free(arena);
}

static void words_behind_the_text_say_that_it_goes_on(void **unused)
{
    (void)unused;
    check("<body><article>" PROSE "</article><div><h3>To read the full story</h3>"
          "<p><a href=s>Subscribe</a></p></div>" FOOT,
          "words", "");
    check("<body><article>" PROSE "<p>This article is for subscribers only.</p>"
          "<p>Choose a plan from two crowns a week.</p></article>" FOOT,
          "words", "");
    /* no account is asked for */
    check("<body><article>" PROSE "</article><p>Scroll down to read the full story.</p>" FOOT, "",
          "");
    /* not where the text ends */
    check("<body><article>" PROSE "<p>Subscribe to continue reading.</p>" MORE MORE
          "</article>" FOOT,
          "", "");
    check("<body><article>" PROSE MORE "</article><ul><li>One<li>Two<li>Three<li>Four<li>Five<li>"
          "Six<li>Seven<li>Eight<li>Nine</ul><p>Subscribe to continue reading.</p></body>",
          "", "");
    /* a link that leads to another article, and a letter that nobody needs to have */
    check("<body><article>" PROSE "</article><p>Lamps for all</p><p><a href=a>Continue reading "
          "this article</a></p><p>Sign up for our letters</p>" FOOT,
          "", "");
    check("<body><article>" PROSE "<p>Sign up for our newsletter and never miss a story.</p>"
          "</article>" FOOT,
          "", "");
}

static void many_languages_have_such_words(void **unused)
{
    (void)unused;
    static const char *const WALLS[] = {
        "Jetzt anmelden und weiterlesen",
        "Cet article est réservé aux abonnés",
        "Suscríbete para seguir leyendo",
        "Este conteúdo é exclusivo para assinantes",
        "Abbonati per continuare a leggere",
        "Word abonnee om verder te lezen",
        "Logga in för att läsa vidare",
        "Zaloguj się, aby czytać dalej",
        "Оформите подписку, чтобы читать дальше",
        "СТАТЬЯ ДОСТУПНА ТОЛЬКО ПОДПИСЧИКАМ",
        "Περιεχόμενο μόνο για συνδρομητές",
        "この記事は有料記事です",
        "订阅后阅读全文",
        "لمتابعة القراءة اشترك الآن",
    };
    for (size_t i = 0; i < sizeof WALLS / sizeof *WALLS; i++) {
        unsigned says = hsay_paywall__words(hsay_str_of(WALLS[i]));
        bool wall =
            (says & HSAY_PAYWALL_WALL) || (says & (HSAY_PAYWALL_ON | HSAY_PAYWALL_ACCOUNT)) ==
                                              (HSAY_PAYWALL_ON | HSAY_PAYWALL_ACCOUNT);
        if (!wall)
            fail_msg("no wall: %s", WALLS[i]);
    }
    assert_int_equal(hsay_paywall__words(HSAY_STR("The harbour will open again.")), 0);
    assert_int_equal(hsay_paywall__words(HSAY_STR("")), 0);
}

static void the_wall_s_own_words_are_furniture(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(
        arena, "<body><article>" PROSE "<p>Subscribe to read the rest of this article.</p>"
               "<p>Two crowns a week, for as long as you like to, and no more than that.</p>"
               "</article>" FOOT);
    assert_int_equal(reason_of(&a, "Subscribe to read"), HSAY_FURNITURE_MEMBERSHIP);
    assert_int_equal(reason_of(&a, "Two crowns a week"), HSAY_FURNITURE_MEMBERSHIP);
    assert_true(has_text(&a, "Two crowns a week")); /* marked, not lost */
    hsay_arena_free(arena);
}

static void who_may_read_it_is_no_sign_of_a_beginning(void **unused)
{
    (void)unused;
    check("<head>" LD("\"isAccessibleForFree\":false") "</head><body><article>" PROSE MORE
                                                       "</article>" FOOT,
          "", "locked");
    check("<head>" LD("\"isAccessibleForFree\":\"True\"") "</head><body><article>" PROSE MORE
                                                          "</article>" FOOT,
          "", "free");
    check("<head><meta property='article:content_tier' content=metered>" LD(
              "\"isAccessibleForFree\":\"False\"") "</head><body><article>" PROSE MORE
                                                   "</article>" FOOT,
          "", "metered");
    check("<body><article itemscope itemtype='https://schema.org/NewsArticle'><meta "
          "itemprop=isAccessibleForFree content=false>" PROSE MORE "</article>" FOOT,
          "", "locked");
    check(
        "<head><meta property='article:content_tier' content='as ever'></head><body><article>" PROSE
            MORE "</article>" FOOT,
        "", "");
}

static void a_text_that_breaks_off_where_it_is_not_free(void **unused)
{
    (void)unused;
#define BREAK "<p>Builders of three towns sent offers, and the council will cho…</p>"
    check("<head>" LD("\"isAccessibleForFree\":false") "</head><body><article>" PROSE BREAK
                                                       "</article>" FOOT,
          "breaks-off", "locked");
    check("<body><article>" PROSE BREAK "</article><div class=paywall-fade></div>" FOOT,
          "breaks-off", "");
    check("<body><article>" PROSE BREAK "</article>" FOOT, "", "");
#undef BREAK
}

static void the_page_tells_how_long_it_is(void **unused)
{
    (void)unused;
    check("<head>" LD(
              "\"isAccessibleForFree\":false,\"wordCount\":\"900\"") "</head><body><article>" PROSE
                                                                     "</article>" FOOT,
          "word-count", "locked");
    check(
        "<head>" LD("\"isAccessibleForFree\":false,\"wordCount\":48") "</head><body><article>" PROSE
                                                                      "</article>" FOOT,
        "", "locked");
    check("<head>" LD("\"wordCount\":900") "</head><body><article>" PROSE "</article>" FOOT, "",
          "");
    /* the dialogue is always there, the text too */
    check(
        "<head>" LD("\"isAccessibleForFree\":false,\"wordCount\":48") "</head><body><article>" PROSE
                                                                      "</article><p>Subscribe to "
                                                                      "continue reading</p>" FOOT,
        "", "locked");
}

static void the_part_that_is_not_free_may_be_there(void **unused)
{
    (void)unused;
#define PART                                                                                       \
    LD("\"isAccessibleForFree\":false,\"wordCount\":900,\"hasPart\":[{\"@type\":"                  \
       "\"WebPageElement\",\"isAccessibleForFree\":\"False\",\"cssSelector\":\"main .rest\"}]")
    check("<head>" PART "</head><body><main><div>" PROSE MORE "<div class=rest>" MORE MORE
          "</div></div></main>" FOOT,
          "", "locked");
    check("<head>" PART "</head><body><main><div>" PROSE MORE
          "<div class=rest></div></div></main>" FOOT,
          "word-count", "locked");
#undef PART
    check(
        "<head>" LD(
            "\"isAccessibleForFree\":false") "</head><body><article>" PROSE_1
                                             "</article><div id=paywall><p>Welcome.</p></div>" FOOT,
        "short", "locked");
}

static void what_style_hides_is_text_all_the_same(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(arena, "<body><article>" PROSE
                                      "<div class=paywall style='display:none'>" MORE MORE
                                      "</div></article>" FOOT);
    assert_true(has_text(&a, "The lamps along the quay"));
    assert_int_equal(reason_of(&a, "The lamps along the quay"), HSAY_FURNITURE_COUNT);
    assert_false(a.partial);
    hsay_arena_free(arena);
}

static void the_rest_may_be_given_as_data(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(
        arena, "<head>" LD(
                   "\"articleBody\":\"The harbour of Velmora was closed on Monday, the port "
                   "office said, after the storm. Two ferries stayed in port, and the third, "
                   "which was at sea, came back by noon. Nobody was hurt, the office said, and "
                   "the harbour will open again on Wednesday. The lamps along the quay will be "
                   "mended before the summer, the town has promised, and the boats were brought "
                   "to the inner basin, where the water is calm.\"") "</head><body><article>" PROSE
                                                                     "<p>Subscribe to continue "
                                                                     "reading.</p></article>" FOOT);
    assert_str(a.method, "data");
    assert_false(a.partial);
    assert_true(has_text(&a, "The lamps along the quay"));
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_behind_the_text_say_that_it_goes_on),
        cmocka_unit_test(many_languages_have_such_words),
        cmocka_unit_test(the_wall_s_own_words_are_furniture),
        cmocka_unit_test(who_may_read_it_is_no_sign_of_a_beginning),
        cmocka_unit_test(a_text_that_breaks_off_where_it_is_not_free),
        cmocka_unit_test(the_page_tells_how_long_it_is),
        cmocka_unit_test(the_part_that_is_not_free_may_be_there),
        cmocka_unit_test(what_style_hides_is_text_all_the_same),
        cmocka_unit_test(the_rest_may_be_given_as_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
