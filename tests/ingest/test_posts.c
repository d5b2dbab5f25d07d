/* Live blogs: all posts are text, each with its time and headline; and what is none. */
#include "ingest/page.h"

#include "ingest/posts.h"

#define MAST "<body><header><a href=/>The Velmora Post</a></header>"
#define FOOT "<footer><p>The Velmora Post, Quay 1.</p></footer></body>"
#define LD(json) "<script type='application/ld+json'>" json "</script>"

/* The words of a post: the first is long, the second a line. */
#define LONG PROSE
#define LINE_2 "<p>The third ferry is back in port.</p>"
#define LINE_3 "<p>The wind has turned to the east, says the harbour master.</p>"
#define LINE_4 "<p>The quay is under water.</p>"

static hsay_str words_of(const hsay_article *a, uint32_t post)
{
    assert_true(post < a->post_count);
    return hsay_str_at(a->text, a->posts[post].span);
}

static void check_posts(const hsay_article *a, uint32_t count)
{
    uint32_t at = 0;
    assert_int_equal(a->post_count, count);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(a->posts[i].span.start >= at && a->posts[i].span.end > a->posts[i].span.start);
        at = a->posts[i].span.end;
    }
    assert_true(at <= a->text.len);
    assert_null(a->next);
    assert_int_equal(reason_of(a, "third ferry"), HSAY_FURNITURE_COUNT);
    assert_int_equal(reason_of(a, "under water"), HSAY_FURNITURE_COUNT);
    assert_true(has_text(a, "third ferry is back") && has_text(a, "wind has turned"));
    assert_true(has_text(a, "under water") && has_text(a, "open again on Wednesday"));
}

static void alike_elements_with_a_time_each(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(
        arena,
        "<head><title>Storm in Velmora: live updates</title></head>" MAST
        "<main><h1>Storm in Velmora: live updates</h1><p>We follow the storm through the day.</p>"
        "<div class=entries>"
        "<div class='entry e4'><time datetime='2031-05-06T14:05:00+02:00'>14:05</time>"
        "<h3>Quay flooded</h3>" LINE_4 "</div>"
        "<div class='entry e3'><time datetime='2031-05-06T12:10:00+02:00'>12:10</time>"
        "<p class=byline>By Ada Orrin</p>" LINE_3 "</div>"
        "<div class='entry e2'><time datetime='2031-05-06T11:00:00+02:00'>11:00</time>" LINE_2
        "</div>"
        "<div class='entry e1'><time datetime='2031-05-06T08:00:00+02:00'>8:00</time>"
        "<h3>Harbour closed</h3>" LONG "</div></div></main>" FOOT);
    check_posts(&a, 4);
    assert_str(a.title, "Storm in Velmora: live updates");
    assert_str(a.posts[0].published, "2031-05-06T14:05:00+02:00");
    assert_str(a.posts[0].headline, "Quay flooded");
    assert_str(a.posts[1].author, "Ada Orrin");
    assert_int_equal(a.posts[1].headline.len, 0);
    assert_true(hsay_str_ends(words_of(&a, 2), HSAY_STR("The third ferry is back in port.")));
    assert_true(hsay_str_ends(words_of(&a, 3), HSAY_STR("open again on Wednesday.")));
    hsay_arena_free(arena);
}

static void posts_that_microdata_names(void **unused)
{
    (void)unused;
#define POST(time, words)                                                                          \
    "<article itemprop=liveBlogUpdate itemscope itemtype='https://schema.org/BlogPosting'>"        \
    "<h2 itemprop=headline><a href='#" time "'>At " time "</a></h2><span itemprop=author>Bo "      \
    "Tamm</span><meta itemprop=datePublished content='2031-05-06T" time ":00Z'><meta "             \
    "itemprop=dateModified content='2031-05-06T20:00:00Z'>" words "</article>"
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(
        arena, "<head><title>Storm in Velmora</title></head>" MAST
               "<main itemscope itemtype='https://schema.org/LiveBlogPosting'><h1>Storm in "
               "Velmora</h1>" POST("14:05", LINE_4) POST("12:10", LINE_3) POST("11:00", LINE_2)
                   POST("08:00", LONG) "</main>" FOOT);
    check_posts(&a, 4); /* and no articles of their own, with all their times and links */
    assert_str(a.posts[3].published, "2031-05-06T08:00:00Z");
    assert_str(a.posts[3].updated, "2031-05-06T20:00:00Z");
    assert_str(a.posts[3].headline, "At 08:00");
    assert_str(a.posts[3].author, "Bo Tamm");
    hsay_arena_free(arena);
}

#define UPDATE(id, head, time, body)                                                               \
    "{\"@type\":\"BlogPosting\",\"headline\":\"" head "\",\"datePublished\":\"2031-05-06T" time    \
    ":00+02:00\",\"url\":\"https://velmora.example/storm#" id "\",\"author\":{\"name\":\"Ada "     \
    "Orrin\"},\"articleBody\":\"" body "\"}"
#define FIRST "The harbour of Velmora was closed. It will open again on Wednesday."
#define THIRD "The wind has turned to the east, says the harbour master."
#define UPDATE_4 UPDATE("p4", "Quay flooded", "14:05", "The quay is under water.")
#define UPDATE_3 UPDATE("p3", "Wind turns", "12:10", THIRD)
#define UPDATE_2 UPDATE("p2", "Ferry back", "11:00", "The third ferry is back in port.")
#define UPDATE_1 UPDATE("p1", "Harbour closed", "08:00", FIRST)
#define UPDATES UPDATE_4 "," UPDATE_3 "," UPDATE_2 "," UPDATE_1
#define LIVE_LD                                                                                    \
    LD("{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm in Velmora\","                         \
       "\"liveBlogUpdate\":[" UPDATES "]}")

