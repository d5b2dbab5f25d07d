/* Archives through records: members as files of a folder, in each other, damaged, and too much. */
#include "outcome.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/alloc.h"
#include "ingest/archive.h"

typedef struct member {
    const char *name, *bytes;
    size_t len; /* 0: a string */
} member;

#define PAGE                                                                                       \
    "<!DOCTYPE html><p>The bridge of Varn is old, Ida Lunn said, and it was never mended.</p>"
#define TEXT "It was fine, Ida Lunn said on Monday."

/* A file of the members; `options` of libarchive may be NULL.  The path is yours. */
static char *archive_of(const member *members, size_t count, int format, int filter,
                        const char *options)
{
    char *path = file_of("", 0, "");
    struct archive *a = archive_write_new();
    archive_write_set_format(a, format);
    archive_write_add_filter(a, filter);
    if (options) {
        assert_int_equal(archive_write_set_options(a, options), ARCHIVE_OK);
        archive_write_set_passphrase(a, "quay");
    }
    assert_int_equal(archive_write_open_filename(a, path), ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        size_t len = members[i].len ? members[i].len : strlen(members[i].bytes);
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, members[i].name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (la_int64_t)len);
        assert_int_equal(archive_write_header(a, entry), ARCHIVE_OK);
        assert_int_equal(archive_write_data(a, members[i].bytes, len), (la_ssize_t)len);
        archive_entry_free(entry);
    }
    assert_int_equal(archive_write_close(a), ARCHIVE_OK);
    archive_write_free(a);
    return path;
}

static outcome read_and_remove(char *path)
{
    hsay_options options = HSAY_OPTIONS_INIT;
    outcome o = read_file(path, &options);
    unlink(path);
    free(path);
    return o;
}

static char *contents(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *bytes = malloc(1 << 16);
    *len = fread(bytes, 1, 1 << 16, f);
    fclose(f);
    return bytes;
}

static const member PILE[] = {
    {"pile/page", PAGE, 0},
    {"pile/.hidden.txt", TEXT, 0},
    {"__MACOSX/pile/._page", TEXT, 0},
    {"pile/style.css", "p { color: red }", 0},
    {"pile/lines.jsonl", "{\"text\": \"" TEXT "\"}\n{broken\n{\"text\": \"No.\"}\n", 0},
    {"pile/rows.csv", "id,text\na,It was fine.\n", 0},
};

static void members_are_read_like_files_of_a_folder(void **unused)
{
    (void)unused;
    static const int FORMS[][2] = {
        {ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE},
        {ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_GZIP},
        {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_XZ},
        {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_BZIP2},
    };
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        char *path = archive_of(PILE, sizeof PILE / sizeof *PILE, FORMS[i][0], FORMS[i][1], NULL);
        outcome o = read_and_remove(path);
        assert_int_equal(o.articles, 4);
        assert_int_equal(o.passed_over, 1);
        assert_int_equal(o.failures, 1);
        assert_string_equal(o.record, "2");
        assert_string_equal(o.first,
                            "The bridge of Varn is old, Ida Lunn said, and it was never mended.");
        assert_true(o.run > 0); /* in the member */
    }
}

static void a_member_is_named_behind_its_archive(void **unused)
{
    (void)unused;
    static const member ONE[] = {{"b/\xC3\x9C.txt", TEXT, 0}};
    char *path = archive_of(ONE, 1, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, NULL), name[128];
    snprintf(name, sizeof name, "%s/b/\xC3\x9C.txt", path);
    assert_string_equal(read_and_remove(path).input, name);
}

/* A file that xz or bzip2 packed keeps its name. */
static void what_is_packed_by_xz_or_bzip2_is_unpacked(void **unused)
{
    (void)unused;
    static const member ONE[] = {{"a", "{\"text\": \"It was fine.\"}\n{\"text\": \"No.\"}\n", 0}};
    static const int FILTERS[] = {ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_BZIP2};
    for (size_t i = 0; i < sizeof FILTERS / sizeof *FILTERS; i++) {
        char *path = archive_of(ONE, 1, ARCHIVE_FORMAT_RAW, FILTERS[i], NULL), name[64];
        snprintf(name, sizeof name, "%s", path);
        outcome o = read_and_remove(path);
        assert_int_equal(o.articles, 2);
        assert_string_equal(o.first, "It was fine.");
        assert_string_equal(o.input, name);
    }
}

static void archives_in_each_other_are_read_three_deep(void **unused)
{
    (void)unused;
    char *path = archive_of((member[]){{"a.txt", TEXT, 0}}, 1, ARCHIVE_FORMAT_ZIP,
                            ARCHIVE_FILTER_NONE, NULL);
    for (int depth = 1; depth <= 4; depth++) {
        size_t len;
        char *bytes = contents(path, &len);
        outcome o = read_and_remove(path);
        assert_int_equal(o.articles, depth <= 3);
        assert_int_equal(o.failures, depth > 3);
        if (depth > 3)
            assert_string_equal(o.error, "archives stand more than 3 deep in each other");
        path = archive_of((member[]){{"inner", bytes, len}}, 1,
                          depth % 2 ? ARCHIVE_FORMAT_TAR_USTAR : ARCHIVE_FORMAT_ZIP,
                          ARCHIVE_FILTER_NONE, NULL);
        free(bytes);
    }
    unlink(path);
    free(path);
}

