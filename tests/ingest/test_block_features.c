/* What the model is told of blocks, and that it is told the same each time. */
#include "ingest/page_blocks.h"

static hsay_arena *arena;
static page_blocks page;
static hsay_block_features features;
static hsay_block_tables tables;

static void look_at(const char *html)
{
    page = blocks_of(arena, html);
    features = hsay_block__features(arena, &page.nodes, page.facts, &page.all, &tables);
    assert_non_null(features.values);
}

static unsigned value(uint32_t block, hsay_block_feature feature)
{
    assert_true(block < page.all.count);
    return features.values[(size_t)feature * features.stride + block];
}

static void texts_are_measured(void **unused)
{
    (void)unused;
    look_at("<p>The pier, says Ada, is shut.</p><p><a href=a>More</a></p><p>The pier, says Ada, is "
            "shut.</p>");
    assert_int_equal(value(0, HSAY_BLOCK_LINKS), 0);
    assert_int_equal(value(1, HSAY_BLOCK_LINKS), 255);
    assert_int_equal(value(0, HSAY_BLOCK_STOPS), 3);
    assert_true(value(0, HSAY_BLOCK_WORDS) > value(1, HSAY_BLOCK_WORDS));
    assert_true(value(0, HSAY_BLOCK_LAST) > value(1, HSAY_BLOCK_LAST));
    assert_int_equal(value(0, HSAY_BLOCK_REPEATS), 2);
    assert_int_equal(value(1, HSAY_BLOCK_REPEATS), 1);
}

static void what_stands_above_is_counted(void **unused)
{
    (void)unused;
    look_at(
        "<main><article><ul><li><ul><li>one</ul></ul></article></main><footer><p>two</p></footer>"
        "<div class=newsletter><div><p>three</p></div></div>");
    assert_int_equal(value(0, HSAY_BLOCK_LISTS), 2);
    assert_int_equal(value(0, HSAY_BLOCK_ARTICLES), 1);
    assert_int_equal(value(0, HSAY_BLOCK_MAINS), 1);
    assert_int_equal(value(1, HSAY_BLOCK_FOOTERS), 1);
    assert_int_equal(value(1, HSAY_BLOCK_ARTICLES), 0);
    assert_int_equal(value(2, HSAY_BLOCK_DROPS), 1);
    assert_int_equal(value(2, HSAY_BLOCK_DROP_NEAR), 2);
    assert_int_equal(value(1, HSAY_BLOCK_DROP_NEAR), 255);
    assert_int_equal(value(0, HSAY_BLOCK_PAGE_BLOCKS), value(2, HSAY_BLOCK_PAGE_BLOCKS));
}

static void words_say_what_the_tables_hold(void **unused)
{
    (void)unused;
    uint16_t buckets[2 * HSAY_BLOCK_MOST_WORDS];
    look_at("<div class=greenBox><p>Lanterns</p></div><div class=other><p>Boats</p></div>");
    uint32_t count = hsay_block__words(&page.nodes, page.facts, &page.all.items[0], buckets);
    assert_int_equal(count, 1);
    tables.words[buckets[0]] = -40;
    uint32_t box = page.nodes.items[page.all.items[0].node].parent;
    assert_int_equal(hsay_block__names(&page.nodes, box, buckets), 2); /* green, box */
    tables.names[buckets[1]] = 30;
    look_at("<div class=greenBox><p>LANTERNS</p></div><div class=other><p>Boats</p></div>");
    assert_int_equal(value(0, HSAY_BLOCK_ODDS_FIRST), 128 - 40);
    assert_int_equal(value(1, HSAY_BLOCK_ODDS_FIRST), 128);
    assert_int_equal(value(0, HSAY_BLOCK_NAMES_NEAR), 128 + 30);
    assert_int_equal(value(1, HSAY_BLOCK_NAMES_NEAR), 128);
    memset(&tables, 0, sizeof tables);
}

static void the_same_page_gives_the_same_bytes(void **unused)
{
    (void)unused;
    const char *html =
        "<body><nav><a href=a>x</a></nav><h1>A</h1><p>One, two.</p><p>Three.</p></body>";
    look_at(html);
    hsay_block_features first = features;
    look_at(html);
    assert_memory_equal(first.values, features.values,
                        (size_t)HSAY_BLOCK_FEATURES * features.stride);
    assert_int_equal(features.stride % HSAY_BLOCK_LANES, 0);
}

static int begin(void **unused)
{
    (void)unused;
    arena = hsay_arena_new();
    return arena ? 0 : -1;
}

static int end(void **unused)
{
    (void)unused;
    hsay_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_measured),
        cmocka_unit_test(what_stands_above_is_counted),
        cmocka_unit_test(words_say_what_the_tables_hold),
        cmocka_unit_test(the_same_page_gives_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
