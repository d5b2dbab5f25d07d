/* Bytes become standard output, or a file that appears only when whole. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

/* Only a plain file, or none yet, is replaced; a device or pipe is written to. */
static bool is_special(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode);
}

static FILE *open_temporary(output *out, const char *path)
{
    size_t len = strlen(path) + sizeof ".XXXXXX";
    out->temporary = malloc(len);
    if (!out->temporary)
        return NULL;
    snprintf(out->temporary, len, "%s.XXXXXX", path);
    int fd = mkstemp(out->temporary);
    if (fd < 0) {
        free(out->temporary);
        out->temporary = NULL;
        return NULL;
    }
    mode_t mask = umask(0);
    umask(mask);
    fchmod(fd, 0666 & ~mask);
    return fdopen(fd, "wb");
}

bool output_begin(output *out, const char *path)
{
    *out = (output){.file = stdout};
    if (!path || strcmp(path, "-") == 0)
        return true;
    out->path = path;
    out->file = is_special(path) ? fopen(path, "wb") : open_temporary(out, path);
    if (!out->file)
        complain("%s: %s", path, strerror(errno));
    return out->file != NULL;
}

static hsay_status write_bytes(void *ctx, const void *bytes, size_t len)
{
    output *out = ctx;
    if (len == 0 || fwrite(bytes, 1, len, out->file) == len)
        return HSAY_OK;
    if (!out->error)
        out->error = errno ? errno : EIO;
    return HSAY_STOPPED;
}

hsay_sink output_sink(output *out)
{
    return (hsay_sink){write_bytes, out};
}

int output_end(output *out, int code)
{
    errno = 0;
    bool bad = out->path ? fclose(out->file) != 0 : fflush(stdout) != 0;
    if (bad && !out->error)
        out->error = errno ? errno : EIO;
    bool keep = !out->error && (code == EXIT_DONE || code == EXIT_INPUTS);
    if (out->temporary && keep && rename(out->temporary, out->path) != 0)
        out->error = errno;
    if (out->temporary && (!keep || out->error))
        unlink(out->temporary);
    free(out->temporary);
    if (!out->error)
        return code;
    if (out->error == EPIPE && !out->path)
        return EXIT_DONE;
    complain("%s: %s", out->path ? out->path : "standard output", strerror(out->error));
    return EXIT_LEDGER;
}
