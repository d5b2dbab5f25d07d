/* Markup piece by piece: tags and attributes, comments, doctypes, the modes of text, references.
 * The published cases run in tests/suite/html5lib.py. */
#include "check.h"

#include <stdlib.h>

#include "base/buf.h"
#include "ingest/html_markup.h"
#include "ingest/html_reference.h"

static void put_piece(hsay_buf *out, hsay_markup *m)
{
    static const char MARKS[] = " \"</!?";
    hsay_buf_put_char(out, MARKS[m->kind]);
    hsay_buf_put_str(out, m->text);
    for (uint32_t i = 0; m->kind == HSAY_MARKUP_START_TAG && i < m->attr_count; i++) {
        hsay_buf_put_format(out, " %.*s", (int)m->attrs[i].name.len, m->attrs[i].name.ptr);
        if (m->attrs[i].value.ptr) {
            hsay_buf_put_char(out, '=');
            hsay_buf_put_str(out, hsay_reference__decode(m->arena, m->attrs[i].value));
        }
    }
    if (m->kind == HSAY_MARKUP_DOCTYPE) {
        hsay_buf_put_format(out, " %.*s %.*s", (int)m->public_id.len, m->public_id.ptr,
                            (int)m->system_id.len, m->system_id.ptr);
        hsay_buf_put_text(out, m->quirks ? " quirks" : "");
    }
    hsay_buf_put_text(out, m->kind == HSAY_MARKUP_START_TAG && m->self_closing ? "/;" : ";");
}

/* The page's pieces in one line: "text  <tag attr=value  /tag  !comment  ?doctype, each with a ; */
static void check(hsay_markup_mode mode, const char *closing, const char *page, const char *wanted)
{
    hsay_arena *arena = hsay_arena_new();
    size_t len = strlen(page);
    char *bytes = malloc(len + !len); /* so that a sanitizer sees what is read behind it */
    memcpy(bytes, page, len);
    hsay_markup *m = hsay_markup__new(arena, (hsay_str){bytes, len});
    m->mode = mode;
    m->closing = hsay_str_of(closing);
    hsay_buf out = {0};
    while (hsay_markup__next(m) != HSAY_MARKUP_END)
        put_piece(&out, m);
    assert_int_equal(hsay_markup__next(m), HSAY_MARKUP_END);
    assert_str(hsay_buf_view(&out), wanted);
    hsay_buf_free(&out);
    free(bytes);
    hsay_arena_free(arena);
}

static void check_data(const char *page, const char *wanted)
{
    check(HSAY_MARKUP_DATA, NULL, page, wanted);
}

static void tags_have_attributes_of_every_form(void **unused)
{
    (void)unused;
    check_data("<Quay Berth=\"a b\" crew='c' pier=d lamp>x</QUAY >",
               "<Quay Berth=a b crew=c pier=d lamp;\"x;/QUAY;");
    check_data("<a b = c d= 'e'/>", "<a b=c d=e/;");
    check_data("<a / >", "<a;");
    check_data("<a ==c>", "<a ==c;");
    check_data("<a =b ==c>", "<a =b==c;");
    check_data("<a b=c/>", "<a b=c/;");
    check_data("<a b=>x", "<a b=;\"x;");
    check_data("<a b=\"c\"d>", "<a b=c d;");
    check_data("<a b='x>y'>", "<a b=x>y;");
    check_data("<a/b/c>", "<a b c;");
    check_data("</a b=c>", "/a;");
}

static void what_the_end_cuts_off_is_no_tag(void **unused)
{
    (void)unused;
    static const char *const PAGES[] = {
        "x<a", "x<a ", "x<a b", "x<a b=", "x<a b='", "x<a b='c", "x<a b/", "x<a b='c'"};
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
        check_data(PAGES[i], "\"x;");
}

static void a_less_than_sign_alone_is_text(void **unused)
{
    (void)unused;
    check_data("1 < 2 <3 <- </", "\"1 < 2 <3 <- </;");
    check_data("a</>b", "\"a;\"b;");
    check_data("a</ b>c", "\"a;! b;\"c;");
    check_data("<?php x ?>y", "!?php x ?;\"y;");
}

static void comments_end_as_browsers_end_them(void **unused)
{
    (void)unused;
    check_data("<!-->x", "!;\"x;");
    check_data("<!--->x", "!;\"x;");
    check_data("<!--a--!>x", "!a;\"x;");
    check_data("<!--a--b-->x", "!a--b;\"x;");
    check_data("<!--a<!--b-->x", "!a<!--b;\"x;");
    check_data("<!--a--", "!a;");
    check_data("<!--a--->", "!a-;");
    check_data("<!a>x", "!a;\"x;");
    check_data("<![CDATA[a]]>x", "![CDATA[a]];\"x;");
}

static void doctypes_are_told_whole_or_ill_formed(void **unused)
{
    (void)unused;
    check_data("<!DOCTYPE html>", "?html  ;");
    check_data("<!doctype>", "?   quirks;");
    check_data("<!doctype a PUBLIC 'p' \"s\">", "?a p s;");
    check_data("<!doctype a public 'p'>", "?a p ;");
    check_data("<!doctype a system 's' x>", "?a  s;");
    check_data("<!doctype a system>", "?a   quirks;");
    check_data("<!doctype a public 'p>x", "?a p  quirks;\"x;");
    check_data("<!doctype a b>", "?a   quirks;");
    check_data("<!doctype a", "?a   quirks;");
}

