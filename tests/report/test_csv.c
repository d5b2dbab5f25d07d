/* Tables to the byte: quotes doubled, no formula for a spreadsheet, open bounds empty. */
#include "made.h"

static void table_is(const char *name, const char *expected)
{
    hsay_buf out = {0};
    assert_int_equal(hsay_report_csv(&MADE, name, (hsay_sink){take, &out}), HSAY_OK);
    assert_str(hsay_buf_view(&out), expected);
    hsay_buf_free(&out);
}

static void tables_are_as_documented(void **unused)
{
    (void)unused;
    table_is("article",
             "article,outlet,domain,url,title,date,statements,authors,lang,section,"
             "updated,canonical_url,partial\r\n"
             "\"a.txt\",\"'=SUM(1)\",\"\",\"\",\"\",\"\",2,\"\",\"\",\"\",\"\",\"\",0\r\n"
             "\"b.txt\",\"\",\"\",\"\",\"\",\"\",1,\"\",\"\",\"\",\"\",\"\",0\r\n");
    table_is("outlet", "outlet,domain,articles,resembles,why,country,languages,kind\r\n"
                       "\"X\",\"x.test\",1,\"y.test\",\"label\",\"\",\"\",\"\"\r\n"
                       "\"Y\",\"\",1,\"\",\"\",\"\",\"\",\"\"\r\n");
    table_is("copy", "copy,original,kind,directed,copy_share,original_share,why\r\n"
                     "\"b.txt\",\"a.txt\",\"edited\",1,1,0.33333333,\"later\"\r\n");
    table_is("story", "story,article\r\n1,\"a.txt\"\r\n1,\"b.txt\"\r\n");
    table_is("thread", "thread,form,article,speaker,exact,start_byte,end_byte\r\n"
                       "1,\"varied\",\"a.txt\",\"Orla \"\"O\"\" Venn\",\"Twenty\",0,6\r\n"
                       "1,\"varied\",\"b.txt\",\"\",\"Twenty\",0,6\r\n");
    table_is("figure",
             "figure,what,verdict,low,high,article,speaker,exact,start_byte,end_byte\r\n"
             "1,\"people\",\"differ\",20,,\"a.txt\",\"\",\"Twenty\",0,6\r\n"
             "1,\"people\",\"differ\",,1e+21,\"b.txt\",\"Orla \"\"O\"\" Venn\",\"Twenty\",0,6\r\n");
    table_is("dispute",
             "dispute,kind,side,article,speaker,exact,start_byte,end_byte\r\n"
             "1,\"denial\",\"claim\",\"a.txt\",\"Orla \"\"O\"\" Venn\",\"Twenty\",0,6\r\n"
             "1,\"denial\",\"answer\",\"b.txt\",\"Orla \"\"O\"\" Venn\",\"Twenty\",0,6\r\n");
}

static void what_a_page_tells_is_in_its_row(void **unused)
{
    (void)unused;
    static const hsay_str AUTHORS[] = {{"Ada Quill", 9}, {"=Bo", 3}};
    static const hsay_page_facts PAGE = {.canonical_url = {"https://x.test/1", 16},
                                         .updated = {"2031-02-04", 10},
                                         .section = {"\"Region\"", 8}};
    static const hsay_article ARTICLE = {
        .id = {"p", 1}, .authors = {AUTHORS, 2}, .lang = {"en", 2}, .page = &PAGE, .partial = true};
    static const hsay_view VIEW = {&ARTICLE, {NULL, 0}};
    const hsay_snapshot s = {.views = {&VIEW, 1}};
    hsay_buf out = {0};
    assert_int_equal(hsay_report_csv(&s, "article", (hsay_sink){take, &out}), HSAY_OK);
    assert_true(
        hsay_str_find(hsay_buf_view(&out),
                      HSAY_STR("\"p\",\"\",\"\",\"\",\"\",\"\",0,\"Ada Quill; =Bo\",\"en\","
                               "\"\"\"Region\"\"\",\"2031-02-04\",\"https://x.test/1\",1\r\n"),
                      0) != SIZE_MAX);
    hsay_buf_free(&out);
}

static void a_statement_without_words_is_a_row(void **unused)
{
    (void)unused;
    table_is(
        "statement",
        "article,speaker,exact,start_byte,end_byte,kind,act,evidence,rule,probability\r\n"
        "\"a.txt\",\"Orla \"\"O\"\" Venn\",\"Twenty\",0,6,\"direct\",\"assert\",\"none-stated\","
        "\"quote\",0.75\r\n"
        "\"a.txt\",\"\",\"\",0,0,\"direct\",\"assert\",\"none-stated\",\"\",1\r\n"
        "\"b.txt\",\"Orla \"\"O\"\" Venn\",\"Twenty\",0,6,\"direct\",\"assert\",\"none-stated\","
        "\"quote\",0.75\r\n");
}

static void an_unknown_table_is_not_found(void **unused)
{
    (void)unused;
    hsay_buf out = {0};
    assert_int_equal(hsay_report_csv(&MADE, "articles", (hsay_sink){take, &out}), HSAY_NOT_FOUND);
    assert_int_equal(out.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_as_documented),
        cmocka_unit_test(what_a_page_tells_is_in_its_row),
        cmocka_unit_test(a_statement_without_words_is_a_row),
        cmocka_unit_test(an_unknown_table_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
