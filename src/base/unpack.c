/*
 * One step of zlib, zstd or Brotli at a time.  Invariant: between members `inside` is false, and
 * what stands there has to begin a new one; after damage `lost` is true until one begins.
 */
#include "base/unpack.h"

#include <string.h>

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include "base/alloc.h"
#include "base/str.h"

enum {
    DICTIONARY_BYTES = 8 * 1024 * 1024, /* of the first frame of a WARC file */
    WINDOW_LOG = 27,                    /* of a zstd frame: 128 MiB */
    FIRST_BYTES = 64 * 1024
};

struct hsay_unpack {
    hsay_packing packing;
    bool opened, inside, lost, ended;
    z_stream z;
    ZSTD_DCtx *zstd;
    BrotliDecoderState *brotli;
    char *dictionary; /* while it is gathered */
    size_t dictionary_bytes, dictionary_held;
};

static const hsay_str GZIP = HSAY_STR("\x1F\x8B\x08"), ZSTD = HSAY_STR("\x28\xB5\x2F\xFD"),
                      ZSTD_SKIPPABLE = HSAY_STR("\x5D\x2A\x4D\x18");

hsay_packing hsay_unpack__sniff(hsay_str head)
{
    if (hsay_str_starts(head, GZIP))
        return HSAY_PACKING_GZIP;
    bool zstd = hsay_str_starts(head, ZSTD) || hsay_str_starts(head, ZSTD_SKIPPABLE);
    return zstd ? HSAY_PACKING_ZSTD : HSAY_PACKING_NONE;
}

static void *z_new(void *unused, unsigned count, unsigned size)
{
    (void)unused;
    return hsay_alloc__zeroed((size_t)count * size);
}

static void *brotli_new(void *unused, size_t size)
{
    (void)unused;
    return hsay_alloc__new(size);
}

static void z_free(void *unused, void *ptr)
{
    (void)unused;
    hsay_alloc__free(ptr);
}

hsay_status hsay_unpack_open(hsay_packing packing, hsay_unpack **out)
{
    hsay_unpack *u = hsay_alloc__zeroed(sizeof *u);
    if (!u)
        return HSAY_MEMORY;
    u->packing = packing;
    u->z.zalloc = z_new;
    u->z.zfree = z_free;
    if (packing == HSAY_PACKING_ZSTD) {
        u->zstd = ZSTD_createDCtx();
        if (!u->zstd ||
            ZSTD_isError(ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, WINDOW_LOG))) {
            hsay_unpack_close(u);
            return HSAY_MEMORY;
        }
    }
    if (packing == HSAY_PACKING_BROTLI) {
        u->brotli = BrotliDecoderCreateInstance(brotli_new, z_free, NULL);
        if (!u->brotli) {
            hsay_unpack_close(u);
            return HSAY_MEMORY;
        }
    }
    *out = u;
    return HSAY_OK;
}

void hsay_unpack_close(hsay_unpack *u)
{
    if (!u)
        return;
    if (u->opened && u->packing != HSAY_PACKING_ZSTD && u->packing != HSAY_PACKING_BROTLI)
        inflateEnd(&u->z);
    ZSTD_freeDCtx(u->zstd);
    if (u->brotli)
        BrotliDecoderDestroyInstance(u->brotli);
    hsay_alloc__free(u->dictionary);
    hsay_alloc__free(u);
}

static hsay_str mark_of(const hsay_unpack *u)
{
    return u->packing == HSAY_PACKING_ZSTD ? ZSTD : GZIP;
}

/* Drops bytes up to the next mark; a mark's beginning at the end stays. */
static void to_mark(const hsay_unpack *u, hsay_str *in, bool last)
{
    hsay_str mark = mark_of(u);
    size_t at = hsay_str_find(*in, mark, 0);
    if (at == SIZE_MAX)
        at = last || in->len < mark.len ? (last ? in->len : 0) : in->len - mark.len + 1;
    *in = hsay_str_cut(*in, at, in->len);
}

static hsay_status damage(hsay_unpack *u)
{
    u->lost = true;
    u->inside = false;
    return HSAY_INPUT;
}

/* zlib's own header, else bare deflate. */
static int window_bits(const hsay_unpack *u, hsay_str in)
{
    if (u->packing == HSAY_PACKING_GZIP)
        return 15 + 16;
    unsigned char a = (unsigned char)in.ptr[0], b = in.len > 1 ? (unsigned char)in.ptr[1] : 0;
    return (a & 15) == 8 && (a << 8 | b) % 31 == 0 ? 15 : -15;
}

