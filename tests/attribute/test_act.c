/* What statements do, as twins: invented sentences where a rule fires, and where it must not. */
#include "check.h"

#include "attribute/attribute.h"

static void assert_act(const char *text, hsay_act expected)
{
    hsay_arena *arena = hsay_arena_new();
    assert_non_null(arena);
    hsay_article article = {.text = hsay_str_of(text)};
    hsay_doc doc;
    hsay_statements out;
    assert_int_equal(hsay_doc_make(&article, arena, &doc), HSAY_OK);
    assert_int_equal(hsay_statements_mark_with(&doc, NULL, arena, &out), HSAY_OK);
    assert_true(out.count > 0);
    if (out.items[0].act != expected)
        fail_msg("%s: %s, not %s", text, hsay_act_name(out.items[0].act), hsay_act_name(expected));
    hsay_arena_free(arena);
}

static void by_cue(void **state)
{
    (void)state;
    assert_act("The mayor denied that the dam broke.", HSAY_ACT_DENY);
    assert_act("The mayor warned that the dam leaks.", HSAY_ACT_WARN);
    assert_act("The mayor said that the dam broke.", HSAY_ACT_ASSERT);
}

static void negated_cue(void **state)
{
    (void)state;
    assert_act("The mayor would not confirm that the dam broke.", HSAY_ACT_REFUSE);
    assert_act("The mayor confirmed that the dam broke.", HSAY_ACT_CONFIRM);
    assert_act("The mayor did not deny that the dam broke.", HSAY_ACT_ADMIT);
    assert_act("The mayor does not believe that the dam broke.", HSAY_ACT_SPECULATE);
}

/* The cue stands in no list of verbs, or takes another verb's place. */
static void by_phrase(void **state)
{
    (void)state;
    assert_act("“The dam is full of holes,” he snorted.", HSAY_ACT_ASSERT);
    assert_act("“The dam is full of holes,” he admonished.", HSAY_ACT_WARN);
    assert_act("The mayor criticised the engineers for closing the dam.", HSAY_ACT_ACCUSE);
    assert_act("The mayor criticised the engineers.", HSAY_ACT_JUDGE);
    assert_act("The mayor praised the engineers for closing the dam.", HSAY_ACT_JUDGE);
}

static void denied_in_its_words(void **state)
{
    (void)state;
    assert_act("“We did not open the gates,” the mayor said.", HSAY_ACT_DENY);
    assert_act("“They did not open the gates,” the mayor said.", HSAY_ACT_ASSERT);
    assert_act("“I regret my mistakes,” the mayor said.", HSAY_ACT_ADMIT);
    assert_act("“I will not pay for your mistakes,” the mayor said.", HSAY_ACT_PROMISE);
    assert_act("“The council may need to close the dam,” the mayor said.", HSAY_ACT_SPECULATE);
}

static void what_follows_the_cue(void **state)
{
    (void)state;
    assert_act("The mayor asked the engineers to leave the dam.", HSAY_ACT_DEMAND);
    assert_act("The mayor asked whether the dam broke.", HSAY_ACT_ASK);
    assert_act("The mayor agreed to rebuild the dam.", HSAY_ACT_PROMISE);
    assert_act("The mayor agreed that the dam is old.", HSAY_ACT_ASSERT);
}

static void judged(void **state)
{
    (void)state;
    assert_act("“The new dam is a disgrace,” the mayor said.", HSAY_ACT_JUDGE);
    assert_act("“The new dam is a reservoir,” the mayor said.", HSAY_ACT_ASSERT);
    assert_act("“I think the dam is ugly,” the mayor said.", HSAY_ACT_JUDGE);
    assert_act("The mayor believes that the dam is shameful.", HSAY_ACT_JUDGE);
    assert_act("The mayor believes that the dam is full.", HSAY_ACT_SPECULATE);
}

