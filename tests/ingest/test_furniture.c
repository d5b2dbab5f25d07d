/* Twins: a line that is furniture, and the nearest one that is article text. */
#include "articles.h"

#include "ingest/furniture.h"

#define BODY                                                                                       \
    "The council of Varn met on Monday and voted for the bridge.\n\n"                              \
    "\"We have waited for ten years,\" said Mira Holt, the mayor.\n\n"

#define MORE                                                                                       \
    "The farmers of the valley had asked for a ferry instead.\n\n"                                 \
    "They will meet the council again in June.\n"

/* Whether `line` is cut where it stands between paragraphs, behind them, or both. */
static bool is_cut(const char *before, const char *line, const char *after, const char *reason)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_str text = hsay_arena_format(arena, "%s%s\n\n%s", before, line, after);
    hsay_article a = article_of(arena, HSAY_FORMAT_TEXT, text.ptr);
    bool cut = false;
    for (uint32_t i = 0; i < a.furniture_count; i++) {
        const hsay_furniture *f = &a.furniture[i];
        bool same = hsay_str_equal(hsay_str_at(a.text, f->span), hsay_str_of(line));
        cut |= same && (!reason || strcmp(hsay_furniture_name(f->reason), reason) == 0);
        assert_true(i == 0 || f[-1].span.end <= f->span.start);
        assert_true(f->rule.len > 0);
    }
    hsay_arena_free(arena);
    return cut;
}

static void furniture_is_cut_and_its_twin_is_not(void **unused)
{
    (void)unused;
    static const struct {
        const char *reason, *furniture, *twin;
    } TWINS[] = {
        {"read-more", "READ MORE ON BRIDGES", "Read more than one book, she said."},
        {"read-more", "On the same subject", "On the same subject, she said nothing at all."},
        {"read-more", "Click here", "The keys of the machine click."},
        {"newsletter", "Sign up for our newsletter", "He said he would sign up on Monday."},
        {"newsletter", "Get the latest news every day", "They get the latest bus home."},
        {"newsletter", "View this email in your browser", "She read this email in her browser."},
        {"newsletter", "Unsubscribe", "Readers may unsubscribe whenever they like, he said."},
        {"newsletter", "You are receiving this email because you signed up.",
         "Nobody at the post was receiving this letter."},
        {"membership", "Become a member today", "He hopes to become a doctor."},
        {"sharing", "Share", "The share fell by two per cent."},
        {"sharing", "Share this article", "They share this view of the bridge."},
        {"comments", "Leave a comment", "The mayor would not leave a comment unanswered."},
        {"advert", "Advertisement", "An advertisement for the bridge was taken down."},
        {"consent", "We use cookies to improve our site", "They baked cookies for the guests."},
        {"copyright", "Copyright 2031 The Varn Post. All rights reserved.",
         "All rights of the owner were respected."},
        {"rating", "Rate this article", "The rate of loss fell."},
        {"notice", "This article was originally published on Friday.",
         "The article, he said, was wrong."},
        {"bio", "About the author", "Nothing is known about the author of the letter."},
        {"caption", "The old bridge. Photo: Lena Marsh", "The photo shows the old bridge."},
        {"caption", "The old bridge at dusk. Lena Marsh/Getty Images",
         "The picture was sold by Getty Images."},
        {"navigation", "Back to top", "He wants to be back at the top, he said."},
    };
    for (size_t i = 0; i < sizeof TWINS / sizeof *TWINS; i++) {
        if (!is_cut(BODY, TWINS[i].furniture, MORE, TWINS[i].reason))
            fail_msg("not cut: %s", TWINS[i].furniture);
        if (is_cut(BODY, TWINS[i].twin, "The vote was close.", NULL))
            fail_msg("cut: %s", TWINS[i].twin);
    }
}

static void requests_for_comment_and_crossheads_stay(void **unused)
{
    (void)unused;
    assert_false(is_cut(BODY, "The Varn Post reached out for comment to the ministry.", "", NULL));
    assert_false(is_cut(BODY, "Why was the bridge closed?", "It was old.", NULL));
    assert_false(is_cut(BODY, "A long dispute", "It began in spring.", NULL));
}

/* Twins of a caption without a credit: its tense, its date, its subject, its form. */
static void a_picture_with_its_date_is_a_caption(void **unused)
{
    (void)unused;
    static const char *const CAPTIONS[] = {
        "Mayor Mira Holt speaks to farmers at the ferry in Varn, May 3, 2031.",
        "Farmers of the valley wait outside the town hall in Varn on 3 May 2031.",
        "Mira Holt, left, and Tom Reed are seen at the opening of the bridge on May 3, 2031.",
    };
    static const char *const STATEMENTS[] = {
        "Mayor Mira Holt spoke to farmers at the ferry in Varn on May 3, 2031.",
        "Mayor Mira Holt will speak to farmers at the ferry in Varn on May 3, 2031.",
        "Mayor Mira Holt speaks to farmers at the ferry in Varn every first Friday.",
        "The mayor speaks to farmers less often than she did before the flood of May 3, 2031.",
        "The council wants them to wait outside the town hall in Varn until May 3, 2031.",
        "“Mira Holt speaks to farmers at the ferry in Varn on May 3, 2031.”",
        "Mira Holt speaks to farmers again. The ferry in Varn closes on May 3, 2031.",
        "Mira Holt speaks to farmers at the ferry! #varn — Tom Reed (@treed) May 3, 2031",
        "Mira Holt speaks about what was agreed at the ferry in Varn on May 3, 2031.",
    };
    for (size_t i = 0; i < sizeof CAPTIONS / sizeof *CAPTIONS; i++)
        if (!is_cut(BODY, CAPTIONS[i], MORE, "caption"))
            fail_msg("not cut: %s", CAPTIONS[i]);
    for (size_t i = 0; i < sizeof STATEMENTS / sizeof *STATEMENTS; i++)
        if (is_cut(BODY, STATEMENTS[i], MORE, NULL))
            fail_msg("cut: %s", STATEMENTS[i]);
}

