/* Lines of CDX and CDXJ files: what they name, and each way in which one can not be used. */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "ingest/cdx.h"

typedef struct wanted {
    const char *line, *file;
    uint64_t offset, length;
} wanted;

static void assert_range(hsay_cdx *cdx, wanted w)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_cdx_range range;
    hsay_error error = {0};
    assert_int_equal(hsay_cdx__range(cdx, hsay_str_of(w.line), arena, &range, &error), HSAY_OK);
    assert_str(range.file, w.file);
    assert_true(range.offset == w.offset && range.length_bytes == w.length);
    hsay_arena_free(arena);
}

static void assert_none(hsay_cdx *cdx, const char *line, hsay_status status, const char *text)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_cdx_range range = {.offset = 77};
    hsay_error error = {0};
    assert_int_equal(hsay_cdx__range(cdx, hsay_str_of(line), arena, &range, &error), status);
    if (text)
        assert_string_equal(error.text, text);
    assert_int_equal(range.offset, 77);
    hsay_arena_free(arena);
}

static hsay_cdx begin(void)
{
    return hsay_cdx__begin(HSAY_STR("crawl/index.cdx"), 1000);
}

static void the_header_says_which_field_is_which(void **unused)
{
    (void)unused;
    hsay_cdx cdx = begin();
    assert_none(&cdx, " CDX N b a m s k r M S V g", HSAY_NOT_FOUND, NULL);
    assert_range(&cdx,
                 (wanted){"org,x)/ 2024 http://x.org/ text/html 200 K - - 120 4096 a/b.warc.gz",
                          "a/b.warc.gz", 4096, 120});
    assert_range(&cdx, (wanted){"org,x)/ 2024 http://x.org/{1} - - - - - - 5 b.warc", "b.warc", 5,
                                UINT64_MAX});
    assert_none(&cdx, "\tCDX\tg\tV\ta", HSAY_NOT_FOUND, NULL); /* another header, by tabs */
    assert_range(&cdx, (wanted){"a b.warc\t7\thttp://x.org/", "a b.warc", 7, UINT64_MAX});
}

static void without_a_header_nine_and_eleven_fields_are_known(void **unused)
{
    (void)unused;
    hsay_cdx cdx = begin();
    assert_range(&cdx, (wanted){"k 2024 http://x.org/ text/html 200 K - - 30 8 c.warc.gz",
                                "c.warc.gz", 8, 30});
    assert_range(&cdx, (wanted){"k 2024 http://x.org/ text/html 200 K - 8 c.warc.gz", "c.warc.gz",
                                8, UINT64_MAX});
    assert_none(&cdx, "k 2024 http://x.org/ 200 8 c.warc.gz", HSAY_INPUT,
                "the line names no WARC file and offset");
}

static void json_has_numbers_and_strings(void **unused)
{
    (void)unused;
    hsay_cdx cdx = begin();
    assert_none(&cdx, "!OpenWayback-CDXJ 1.0", HSAY_NOT_FOUND, NULL);
    assert_none(&cdx, "", HSAY_NOT_FOUND, NULL);
    assert_range(&cdx,
                 (wanted){"org,x)/ 2024 {\"url\": \"http://x.org/\", \"filename\": \"d.warc\", "
                          "\"offset\": \"12\", \"length\": 34}",
                          "d.warc", 12, 34});
    assert_range(&cdx, (wanted){"{\"filename\":\"./d\\u002f.warc\",\"offset\":0}", "./d/.warc", 0,
                                UINT64_MAX});
    static const struct {
        const char *line, *text;
    } BAD[] = {
        {"{\"filename\":\"d.warc\",\"offset\":1", "the line's JSON is broken"},
        {"{\"filename\":\"d.warc\"}", "the line names no WARC file and offset"},
        {"{\"filename\":7,\"offset\":1}", "the line names no WARC file and offset"},
        {"[\"filename\", {\"offset\":1}]", "the line's JSON is broken"},
        {"k 1 [{\"offset\":1}]", "the line names no WARC file and offset"},
        {"{\"filename\":\"d.warc\",\"offset\":-1}", "the line's offset is no number"},
        {"{\"filename\":\"d.warc\",\"offset\":\"1e3\"}", "the line's offset is no number"},
        {"{\"filename\":\"d.warc\",\"offset\":\"99999999999999999999999\"}",
         "the line's offset is no number"},
        {"{\"filename\":\"d.warc\",\"offset\":1,\"length\":\"\"}",
         "the line's length is no number"},
    };
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_none(&cdx, BAD[i].line, HSAY_INPUT, BAD[i].text);
}

static void no_name_leads_out_of_the_folder(void **unused)
{
    (void)unused;
    static const char *const OUTSIDE[] = {"/etc/d.warc", "../d.warc",  "a/../../d.warc",
                                          "a/..",        "..",         "",
                                          "a/\\u0000b",  "a/b/../../c"};
    hsay_cdx cdx = begin();
    for (size_t i = 0; i < sizeof OUTSIDE / sizeof *OUTSIDE; i++) {
        char line[200];
        snprintf(line, sizeof line, "{\"filename\":\"%s\",\"offset\":1}", OUTSIDE[i]);
        bool nul = strstr(OUTSIDE[i], "u0000"); /* no JSON that is read has one */
        assert_none(&cdx, line, HSAY_INPUT,
                    nul ? "the line's JSON is broken"
                        : "the line names a file outside of the CDX file's folder");
    }
    assert_range(&cdx, (wanted){"{\"filename\":\"a..b/..c/d..\",\"offset\":1}", "a..b/..c/d..", 1,
                                UINT64_MAX});
    char longest[6000];
    memset(longest, 'a', sizeof longest);
    memcpy(longest, "{\"filename\":\"", 13);
    memcpy(longest + 5000, "\",\"offset\":1}", 14);
    assert_none(&cdx, longest, HSAY_INPUT, "the line names a file whose path is too long");
}

static void what_is_a_cdx_file(void **unused)
{
    (void)unused;
    hsay_str none = HSAY_STR("a b c");
    assert_true(hsay_cdx__is(HSAY_STR("x.cdx"), none));
    assert_true(hsay_cdx__is(HSAY_STR("x.CDXJ.gz"), none));
    assert_true(hsay_cdx__is(HSAY_STR("-"), HSAY_STR(" CDX N b a m s k r V g\n")));
    assert_false(hsay_cdx__is(HSAY_STR("x.cdx.txt"), none));
    assert_false(hsay_cdx__is(HSAY_STR("x.txt"), HSAY_STR("A CDX player is no format\n")));
    assert_false(hsay_cdx__is(HSAY_STR("cdx"), none));
    assert_str(hsay_cdx__begin(HSAY_STR("a/b/c.cdx"), 1).folder, "a/b/");
    assert_int_equal(hsay_cdx__begin(HSAY_STR("c.cdx"), 1).folder.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_says_which_field_is_which),
        cmocka_unit_test(without_a_header_nine_and_eleven_fields_are_known),
        cmocka_unit_test(json_has_numbers_and_strings),
        cmocka_unit_test(no_name_leads_out_of_the_folder),
        cmocka_unit_test(what_is_a_cdx_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
