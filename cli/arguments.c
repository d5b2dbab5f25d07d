/* argv becomes arguments: options anywhere, `--name value` or `--name=value`, words after `--` as
 * they are. */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

typedef enum option {
    OPTION_LEDGER,
    OPTION_OUTPUT,
    OPTION_CSV,
    OPTION_OUTLET,
    OPTION_DATE,
    OPTION_FIELD,
    OPTION_TABLE,
    OPTION_THREADS,
    OPTION_LIMIT,
    OPTION_LIMIT_BYTES,
    OPTION_MODEL,
    OPTION_ENGINE,
    OPTION_SOFT,
    OPTION_CHECK,
    OPTION_EPOCHS,
    OPTION_SOFT_EPOCHS,
    OPTION_SOFT_LIMIT,
    OPTION_WIDTH,
    OPTION_LAYERS,
    OPTION_SEED,
    OPTION_LANGUAGE,
    OPTION_TEXTS,
    OPTION_TAGS,
    OPTION_TOKENS,
    OPTION_JSON,
    OPTION_WHOLE,
    OPTION_PROGRESS,
    OPTION_HTML,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
} option;

enum {
    NEAR_MAX = 2,
    NAME_MAX_BYTES = 32,
    HITS_DEFAULT = 20,
    HITS_MAX = 1000000,
    RECORD_MAX_BYTES = 1 << 30,
    THREADS_MAX = 256,
    TEXTS_MAX = 10000000
};

/* What an option's value is, and what becomes of it. */
typedef enum kind {
    FLAG, /* it has none */
    TEXT,
    NUMBER, /* from 1 on, 32 bits */
    LONG_NUMBER,
    DATE,
    FIELD,
    ENGINE,
    ASK_PROGRESS /* it has none */
} kind;

#define TO(member) offsetof(arguments, member)

/* `verbs`: those that take it, each between spaces; NULL: all.  `to`: where the value goes. */
static const struct {
    const char *name, *brief, *verbs;
    kind kind;
    size_t to;
    uint64_t most;
} OPTIONS[OPTION_COUNT] = {
    [OPTION_LEDGER] = {"--ledger", NULL, " run add link report search show ", TEXT, TO(ledger), 0},
    [OPTION_OUTPUT] = {"--output", "-o", " run report search show read mark tag train ", TEXT,
                       TO(output), 0},
    [OPTION_CSV] = {"--csv", NULL, " report ", TEXT, TO(csv), 0},
    [OPTION_OUTLET] = {"--outlet", NULL, " run add read mark tag ", TEXT, TO(options.outlet), 0},
    [OPTION_DATE] = {"--date", NULL, " run add read mark tag ", DATE, TO(options.date), 0},
    [OPTION_FIELD] = {"--field", NULL, " run add read mark tag ", FIELD, TO(options.names), 0},
    [OPTION_TABLE] = {"--table", NULL, " run add read mark tag ", TEXT, TO(options.table), 0},
    [OPTION_THREADS] = {"--threads", NULL, NULL, NUMBER, TO(options.threads), THREADS_MAX},
    [OPTION_LIMIT] = {"--limit", NULL, " search ", NUMBER, TO(limit), HITS_MAX},
    [OPTION_LIMIT_BYTES] = {"--limit-bytes", NULL, " run add read mark tag ", LONG_NUMBER,
                            TO(options.record_limit_bytes), RECORD_MAX_BYTES},
    [OPTION_MODEL] = {"--model", NULL, " run add mark tag ", TEXT, TO(options.model), 0},
    [OPTION_ENGINE] = {"--engine", NULL, " run add mark ", ENGINE, TO(options.engine), 0},
    [OPTION_SOFT] = {"--soft", NULL, " train ", TEXT, TO(train.soft), 0},
    [OPTION_CHECK] = {"--check", NULL, " train ", TEXT, TO(train.check), 0},
    [OPTION_EPOCHS] = {"--epochs", NULL, " train ", NUMBER, TO(train.epochs), UINT32_MAX},
    [OPTION_SOFT_EPOCHS] = {"--soft-epochs", NULL, " train ", NUMBER, TO(train.soft_epochs),
                            UINT32_MAX},
    [OPTION_SOFT_LIMIT] = {"--soft-limit", NULL, " train ", NUMBER, TO(train.soft_limit),
                           UINT32_MAX},
    [OPTION_WIDTH] = {"--width", NULL, " train ", NUMBER, TO(train.width), UINT32_MAX},
    [OPTION_LAYERS] = {"--layers", NULL, " train ", NUMBER, TO(train.layers), UINT32_MAX},
    [OPTION_SEED] = {"--seed", NULL, " train ", LONG_NUMBER, TO(train.seed), UINT32_MAX},
    [OPTION_LANGUAGE] = {"--language", NULL, " train ", TEXT, TO(language.lists), 0},
    [OPTION_TEXTS] = {"--texts", NULL, " train ", NUMBER, TO(language.texts), TEXTS_MAX},
    [OPTION_TAGS] = {"--tags", NULL, " train ", FLAG, TO(tags), 0},
    [OPTION_TOKENS] = {"--tokens", NULL, " tag ", FLAG, TO(tokens), 0},
    [OPTION_JSON] = {"--json", NULL, NULL, FLAG, TO(json), 0},
    [OPTION_WHOLE] = {"--whole", NULL, " run add read mark tag ", FLAG, TO(options.whole), 0},
    [OPTION_PROGRESS] = {"--progress", NULL, " run add read mark tag ", ASK_PROGRESS, 0, 0},
    [OPTION_HTML] = {"--html", NULL, " read mark ", FLAG, TO(html), 0},
    [OPTION_HELP] = {"--help", "-h", NULL, FLAG, TO(help), 0},
    [OPTION_VERSION] = {"--version", "-V", NULL, FLAG, TO(version), 0},
};

