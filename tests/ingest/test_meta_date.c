/* The day of a page, by the rules alone: what is shown is weighed against what machines are told.
 */
#include "ingest/meta.h"

#include "ingest/page.h"

#define HEAD(words) "<html><head>" words "</head><body><div>" PROSE "</div></body></html>"
#define PAGE(head, body) "<html lang=en><head>" head "</head><body>" body PROSE "</body></html>"

static void check_day(const char *html, const char *date)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_nodes nodes;
    hsay_meta meta;
    assert_int_equal(hsay_nodes__read(arena, hsay_str_of(html), &nodes, NULL), HSAY_OK);
    hsay_meta__read(arena, &nodes, HSAY_STR_NONE, &meta);
    assert_str(meta.values[HSAY_META_DATE], date);
    hsay_arena_free(arena);
}

static void the_address_tells_the_day_of_its_own_zone(void **unused)
{
    (void)unused;
#define AT(path, time)                                                                             \
    HEAD("<link rel=canonical href='https://velmora.example" path "'>"                             \
         "<meta property='article:published_time' content='" time "'>")
    check_day(AT("/2031/5/6/port", "2031-05-07T04:08:09Z"), "2031-05-06");
    check_day(AT("/2031/5/6/port", "2031-05-06T04:08:09Z"), "2031-05-06T04:08:09Z");
    check_day(AT("/2031/5/6/port", "2031-05-09T04:08:09Z"), "2031-05-09T04:08:09Z");
    check_day(AT("/20310506/port", "2031-05-07T04:08:09Z"), "2031-05-07T04:08:09Z");
#undef AT
}

static void the_day_that_is_shown_is_weighed(void **unused)
{
    (void)unused;
#define TIMES                                                                                      \
    "<meta property='article:published_time' content='2031-05-06T22:08:09Z'>"                      \
    "<meta property='article:modified_time' content='2031-06-09T07:00:00Z'>"
    /* shown beside the update, or only the update, said to be one: the day of publishing stays */
    check_day(PAGE(TIMES, "<h1>Port</h1><p>May 6, 2031</p><p>June 9, 2031</p>"),
              "2031-05-06T22:08:09Z");
    check_day(PAGE(TIMES, "<h1>Port</h1><p>Updated June 9, 2031</p>"), "2031-05-06T22:08:09Z");
    /* the page dates itself by its update, or by the day of its own zone */
    check_day(PAGE(TIMES, "<h1>Port</h1><p>June 9, 2031</p>"), "2031-06-09T07:00:00Z");
    check_day(PAGE(TIMES, "<h1>Port</h1><p>May 7, 2031</p>"), "2031-05-07");
    check_day(PAGE(TIMES, "<h1>Port</h1><p>March 1, 2031</p>"), "2031-05-06T22:08:09Z");
#undef TIMES
}

static void the_best_of_the_days_shown_is_taken(void **unused)
{
    (void)unused;
    check_day(
        PAGE("", "<h1>Port</h1><p>Updated June 9, 2031</p><p>Published</p><p>May 6, 2031</p>"),
        "2031-05-06");
    check_day(PAGE("", "<p>6 May 2031</p><h1>Port</h1><p>It is known since June 9, 2030 that"
                       " the quays of the old port are weak.</p>"),
              "2031-05-06");
    check_day(PAGE("", "<h1>Port</h1><p>5/6/2031</p>"), "2031-05-06");
    check_day("<html lang=de><body><h1>Port</h1><p>5/6/2031</p>" PROSE, "2031-06-05");
    check_day(PAGE("", "<h1>Port</h1><p>Born May 6, 2001</p>"), "");
    /* far below the headline only where a word says what happened, and what */
#define BELOW(words)                                                                               \
    PAGE("", "<h1>Port</h1>" PROSE PROSE PROSE PROSE PROSE "<ul>" ITEMS "</ul>" words)
#define ITEMS                                                                                      \
    "<li>a<li>b<li>c<li>d<li>e<li>f<li>g<li>h<li>i<li>k<li>l<li>m<li>n<li>o<li>p<li>q<li>r<li>s"   \
    "<li>t<li>u<li>v<li>w<li>x<li>y<li>z<li>a<li>b<li>c<li>d<li>e<li>f<li>g<li>h<li>i<li>k<li>l"
    check_day(BELOW("<p>Published May 6, 2031</p>"), "2031-05-06");
    check_day(BELOW("<p>Last edited May 6, 2031</p>"), "2031-05-06");
    check_day(BELOW("<p>Last edited May 6, 2031</p><p>Posted May 2, 2031</p>"), "2031-05-02");
    check_day(BELOW("<p>In town <b>May 6, 2031</b></p>"), "");
#undef BELOW
#undef ITEMS
}

