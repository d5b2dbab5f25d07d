/* Which element stands in which: what start tags and end tags close, and what they must not; and
 * that the work grows as the page does. */
#include "check.h"

#include <stdlib.h>

#include "base/buf.h"
#include "ingest/nodes.h"

static const char *const NAMES[] = {"-", "", /* */
#define ROW(name, text, nature) text,
                                    HSAY_TAG_TABLE(ROW)
#undef ROW
};

static void put(hsay_buf *out, const hsay_nodes *nodes, uint32_t node)
{
    const hsay_node *n = &nodes->items[node];
    if (n->tag == HSAY_TAG_TEXT) {
        hsay_buf_put_str(out, n->text);
        hsay_buf_put_text(out, n->broken ? "br()" : "");
        return;
    }
    hsay_buf_put_text(out, NAMES[n->tag]);
    hsay_buf_put_char(out, '(');
    for (uint32_t i = node + 1; i < n->end; i = nodes->items[i].end)
        put(out, nodes, i);
    hsay_buf_put_char(out, ')');
}

/* The tree as name(text name(text)), from below the root. */
static void check(const char *page, const char *wanted)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_nodes nodes;
    assert_int_equal(hsay_nodes__read(arena, hsay_str_of(page), &nodes, NULL), HSAY_OK);
    hsay_buf out = {0};
    for (uint32_t i = 1; i < nodes.count; i = nodes.items[i].end)
        put(&out, &nodes, i);
    assert_str(hsay_buf_view(&out), wanted);
    hsay_buf_free(&out);
    hsay_arena_free(arena);
}

static void what_cannot_hold_it_ends(void **unused)
{
    (void)unused;
    check("<p>a<p>b<div>c</div>d", "p(a)p(b)div(c)d");
    check("<p><b>a<i>b<p>c", "p(b(ai(b)))p(c)");
    check("<ul><li>a<li>b<ul><li>c</ul>d<li>e</ul>", "ul(li(a)li(bul(li(c))d)li(e))");
    check("<li><div>a<li>b", "li(div(a))li(b)");
    check("<li><section>a<li>b", "li(section(ali(b)))");
    check("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))");
    check("<h2>a<h3>b</h3>", "h2(a)h3(b)");
    check("<h2>a</h3>b", "h2(a)b");
    check("<select><option>a<option>b</select>", "select(option(a)option(b))");
    check("<p><button><p>a</p></button>b</p>", "p(button(p(a))b)");
    check("<button>a<button>b", "button(a)button(b)");
    check("<form><p>a<form>b</p></form>c", "form(p(ab))c");
}

static void tables_keep_their_parts(void **unused)
{
    (void)unused;
    check("<table><tr><td>a<td>b<tr><td>c</table>d", "table(tr(td(a)td(b))tr(td(c)))d");
    check("<table><tr><td><table><tr><td>a</table>b<td>c</table>",
          "table(tr(td(table(tr(td(a)))b)td(c)))");
    check("<table><tbody><tr><th>a<tbody><tr><td>b</table>",
          "table(tbody(tr(th(a)))tbody(tr(td(b))))");
    check("<table><tr><td><p>a</tr><tr><td>b</table>", "table(tr(td(p(a)))tr(td(b)))");
    check("<div><table><tr><td>a</div>b</table>c</div>d", "div(table(tr(td(ab)))c)d");
    check("<table><table>a</table>", "table()table(a)");
    check("<td>a<td>b<tr>c<tr>d", "td(a)td(btr(c)tr(d))");
    check("<table colspan=9000000000000000><tr><td rowspan=-1>a</table>", "table(tr(td(a)))");
}

static void end_tags_without_a_start_end_nothing(void **unused)
{
    (void)unused;
    check("<div>a</span></section></td></li></b>b</div>c", "div(ab)c");
    check("<div>a</x>b<x>c</x>d</div>", "div(ab-(c)d)");
    check("a</p>b", "ap()b");
    check("a</br>b</hr>c", "abr()bc");
    /* two breaks are one */
    check("a<br><br>b<br class=c>d<p><br>e<b>f</b><br>", "abr()bbr()dp(br()eb(f)br())");
    check("<ul><li>a<ul>b</li>c</ul>d", "ul(li(aul(bc)d))");
    check("<div>a</body></html>b", "div(ab)");
}

