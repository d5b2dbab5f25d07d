/* What both targets of tagging need: bytes as a file, and CoNLL-U read back. */
#ifndef HSAY_FUZZ_CONLLU_H
#define HSAY_FUZZ_CONLLU_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "lang/conllu.h"

enum { FUZZ_PATH_BYTES = 64 };

static inline hsay_status fuzz_keep(void *ctx, const void *bytes, size_t size)
{
    hsay_buf_put(ctx, bytes, size);
    return HSAY_OK;
}

/* A file without a name; the caller closes what is answered. */
static inline int fuzz_file_of(hsay_str bytes, char path[FUZZ_PATH_BYTES])
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || (bytes.len && write(fd, bytes.ptr, bytes.len) != (ssize_t)bytes.len))
        abort();
    snprintf(path, FUZZ_PATH_BYTES, "/proc/self/fd/%d", fd);
    return fd;
}

/* Sentences of a file; what is refused tells its line, and of a `sound` one nothing is. */
static inline uint32_t fuzz_sentences(const char *path, bool sound)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_stream *stream = NULL;
    hsay_conllu_sentence s;
    hsay_error error = {0};
    uint32_t n = 0;
    if (!arena || hsay_stream_open(path, HSAY_CONLLU_LINE_BYTES, &stream, NULL) != HSAY_OK)
        abort();
    hsay_status status;
    while ((status = hsay_conllu_next(stream, arena, &s, &error)) == HSAY_OK) {
        if (!s.count || s.count > HSAY_CONLLU_WORDS)
            abort();
        n++;
    }
    if (status != HSAY_NOT_FOUND && (sound || (!error.start && !hsay_stream_is_packed(stream))))
        abort();
    hsay_stream_close(stream);
    hsay_arena_free(arena);
    return n;
}

#endif