/* Where nothing is told or shown by the headline, a day in the rest of the page that is the page's
 * own by its place; none of another thing. */
static void a_day_far_away_is_taken_where_it_is_the_pages(void **unused)
{
    (void)unused;
#define FAR(words)                                                                                 \
    "<html lang=de><body><h1>Port</h1>" PROSE PROSE PROSE PROSE PROSE "<p>a<br>b<br>c<br>d<br>e"   \
    "<br>f<br>g<br>h<br>i<br>k<br>l<br>m<br>n<br>o<br>p<br>q<br>r<br>s<br>t<br>u<br>v<br>w<br>x"   \
    "<br>y<br>z<br>a<br>b<br>c<br>d<br>e<br>f<br>g<br>h<br>i<br>k<br>l<br>m</p>" words
    check_day(FAR("<p>Anna Orrin am 6.5.2031, 13:36 Uhr</p>"), "2031-05-06");
    check_day(FAR("<p><b>6.5.2031</b></p>"), "2031-05-06");
    check_day(FAR("<div class=entry-meta>Hafen, 6.5.2031</div>"), "2031-05-06");
    check_day(FAR("<p>Abgerufen <b>6.5.2031</b> aus dem Netz</p>"), "");
    check_day(FAR("<ul><li>6.5.2031</li></ul>"), "");
    check_day(FAR("<p><a href=x>6.5.2031</a></p>"), "");
    check_day(FAR("<div class=comment><p>6.5.2031, 13:36</p></div>"), "");
    check_day(FAR("<p class=info>Hafen 4.8.12</p>"), "");
#undef FAR
}

static void the_reading_of_numbers_that_machines_are_told_wins(void **unused)
{
    (void)unused;
#define TOLD "<meta name=date content='2031-05-06'>"
    check_day("<html lang=en><head>" TOLD "</head><body><h1>Port</h1><p>6/5/2031</p>" PROSE,
              "2031-05-06");
    check_day("<html lang=en><head><meta property='article:modified_time' content='2031-05-06'>"
              "</head><body><h1>Port</h1><p>Posted 6/5/2031</p>" PROSE,
              "2031-05-06");
    check_day("<html lang=en><body><h1>Port</h1><p>6/5/2031</p>" PROSE, "2031-06-05");
#undef TOLD
}

static void titles_of_hatom_tell_the_day(void **unused)
{
    (void)unused;
    check_day(
        PAGE("", "<h1>Port</h1><abbr class=published title='2031-05-06T07:08:09Z'>noon</abbr>"),
        "2031-05-06T07:08:09Z");
    check_day(PAGE("", "<h1>Port</h1><abbr itemprop=datePublished title='2031-05-06'>noon</abbr>"),
              "2031-05-06");
    check_day(PAGE("", "<h1>Port</h1><abbr class=quay title='2031-05-06'>noon</abbr>"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_address_tells_the_day_of_its_own_zone),
        cmocka_unit_test(the_day_that_is_shown_is_weighed),
        cmocka_unit_test(the_best_of_the_days_shown_is_taken),
        cmocka_unit_test(a_day_far_away_is_taken_where_it_is_the_pages),
        cmocka_unit_test(the_reading_of_numbers_that_machines_are_told_wins),
        cmocka_unit_test(titles_of_hatom_tell_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
