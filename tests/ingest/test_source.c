/* Feeds, tables and databases through records and ingest: what comes out, and what is told.
 */
#include "outcome.h"

#include <sqlite3.h>

#include "base/alloc.h"
#include "ingest/feed.h"

static void rss_gives_content_before_its_summary(void **unused)
{
    (void)unused;
    outcome o = read_text(
        "<?xml version='1.0'?><rss xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        "<channel><title>The Varn Post</title><item><title>Bridge &amp;amp; quay</title>"
        "<guid>vp-1</guid><pubDate>Wed, 25 Nov 2026 07:00:00 +0000</pubDate><description>Short."
        "</description><content:encoded><![CDATA[<p>The bridge is&nbsp;old.</p><p>It &eacute;t"
        "</p>]]></content:encoded></item><item><title>Bare</title></item></channel></rss>",
        ".xml");
    assert_int_equal(o.articles, 1);
    assert_int_equal(o.bare, 1);
    assert_int_equal(o.failures, 0);
    assert_string_equal(o.first, "The bridge is\xC2\xA0old.\n\nIt \xC3\xA9t");
    assert_string_equal(o.id, "vp-1");
    assert_string_equal(o.outlet, "The Varn Post");
    assert_string_equal(o.title, "Bridge & quay");
    assert_string_equal(o.date, "2026-11-25T07:00:00Z");
    assert_false(o.partial);
}

static void a_summary_alone_is_a_part(void **unused)
{
    (void)unused;
    outcome o = read_text("<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay Times</title>"
                          "<entry><id>q1</id><summary>Ida Lunn said no.</summary></entry></feed>",
                          ".atom");
    assert_int_equal(o.articles, 1);
    assert_string_equal(o.first, "Ida Lunn said no.");
    assert_true(o.partial);
}

static void xhtml_content_keeps_its_blocks(void **unused)
{
    (void)unused;
    outcome o = read_text("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>"
                          "<div xmlns='http://www.w3.org/1999/xhtml'><p>One &lt; two.</p><p>Three."
                          "</p></div></content></entry></feed>",
                          ".xml");
    assert_string_equal(o.first, "One < two.\n\nThree.");
    assert_false(o.partial);
}

static void entities_of_the_feeds_own_end_it_and_what_stood_before_stays(void **unused)
{
    (void)unused;
    outcome o = read_text("<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>"
                          "<!ENTITY c '&b;&b;&b;&b;&b;&b;'>]><rss><channel><item><description>"
                          "It was fine.</description></item><item><description>&c;</description>"
                          "</item></channel></rss>",
                          ".xml");
    assert_int_equal(o.articles, 1);
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.error, "the feed uses entities of its own, which are not expanded");
}

static void a_feed_that_breaks_off_keeps_its_items(void **unused)
{
    (void)unused;
    outcome o = read_text("<rss><channel><item><description>It was fine.</description></item><item>"
                          "<descr",
                          ".rss");
    assert_int_equal(o.articles, 1);
    assert_string_equal(o.error, "the feed's XML is broken or ends too early");
}

static void a_sitemap_without_texts_is_told_once(void **unused)
{
    (void)unused;
    outcome o = read_text("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>"
                          "https://v.example/1</loc></url><url><loc>https://v.example/2</loc></url>"
                          "</urlset>",
                          ".xml");
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.error,
                        "the feed gives titles and addresses, but no text, and nothing is fetched");
}

static void a_tag_with_too_many_attributes_is_refused(void **unused)
{
    (void)unused;
    enum { COUNT = 100000 };
    char *feed = malloc(COUNT * 12 + 64), *to = feed + sprintf(feed, "<rss><channel ");
    for (int i = 0; i < COUNT; i++)
        to += sprintf(to, "a%d='' ", i);
    strcpy(to, "/></rss>");
    outcome o = read_text(feed, ".xml");
    free(feed);
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.error, "a tag of the feed has too many attributes");
}

static void a_json_feed_loses_only_its_broken_item(void **unused)
{
    (void)unused;
    outcome o =
        read_text("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": "
                  "1, \"content_html\": \"<p>Yes.</p>\"}, {broken}, {\"id\": \"2\", "
                  "\"content_text\": \"No.\"}], \"title\": \"JF\"}",
                  ".json");
    assert_int_equal(o.articles, 2);
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.first, "Yes.");
    assert_string_equal(o.outlet, "JF");
    assert_string_equal(o.error, "the item is broken JSON or no object");
}

#define WORDPRESS_ITEM                                                                             \
    "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Quay "          \
    "&amp;amp; "                                                                                   \
    "Tide</title><item><title>The bridge of Varn</title><content:encoded><![CDATA[<p>It is "       \
    "old.</p>"                                                                                     \
    "<p>%s</p>]]></content:encoded></item></channel></rss>"

