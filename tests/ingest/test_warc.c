/* WARC files, plain and packed: the pages come out, damage is told and the rest is read. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include "ingest/ingest.h"

#define PAGE                                                                                       \
    "<html><head><title>The dam of Ostrel</title></head><body><p>The dam above Ostrel held "       \
    "through the night, the harbour master said, and nobody in the valley was hurt by it.</p>"     \
    "</body></html>"

enum { ROOM = 64 * 1024 };

typedef struct file {
    char bytes[ROOM];
    size_t len;
} file;

static void append(file *f, const void *bytes, size_t len)
{
    assert_true(f->len + len <= ROOM);
    memcpy(f->bytes + f->len, bytes, len);
    f->len += len;
}

static void append_text(file *f, const char *text)
{
    append(f, text, strlen(text));
}

static void record_of(file *f, const char *type, const char *url, const char *block, size_t len)
{
    char head[300];
    int head_len = snprintf(head, sizeof head,
                            "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n"
                            "Content-Length: %zu\r\n\r\n",
                            type, url, len);
    append(f, head, (size_t)head_len);
    append(f, block, len);
    append(f, "\r\n\r\n", 4);
}

static void response(file *f, const char *url, const char *head, const char *body)
{
    char block[4096];
    int len = snprintf(block, sizeof block, "%s\r\n\r\n%s", head, body);
    record_of(f, "response", url, block, (size_t)len);
}

#define OK "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"

static void sample(file *f)
{
    f->len = 0;
    record_of(f, "warcinfo", "", "software: none", 14);
    response(f, "https://www.ostrel-post.example/dam", OK, PAGE);
    response(f, "https://ostrel-post.example/gone", "HTTP/1.1 404 No\r\nContent-Type: text/html",
             PAGE);
    response(f, "https://ostrel-post.example/x.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png",
             "no page");
    response(f, "https://b.example/2", OK "\r\nTransfer-Encoding: chunked",
             "b\r\n<html><body\r\n19\r\n><p>Twenty-five bytes now\r\n0\r\n\r\n");
}

static void gzip_member(file *to, const void *bytes, size_t len)
{
    z_stream z = {0};
    unsigned char out[ROOM];
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (unsigned char *)(uintptr_t)bytes;
    z.avail_in = (unsigned)len;
    z.next_out = out;
    z.avail_out = sizeof out;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    append(to, out, z.total_out);
    deflateEnd(&z);
}

typedef struct reading {
    const char *path; /* in `name` below: records borrow it */
    hsay_records *records;
} reading;

static char name[64];

static reading open_file(const file *f, size_t limit)
{
    reading r = {.path = name};
    strcpy(name, "/tmp/hearsay-test-XXXXXX");
    int fd = mkstemp(name);
    hsay_options options = HSAY_OPTIONS_INIT;
    static const char *inputs = name;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, f->bytes, f->len), f->len);
    close(fd);
    if (limit)
        options.record_limit_bytes = limit;
    assert_int_equal(hsay_records_open(&inputs, 1, &options, &r.records), HSAY_OK);
    return r;
}

static void close_file(reading *r)
{
    hsay_record *end = hsay_records_next(r->records);
    assert_null(end);
    assert_false(hsay_records_failed(r->records));
    hsay_records_close(r->records);
    unlink(r->path);
}

static void assert_page(reading *r, const char *line, const char *url, const char *bytes)
{
    hsay_record *record = hsay_records_next(r->records);
    assert_non_null(record);
    assert_int_equal(record->error.status, HSAY_OK);
    assert_str(record->line, line);
    assert_str(record->url, url);
    assert_str(record->charset, "utf-8");
    assert_str(record->bytes, bytes);
    hsay_record_free(record);
}

static void assert_failure(reading *r, hsay_status status, const char *text)
{
    hsay_record *record = hsay_records_next(r->records);
    assert_non_null(record);
    assert_int_equal(record->error.status, status);
    assert_string_equal(record->error.text, text);
    hsay_record_free(record);
}

static void assert_sample(reading *r)
{
    assert_page(r, "2", "https://www.ostrel-post.example/dam", PAGE);
    assert_page(r, "5", "https://b.example/2", "<html><body><p>Twenty-five bytes now");
}

static void plain(void **state)
{
    (void)state;
    static file f;
    sample(&f);
    reading r = open_file(&f, 0);
    assert_sample(&r);
    close_file(&r);
}

static void packed(void **state)
{
    (void)state;
    static file f, gz, zst;
    sample(&f);
    gz.len = zst.len = 0;
    gzip_member(&gz, f.bytes, 100); /* a border of members may stand anywhere */
    gzip_member(&gz, f.bytes + 100, f.len - 100);
    zst.len = ZSTD_compress(zst.bytes, ROOM, f.bytes, f.len, 3);
    assert_false(ZSTD_isError(zst.len));
    const file *files[] = {&gz, &zst};
    for (int i = 0; i < 2; i++) {
        reading r = open_file(files[i], 0);
        assert_sample(&r);
        close_file(&r);
    }
}

