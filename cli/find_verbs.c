/* search and show: some of a ledger. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"

enum { WIDTH_DEFAULT = 80, WIDTH_MAX = 100, WIDTH_MIN = 40 };

typedef struct view {
    hsay_sink sink;
    bool json, color;
    unsigned width;
} view;

static unsigned terminal_width(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return WIDTH_DEFAULT;
    return size.ws_col > WIDTH_MAX ? WIDTH_MAX : size.ws_col < WIDTH_MIN ? WIDTH_MIN : size.ws_col;
}

static hsay_status on_article(void *ctx, const hsay_article *article,
                              const hsay_statements *statements)
{
    view *v = ctx;
    return v->json ? hsay_json_article(article, statements, false, v->sink)
                   : article_print(article, statements, v->sink, v->color, v->width);
}

static hsay_status on_hit(void *ctx, const hsay_hit *hit)
{
    view *v = ctx;
    return v->json ? hsay_json_hit(hit, v->sink) : hit_print(hit, v->sink, v->color);
}

static int find(const arguments *a, hsay_ledger *ledger, const char *wanted, bool search)
{
    output out;
    hsay_error error = {0};
    uint32_t found = 0;
    if (!output_begin(&out, a->output))
        return EXIT_LEDGER;
    view v = {output_sink(&out), a->json, !out.path && wants_color(stdout), terminal_width()};
    hsay_status status =
        search ? hsay_ledger_search(ledger, wanted, a->limit, on_hit, &v, &found, &error)
               : hsay_ledger_find(ledger, wanted, on_article, &v, &found, &error);
    if (status != HSAY_OK)
        return output_end(&out,
                          out.error ? EXIT_LEDGER : complain_ledger(a->ledger, status, &error));
    if (!found)
        complain("%s: nothing found for '%s'", a->ledger, wanted);
    return output_end(&out, found ? EXIT_DONE : EXIT_NOTHING);
}

/* A query may come as several words. */
static char *joined(const arguments *a)
{
    size_t len = 1;
    for (size_t i = 0; i < a->word_count; i++)
        len += strlen(a->words[i]) + 1;
    char *out = calloc(len, 1), *at = out;
    for (size_t i = 0; out && i < a->word_count; i++)
        at += sprintf(at, "%s%s", i ? " " : "", a->words[i]);
    return out;
}

static int in_ledger(const arguments *a, bool search)
{
    hsay_ledger *ledger = NULL;
    hsay_error error = {0};
    if (!a->word_count || !a->ledger || (!search && a->word_count > 1)) {
        complain("usage: hearsay %s %s --ledger L; see hearsay %s --help", a->verb,
                 search ? "QUERY" : "ID", a->verb);
        return EXIT_USAGE;
    }
    hsay_status status = hsay_ledger_open(a->ledger, true, &ledger, &error);
    if (status != HSAY_OK)
        return complain_ledger(a->ledger, status, &error);
    char *wanted = joined(a);
    int code =
        wanted ? find(a, ledger, wanted, search) : complain_ledger(a->ledger, HSAY_MEMORY, NULL);
    free(wanted);
    hsay_ledger_close(ledger);
    return code;
}

int verb_search(const arguments *a)
{
    return in_ledger(a, true);
}

int verb_show(const arguments *a)
{
    return in_ledger(a, false);
}
