/* Mails, mailboxes and saved pages through records and ingest. */
#include "base/buf.h"
#include "outcome.h"

static void a_mail_gives_its_html_with_sender_and_subject(void **unused)
{
    (void)unused;
    outcome o = read_text(
        "From: \"Varn Post\" <news@varn.example>\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\n "
        "=?utf-8?B?IG5ld3M=?=\r\nDate: Wed, 25 Nov 2026 07:00:00 +0000\r\nContent-Type: "
        "multipart/alternative;\r\n boundary=\"b;1\"\r\n\r\n--b;1\r\n\r\nplain\r\n--b;1\r\n"
        "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
        "quoted-printable\r\n\r\n<p>The caf=E9 is=\r\n old.</p>\r\n--b;1--\r\n",
        ".eml");
    assert_int_equal(o.articles, 1);
    assert_string_equal(o.first, "The caf\xC3\xA9 is old.");
    assert_string_equal(o.title, "Caf\xC3\xA9 news");
    assert_string_equal(o.outlet, "Varn Post");
    assert_string_equal(o.date, "2026-11-25T07:00:00Z");
}

static void a_mailbox_gives_its_mails(void **unused)
{
    (void)unused;
    outcome o = read_text(
        "From a@b Wed Nov 25 07:00:00 2026\nSubject: one\nMIME-Version: 1.0\nDate: x\n"
        "\nIt was fine.\n\nFrom Monday on it was not.\n\nFrom c@d Wed Nov 25 08:00:00 2026\n"
        "Subject: two\n\n\nFrom e@f Wed Nov 25 09:00:00 2026\nSubject: three\n\nYes.\n",
        "");
    assert_int_equal(o.articles, 2);
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.record, "2");
    assert_string_equal(o.first, "It was fine.\n\nFrom Monday on it was not.\n\n");
}

/* Mails of several sizes around the windows in which they are looked for, two of them over the
 * limit; each but these is read. */
static void a_mailbox_is_read_mail_by_mail(void **unused)
{
    (void)unused;
    static const size_t SIZES[] = {10,     65400,  65536, 65600,   131072, 10,
                                   200000, 300000, 10,    1500000, 65536,  10};
    enum { COUNT = sizeof SIZES / sizeof *SIZES, LIMIT = 250000 };
    hsay_buf all = {0};
    for (size_t i = 0; i < COUNT; i++) {
        char head[200];
        snprintf(head, sizeof head,
                 "From a@b Wed Nov 25 07:00:00 2026\nSubject: %zu\nMIME-Version: 1.0\nDate: x\n\n"
                 "Mail %zu.\n",
                 i, i);
        hsay_buf_put_text(&all, head);
        for (size_t left = SIZES[i]; left > 70; left -= 70)
            hsay_buf_put_text(&all, "The lock at Venlau was opened at dawn and nobody was "
                                    "hurt, they say.\n");
        hsay_buf_put_text(&all, "\n");
    }
    hsay_options options = HSAY_OPTIONS_INIT;
    options.record_limit_bytes = LIMIT;
    char *path = file_of(all.ptr, all.len, ".mbox");
    outcome o = read_file(path, &options);
    assert_int_equal(o.articles, COUNT - 2);
    assert_int_equal(o.failures, 2);
    assert_string_equal(o.record, "10");
    assert_string_equal(o.error, "the mail is over the size limit");
    assert_string_equal(o.id, "1");
    options.record_limit_bytes = 1; /* not even a head */
    o = read_file(path, &options);
    assert_int_equal(o.articles, 0);
    assert_int_equal(o.failures, COUNT);
    unlink(path);
    free(path);
    hsay_buf_free(&all);
}

static void a_mail_alone_over_the_limit_is_one_failure(void **unused)
{
    (void)unused;
    hsay_options options = HSAY_OPTIONS_INIT;
    options.record_limit_bytes = 30000;
    char mail[100000] = "Subject: x\nMIME-Version: 1.0\nDate: x\n\n";
    memset(mail + strlen(mail), 'a', sizeof mail - 100);
    char *path = file_of(mail, sizeof mail - 50, ".eml");
    outcome o = read_file(path, &options);
    assert_int_equal(o.articles, 0);
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.record, "");
    unlink(path);
    free(path);
}

static void mails_in_seven_bits_are_decoded(void **unused)
{
    (void)unused;
    assert_string_equal(read_text("Subject: x\nContent-Type: text/plain; charset=iso-2022-jp\n\n"
                                  "\x1B$B$O$$\x1B(B.\n",
                                  ".eml")
                            .first,
                        "\xE3\x81\xAF\xE3\x81\x84.\n");
    assert_string_equal(
        read_text("Subject: x\nContent-Type: text/plain; charset=utf-7\n\nCaf+AOk-.\n", ".eml")
            .first,
        "Caf\xC3\xA9.\n");
}