static void modes_end_at_their_own_tag(void **unused)
{
    (void)unused;
    check(HSAY_MARKUP_RCDATA, "title", "a<b>&amp;</titles></TITLE>&lt;",
          "\"a<b>;\"&;\"</titles>;/TITLE;\"<;");
    check(HSAY_MARKUP_RAWTEXT, "style", "a<b>&amp;</style >c", "\"a<b>&amp;;/style;\"c;");
    check(HSAY_MARKUP_PLAINTEXT, "plaintext", "a</plaintext>", "\"a</plaintext>;");
    check(HSAY_MARKUP_CDATA, NULL, "a<b>]]]>c", "\"a<b>];\"c;");
    check(HSAY_MARKUP_CDATA, NULL, "a", "\"a;");
    check(HSAY_MARKUP_RAWTEXT, NULL, "a</style>", "\"a</style>;");
}

static void comments_hide_scripts_in_scripts(void **unused)
{
    (void)unused;
    check(HSAY_MARKUP_SCRIPT, "script", "a</script>b", "\"a;/script;\"b;");
    check(HSAY_MARKUP_SCRIPT, "script", "<!--a</script>b", "\"<!--a;/script;\"b;");
    check(HSAY_MARKUP_SCRIPT, "script", "<!--<script>a</script>b</script>c",
          "\"<!--<script>a</script>b;/script;\"c;");
    check(HSAY_MARKUP_SCRIPT, "script", "<!--<script>--></script>c",
          "\"<!--<script>-->;/script;\"c;");
    check(HSAY_MARKUP_SCRIPT, "script", "<!--><script></script>c", "\"<!--><script>;/script;\"c;");
    check(HSAY_MARKUP_SCRIPT, "script", "<!--<scripts></script>c", "\"<!--<scripts>;/script;\"c;");
}

static void references_are_pieces_of_their_own(void **unused)
{
    (void)unused;
    check_data("a&amp;b", "\"a;\"&;\"b;");
    check_data("&nbsp;&#8217;&#x41;&#65", "\"\xC2\xA0;\"\xE2\x80\x99;\"A;\"A;");
    check_data("&ampx &notin; &notit;", "\"&;\"x ;\"\xE2\x88\x89;\" ;\"\xC2\xAC;\"it;;");
    check_data("AT&T & you &; &# &#x &quay;", "\"AT&T & you &; &# &#x &quay;;");
    check_data("&alpha &alpha;", "\"&alpha ;\"\xCE\xB1;");
    check_data("&#0;&#xD800;&#x110000;&#128;",
               "\"\xEF\xBF\xBD;\"\xEF\xBF\xBD;\"\xEF\xBF\xBD;\"\xE2\x82\xAC;");
    check_data("&nLt;", "\"\xE2\x89\xAA\xE2\x83\x92;");
}

static void addresses_keep_their_ampersands(void **unused)
{
    (void)unused;
    check_data("<a href='?a=1&copy=2&amp;lt=3&lt;&ltx'>", "<a href=?a=1&copy=2&lt=3<&ltx;");
    check_data("<a b=&nLt;&copy>", "<a b=\xE2\x89\xAA\xE2\x83\x92\xC2\xA9;");
}

static void text_stands_in_the_page(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_str page = HSAY_STR("Rain in Velmora, the port office said<br>and wind");
    hsay_markup *m = hsay_markup__new(arena, page);
    assert_int_equal(hsay_markup__next(m), HSAY_MARKUP_TEXT);
    assert_ptr_equal(m->text.ptr, page.ptr);
    assert_int_equal(m->text.len, 37);
    hsay_markup__next(m);
    hsay_markup__next(m);
    assert_ptr_equal(m->text.ptr, page.ptr + 41);
    hsay_arena_free(arena);
}

/* NUL stays in plain text only. */
static void nul_becomes_a_replacement(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_markup *m = hsay_markup__new(arena, HSAY_STR("a\0b<c\0 d='\0'>"));
    hsay_markup__next(m);
    assert_int_equal(m->text.len, 3);
    hsay_markup__next(m);
    assert_str(m->text, "c\xEF\xBF\xBD");
    assert_str(m->attrs[0].value, "\xEF\xBF\xBD");
    hsay_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_have_attributes_of_every_form),
        cmocka_unit_test(what_the_end_cuts_off_is_no_tag),
        cmocka_unit_test(a_less_than_sign_alone_is_text),
        cmocka_unit_test(comments_end_as_browsers_end_them),
        cmocka_unit_test(doctypes_are_told_whole_or_ill_formed),
        cmocka_unit_test(modes_end_at_their_own_tag),
        cmocka_unit_test(comments_hide_scripts_in_scripts),
        cmocka_unit_test(references_are_pieces_of_their_own),
        cmocka_unit_test(addresses_keep_their_ampersands),
        cmocka_unit_test(text_stands_in_the_page),
        cmocka_unit_test(nul_becomes_a_replacement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
