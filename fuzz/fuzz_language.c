/*
 * Any bytes as a text, whose language is read, and as a model's file: refused, or one that reads
 * the bytes.  The checksum is made right first, so that what lies behind it is reached.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "fuzz.h"
#include "ingest/language.h"

static void read_by(const hsay_language_model *model, hsay_str text)
{
    hsay_language_count count = {0};
    if (!model)
        return;
    hsay_language__add(model, text, &count);
    hsay_language found = hsay_language__of(model, &count);
    if (!found.code || !found.best || !(found.probability >= 0 && found.probability <= 1.001f))
        abort();
    hsay_language__share(model, &count, hsay_str_of(found.best));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hsay_str text = {(const char *)bytes, len};
    read_by(hsay_language__carried(), text);
    char *copy = len > 8 ? malloc(len) : NULL;
    hsay_language_model model;
    if (!copy)
        return 0;
    memcpy(copy, bytes, len);
    uint64_t sum = hsay_hash_fast((hsay_str){copy, len - sizeof sum}, 0);
    memcpy(copy + len - sizeof sum, &sum, sizeof sum);
    if (hsay_language_open((hsay_str){copy, len}, &model, NULL) == HSAY_OK)
        read_by(&model, text);
    free(copy);
    return 0;
}