static void the_title_again_at_the_end_of_an_item_is_furniture(void **unused)
{
    (void)unused;
    char text[1024];
    snprintf(text, sizeof text, WORDPRESS_ITEM,
             "Der Beitrag <a href='a'>The bridge of Varn</a> erschien zuerst auf Quay.");
    outcome o = read_text(text, ".xml");
    assert_int_equal(o.furniture, 1);
    assert_string_equal(o.outlet, "Quay & Tide");
    assert_int_equal(o.run, strstr(text, "It is old") - text);
    snprintf(text, sizeof text, WORDPRESS_ITEM, "The bridge is to be mended, Ida Lunn said.");
    assert_int_equal(read_text(text, ".xml").furniture, 0);
}

static void a_feed_is_told_by_its_content_in_utf16_too(void **unused)
{
    (void)unused;
    static const char FEED[] = "<?xml version='1.0' encoding='UTF-16'?><rss><channel><item>"
                               "<description>It was fine.</description></item></channel></rss>";
    char wide[2 * sizeof FEED] = "\xFF\xFE";
    for (size_t i = 0; i + 1 < sizeof FEED; i++)
        wide[2 * i + 2] = FEED[i];
    const char *names[] = {".xml", ".html", ".txt", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_string_equal(read_text(FEED + 39, names[i]).first, "It was fine.");
        outcome o = read_bytes(wide, 2 * sizeof FEED, names[i]);
        assert_string_equal(o.first, "It was fine.");
        assert_int_equal(o.end, 2 * sizeof FEED);
    }
    assert_int_equal(read_text("<rsses><p>It was fine.", ".html").failures, 0);
}

static void words_of_a_cell_lead_back_to_the_input(void **unused)
{
    (void)unused;
    outcome o = read_text("id,text\na,\"It was fine.\"\n", ".csv");
    assert_int_equal(o.start, 8);
    assert_int_equal(o.end, 25);
    assert_int_equal(o.run, 11);
    o = read_text("id,text\na,\"It was \"\"fine\"\".\"\n", ".csv"); /* not as it stands there */
    assert_string_equal(o.first, "It was \"fine\".");
    assert_int_equal(o.run, 0);
}

static void html_under_the_name_of_text_is_read_as_html(void **unused)
{
    (void)unused;
    outcome o = read_text("id,text\na,<p>One &amp; two.</p><p>Three.</p>\n", ".csv");
    assert_string_equal(o.first, "One & two.\n\nThree.");
    o = read_text("id,text\na,<Two> is </less> than three.\n", ".csv");
    assert_string_equal(o.first, "<Two> is </less> than three.");
}

static void quotes_that_never_close_cost_no_more_than_the_table(void **unused)
{
    (void)unused;
    enum { LINES = 100000 };
    hsay_options options = HSAY_OPTIONS_INIT;
    options.record_limit_bytes = 20000;
    char *text = malloc(LINES * 6 + 64), *to = text + sprintf(text, "id,text\na,One.\n");
    for (int i = 0; i < LINES; i++)
        to += sprintf(to, "x\",\"y\n");
    char *path = file_of(text, (size_t)(to - text), ".csv");
    outcome o = read_file(path, &options);
    assert_int_equal(o.articles, 1);
    assert_true(o.failures > 1 && o.failures < 1000);
    assert_string_equal(o.error, "too many quoted cells of the table are never closed; the rest of "
                                 "it is not read");
    unlink(path);
    free(path);
    free(text);
}

/* Of either kind, the items that it holds of `count`. */
static void check_items(hsay_feed_kind kind, const char *before, const char *item, size_t count,
                        const char *behind, hsay_status expected)
{
    size_t room = strlen(before) + count * strlen(item) + strlen(behind) + 1;
    char *feed = malloc(room), *to = feed + sprintf(feed, "%s", before);
    hsay_arena *arena = hsay_arena_new();
    hsay_entries entries = {0};
    hsay_error error = {0};
    for (size_t i = 0; i < count; i++)
        to += sprintf(to, "%s", item);
    strcpy(to, behind);
    assert_int_equal(hsay_feed__read(kind, hsay_str_of(feed), 0, arena, &entries, &error),
                     expected);
    assert_int_equal(entries.count, count < HSAY_ENTRIES_MAX ? count : HSAY_ENTRIES_MAX);
    hsay_arena_free(arena);
    free(feed);
}

