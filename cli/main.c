/* The command: a verb, its arguments, its exit code. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const struct {
    const char *name;
    int (*run)(const arguments *a);
} VERBS[] = {
    {"add", verb_add},       {"link", verb_link},   {"mark", verb_mark},     {"read", verb_read},
    {"report", verb_report}, {"run", verb_run},     {"search", verb_search}, {"show", verb_show},
    {"tag", verb_tag},       {"train", verb_train},
};
enum { VERB_COUNT = sizeof VERBS / sizeof *VERBS };

static int unknown_verb(const char *verb)
{
    const char *names[VERB_COUNT];
    for (size_t i = 0; i < VERB_COUNT; i++)
        names[i] = VERBS[i].name;
    const char *near = closest(verb, names, VERB_COUNT);
    if (near)
        complain("there is no verb '%s'; did you mean '%s'?", verb, near);
    else
        complain("there is no verb '%s'; see hearsay --help", verb);
    return EXIT_USAGE;
}

static int dispatch(const arguments *a)
{
    if (a->version) {
        printf("hearsay %s\n", hsay_version());
        return EXIT_DONE;
    }
    const char *verb = a->verb;
    if (verb && strcmp(verb, "help") == 0)
        verb = a->word_count ? a->words[0] : NULL;
    if (a->help || (a->verb && strcmp(a->verb, "help") == 0))
        return help_print(stdout, verb) ? EXIT_DONE : unknown_verb(verb);
    if (!verb) {
        help_print(stderr, NULL);
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (strcmp(VERBS[i].name, verb) == 0)
            return VERBS[i].run(a);
    return unknown_verb(verb);
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    arguments a;
    int code = arguments_parse(argc, argv, &a) ? dispatch(&a) : EXIT_USAGE;
    free(a.words);
    return code;
}
