/* Where blocks begin and end, and which go on the paragraph of another. */
#include "ingest/page_blocks.h"

#include <stdio.h>

/* The first words of each block, one behind the other. */
static void check_blocks(const char *html, const char *expected)
{
    hsay_arena *arena = hsay_arena_new();
    page_blocks p = blocks_of(arena, html);
    char got[256] = "";
    for (uint32_t i = 0; i < p.all.count; i++) {
        const hsay_block *b = &p.all.items[i];
        hsay_str text = hsay_str_trim(p.nodes.items[b->first].text);
        char goes_on[16] = "";
        if (b->goes_on)
            snprintf(goes_on, sizeof goes_on, "^%u", b->goes_on - 1);
        size_t len = strlen(got);
        snprintf(got + len, sizeof got - len, "%s%.*s%s%s%s", i ? " | " : "", (int)text.len,
                 text.ptr, b->tight ? "'" : "", b->dropped ? "-" : "", goes_on);
    }
    assert_string_equal(got, expected);
    hsay_arena_free(arena);
}

static void blocks_and_line_breaks_part_texts(void **unused)
{
    (void)unused;
    check_blocks("<p>one <b>two</b> three</p><p>four</p>", "one | four");
    check_blocks("<p>one<br>two</p>", "one | two'");
    check_blocks("<div>one<p>two</p>three</div>", "one | two | three");
    check_blocks("<div>one<script>two</script>three</div>", "one");
    check_blocks("<p> </p><p>one</p><p>&nbsp; </p>", "one | ");
}

static void what_is_dropped_parts_no_paragraph(void **unused)
{
    (void)unused;
    check_blocks("<p>one <span class=share>two</span> three</p>", "one | two- | three^0");
    check_blocks("<p>one <span class=share>two</span><br>three</p>", "one | two- | three'");
    check_blocks("<p>one <span class=pale>two</span> three</p>", "one");
    check_blocks("<div>one<aside>two</aside>three</div>", "one | two- | three^0");
    check_blocks("<p>one and more</p><nav>two</nav><nav>six</nav>", "one and more | two- | six-");
}

static void limits_of_what_a_select_offers(void **unused)
{
    (void)unused;
    check_blocks("<p>one</p><select><option>two</select><p>three</p>", "one | three");
    check_blocks("<p>one</p><button>two</button><p>three</p>", "one | two- | three");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_and_line_breaks_part_texts),
        cmocka_unit_test(what_is_dropped_parts_no_paragraph),
        cmocka_unit_test(limits_of_what_a_select_offers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
