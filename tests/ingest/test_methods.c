/* Which method of the cascade decides, and what it makes of the blocks. */
#include "ingest/methods.h"

#include "ingest/page.h"

/* A model without trees says the same of every block. */
static const hsay_block_tables NO_WORDS;
static hsay_block_model says(int32_t start)
{
    return (hsay_block_model){
        .tables = &NO_WORDS,
        .trees = {HSAY_BLOCK_FEATURES_VERSION, HSAY_BLOCK_FEATURES, 0, start, NULL, NULL}};
}

/* One tree that parts the blocks that the rules keep from the others. */
static const hsay_boost_split RULED[HSAY_BOOST_DEPTH] = {
    {HSAY_BLOCK_RULED, 0}, {HSAY_BLOCK_RULED, 0}, {HSAY_BLOCK_RULED, 0},
    {HSAY_BLOCK_RULED, 0}, {HSAY_BLOCK_RULED, 0}, {HSAY_BLOCK_RULED, 0}};
static int16_t leaves[HSAY_BOOST_LEAVES];
static hsay_block_model says_of(int16_t ruled, int16_t left)
{
    hsay_block_model model = says(0);
    leaves[0] = left;
    leaves[HSAY_BOOST_LEAVES - 1] = ruled;
    model.trees.trees = 1;
    model.trees.splits = RULED;
    model.trees.leaves = leaves;
    return model;
}

static hsay_article read_with(hsay_arena *arena, const char *html, const hsay_block_model *model,
                              const char *body)
{
    hsay_nodes nodes;
    hsay_article out = {0};
    assert_int_equal(hsay_nodes__read(arena, hsay_str_of(html), &nodes, NULL), HSAY_OK);
    hsay_methods_input in = {.nodes = &nodes,
                             .page = hsay_str_of(html),
                             .body = hsay_str_of(body),
                             .page_start = 0,
                             .model = model};
    hsay_methods__read(arena, &in, &out);
    return out;
}

#define PAGE                                                                                       \
    "<body><nav><p>Lanterns, every day.</p></nav><div>" PROSE PROSE                                \
    "<p>Come <span class=share>Share it! </span>and see.</p></div></body>"

static void rules_decide_without_a_model(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_with(arena, PAGE, NULL, "");
    assert_str(a.method, "rules");
    assert_false(has_text(&a, "Lanterns"));
    assert_true(has_text(&a, "Come and see."));
    hsay_arena_free(arena);
}

static void the_model_decides_where_it_gives_enough(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_block_model all = says(4000), none = says(-4000);
    hsay_article a = read_with(arena, PAGE, &all, "");
    assert_str(a.method, "learned");
    assert_true(has_text(&a, "Lanterns, every day."));
    assert_int_equal(reason_of(&a, "Lanterns"), HSAY_FURNITURE_COUNT);
    a = read_with(arena, PAGE, &none, "");
    assert_str(a.method, "rules");
    assert_false(has_text(&a, "Lanterns"));
    hsay_arena_free(arena);
}

static void what_only_the_rules_keep_stays_as_furniture(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_block_model model = says_of(4000, -4000); /* what the rules leave out is left out */
    hsay_article a;
    a = read_with(arena, PAGE, &model, "");
    assert_str(a.method, "learned");
    assert_false(has_text(&a, "Lanterns"));
    assert_true(has_text(&a, "Come and see."));
    model = says_of(-4000, 4000); /* the other way round: what they keep stands apart */
    a = read_with(arena,
                  "<body><nav>" PROSE PROSE "</nav><article>" PROSE PROSE PROSE PROSE
                  "<p>Lanterns were lit there, and all night long.</p>"
                  "</article></body>",
                  &model, "");
    assert_str(a.method, "learned");
    assert_int_equal(reason_of(&a, "Lanterns"), HSAY_FURNITURE_NAVIGATION);
    assert_str(a.furniture[a.furniture_count - 1].rule, "learned");
    hsay_arena_free(arena);
}

#define MARKED                                                                                     \
    "<body><div class=byline><p>Lanterns were lit there, and all night long.</p></div>"            \
    "<p>Click here and see them all.</p><figcaption>Boats, seen from the pier.</figcaption>" PROSE \
        PROSE "</body>"

static void what_the_model_is_sure_of_is_no_furniture(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_block_model half = says(600), more = says(2000), all = says(4000);
    hsay_article a = read_with(arena, MARKED, &half, "");
    assert_int_equal(reason_of(&a, "Lanterns"), HSAY_FURNITURE_BYLINE);
    assert_int_equal(reason_of(&a, "Click here"), HSAY_FURNITURE_READ_MORE);
    a = read_with(arena, MARKED, &more, "");
    assert_int_equal(reason_of(&a, "Lanterns"), HSAY_FURNITURE_COUNT);
    assert_int_equal(reason_of(&a, "Click here"), HSAY_FURNITURE_READ_MORE);
    a = read_with(arena, MARKED, &all, "");
    assert_int_equal(reason_of(&a, "Click here"), HSAY_FURNITURE_COUNT);
    assert_int_equal(reason_of(&a, "Boats"), HSAY_FURNITURE_CAPTION);
    hsay_arena_free(arena);
}

static void a_body_given_as_data_is_the_last(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = read_with(arena, "<div><p>Please wait.</p></div>", NULL, PAGE PAGE PAGE);
    assert_str(a.method, "data");
    a = read_with(arena, PAGE, NULL, "Please wait.");
    assert_str(a.method, "rules");
    hsay_arena_free(arena);
}

static void names_are_forgotten_where_they_leave_nothing(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    const char *page =
        "<div><div class=related>" PROSE PROSE "</div><div class=popular-posts>" PROSE PROSE
        "</div><div class=newsletter>" PROSE PROSE "</div></div>";
    hsay_article a = read_with(arena, page, NULL, "");
    assert_str(a.method, "rules-loose");
    hsay_arena_free(arena);
}

static void the_carried_model_is_this_version_s(void **unused)
{
    (void)unused;
    const hsay_block_model *model = hsay_block_model__carried();
    assert_non_null(model);
    assert_true(model->trees.trees > 0);
    hsay_buf file = {0};
    hsay_block_model again;
    hsay_block_model__pack(model, &file);
    assert_int_equal(hsay_block_model__open(hsay_buf_view(&file), &again, NULL), HSAY_OK);
    assert_int_equal(again.trees.trees, model->trees.trees);
    assert_int_equal(
        hsay_block_model__open(hsay_str_cut(hsay_buf_view(&file), 0, 999), &again, NULL),
        HSAY_INPUT);
    hsay_buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_decide_without_a_model),
        cmocka_unit_test(the_model_decides_where_it_gives_enough),
        cmocka_unit_test(what_only_the_rules_keep_stays_as_furniture),
        cmocka_unit_test(what_the_model_is_sure_of_is_no_furniture),
        cmocka_unit_test(a_body_given_as_data_is_the_last),
        cmocka_unit_test(names_are_forgotten_where_they_leave_nothing),
        cmocka_unit_test(the_carried_model_is_this_version_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