static void labels_among_furniture_go_with_it(void **unused)
{
    (void)unused;
    const char *after = "Sign up for our newsletter\n\nAll rights reserved.\n";
    assert_true(is_cut(BODY, "Shared Ground", after, "navigation"));
    assert_true(is_cut(BODY "Rate this article\n\n", "Varn Post cover", after, "navigation"));
    assert_false(is_cut(BODY, "Shared Ground", "The farmers agree on that.", NULL));
}

static void bullets_go_with_their_list(void **unused)
{
    (void)unused;
    const char *offer = "\xE2\x80\xA2 Enjoy ad-free browsing\n";
    assert_true(is_cut(offer, "\xE2\x80\xA2 Voices: sound and film", offer, "membership"));
    assert_false(is_cut(BODY "\xE2\x80\xA2 Two lanes for cars\n", "\xE2\x80\xA2 One lane for trams",
                        MORE, NULL));
}

static void a_repeated_block_is_cut_once(void **unused)
{
    (void)unused;
    const char *text = "The vote was held on Monday in the hall.\n\nThe mayor won.\n\n"
                       "The vote was held on Monday in the hall.\n";
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(arena, HSAY_FORMAT_TEXT, text);
    assert_int_equal(a.furniture_count, 1);
    assert_int_equal(a.furniture[0].reason, HSAY_FURNITURE_REPEAT);
    assert_true(a.furniture[0].span.start > 50);
    hsay_arena_free(arena);
}

static void the_title_above_a_caption_is_its_own(void **unused)
{
    (void)unused;
    const char *text = BODY "Varn Bridge Vote Mayor\n"
                            "Mira Holt is pictured at the bridge... Contributor\n\n" MORE;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(arena, HSAY_FORMAT_TEXT, text);
    assert_true(a.furniture_count >= 2);
    assert_str(hsay_str_at(a.text, a.furniture[0].span), "Varn Bridge Vote Mayor");
    assert_int_equal(a.furniture[0].reason, HSAY_FURNITURE_CAPTION);
    assert_int_equal(a.furniture[1].reason, HSAY_FURNITURE_CAPTION);
    hsay_arena_free(arena);
}

static void a_lost_line_end_is_cut_inside_the_line(void **unused)
{
    (void)unused;
    const char *text = BODY "\xE2\x80\xA2 Enjoy ad-free browsing\n"
                            "\xE2\x80\xA2 Varn app on-the-goDespite the rain the vote was held.\n";
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(arena, HSAY_FORMAT_TEXT, text);
    assert_int_equal(a.furniture_count, 2);
    assert_str(hsay_str_at(a.text, a.furniture[1].span), "\xE2\x80\xA2 Varn app on-the-go");
    hsay_str rest = hsay_str_cut(a.text, a.furniture[1].span.end, a.text.len);
    assert_str(rest, "Despite the rain the vote was held.\n");
    a = article_of(arena, HSAY_FORMAT_TEXT, BODY "He told DeKalb and McNeil that it was over.\n");
    assert_int_equal(a.furniture_count, 0);
    hsay_arena_free(arena);
}

static void a_biography_at_the_end_is_cut(void **unused)
{
    (void)unused;
    assert_true(is_cut(BODY, "Tom Reed is a reporter based in Varn.", "", "bio"));
    assert_false(is_cut(BODY, "Tom Reed is a reporter based in Varn.", MORE, NULL));
    assert_false(is_cut(BODY, "Tom Reed is a fisherman based in Varn.", "", NULL));
}

static void wrapped_lines_are_no_labels(void **unused)
{
    (void)unused;
    const char *text = "The council of Varn met on Monday\nand voted for the bridge, which\n"
                       "is old and which many people\nwant to keep as it stands\nto this day.\n\n"
                       "Sign up for our newsletter\n";
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(arena, HSAY_FORMAT_TEXT, text);
    assert_int_equal(a.furniture_count, 1);
    assert_int_equal(a.furniture[0].reason, HSAY_FURNITURE_NEWSLETTER);
    hsay_arena_free(arena);
}

static void a_block_alone_is_judged_by_its_words(void **unused)
{
    (void)unused;
    hsay_furniture_reason reason = HSAY_FURNITURE_COUNT;
    hsay_str rule = {0};
    assert_true(hsay_furniture__is_block(HSAY_STR(" Advertisement "), &reason, &rule));
    assert_int_equal(reason, HSAY_FURNITURE_ADVERT);
    assert_str(rule, "advertisement");
    assert_false(hsay_furniture__is_block(HSAY_STR("The bridge is old."), &reason, &rule));
    assert_false(hsay_furniture__is_block(HSAY_STR("  "), &reason, &rule));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(furniture_is_cut_and_its_twin_is_not),
        cmocka_unit_test(requests_for_comment_and_crossheads_stay),
        cmocka_unit_test(a_picture_with_its_date_is_a_caption),
        cmocka_unit_test(labels_among_furniture_go_with_it),
        cmocka_unit_test(bullets_go_with_their_list),
        cmocka_unit_test(a_repeated_block_is_cut_once),
        cmocka_unit_test(the_title_above_a_caption_is_its_own),
        cmocka_unit_test(a_lost_line_end_is_cut_inside_the_line),
        cmocka_unit_test(a_biography_at_the_end_is_cut),
        cmocka_unit_test(wrapped_lines_are_no_labels),
        cmocka_unit_test(a_block_alone_is_judged_by_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
