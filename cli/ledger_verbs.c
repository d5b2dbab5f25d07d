/* run, add, link and report: what fills a ledger and what shows all of it. */
#include "cli.h"

static bool needs_ledger(const arguments *a)
{
    if (a->ledger)
        return false;
    complain("%s takes --ledger FILE; see hearsay %s --help", a->verb, a->verb);
    return true;
}

static bool needs_words(const arguments *a, bool wanted)
{
    if (wanted == (a->word_count > 0))
        return false;
    if (wanted)
        complain("%s takes an input; - is standard input; see hearsay %s --help", a->verb, a->verb);
    else
        complain("%s takes no input, such as '%s'", a->verb, a->words[0]);
    return true;
}

/* Adds; answers an exit code. */
static int add(const arguments *a, hsay_ledger *ledger, hsay_totals *totals)
{
    hsay_error error = {0};
    hsay_status status =
        hsay_ledger_add(ledger, a->words, a->word_count, &a->options, totals, &error);
    progress_end();
    if (status != HSAY_OK)
        return model_was_told(totals) ? EXIT_LEDGER : complain_ledger(a->ledger, status, &error);
    return totals->failures ? EXIT_INPUTS : EXIT_DONE;
}

static int link_ledger(const arguments *a, hsay_ledger *ledger)
{
    hsay_error error = {0};
    hsay_status status = hsay_ledger_link(ledger, &a->options, &error);
    return status == HSAY_OK ? EXIT_DONE : complain_ledger(a->ledger, status, &error);
}

typedef enum form { FORM_SUMMARY, FORM_JSON, FORM_CSV, FORM_PAGE } form;

static int write_view(const arguments *a, const hsay_snapshot *s, form f, const char *path)
{
    output out;
    if (!output_begin(&out, path))
        return EXIT_LEDGER;
    hsay_sink sink = output_sink(&out);
    hsay_status status = f == FORM_JSON  ? hsay_report_json(s, sink)
                         : f == FORM_CSV ? hsay_report_csv(s, a->csv, sink)
                         : f == FORM_PAGE
                             ? hsay_report_html(s, sink)
                             : hsay_report_summary(s, !out.path && wants_color(stdout), sink);
    int code = status == HSAY_OK ? EXIT_DONE : EXIT_LEDGER;
    if (f == FORM_CSV && (status == HSAY_NOT_FOUND || status == HSAY_ARGUMENT)) {
        complain("there is no table '%s'; see hearsay report --help", a->csv);
        code = EXIT_USAGE;
    } else if (status != HSAY_OK && !out.error) {
        complain("%s", hsay_status_text(status));
    }
    return output_end(&out, code);
}

static int load(const arguments *a, hsay_ledger *ledger, hsay_snapshot **out)
{
    hsay_error error = {0};
    hsay_status status = hsay_snapshot_load(ledger, out, &error);
    return status == HSAY_OK ? EXIT_DONE : complain_ledger(a->ledger, status, &error);
}

/* The page where a file was asked for, and the summary or NDJSON, also where the page failed. */
static int show_run(const arguments *a, hsay_ledger *ledger)
{
    hsay_snapshot *s = NULL;
    int code = load(a, ledger, &s);
    if (code == EXIT_DONE) {
        int page = a->output ? write_view(a, s, FORM_PAGE, a->output) : EXIT_DONE;
        code = write_view(a, s, a->json ? FORM_JSON : FORM_SUMMARY, NULL);
        code = page == EXIT_DONE ? code : page;
    }
    hsay_snapshot_free(s);
    return code;
}

int verb_run(const arguments *a)
{
    hsay_ledger *ledger = NULL;
    hsay_totals totals;
    hsay_error error = {0};
    if (needs_words(a, true))
        return EXIT_USAGE;
    const char *path = a->ledger ? a->ledger : ":memory:";
    hsay_status status = hsay_ledger_open(path, false, &ledger, &error);
    if (status != HSAY_OK)
        return complain_ledger(a->ledger, status, &error);
    int added = add(a, ledger, &totals);
    int code = added == EXIT_LEDGER ? added : link_ledger(a, ledger);
    if (code == EXIT_DONE)
        code = show_run(a, ledger);
    hsay_ledger_close(ledger);
    return code == EXIT_DONE ? added : code;
}

static void print_totals_json(const hsay_totals *t)
{
    printf("{\"type\":\"totals\",\"inputs\":%llu,\"articles\":%llu,\"added\":%llu,"
           "\"replaced\":%llu,\"unchanged\":%llu,\"statements\":%llu,\"failures\":%llu,"
           "\"repaired\":%llu}\n",
           (unsigned long long)t->inputs, (unsigned long long)t->articles,
           (unsigned long long)t->added, (unsigned long long)t->replaced,
           (unsigned long long)t->unchanged, (unsigned long long)t->statements,
           (unsigned long long)t->failures, (unsigned long long)t->repaired);
}

int verb_add(const arguments *a)
{
    hsay_ledger *ledger = NULL;
    hsay_totals totals = {0};
    hsay_error error = {0};
    if (needs_words(a, true) || needs_ledger(a))
        return EXIT_USAGE;
    hsay_status status = hsay_ledger_open(a->ledger, false, &ledger, &error);
    if (status != HSAY_OK)
        return complain_ledger(a->ledger, status, &error);
    int code = add(a, ledger, &totals);
    hsay_ledger_close(ledger);
    totals_print(&totals);
    if (a->json)
        print_totals_json(&totals);
    return code;
}

int verb_link(const arguments *a)
{
    hsay_ledger *ledger = NULL;
    hsay_error error = {0};
    if (needs_words(a, false) || needs_ledger(a))
        return EXIT_USAGE;
    hsay_status status = hsay_ledger_open(a->ledger, false, &ledger, &error);
    if (status != HSAY_OK)
        return complain_ledger(a->ledger, status, &error);
    int code = link_ledger(a, ledger);
    hsay_ledger_close(ledger);
    return code;
}

int verb_report(const arguments *a)
{
    hsay_ledger *ledger = NULL;
    hsay_snapshot *s = NULL;
    hsay_error error = {0};
    if (needs_words(a, false) || needs_ledger(a))
        return EXIT_USAGE;
    if (a->json && a->csv) {
        complain("report writes --json or --csv, not both");
        return EXIT_USAGE;
    }
    hsay_status status = hsay_ledger_open(a->ledger, true, &ledger, &error);
    if (status != HSAY_OK)
        return complain_ledger(a->ledger, status, &error);
    form f = a->json ? FORM_JSON : a->csv ? FORM_CSV : a->output ? FORM_PAGE : FORM_SUMMARY;
    int code = load(a, ledger, &s);
    if (code == EXIT_DONE)
        code = write_view(a, s, f, a->output);
    hsay_snapshot_free(s);
    hsay_ledger_close(ledger);
    return code;
}
