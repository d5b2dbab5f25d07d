/* Pages with several articles: which are articles of their own, and what stays one. */
#include "ingest/page.h"

#include "ingest/articles.h"
#include "ingest/node_cuts.h"

#define MAST "<body><header><a href=/>The Velmora Post</a></header>"
#define FOOT "<footer><p>The Velmora Post, Quay 1.</p></footer></body>"
#define BRIDGE                                                                                     \
    "<p>The old bridge over the Sarne will be closed to carts from June, the council said.</p>"    \
    "<p>Its planks are rotten, an engineer found, and two of the five piers have moved.</p>"       \
    "<p>Traders on both banks fear for their summer, and have asked the town for a ferry.</p>"     \
    "<p>A ferry costs as much as new planks, the treasurer answered, and takes as long.</p>"       \
    "<p>The council will meet again on the ninth, when the engineer is to show his plans.</p>"     \
    "<p>Until then a guard will count the carts, and no more than three may cross at once.</p>"    \
    "<p>Children are asked to walk, and not to run, over the northern half of the bridge.</p>"
#define MARKET                                                                                     \
    "<p>The fish market moved to the salt hall on Tuesday, and nobody complained, for once.</p>"   \
    "<p>It is dry there, said Tove Marr, who has sold herring for thirty years in the rain.</p>"   \
    "<p>The hall stood empty since the salt trade ended; the town has mended its roof.</p>"        \
    "<p>Rents stay as they were for two years, the market's warden promised the sellers.</p>"      \
    "<p>Buyers found the way at once, and by noon the last of the cod had been sold.</p>"          \
    "<p>The old place on the quay will be a stage for the summer, if the council agrees.</p>"      \
    "<p>A decision is expected in May, together with that on the lamps along the quay.</p>"
#define STORM PROSE PROSE_1 PROSE_2 PROSE_3

static uint32_t count(const hsay_article *a)
{
    uint32_t articles = 0;
    for (; a; a = a->next)
        articles++;
    return articles;
}

static void an_appended_article_is_one_of_its_own(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(
        arena,
        "<head><title>Harbour closed after storm</title><link rel=canonical "
        "href='https://velmora.example/harbour'></head>" MAST
        "<main><article><h1>Harbour closed after storm</h1>"
        "<time datetime='2031-05-06T08:00:00Z'>6 May</time>" STORM "</article>"
        "<article data-url='/bridge'><h1>Bridge to close in June</h1>"
        "<p class=byline>By Ada Orrin</p><time datetime='2031-05-05T09:00:00Z'>5 May</time>" BRIDGE
        "</article></main>" FOOT);
    assert_int_equal(count(&a), 2);
    assert_str(a.title, "Harbour closed after storm");
    assert_str(a.url, "https://velmora.example/harbour");
    assert_false(has_text(&a, "bridge"));
    assert_true(has_text(&a, "open again on Wednesday"));
    assert_str(a.next->title, "Bridge to close in June");
    assert_str(a.next->url, "https://velmora.example/bridge");
    assert_str(a.next->date, "2031-05-05T09:00:00Z");
    assert_str(a.next->authors.items[0], "Ada Orrin");
    assert_true(has_text(a.next, "northern half of the bridge"));
    assert_false(has_text(a.next, "harbour of Velmora"));
    hsay_arena_free(arena);
}

static void the_page_s_own_need_not_be_the_first(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(
        arena, "<head><title>Market moves to the salt hall</title></head>" MAST
               "<div itemscope itemtype='https://schema.org/NewsArticle' itemid='/bridge'>"
               "<h2>Bridge to close in June</h2><span class=date>5 May 2031</span>" BRIDGE "</div>"
               "<div itemscope itemtype='https://schema.org/NewsArticle'>"
               "<h1>Market moves to the salt hall</h1><span class=date>7 May 2031</span>" MARKET
               "</div>" FOOT);
    assert_int_equal(count(&a), 2);
    assert_str(a.title, "Market moves to the salt hall");
    assert_true(has_text(&a, "Tove Marr"));
    assert_false(has_text(&a, "planks"));
    assert_true(has_text(a.next, "planks"));
    hsay_arena_free(arena);
}

static void the_posts_of_a_front_page_are_articles(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(
        arena, "<head><title>Velmora notes</title><link rel=canonical "
               "href='https://notes.example/'></head>" MAST "<h1>Velmora notes</h1>"
               "<div id=main>"
               "<div class='post hentry'><h2><a href=/2031/05/bridge>Bridge to close in June</a>"
               "</h2><time datetime=2031-05-05>5 May</time>" BRIDGE "</div>"
               "<div class='post hentry'><h2><a href=/2031/05/market>Market in the salt hall</a>"
               "</h2><time datetime=2031-05-04>4 May</time>" MARKET "</div>"
               "<div class='post hentry'><h2><a href=/2031/04/storm>Harbour closed</a>"
               "</h2><time datetime=2031-04-30>30 April</time>" STORM "</div></div>" FOOT);
    assert_int_equal(count(&a), 3);
    assert_str(a.title, "Bridge to close in June");
    assert_str(a.date, "2031-05-05");
    assert_str(a.page->canonical_url, "https://notes.example/2031/05/bridge");
    assert_false(has_text(&a, "Tove Marr"));
    assert_str(a.next->title, "Market in the salt hall");
    assert_str(a.next->next->title, "Harbour closed");
    assert_str(a.next->next->date, "2031-04-30");
    hsay_arena_free(arena);
}

