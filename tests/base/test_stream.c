/* Lines, looks ahead and rests of a stream; limits at their exact byte; folders and failing reads.
 */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/files.h"

static char *file_of(const char *bytes, size_t len)
{
    char *path = malloc(32);
    strcpy(path, "/tmp/hearsay-test-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), (ssize_t)len);
    close(fd);
    return path;
}

static void lines_have_ranges_and_numbers(void **unused)
{
    (void)unused;
    char *path = file_of("one\r\n\nthree", 11);
    hsay_stream *s = NULL;
    hsay_line line;
    hsay_str head;
    assert_int_equal(hsay_stream_open(path, 5, &s, NULL), HSAY_OK);
    assert_int_equal(hsay_stream_peek(s, 4, &head, NULL), HSAY_OK);
    assert_str(head, "one\r");
    static const struct {
        const char *bytes;
        uint64_t start, end;
    } WANTED[] = {{"one", 0, 3}, {"", 5, 5}, {"three", 6, 11}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(hsay_stream_line(s, &line, NULL), HSAY_OK);
        assert_str(line.bytes, WANTED[i].bytes);
        assert_int_equal(line.start, WANTED[i].start);
        assert_int_equal(line.end, WANTED[i].end);
        assert_int_equal(line.number, i + 1);
        assert_false(line.too_long);
    }
    assert_int_equal(hsay_stream_line(s, &line, NULL), HSAY_NOT_FOUND);
    assert_int_equal(hsay_stream_done_bytes(s), 11);
    hsay_stream_close(s);
    unlink(path);
    free(path);
}

static void limits_hold_to_the_byte(void **unused)
{
    (void)unused;
    char *path = file_of("12345\n123456\n1\n", 15);
    hsay_stream *s = NULL;
    hsay_line line;
    hsay_error error = {0};
    hsay_str rest;
    assert_int_equal(hsay_stream_open(path, 5, &s, NULL), HSAY_OK);
    assert_int_equal(hsay_stream_line(s, &line, NULL), HSAY_OK);
    assert_false(line.too_long);
    assert_int_equal(hsay_stream_line(s, &line, NULL), HSAY_OK);
    assert_true(line.too_long);
    assert_int_equal(line.start, 6);
    assert_int_equal(line.end, 12);
    assert_int_equal(hsay_stream_line(s, &line, NULL), HSAY_OK);
    assert_str(line.bytes, "1");
    hsay_stream_close(s);
    assert_int_equal(hsay_stream_open(path, 15, &s, NULL), HSAY_OK);
    assert_int_equal(hsay_stream_rest(s, &rest, NULL), HSAY_OK);
    assert_int_equal(rest.len, 15);
    hsay_stream_close(s);
    assert_int_equal(hsay_stream_open(path, 14, &s, NULL), HSAY_OK);
    assert_int_equal(hsay_stream_rest(s, &rest, &error), HSAY_LIMIT);
    assert_string_equal(error.text, "the record is over the size limit");
    hsay_stream_close(s);
    unlink(path);
    free(path);
}

static void what_can_not_be_opened_is_named(void **unused)
{
    (void)unused;
    hsay_stream *s = NULL;
    hsay_error error = {0};
    assert_int_equal(hsay_stream_open("/tmp/hearsay-test-nowhere", 5, &s, &error), HSAY_IO);
    assert_string_equal(error.text, "no such file or folder");
    assert_int_equal(hsay_stream_open("/tmp", 5, &s, &error), HSAY_UNSUPPORTED);
    assert_string_equal(error.text, "it is a folder");
    assert_null(s);
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    enum { LONG = 400 * 1024 };
    char *bytes = calloc(1, LONG);
    memset(bytes, 'x', LONG);
    char *path = file_of(bytes, LONG);
    hsay_status status = HSAY_MEMORY;
    for (size_t n = 1; status != HSAY_OK; n++) {
        hsay_stream *s = NULL;
        hsay_line line;
        assert_in_range(n, 1, 50);
        hsay_alloc__fail_nth(n);
        status = hsay_stream_open(path, LONG, &s, NULL);
        if (status == HSAY_OK)
            status = hsay_stream_line(s, &line, NULL);
        hsay_alloc__fail_nth(0);
        assert_true(status == HSAY_MEMORY || (status == HSAY_OK && line.bytes.len == LONG));
        hsay_stream_close(s);
    }
    unlink(path);
    free(path);
    free(bytes);
}

/* A part of a file is read as a file of its own, and never beyond it. */
static void a_range_is_a_file_of_its_own(void **unused)
{
    (void)unused;
    char *path = file_of("one\ntwo\nthree\n", 14);
    static const struct {
        uint64_t start, length;
        const char *bytes;
    } RANGES[] = {
        {4, 3, "two"}, {0, 14, "one\ntwo\nthree\n"}, {8, UINT64_MAX, "three\n"}, {4, 0, ""}};
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++) {
        hsay_stream *s = NULL;
        hsay_str rest;
        assert_int_equal(
            hsay_stream_open_range(path, RANGES[i].start, RANGES[i].length, 100, &s, NULL),
            HSAY_OK);
        assert_int_equal(hsay_stream_offset(s), RANGES[i].start);
        assert_int_equal(hsay_stream_rest(s, &rest, NULL), HSAY_OK);
        assert_str(rest, RANGES[i].bytes);
        assert_int_equal(hsay_stream_done_bytes(s), rest.len);
        hsay_stream_close(s);
    }
    static const struct {
        uint64_t start, length;
        const char *text;
    } BEHIND[] = {{14, 1, "the range begins behind the end of its file"},
                  {UINT64_MAX, UINT64_MAX, "the range begins behind the end of its file"},
                  {13, 2, "the range ends behind the end of its file"},
                  {1, UINT64_MAX - 1, "the range ends behind the end of its file"}};
    for (size_t i = 0; i < sizeof BEHIND / sizeof *BEHIND; i++) {
        hsay_stream *s = NULL;
        hsay_error error = {0};
        assert_int_equal(
            hsay_stream_open_range(path, BEHIND[i].start, BEHIND[i].length, 100, &s, &error),
            HSAY_INPUT);
        assert_string_equal(error.text, BEHIND[i].text);
        assert_null(s);
    }
    hsay_stream *none = NULL;
    assert_int_equal(hsay_stream_open_range("/dev/null", 0, 1, 9, &none, NULL), HSAY_UNSUPPORTED);
    unlink(path);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_have_ranges_and_numbers),
        cmocka_unit_test(limits_hold_to_the_byte),
        cmocka_unit_test(what_can_not_be_opened_is_named),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(a_range_is_a_file_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
