/* argv becomes arguments: options anywhere, `--name value` or `--name=value`, words after `--` as
 * they are. */
#include <errno.h>
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
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
} option;

/* `verbs`: those that take it, each between spaces; NULL: all. */
static const struct {
    const char *name, *brief, *verbs;
    bool value;
} OPTIONS[OPTION_COUNT] = {
    [OPTION_LEDGER] = {"--ledger", NULL, " run add link report search show ", true},
    [OPTION_OUTPUT] = {"--output", "-o", " run report search show read mark tag train ", true},
    [OPTION_CSV] = {"--csv", NULL, " report ", true},
    [OPTION_OUTLET] = {"--outlet", NULL, " run add read mark tag ", true},
    [OPTION_DATE] = {"--date", NULL, " run add read mark tag ", true},
    [OPTION_FIELD] = {"--field", NULL, " run add read mark tag ", true},
    [OPTION_TABLE] = {"--table", NULL, " run add read mark tag ", true},
    [OPTION_THREADS] = {"--threads", NULL, NULL, true},
    [OPTION_LIMIT] = {"--limit", NULL, " search ", true},
    [OPTION_LIMIT_BYTES] = {"--limit-bytes", NULL, " run add read mark tag ", true},
    [OPTION_MODEL] = {"--model", NULL, " run add mark tag ", true},
    [OPTION_ENGINE] = {"--engine", NULL, " run add mark ", true},
    [OPTION_SOFT] = {"--soft", NULL, " train ", true},
    [OPTION_CHECK] = {"--check", NULL, " train ", true},
    [OPTION_EPOCHS] = {"--epochs", NULL, " train ", true},
    [OPTION_SOFT_EPOCHS] = {"--soft-epochs", NULL, " train ", true},
    [OPTION_SOFT_LIMIT] = {"--soft-limit", NULL, " train ", true},
    [OPTION_WIDTH] = {"--width", NULL, " train ", true},
    [OPTION_LAYERS] = {"--layers", NULL, " train ", true},
    [OPTION_SEED] = {"--seed", NULL, " train ", true},
    [OPTION_LANGUAGE] = {"--language", NULL, " train ", true},
    [OPTION_TEXTS] = {"--texts", NULL, " train ", true},
    [OPTION_TAGS] = {"--tags", NULL, " train ", false},
    [OPTION_TOKENS] = {"--tokens", NULL, " tag ", false},
    [OPTION_JSON] = {"--json", NULL, NULL, false},
    [OPTION_WHOLE] = {"--whole", NULL, " run add read mark tag ", false},
    [OPTION_PROGRESS] = {"--progress", NULL, " run add read mark tag ", false},
    [OPTION_HELP] = {"--help", "-h", NULL, false},
    [OPTION_VERSION] = {"--version", "-V", NULL, false},
};

enum {
    NEAR_MAX = 2,
    NAME_MAX_BYTES = 32,
    HITS_DEFAULT = 20,
    THREADS_MAX = 256,
    TEXTS_MAX = 10000000
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

static bool set_train(hsay_train_options *t, option o, const char *value)
{
    uint64_t n = 0;
    const struct {
        option o;
        uint32_t *to;
    } numbers[] = {{OPTION_EPOCHS, &t->epochs},
                   {OPTION_SOFT_EPOCHS, &t->soft_epochs},
                   {OPTION_WIDTH, &t->width},
                   {OPTION_LAYERS, &t->layers},
                   {OPTION_SOFT_LIMIT, &t->soft_limit}};
    if (o == OPTION_SOFT)
        t->soft = value;
    else if (o == OPTION_CHECK)
        t->check = value;
    else if (!number(value, OPTIONS[o].name, UINT32_MAX, &n))
        return false;
    else if (o == OPTION_SEED)
        t->seed = n;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i].o == o)
            *numbers[i].to = (uint32_t)n;
    return true;
}

static bool set(arguments *a, option o, const char *value)
{
    uint64_t n = 0;
    switch (o) {
    case OPTION_LEDGER:
        a->ledger = value;
        return true;
    case OPTION_OUTPUT:
        a->output = value;
        return true;
    case OPTION_CSV:
        a->csv = value;
        return true;
    case OPTION_OUTLET:
        a->options.outlet = value;
        return true;
    case OPTION_DATE:
        a->options.date = value;
        return date(value);
    case OPTION_FIELD:
        return field(value, &a->options.names);
    case OPTION_TABLE:
        a->options.table = value;
        return true;
    case OPTION_TAGS:
        a->tags = true;
        return true;
    case OPTION_TOKENS:
        a->tokens = true;
        return true;
    case OPTION_JSON:
        a->json = true;
        return true;
    case OPTION_WHOLE:
        a->options.whole = true;
        return true;
    case OPTION_PROGRESS:
        progress_ask();
        return true;
    case OPTION_MODEL:
        a->options.model = value;
        return true;
    case OPTION_ENGINE:
        return engine(value, &a->options.engine);
    case OPTION_LANGUAGE:
        a->language.lists = value;
        return true;
    case OPTION_TEXTS:
        return number(value, "--texts", TEXTS_MAX, &n) && (a->language.texts = (uint32_t)n);
    case OPTION_HELP:
        a->help = true;
        return true;
    case OPTION_VERSION:
        a->version = true;
        return true;
    case OPTION_THREADS:
        if (!number(value, "--threads", THREADS_MAX, &n))
            return false;
        a->options.threads = (unsigned)n;
        return true;
    case OPTION_LIMIT:
        if (!number(value, "--limit", 1000000, &n))
            return false;
        a->limit = (uint32_t)n;
        return true;
    case OPTION_SOFT:
    case OPTION_CHECK:
    case OPTION_EPOCHS:
    case OPTION_SOFT_EPOCHS:
    case OPTION_SOFT_LIMIT:
    case OPTION_WIDTH:
    case OPTION_LAYERS:
    case OPTION_SEED:
        return set_train(&a->train, o, value);
    case OPTION_LIMIT_BYTES:
        return number(value, "--limit-bytes", 1u << 30, &a->options.record_limit_bytes);
    default:
        return false;
    }
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
    if (!OPTIONS[o].value && value) {
        complain("%s takes no value", OPTIONS[o].name);
        return false;
    }
    if (value)
        value++;
    else if (OPTIONS[o].value)
        value = *at + 1 < argc ? argv[++*at] : NULL;
    if (OPTIONS[o].value && (!value || !*value)) {
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
