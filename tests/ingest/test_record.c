/* Inputs to records: forms by name and content, folders in order, and what fails named and passed
 * by. */
#include "articles.h"

#include <sys/stat.h>

#include "base/alloc.h"

typedef struct expected {
    hsay_status status;
    hsay_format format;
    const char *line, *bytes;
} expected;

static void check_records(const char *path, uint64_t limit, const expected *all, size_t count)
{
    hsay_options options = HSAY_OPTIONS_INIT;
    if (limit)
        options.record_limit_bytes = limit;
    hsay_records *records = NULL;
    assert_int_equal(hsay_records_open(&path, 1, &options, &records), HSAY_OK);
    for (size_t i = 0; i < count; i++) {
        hsay_record *r = hsay_records_next(records);
        assert_non_null(r);
        assert_int_equal(r->error.status, all[i].status);
        if (all[i].status == HSAY_OK)
            assert_int_equal(r->format, all[i].format);
        assert_str(r->line, all[i].line);
        assert_str(r->bytes, all[i].bytes);
        assert_str(r->input, path);
        hsay_record_free(r);
    }
    assert_null(hsay_records_next(records));
    assert_false(hsay_records_failed(records));
    hsay_records_close(records);
}

static void check_file(const char *extension, hsay_str bytes, uint64_t limit, const expected *all,
                       size_t count)
{
    char *path = file_of(bytes.ptr, bytes.len, extension);
    check_records(path, limit, all, count);
    unlink(path);
    free(path);
}

#define CHECK(extension, bytes, limit, ...)                                                        \
    do {                                                                                           \
        const expected all[] = {__VA_ARGS__};                                                      \
        check_file(extension, HSAY_STR(bytes), limit, all, sizeof all / sizeof *all);              \
    } while (0)

static void forms_are_told_by_name_and_content(void **unused)
{
    (void)unused;
    CHECK(".txt", "The vote.", 0, {HSAY_OK, HSAY_FORMAT_TEXT, "", "The vote."});
    CHECK("", "<!DOCTYPE html><p>a", 0, {HSAY_OK, HSAY_FORMAT_HTML, "", "<!DOCTYPE html><p>a"});
    CHECK(".htm", "plain", 0, {HSAY_OK, HSAY_FORMAT_HTML, "", "plain"});
    CHECK("", "{\"a\":1}\n{\"b\":2}\n", 0, {HSAY_OK, HSAY_FORMAT_JSON, "1", "{\"a\":1}"},
          {HSAY_OK, HSAY_FORMAT_JSON, "2", "{\"b\":2}"});
    CHECK(".json", "{\n \"a\": \"}\\\"\"\n}", 0,
          {HSAY_OK, HSAY_FORMAT_JSON, "", "{\n \"a\": \"}\\\"\"\n}"});
    CHECK(".json", "[{\"a\":[1]}, {\"b\":2}]", 0, {HSAY_OK, HSAY_FORMAT_JSON, "1", "{\"a\":[1]}"},
          {HSAY_OK, HSAY_FORMAT_JSON, "2", "{\"b\":2}"});
    CHECK(".jsonl", "\xEF\xBB\xBF{\"a\":1}\r\n\r\n{\"b\":2}", 0,
          {HSAY_OK, HSAY_FORMAT_JSON, "1", "{\"a\":1}"},
          {HSAY_OK, HSAY_FORMAT_JSON, "3", "{\"b\":2}"});
    CHECK(".json", "{\"a\": [1", 0, {HSAY_OK, HSAY_FORMAT_JSON, "", "{\"a\": [1"});
}

static void what_is_no_article_is_refused(void **unused)
{
    (void)unused;
    CHECK(".txt", "", 0, {HSAY_EMPTY, HSAY_FORMAT_TEXT, "", ""});
    CHECK(".txt", " \r\n\t", 0, {HSAY_EMPTY, HSAY_FORMAT_TEXT, "", ""});
    CHECK(".jsonl", "\n\n", 0, {HSAY_EMPTY, HSAY_FORMAT_TEXT, "", ""});
    CHECK(".json", "[]", 0, {HSAY_EMPTY, HSAY_FORMAT_TEXT, "", ""});
    CHECK(".txt", "\xFF\xFF\xFF\xFF\xFF", 0, {HSAY_UNSUPPORTED, HSAY_FORMAT_TEXT, "", ""});
    CHECK(".html", "\x1F\x8B\x08 zipped", 0, {HSAY_INPUT, HSAY_FORMAT_TEXT, "", ""});
    CHECK("", "a\0b\0c\0d\0", 0, {HSAY_UNSUPPORTED, HSAY_FORMAT_TEXT, "", ""});
    CHECK(".txt", "twelve bytes", 8, {HSAY_LIMIT, HSAY_FORMAT_TEXT, "", ""});
    const expected missing = {HSAY_IO, HSAY_FORMAT_TEXT, "", ""};
    check_records("/tmp/hearsay-test-no-such-file.txt", 0, &missing, 1);
}