static void items_have_a_limit(void **unused)
{
    (void)unused;
    const size_t most = HSAY_ENTRIES_MAX;
    check_items(HSAY_FEED_XML, "<rss><channel>", "<item/>", most, "</channel></rss>", HSAY_OK);
    check_items(HSAY_FEED_XML, "<rss><channel>", "<item/>", most + 1, "</channel></rss>",
                HSAY_LIMIT);
    check_items(HSAY_FEED_JSON, "{\"items\": [", "1,", most, "]}", HSAY_OK);
    check_items(HSAY_FEED_JSON, "{\"items\": [", "1,", most + 1, "]}", HSAY_LIMIT);
}

static void a_table_has_quotes_marks_and_any_delimiter(void **unused)
{
    (void)unused;
    outcome o =
        read_text("\xEF\xBB\xBFTitle;Publish Date;text\r\n\"One; two\";2026-11-25;\"He said "
                  "\"\"no\"\".\n\nHe left.\"\r\n\r\nTwo;;Yes.\r\n",
                  ".csv");
    assert_int_equal(o.articles, 2);
    assert_int_equal(o.failures, 0);
    assert_string_equal(o.first, "He said \"no\".\n\nHe left.");
    assert_string_equal(o.title, "One; two");
    assert_string_equal(o.date, "2026-11-25");
}

static void bad_rows_are_told_by_number_and_the_rest_is_read(void **unused)
{
    (void)unused;
    outcome o = read_text("id,text\na,One.\nb,Two, three.\nc,Three.\n", ".csv");
    assert_int_equal(o.articles, 2);
    assert_string_equal(o.record, "3");
    assert_string_equal(o.error, "the row has more cells than the header; a cell with a delimiter "
                                 "in it needs quotes");
    o = read_text("id,text\na,One.\nb,\"Two\nc,Three.\n", ".csv");
    assert_int_equal(o.articles, 2);
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.record, "3");
    assert_string_equal(o.error, "a quoted cell of the row is never closed; the next line is read "
                                 "as a new row");
}

static void a_row_over_the_limit_costs_itself(void **unused)
{
    (void)unused;
    char text[2000];
    hsay_options options = HSAY_OPTIONS_INIT;
    options.record_limit_bytes = 500;
    int len = snprintf(text, sizeof text, "id,text\na,%0900d\nb,Two.\n", 0);
    char *path = file_of(text, (size_t)len, ".csv");
    outcome o = read_file(path, &options);
    assert_int_equal(o.articles, 1);
    assert_string_equal(o.first, "Two.");
    assert_string_equal(o.record, "2");
    assert_string_equal(o.error, "the row is over the size limit");
    unlink(path);
    free(path);
}

static void a_table_without_texts_says_what_to_do(void **unused)
{
    (void)unused;
    outcome o = read_text("a,b\n1,2\n", ".csv");
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.error, "the table has no column that is known to hold text or HTML; name "
                                 "it by --field text=COLUMN");
}

static char *database_of(const char *sql)
{
    char *path = file_of("", 0, ".db");
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    return path;
}

static void a_database_is_read_from_its_one_table_with_texts(void **unused)
{
    (void)unused;
    hsay_options options = HSAY_OPTIONS_INIT;
    char *path = database_of("CREATE TABLE page(body TEXT, title TEXT); INSERT INTO page VALUES("
                             "'Ida Lunn said yes.', 'T'); CREATE TABLE log(x)");
    outcome o = read_file(path, &options);
    assert_int_equal(o.articles, 1);
    assert_string_equal(o.first, "Ida Lunn said yes.");
    assert_int_equal(o.end, 4096 * 3);
    unlink(path);
    free(path);
    path = database_of("CREATE TABLE a(text); CREATE TABLE b(text); INSERT INTO b VALUES('No.')");
    o = read_file(path, &options);
    assert_string_equal(o.error, "several tables of the database hold texts; name one by --table");
    options.table = "b";
    o = read_file(path, &options);
    assert_string_equal(o.first, "No.");
    options.table = "c";
    o = read_file(path, &options);
    assert_string_equal(o.error, "the database has no table of the name given");
    unlink(path);
    free(path);
}

static void a_damaged_database_and_a_view_without_end_are_told(void **unused)
{
    (void)unused;
    hsay_options options = HSAY_OPTIONS_INIT;
    char bytes[4096] = "SQLite format 3";
    memset(bytes + 16, 0x5A, sizeof bytes - 16);
    outcome o = read_bytes(bytes, sizeof bytes, ".db");
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.error, "the database is damaged or no SQLite database");
    char *path = database_of("CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x "
                             "+ 1 FROM n) SELECT x AS text FROM n WHERE x < 0");
    options.table = "v";
    o = read_file(path, &options);
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.error, "the database works too long for one row");
    unlink(path);
    free(path);
}

