/* Texts and files through records and ingest, for the tests of this folder. */
#ifndef HSAY_TESTS_INGEST_ARTICLES_H
#define HSAY_TESTS_INGEST_ARTICLES_H

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "ingest/ingest.h"

/* A file of these bytes under /tmp, whose name ends with `extension`; the path is yours (free). */
static inline char *file_of(const void *bytes, size_t len, const char *extension)
{
    char *path = malloc(64);
    snprintf(path, 64, "/tmp/hearsay-test-XXXXXX%s", extension);
    int fd = mkstemps(path, (int)strlen(extension));
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), (ssize_t)len);
    close(fd);
    return path;
}

/* One record of these bytes becomes an article in `arena`. */
static inline hsay_status ingest_bytes(hsay_arena *arena, hsay_format format, hsay_str bytes,
                                       const hsay_options *options, hsay_article *out,
                                       hsay_error *error)
{
    hsay_record record = {
        .arena = arena, .input = HSAY_STR("in"), .bytes = bytes, .format = format};
    return hsay_ingest(&record, options, arena, out, error);
}

static inline hsay_article article_of(hsay_arena *arena, hsay_format format, const char *text)
{
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_article article = {0};
    hsay_error error = {0};
    hsay_status status = ingest_bytes(arena, format, hsay_str_of(text), &options, &article, &error);
    if (status != HSAY_OK)
        fail_msg("%s: %s", hsay_status_text(status), error.text);
    return article;
}

#endif
