/* Files that appear when they are whole: nothing half, nothing left beside, every failure told. */
#include "check.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/files.h"

static char folder[] = "/tmp/hearsay-save-XXXXXX";

static const char *at(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void assert_holds(const char *path, const char *bytes)
{
    char found[64] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(found, 1, sizeof found - 1, file), strlen(bytes));
    assert_string_equal(found, bytes);
    fclose(file);
}

static unsigned files(void)
{
    unsigned count = 0;
    DIR *open = opendir(folder);
    for (struct dirent *e; (e = readdir(open));)
        count += e->d_name[0] != '.';
    closedir(open);
    return count;
}

static void replaced_when_whole(void **state)
{
    (void)state;
    assert_int_equal(hsay_save_bytes(at("a"), HSAY_STR("first"), NULL), HSAY_OK);
    assert_int_equal(hsay_save_check(at("a"), NULL), HSAY_OK);
    assert_holds(at("a"), "first");
    assert_int_equal(hsay_save_bytes(at("a"), HSAY_STR("second"), NULL), HSAY_OK);
    assert_holds(at("a"), "second");
    assert_int_equal(files(), 1);
}

/* As on a full disk: no file may grow past a few bytes. */
static void full(void **state)
{
    (void)state;
    struct rlimit had, small;
    hsay_error error = {0};
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &had), 0);
    small = had;
    small.rlim_cur = 4;
    assert_int_equal(hsay_save_bytes(at("a"), HSAY_STR("kept"), NULL), HSAY_OK);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    hsay_status status = hsay_save_bytes(at("a"), HSAY_STR("too long for that"), &error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &had), 0);
    assert_int_equal(status, HSAY_FULL);
    assert_string_equal(error.text, "the disk is full");
    assert_holds(at("a"), "kept");
    assert_int_equal(files(), 1);
}

static void refused(void **state)
{
    (void)state;
    hsay_error error = {0};
    assert_int_equal(hsay_save_check(folder, &error), HSAY_IO);
    assert_string_equal(error.text, "it is a folder");
    assert_int_equal(hsay_save_bytes(folder, HSAY_STR("x"), &error), HSAY_IO);
    assert_int_equal(hsay_save_check(at("none/b"), &error), HSAY_IO);
    assert_string_equal(error.text, "no such file or folder");
    assert_int_equal(hsay_save_bytes(at("none/b"), HSAY_STR("x"), &error), HSAY_IO);
    assert_int_equal(hsay_save_check(at("a/b"), &error), HSAY_IO);
    assert_string_equal(error.text, "a part of the path is no folder");
}

static void devices_are_written_to(void **state)
{
    (void)state;
    struct stat info;
    assert_int_equal(hsay_save_check("/dev/null", NULL), HSAY_OK);
    assert_int_equal(hsay_save_bytes("/dev/null", HSAY_STR("x"), NULL), HSAY_OK);
    assert_int_equal(stat("/dev/null", &info), 0);
    assert_true(S_ISCHR(info.st_mode));
    if (access("/dev/full", W_OK) == 0)
        assert_int_equal(hsay_save_bytes("/dev/full", HSAY_STR("x"), NULL), HSAY_FULL);
}

static void short_memory(void **state)
{
    (void)state;
    hsay_alloc__fail_nth(1);
    assert_int_equal(hsay_save_check(at("c"), NULL), HSAY_MEMORY);
    hsay_alloc__fail_nth(1);
    assert_int_equal(hsay_save_bytes(at("c"), HSAY_STR("x"), NULL), HSAY_MEMORY);
    hsay_alloc__fail_nth(0);
    assert_int_equal(files(), 1);
}

static int make_folder(void **state)
{
    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(at("a"));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replaced_when_whole),
        cmocka_unit_test(full),
        cmocka_unit_test(refused),
        cmocka_unit_test(devices_are_written_to),
        cmocka_unit_test(short_memory),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
