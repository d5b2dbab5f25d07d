/* Models by where they lie: in the library, or in a file that is mapped. */
#include "attribute/marker.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attribute/inputs.h"
#include "attribute/teach.h"
#include "base/files.h"

extern const char hsay_model_attribution[], hsay_model_attribution_end[];

static hsay_model carried;
static bool carried_usable;

/* The model knows the fields that our inputs have, and labels our roles. */
static bool fits(const hsay_model *m)
{
    return m->inputs_version == HSAY_INPUTS_VERSION && m->shape.rows == HSAY_INPUT_ALL_ROWS &&
           m->shape.fields == HSAY_INPUT_FIELDS && m->shape.sequences == HSAY_ROLES;
}

static void check_carried(void)
{
    hsay_str bytes = {hsay_model_attribution,
                      (size_t)(hsay_model_attribution_end - hsay_model_attribution)};
    carried_usable = hsay_model_open(bytes, &carried, NULL) == HSAY_OK && fits(&carried);
}

const hsay_model *hsay_marker__carried(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, check_carried);
    return carried_usable ? &carried : NULL;
}

static hsay_status map_file(const char *path, hsay_marker *m, hsay_error *error)
{
    struct stat info;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool ok = file >= 0 && !fstat(file, &info);
    if (ok && (!S_ISREG(info.st_mode) || !info.st_size)) {
        close(file);
        return hsay_error_set(error, HSAY_INPUT, "this is no model of hearsay", 0, 0);
    }
    if (ok) {
        m->map_bytes = (size_t)info.st_size;
        m->map = mmap(NULL, m->map_bytes, PROT_READ, MAP_PRIVATE, file, 0);
        ok = m->map != MAP_FAILED;
    }
    int number = errno;
    if (file >= 0)
        close(file);
    return ok ? HSAY_OK : hsay_error_set(error, HSAY_IO, hsay_files__reason(number), 0, 0);
}

hsay_status hsay_marker_open(const char *path, hsay_engine engine, hsay_marker *out,
                             hsay_error *error)
{
    hsay_marker m = {0};
    if (engine == HSAY_ENGINE_RULES) {
        *out = m;
        return HSAY_OK;
    }
    if (!path) {
        m.model = hsay_marker__carried();
        if (!m.model)
            return hsay_error_set(error, HSAY_UNSUPPORTED, "the carried model does not run here", 0,
                                  0);
        *out = m;
        return HSAY_OK;
    }
    hsay_status status = map_file(path, &m, error);
    if (status != HSAY_OK)
        return status;
    status = hsay_model_open((hsay_str){m.map, m.map_bytes}, &m.loaded, error);
    if (status == HSAY_OK && !fits(&m.loaded))
        status = hsay_error_set(error, HSAY_UNSUPPORTED,
                                "the model was made for another version of hearsay", 0, 0);
    if (status != HSAY_OK) {
        munmap(m.map, m.map_bytes);
        return status;
    }
    *out = m;
    out->model = &out->loaded;
    return HSAY_OK;
}

void hsay_marker_close(hsay_marker *marker)
{
    if (marker->map)
        munmap(marker->map, marker->map_bytes);
    *marker = (hsay_marker){0};
}