static void articles_alike_in_a_row_need_no_address(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a =
        read_page(arena, "<head><title>Bridge to close in June - Velmora Post</title></head>" MAST
                         "<article class='item one'><h2>Bridge to close in June</h2>"
                         "<time datetime=2031-05-05>5 May</time>" BRIDGE "</article>"
                         "<article class='item two'><h2>Market in the salt hall</h2>"
                         "<time datetime=2031-05-04>4 May</time>" MARKET "</article>" FOOT);
    assert_int_equal(count(&a), 2);
    assert_str(a.title, "Bridge to close in June");
    assert_false(has_text(&a, "Tove Marr"));
    assert_str(a.next->title, "Market in the salt hall");
    assert_int_equal(a.next->page->canonical_url.len, 0);
    hsay_arena_free(arena);
}

static void parts_of_one_article_stay_one(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    static const char *const PAGES[] = {
        /* sections of a long article, each an <article> */
        "<head><title>Three days in Velmora</title></head>" MAST "<h1>Three days in Velmora</h1>"
        "<article><h2>The bridge</h2>" BRIDGE "</article><article><h2>The market</h2>" MARKET
        "</article><article><h2>The harbour</h2>" STORM "</article>" FOOT,
        /* the same with a time for the whole */
        "<head><title>Three days in Velmora</title></head>" MAST "<article><h1>Three days in "
        "Velmora</h1><time datetime=2031-05-05>5 May</time><article><h2>The bridge</h2>" BRIDGE
        "</article><article><h2>The market</h2>" MARKET "</article></article>" FOOT,
        /* a comment as long as an article, and a box on another one */
        "<head><title>Bridge to close in June</title></head>" MAST
        "<article><h1>Bridge to close in June</h1><time datetime=2031-05-05>5 May</time>" BRIDGE
        "</article><div id=comments><article class=comment><h3><a href=/u/9>Bo</a></h3><time "
        "datetime=2031-05-06>6 May</time>" MARKET "</article></div><aside><article><h3><a "
        "href=/storm>Harbour closed</a></h3><time datetime=2031-05-01>1 May</time>" STORM
        "</article></aside>" FOOT,
        /* teasers */
        "<head><title>Bridge to close in June</title></head>" MAST
        "<article><h1>Bridge to close in June</h1><time datetime=2031-05-05>5 May</time>" BRIDGE
        "</article><article><h2><a href=/market>Market in the salt hall</a></h2><time "
        "datetime=2031-05-04>4 May</time>" PROSE_1 "</article>" FOOT,
    };
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        hsay_article a = read_page(arena, PAGES[i]);
        if (a.next)
            fail_msg("page %zu: %.*s", i, (int)a.next->title.len, a.next->title.ptr);
        assert_true(has_text(&a, "northern half of the bridge"));
    }
    hsay_arena_free(arena);
}

static void the_others_are_named_behind_the_record(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(
        arena, HSAY_FORMAT_HTML,
        "<head><title>Harbour closed</title></head>" MAST "<article><h1>Harbour closed</h1>" STORM
        "</article><article data-url='https://velmora.example/bridge'><h1>Bridge to close in June"
        "</h1><p class=byline>By Ada Orrin</p>" BRIDGE "</article>" FOOT);
    assert_non_null(a.next);
    assert_str(a.id, "in");
    assert_str(a.next->id, "in#2");
    assert_str(a.next->record, "2");
    assert_str(a.next->lang, "en");
    assert_str(a.next->format, "html");
    assert_memory_equal(a.next->hash, a.hash, sizeof a.hash);
    assert_true(a.next->run_count > 0);
    hsay_arena_free(arena);
}

/* Each invariant of a table of nodes, after cutting. */
static void check_table(const hsay_nodes *nodes)
{
    for (uint32_t i = 1; i < nodes->count; i++) {
        const hsay_node *node = &nodes->items[i], *up = &nodes->items[node->parent];
        assert_true(node->parent < i && node->end > i && node->end <= up->end);
    }
    assert_int_equal(nodes->items[0].end, nodes->count);
}

static void tables_are_cut(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_nodes all, part, rest;
    assert_int_equal(hsay_nodes__read(arena,
                                      HSAY_STR("<body><div id=a><p>one<b>two</b></p></div><div "
                                               "id=b><p>three</p></div><p>four"),
                                      &all, NULL),
                     HSAY_OK);
    uint32_t cut[2] = {0, 0}, cuts = 0;
    for (uint32_t i = 0; i < all.count; i++)
        if (all.items[i].tag == HSAY_TAG_DIV)
            cut[cuts++] = i;
    assert_int_equal(cuts, 2);
    assert_true(hsay_nodes__part(arena, &all, cut[0], &part));
    check_table(&part);
    assert_str(hsay_node__text(arena, &part, 0, 100), "onetwo");
    assert_true(hsay_nodes__without(arena, &all, cut, 1, &rest));
    check_table(&rest);
    assert_str(hsay_node__text(arena, &rest, 0, 100), "three four");
    assert_true(hsay_nodes__without(arena, &all, cut, 2, &rest));
    check_table(&rest);
    assert_str(hsay_node__text(arena, &rest, 0, 100), "four");
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_appended_article_is_one_of_its_own),
        cmocka_unit_test(the_page_s_own_need_not_be_the_first),
        cmocka_unit_test(the_posts_of_a_front_page_are_articles),
        cmocka_unit_test(articles_alike_in_a_row_need_no_address),
        cmocka_unit_test(parts_of_one_article_stay_one),
        cmocka_unit_test(the_others_are_named_behind_the_record),
        cmocka_unit_test(tables_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
