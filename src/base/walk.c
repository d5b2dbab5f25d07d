/*
 * Paths to files: a stack of folders, each with its names sorted by bytes, so the order is the same
 * on every machine.  A folder that stands on the stack already (by device and inode) is a circle.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/files.h"

typedef struct folder {
    char **names;
    size_t count, capacity, next;
    size_t path_len; /* of walk->path, without the name */
    dev_t device;
    ino_t inode;
} folder;

struct hsay_walk {
    const char *const *paths;
    size_t count, next;
    hsay_walk_filter passes;
    folder folders[HSAY_WALK_DEPTH];
    size_t depth;
    hsay_buf path; /* terminated by a NUL that is not counted */
    uint64_t known_bytes;
};

hsay_walk *hsay_walk_open(const char *const *paths, size_t count, hsay_walk_filter passes)
{
    hsay_walk *walk = hsay_alloc__new(sizeof *walk);
    if (!walk)
        return NULL;
    memset(walk, 0, sizeof *walk);
    walk->paths = paths;
    walk->count = count;
    walk->passes = passes;
    struct stat about;
    for (size_t i = 0; i < count; i++)
        if (stat(paths[i], &about) == 0 && S_ISREG(about.st_mode))
            walk->known_bytes += (uint64_t)about.st_size;
    return walk;
}

static void free_folder(folder *f)
{
    for (size_t i = 0; i < f->count; i++)
        hsay_alloc__free(f->names[i]);
    hsay_alloc__free(f->names);
}

void hsay_walk_close(hsay_walk *walk)
{
    if (!walk)
        return;
    while (walk->depth)
        free_folder(&walk->folders[--walk->depth]);
    hsay_buf_free(&walk->path);
    hsay_alloc__free(walk);
}

uint64_t hsay_walk_known_bytes(const hsay_walk *walk)
{
    return walk->known_bytes;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool add_name(folder *f, const char *name)
{
    if (f->count == f->capacity) {
        size_t grown = f->capacity ? f->capacity * 2 : 16;
        char **names = hsay_alloc__resize(f->names, grown * sizeof *names);
        if (!names)
            return false;
        f->names = names;
        f->capacity = grown;
    }
    char *copy = hsay_alloc__new(strlen(name) + 1);
    if (!copy)
        return false;
    strcpy(copy, name);
    f->names[f->count++] = copy;
    return true;
}

/* All names of the folder at walk->path into `f`; the size of each file into known_bytes. */
static hsay_status list(hsay_walk *walk, folder *f, hsay_error *error)
{
    DIR *dir = opendir(walk->path.ptr);
    if (!dir)
        return hsay_error_set(error, HSAY_IO, hsay_files__reason(errno), 0, 0);
    hsay_status status = HSAY_OK;
    struct dirent *entry;
    while (errno = 0, status == HSAY_OK && (entry = readdir(dir))) {
        struct stat about;
        if (entry->d_name[0] == '.')
            continue;
        if (fstatat(dirfd(dir), entry->d_name, &about, 0) == 0 && S_ISREG(about.st_mode))
            walk->known_bytes += (uint64_t)about.st_size;
        if (!add_name(f, entry->d_name))
            status = hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    }
    if (status == HSAY_OK && errno)
        status = hsay_error_set(error, HSAY_IO, hsay_files__reason(errno), 0, 0);
    closedir(dir);
    if (f->count)
        qsort(f->names, f->count, sizeof *f->names, by_bytes);
    return status;
}

static bool on_stack(const hsay_walk *walk, const struct stat *about)
{
    for (size_t i = 0; i < walk->depth; i++)
        if (walk->folders[i].device == about->st_dev && walk->folders[i].inode == about->st_ino)
            return true;
    return false;
}

/* The folder at walk->path goes on the stack. */
static hsay_status enter(hsay_walk *walk, const struct stat *about, hsay_error *error)
{
    if (on_stack(walk, about))
        return hsay_error_set(error, HSAY_INPUT, "the folder holds itself by a symbolic link", 0,
                              0);
    if (walk->depth == HSAY_WALK_DEPTH)
        return hsay_error_set(error, HSAY_LIMIT, "folders are nested too deep", 0, 0);
    folder f = {.path_len = walk->path.len, .device = about->st_dev, .inode = about->st_ino};
    hsay_status status = list(walk, &f, error);
    if (status != HSAY_OK) {
        free_folder(&f);
        return status;
    }
    walk->folders[walk->depth++] = f;
    return HSAY_OK;
}

/* Puts the next path into walk->path; false where there is none. */
static bool step(hsay_walk *walk, bool *listed)
{
    while (walk->depth) {
        folder *f = &walk->folders[walk->depth - 1];
        if (f->next < f->count) {
            walk->path.len = f->path_len;
            if (f->path_len == 0 || walk->path.ptr[f->path_len - 1] != '/')
                hsay_buf_put_char(&walk->path, '/');
            hsay_buf_put(&walk->path, f->names[f->next], strlen(f->names[f->next]) + 1);
            f->next++;
            *listed = true;
            return true;
        }
        free_folder(f);
        walk->depth--;
    }
    if (walk->next == walk->count)
        return false;
    hsay_buf_clear(&walk->path);
    hsay_buf_put(&walk->path, walk->paths[walk->next], strlen(walk->paths[walk->next]) + 1);
    walk->next++;
    *listed = false;
    return true;
}

/* The folder that the last step found in another one. */
static bool is_passed_over(const hsay_walk *walk)
{
    const folder *f = &walk->folders[walk->depth - 1];
    return walk->passes &&
           walk->passes(f->names[f->next - 1], (const char *const *)f->names, f->count);
}

hsay_status hsay_walk_next(hsay_walk *walk, hsay_found *out)
{
    hsay_found found = {0};
    while (step(walk, &found.listed)) {
        if (walk->path.failed)
            return HSAY_MEMORY;
        walk->path.len--; /* the NUL */
        found.path = walk->path.ptr;
        struct stat about = {0};
        if (!found.listed && strcmp(found.path, "-") == 0) {
            found.size_bytes = 0;
        } else if (stat(found.path, &about) != 0) {
            hsay_error_set(&found.error, HSAY_IO, hsay_files__reason(errno), 0, 0);
        } else if (S_ISDIR(about.st_mode)) {
            if (found.listed && is_passed_over(walk))
                continue;
            hsay_status status = enter(walk, &about, &found.error);
            if (status == HSAY_MEMORY)
                return status;
            if (status == HSAY_OK)
                continue;
        } else if (found.listed && !S_ISREG(about.st_mode)) {
            hsay_error_set(&found.error, HSAY_UNSUPPORTED, "it is no regular file", 0, 0);
        } else {
            found.size_bytes = (uint64_t)about.st_size;
        }
        *out = found;
        return HSAY_OK;
    }
    return HSAY_NOT_FOUND;
}
