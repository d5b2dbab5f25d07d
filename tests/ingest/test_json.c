/* Members by the names that crawlers write or that were chosen; errors by name; repaired bytes. */
#include "articles.h"

static hsay_status status_of(const char *json, const char **text)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_article article = {0};
    hsay_error error = {0};
    hsay_status status =
        ingest_bytes(arena, HSAY_FORMAT_JSON, hsay_str_of(json), &options, &article, &error);
    *text = error.text;
    hsay_arena_free(arena);
    return status;
}

static void the_names_of_crawlers_are_known(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(
        arena, HSAY_FORMAT_JSON,
        "{\"maintext\": \"The bridge is old.\", \"title\": \"Bridge\", \"authors\": [\"Tom Reed\", "
        "\"Mira Holt\"], \"date_publish\": \"2031-05-03 10:00:00\", \"source_domain\": "
        "\"varnpost.example\", \"url\": \"https://www.VarnPost.example:80/a?b\", \"language\": "
        "\"en\"}");
    assert_str(a.text, "The bridge is old.");
    assert_str(a.title, "Bridge");
    assert_int_equal(a.authors.count, 2);
    assert_str(a.authors.items[1], "Mira Holt");
    assert_str(a.date, "2031-05-03");
    assert_str(a.outlet, "varnpost.example");
    assert_str(a.domain, "varnpost.example");
    assert_str(a.lang, "en");
    assert_str(a.id, "in");
    a = article_of(arena, HSAY_FORMAT_JSON,
                   "{\"id\": 7, \"text\": \"It is old.\", \"author\": \"Tom Reed\", \"source\": "
                   "\"https://a.example/x\", \"sitename\": null, \"hostname\": \"\"}");
    assert_str(a.id, "in#7");
    assert_str(a.url, "https://a.example/x");
    assert_str(a.outlet, "");
    hsay_arena_free(arena);
}

static void chosen_names_replace_the_known(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_options options = HSAY_OPTIONS_INIT;
    options.names.text = "corpo";
    hsay_article a = {0};
    hsay_str json = HSAY_STR("{\"text\": \"No.\", \"corpo\": \"Yes, it is so.\"}");
    assert_int_equal(ingest_bytes(arena, HSAY_FORMAT_JSON, json, &options, &a, NULL), HSAY_OK);
    assert_str(a.text, "Yes, it is so.");
    hsay_arena_free(arena);
}

static void errors_say_what_is_wrong(void **unused)
{
    (void)unused;
    static const struct {
        const char *json;
        hsay_status status;
        const char *text;
    } CASES[] = {
        {"{\"text\": \"a", HSAY_INPUT, "the JSON ends too early"},
        {"{\"text\": nope}", HSAY_INPUT, "the JSON is broken"},
        {"{\"text\": \"a\", \"text\": \"b\"}", HSAY_INPUT,
         "a member stands twice in the JSON object"},
        {"{\"text\": \"a\"} x", HSAY_INPUT, "something follows the JSON object"},
        {"{\"text\": 5}", HSAY_INPUT, "the text is no string"},
        {"{\"text\": \"a\", \"url\": []}", HSAY_INPUT, "the URL is no string"},
        {"{\"text\": \"a\", \"authors\": [5]}", HSAY_INPUT,
         "the author is neither a name nor a list"},
        {"{\"text\": \"a\", \"id\": true}", HSAY_INPUT,
         "the id is neither a string nor a whole number"},
        {"{\"text\": \"a\", \"date\": {}}", HSAY_INPUT,
         "the date is neither a string nor a number"},
        {"[1]", HSAY_INPUT, "the record is no JSON object"},
        {"{\"text\": \" \"}", HSAY_EMPTY, "the record holds no text"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *text = NULL;
        assert_int_equal(status_of(CASES[i].json, &text), CASES[i].status);
        assert_string_equal(text, CASES[i].text);
    }
}

static void bad_characters_are_repaired_and_counted(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a =
        article_of(arena, HSAY_FORMAT_JSON,
                   "{\"text\": \"a \\ud800 b \\ud83d\\ude00 \\\\ud800 \\u0000 \xFF.\"}");
    assert_str(a.text, "a \xEF\xBF\xBD b \xF0\x9F\x98\x80 \\ud800 \xEF\xBF\xBD \xEF\xBF\xBD.");
    assert_int_equal(a.repaired_count, 3);
    hsay_arena_free(arena);
}

#define OWN_LINE(member)                                                                           \
    "{" member "\"id\": \"a\", \"input\": \"a\", \"hash\": "                                       \
    "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\", \"furniture\": [], "    \
    "\"text\": \"The quay.\"}"
#define OWN_RUNS(range, runs)                                                                      \
    "{\"id\": \"a.txt\", \"input\": \"a.txt\", \"hash\": "                                         \
    "\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\", \"text\": "             \
    "\"Read more\\nThe vote.\", \"furniture\": [" range "], \"runs\": [" runs "]}"

#define OWN(range) OWN_RUNS(range, "")

static void runs_of_our_own_are_checked(void **unused)
{
    (void)unused;
    static const char *const WRONG[] = {
        "[0, 3]",      "[0, 3, 0]",  "[18, 3, 2]", "[0, -1, 4]",
        "[0, 3, 4.5]", "[0, 3, 99]", "\"0\"",      "[0, 9223372036854775807, 4]"};
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(arena, HSAY_FORMAT_JSON, OWN_RUNS("", "[0, 3, 4], [6, 20, 13]"));
    assert_int_equal(a.run_count, 2);
    assert_int_equal(a.runs[1].input_start, 20);
    hsay_arena_free(arena);
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char line[512];
        const char *text;
        snprintf(line, sizeof line, OWN_RUNS("", "%s"), WRONG[i]);
        assert_int_equal(status_of(line, &text), HSAY_INPUT);
        assert_string_equal(text, "a run of the text does not fit it");
    }
    const char *text;
    assert_int_equal(status_of(OWN_RUNS("", "[6, 3, 4], [0, 20, 2]"), &text), HSAY_INPUT);
}

