/* Authors that a page shows here and there: each place with a twin that looks like it and is none.
 */
#include "ingest/page.h"

#define LONG_PROSE                                                                                 \
    "<p>The harbour of Velmora was closed on Monday, the port office said, after the storm. Two "  \
    "ferries stayed in port, and the third, which was at sea, came back by noon. Nobody was "      \
    "hurt, "                                                                                       \
    "the office said, and the harbour will open again on Wednesday.</p>"
#define PAGE(top, end)                                                                             \
    "<title>Port closed by storm</title><body><div class=x><h1>Port closed by "                    \
    "storm</h1>" top LONG_PROSE LONG_PROSE end "</div></body>"

static void check_author(const char *html, const char *author)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_page(arena, html);
    assert_str(a.authors.count ? a.authors.items[0] : HSAY_STR_NONE, author);
    hsay_arena_free(arena);
}

static void below_the_text(void **unused)
{
    (void)unused;
    check_author(PAGE("", "<p><i>Anna Tamm</i></p>"), "Anna Tamm");
    check_author(PAGE("", "<p>Many thanks to <i>Anna Tamm</i> of the quay</p>"), "");
    check_author(PAGE("", "<p>The quay stays shut. (Anna Tamm) +++</p>"), "Anna Tamm");
#define SPEAKS(name) "<p>" name "</p>" LONG_PROSE
    check_author(
        PAGE("", SPEAKS("Anna Tamm") SPEAKS("Sven Orrin") SPEAKS("Anna Tamm") SPEAKS("Sven Orrin")),
        "");
    check_author(PAGE("", SPEAKS("Anna Tamm")), "Anna Tamm");
#undef SPEAKS
    check_author(PAGE("", "<p>The quay stays shut. (Velmora Port)</p>"), "");
}

static void behind_a_label(void **unused)
{
    (void)unused;
    check_author(PAGE("", "<p>Autor: Wimm Orrin</p>"), "Wimm Orrin");
    check_author(PAGE("", "<p>Autor:</p><p>Wimm Orrin</p>"), "Wimm Orrin");
    check_author(PAGE("", "<p>Autor: <a>Rechtsanwalt</a> Wimm Orrin</p>"), "Wimm Orrin");
    check_author(PAGE("", "<p>Foto: Wimm Orrin</p>"), "");
    check_author(PAGE("<p>Medically reviewed <a>by Anna Tamm</a></p>", ""), "");
    check_author(PAGE("<p>Medically revered <a>by Anna Tamm</a></p>", ""), "Anna Tamm");
    check_author(PAGE("<p class=post-meta>by wimm</p>", ""), "wimm");
    check_author(PAGE("<p class=harbour>by wimm</p>", ""), "");
    check_author(PAGE("<p>6.5.2031 13:30 von Wimm</p>", ""), "Wimm");
    check_author(PAGE("<p>6.5.2031 13:30 Foto: Wimm</p>", ""), "");
}

static void by_the_headline(void **unused)
{
    (void)unused;
    check_author(PAGE("<ul class=entry-meta><li>Wimm Orrin</li></ul>", ""), "Wimm Orrin");
    check_author(PAGE("<ul class=places><li>Wimm Orrin</li></ul>", ""), "");
    check_author(PAGE("<p>Anna Tamm</p>", ""), "Anna Tamm");
    check_author(PAGE("<p class=date-author>Wimm Orrin, 6.5.2031</p>", ""), "Wimm Orrin");
}

static void in_a_note_on_the_author(void **unused)
{
    (void)unused;
    check_author(PAGE("", "<div class=author-bio><p>Anna Tamm is a writer from Velmora who likes "
                          "boats.</p></div>"),
                 "Anna Tamm");
    check_author(PAGE("", "<h3>Anna</h3><p>Anna is a writer from Velmora who likes boats.</p>"),
                 "Anna");
    check_author(PAGE("", "<h3>Boats</h3><p>Anna is a writer from Velmora who likes boats.</p>"),
                 "");
    check_author(PAGE("", "<div class=author-bio><p>This post was written by Wimm Orrin, head of "
                          "boats in the port of Velmora.</p></div>"),
                 "Wimm Orrin");
    check_author(PAGE("", "<div class=boats><p>Anna Tamm is a writer from Velmora who likes "
                          "boats.</p></div>"),
                 "");
}

static void the_owner_of_the_page(void **unused)
{
    (void)unused;
    check_author("<meta property='og:site_name' content='Anna Tamm'>" PAGE("", ""), "Anna Tamm");
    check_author("<meta property='og:site_name' content='Velmora Post'>" PAGE("", ""), "");
    check_author(PAGE("", "<p>\xC2\xA9 2031 Anna Tamm. All rights reserved.</p>"), "Anna Tamm");
    check_author(PAGE("", "<p>\xC2\xA9 2031 Velmora Post. All rights reserved.</p>"), "");
}

static void after_accounts_and_far_from_the_text(void **unused)
{
    (void)unused;
    check_author(
        "<meta name=author content=anna_tamm>" PAGE("<p class=date-author>Anna Tamm</p>", ""),
        "Anna Tamm");
    check_author("<meta name=author content=anna_tamm>" PAGE("", ""), "anna_tamm");
    check_author("<meta name=author content=Anna>" PAGE("", "<p>Anna Tamm</p>"), "Anna Tamm");
    check_author("<meta name=author content=Anna>" PAGE("", "<p>Sven Tamm</p>"), "Anna");
    check_author("<title>Port</title><body><aside><p class=meta>Wimm Orrin</p></aside><div><h1>Port"
                 "</h1>" LONG_PROSE "</div></body>",
                 "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(below_the_text),
        cmocka_unit_test(behind_a_label),
        cmocka_unit_test(by_the_headline),
        cmocka_unit_test(in_a_note_on_the_author),
        cmocka_unit_test(the_owner_of_the_page),
        cmocka_unit_test(after_accounts_and_far_from_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
