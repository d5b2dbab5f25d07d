/* Bytes that name no encoding, read in the one of their language; what is too little is not. */
#include "check.h"

#include <iconv.h>

#include "base/arena.h"
#include "ingest/encoding.h"
#include "ingest/encoding_legacy.h"

static hsay_str encoded(hsay_arena *arena, const char *text, const char *encoding)
{
    hsay_str in = hsay_arena_copy(arena, hsay_str_of(text));
    size_t left = in.len, room = in.len * 2;
    char *out = hsay_arena_alloc(arena, room), *to = out, *from = (char *)(uintptr_t)in.ptr;
    iconv_t cd = iconv_open(encoding, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    assert_int_equal(iconv(cd, &from, &left, &to, &room), 0);
    iconv_close(cd);
    return (hsay_str){out, (size_t)(to - out)};
}

static void assert_read(const char *text, const char *encoding)
{
    hsay_arena *arena = hsay_arena_new();
    uint32_t repaired = 9;
    hsay_str bytes = encoded(arena, text, encoding);
    hsay_str read = hsay_encoding__to_utf8(arena, bytes, HSAY_STR_NONE, &repaired);
    if (!hsay_str_equal(read, hsay_str_of(text)))
        fail_msg("%s as %s: %.*s", text, encoding, (int)read.len, read.ptr);
    assert_int_equal(repaired, 0);
    hsay_arena_free(arena);
}

#define RUSSIAN "<p>Мэр сказал, что старый мост через реку закрыт до конца недели."
#define CZECH "<p>Starosta řekl, že most přes řeku zůstane do konce týdne zavřený."
#define JAPANESE "<p>市長は、古い橋が週末まで閉鎖されると述べた。"
#define CHINESE "<p>市长说，这座旧桥在周末以前不会对人们开放，大家要走别的路。"

static void texts_are_read_in_the_encoding_of_their_language(void **unused)
{
    (void)unused;
    assert_read(RUSSIAN, "WINDOWS-1251");
    assert_read(RUSSIAN, "KOI8-R");
    assert_read(CZECH, "WINDOWS-1250");
    assert_read(CZECH, "ISO-8859-2");
    assert_read("<p>Ο δήμαρχος είπε ότι η παλιά γέφυρα θα μείνει κλειστή.", "WINDOWS-1253");
    assert_read("<p>Belediye başkanı eski köprünün hafta sonuna kadar kapalı kalacağını söyledi.",
                "WINDOWS-1254");
    assert_read("<p>ראש העיר אמר כי הגשר הישן יהיה סגור עד סוף השבוע.", "WINDOWS-1255");
    assert_read("<p>قال رئيس البلدية إن الجسر القديم سيبقى مغلقا حتى نهاية الأسبوع.",
                "WINDOWS-1256");
    assert_read("<p>Meras sakė, kad senasis tiltas bus uždarytas iki savaitės pabaigos.",
                "WINDOWS-1257");
    assert_read("<p>นายกเทศมนตรีกล่าวว่าสะพานเก่าจะปิดจนถึงสิ้นสัปดาห์", "CP874");
    assert_read(JAPANESE, "CP932");
    assert_read(JAPANESE, "EUC-JP");
    assert_read(CHINESE, "GB18030");
    assert_read("<p>시장은 오래된 다리가 이번 주말까지 닫힐 것이라고 말했다.", "CP949");
    assert_read("<p>Die Bürgermeisterin sagte, die alte Brücke über den Fluss bleibe zu.",
                "WINDOWS-1252");
}

/* A page that says UTF-8 and is not, and one whose stated language is another one's. */
static void the_text_goes_before_what_the_page_says(void **unused)
{
    (void)unused;
    assert_read("<html lang=en><meta charset=utf-8>" RUSSIAN, "WINDOWS-1251");
    assert_read("<html lang=ja>" CZECH, "WINDOWS-1250");
    /* the twin: what the page names is taken where it may be so */
    hsay_arena *arena = hsay_arena_new();
    uint32_t repaired;
    hsay_str bytes = encoded(arena, "<meta charset=koi8-r>" RUSSIAN, "WINDOWS-1251");
    hsay_str read = hsay_encoding__to_utf8(arena, bytes, HSAY_STR_NONE, &repaired);
    assert_int_equal(hsay_str_find(read, HSAY_STR("сказал"), 0), SIZE_MAX);
    hsay_arena_free(arena);
}

static void little_text_is_not_read(void **unused)
{
    (void)unused;
    static const char *const BYTES[] = {"",
                                        "abc",
                                        "<p>\xE4",
                                        "<html lang=ru>\xCC\xEE\xF1\xF2",
                                        "<p>\xA4\xA4\xA4\xE5",
                                        "<p>\x80\x81\x90 \xFF\xFE\xFD"};
    for (size_t i = 0; i < sizeof BYTES / sizeof *BYTES; i++) {
        hsay_arena *arena = hsay_arena_new();
        assert_null(hsay_encoding__by_text(arena, hsay_str_of(BYTES[i])));
        hsay_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_read_in_the_encoding_of_their_language),
        cmocka_unit_test(the_text_goes_before_what_the_page_says),
        cmocka_unit_test(little_text_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
