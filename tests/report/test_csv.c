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
    table_is("article", "article,outlet,domain,url,title,date,statements\r\n"
                        "\"a.txt\",\"'=SUM(1)\",\"\",\"\",\"\",\"\",2\r\n"
                        "\"b.txt\",\"\",\"\",\"\",\"\",\"\",1\r\n");
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
        cmocka_unit_test(a_statement_without_words_is_a_row),
        cmocka_unit_test(an_unknown_table_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
