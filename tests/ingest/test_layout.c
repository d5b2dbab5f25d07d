/* What the written text was on its page: ranges that nest, as twins, and pages made to be odd. */
#include "articles.h"

#include <time.h>

#include "base/buf.h"

#define PROSE                                                                                      \
    "<p>The old bridge over the river will be closed until the week is over, the mayor said, and " \
    "nobody will cross it before the spring.</p>"

/* "kind[level]:words" of each range, "|" between; of the ranges behind the first paragraph. */
static void assert_layout(const char *markup, const char *expected)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_str page = hsay_arena_format(
        arena, "<html><body><article>" PROSE "%s" PROSE "</article></body></html>", markup);
    hsay_article a = article_of(arena, HSAY_FORMAT_HTML, page.ptr);
    hsay_buf got = {0};
    assert_true(a.layout_count >= 2);
    for (uint32_t i = 1; i + 1 < a.layout_count; i++) {
        const hsay_layout *l = &a.layout[i];
        hsay_str words = hsay_str_at(a.text, l->span);
        hsay_buf_put_format(&got, "%s%s", i > 1 ? "|" : "", hsay_layout_name(l->kind));
        if (l->level)
            hsay_buf_put_format(&got, "%u", l->level);
        hsay_buf_put_format(&got, ":%.*s", (int)words.len, words.ptr);
        if (l->href.len)
            hsay_buf_put_format(&got, ">%.*s", (int)l->href.len, l->href.ptr);
    }
    assert_str(hsay_buf_view(&got), expected);
    hsay_buf_free(&got);
    hsay_arena_free(arena);
}

static void headings_have_their_level(void **unused)
{
    (void)unused;
    assert_layout("<h2>What was <i>said</i></h2>" PROSE "<h4>Later</h4>",
                  "heading2:What was said|emphasis:said|paragraph:The old bridge over the river "
                  "will be closed until the week is over, the mayor said, and nobody will cross it "
                  "before the spring.|heading4:Later");
}

static void lists_hold_items_and_lists(void **unused)
{
    (void)unused;
    assert_layout("<ul><li>by day<ol><li>at ten</li><li>at two</li></ol><li>by night</ul>",
                  "list:by day\nat ten\nat two\nby night|item:by day\nat ten\nat two|"
                  "numbered-list:at ten\nat two|item:at ten|item:at two|item:by night");
    assert_layout("<ul><li><p>by day</p><p>only</p></li></ul>",
                  "list:by day\n\nonly|item:by day\n\nonly|paragraph:only");
    assert_layout("<dl><dt>Deck</dt><dd>of wood</dd></dl>",
                  "terms:Deck\nof wood|term:Deck|definition:of wood");
    /* the twin: an item of no list is a paragraph */
    assert_layout("<div><li>by day</li></div>", "paragraph:by day");
}

static void quotes_hold_paragraphs(void **unused)
{
    (void)unused;
    assert_layout("<blockquote><p>We wait.</p><p>We waited.</p></blockquote>",
                  "quote:We wait.\n\nWe waited.|paragraph:We wait.|paragraph:We waited.");
}

static void tables_of_data_are_tables(void **unused)
{
    (void)unused;
    assert_layout("<table><tr><th>Bridge<th>Built<tr><td>Old<td>1871</table>",
                  "table:Bridge\nBuilt\nOld\n1871|row:Bridge\nBuilt|head-cell:Bridge|"
                  "head-cell:Built|row:Old\n1871|cell:Old|cell:1871");
    /* the twins: one column, and a heading inside, lay a page out */
    assert_layout("<table><tr><td>Old one<tr><td>New one</table>",
                  "paragraph:Old one|paragraph:New one");
    assert_layout("<table><tr><td><h3>Old</h3>one there<td>1871 it was</table>",
                  "heading3:Old|paragraph:one there|paragraph:1871 it was");
}

static void links_stay_in_their_paragraph(void **unused)
{
    (void)unused;
    assert_layout("<p>It is <a href=/a?b&amp;c>the <b>old</b></a> bridge.</p>",
                  "paragraph:It is the old bridge.|link:the old>/a?b&c|strong:old");
    assert_layout("<p>It is <a name=x>the old</a> bridge.</p>", "paragraph:It is the old bridge.");
    assert_layout("<p>One line<br><em>and <br>another</em></p>",
                  "paragraph:One line\nand\nanother|emphasis:and\nanother");
}

/* Ranges nest or are apart, outer first, and lie in the text: for any page. */
static void assert_nested(const hsay_article *a)
{
    uint32_t ends[100], depth = 0, last = 0;
    for (uint32_t i = 0; i < a->layout_count; i++) {
        hsay_span s = a->layout[i].span;
        assert_true(s.start < s.end && s.end <= a->text.len && s.start >= last);
        while (depth && ends[depth - 1] <= s.start)
            depth--;
        assert_true(!depth || s.end <= ends[depth - 1]);
        assert_true(depth < 100);
        ends[depth++] = s.end;
        last = s.start;
    }
}

static double seconds_for(const char *part, size_t times)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_buf page = {0};
    hsay_buf_put_text(&page, "<html><body><article>" PROSE);
    for (size_t i = 0; i < times; i++)
        hsay_buf_put_text(&page, part);
    hsay_buf_put_text(&page, PROSE);
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_article a = {0};
    clock_t start = clock();
    assert_int_equal(
        ingest_bytes(arena, HSAY_FORMAT_HTML, hsay_buf_view(&page), &options, &a, NULL), HSAY_OK);
    double took = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_nested(&a);
    hsay_buf_free(&page);
    hsay_arena_free(arena);
    return took;
}

/* Eight times the page takes far less than eight times eight times the time. */
static void odd_pages_nest_too_and_grow_linearly(void **unused)
{
    (void)unused;
    static const char *const PARTS[] = {
        "<ul><li>one of the many words ",       "<b>one of the many words ",
        "<blockquote>one of the many words ",   "<table><tr><td>one of the <td>many words ",
        "<table><tr><td>one of the many words", "<a href=x><p>one of the many words ",
        "</li></ul><li>one of the many words",  "<a href=y>one</b> <i>of</a> the</i> words"};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        double small = seconds_for(PARTS[i], 2000), large = seconds_for(PARTS[i], 16000);
        assert_true(large < 40 * (small + .005));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_have_their_level),
        cmocka_unit_test(lists_hold_items_and_lists),
        cmocka_unit_test(quotes_hold_paragraphs),
        cmocka_unit_test(tables_of_data_are_tables),
        cmocka_unit_test(links_stay_in_their_paragraph),
        cmocka_unit_test(odd_pages_nest_too_and_grow_linearly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