/* Levenshtein's distance, row by row. */
static unsigned distance(const char *a, const char *b)
{
    unsigned row[NAME_MAX_BYTES + 1];
    size_t len = strlen(b);
    for (size_t k = 0; k <= len; k++)
        row[k] = (unsigned)k;
    for (; *a; a++) {
        unsigned corner = row[0]++;
        for (size_t k = 1; k <= len; k++) {
            unsigned change = corner + (b[k - 1] != *a);
            corner = row[k];
            unsigned step = (row[k] < row[k - 1] ? row[k] : row[k - 1]) + 1;
            row[k] = change < step ? change : step;
        }
    }
    return row[len];
}

const char *closest(const char *word, const char *const *names, size_t count)
{
    const char *best = NULL;
    unsigned nearest = NEAR_MAX + 1;
    for (size_t i = 0; i < count && strlen(word) <= NAME_MAX_BYTES; i++) {
        unsigned d = distance(word, names[i]);
        if (d < nearest && d < strlen(names[i])) {
            nearest = d;
            best = names[i];
        }
    }
    return best;
}

static bool unknown_option(const char *name, size_t len)
{
    const char *names[OPTION_COUNT];
    char word[NAME_MAX_BYTES + 1];
    snprintf(word, sizeof word, "%.*s", (int)len, name);
    for (int i = 0; i < OPTION_COUNT; i++)
        names[i] = OPTIONS[i].name;
    const char *near = closest(word, names, OPTION_COUNT);
    if (near)
        complain("there is no option '%s'; did you mean '%s'?", word, near);
    else
        complain("there is no option '%s'; a file of that name goes after --", word);
    return false;
}

static bool number(const char *text, const char *name, uint64_t max, uint64_t *out)
{
    char *end = NULL;
    errno = 0;
    unsigned long long n = text[0] >= '0' && text[0] <= '9' ? strtoull(text, &end, 10) : 0;
    if (!end || *end || errno || n == 0 || n > max) {
        complain("%s takes a number from 1 to %llu, not '%s'", name, (unsigned long long)max, text);
        return false;
    }
    *out = n;
    return true;
}

/* A day, or a time that begins with one. */
static bool date(const char *text)
{
    static const char FORM[] = "dddd-dd-dd";
    size_t i = 0;
    for (; FORM[i]; i++)
        if (FORM[i] == 'd' ? !(text[i] >= '0' && text[i] <= '9') : text[i] != FORM[i])
            break;
    if (!FORM[i] && (text[i] == 0 || text[i] == 'T'))
        return true;
    complain("--date takes a day as 2024-05-31, or a time as 2024-05-31T08:00Z, not '%s'", text);
    return false;
}

/* `text=body`: our name for it, and the member of the JSON. */
static bool field(const char *text, hsay_json_names *names)
{
    const struct {
        const char *name;
        const char **to;
    } fields[] = {{"id", &names->id},     {"url", &names->url},      {"text", &names->text},
                  {"html", &names->html}, {"title", &names->title},  {"author", &names->author},
                  {"date", &names->date}, {"outlet", &names->outlet}};
    const char *equals = strchr(text, '=');
    size_t len = equals ? (size_t)(equals - text) : 0;
    for (size_t i = 0; equals && equals[1] && i < sizeof fields / sizeof *fields; i++)
        if (strlen(fields[i].name) == len && memcmp(fields[i].name, text, len) == 0) {
            *fields[i].to = equals + 1;
            return true;
        }
    complain("--field takes NAME=MEMBER with id, url, text, html, title, author, date or outlet, "
             "not '%s'",
             text);
    return false;
}