static void posts_that_json_ld_tells(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a =
        read_page(arena, "<head><title>Storm in Velmora</title>" LIVE_LD "</head>" MAST
                         "<main><h1>Storm in Velmora</h1><section id=p4>" LINE_4
                         "</section><section id=p3>" LINE_3 "</section><section id=p2>" LINE_2
                         "</section><section id=p1>" LONG "</section></main>" FOOT);
    check_posts(&a, 4);
    assert_str(a.posts[1].published, "2031-05-06T12:10:00+02:00");
    assert_str(a.posts[1].headline, "Wind turns");
    assert_str(a.posts[1].author, "Ada Orrin");
    /* a page that fetches its posts when it is opened */
    a = read_page(arena, "<head><title>Storm in Velmora</title>" LIVE_LD "</head>" MAST
                         "<main><h1>Storm in Velmora</h1><div id=app></div></main>" FOOT);
    check_posts(&a, 4);
    assert_str(a.method, "data");
    assert_str(words_of(&a, 2), "Ferry back\n\nThe third ferry is back in port.");
    assert_str(a.posts[2].published, "2031-05-06T11:00:00+02:00");
    hsay_arena_free(arena);
}

static void times_of_day_get_the_page_s_day(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
#define ITEM(time, words) "<li class=item><span class=when>" time "</span><div>" words "</div></li>"
#define TICKER(meta)                                                                               \
    "<head><title>Sturm in Velmora</title>" meta "</head>" MAST                                    \
    "<main><h1>Sturm in Velmora</h1><ul class='live-ticker'>" ITEM("14.05 Uhr", LINE_4)            \
        ITEM("12.10 Uhr", LINE_3) ITEM("11.00 Uhr", LINE_2)                                        \
            ITEM("8.00 Uhr", LONG) "</ul></main>" FOOT
    hsay_article a = read_page(arena, TICKER("<meta property='article:published_time' "
                                             "content='2031-05-06T07:30:00+02:00'>"));
    check_posts(&a, 4);
    assert_str(a.posts[0].published, "2031-05-06T14:05:00+02:00");
    assert_str(a.posts[3].published, "2031-05-06T08:00:00+02:00");
    a = read_page(arena, TICKER(""));
    check_posts(&a, 4);
    assert_int_equal(a.posts[0].published.len, 0);
    assert_true(hsay_post__is_clock(HSAY_STR("9:05")) && hsay_post__is_clock(HSAY_STR("14h30")));
    assert_false(hsay_post__is_clock(HSAY_STR("98:70")));
    assert_false(hsay_post__is_clock(HSAY_STR("12.05.2031")));
    assert_false(hsay_post__is_clock(HSAY_STR("65.25 sek.")));
    hsay_arena_free(arena);
}

static void other_pages_are_none(void **unused)
{
    (void)unused;
    static const char *const PAGES[] = {
        /* a list article, with a day for each thing */
        "<head><title>Four storms of Velmora</title></head>" MAST
        "<main><h1>Four storms of Velmora</h1><div class=things>"
        "<div class=thing><h2>One</h2><time datetime=2029-01-02>2029</time>" LONG "</div>"
        "<div class=thing><h2>Two</h2><time datetime=2028-01-02>2028</time>" LINE_2 "</div>"
        "<div class=thing><h2>Three</h2><time datetime=2027-01-02>2027</time>" LINE_3 "</div>"
        "<div class=thing><h2>Four</h2><time datetime=2026-01-02>2026</time>" LINE_4
        "</div></div></main>" FOOT,
        /* comments below an article on a live concert */
        "<head><title>Live: a concert in Velmora</title></head>" MAST
        "<main><h1>Live: a concert in Velmora</h1>" LONG LINE_2 LINE_3 LINE_4
        "</main><div id=comments><div class=c><time datetime=2031-05-06>1</time><p>Very nice, I "
        "was there, too.</p></div><div class=c><time datetime=2031-05-06>2</time><p>It was far too "
        "loud for me, again.</p></div><div class=c><time datetime=2031-05-06>3</time><p>When will "
        "they come back to us?</p></div></div>" FOOT,
        /* teasers of other articles with their times */
        "<head><title>Live updates are costly</title></head>" MAST
        "<main><h1>Live updates are costly</h1>" LONG LINE_2 LINE_3 LINE_4 "</main><div><div "
        "class=t><time datetime=2031-05-06>1</time><a href=a>The quay will be mended in summer</a>"
        "</div><div class=t><time datetime=2031-05-06>2</time><a href=b>The fish market moves to "
        "the salt hall</a></div><div class=t><time datetime=2031-05-06>3</time><a href=c>Carts may "
        "not cross the bridge</a></div></div>" FOOT,
    };
    hsay_arena *arena = hsay_arena_new();
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        hsay_article a = read_page(arena, PAGES[i]);
        if (a.post_count)
            fail_msg("page %zu has %u posts", i, a.post_count);
    }
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alike_elements_with_a_time_each),
        cmocka_unit_test(posts_that_microdata_names),
        cmocka_unit_test(posts_that_json_ld_tells),
        cmocka_unit_test(times_of_day_get_the_page_s_day),
        cmocka_unit_test(other_pages_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