static void inline_elements_end_with_the_block_open_in_them(void **unused)
{
    (void)unused;
    check("<b>a<div>b</b>c</div>d", "b(adiv(bc))d");
    check("<b>a<i>b</b>c", "b(ai(b))c");
    check("<x>a<div>b</x>c</div>d", "-(adiv(bc))d");
    check("<div><b>a</div>b", "div(b(a))b");
    check("<form><div>a</form>b</div>c", "form(div(ab))c");
}

static void a_link_ends_at_once(void **unused)
{
    (void)unused;
    check("<a>a<a>b", "a(a)a(b)");
    check("<a>a<div>b</a>c</div>d", "a(adiv(b))div(c)d");
    check("<a>a<div>b<p>c<a>d</a>e", "a(adiv(bp(c)))div(p(a(d)e))");
    check("<a><div>a</div></a>b", "a(div(a))b");
    check("<a>a<b>b</a>c", "a(ab(b))c");
    check("<table><tr><td><a>a</table>b", "table(tr(td(a(a))))b");
}

static void the_frame_stands_once(void **unused)
{
    (void)unused;
    check("<!doctype html><html><head><title>a</title><meta><body>b<body>c",
          "html(head(title(a)meta())body(bc))");
    check("<head><title>a</title><p>b</p><head>c", "head(title(a))p(b)c");
    check("<head>a", "head()a");
    check("<head><noscript><img></noscript><meta></head>a", "head(noscript(img())meta())a");
    check("<head><noscript><div>a", "head(noscript())div(a)");
    check("<html><head></head><script>x</script><body>b", "html(head()script()body(b))");
    check("<html>a<html>b", "html(ab)");
}

static void raw_elements_hold_no_tags(void **unused)
{
    (void)unused;
    check("<script>if (a<b) '</p>'</script>c", "script()c");
    check("<script type='application/ld+json'>{\"a\":\"<p>\"}</script>c",
          "script({\"a\":\"<p>\"})c");
    check("<style>p > a {}</style>b", "style()b");
    check("<textarea><p>a</textarea>b", "textarea(<p>a)b");
    check("<title>a &amp; <b></title>c", "title(a & <b>)c");
    check("<iframe><p>a</iframe>b", "iframe()b");
    check("<svg><title>a</title><path d='x'/><script>b</script></svg>c", "svg()c");
    check("<svg><g><p>a", "svg()p(a)");
    check("<div><svg><g></div>a", "div(svg())a");
    check("<svg/>a", "svg()a");
    check("<svg><svg></svg><a></a></svg>b", "svg()b");
    check("<svg><![CDATA[</svg>]]></svg>b", "svg()b");
    check("<math><mi>x</mi></math>", "math(-(x))");
    check("<template><td>a</template>b", "template(td(a))b");
}

static void blanks_between_blocks_are_left_out(void **unused)
{
    (void)unused;
    check("<div> <p>a</p> <p>b</p> </div>", "div(p(a)p(b))");
    check("<div> <b>a</b> <i>b</i> </div>", "div( b(a) i(b) )");
    check("<p>a</p> b", "p(a) b");
    check("<p>a</p> <script>x</script> <p>b</p>", "p(a)script()p(b)");
    check("<p>a</p> <b>b</b>", "p(a) b(b)");
}

static void the_first_of_two_attributes_counts(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_nodes nodes;
    hsay_str page = HSAY_STR("<P CLASS=a class=b hidden id='x&amp;y' lang=''>");
    assert_int_equal(hsay_nodes__read(arena, page, &nodes, NULL), HSAY_OK);
    assert_str(hsay_node__attr(&nodes, 1, HSAY_ATTR_CLASS), "a");
    assert_str(hsay_node__attr(&nodes, 1, HSAY_ATTR_HIDDEN), " ");
    assert_str(hsay_node__attr(&nodes, 1, HSAY_ATTR_ID), "x&y");
    assert_str(hsay_node__attr(&nodes, 1, HSAY_ATTR_LANG), "");
    assert_int_equal(nodes.items[1].attr_count, 4);
    hsay_arena_free(arena);
}