static void demanded(void **state)
{
    (void)state;
    assert_act("“The council must close the dam,” the mayor said.", HSAY_ACT_DEMAND);
    assert_act("“The council closed the dam,” the mayor said.", HSAY_ACT_ASSERT);
    assert_act("“Stop the pumps,” the mayor said.", HSAY_ACT_DEMAND);
    assert_act("“The pumps stop at night,” the mayor said.", HSAY_ACT_ASSERT);
}

static void promised(void **state)
{
    (void)state;
    assert_act("“We will rebuild the dam,” the mayor said.", HSAY_ACT_PROMISE);
    assert_act("“The water will rise by June,” the mayor said.", HSAY_ACT_ASSERT);
    assert_act("The mayor said he will rebuild the dam.", HSAY_ACT_PROMISE);
    assert_act("The mayor said he rebuilt the dam.", HSAY_ACT_ASSERT);
}

static void refused(void **state)
{
    (void)state;
    assert_act("The mayor said he could not comment on the dam.", HSAY_ACT_REFUSE);
    assert_act("The mayor said he read a comment on the dam.", HSAY_ACT_ASSERT);
}

static void accused(void **state)
{
    (void)state;
    assert_act("The mayor said the builders cheated the town.", HSAY_ACT_ACCUSE);
    assert_act("The mayor said the builders visited the town.", HSAY_ACT_ASSERT);
    assert_act("Prosecutors said the builder kept the money.", HSAY_ACT_ACCUSE);
    assert_act("Neighbours said the builder kept the money.", HSAY_ACT_ASSERT);
}

/* An accusation that is negated denies; one of oneself admits. */
static void denied_and_admitted(void **state)
{
    (void)state;
    assert_act("The builder said the firm never bribed anybody.", HSAY_ACT_DENY);
    assert_act("The builder said the firm bribed somebody.", HSAY_ACT_ACCUSE);
    assert_act("“I bribed the inspector,” the builder said.", HSAY_ACT_ADMIT);
    assert_act("“Somebody bribed the inspector,” the builder said.", HSAY_ACT_ACCUSE);
    assert_act("“I regret the flood,” the builder said.", HSAY_ACT_ADMIT);
}

static void guessed_and_warned(void **state)
{
    (void)state;
    assert_act("The mayor said the dam might leak.", HSAY_ACT_SPECULATE);
    assert_act("The mayor said the dam leaks.", HSAY_ACT_ASSERT);
    assert_act("The mayor said the rain could lead to floods.", HSAY_ACT_WARN);
    assert_act("The mayor said the road leads to the dam.", HSAY_ACT_ASSERT);
}

static void asked(void **state)
{
    (void)state;
    assert_act("“Who closed the dam?” the mayor said.", HSAY_ACT_ASK);
    assert_act("“We know who closed the dam,” the mayor said.", HSAY_ACT_ASSERT);
}

/* What follows the attribution counts, but less than what stands before it; the words between do
 * not. */
static void first_part_weighs_more(void **state)
{
    (void)state;
    assert_act("“The dam is a disgrace,” the mayor said. “We will rebuild it.”", HSAY_ACT_JUDGE);
    assert_act("“We will rebuild it,” the mayor said. “The dam is a disgrace.”", HSAY_ACT_PROMISE);
    assert_act("“The dam is old,” the shameful mayor said. “It was built here.”", HSAY_ACT_ASSERT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_cue),
        cmocka_unit_test(negated_cue),
        cmocka_unit_test(by_phrase),
        cmocka_unit_test(denied_in_its_words),
        cmocka_unit_test(what_follows_the_cue),
        cmocka_unit_test(judged),
        cmocka_unit_test(demanded),
        cmocka_unit_test(promised),
        cmocka_unit_test(refused),
        cmocka_unit_test(accused),
        cmocka_unit_test(denied_and_admitted),
        cmocka_unit_test(guessed_and_warned),
        cmocka_unit_test(asked),
        cmocka_unit_test(first_part_weighs_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