static void what_stood_before_damage_is_kept(void **unused)
{
    (void)unused;
    static const member TWO[] = {{"a.txt", TEXT, 0}, {"b.txt", PAGE PAGE PAGE, 0}};
    static const int FORMATS[] = {ARCHIVE_FORMAT_ZIP, ARCHIVE_FORMAT_TAR_USTAR};
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
        char *path = archive_of(TWO, 2, FORMATS[i], ARCHIVE_FILTER_NONE, NULL);
        size_t len;
        char *bytes = contents(path, &len);
        const char *second = memmem(bytes, len, "b.txt", 5);
        size_t cut = (size_t)(second - bytes) + (i ? 512 + 20 : 60);
        outcome o = read_bytes(bytes, cut, "");
        assert_int_equal(o.articles, 1);
        assert_true(o.failures >= 1 && o.failures <= 2);
        free(bytes);
        unlink(path);
        free(path);
    }
}

static void what_can_not_be_read_is_told(void **unused)
{
    (void)unused;
    static const member ONE[] = {{"a.txt", TEXT, 0}, {"b.txt", TEXT, 0}};
    outcome o = read_and_remove(
        archive_of(ONE, 2, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "zip:encryption=zipcrypt"));
    assert_int_equal(o.failures, 2);
    assert_string_equal(o.error, "the file is encrypted in its archive");
    o = read_and_remove(archive_of(NULL, 0, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL));
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.error, "the archive holds no file");
    static const member OFFICE[] = {{"[Content_Types].xml", "<x>It was fine.</x>", 0}};
    o = read_and_remove(archive_of(OFFICE, 1, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL));
    assert_int_equal(o.articles, 0);
    assert_string_equal(o.error, "office documents and e-books are not read; save it as HTML or "
                                 "plain text");
}

static void what_unpacks_to_far_more_than_it_holds_is_refused(void **unused)
{
    (void)unused;
    enum { MEBIBYTES = 400 };
    size_t len = (size_t)MEBIBYTES << 20;
    char *bytes = malloc(len);
    memset(bytes, 'a', len);
    const member bomb[] = {{"a.txt", TEXT, 0}, {"b.jsonl", bytes, len}, {"c.txt", TEXT, 0}};
    char *path =
        archive_of(bomb, 3, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "zip:compression-level=9");
    free(bytes);
    outcome o = read_and_remove(path);
    assert_int_equal(o.articles, 1);
    assert_true(o.failures >= 1);
    assert_string_equal(o.error,
                        "it unpacks to more than 200 times its size; the rest is not read");
}

static void a_tally_is_over_at_its_limit(void **unused)
{
    (void)unused;
    hsay_tally tally = {1000, HSAY_UNPACK_FREE_BYTES + 1000ull * HSAY_UNPACK_TIMES};
    assert_false(hsay_tally_is_over(&tally));
    tally.unpacked += HSAY_UNPACK_TIMES;
    assert_true(hsay_tally_is_over(&tally));
    tally.packed = 0;
    tally.unpacked = HSAY_UNPACK_FREE_BYTES;
    assert_false(hsay_tally_is_over(&tally));
}

static void an_old_tar_is_known_by_its_sum(void **unused)
{
    (void)unused;
    char head[512] = "a.txt";
    uint32_t sum = 8 * ' ';
    for (size_t i = 0; i < 5; i++)
        sum += (unsigned char)head[i];
    snprintf(head + 148, 8, "%06o", sum);
    assert_int_equal(hsay_archive__kind((hsay_str){head, sizeof head}), HSAY_ARCHIVE_TAR);
    head[1]++;
    assert_int_equal(hsay_archive__kind((hsay_str){head, sizeof head}), HSAY_ARCHIVE_NONE);
    memset(head, 0, sizeof head);
    assert_int_equal(hsay_archive__kind((hsay_str){head, sizeof head}), HSAY_ARCHIVE_NONE);
}

static void each_allocation_may_fail(void **unused)
{
    (void)unused;
    static const member TWO[] = {{"a.txt", TEXT, 0}, {"b.txt", TEXT, 0}};
    char *path = archive_of(TWO, 2, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL);
    size_t n = 1;
    int articles = -1;
    for (; articles < 0; n++) {
        articles = read_failing(path, n);
        hsay_alloc__fail_nth(0);
    }
    assert_int_equal(articles, 2);
    assert_in_range(n, 10, 1000);
    unlink(path);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_read_like_files_of_a_folder),
        cmocka_unit_test(a_member_is_named_behind_its_archive),
        cmocka_unit_test(what_is_packed_by_xz_or_bzip2_is_unpacked),
        cmocka_unit_test(archives_in_each_other_are_read_three_deep),
        cmocka_unit_test(what_stood_before_damage_is_kept),
        cmocka_unit_test(what_can_not_be_read_is_told),
        cmocka_unit_test(what_unpacks_to_far_more_than_it_holds_is_refused),
        cmocka_unit_test(a_tally_is_over_at_its_limit),
        cmocka_unit_test(an_old_tar_is_known_by_its_sum),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
