/* The file of a language model: where everything lies, how it is checked, how it is written. */
#include "ingest/language_model.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

#include "base/alloc.h"
#include "base/files.h"
#include "base/hash.h"

static const char MAGIC[8] = "HSAYLNG";
enum {
    HEADER_BYTES = 16,
    TABLE_BYTES = 16 + HSAY_LANGUAGE_COLUMNS * (HSAY_LANGUAGE_CODE_BYTES + 4),
    WEIGHTS_AT = 2560, /* the head filled up to a multiple of 64 */
    CHECK_BYTES = 8
};
_Static_assert(HEADER_BYTES + HSAY_SCRIPT_TABLES * TABLE_BYTES <= WEIGHTS_AT, "the head fits");

extern const char hsay_model_language[], hsay_model_language_end[];

static uint32_t filled(uint32_t languages)
{
    return (languages + HSAY_LANGUAGE_LANES - 1) / HSAY_LANGUAGE_LANES * HSAY_LANGUAGE_LANES;
}

static bool is_sound(const hsay_language_table *t)
{
    bool ok = t->languages && t->languages <= HSAY_LANGUAGE_COLUMNS && t->rows &&
              !(t->rows & (t->rows - 1)) && t->rows <= 1u << HSAY_LANGUAGE_ROW_BITS &&
              fabsf(t->scale) < 1e3f;
    for (uint32_t l = 0; ok && l < t->languages; l++)
        ok = memchr(t->codes[l], 0, HSAY_LANGUAGE_CODE_BYTES) && t->codes[l][0] &&
             fabsf(t->bias[l]) < 1e6f;
    return ok;
}

static void read_head(const char *at, hsay_language_table *t)
{
    memcpy(&t->languages, at, 4);
    memcpy(&t->rows, at + 4, 4);
    memcpy(&t->scale, at + 8, 4);
    memcpy(t->codes, at + 16, sizeof t->codes);
    memcpy(t->bias, at + 16 + sizeof t->codes, sizeof t->bias);
    t->columns = filled(t->languages);
}

static void write_head(const hsay_language_table *t, char *at)
{
    memcpy(at, &t->languages, 4);
    memcpy(at + 4, &t->rows, 4);
    memcpy(at + 8, &t->scale, 4);
    memcpy(at + 16, t->codes, sizeof t->codes);
    memcpy(at + 16 + sizeof t->codes, t->bias, sizeof t->bias);
}

hsay_status hsay_language_open(hsay_str bytes, hsay_language_model *out, hsay_error *error)
{
    if (bytes.len < WEIGHTS_AT + CHECK_BYTES || memcmp(bytes.ptr, MAGIC, sizeof MAGIC))
        return hsay_error_set(error, HSAY_INPUT, "this is no language model of hearsay", 0, 8);
    uint32_t words[2];
    memcpy(words, bytes.ptr + sizeof MAGIC, sizeof words);
    if (words[0] > HSAY_LANGUAGE_VERSION)
        return hsay_error_set(error, HSAY_NEWER, "the model is of a newer version", 8, 12);
    hsay_language_model m = {0};
    size_t at = WEIGHTS_AT;
    bool sound = words[0] == HSAY_LANGUAGE_VERSION && words[1] == HSAY_SCRIPT_TABLES;
    for (uint32_t i = 0; sound && i < HSAY_SCRIPT_TABLES; i++) {
        hsay_language_table *t = &m.tables[i];
        read_head(bytes.ptr + HEADER_BYTES + (size_t)i * TABLE_BYTES, t);
        sound = is_sound(t);
        size_t size = sound ? (size_t)t->rows * t->columns : 0;
        t->weights = at + size <= bytes.len ? (const int8_t *)bytes.ptr + at : NULL;
        at += size;
    }
    if (!sound)
        return hsay_error_set(error, HSAY_LIMIT, "the model's shape is out of bounds", 8,
                              WEIGHTS_AT);
    if (bytes.len != at + CHECK_BYTES)
        return hsay_error_set(error, HSAY_INPUT, "the model is cut off or too long", 0, bytes.len);
    uint64_t sum;
    memcpy(&sum, bytes.ptr + at, sizeof sum);
    if (sum != hsay_hash_fast((hsay_str){bytes.ptr, at}, 0))
        return hsay_error_set(error, HSAY_INPUT, "the model is damaged: its checksum is wrong", at,
                              bytes.len);
    *out = m;
    return HSAY_OK;
}

hsay_status hsay_language_write(const hsay_language_model *model, const char *path,
                                hsay_error *error)
{
    size_t size = WEIGHTS_AT, at = WEIGHTS_AT;
    uint32_t words[2] = {HSAY_LANGUAGE_VERSION, HSAY_SCRIPT_TABLES};
    for (uint32_t i = 0; i < HSAY_SCRIPT_TABLES; i++)
        size += (size_t)model->tables[i].rows * model->tables[i].columns;
    char *bytes = hsay_alloc__zeroed(size + CHECK_BYTES);
    if (!bytes)
        return HSAY_MEMORY;
    memcpy(bytes, MAGIC, sizeof MAGIC);
    memcpy(bytes + sizeof MAGIC, words, sizeof words);
    for (uint32_t i = 0; i < HSAY_SCRIPT_TABLES; i++) {
        const hsay_language_table *t = &model->tables[i];
        size_t weights = (size_t)t->rows * t->columns;
        write_head(t, bytes + HEADER_BYTES + (size_t)i * TABLE_BYTES);
        memcpy(bytes + at, t->weights, weights);
        at += weights;
    }
    uint64_t sum = hsay_hash_fast((hsay_str){bytes, at}, 0);
    memcpy(bytes + at, &sum, sizeof sum);
    hsay_status status = hsay_save_bytes(path, (hsay_str){bytes, at + CHECK_BYTES}, error);
    hsay_alloc__free(bytes);
    return status;
}

static hsay_language_model carried;
static bool carried_usable;

static void check_carried(void)
{
    hsay_str bytes = {hsay_model_language, (size_t)(hsay_model_language_end - hsay_model_language)};
    carried_usable = hsay_language_open(bytes, &carried, NULL) == HSAY_OK;
}

const hsay_language_model *hsay_language__carried(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, check_carried);
    return carried_usable ? &carried : NULL;
}
