/* PDF by a pdftotext that this test puts into the path: what it may do, and what becomes of it. */
#include "outcome.h"

#include <sys/stat.h>
#include <time.h>

#include "base/alloc.h"
#include "ingest/pdf.h"

static char folder[] = "/tmp/hearsay-test-XXXXXX", program[64];

/* pdftotext from now on; NULL: there is none. */
static void become(const char *script)
{
    unlink(program);
    if (!script)
        return;
    FILE *f = fopen(program, "w");
    assert_non_null(f);
    fprintf(f, "#!/bin/sh\n%s\n", script);
    fclose(f);
    assert_int_equal(chmod(program, 0755), 0);
}

static int begin(void **unused)
{
    (void)unused;
    assert_non_null(mkdtemp(folder));
    snprintf(program, sizeof program, "%s/pdftotext", folder);
    return setenv("PATH", folder, 1);
}

static int end(void **unused)
{
    (void)unused;
    unlink(program);
    return rmdir(folder);
}

static outcome read_pdf(const char *script)
{
    become(script);
    return read_text("%PDF-1.4\nbinary\x01\xFF", "");
}

static void what_it_prints_is_the_text(void **unused)
{
    (void)unused;
    outcome o = read_pdf("printf 'The bridge of\\nVarn is old.\\n\\nIda Lunn said no.\\n'");
    assert_int_equal(o.articles, 1);
    assert_string_equal(o.first, "The bridge of Varn is old.\n\nIda Lunn said no.");
    assert_string_equal(o.format, "pdf");
    assert_int_equal(o.end, 17);
    assert_int_equal(o.run, 0);
}

static void it_is_given_the_bytes_and_nothing_else(void **unused)
{
    (void)unused;
    setenv("HEARSAY_SECRET", "x", 1);
    outcome o = read_pdf("read -r line; echo \"$line\"; echo; echo \"$*\"; echo; echo "
                         "\"$HEARSAY_SECRET,$LC_ALL\"");
    assert_string_equal(o.first, "%PDF-1.4\n\n-q -enc UTF-8 -eol unix - -\n\n,C.UTF-8");
}

static void each_failure_is_told(void **unused)
{
    (void)unused;
    static const char *const CASES[][2] = {
        {NULL, "PDF is read by pdftotext, which is not installed (package poppler-utils)"},
        {"exit 1", "the PDF is damaged or needs a password"},
        {"echo The bridge.; exit 1", "the PDF is damaged or needs a password"},
        {"exit 3", "the PDF does not let its text be copied"},
        {"kill -SEGV $$", "pdftotext failed at the PDF"},
        {"exit 99", "pdftotext failed at the PDF"},
        {"printf '\\f\\f\\n'", "the PDF holds no text; it may be a scan"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        outcome o = read_pdf(CASES[i][0]);
        assert_int_equal(o.articles, 0);
        assert_int_equal(o.failures, 1);
        assert_string_equal(o.error, CASES[i][1]);
    }
}

static hsay_status print(size_t most, uint32_t seconds, hsay_error *error)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_str out;
    hsay_status status = hsay_pdf__print(HSAY_STR("%PDF-1.4"), most, seconds, arena, &out, error);
    hsay_arena_free(arena);
    return status;
}

static void time_and_size_have_limits(void **unused)
{
    (void)unused;
    hsay_error error = {0};
    become("while :; do echo The bridge of Varn is old.; done");
    assert_int_equal(print(100000, 60, &error), HSAY_LIMIT);
    assert_string_equal(error.text, "the PDF's text is over the size limit");
    time_t before = time(NULL);
    become("echo The bridge.; exec /bin/sleep 100");
    assert_int_equal(print(100000, 1, &error), HSAY_LIMIT);
    assert_string_equal(error.text, "pdftotext takes too long for the PDF");
    become("while :; do :; done");
    assert_int_equal(print(100000, 1, &error), HSAY_LIMIT);
    assert_in_range(time(NULL) - before, 1, 30);
}

static void it_can_write_no_file(void **unused)
{
    (void)unused;
    char path[96];
    snprintf(path, sizeof path, "/bin/sleep 1; echo x > %s/made; echo The bridge.", folder);
    hsay_error error = {0};
    become(path);
    print(1000, 10, &error);
    snprintf(path, sizeof path, "%s/made", folder);
    struct stat about = {0};
    assert_true(stat(path, &about) != 0 || about.st_size == 0);
    unlink(path);
}

static void lines_become_paragraphs(void **unused)
{
    (void)unused;
    static const char *const TWINS[][2] = {
        {"One\ntwo.\n\nThree.\n", "One two.\n\nThree."},
        {"the har-\nbour\n", "the harbour"},
        {"the Varn-\nTarn line\n", "the Varn- Tarn line"},
        {"1990-\nold\n", "1990- old"},
        {"the har\xC2\xAD\nbour\n", "the harbour"},
        {"the old\n\n\fbridge fell.\n", "the old bridge fell."},
        {"It fell.\n\n\fthe bridge\n", "It fell.\n\nthe bridge"},
        {"It fell\n\n\fThe bridge\n", "It fell\n\nThe bridge"},
        {"the old\n\nbridge fell.\n", "the old\n\nbridge fell."},
        {"\n\n\f\n", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof TWINS / sizeof *TWINS; i++) {
        hsay_arena *arena = hsay_arena_new();
        assert_str(hsay_pdf__paragraphs(arena, hsay_str_of(TWINS[i][0])), TWINS[i][1]);
        hsay_arena_free(arena);
    }
}

static void each_allocation_may_fail(void **unused)
{
    (void)unused;
    become("echo The bridge of Varn is old.");
    char *path = file_of("%PDF-1.4", 8, ".pdf");
    size_t n = 1;
    int articles = -1;
    for (; articles < 0; n++) {
        articles = read_failing(path, n);
        hsay_alloc__fail_nth(0);
    }
    assert_int_equal(articles, 1);
    assert_in_range(n, 5, 1000);
    unlink(path);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_prints_is_the_text),
        cmocka_unit_test(it_is_given_the_bytes_and_nothing_else),
        cmocka_unit_test(each_failure_is_told),
        cmocka_unit_test(time_and_size_have_limits),
        cmocka_unit_test(it_can_write_no_file),
        cmocka_unit_test(lines_become_paragraphs),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