static void a_line_over_the_limit_is_refused_and_the_rest_read(void **unused)
{
    (void)unused;
    enum { LONG = 300 * 1024 };
    char *bytes = malloc(LONG + 32);
    memset(bytes, 'x', LONG);
    memcpy(bytes, "{\"a\":1}\n", 8);
    memcpy(bytes + LONG, "\n{\"b\":2}\n", 9);
    const expected all[] = {{HSAY_OK, HSAY_FORMAT_JSON, "1", "{\"a\":1}"},
                            {HSAY_LIMIT, HSAY_FORMAT_JSON, "2", ""},
                            {HSAY_OK, HSAY_FORMAT_JSON, "3", "{\"b\":2}"}};
    check_file(".jsonl", (hsay_str){bytes, LONG + 9}, 1024, all, 3);
    char *path = file_of(bytes, LONG + 9, ".jsonl");
    hsay_options options = HSAY_OPTIONS_INIT;
    options.record_limit_bytes = 1024;
    hsay_records *records = NULL;
    assert_int_equal(hsay_records_open((const char *const *)&path, 1, &options, &records), HSAY_OK);
    hsay_record_free(hsay_records_next(records));
    hsay_record *refused = hsay_records_next(records);
    assert_int_equal(refused->error.start, 8);
    assert_int_equal(refused->error.end, LONG);
    hsay_record_free(refused);
    hsay_records_close(records);
    unlink(path);
    free(path);
    free(bytes);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%.150s/%.50s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void folders_are_walked_in_order_and_circles_named(void **unused)
{
    (void)unused;
    char folder[] = "/tmp/hearsay-test-XXXXXX", path[128];
    assert_non_null(mkdtemp(folder));
    write_file(folder, "b.txt", "b");
    write_file(folder, "B.txt", "B");
    write_file(folder, ".hidden.txt", "no");
    snprintf(path, sizeof path, "%s/a", folder);
    mkdir(path, 0700);
    write_file(path, "z.txt", "z");
    snprintf(path, sizeof path, "%s/a/circle", folder);
    assert_int_equal(symlink(folder, path), 0);
    snprintf(path, sizeof path, "%s/dead.txt", folder);
    assert_int_equal(symlink("/tmp/hearsay-test-nowhere", path), 0);
    static const struct {
        const char *end;
        hsay_status status;
    } WANTED[] = {{"/B.txt", HSAY_OK},
                  {"/a/circle", HSAY_INPUT},
                  {"/a/z.txt", HSAY_OK},
                  {"/b.txt", HSAY_OK},
                  {"/dead.txt", HSAY_IO}};
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_records *records = NULL;
    const char *inputs[] = {folder};
    assert_int_equal(hsay_records_open(inputs, 1, &options, &records), HSAY_OK);
    for (size_t i = 0; i < 5; i++) {
        hsay_record *r = hsay_records_next(records);
        assert_non_null(r);
        assert_true(hsay_str_ends(r->input, hsay_str_of(WANTED[i].end)));
        assert_int_equal(r->error.status, WANTED[i].status);
        hsay_record_free(r);
    }
    assert_null(hsay_records_next(records));
    uint64_t done, known, count;
    hsay_records_progress(records, &done, &known, &count);
    assert_int_equal(done, 3);
    assert_int_equal(known, 3);
    assert_int_equal(count, 5);
    hsay_records_close(records);
    snprintf(path, sizeof path, "rm -r %s", folder);
    assert_int_equal(system(path), 0);
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    char *path = file_of("{\"a\":1}\n{\"b\":2}\n", 16, ".jsonl");
    hsay_options options = HSAY_OPTIONS_INIT;
    bool done = false;
    for (size_t n = 1; !done; n++) {
        assert_in_range(n, 1, 200);
        hsay_records *records = NULL;
        hsay_alloc__fail_nth(n);
        hsay_status status = hsay_records_open((const char *const *)&path, 1, &options, &records);
        if (status == HSAY_OK) {
            unsigned count = 0;
            for (hsay_record *r; (r = hsay_records_next(records)); count++)
                hsay_record_free(r);
            done = !hsay_records_failed(records);
            assert_true(!done || count == 2);
            hsay_records_close(records);
        } else {
            assert_int_equal(status, HSAY_MEMORY);
        }
        hsay_alloc__fail_nth(0);
    }
    unlink(path);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_told_by_name_and_content),
        cmocka_unit_test(what_is_no_article_is_refused),
        cmocka_unit_test(a_line_over_the_limit_is_refused_and_the_rest_read),
        cmocka_unit_test(folders_are_walked_in_order_and_circles_named),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