static void a_mail_nested_ten_thousand_deep_is_refused(void **unused)
{
    (void)unused;
    char *mail = malloc(10000 * 80 + 100), *to = mail + sprintf(mail, "Subject: x\r\n");
    for (int i = 0; i < 10000; i++)
        to += sprintf(to, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i);
    strcpy(to, "\r\nhello\r\n");
    outcome o = read_text(mail, ".eml");
    free(mail);
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.error, "the mail's parts are nested too deep");
}

#define SAVED                                                                                      \
    "From: <Saved by Blink>\r\n%sSubject: Saved\r\nDate: Wed, 25 Nov 2026 07:00:00 +0000\r\n"      \
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; "                   \
    "boundary=\"x--y\"%s\r\n\r\n\r\n--x--y\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n"  \
    "--x--y\r\nContent-Type: text/html\r\nContent-ID: <frame-1@x>\r\n"                             \
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n<title>The bridge</title><meta "           \
    "name=3D\"author\" content=3D\"Ida Lunn\"><nav><a href=3D\"/\">Home</a></nav><article><p>It "  \
    "is =\r\n"                                                                                     \
    "old, caf=C3=A9 and all, and nobody has mended it since the winter of the "                    \
    "flood.</p></article>"                                                                         \
    "\r\n--x--y\r\nContent-Type: text/html\r\nContent-ID: <frame-2@x>\r\n\r\n<p>Buy a boat.</p>"   \
    "\r\n--x--y--\r\n"

static const char OLD[] =
    "It is old, caf\xC3\xA9 and all, and nobody has mended it since the winter "
    "of the flood.";

static outcome read_saved(const char *fields, const char *parameters, const char *extension)
{
    char text[2048];
    snprintf(text, sizeof text, SAVED, fields, parameters);
    return read_text(text, extension);
}

static void a_saved_page_is_read_as_the_page(void **unused)
{
    (void)unused;
    static const char *const NAMES[] = {".mhtml", ".html", ""};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        outcome o =
            read_saved("Snapshot-Content-Location: https://varn.example/bridge\r\n", "", NAMES[i]);
        assert_int_equal(o.articles, 1);
        assert_string_equal(o.first, OLD);
        assert_string_equal(o.title, "The bridge");
        assert_string_equal(o.url, "https://varn.example/bridge");
        assert_string_equal(o.format, "mhtml");
        assert_string_equal(o.outlet, ""); /* neither the browser's name */
        assert_string_equal(o.date, "");   /* nor the day of the saving */
    }
    outcome o = read_saved("Snapshot-Content-Location: file:///home/page.html\r\n", "", ".mhtml");
    assert_string_equal(o.format, "mhtml");
    assert_string_equal(o.url, "");
}

static void the_root_of_a_saved_page_is_the_part_that_its_head_names(void **unused)
{
    (void)unused;
    outcome o = read_saved("Snapshot-Content-Location: https://varn.example/bridge\r\n",
                           "; start=\"<frame-2@x>\"", ".mhtml");
    assert_string_equal(o.first, "Buy a boat.");
    o = read_saved("Snapshot-Content-Location: https://varn.example/bridge\r\n",
                   "; start=\"<frame-3@x>\"", ".mhtml");
    assert_string_equal(o.first, OLD);
}

static void a_saved_page_that_breaks_off_keeps_what_is_there(void **unused)
{
    (void)unused;
    char text[2048];
    snprintf(text, sizeof text, SAVED, "Snapshot-Content-Location: https://varn.example/b\r\n", "");
    *strstr(text, " and nobody") = 0;
    assert_string_equal(read_text(text, ".mhtml").first, "It is old, caf\xC3\xA9 and all,");
    *strstr(text, "<title>") = 0;
    outcome o = read_text(text, ".mhtml");
    assert_int_equal(o.failures, 1);
    assert_string_equal(o.error, "no part of the mail holds text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mail_gives_its_html_with_sender_and_subject),
        cmocka_unit_test(a_mailbox_gives_its_mails),
        cmocka_unit_test(a_mailbox_is_read_mail_by_mail),
        cmocka_unit_test(a_mail_alone_over_the_limit_is_one_failure),
        cmocka_unit_test(mails_in_seven_bits_are_decoded),
        cmocka_unit_test(a_mail_nested_ten_thousand_deep_is_refused),
        cmocka_unit_test(a_saved_page_is_read_as_the_page),
        cmocka_unit_test(the_root_of_a_saved_page_is_the_part_that_its_head_names),
        cmocka_unit_test(a_saved_page_that_breaks_off_keeps_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
