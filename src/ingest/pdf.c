/*
 * pdftotext reads the PDF from a file in memory and writes to a pipe.  Invariant: no shell, no name
 * of the input on its command line, nothing of its environment but a path and a locale; it ends
 * within its limits, and before the call does.
 */
#include "ingest/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ingest/plain.h"

enum { STEP_BYTES = 64 * 1024, EXIT_DAMAGED = 1, EXIT_FORBIDDEN = 3 };

static const char NOT_INSTALLED[] =
    "PDF is read by pdftotext, which is not installed (package poppler-utils)";

typedef struct process {
    pid_t pid;
    int in, out;
} process;

/* The first pdftotext of PATH; places that are no absolute path are passed over. */
static bool find_program(char path[PATH_MAX])
{
    const char *places = getenv("PATH");
    for (hsay_str rest = hsay_str_of(places ? places : ""); rest.len;) {
        size_t colon = hsay_str_find(rest, HSAY_STR(":"), 0);
        hsay_str place = hsay_str_cut(rest, 0, colon);
        rest = colon == SIZE_MAX ? HSAY_STR_NONE : hsay_str_cut(rest, colon + 1, rest.len);
        if (place.len == 0 || place.ptr[0] != '/' || place.len > PATH_MAX - 16)
            continue;
        snprintf(path, PATH_MAX, "%.*s/pdftotext", (int)place.len, place.ptr);
        if (access(path, X_OK) == 0)
            return true;
    }
    return false;
}

