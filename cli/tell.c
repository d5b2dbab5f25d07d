/* What goes to stderr: complaints, failed inputs, the progress line, the counts at the end. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

enum { PROGRESS_EVERY_MS = 200, PROGRESS_LINE_EVERY_MS = 5000 };

static struct {
    bool asked, shown; /* shown: a line stands on the terminal */
    uint64_t began_ms, told_ms;
    hsay_totals last;
} progress;

void progress_ask(void)
{
    progress.asked = true;
}

void progress_clear(void)
{
    if (progress.shown)
        fputs("\r\033[K", stderr);
    progress.shown = false;
}

void complain(const char *format, ...)
{
    va_list args;
    progress_clear();
    fputs("hearsay: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

int complain_ledger(const char *path, hsay_status status, const hsay_error *error)
{
    const char *text = error && error->text ? error->text : hsay_status_text(status);
    complain("%s: %s", path ? path : "ledger in memory", text);
    return EXIT_LEDGER;
}

static uint64_t failures_told;

bool model_was_told(const hsay_totals *totals)
{
    return failures_told > totals->failures;
}

void on_failure(void *ctx, const hsay_failure *f)
{
    (void)ctx;
    failures_told++;
    char record[64] = "", range[64] = "";
    if (f->record.len)
        snprintf(record, sizeof record,
                 "record %.*s: ", (int)(f->record.len < 40 ? f->record.len : 40), f->record.ptr);
    if (f->error.end > f->error.start || f->error.start)
        snprintf(range, sizeof range, "bytes %llu-%llu: ", (unsigned long long)f->error.start,
                 (unsigned long long)f->error.end);
    complain("%.*s: %s%s%s", (int)f->input.len, f->input.ptr ? f->input.ptr : "", record, range,
             f->error.text ? f->error.text : hsay_status_text(f->error.status));
}

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

bool progress_due(void)
{
    bool terminal = isatty(STDERR_FILENO);
    uint64_t now = now_ms(), every = terminal ? PROGRESS_EVERY_MS : PROGRESS_LINE_EVERY_MS;
    if (!(terminal || progress.asked) || (progress.told_ms && now - progress.told_ms < every))
        return false;
    progress.told_ms = now;
    return true;
}

void progress_show(const char *format, ...)
{
    va_list args;
    bool terminal = isatty(STDERR_FILENO);
    if (terminal)
        fputs("\r\033[K", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    if (!terminal)
        fputc('\n', stderr);
    fflush(stderr);
    progress.shown = terminal;
}

static void tell_progress(const hsay_totals *t, double seconds)
{
    char known[32] = "", failed[32] = "", left[32] = "";
    if (t->bytes_known)
        snprintf(known, sizeof known, " of %.1f", (double)t->bytes_known / 1e6);
    if (t->failures)
        snprintf(failed, sizeof failed, "  %llu failed", (unsigned long long)t->failures);
    if (t->bytes_known > t->bytes_done && t->bytes_done)
        snprintf(left, sizeof left, "  %.0f s left",
                 seconds * (double)(t->bytes_known - t->bytes_done) / (double)t->bytes_done);
    progress_show("%.1f MB%s  %llu articles  %.0f articles/s%s%s", (double)t->bytes_done / 1e6,
                  known, (unsigned long long)t->articles,
                  seconds > 0 ? (double)t->articles / seconds : 0.0, failed, left);
}

static double seconds_so_far(void)
{
    return (double)(now_ms() - progress.began_ms) / 1000.0;
}

void on_progress(void *ctx, const hsay_totals *t)
{
    (void)ctx;
    progress.last = *t;
    if (!progress.began_ms)
        progress.began_ms = progress.told_ms = now_ms();
    if (progress_due())
        tell_progress(t, seconds_so_far());
}

void progress_end(void)
{
    progress_clear();
    if (!progress.asked || !progress.began_ms)
        return;
    tell_progress(&progress.last, seconds_so_far());
    if (progress.shown)
        fputc('\n', stderr);
    progress.shown = false;
}

void totals_print(const hsay_totals *t)
{
    progress_clear();
    fprintf(stderr, "%llu articles: %llu added, %llu replaced, %llu unchanged; %llu statements",
            (unsigned long long)t->articles, (unsigned long long)t->added,
            (unsigned long long)t->replaced, (unsigned long long)t->unchanged,
            (unsigned long long)t->statements);
    if (t->failures)
        fprintf(stderr, "; %llu failed", (unsigned long long)t->failures);
    if (t->passed_over)
        fprintf(stderr, "; %llu files of other kinds passed over",
                (unsigned long long)t->passed_over);
    if (t->without_text)
        fprintf(stderr, "; %llu items of feeds without a text",
                (unsigned long long)t->without_text);
    if (t->repaired)
        fprintf(stderr, "; %llu ill-formed byte sequences became U+FFFD",
                (unsigned long long)t->repaired);
    fputc('\n', stderr);
}

bool wants_color(FILE *stream)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(fileno(stream)) && !(no && *no) && term && strcmp(term, "dumb") != 0;
}
