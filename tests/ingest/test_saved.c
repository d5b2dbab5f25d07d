/* A saved page tells where it comes from in its first comment, and nowhere else. */
#include "check.h"

#include "base/alloc.h"
#include "ingest/html.h"
#include "ingest/saved.h"

static void address_is(const char *page, const char *expected)
{
    assert_str(hsay_saved__address(hsay_str_of(page)), expected);
}

static void comments_of_browsers_tell_the_address(void **unused)
{
    (void)unused;
    address_is("<!DOCTYPE html>\n<!-- saved from url=(0024)https://vale.test/a?b=-c -->\n<html>",
               "https://vale.test/a?b=-c");
    address_is("<html><!--\n Page saved with SingleFile \n url: https://vale.test/gate \n saved "
               "date: Fri Nov 27 2026\n--><head>",
               "https://vale.test/gate");
    address_is("<!-- hello --><!-- SAVED FROM URL=(0019)HTTP://vale.test/x -->",
               "HTTP://vale.test/x");
}

static void the_archive_tells_its_script_the_address(void **unused)
{
    (void)unused;
    address_is(
        "<head><script>\n __wm.init(\"https://web.archive.org/web\");\n __wm.wombat(\"http://"
        "vale.test:80/x\",\"20120216182711\",\"https://web.archive.org/\");</script>",
        "http://vale.test:80/x");
    address_is("<script>__wm.wombat(\"", "");
    address_is("<script>__wm.wombat(\"/x\")", "");
}

static void other_words_tell_none(void **unused)
{
    (void)unused;
    address_is("", "");
    address_is("<!--", "");
    address_is("<!-- saved from url=(0014)about:internet -->", "");
    address_is("<!-- saved from url=(0014 -->", "");
    address_is("<!-- saved from url=(", "");
    address_is("<!-- it was saved from url=(0019)https://vale.test/x -->", "");
    address_is("<p>saved from url=(0019)https://vale.test/x</p>", "");
    address_is("<!-- Page saved with SingleFile url: javascript:alert(1) -->", "");
    static char far[HSAY_SAVED_PROBE_BYTES + 80];
    memset(far, ' ', sizeof far);
    strcpy(far + HSAY_SAVED_PROBE_BYTES - 10, "<!-- saved from url=(0019)https://vale.test/x -->");
    address_is(far, "");
}

static void what_belongs_to_a_page_is_known_by_its_name(void **unused)
{
    (void)unused;
    const char *const names[] = {"Das Tor-Dateien", "Das Tor.htm", "gate.html",
                                 "gate_files",      "news_files",  "x.html"};
    const size_t count = sizeof names / sizeof *names;
    assert_true(hsay_saved__is_companion("gate_files", names, count));
    assert_true(hsay_saved__is_companion("Das Tor-Dateien", names, count));
    assert_false(hsay_saved__is_companion("news_files", names, count));
    assert_false(hsay_saved__is_companion("gate_pages", names, count));
    assert_false(hsay_saved__is_companion("_files", names, count));
    assert_false(hsay_saved__is_companion("x", names, count));
    assert_false(hsay_saved__is_companion("gate_files", NULL, 0));
}

static const char PAGE[] =
    "<!-- saved from url=(0024)https://m.vale.test/gate --><html><head><title>Gate</title><link "
    "rel=canonical href='https://vale.test/news/gate'></head><body><article><h1>Gate</h1><p>The "
    "gate was shut all night, Orla Venn said on Monday in the hall. Nobody came, she added, and "
    "the mill stood dark behind the river until the keeper woke and saw the water in his kitchen. "
    "He told the council of it on the same day, and the council had it read in the hall.</p>"
    "</article></body></html>";

static void the_article_has_it_as_its_url(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = {0};
    assert_int_equal(hsay_html_read_bytes(hsay_str_of(PAGE), 0, arena, &a, NULL), HSAY_OK);
    assert_str(a.url, "https://m.vale.test/gate");
    assert_str(a.page->canonical_url, "https://vale.test/news/gate");
    a = (hsay_article){.url = HSAY_STR("https://vale.test/told")};
    assert_int_equal(hsay_html_read_bytes(hsay_str_of(PAGE), 0, arena, &a, NULL), HSAY_OK);
    assert_str(a.url, "https://vale.test/told");
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_of_browsers_tell_the_address),
        cmocka_unit_test(the_archive_tells_its_script_the_address),
        cmocka_unit_test(other_words_tell_none),
        cmocka_unit_test(what_belongs_to_a_page_is_known_by_its_name),
        cmocka_unit_test(the_article_has_it_as_its_url),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
