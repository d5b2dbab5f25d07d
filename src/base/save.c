/*
 * Bytes become a file that appears under its name only when all of it is written: it is written
 * beside it, brought to the disk, and renamed.  A device or pipe is written to as it is.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/files.h"

enum { TRIES = 100, NUMBER_BYTES = 32 };

static hsay_status failed(hsay_error *error, int number)
{
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        return hsay_error_set(error, HSAY_FULL, "the disk is full", 0, 0);
    const char *reason =
        number == EIO || number == EBADF ? "writing failed" : hsay_files__reason(number);
    return hsay_error_set(error, number == ENOMEM ? HSAY_MEMORY : HSAY_IO, reason, 0, 0);
}

/* Whether something other than a plain file stands there. */
static bool is_special(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode);
}

/* A new file beside `path`; its name is yours in `*name`. */
static int open_beside(const char *path, char **name)
{
    size_t size = strlen(path) + NUMBER_BYTES;
    int file = -1;
    *name = hsay_alloc__new(size);
    if (!*name) {
        errno = ENOMEM;
        return -1;
    }
    for (unsigned n = 0; n < TRIES && file < 0 && (!n || errno == EEXIST); n++) {
        snprintf(*name, size, "%s.%ld-%u", path, (long)getpid(), n);
        file = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    }
    if (file < 0) {
        int number = errno;
        hsay_alloc__free(*name);
        *name = NULL;
        errno = number;
    }
    return file;
}

hsay_status hsay_save_check(const char *path, hsay_error *error)
{
    struct stat info;
    if (is_special(path)) {
        bool folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
        if (!folder && access(path, W_OK) == 0)
            return HSAY_OK;
        return failed(error, folder ? EISDIR : errno);
    }
    char *beside;
    int file = open_beside(path, &beside);
    if (file < 0)
        return failed(error, errno);
    close(file);
    unlink(beside);
    hsay_alloc__free(beside);
    return HSAY_OK;
}

static bool write_all(int file, hsay_str bytes)
{
    for (size_t at = 0; at < bytes.len;) {
        ssize_t n = write(file, bytes.ptr + at, bytes.len - at);
        if (n < 0 && errno != EINTR)
            return false;
        at += n > 0 ? (size_t)n : 0;
    }
    return true;
}

hsay_status hsay_save_bytes(const char *path, hsay_str bytes, hsay_error *error)
{
    char *beside = NULL;
    int file = is_special(path) ? open(path, O_WRONLY | O_CLOEXEC) : open_beside(path, &beside);
    if (file < 0)
        return failed(error, errno);
    bool ok = write_all(file, bytes) && (!beside || fsync(file) == 0);
    int number = ok ? 0 : errno;
    if (close(file) != 0 && ok)
        number = errno;
    if (beside && !number && rename(beside, path) != 0)
        number = errno;
    if (beside && number)
        unlink(beside);
    hsay_alloc__free(beside);
    return number ? failed(error, number) : HSAY_OK;
}
