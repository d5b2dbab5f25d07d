/*
 * The stream shows a window that grows until it holds a mail and the line that begins the next.
 * Invariant: each call begins where a mail does, or at the end.
 */
#include "ingest/mailbox.h"

#include "base/str.h"
#include "ingest/mail.h"

enum {
    WINDOW_BYTES = 64 * 1024, /* holds most mails; twice that where it does not */
    SLACK_BYTES = 16 * 1024,  /* behind a mail, for the line that begins the next */
    OVERLAP_BYTES = 4 * 1024, /* of two windows of a mail that is gone past */
    STEP_BYTES = 1024 * 1024, /* by which it is gone past */
};

/* `*end`: where the mail ends; `*all`: nothing follows the window. */
static hsay_status show(const hsay_mailbox *m, hsay_stream *s, hsay_str *window, size_t *end,
                        bool *all, hsay_error *error)
{
    size_t most = (size_t)m->limit + SLACK_BYTES;
    for (size_t want = WINDOW_BYTES;; want *= 2) {
        want = want < most ? want : most;
        hsay_status status = hsay_stream_peek(s, want, window, error);
        if (status != HSAY_OK)
            return status;
        *end = hsay_mail__end(*window);
        *all = window->len < want;
        if (*end < window->len || *all || want == most)
            return HSAY_OK;
    }
}

/* To where the next mail begins, `from` bytes ahead at least, or to the end. */
static hsay_status go_past(hsay_stream *s, size_t from, hsay_error *error)
{
    hsay_str window;
    hsay_status status = hsay_stream_skip(s, from, error);
    while (status == HSAY_OK) {
        status = hsay_stream_peek(s, STEP_BYTES, &window, error);
        if (status != HSAY_OK)
            break;
        size_t next = hsay_mail__next(window, 0);
        if (next < window.len || window.len < STEP_BYTES)
            return hsay_stream_skip(s, next, error);
        status = hsay_stream_skip(s, window.len - OVERLAP_BYTES, error);
    }
    return status;
}

static hsay_status take(hsay_mailbox *m, hsay_stream *s, hsay_str *mail, uint64_t *start,
                        hsay_error *error)
{
    hsay_str window;
    size_t end = 0;
    bool all = false;
    hsay_status status = hsay_stream_skip(s, m->taken, error);
    m->taken = 0;
    if (status == HSAY_OK)
        status = show(m, s, &window, &end, &all, error);
    if (status != HSAY_OK)
        return status;
    if (window.len == 0)
        return HSAY_NOT_FOUND;
    *start = hsay_stream_offset(s);
    m->single = m->number++ == 0 && all && end == window.len;
    if (end <= m->limit) {
        m->taken = end;
        *mail = hsay_str_cut(window, 0, end);
        return HSAY_OK;
    }
    bool next_is_seen = end < window.len || all;
    if (hsay_str_starts(window, HSAY_STR("From ")))
        status = next_is_seen ? hsay_stream_skip(s, end, error)
                              : go_past(s, window.len - OVERLAP_BYTES, error);
    else
        m->single = true;
    if (status != HSAY_OK)
        return status;
    hsay_error_set(error, HSAY_LIMIT, "the mail is over the size limit", *start, *start + end);
    return HSAY_LIMIT;
}

hsay_status hsay_mailbox_next(hsay_mailbox *m, hsay_stream *s, hsay_str *mail, uint64_t *start,
                              hsay_error *error)
{
    if (m->ended)
        return HSAY_NOT_FOUND;
    uint64_t before = m->number;
    hsay_status status = take(m, s, mail, start, error);
    bool refused = status == HSAY_LIMIT && m->number > before;
    m->ended = (status != HSAY_OK && !refused) || (refused && m->single);
    return status;
}