static void lines_of_our_own_come_back(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(
        arena, HSAY_FORMAT_JSON,
        OWN("{\"start_byte\": 0, \"end_byte\": 4, \"reason\": \"bio\", \"rule\": \"r\"}"));
    assert_str(a.id, "a.txt");
    assert_str(a.input, "a.txt");
    assert_int_equal(a.hash[1], 0x11);
    assert_int_equal(a.furniture_count, 1);
    assert_int_equal(a.furniture[0].span.end, 4);
    assert_int_equal(a.furniture[0].reason, HSAY_FURNITURE_BIO);
    const char *text;
    assert_int_equal(
        status_of(OWN("{\"start_byte\": 0, \"end_byte\": 99, \"reason\": \"bio\"}"), &text),
        HSAY_INPUT);
    assert_string_equal(text, "a range of furniture does not fit the text");
    assert_int_equal(
        status_of(OWN("{\"start_byte\": 0, \"end_byte\": 4, \"reason\": \"none\"}"), &text),
        HSAY_INPUT);
    hsay_arena_free(arena);
}

static void what_a_page_told_comes_back(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(
        arena, HSAY_FORMAT_JSON,
        OWN_LINE("\"page\": {\"canonical_url\": null, \"published\": \"2031-05-06\", "
                 "\"section\": \"Sea\", \"images\": [{\"url\": \"a.jpg\", \"caption\": null}, "
                 "{\"caption\": \"lost\"}, 7], \"methods\": {\"title\": \"heading\", "
                 "\"date\": \"guessed\"}}, "));
    assert_non_null(a.page);
    assert_str(a.page->published, "2031-05-06");
    assert_str(a.page->canonical_url, "");
    assert_str(a.page->section, "Sea");
    assert_int_equal(a.page->image_count, 1);
    assert_str(a.page->images[0].url, "a.jpg");
    assert_int_equal(a.page->methods[HSAY_FACT_TITLE], HSAY_METHOD_HEADING);
    assert_int_equal(a.page->methods[HSAY_FACT_DATE], HSAY_METHOD_UNKNOWN);
    a = article_of(arena, HSAY_FORMAT_JSON, OWN_LINE("\"page\": 3, "));
    assert_null(a.page);
    hsay_arena_free(arena);
}

static void posts_come_back_and_are_checked(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(
        arena, HSAY_FORMAT_JSON,
        OWN_LINE("\"posts\": [{\"start_byte\": 0, \"end_byte\": 3, \"headline\": \"Shut\"}, "
                 "{\"start_byte\": 4, \"end_byte\": 9, \"published\": \"2031-05-06\"}], "));
    assert_int_equal(a.post_count, 2);
    assert_str(a.posts[0].headline, "Shut");
    assert_int_equal(a.posts[1].span.end, 9);
    assert_str(a.posts[1].published, "2031-05-06");
    static const char *const WRONG[] = {
        OWN_LINE("\"posts\": [{\"start_byte\": 0, \"end_byte\": 99}], "),
        OWN_LINE("\"posts\": [{\"start_byte\": 3, \"end_byte\": 3}], "),
        OWN_LINE("\"posts\": [{\"start_byte\": 4, \"end_byte\": 9}, "
                 "{\"start_byte\": 0, \"end_byte\": 3}], ")};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        const char *text;
        assert_int_equal(status_of(WRONG[i], &text), HSAY_INPUT);
        assert_string_equal(text, "a post does not fit the text");
    }
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(posts_come_back_and_are_checked),
        cmocka_unit_test(what_a_page_told_comes_back),
        cmocka_unit_test(the_names_of_crawlers_are_known),
        cmocka_unit_test(chosen_names_replace_the_known),
        cmocka_unit_test(errors_say_what_is_wrong),
        cmocka_unit_test(bad_characters_are_repaired_and_counted),
        cmocka_unit_test(runs_of_our_own_are_checked),
        cmocka_unit_test(lines_of_our_own_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
