/* The file of a model: what is no model, damaged, newer or out of bounds is refused with its place.
 */
#include "check.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "model/model_file.h"
#include "model/small.h"

typedef struct file {
    char *bytes;
    size_t size;
} file;

static file pack(const hsay_net *net)
{
    char *packed;
    file f = {0};
    assert_int_equal(hsay_model_pack(net, 7, &packed, &f.size), HSAY_OK);
    assert_int_equal(posix_memalign((void **)&f.bytes, HSAY_MODEL_ALIGN, f.size), 0);
    memcpy(f.bytes, packed, f.size);
    hsay_alloc__free(packed);
    return f;
}

static file make(void)
{
    hsay_net net = small_net(3);
    file f = pack(&net);
    small_free(&net);
    return f;
}

enum { EXTRA = 5 };

/* With extra weights and names, as the model of words has them. */
static file make_worded(void)
{
    hsay_net net = small_net(3);
    net.shape.extra = EXTRA;
    net.dense = realloc(net.dense, hsay_net_dense_count(&net.shape) * sizeof(float));
    for (int i = 0; i < EXTRA; i++)
        net.dense[hsay_net_extra_at(&net.shape) + (size_t)i] = (float)i / 4;
    net.names = HSAY_STR("a\tb\nc");
    file f = pack(&net);
    small_free(&net);
    return f;
}

/* The checksum made right again behind a change. */
static void seal(file *f)
{
    uint64_t sum = hsay_hash_fast((hsay_str){f->bytes, f->size - sizeof sum}, 0);
    memcpy(f->bytes + f->size - sizeof sum, &sum, sizeof sum);
}

static void assert_refused(file *f, size_t size, hsay_status status, uint64_t start)
{
    hsay_model m = {.inputs_version = 99};
    hsay_error error = {0};
    assert_int_equal(hsay_model_open((hsay_str){f->bytes, size}, &m, &error), status);
    assert_int_equal(error.status, status);
    assert_int_equal(error.start, start);
    assert_int_equal(m.inputs_version, 99); /* untouched */
}

static void sound(void **state)
{
    (void)state;
    file f = make();
    hsay_model m;
    assert_int_equal(hsay_model_open((hsay_str){f.bytes, f.size}, &m, NULL), HSAY_OK);
    assert_int_equal(m.inputs_version, 7);
    assert_int_equal(m.shape.width, 32);
    assert_int_equal(m.shape.distance[2], 4);
    free(f.bytes);
}

static void refused(void **state)
{
    (void)state;
    file f = make();
    assert_refused(&f, 100, HSAY_INPUT, 0);
    assert_refused(&f, f.size - 1, HSAY_INPUT, 0);
    f.bytes[200] ^= 1;
    assert_refused(&f, f.size, HSAY_INPUT, f.size - 8);
    f.bytes[200] ^= 1;
    f.bytes[8] = 3;
    assert_refused(&f, f.size, HSAY_NEWER, 8);
    f.bytes[8] = 2; /* has nothing that version 1 can not say */
    seal(&f);
    assert_refused(&f, f.size, HSAY_LIMIT, 8);
    f.bytes[8] = 1;
    seal(&f);
    f.bytes[0] = 'X';
    assert_refused(&f, f.size, HSAY_INPUT, 0);
    free(f.bytes);
}

static void out_of_bounds(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        uint32_t value;
    } CHANGES[] = {{16, 0},  {16, 33}, {16, 1u << 30}, {20, 0}, {24, 0}, {24, UINT32_MAX}, {28, 0},
                   {28, 17}, {32, 13}, {36, 0},        {36, 6}, {40, 0}, {44, 65}};
    for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
        file f = make();
        memcpy(f.bytes + CHANGES[i].at, &CHANGES[i].value, sizeof CHANGES[i].value);
        seal(&f);
        assert_refused(&f, f.size, HSAY_LIMIT, 8);
        free(f.bytes);
    }
}

/* A number that is none in a scale, a weight that would overflow. */
static void wild_numbers(void **state)
{
    (void)state;
    file f = make();
    hsay_model m;
    assert_int_equal(hsay_model_open((hsay_str){f.bytes, f.size}, &m, NULL), HSAY_OK);
    size_t scale = (size_t)((const char *)m.table_scale - f.bytes);
    size_t weight = (size_t)((const char *)m.layers[1].weights - f.bytes);
    memset(f.bytes + scale, 0xFF, 4);
    seal(&f);
    assert_refused(&f, f.size, HSAY_LIMIT, 0);
    memset(f.bytes + scale, 0, 4);
    f.bytes[weight] = 64;
    seal(&f);
    assert_refused(&f, f.size, HSAY_LIMIT, 0);
    free(f.bytes);
}

static void extra_weights_and_names(void **state)
{
    (void)state;
    file f = make_worded();
    hsay_model m;
    assert_int_equal(f.bytes[8], 2);
    assert_int_equal(hsay_model_open((hsay_str){f.bytes, f.size}, &m, NULL), HSAY_OK);
    assert_int_equal(m.shape.extra, EXTRA);
    assert_true(m.extra[3] == .75f);
    assert_str(m.names, "a\tb\nc");
    static const uint32_t CHANGES[][2] = {{88, (1 << 20) + 1}, {88, UINT32_MAX}, {92, UINT32_MAX}};
    for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
        file bad = make_worded();
        memcpy(bad.bytes + CHANGES[i][0], &CHANGES[i][1], sizeof CHANGES[i][1]);
        seal(&bad);
        assert_refused(&bad, bad.size, HSAY_LIMIT, 8);
        free(bad.bytes);
    }
    memset(f.bytes + ((const char *)m.extra - f.bytes), 0xFF, 4); /* no number */
    seal(&f);
    assert_refused(&f, f.size, HSAY_LIMIT, 0);
    f.bytes[92] = 127; /* more names than there are bytes */
    seal(&f);
    assert_refused(&f, f.size, HSAY_INPUT, 0);
    free(f.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sound), cmocka_unit_test(refused), cmocka_unit_test(out_of_bounds),
        cmocka_unit_test(wild_numbers), cmocka_unit_test(extra_weights_and_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