static hsay_status begin_inflate(hsay_unpack *u, hsay_str in)
{
    int status = u->opened ? inflateReset(&u->z) : inflateInit2(&u->z, window_bits(u, in));
    if (status != Z_OK)
        return HSAY_MEMORY;
    u->opened = u->inside = true;
    return HSAY_OK;
}

static hsay_status inflate_step(hsay_unpack *u, hsay_str *in, char *out, size_t room, size_t *made)
{
    u->z.next_in = (unsigned char *)(uintptr_t)in->ptr; /* zlib does not write there */
    u->z.avail_in = in->len > UINT32_MAX ? UINT32_MAX : (unsigned)in->len;
    u->z.next_out = (unsigned char *)out;
    u->z.avail_out = room > UINT32_MAX ? UINT32_MAX : (unsigned)room;
    unsigned had_in = u->z.avail_in, had_out = u->z.avail_out;
    int status = inflate(&u->z, Z_NO_FLUSH);
    *made = had_out - u->z.avail_out;
    *in = hsay_str_cut(*in, had_in - u->z.avail_in, in->len);
    if (status == Z_STREAM_END) {
        u->inside = false;
        u->ended = u->packing == HSAY_PACKING_DEFLATE;
        return HSAY_OK;
    }
    if (status == Z_MEM_ERROR)
        return HSAY_MEMORY;
    return status == Z_OK || status == Z_BUF_ERROR ? HSAY_OK : damage(u);
}

static hsay_status zstd_step(hsay_unpack *u, hsay_str *in, char *out, size_t room, size_t *made)
{
    ZSTD_inBuffer from = {in->ptr, in->len, 0};
    ZSTD_outBuffer to = {out, room, 0};
    size_t status = ZSTD_decompressStream(u->zstd, &to, &from);
    *made = to.pos;
    *in = hsay_str_cut(*in, from.pos, in->len);
    if (ZSTD_isError(status)) {
        ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
        *in = hsay_str_cut(*in, in->len ? 1 : 0, in->len);
        return damage(u);
    }
    u->inside = status != 0;
    return HSAY_OK;
}

static bool is_memory(BrotliDecoderErrorCode code)
{
    return code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES &&
           code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;
}

static hsay_status brotli_step(hsay_unpack *u, hsay_str *in, char *out, size_t room, size_t *made)
{
    size_t left = in->len, free = room;
    const uint8_t *from = (const uint8_t *)in->ptr;
    uint8_t *to = (uint8_t *)out;
    BrotliDecoderResult result =
        BrotliDecoderDecompressStream(u->brotli, &left, &from, &free, &to, NULL);
    *made = room - free;
    *in = hsay_str_cut(*in, in->len - left, in->len);
    if (result == BROTLI_DECODER_RESULT_SUCCESS) {
        u->inside = false;
        u->ended = true;
    }
    if (result != BROTLI_DECODER_RESULT_ERROR)
        return HSAY_OK;
    return is_memory(BrotliDecoderGetErrorCode(u->brotli)) ? HSAY_MEMORY : damage(u);
}

/* The dictionary of a WARC file: a skippable frame before all others, itself packed or not. */
static hsay_status use_dictionary(hsay_unpack *u)
{
    hsay_str held = {u->dictionary, u->dictionary_held}, plain = held;
    hsay_arena *arena = hsay_arena_new();
    hsay_status status = arena ? HSAY_OK : HSAY_MEMORY;
    if (status == HSAY_OK && hsay_str_starts(held, ZSTD))
        status = hsay_unpack_all(HSAY_PACKING_ZSTD, held, DICTIONARY_BYTES, arena, &plain);
    if (status == HSAY_OK && ZSTD_isError(ZSTD_DCtx_loadDictionary(u->zstd, plain.ptr, plain.len)))
        status = HSAY_INPUT;
    hsay_arena_free(arena);
    hsay_alloc__free(u->dictionary);
    u->dictionary = NULL;
    return status;
}