static bool engine(const char *text, hsay_engine *out)
{
    for (hsay_engine e = HSAY_ENGINE_FAST; e < HSAY_ENGINE_COUNT; e++)
        if (strcmp(text, hsay_engine_name(e)) == 0) {
            *out = e;
            return true;
        }
    complain("--engine takes fast or rules, not '%s'", text);
    return false;
}

static bool set(arguments *a, option o, const char *value)
{
    void *to = (char *)a + OPTIONS[o].to;
    uint64_t n;
    switch (OPTIONS[o].kind) {
    case FLAG:
        *(bool *)to = true;
        return true;
    case ASK_PROGRESS:
        progress_ask();
        return true;
    case DATE:
        *(const char **)to = value;
        return date(value);
    case TEXT:
        *(const char **)to = value;
        return true;
    case FIELD:
        return field(value, to);
    case ENGINE:
        return engine(value, to);
    case NUMBER:
        if (!number(value, OPTIONS[o].name, OPTIONS[o].most, &n))
            return false;
        *(uint32_t *)to = (uint32_t)n;
        return true;
    case LONG_NUMBER:
        return number(value, OPTIONS[o].name, OPTIONS[o].most, to);
    }
    return false;
}

/* Flags take none. */
static bool takes_value(option o)
{
    return OPTIONS[o].kind != FLAG && OPTIONS[o].kind != ASK_PROGRESS;
}

static int find_option(const char *text, size_t len)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const char *names[] = {OPTIONS[i].name, OPTIONS[i].brief};
        for (int k = 0; k < 2; k++)
            if (names[k] && strlen(names[k]) == len && memcmp(names[k], text, len) == 0)
                return i;
    }
    return OPTION_COUNT;
}

/* Takes one option, and its value from the next argument where it has none of its own. */
static bool take_option(arguments *a, bool given[OPTION_COUNT], char **argv, int argc, int *at)
{
    const char *text = argv[*at], *value = strchr(text, '=');
    size_t len = value ? (size_t)(value - text) : strlen(text);
    int o = find_option(text, len);
    if (o == OPTION_COUNT)
        return unknown_option(text, len);
    if (!takes_value(o) && value) {
        complain("%s takes no value", OPTIONS[o].name);
        return false;
    }
    if (value)
        value++;
    else if (takes_value(o))
        value = *at + 1 < argc ? argv[++*at] : NULL;
    if (takes_value(o) && (!value || !*value)) {
        complain("%s takes a value", OPTIONS[o].name);
        return false;
    }
    given[o] = true;
    return set(a, (option)o, value);
}

static bool options_fit_verb(const arguments *a, const bool given[OPTION_COUNT])
{
    char verb[NAME_MAX_BYTES + 3];
    snprintf(verb, sizeof verb, " %s ", a->verb ? a->verb : "");
    for (int i = 0; i < OPTION_COUNT && a->verb && !a->help && help_print(NULL, a->verb); i++)
        if (given[i] && OPTIONS[i].verbs && !strstr(OPTIONS[i].verbs, verb)) {
            complain("%s has no use with '%s'; see hearsay %s --help", OPTIONS[i].name, a->verb,
                     a->verb);
            return false;
        }
    return true;
}

bool arguments_parse(int argc, char **argv, arguments *a)
{
    bool given[OPTION_COUNT] = {false}, words_only = false;
    *a = (arguments){.options = HSAY_OPTIONS_INIT,
                     .train = HSAY_TRAIN_OPTIONS_INIT,
                     .language = HSAY_TRAIN_LANGUAGE_OPTIONS_INIT,
                     .limit = HITS_DEFAULT};
    a->train.width = a->train.layers = a->train.epochs = 0; /* each model has its own */
    a->options.failed = on_failure;
    a->options.progress = on_progress;
    a->words = calloc((size_t)argc + 1, sizeof *a->words);
    if (!a->words) {
        complain("out of memory");
        return false;
    }
    for (int i = 1; i < argc; i++) {
        const char *text = argv[i];
        if (!words_only && strcmp(text, "--") == 0)
            words_only = true;
        else if (!words_only && text[0] == '-' && text[1]) {
            if (!take_option(a, given, argv, argc, &i))
                return false;
        } else if (!a->verb)
            a->verb = text;
        else
            a->words[a->word_count++] = text;
    }
    return options_fit_verb(a, given);
}
