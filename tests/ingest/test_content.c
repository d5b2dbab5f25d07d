/* What of a page is the article: each rule fires where it must, and its twin shows where it must
 * not. */
#include "ingest/page.h"
#include "ingest/page_blocks.h"

static void check_kept(const char *html, bool kept)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(arena, html);
    assert_true(has_text(&a, "The harbour of Velmora"));
    assert_true(has_text(&a, "open again on Wednesday."));
    if (has_text(&a, "Lanterns") != kept)
        fail_msg("%s: \"%.*s\"", html, (int)a.text.len, a.text.ptr);
    hsay_arena_free(arena);
}

static void what_stands_around_the_article_is_no_text(void **unused)
{
    (void)unused;
    check_kept("<body><nav><p>Lanterns, here, all day.</p></nav><div>" PROSE "</div>", false);
    check_kept("<body><div>" PROSE "</div><aside><p>Lanterns, here.</p></aside>", false);
    check_kept("<body><div>" PROSE_1 "<p>Lanterns were lit, too.</p>" PROSE_2 PROSE_3 "</div>",
               true);
    check_kept("<div>" PROSE
               "</div><div><p>Lanterns are sold in our shop, come and see us.</p></div>",
               false);
}

static void names_of_classes_drop(void **unused)
{
    (void)unused;
    check_kept("<div>" PROSE "<div class=relatedPosts><p>Lanterns, again.</p></div></div>", false);
    check_kept("<div>" PROSE "<div class='related-posts'><p>Lanterns, again.</p></div></div>",
               false);
    check_kept("<div>" PROSE "<div class=harbour-news><p>Lanterns, again.</p></div></div>", true);
    check_kept("<div>" PROSE "<div id=comments><p>Lanterns! Yes.</p></div></div>", false);
    check_kept("<div>" PROSE "<div class=has-sidebar><p>Lanterns, again.</p></div></div>", true);
    /* a weak name drops a small part only */
    check_kept("<div>" PROSE "<div class=topics><p>Lanterns</p></div></div>", false);
    check_kept("<div>" PROSE
               "<div class=topics><p>Lanterns, as many as the town had, stood in a row"
               " along the quay that night.</p></div></div>",
               true);
    /* a name on what holds most of the page drops nothing */
    check_kept("<div class=sidebar-page>" PROSE "<p>Lanterns were lit, too.</p></div>", true);
}

static void hidden_parts_and_forms_drop(void **unused)
{
    (void)unused;
    check_kept("<div>" PROSE "<p style='display:none'>Lanterns, unseen.</p></div>", false);
    check_kept("<div>" PROSE "<p hidden>Lanterns, unseen.</p></div>", false);
    /* sent as it was made, for a script to put into its place: to be seen */
    check_kept("<div>" PROSE "<div hidden id='S:1f'><p>Lanterns, streamed.</p></div></div>", true);
    check_kept("<div>" PROSE "<div hidden id='S:box'><p>Lanterns, kept.</p></div></div>", false);
    check_kept("<div>" PROSE "<p style='color:red'>Lanterns, seen.</p></div>", true);
    check_kept("<div>" PROSE "<form><p>Lanterns, by mail.</p></form></div>", false);
    check_kept("<body><form><div>" PROSE "<p>Lanterns, too.</p></div></form>", true);
    check_kept("<div>" PROSE "<button>Lanterns</button></div>", false);
    check_kept("<body><button>x<div>" PROSE "<p>Lanterns, too.</p></div>", true);
}

static void lists_of_links_drop(void **unused)
{
    (void)unused;
    check_kept("<div>" PROSE "<ul><li><a href=a>Lanterns of the port</a></ul></div>", false);
    check_kept("<div>" PROSE "<ul><li>Lanterns, of which <a href=a>some</a> burn</ul></div>", true);
    check_kept("<div>" PROSE "<h2>Lanterns</h2></div>", false);
    check_kept("<div>" PROSE_1 PROSE_2 "<h2>Lanterns</h2>" PROSE_3 "</div>", true);
}

/* For the rules, that is; the model may think otherwise of what stands beside it. */
static void the_named_body_wins(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    page_blocks p = blocks_of(
        arena, "<div><div><p>Lanterns, and a long line of an editor's own words, stand here.</p>"
               "</div><div itemprop=articleBody>" PROSE "</div></div>");
    assert_int_equal(p.all.count, 4);
    for (uint32_t i = 0; i < p.all.count; i++)
        assert_int_equal(p.all.items[i].ruled, i > 0);
    hsay_arena_free(arena);
}

static void white_space_is_folded_as_browsers_do(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a =
        read_page(arena, "<div><p>  One\n two,\t<b>three</b>four &amp; five, as they say in "
                         "the port of Velmora.  </p>\n<ul><li>first<li>second</ul>"
                         "<p>Six<br>seven, the rest of which is not known to us.</div>");
    assert_str(a.text, "One two, threefour & five, as they say in the port of Velmora.\n\n"
                       "first\nsecond\n\nSix\nseven, the rest of which is not known to us.");
    hsay_arena_free(arena);
}

static void furniture_inside_is_marked(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a =
        read_page(arena, "<article><h1>Port closed</h1>" PROSE_1
                         "<figure><img><figcaption>The quay</figcaption></figure>" PROSE_2
                         "<p class=byline>Ada Orrin</p>" PROSE_3 "</article>");
    assert_int_equal(reason_of(&a, "Port closed"), HSAY_FURNITURE_HEADLINE);
    assert_int_equal(reason_of(&a, "The quay"), HSAY_FURNITURE_CAPTION);
    assert_int_equal(reason_of(&a, "Ada Orrin"), HSAY_FURNITURE_BYLINE);
    assert_int_equal(reason_of(&a, "harbour"), HSAY_FURNITURE_COUNT);
    for (uint32_t i = 1; i < a.furniture_count; i++)
        assert_true(a.furniture[i - 1].span.end <= a.furniture[i].span.start);
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_around_the_article_is_no_text),
        cmocka_unit_test(names_of_classes_drop),
        cmocka_unit_test(hidden_parts_and_forms_drop),
        cmocka_unit_test(lists_of_links_drop),
        cmocka_unit_test(the_named_body_wins),
        cmocka_unit_test(white_space_is_folded_as_browsers_do),
        cmocka_unit_test(furniture_inside_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
