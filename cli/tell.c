/* What goes to stderr: complaints, failed inputs, the progress line, the counts at the end. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

enum { PROGRESS_EVERY_MS = 200 };

static bool line_shown;

void progress_clear(void)
{
    if (line_shown)
        fputs("\r\033[K", stderr);
    line_shown = false;
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

void on_failure(void *ctx, const hsay_failure *f)
{
    (void)ctx;
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
    static uint64_t shown_ms;
    uint64_t now = now_ms();
    if (!isatty(STDERR_FILENO) || (shown_ms && now - shown_ms < PROGRESS_EVERY_MS))
        return false;
    shown_ms = now;
    return true;
}

void progress_show(const char *format, ...)
{
    va_list args;
    fputs("\r\033[K", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fflush(stderr);
    line_shown = true;
}

void on_progress(void *ctx, const hsay_totals *t)
{
    static uint64_t began_ms;
    char known[32] = "", left[32] = "";
    (void)ctx;
    if (!began_ms)
        began_ms = now_ms();
    double seconds = (double)(now_ms() - began_ms) / 1000.0;
    if (seconds * 1000 < PROGRESS_EVERY_MS || !progress_due())
        return;
    if (t->bytes_known)
        snprintf(known, sizeof known, " of %.1f", (double)t->bytes_known / 1e6);
    if (t->bytes_known > t->bytes_done && t->bytes_done)
        snprintf(left, sizeof left, "  %.0f s left",
                 seconds * (double)(t->bytes_known - t->bytes_done) / (double)t->bytes_done);
    progress_show("%.1f MB%s  %llu articles  %.0f articles/s%s", (double)t->bytes_done / 1e6, known,
                  (unsigned long long)t->articles, (double)t->articles / seconds, left);
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
