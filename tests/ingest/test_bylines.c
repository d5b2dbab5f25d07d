/* A line that names an author of the article is its byline, in any language; one of another is not.
 */
#include "check.h"

#include "base/alloc.h"
#include "ingest/bylines.h"

static const hsay_str AUTHORS[] = {{"Hanna Loos", 10}, {"Bo Reed", 7}};

/* The furniture of the text, its ranges' words joined by "|". */
static void furniture_is(const char *text, const hsay_furniture *had, uint32_t count,
                         const char *expected)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = {.text = hsay_str_of(text),
                      .authors = {AUTHORS, 2},
                      .furniture = had,
                      .furniture_count = count};
    hsay_bylines__mark(arena, &a);
    char joined[512] = "";
    for (uint32_t i = 0; i < a.furniture_count; i++) {
        hsay_str words = hsay_str_at(a.text, a.furniture[i].span);
        assert_true(i == 0 || a.furniture[i - 1].span.end <= a.furniture[i].span.start);
        strcat(joined, i ? "|" : "");
        strncat(joined, words.ptr, words.len);
    }
    assert_string_equal(joined, expected);
    hsay_arena_free(arena);
}

static void lines_that_name_authors_are_bylines(void **unused)
{
    (void)unused;
    furniture_is("Von Hanna Loos\n\nDas Tor war zu.", NULL, 0, "Von Hanna Loos");
    furniture_is("The gate.\n\n  HANNA LOOS \n\nIt was shut.\n\nPar Bo Reed", NULL, 0,
                 "HANNA LOOS|Par Bo Reed");
    furniture_is("Escrito por Bo Reed y Hanna Loos\nx", NULL, 0,
                 "Escrito por Bo Reed y Hanna Loos");
    furniture_is("By Hanna Loos, dpa", NULL, 0, "By Hanna Loos, dpa");
}

static void other_lines_are_text(void **unused)
{
    (void)unused;
    furniture_is("", NULL, 0, "");
    furniture_is("Von Rechts wegen\n\nBy Ada Quill\n\nVon Hanna Loos und Ada Quill", NULL, 0, "");
    furniture_is("Hanna Loos came late, and by Bo Reed nothing was said of it.", NULL, 0, "");
    furniture_is("Foto: Bo Reed", NULL, 0, "");
    furniture_is("By Bo Reed the matter was never told to anybody of the council.", NULL, 0, "");
}

static void what_is_furniture_stays_in_its_order(void **unused)
{
    (void)unused;
    static const hsay_furniture HAD[] = {{{0, 4}, HSAY_FURNITURE_HEADLINE, {"x", 1}},
                                         {{20, 30}, HSAY_FURNITURE_BYLINE, {"y", 1}},
                                         {{39, 43}, HSAY_FURNITURE_ADVERT, {"z", 1}}};
    furniture_is("Gate\nBy Hanna Loos\n\nHanna Loos\nBo Reed\nSale", HAD, 3,
                 "Gate|By Hanna Loos|Hanna Loos|Bo Reed|Sale");
    static const hsay_furniture WIDE = {{0, 21}, HSAY_FURNITURE_COMMENTS, {"x", 1}};
    furniture_is("Gate\nHanna Loos\nMore.\nBo Reed", &WIDE, 1, "Gate\nHanna Loos\nMore.|Bo Reed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_that_name_authors_are_bylines),
        cmocka_unit_test(other_lines_are_text),
        cmocka_unit_test(what_is_furniture_stays_in_its_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
