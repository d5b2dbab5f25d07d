/* Read as the command reads pages that stand in files. */
#include "gold.h"

#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/hash.h"
#include "base/str.h"
#include "ingest/domain.h"
#include "ingest/encoding.h"

enum { PATH_BYTES = 8192, LINE_BYTES = 1 << 26, PAGE_BYTES = 1 << 28, FOLD_SEED = 7 };

void gold_open(hsay_arena *arena, hsay_str folder, hsay_str id, gold_page *out)
{
    hsay_stream *stream;
    hsay_str bytes, path = hsay_arena_format(arena, "%.*s/html/%.*s.html", (int)folder.len,
                                             folder.ptr, (int)id.len, id.ptr);
    hsay_error error;
    out->ok = false;
    if (hsay_stream_open(path.ptr, PAGE_BYTES, &stream, &error) != HSAY_OK)
        return;
    if (hsay_stream_rest(stream, &bytes, &error) == HSAY_OK) {
        uint32_t repaired;
        out->bytes =
            hsay_encoding__to_utf8(arena, hsay_arena_copy(arena, bytes), HSAY_STR_NONE, &repaired);
        out->ok = hsay_nodes__read(arena, out->bytes, &out->nodes, &error) == HSAY_OK;
    }
    hsay_stream_close(stream);
    if (out->ok)
        hsay_meta__read(arena, &out->nodes, HSAY_STR_NONE, &out->meta);
}

hsay_str gold_string(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return value && json_is_string(value)
               ? (hsay_str){json_string_value(value), json_string_length(value)}
               : HSAY_STR_NONE;
}

uint32_t gold_fold(hsay_arena *arena, hsay_str url, hsay_str id)
{
    hsay_str site = hsay_domain__of(arena, url);
    hsay_str hard = HSAY_STR("hard::");
    if (hsay_str_starts(url, hard)) {
        url = hsay_str_cut(url, hard.len, url.len);
        size_t dash = hsay_str_find(url, HSAY_STR("-"), 0);
        site = hsay_domain__of(arena, hsay_str_cut(url, 0, dash));
    }
    return (uint32_t)(hsay_hash_fast(site.len ? site : id, FOLD_SEED) % FOLDS);
}

bool gold_each(const char *folder, bool (*take)(void *ctx, const json_t *row), void *ctx)
{
    hsay_stream *stream;
    hsay_error error;
    hsay_line line;
    hsay_arena *arena = hsay_arena_new();
    hsay_str path = hsay_arena_format(arena, "%s/gold.jsonl", folder);
    bool ok = hsay_stream_open(path.ptr, LINE_BYTES, &stream, &error) == HSAY_OK;
    if (!ok)
        fprintf(stderr, "%s: can not be read\n", path.ptr);
    hsay_arena_free(arena);
    if (!ok)
        return false;
    while (ok && hsay_stream_line(stream, &line, &error) == HSAY_OK) {
        json_t *row = json_loadb(line.bytes.ptr, line.bytes.len, 0, NULL);
        ok = row && take(ctx, row);
        json_decref(row);
    }
    hsay_stream_close(stream);
    return ok;
}

void *gold_taken(void *memory)
{
    if (!memory) {
        fprintf(stderr, "no memory\n");
        exit(4);
    }
    return memory;
}

FILE *gold_predictions(const char *out, const char *folder, const char *ending)
{
    char path[PATH_BYTES];
    const char *base = strrchr(folder, '/');
    snprintf(path, sizeof path, "%s/%s%s.jsonl", out, base ? base + 1 : folder, ending);
    return fopen(path, "a");
}

bool gold_write(const char *path, hsay_buf *bytes)
{
    FILE *file = fopen(path, "wb");
    bool ok = file && !bytes->failed && fwrite(bytes->ptr, 1, bytes->len, file) == bytes->len;
    ok = file && fclose(file) == 0 && ok;
    hsay_buf_free(bytes);
    return ok;
}