/* The dictionary of a .warc.zst: a skippable frame before the first one that needs it. */
static void zstd_dictionary(void **state)
{
    (void)state;
    static file f, zst;
    sample(&f);
    zst.len = 0;
    const char dictionary[] = OK PAGE "WARC/1.1\r\nWARC-Type: response\r\n";
    const unsigned char frame[8] = {
        0x5D, 0x2A, 0x4D, 0x18, sizeof dictionary & 255, sizeof dictionary >> 8};
    char out[ROOM];
    append(&zst, frame, sizeof frame);
    append(&zst, dictionary, sizeof dictionary);
    ZSTD_CCtx *c = ZSTD_createCCtx();
    size_t len = ZSTD_compress_usingDict(c, out, sizeof out, f.bytes, f.len, dictionary,
                                         sizeof dictionary, 3);
    ZSTD_freeCCtx(c);
    assert_false(ZSTD_isError(len));
    append(&zst, out, len);
    reading r = open_file(&zst, 0);
    assert_sample(&r);
    close_file(&r);
}

static void packed_page(void **state)
{
    (void)state;
    static file f, body;
    char block[ROOM];
    f.len = body.len = 0;
    gzip_member(&body, PAGE, strlen(PAGE));
    int head = snprintf(block, sizeof block, OK "\r\nContent-Encoding: gzip\r\n\r\n");
    memcpy(block + head, body.bytes, body.len);
    record_of(&f, "response", "<https://c.example/>", block, (size_t)head + body.len);
    response(&f, "https://c.example/7z", OK "\r\nContent-Encoding: 7z", "\x8b\x02\x80zz");
    reading r = open_file(&f, 0);
    assert_page(&r, "1", "https://c.example/", PAGE);
    assert_failure(&r, HSAY_UNSUPPORTED, "the page is packed in a way that is not read");
    close_file(&r);
}

static void brotli_page(file *f, const char *url, const void *body, size_t len, size_t kept)
{
    char block[ROOM];
    int head = snprintf(block, sizeof block, OK "\r\nContent-Encoding: br\r\n\r\n");
    size_t packed = sizeof block - (size_t)head;
    assert_int_equal(
        BrotliEncoderCompress(5, 16, BROTLI_MODE_TEXT, len, body, &packed, (uint8_t *)block + head),
        BROTLI_TRUE);
    record_of(f, "response", url, block, (size_t)head + (kept < packed ? kept : packed));
}

/* Brotli has no mark: what the head calls so may be a page already, and what is cut off is told. */
static void brotli(void **state)
{
    (void)state;
    static file f;
    static char zeros[ROOM];
    f.len = 0;
    brotli_page(&f, "https://f.example/1", PAGE, strlen(PAGE), SIZE_MAX);
    response(&f, "https://f.example/2", OK "\r\nContent-Encoding: br", PAGE);
    brotli_page(&f, "https://f.example/3", PAGE, strlen(PAGE), 40);
    response(&f, "https://f.example/4", OK "\r\nContent-Encoding: br", "\x8b\x02\x80zz");
    brotli_page(&f, "https://f.example/5", zeros, sizeof zeros, SIZE_MAX);
    brotli_page(&f, "https://f.example/6", PAGE, strlen(PAGE), SIZE_MAX);
    reading r = open_file(&f, 4096);
    assert_page(&r, "1", "https://f.example/1", PAGE);
    assert_page(&r, "2", "https://f.example/2", PAGE);
    assert_failure(&r, HSAY_INPUT, "the page's chunks or packed bytes are damaged");
    assert_failure(&r, HSAY_INPUT, "the page's chunks or packed bytes are damaged");
    assert_failure(&r, HSAY_LIMIT, "the page unpacks to more than the size limit");
    assert_page(&r, "6", "https://f.example/6", PAGE);
    close_file(&r);
}

/* A page of zeros that unpacks to a thousand times its size. */
static void bomb(void **state)
{
    (void)state;
    static file f, body;
    static char zeros[ROOM], block[ROOM];
    f.len = body.len = 0;
    gzip_member(&body, zeros, sizeof zeros);
    int head = snprintf(block, sizeof block, OK "\r\nContent-Encoding: gzip\r\n\r\n");
    memcpy(block + head, body.bytes, body.len);
    record_of(&f, "response", "https://d.example/", block, (size_t)head + body.len);
    response(&f, "https://d.example/2", OK, PAGE);
    reading r = open_file(&f, 4096);
    assert_failure(&r, HSAY_LIMIT, "the page unpacks to more than the size limit");
    assert_page(&r, "2", "https://d.example/2", PAGE);
    close_file(&r);
}

