/* Arenas hand out zeroed, aligned memory; a failure sticks and leaves vectors whole. */
#include "check.h"

#include "base/alloc.h"
#include "base/arena.h"

static void memory_is_zeroed_and_aligned(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    for (size_t size = 1; size < 100000; size = size * 3 + 1) {
        unsigned char *p = hsay_arena_alloc(arena, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, size);
    }
    hsay_arena_reset(arena);
    assert_int_equal(*(unsigned char *)hsay_arena_alloc(arena, 1), 0);
    hsay_arena_free(arena);
}

static void a_vector_grows_and_keeps_its_items(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    HSAY_VEC(hsay_span) spans = {0};
    for (uint32_t i = 0; i < 1000; i++)
        hsay_vec_push(arena, &spans, (hsay_span){i, i + 1});
    assert_int_equal(spans.count, 1000);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(spans.items[i].end, i + 1);
    hsay_arena_free(arena);
}

/* Two that grow by turns, beyond what a block of many pieces holds. */
static void large_vectors_grow_in_place(void **unused)
{
    enum { MANY = 600000 };
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    HSAY_VEC(hsay_span) spans = {0};
    HSAY_VEC(uint32_t) numbers = {0};
    for (uint32_t i = 0; i < MANY; i++) {
        hsay_vec_push(arena, &spans, (hsay_span){i, i + 1});
        hsay_vec_push(arena, &numbers, i);
    }
    assert_int_equal(spans.count, MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        assert_int_equal(spans.items[i].end, i + 1);
        assert_int_equal(numbers.items[i], i);
    }
    size_t held = spans.capacity * sizeof *spans.items + numbers.capacity * sizeof *numbers.items;
    assert_true(hsay_arena_bytes(arena) < held + held / 2);
    hsay_alloc__fail_nth(2); /* 1: the cut */
    size_t capacity = spans.capacity;
    hsay_span *same = hsay_vec__grow(arena, spans.items, &spans.capacity, sizeof *spans.items);
    hsay_alloc__fail_nth(0);
    assert_ptr_equal(same, spans.items);
    assert_int_equal(spans.capacity, capacity);
    assert_int_equal(spans.items[MANY - 1].end, MANY);
    assert_true(hsay_arena_failed(arena));
    hsay_arena_reset(arena);
    assert_true(hsay_arena_bytes(arena) <= 4 * 1024 * 1024);
    assert_false(hsay_arena_failed(arena));
    hsay_arena_free(arena);
}

static void a_failed_push_leaves_the_vector(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    HSAY_VEC(hsay_span) blocks = {0};
    assert_false(hsay_arena_failed(arena));
    hsay_alloc__fail_nth(1);
    void *grown = hsay_vec__grow(arena, blocks.items, &blocks.capacity, sizeof *blocks.items);
    hsay_alloc__fail_nth(0);
    assert_null(grown);
    assert_int_equal(blocks.capacity, 0);
    assert_true(hsay_arena_failed(arena));
    hsay_arena_reset(arena);
    assert_false(hsay_arena_failed(arena));
    hsay_arena_free(arena);
}

static void sizes_that_overflow_are_refused(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    assert_null(hsay_arena_array(arena, SIZE_MAX / 2, 8));
    assert_true(hsay_arena_failed(arena));
    hsay_arena_reset(arena);
    assert_null(hsay_arena_alloc(arena, SIZE_MAX - 4));
    assert_true(hsay_arena_failed(arena));
    hsay_arena_free(arena);
}

static void text_is_copied_and_formatted(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_str copy = hsay_arena_copy(arena, HSAY_STR("ferry"));
    assert_str(copy, "ferry");
    assert_int_equal(copy.ptr[copy.len], 0);
    assert_str(hsay_arena_format(arena, "%d = %d + %d", 41, 38, 3), "41 = 38 + 3");
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(a_vector_grows_and_keeps_its_items),
        cmocka_unit_test(large_vectors_grow_in_place),
        cmocka_unit_test(a_failed_push_leaves_the_vector),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(text_is_copied_and_formatted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