static hsay_status gather_dictionary(hsay_unpack *u, hsay_str *in, bool last)
{
    size_t want = u->dictionary_bytes - u->dictionary_held, take = in->len < want ? in->len : want;
    if (take)
        memcpy(u->dictionary + u->dictionary_held, in->ptr, take);
    u->dictionary_held += take;
    *in = hsay_str_cut(*in, take, in->len);
    if (u->dictionary_held == u->dictionary_bytes)
        return use_dictionary(u);
    return last && !in->len ? damage(u) : HSAY_OK;
}

/* Whether a dictionary begins here, and of which size. */
static hsay_status begin_zstd(hsay_unpack *u, hsay_str *in)
{
    bool first = !u->opened;
    u->opened = u->inside = true;
    if (!first || in->len < 8 || !hsay_str_starts(*in, ZSTD_SKIPPABLE))
        return HSAY_OK;
    const unsigned char *b = (const unsigned char *)in->ptr + 4;
    size_t bytes = b[0] | (size_t)b[1] << 8 | (size_t)b[2] << 16 | (size_t)b[3] << 24;
    if (!bytes || bytes > DICTIONARY_BYTES)
        return bytes ? damage(u) : HSAY_OK;
    u->dictionary = hsay_alloc__new(bytes);
    u->dictionary_bytes = bytes;
    u->inside = false;
    *in = hsay_str_cut(*in, 8, in->len);
    return u->dictionary ? HSAY_OK : HSAY_MEMORY;
}

/* At the border of a member: the next one begins, or there is damage, or nothing more. */
static hsay_status begin(hsay_unpack *u, hsay_str *in, bool last)
{
    if (u->lost)
        to_mark(u, in, last);
    if (!in->len || u->ended || (!last && in->len < 8))
        return HSAY_OK; /* one that is shorter than a mark waits for more */
    bool zstd = u->packing == HSAY_PACKING_ZSTD;
    u->lost = false;
    if (u->packing == HSAY_PACKING_BROTLI) {
        u->opened = u->inside = true;
        return HSAY_OK;
    }
    if (u->opened && !hsay_str_starts(*in, mark_of(u)) && u->packing != HSAY_PACKING_DEFLATE) {
        if (zstd && hsay_unpack__sniff(*in) == HSAY_PACKING_ZSTD)
            return begin_zstd(u, in);
        *in = hsay_str_cut(*in, 1, in->len);
        return damage(u);
    }
    return zstd ? begin_zstd(u, in) : begin_inflate(u, *in);
}

hsay_status hsay_unpack_step(hsay_unpack *u, hsay_str *in, bool last, char *out, size_t room,
                             size_t *made)
{
    *made = 0;
    if (u->dictionary)
        return gather_dictionary(u, in, last);
    if (!u->inside) {
        hsay_status status = begin(u, in, last);
        if (status != HSAY_OK || !u->inside)
            return status;
    }
    size_t had = in->len;
    hsay_status status = u->packing == HSAY_PACKING_ZSTD     ? zstd_step(u, in, out, room, made)
                         : u->packing == HSAY_PACKING_BROTLI ? brotli_step(u, in, out, room, made)
                                                             : inflate_step(u, in, out, room, made);
    bool stuck = status == HSAY_OK && u->inside && last && !*made && in->len == had;
    return stuck ? damage(u) : status; /* cut off within a member */
}

hsay_status hsay_unpack_all(hsay_packing packing, hsay_str packed, size_t limit, hsay_arena *arena,
                            hsay_str *out)
{
    hsay_unpack *u;
    hsay_status status = hsay_unpack_open(packing, &u);
    if (status != HSAY_OK)
        return status;
    size_t held = 0, capacity = FIRST_BYTES;
    char *bytes = hsay_arena_alloc(arena, capacity);
    while (bytes && status == HSAY_OK && held <= limit) {
        size_t made, had = packed.len;
        if (held == capacity) {
            char *grown = hsay_arena_alloc(arena, capacity *= 2);
            if (grown)
                memcpy(grown, bytes, held);
            bytes = grown;
            continue;
        }
        status = hsay_unpack_step(u, &packed, true, bytes + held, capacity - held, &made);
        held += made;
        if (status == HSAY_OK && !made && packed.len == had)
            break;
    }
    hsay_unpack_close(u);
    if (!bytes)
        return HSAY_MEMORY;
    if (status == HSAY_OK && held > limit)
        status = HSAY_LIMIT;
    if (status == HSAY_OK)
        *out = (hsay_str){bytes, held};
    return status;
}