static void rows_of_a_database_over_the_limit_cost_themselves(void **unused)
{
    (void)unused;
    hsay_options options = HSAY_OPTIONS_INIT;
    options.record_limit_bytes = 5000;
    char *path =
        database_of("CREATE TABLE a(text); INSERT INTO a(rowid, text) VALUES(-7, 'One.'), (2, "
                    "zeroblob(6000)), (3, zeroblob(6000)), (9, 'Two.'), (10, zeroblob(6000))");
    outcome o = read_file(path, &options);
    assert_int_equal(o.articles, 2);
    assert_int_equal(o.failures, 3);
    assert_string_equal(o.record, "10");
    assert_string_equal(o.error, "the row is over the size limit");
    unlink(path);
    free(path);
    path = database_of("CREATE TABLE a(k PRIMARY KEY, text) WITHOUT ROWID; INSERT INTO a VALUES(1, "
                       "'One.'), (2, zeroblob(6000)), (3, 'Two.')");
    o = read_file(path, &options);
    assert_int_equal(o.articles, 1);
    assert_int_equal(o.failures, 1);
    unlink(path);
    free(path);
}

static void nul_bytes_become_replacement_characters(void **unused)
{
    (void)unused;
    static const char MAIL[] = "Subject: of bridges\n\nA\0B.\n",
                      TABLE[] = "id,text\na,A\0B.\n,The bridge.\n";
    assert_string_equal(read_bytes(MAIL, sizeof MAIL - 1, ".eml").first, "A\xEF\xBF\xBD"
                                                                         "B.\n");
    assert_string_equal(read_bytes(TABLE, sizeof TABLE - 1, ".csv").first, "A\xEF\xBF\xBD"
                                                                           "B.");
}

static void each_allocation_may_fail(void **unused)
{
    (void)unused;
    static const char *const TEXTS[][2] = {
        {".xml",
         "<rss><channel><title>A</title><item><title>T &amp;amp; U</title><description>&lt;p&gt;It "
         "was.</description></item><item><description>No.</description></item></channel></rss>"},
        {".json",
         "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"id\": \"1\", "
         "\"content_html\": \"<p>It was.\"}, {\"id\": \"2\", \"content_text\": \"No.\"}]}"},
        {".csv", "id,title,author,text\n1,T,A|B,\"It \"\"was\"\".\"\n2,T,A,No.\n"},
        {".eml",
         "From a@b\nSubject: =?utf-8?q?T?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"
         "It was.\n--b--\n\nFrom a@b\nSubject: U\n\nNo.\n"},
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        char *path = file_of(TEXTS[i][1], strlen(TEXTS[i][1]), TEXTS[i][0]);
        size_t n = 1;
        int articles = -1;
        for (; articles < 0; n++) {
            articles = read_failing(path, n);
            hsay_alloc__fail_nth(0);
        }
        assert_int_equal(articles, 2);
        assert_in_range(n, 10, 1000);
        unlink(path);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rss_gives_content_before_its_summary),
        cmocka_unit_test(a_summary_alone_is_a_part),
        cmocka_unit_test(xhtml_content_keeps_its_blocks),
        cmocka_unit_test(entities_of_the_feeds_own_end_it_and_what_stood_before_stays),
        cmocka_unit_test(a_feed_that_breaks_off_keeps_its_items),
        cmocka_unit_test(a_sitemap_without_texts_is_told_once),
        cmocka_unit_test(a_tag_with_too_many_attributes_is_refused),
        cmocka_unit_test(a_json_feed_loses_only_its_broken_item),
        cmocka_unit_test(the_title_again_at_the_end_of_an_item_is_furniture),
        cmocka_unit_test(a_feed_is_told_by_its_content_in_utf16_too),
        cmocka_unit_test(words_of_a_cell_lead_back_to_the_input),
        cmocka_unit_test(html_under_the_name_of_text_is_read_as_html),
        cmocka_unit_test(quotes_that_never_close_cost_no_more_than_the_table),
        cmocka_unit_test(items_have_a_limit),
        cmocka_unit_test(a_table_has_quotes_marks_and_any_delimiter),
        cmocka_unit_test(bad_rows_are_told_by_number_and_the_rest_is_read),
        cmocka_unit_test(a_row_over_the_limit_costs_itself),
        cmocka_unit_test(a_table_without_texts_says_what_to_do),
        cmocka_unit_test(a_database_is_read_from_its_one_table_with_texts),
        cmocka_unit_test(a_damaged_database_and_a_view_without_end_are_told),
        cmocka_unit_test(rows_of_a_database_over_the_limit_cost_themselves),
        cmocka_unit_test(nul_bytes_become_replacement_characters),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
