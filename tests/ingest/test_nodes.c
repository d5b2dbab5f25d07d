/* The table keeps its invariant on any page, its limits hold, and pathological pages cost linear
 * time. */
#include "check.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "ingest/domain.h"
#include "ingest/html_markup.h"
#include "ingest/nodes.h"

static hsay_status read_all(hsay_arena *arena, hsay_str page, hsay_nodes *nodes)
{
    hsay_error error = {0};
    hsay_status status = hsay_nodes__read(arena, page, nodes, &error);
    for (uint32_t i = 1; status == HSAY_OK && i < nodes->count; i++) {
        const hsay_node *node = &nodes->items[i];
        if (node->parent >= i || node->end <= i || node->end > nodes->items[node->parent].end)
            fail_msg("node %u breaks the invariant", i);
    }
    return status;
}

static uint32_t first(const hsay_nodes *nodes, hsay_tag tag)
{
    for (uint32_t i = 0; i < nodes->count; i++)
        if (nodes->items[i].tag == tag)
            return i;
    fail_msg("no such element");
    return 0;
}

static void text_is_a_view_of_the_page(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_nodes nodes;
    hsay_str page = HSAY_STR("<html><body><p class='lead'>Rain in Velmora<p>A &amp; B</body>");
    assert_int_equal(read_all(arena, page, &nodes), HSAY_OK);
    uint32_t p = first(&nodes, HSAY_TAG_P);
    assert_str(hsay_node__attr(&nodes, p, HSAY_ATTR_CLASS), "lead");
    assert_str(hsay_node__text(arena, &nodes, p, SIZE_MAX), "Rain in Velmora");
    assert_ptr_equal(nodes.items[p + 1].text.ptr,
                     page.ptr + hsay_str_find(page, HSAY_STR("Rain"), 0));
    assert_str(hsay_node__text(arena, &nodes, nodes.items[p].end, SIZE_MAX), "A & B");
    hsay_arena_free(arena);
}

/* `count` times `piece` behind `before`. */
static hsay_str many(const char *before, const char *piece, size_t count)
{
    size_t head = strlen(before), len = strlen(piece);
    char *out = malloc(head + len * count);
    memcpy(out, before, head);
    for (size_t i = 0; i < count; i++)
        memcpy(out + head + i * len, piece, len);
    return (hsay_str){out, head + len * count};
}

static void check_many(const char *before, const char *piece, size_t count, hsay_status expected)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_nodes nodes;
    hsay_str page = many(before, piece, count);
    assert_int_equal(read_all(arena, page, &nodes), expected);
    free((char *)(uintptr_t)page.ptr);
    hsay_arena_free(arena);
}

static void pathological_pages_end_soon(void **unused)
{
    (void)unused;
    check_many("<p>x", "<div>", 100000, HSAY_OK);
    check_many("<p>x<b", " a=1", 80000, HSAY_OK);
    check_many("<p>x<b", " c='", 80000, HSAY_OK);
    check_many("<p>x", "<i class=a id=b>y</i>", 200000, HSAY_OK);
    check_many("<p>x", "</b>", 300000, HSAY_OK);
    check_many("<p>x", "<p>", 200000, HSAY_OK);
    check_many("<p>x", "&amp;", 300000, HSAY_OK);
    check_many("<p>x<script>", "if (a < b) c('<p>');\n", 250000, HSAY_OK);
    check_many("<p>x", "<!--", 300000, HSAY_OK);
    check_many("<p>x", "<", 300000, HSAY_OK);
}

static void attributes_beyond_the_limit_are_not_read(void **unused)
{
    (void)unused;
    hsay_str page = many("<p>x<b", " a=1 ", HSAY_MARKUP_ATTRIBUTES);
    hsay_buf whole = {0};
    hsay_buf_put_str(&whole, page);
    hsay_buf_put_text(&whole, " class=late>end</b>");
    hsay_arena *arena = hsay_arena_new();
    hsay_nodes nodes;
    assert_int_equal(read_all(arena, hsay_buf_view(&whole), &nodes), HSAY_OK);
    for (uint32_t i = 0; i < nodes.count; i++)
        assert_int_equal(hsay_node__attr(&nodes, i, HSAY_ATTR_CLASS).len, 0);
    assert_str(hsay_node__text(arena, &nodes, first(&nodes, HSAY_TAG_P), SIZE_MAX), "xend");
    hsay_arena_free(arena);
    hsay_buf_free(&whole);
    free((char *)(uintptr_t)page.ptr);
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    hsay_str page = many("<body>", "<p class=a>One &amp; two</p>", 60);
    hsay_status status = HSAY_MEMORY;
    for (size_t n = 2; status != HSAY_OK; n++) {
        hsay_arena *arena = hsay_arena_new();
        hsay_nodes nodes;
        hsay_alloc__fail_nth(n - 1);
        status = hsay_nodes__read(arena, page, &nodes, NULL);
        hsay_alloc__fail_nth(0);
        assert_true(status == HSAY_OK || status == HSAY_MEMORY);
        assert_true(n < 1000);
        hsay_arena_free(arena);
    }
    free((char *)(uintptr_t)page.ptr);
}

static void a_url_has_a_registered_domain(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    assert_str(hsay_domain__of(arena, HSAY_STR("https://u@News.Velmora.co.uk:81/a?b")),
               "velmora.co.uk");
    assert_str(hsay_domain__of(arena, HSAY_STR("//www.velmora.example/x")), "velmora.example");
    assert_str(hsay_domain__of(arena, HSAY_STR("/a/b.html")), "");
    assert_str(hsay_domain__of(arena, HSAY_STR("")), "");
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_a_view_of_the_page),
        cmocka_unit_test(pathological_pages_end_soon),
        cmocka_unit_test(attributes_beyond_the_limit_are_not_read),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(a_url_has_a_registered_domain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
