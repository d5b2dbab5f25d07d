/*
 * Any bytes as a CoNLL-U file, whose words are tagged: each sentence comes out as words with a tree
 * that CoNLL-U could be read from again, the first bad line ends it with its number.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "fuzz.h"
#include "hearsay/tag.h"
#include "lang/conllu.h"

static hsay_status keep(void *ctx, const void *bytes, size_t size)
{
    hsay_buf_put(ctx, bytes, size);
    return HSAY_OK;
}

static int file_of(const void *bytes, size_t len, char path[64])
{
    int fd = memfd_create("conllu", MFD_CLOEXEC);
    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
        abort();
    snprintf(path, 64, "/proc/self/fd/%d", fd);
    return fd;
}

/* Sentences of a file; what is refused tells its line. */
static uint32_t count(const char *path, bool sound)
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

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static hsay_tagger *tagger;
    char path[64];
    hsay_buf out = {0};
    if (!tagger && hsay_tagger_open(NULL, &tagger, NULL) != HSAY_OK)
        abort();
    int fd = file_of(bytes, len, path);
    uint32_t sentences = count(path, false);
    hsay_tagger_words(tagger, path, (hsay_sink){keep, &out}, NULL);
    close(fd);
    fd = file_of(out.ptr ? out.ptr : "", out.len, path);
    if (count(path, true) != sentences)
        abort();
    close(fd);
    hsay_buf_free(&out);
    return 0;
}