static void what_is_nested_too_deep_becomes_a_neighbour(void **unused)
{
    (void)unused;
    hsay_buf page = {0};
    for (int i = 0; i < HSAY_NODES_DEPTH + 40; i++)
        hsay_buf_put_text(&page, "<div>");
    hsay_buf_put_text(&page, "deep");
    for (int i = 0; i < HSAY_NODES_DEPTH + 40; i++)
        hsay_buf_put_text(&page, "</div>");
    hsay_buf_put_text(&page, "<p>behind");
    hsay_arena *arena = hsay_arena_new();
    hsay_nodes nodes;
    assert_int_equal(hsay_nodes__read(arena, hsay_buf_view(&page), &nodes, NULL), HSAY_OK);
    const hsay_node *p = &nodes.items[nodes.count - 2];
    assert_int_equal(p->tag, HSAY_TAG_P);
    assert_int_equal(p->parent, 0);
    assert_str(nodes.items[nodes.count - 3].text, "deep");
    hsay_arena_free(arena);
    hsay_buf_free(&page);
}

static uint64_t work_of(const char *before, const char *piece, size_t count)
{
    hsay_buf page = {0};
    hsay_buf_put_text(&page, before);
    for (size_t i = 0; i < count; i++)
        hsay_buf_put_text(&page, piece);
    hsay_arena *arena = hsay_arena_new();
    hsay_nodes nodes = {0};
    assert_int_equal(hsay_nodes__read(arena, hsay_buf_view(&page), &nodes, NULL), HSAY_OK);
    assert_true(nodes.work <= 6 * page.len);
    hsay_arena_free(arena);
    hsay_buf_free(&page);
    return nodes.work;
}

static void work_grows_as_the_page_does(void **unused)
{
    (void)unused;
#define NESTED "<div><div><div><div><div><div><div><div><div><div>"
    static const char *const PAGES[][2] = {
        {"<p>x", "<div>"},
        {"<p>x<b", " a=1"},
        {"<p>x<b", " c='"},
        {"<p>x", "<!--"},
        {"<p>x<!--", "-"},
        {"<p>x", "<"},
        {"<p>x", "</"},
        {"<p>x", "</>"},
        {"<p>x", "&"},
        {"<p>x", "&amp"},
        {"<p>x", "&#x"},
        {"<p>x", "&aaaaaaaaaaaaaaaaaaaaaaaaaa"},
        {"<script>", "<!--"},
        {"<script>", "<!-->"},
        {"<script>", "<!--<script>"},
        {"<title>", "</titl"},
        {"<style>", "</style"},
        {"<svg>", "<svg>"},
        {"<svg>", "<path d=1>"},
        {"<math>", "<![CDATA[]]>"},
        {NESTED, "</b>"},
        {"<b>" NESTED, "</b>"},
        {NESTED, "</p>"},
        {NESTED, "<li></li>"},
        {"<p>", "<a><div>"},
        {"<p>", "<b><div></b>"},
        {NESTED "<a>" NESTED, "</a><a>"},
        {"<table>", "<tr><td>"},
        {"<table>", "<table>"},
        {"<p>", "<a><table><td>"},
        {"<select>", "<option>"},
        {"<!doctype ", "a "},
        {NESTED, "</section></td></x>"},
    };
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        uint64_t one = work_of(PAGES[i][0], PAGES[i][1], 4000);
        uint64_t two = work_of(PAGES[i][0], PAGES[i][1], 8000);
        if (two * 100 > one * 205)
            fail_msg("%s…%s: %lu, then %lu", PAGES[i][0], PAGES[i][1], (unsigned long)one,
                     (unsigned long)two);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_hold_it_ends),
        cmocka_unit_test(tables_keep_their_parts),
        cmocka_unit_test(end_tags_without_a_start_end_nothing),
        cmocka_unit_test(inline_elements_end_with_the_block_open_in_them),
        cmocka_unit_test(a_link_ends_at_once),
        cmocka_unit_test(the_frame_stands_once),
        cmocka_unit_test(raw_elements_hold_no_tags),
        cmocka_unit_test(blanks_between_blocks_are_left_out),
        cmocka_unit_test(the_first_of_two_attributes_counts),
        cmocka_unit_test(what_is_nested_too_deep_becomes_a_neighbour),
        cmocka_unit_test(work_grows_as_the_page_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