static int file_of(hsay_str bytes)
{
    int fd = memfd_create("pdf", MFD_CLOEXEC);
    for (size_t at = 0; fd >= 0 && at < bytes.len;) {
        ssize_t n = write(fd, bytes.ptr + at, bytes.len - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            close(fd);
            return -1;
        }
        at += (size_t)n;
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

static void limit(pid_t pid, uint32_t seconds)
{
    struct rlimit cpu = {seconds, seconds + 1};
    struct rlimit memory = {(rlim_t)HSAY_PDF_MEMORY_MEBIBYTES << 20,
                            (rlim_t)HSAY_PDF_MEMORY_MEBIBYTES << 20};
    struct rlimit none = {0, 0};
    prlimit(pid, RLIMIT_CPU, &cpu, NULL);
    prlimit(pid, RLIMIT_AS, &memory, NULL);
    prlimit(pid, RLIMIT_FSIZE, &none, NULL);
}

static int spawn(const char *path, const process *p, int write_end, pid_t *pid)
{
    static char *const ARGUMENTS[] = {
        (char *)(uintptr_t) "pdftotext", (char *)(uintptr_t) "-q",   (char *)(uintptr_t) "-enc",
        (char *)(uintptr_t) "UTF-8",     (char *)(uintptr_t) "-eol", (char *)(uintptr_t) "unix",
        (char *)(uintptr_t) "-",         (char *)(uintptr_t) "-",    NULL};
    static char *const ENVIRONMENT[] = {(char *)(uintptr_t) "PATH=/usr/bin:/bin",
                                        (char *)(uintptr_t) "LC_ALL=C.UTF-8", NULL};
    posix_spawn_file_actions_t files;
    int rc = posix_spawn_file_actions_init(&files);
    if (rc != 0)
        return rc;
    rc = posix_spawn_file_actions_adddup2(&files, p->in, STDIN_FILENO);
    if (rc == 0)
        rc = posix_spawn_file_actions_adddup2(&files, write_end, STDOUT_FILENO);
    if (rc == 0)
        rc = posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (rc == 0)
        rc = posix_spawn(pid, path, &files, NULL, ARGUMENTS, ENVIRONMENT);
    posix_spawn_file_actions_destroy(&files);
    return rc;
}

static hsay_status start(hsay_str pdf, uint32_t seconds, process *p, hsay_error *error)
{
    char path[PATH_MAX];
    int ends[2];
    if (!find_program(path))
        return hsay_error_set(error, HSAY_UNSUPPORTED, NOT_INSTALLED, 0, pdf.len);
    p->in = file_of(pdf);
    if (p->in < 0)
        return hsay_error_set(error, HSAY_IO, "no file in memory for the PDF", 0, pdf.len);
    if (pipe2(ends, O_CLOEXEC) != 0) {
        close(p->in);
        return hsay_error_set(error, HSAY_IO, "no pipe for pdftotext", 0, pdf.len);
    }
    int rc = spawn(path, p, ends[1], &p->pid);
    close(p->in);
    close(ends[1]);
    p->out = ends[0];
    if (rc != 0) {
        close(p->out);
        return hsay_error_set(error, HSAY_IO, "pdftotext can not be started", 0, pdf.len);
    }
    limit(p->pid, seconds);
    return HSAY_OK;
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* All that it prints; HSAY_LIMIT where that is too much or comes too late. */
static hsay_status gather(const process *p, size_t most, uint32_t seconds, hsay_buf *text,
                          hsay_error *error)
{
    char step[STEP_BYTES];
    int64_t end = now_ms() + (int64_t)seconds * 1000;
    for (;;) {
        int64_t left = end - now_ms();
        struct pollfd ready = {.fd = p->out, .events = POLLIN};
        int count = left > 0 ? poll(&ready, 1, (int)left) : 0;
        if (count == 0)
            return hsay_error_set(error, HSAY_LIMIT, "pdftotext takes too long for the PDF", 0, 0);
        ssize_t n = count < 0 ? -1 : read(p->out, step, sizeof step);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return hsay_error_set(error, HSAY_IO, "reading from pdftotext failed", 0, 0);
        if (n == 0)
            return HSAY_OK;
        if (text->len + (size_t)n > most)
            return hsay_error_set(error, HSAY_LIMIT, "the PDF's text is over the size limit", 0, 0);
        hsay_buf_put(text, step, (size_t)n);
        if (text->failed)
            return hsay_error_set(error, HSAY_MEMORY, NULL, 0, 0);
    }
}

static hsay_status judge_exit(int state, hsay_error *error)
{
    if (WIFEXITED(state) && WEXITSTATUS(state) == 0)
        return HSAY_OK;
    if (WIFSIGNALED(state) && WTERMSIG(state) == SIGXCPU)
        return hsay_error_set(error, HSAY_LIMIT, "pdftotext takes too long for the PDF", 0, 0);
    if (WIFEXITED(state) && WEXITSTATUS(state) == EXIT_FORBIDDEN)
        return hsay_error_set(error, HSAY_UNSUPPORTED, "the PDF does not let its text be copied", 0,
                              0);
    if (WIFEXITED(state) && WEXITSTATUS(state) == EXIT_DAMAGED)
        return hsay_error_set(error, HSAY_INPUT, "the PDF is damaged or needs a password", 0, 0);
    return hsay_error_set(error, HSAY_INPUT, "pdftotext failed at the PDF", 0, 0);
}

hsay_status hsay_pdf__print(hsay_str pdf, size_t most, uint32_t seconds, hsay_arena *arena,
                            hsay_str *out, hsay_error *error)
{
    process p;
    hsay_buf text = {0};
    int state = 0;
    hsay_status status = start(pdf, seconds, &p, error);
    if (status != HSAY_OK)
        return status;
    status = gather(&p, most, seconds, &text, error);
    close(p.out);
    if (status != HSAY_OK)
        kill(p.pid, SIGKILL);
    while (waitpid(p.pid, &state, 0) < 0 && errno == EINTR)
        continue;
    if (status == HSAY_OK)
        status = judge_exit(state, error);
    if (status == HSAY_OK)
        *out = hsay_arena_copy(arena, hsay_buf_view(&text));
    hsay_buf_free(&text);
    if (status == HSAY_OK && hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, 0, pdf.len);
    return status;
}

hsay_status hsay_pdf_read(const hsay_record *record, const hsay_options *options, hsay_arena *arena,
                          hsay_article *out, hsay_error *error)
{
    uint64_t start = record->input_start_byte, end = start + record->bytes.len;
    uint64_t most = options->record_limit_bytes;
    hsay_str lines;
    hsay_error inner = {0};
    if (most == 0 || most > HSAY_RECORD_LIMIT_MAX_BYTES)
        most = most ? HSAY_RECORD_LIMIT_MAX_BYTES : HSAY_RECORD_LIMIT_BYTES;
    hsay_status status =
        hsay_pdf__print(record->bytes, most, HSAY_PDF_SECONDS, arena, &lines, &inner);
    if (status != HSAY_OK)
        return hsay_error_set(error, status, inner.text, start, end);
    hsay_article article = *out;
    lines = hsay_utf8_repair(arena, lines, &article.repaired_count);
    article.text = hsay_pdf__paragraphs(arena, lines);
    article.format = HSAY_STR("pdf");
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, end);
    if (article.text.len == 0)
        return hsay_error_set(error, HSAY_EMPTY, "the PDF holds no text; it may be a scan", start,
                              end);
    hsay_plain__judge(arena, options, &article);
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, end);
    *out = article;
    return HSAY_OK;
}
