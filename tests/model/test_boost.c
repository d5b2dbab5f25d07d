/* Trees learn what no single question tells, do so the same each time, and survive their file. */
#include "../check.h"

#include "base/hash.h"
#include "model/boost.h"
#include "model/random.h"

enum { ROWS = 512, FEATURES = 3 };

static uint8_t values[FEATURES * ROWS], labels[ROWS];
static float weights[ROWS];

/* The label is whether the first two features lie on one side of 100; the third is noise. */
static hsay_boost_rows make_rows(void)
{
    uint64_t seed = 5;
    for (uint32_t i = 0; i < ROWS; i++) {
        for (uint32_t f = 0; f < FEATURES; f++)
            values[f * ROWS + i] = (uint8_t)hsay_random__below(&seed, 256);
        labels[i] = (values[i] > 100) == (values[ROWS + i] > 100);
        weights[i] = 1;
    }
    return (hsay_boost_rows){values, labels, weights, ROWS, FEATURES};
}

static hsay_boost learn(uint64_t seed)
{
    hsay_boost model;
    hsay_boost_rows rows = make_rows();
    hsay_boost_plan plan = {.trees = 20,
                            .inputs_version = 7,
                            .rate = .3,
                            .ridge = 1,
                            .row_share = .8,
                            .field_share = .9,
                            .seed = seed};
    assert_int_equal(hsay_boost__train(&rows, &plan, &model), HSAY_OK);
    return model;
}

static void trees_learn_what_two_features_say_together(void **unused)
{
    (void)unused;
    int32_t scores[ROWS];
    uint32_t right = 0;
    hsay_boost model = learn(1);
    hsay_boost__score(&model, values, ROWS, scores);
    for (uint32_t i = 0; i < ROWS; i++)
        right += (scores[i] > 0) == labels[i];
    assert_true(right > ROWS * 95 / 100);
    hsay_boost__free(&model);
}

/* The score by the definition: no groups, no bits. */
static int32_t plain_score(const hsay_boost *m, uint32_t row)
{
    int32_t score = m->start;
    for (uint32_t t = 0; t < m->trees; t++) {
        unsigned leaf = 0;
        for (unsigned d = 0; d < HSAY_BOOST_DEPTH; d++) {
            hsay_boost_split s = m->splits[t * HSAY_BOOST_DEPTH + d];
            if (values[s.feature * ROWS + row] > s.above)
                leaf += 1u << d;
        }
        score += m->leaves[t * HSAY_BOOST_LEAVES + leaf];
    }
    return score;
}

static void groups_score_as_one_row_does(void **unused)
{
    (void)unused;
    int32_t scores[ROWS];
    hsay_boost model = learn(1);
    hsay_boost__score(&model, values, ROWS, scores);
    for (uint32_t i = 0; i < ROWS; i++)
        assert_int_equal(scores[i], plain_score(&model, i));
    hsay_boost__free(&model);
}

static void same_rows_and_seed_give_the_same_bytes(void **unused)
{
    (void)unused;
    hsay_buf one = {0}, two = {0}, other = {0};
    hsay_boost a = learn(1), b = learn(1), c = learn(2);
    hsay_boost__pack(&a, &one);
    hsay_boost__pack(&b, &two);
    hsay_boost__pack(&c, &other);
    assert_true(hsay_str_equal(hsay_buf_view(&one), hsay_buf_view(&two)));
    assert_false(hsay_str_equal(hsay_buf_view(&one), hsay_buf_view(&other)));
    hsay_boost__free(&a);
    hsay_boost__free(&b);
    hsay_boost__free(&c);
    hsay_buf_free(&one);
    hsay_buf_free(&two);
    hsay_buf_free(&other);
}

static void set_sum(hsay_buf *file)
{
    uint64_t sum = hsay_hash_fast((hsay_str){file->ptr, file->len - sizeof sum}, 0);
    memcpy(file->ptr + file->len - sizeof sum, &sum, sizeof sum);
}

static hsay_status open_changed(const hsay_boost *model, size_t at, char byte, bool right_sum)
{
    hsay_buf file = {0};
    hsay_boost out = {0};
    hsay_boost__pack(model, &file);
    file.ptr[at] = byte;
    if (right_sum)
        set_sum(&file);
    hsay_status status = hsay_boost__open(hsay_buf_view(&file), &out, NULL);
    if (status != HSAY_OK)
        assert_int_equal(out.trees, 0);
    hsay_buf_free(&file);
    return status;
}

static void a_file_is_read_or_refused(void **unused)
{
    (void)unused;
    enum { VERSION_AT = 8, TREES_AT = 20, LEAVES_AT = 32 };
    hsay_boost model = learn(1), out;
    hsay_buf file = {0};
    hsay_boost__pack(&model, &file);
    size_t splits_at = LEAVES_AT + (size_t)model.trees * HSAY_BOOST_LEAVES * 2;
    assert_int_equal(hsay_boost__open(hsay_buf_view(&file), &out, NULL), HSAY_OK);
    assert_int_equal(out.inputs_version, 7);
    assert_int_equal(out.start, model.start);
    assert_int_equal(open_changed(&model, 0, 'X', true), HSAY_INPUT);
    assert_int_equal(open_changed(&model, VERSION_AT, 9, true), HSAY_NEWER);
    assert_int_equal(open_changed(&model, TREES_AT, 21, true), HSAY_INPUT);
    assert_int_equal(open_changed(&model, LEAVES_AT, 99, false), HSAY_INPUT);
    assert_int_equal(open_changed(&model, splits_at, FEATURES, true), HSAY_INPUT);
    assert_int_equal(open_changed(&model, splits_at, 0, true), HSAY_OK);
    for (size_t len = 0; len < file.len; len += 13)
        assert_int_equal(hsay_boost__open((hsay_str){file.ptr, len}, &out, NULL), HSAY_INPUT);
    hsay_buf_free(&file);
    hsay_boost__free(&model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_learn_what_two_features_say_together),
        cmocka_unit_test(groups_score_as_one_row_does),
        cmocka_unit_test(same_rows_and_seed_give_the_same_bytes),
        cmocka_unit_test(a_file_is_read_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