/* What its head says is no page is gone past, however it is packed. */
static void other_responses(void **state)
{
    (void)state;
    static file f;
    static char large[ROOM / 2];
    f.len = 0;
    memset(large, 'a', sizeof large);
    memcpy(large, "HTTP/1.1 200 OK\r\nX: ", 20); /* a head over what is looked at first */
    memcpy(large + sizeof large - 300, "\r\nContent-Type: image/png\r\n\r\n", 30);
    record_of(&f, "response", "https://v.example/film", large, sizeof large);
    response(&f, "https://v.example/style",
             "HTTP/1.1 200 OK\r\nContent-Type: text/css\r\nContent-Encoding: gzip", "no gzip");
    response(&f, "https://v.example/moved",
             "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nContent-Encoding: gzip", "no gzip");
    response(&f, "https://v.example/plain", "HTTP/1.1 200 OK", PAGE); /* no type at all */
    reading r = open_file(&f, 0);
    hsay_record *record = hsay_records_next(r.records);
    assert_non_null(record);
    assert_str(record->line, "4");
    assert_str(record->bytes, PAGE);
    hsay_record_free(record);
    close_file(&r);
}

/* A length that is wrong costs its record and at most the next one. */
static void wrong_length(void **state)
{
    (void)state;
    static file f;
    f.len = 0;
    append_text(&f, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e.example/\r\n"
                    "Content-Length: 30\r\n\r\n" OK "\r\n\r\n" PAGE "\r\n\r\n");
    response(&f, "https://e.example/2", OK, PAGE);
    append_text(&f, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n");
    response(&f, "https://e.example/4", OK, PAGE);
    reading r = open_file(&f, 0);
    assert_failure(&r, HSAY_INPUT, "no WARC record begins here");
    assert_page(&r, "2", "https://e.example/2", PAGE);
    assert_failure(&r, HSAY_INPUT, "the WARC record has no length");
    assert_page(&r, "4", "https://e.example/4", PAGE);
    close_file(&r);
}

static void cut_off(void **state)
{
    (void)state;
    static file f, gz;
    sample(&f);
    f.len -= 60;
    reading r = open_file(&f, 0);
    assert_page(&r, "2", "https://www.ostrel-post.example/dam", PAGE);
    assert_failure(&r, HSAY_INPUT, "the input ends within a record");
    close_file(&r);
    sample(&f);
    gz.len = 0;
    gzip_member(&gz, f.bytes, f.len - 100);
    gzip_member(&gz, f.bytes + f.len - 100, 100);
    gz.len -= 20;
    r = open_file(&gz, 0);
    assert_page(&r, "2", "https://www.ostrel-post.example/dam", PAGE);
    assert_failure(&r, HSAY_INPUT, "the packed bytes are damaged or cut off");
    close_file(&r);
}

/* A damaged member is told; those behind it are read. */
static void damaged_member(void **state)
{
    (void)state;
    static file first, second, gz;
    first.len = second.len = gz.len = 0;
    response(&first, "https://g.example/1", OK, PAGE);
    response(&second, "https://g.example/2", OK, PAGE);
    gzip_member(&gz, first.bytes, first.len);
    memset(gz.bytes + gz.len / 2, 0xEE, 20);
    gzip_member(&gz, second.bytes, second.len);
    reading r = open_file(&gz, 0);
    assert_failure(&r, HSAY_INPUT, "the packed bytes are damaged or cut off");
    hsay_record *record = hsay_records_next(r.records);
    assert_non_null(record);
    assert_str(record->url, "https://g.example/2");
    hsay_record_free(record);
    close_file(&r);
}

static void packed_twice(void **state)
{
    (void)state;
    static file f, once, twice;
    sample(&f);
    once.len = twice.len = 0;
    gzip_member(&once, f.bytes, f.len);
    gzip_member(&twice, once.bytes, once.len);
    reading r = open_file(&twice, 0);
    assert_failure(&r, HSAY_UNSUPPORTED, "the file is packed more than once");
    close_file(&r);
}

/* Where a page was fetched stands above what it says of itself; its text leads back to the file. */
static void article(void **state)
{
    (void)state;
    static file f;
    f.len = 0;
    response(&f, "https://news.ostrel-post.example/dam", OK,
             "<link rel=canonical href='https://www.elsewhere.example/'>" PAGE);
    reading r = open_file(&f, 0);
    hsay_record *record = hsay_records_next(r.records);
    hsay_options options = HSAY_OPTIONS_INIT;
    hsay_article a;
    hsay_error error;
    assert_int_equal(hsay_ingest(record, &options, record->arena, &a, &error), HSAY_OK);
    assert_str(a.url, "https://news.ostrel-post.example/dam");
    assert_str(a.domain, "ostrel-post.example");
    assert_true(a.run_count > 0);
    for (uint32_t i = 0; i < a.run_count; i++)
        assert_memory_equal(a.text.ptr + a.runs[i].text_start, f.bytes + a.runs[i].input_start,
                            a.runs[i].len_bytes);
    hsay_record_free(record);
    close_file(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain),           cmocka_unit_test(packed),
        cmocka_unit_test(packed_page),     cmocka_unit_test(bomb),
        cmocka_unit_test(wrong_length),    cmocka_unit_test(cut_off),
        cmocka_unit_test(packed_twice),    cmocka_unit_test(article),
        cmocka_unit_test(zstd_dictionary), cmocka_unit_test(damaged_member),
        cmocka_unit_test(brotli),          cmocka_unit_test(other_responses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
